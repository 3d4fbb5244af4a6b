/** A result is sent until Opstage has it, or has said that it never will. */

import type { FakeCommand } from '../../target/fake-opstage/command-book.ts';
import type { Exchange } from '../../target/fake-opstage/exchange.ts';
import type { Fault, FaultStep } from '../../target/fake-opstage/fault-script.ts';
import type { AgentTrial } from '../agent-trial.ts';
import { type AgentCheck, agentCheck } from '../check.ts';
import {
  all,
  errorOf,
  heartbeats,
  json,
  needsCapsule,
  needsStartAndCapsule,
  order,
  ready,
  resultOf,
  sent,
  stillWorks,
  succeeded,
} from './capsule-run.ts';

const sentences = {
  'result-retried':
    'An agent MUST retry a result until a contract 2xx, 404, 409 or 410, across restarts, for 24 h; 401, 403, 408, 429 and 5xx go by their own rules. On 413 or 422 it MUST send once `{success:false, error:{code:"RESULT_REJECTED"}}` without data.',
} as const;

const retried = { requirement: 'result-retried', sentence: sentences['result-retried'], needs: needsCapsule } as const;
const proxyPage = '<html><body><h1>413 Request Entity Too Large</h1></body></html>';

/** Faults in groups of two, so that the growing waits between attempts stay short. */
const passing: readonly { what: string; faults: readonly [Fault, Fault] }[] = [
  {
    what: '500 and 503',
    faults: [
      { kind: 'refuse', code: 'INTERNAL_ERROR' },
      { kind: 'refuse', code: 'SERVICE_UNAVAILABLE', retryAfterSeconds: 1 },
    ],
  },
  {
    what: '429 and 408',
    faults: [
      { kind: 'refuse', code: 'RATE_LIMITED', retryAfterSeconds: 1 },
      { kind: 'foreign', status: 408, body: '' },
    ],
  },
  { what: 'a reset and a lost answer', faults: [{ kind: 'reset' }, { kind: 'lose-answer' }] },
];

/** Passing too, but they stop everything else the agent does for a while. */
const unauthorized: typeof passing = [
  {
    what: '401 AGENT_TOKEN_INVALID and 403 AGENT_DISABLED',
    faults: [
      { kind: 'refuse', code: 'AGENT_TOKEN_INVALID' },
      { kind: 'refuse', code: 'AGENT_DISABLED' },
    ],
  },
];

/** Answers after which a result is never sent again. */
const finals = ['COMMAND_NOT_FOUND', 'COMMAND_ALREADY_COMPLETED', 'COMMAND_DELIVERY_STALE', 'COMMAND_EXPIRED'] as const;

/** Answers to which a result without data is sent instead, once. */
const rejections: readonly { what: string; fault: Fault }[] = [
  { what: '422 VALIDATION_FAILED', fault: { kind: 'refuse', code: 'VALIDATION_FAILED' } },
  { what: '413 COMMAND_RESULT_TOO_LARGE', fault: { kind: 'refuse', code: 'COMMAND_RESULT_TOO_LARGE' } },
  { what: 'a 413 of a proxy', fault: { kind: 'foreign', status: 413, body: proxyPage } },
];

