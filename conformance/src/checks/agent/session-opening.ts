/** How a session begins: the upgrade, and `hello` before anything else. */
import { limits } from 'capsule-contract';
import { type AgentCheck, agentCheck } from '../check.ts';
import { all, json, sent } from './capsule-run.ts';
import { readyInSession, servingSessions, upgrades } from './session-run.ts';

const session = { profile: 'agent-session' } as const;
const welcomeAfterMs = 2_000;

export const sessionOpeningChecks: AgentCheck[] = [
  agentCheck({
    ...session,
    id: 'version-header/upgrade',
    requirement: 'version-header',
    sentence: 'An agent MUST send `Capsule-Contract: 1` on every request and on the WebSocket upgrade.',
    title: 'the upgrade to a session names the contract version',
    how: 'Serves sessions. Expects Capsule-Contract: 1 on the request that opens one.',
    opstage: servingSessions,
    async run(t) {
      const { upgrade } = await readyInSession(t);
      t.equal('Capsule-Contract of the upgrade', upgrade.headers['capsule-contract'], '1', upgrade);
    },
  }),
  agentCheck({
    ...session,
    id: 'session-hello-first',
    needs: ['start'],
    requirement: 'session-hello-first',
    sentence:
      'The agent MUST send `hello {bootId, capabilities, maxRunning}` first, within `helloSeconds` (10), and Opstage MUST answer it with `welcome`; on anything else first Opstage MUST close 4001.',
    title: 'the first frame of a session is a hello that says who speaks',
    how: 'Serves sessions. Expects as first frame, within three times helloSeconds, a valid hello with the bootId of the registration, the capability session.ws and a maxRunning from 1 to 100 if any.',
    opstage: servingSessions,
    async run(t) {
      await t.start();
      const register = await sent(t, 'the agent to register', 'agentRegister');
      const { hello, openedAtMs } = await t.until('a session to open and speak', () =>
        t.opstage.sessions.all
          .flatMap(({ frames, openedAtMs }) => frames.slice(0, 1).map((hello) => ({ hello, openedAtMs })))
          .at(0),
      );
      t.equal('the type of the first frame', hello.frame?.type, 'hello', hello);
      t.equal('what is wrong with the frame', hello.problems, [], hello);
      const { bootId, capabilities, maxRunning = 1 } = json(hello);
      t.equal('the bootId', bootId, json(register).bootId, register, hello);
      const announced = Array.isArray(capabilities) && capabilities.includes('session.ws');
      t.that('session.ws among the capabilities', announced, capabilities, hello);
      t.that('a maxRunning from 1 to 100', Number(maxRunning) >= 1 && Number(maxRunning) <= 100, maxRunning, hello);
      const seconds = (hello.receivedAtMs - openedAtMs) / 1_000;
      // The rule's own bound is Opstage's to apply; three times that is nobody's lateness.
      const most = 3 * limits.helloSeconds.default;
      t.that(`hello within ${most} s of the upgrade`, seconds <= most, `${seconds.toFixed(1)} s`, hello);
    },
  }),
  agentCheck({
    ...session,
    id: 'session-hello-first/nothing-before-the-welcome',
    requirement: 'session-hello-first',
    sentence:
      'The agent MUST send `hello {bootId, capabilities, maxRunning}` first, within `helloSeconds` (10), and Opstage MUST answer it with `welcome`; on anything else first Opstage MUST close 4001.',
    title: 'nothing but hello is said before the welcome',
    how: `Leaves the first hello unanswered for ${welcomeAfterMs / 1000} s, longer than a heartbeat interval. Expects no other frame before the welcome.`,
    opstage: { ...servingSessions, script: [{ on: 'hello', fault: { kind: 'delay', ms: welcomeAfterMs } }] },
    async run(t) {
      const { frames, welcomedAtMs } = await readyInSession(t);
      const early = frames.filter(({ receivedAtMs }) => receivedAtMs < (welcomedAtMs ?? 0));
      const types = early.map(({ frame }) => frame?.type);
      t.equal('the frames before the welcome', types, ['hello'], ...all(frames), ...all(upgrades(t)));
    },
  }),
];
