/** Answers that are not Opstage's: whatever they say, the call has not been answered. */
import type { Fault } from '../../target/fake-opstage/fault-script.ts';
import { type AgentCheck, agentCheck } from '../check.ts';
import { refusedThenKept } from './auth-failures.ts';
import { json, needsStartAndCapsule, order, ready, resultOf, sent, touched } from './capsule-run.ts';

const sentences = {
  'only-contract-answers-count':
    "An agent MUST let an answer of any status count only if it carries `Capsule-Contract` and a valid envelope; all else (a proxy's page, a captive portal, a cut body) is a transport failure and is retried. Two exceptions: `Retry-After` is obeyed from anyone, and a 413 from anyone is a 413.",
} as const;

const onlyContract = {
  requirement: 'only-contract-answers-count',
  sentence: sentences['only-contract-answers-count'],
} as const;

const html = '<!doctype html><html><head><title>Sign in</title></head><body>Welcome to our network.</body></html>';
const operations = ['agentRegister', 'serviceReport', 'agentHeartbeat', 'commandClaim', 'commandAck', 'commandResult'];

/** Each strikes every operation of a working day once. */
const strangers: readonly { name: string; what: string; fault: Fault; spares?: string }[] = [
  {
    name: 'captive-portal',
    what: 'a 200 page of a captive portal',
    fault: { kind: 'foreign', status: 200, body: html },
  },
  { name: 'proxy-error', what: 'a 502 page of a proxy', fault: { kind: 'foreign', status: 502, body: html } },
  { name: 'proxy-not-found', what: 'a 404 page of a proxy', fault: { kind: 'foreign', status: 404, body: html } },
  { name: 'proxy-conflict', what: 'a 409 page of a proxy', fault: { kind: 'foreign', status: 409, body: html } },
  {
    name: 'no-version-header',
    what: 'a success envelope without Capsule-Contract',
    fault: { kind: 'foreign', status: 200, contentType: 'application/json', body: '{"success":true,"data":{}}' },
  },
  {
    name: 'no-envelope',
    what: 'Capsule-Contract with JSON that is no envelope',
    fault: {
      kind: 'foreign',
      status: 200,
      contentType: 'application/json',
      body: '{"ok":true}',
      headers: { 'capsule-contract': '1' },
    },
  },
  // A registration cut off is another requirement's matter (register-sends-idempotency-key).
  {
    name: 'cut-body',
    what: 'an answer whose body breaks off',
    fault: { kind: 'cut-answer', bytes: 12 },
    spares: 'agentRegister',
  },
];

export const foreignAnswerChecks: AgentCheck[] = [
  ...strangers.map(({ name, what, fault, spares }) => {
    const struck = operations.filter((operation) => operation !== spares);
    return agentCheck({
      ...onlyContract,
      id: `only-contract-answers-count/${name}`,
      title: `${what} counts as no answer`,
      how: `Gives ${what} once to each of ${struck.join(', ')}, then serves. Expects each call again and, at the end, one execution and one result.`,
      needs: needsStartAndCapsule,
      opstage: { ackLeaseSeconds: 1, script: struck.map((on) => ({ on, fault })) },
      async run(t) {
        await ready(t);
        const path = t.opstage.effects.path();
        const command = order(t, 'touch', { path });
        await touched(t, path, { beats: 20 });
        const result = await resultOf(t, command);
        t.equal('the result', json(result).success, true, result);
        for (const operation of struck) {
          const calls = t.opstage.exchangesOf(operation);
          const met = calls.find((one) => one.fault !== null);
          if (!met) return t.couldNotRun(`${operation} never met ${what}`);
          // A heartbeat or a claim may have met it only just before the result.
          await sent(t, `${operation} to be sent again after ${what}`, operation, { after: met.number });
        }
        t.equal('the number of executions', t.opstage.effects.of(path).length, 1, result);
      },
    });
  }),
  agentCheck({
    ...onlyContract,
    id: 'only-contract-answers-count/foreign-unauthorized',
    title: 'a 401 that names AGENT_TOKEN_REVOKED but is not Opstage’s ends no identity',
    how: 'Answers every call 401 with an error body naming AGENT_TOKEN_REVOKED and no Capsule-Contract header, then serves again. Expects the same token and no registration.',
    async run(t) {
      await ready(t);
      const error = { code: 'AGENT_TOKEN_REVOKED', message: 'Not one of ours.', requestId: 'req-of-a-stranger' };
      const body = JSON.stringify({ success: false, error });
      const fault: Fault = { kind: 'foreign', status: 401, contentType: 'application/json', body };
      await refusedThenKept(t, fault, { on: '*', times: 'always' });
    },
  }),
];
