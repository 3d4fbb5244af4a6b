/** What an agent cannot or must not run is refused aloud. */

import type { FakeCommand } from '../../target/fake-opstage/command-book.ts';
import type { Exchange } from '../../target/fake-opstage/exchange.ts';
import type { AgentTrial } from '../agent-trial.ts';
import { type AgentCheck, agentCheck } from '../check.ts';
import { ackOf, all, errorOf, heartbeats, json, needsCapsule, order, ready, stillWorks } from './capsule-run.ts';

const sentences = {
  'refusal-is-explicit':
    'An agent MUST answer an unknown command type or an undeclared action with `accepted: false` and a code: never with silence, never with execution.',
  'no-arbitrary-execution': 'An agent MUST run registered handlers only; there is no shell action.',
} as const;

const explicit = { requirement: 'refusal-is-explicit', sentence: sentences['refusal-is-explicit'] } as const;
/** The catalogue's outcome codes and reverse-DNS names. */
const outcomeCode = /^([A-Z][A-Z0-9]*(_[A-Z0-9]+)*|[a-z][a-z0-9-]*(\.[A-Za-z0-9_-]+)+)$/;
/** What a program that looks handlers up carelessly would find, and what an attacker would ask for. */
const neverDeclared = [
  'shell',
  'exec',
  'eval',
  'run',
  'constructor',
  'toString',
  'hasOwnProperty',
  'valueOf',
  'prototype',
];

export const refusalChecks: AgentCheck[] = [
  agentCheck({
    ...explicit,
    id: 'refusal-is-explicit/unknown-type',
    title: 'a command of an unknown type is refused with a code',
    how: 'Delivers a command of type SHELL_EXECUTE whose action and payload would be a valid touch. Expects `accepted:false` with an outcome code, no execution and no result.',
    needs: needsCapsule,
    async run(t) {
      await ready(t);
      const path = t.opstage.effects.path();
      await refused(t, order(t, 'touch', { path }, { type: 'SHELL_EXECUTE' }));
      await heartbeats(t, 2);
      const result = await stillWorks(t);
      t.equal('the executions', t.opstage.effects.of(path).length, 0, result);
    },
  }),
  agentCheck({
    ...explicit,
    id: 'refusal-is-explicit/undeclared-action',
    title: 'an undeclared action, or one of an unknown service, is refused with a code',
    how: 'Delivers the action no-such-action of the capsule, and echo of a service the agent does not have. Expects `accepted:false` with an outcome code for both, and no result.',
    needs: needsCapsule,
    async run(t) {
      await ready(t);
      const undeclared = order(t, 'no-such-action');
      const stranger = order(t, 'echo', { a: 1 }, { serviceCode: t.code('no-such-service') });
      await refused(t, undeclared);
      await refused(t, stranger);
      await stillWorks(t);
    },
  }),
  agentCheck({
    id: 'no-arbitrary-execution',
    requirement: 'no-arbitrary-execution',
    sentence: sentences['no-arbitrary-execution'],
    title: 'no action runs that the agent did not declare',
    how: `Delivers the actions ${neverDeclared.join(', ')} with payloads that would fetch a path of the fake Opstage if anything ran them. Expects every one refused, nothing fetched, and none of them among the declared actions.`,
    needs: needsCapsule,
    async run(t) {
      await ready(t);
      const path = t.opstage.effects.path('arbitrary');
      const url = `${t.opstage.url}${path}`;
      const payload = { command: `curl ${url}`, cmd: ['curl', url], code: `fetch("${url}")`, path };
      const declared = t.opstage.memory.services.services.get('conformance')?.actions.map(({ name }) => name) ?? [];
      const commands = neverDeclared.filter((name) => !declared.includes(name)).map((name) => order(t, name, payload));
      const acks = [];
      for (const command of commands) acks.push(await refused(t, command));
      await heartbeats(t, 2);
      t.equal('the touches of the path', t.opstage.effects.of(path).length, 0, ...all(acks));
      t.that(
        'no shell action declared',
        !declared.some((name) => /^(shell|exec|eval)$/i.test(name)),
        declared,
        ...all(acks),
      );
      await stillWorks(t);
    },
  }),
];

/** Expects an explicit refusal and no result. */
async function refused(t: AgentTrial, command: FakeCommand): Promise<Exchange> {
  const { type, actionName } = command.order;
  const ack = await ackOf(t, command);
  t.equal(`the ack of ${type ?? actionName}`, json(ack).accepted, false, ack);
  t.that('an outcome code', outcomeCode.test(errorOf(ack).code ?? ''), json(ack).error, ack);
  const results = t.opstage.exchangesOf('commandResult', { commandId: command.id });
  t.equal('the results of a refused command', results.length, 0, ack);
  return ack;
}
