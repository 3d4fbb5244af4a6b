/** Claiming: only what can start now. */
import type { FakeCommand } from '../../target/fake-opstage/command-book.ts';
import { type AgentCheck, agentCheck } from '../check.ts';
import { heartbeats, needsCapsule, order, ready, resultOf, sent } from './capsule-run.ts';

const sentences = {
  'claim-what-can-start':
    'An agent MUST claim, or accept on a session, only what it can start now; `hello.maxRunning` (1 to 100, default 1) bounds delivered plus RUNNING commands on a session, and Opstage MUST NOT dispatch more.',
} as const;

const ordered = 12;

export const claimChecks: AgentCheck[] = [
  agentCheck({
    id: 'claim-what-can-start',
    requirement: 'claim-what-can-start',
    sentence: sentences['claim-what-can-start'],
    title: 'every command an agent claims starts at once',
    how: `Has ${ordered} touches ready, each held open. Expects the handler of every one that was delivered to run, however many the agent claims, and none refused; then lets them end, and expects all ${ordered} to run once.`,
    needs: needsCapsule,
    async run(t) {
      await ready(t);
      const paths = Array.from({ length: ordered }, () => t.opstage.effects.path('busy'));
      for (const path of paths) t.opstage.effects.hold(path);
      const commands = paths.map((path) => order(t, 'touch', { path }));
      const claim = await sent(t, 'a claim that takes commands', 'commandClaim', {
        fits: ({ data, status }) => status === 200 && ((data as { commands?: unknown[] }).commands ?? []).length > 0,
      });
      await heartbeats(t, 3);
      const delivered = () => commands.filter(({ deliveries }) => deliveries.length > 0);
      const touchesOf = (command: FakeCommand) => t.opstage.effects.of(String(command.order.payload?.path)).length;
      const started = () => delivered().filter((command) => touchesOf(command) > 0);
      await t.until('every delivered command to start', () => started().length === delivered().length, {});
      t.equal('the commands that started', started().length, delivered().length, claim);
      for (const path of paths) t.opstage.effects.release(path);
      for (const command of commands) {
        const result = await resultOf(t, command);
        t.equal(`the executions of ${command.id}`, touchesOf(command), 1, result);
      }
    },
  }),
];