export const resultChecks: AgentCheck[] = [
  ...(
    [
      ['until-accepted', passing],
      ['unauthorized', unauthorized],
    ] as const
  ).map(([name, groups]) => {
    const what = groups.map((group) => group.what).join(', ');
    return agentCheck({
      ...retried,
      id: `result-retried/${name}`,
      title: `a result met by ${what} is sent again until it is accepted`,
      how: `Meets the first two attempts at the result of an echo each with ${what}. Expects the same outcome a third time, accepted, and none after it.`,
      async run(t) {
        await ready(t);
        const commands = groups.map(({ faults }) => echoWith(t, ...faults.map((fault) => ({ fault }))));
        for (const command of commands) {
          const attempts = () => t.opstage.exchangesOf('commandResult', { commandId: command.id });
          await t.until(
            'a third attempt, accepted',
            () => attempts().find((one) => one.fault === null && succeeded(one)),
            {},
          );
        }
        await heartbeats(t, 2);
        for (const [index, command] of commands.entries()) {
          const attempts = t.opstage.exchangesOf('commandResult', { commandId: command.id });
          t.equal(`the attempts met by ${groups[index]?.what}`, attempts.length, 3, ...all(attempts));
          const [first] = attempts as [Exchange];
          for (const one of attempts)
            t.equal('the outcome of an attempt', outcomeOf(one), outcomeOf(first), first, one);
        }
      },
    });
  }),
  agentCheck({
    ...retried,
    id: 'result-retried/final-answers',
    title: 'a result refused 404, 409 or 410 is not sent again',
    how: `Refuses the results of four echoes with ${finals.join(', ')}, always. Expects one attempt at each, and an agent that still works.`,
    async run(t) {
      await ready(t);
      const commands = finals.map((code) => echoWith(t, { times: 'always', fault: { kind: 'refuse', code } }));
      for (const command of commands) await sent(t, 'a result', 'commandResult', { commandId: command.id });
      await heartbeats(t, 3);
      for (const [index, command] of commands.entries()) {
        const attempts = t.opstage.exchangesOf('commandResult', { commandId: command.id });
        t.equal(`the attempts refused ${finals[index]}`, attempts.length, 1, ...all(attempts));
      }
      await stillWorks(t);
    },
  }),
  agentCheck({
    ...retried,
    id: 'result-retried/across-a-restart',
    needs: needsStartAndCapsule,
    title: 'a result not yet answered is sent again after a crash',
    how: 'Refuses the result of an echo 503 until the agent was killed and started again. Expects the same outcome after the restart, not AGENT_RESTARTED, and no second run.',
    async run(t) {
      await ready(t);
      const command = order(t, 'echo', { kept: t.namespace });
      const script = t.opstage.play([
        {
          on: 'commandResult',
          times: 'always',
          fault: { kind: 'refuse', code: 'SERVICE_UNAVAILABLE', retryAfterSeconds: 1 },
        },
      ]);
      const first = await sent(t, 'a result', 'commandResult', { commandId: command.id });
      await t.kill();
      script.end();
      await t.start();
      const result = await resultOf(t, command, { after: first.number });
      t.equal('the outcome after the restart', outcomeOf(result), outcomeOf(first), first, result);
    },
  }),
  agentCheck({
    ...retried,
    id: 'result-retried/rejected',
    title: 'a result refused 413 or 422 is replaced by RESULT_REJECTED, once',
    how: `Refuses the first results of three echoes with ${rejections.map(({ what }) => what).join(', ')}. Expects of each, once, a failed result with the code RESULT_REJECTED and without data, and the first never again.`,
    async run(t) {
      await ready(t);
      const commands = rejections.map(({ fault }) => echoWith(t, { fault }));
      for (const command of commands) {
        const refused = await sent(t, 'a result', 'commandResult', { commandId: command.id });
        const rejected = await resultOf(t, command, { after: refused.number });
        t.equal('success', json(rejected).success, false, refused, rejected);
        t.equal('the error code', errorOf(rejected).code, 'RESULT_REJECTED', refused, rejected);
        t.equal('the data', json(rejected).data ?? null, null, refused, rejected);
      }
      await heartbeats(t, 2);
      for (const [index, command] of commands.entries()) {
        const attempts = t.opstage.exchangesOf('commandResult', { commandId: command.id });
        t.equal(`the attempts after ${rejections[index]?.what}`, attempts.length, 2, ...all(attempts));
      }
    },
  }),
];

/** Orders an echo whose results meet these faults, one after the other. */
function echoWith(t: AgentTrial, ...faults: readonly (Pick<FaultStep, 'times'> & { fault: Fault })[]): FakeCommand {
  const command = order(t, 'echo', { a: 1 });
  t.opstage.play(faults.map((step): FaultStep => ({ ...step, on: 'commandResult', commandId: command.id })));
  return command;
}

/** Two results are equal when these are. */
function outcomeOf(result: Exchange): unknown {
  const { success, cancelled, message, data, error } = json(result);
  return { success, cancelled: cancelled ?? null, message: message ?? null, data: data ?? null, error: error ?? null };
}
