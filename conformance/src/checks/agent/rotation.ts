/** A change of the agent token: the new one is tried, the old one is there until it has worked. */
import type { Exchange } from '../../target/fake-opstage/exchange.ts';
import type { Fault, FaultStep } from '../../target/fake-opstage/fault-script.ts';
import type { PlayedScript } from '../../target/fake-opstage/played-script.ts';
import type { AgentTrial } from '../agent-trial.ts';
import { type AgentCheck, agentCheck } from '../check.ts';
import {
  accepted,
  all,
  heartbeats,
  needsStartAndCapsule,
  now,
  ready,
  registrations,
  sent,
  stillWorks,
} from './capsule-run.ts';
import { bearerOf } from './session-run.ts';

const followed = {
  profile: 'agent-rotation',
  requirement: 'rotation-directive-followed',
  sentence:
    'On `directives.rotateToken` an agent MUST rotate and keep both tokens persisted until the new one has worked; if the rotation fails, it keeps working with the old one.',
  // What an agent holds of its tokens afterwards is no beginning for another check.
  needs: needsStartAndCapsule,
} as const;
const strangersToken = JSON.stringify({ success: true, data: { agentToken: `opstage_agent_${'x'.repeat(43)}` } });
/** Whatever an agent may send first under a new token. */
const asAgent = ['agentHeartbeat', 'commandClaim', 'serviceReport', 'agentDisconnect', 'agentSession'] as const;

export const rotationChecks: AgentCheck[] = [
  agentCheck({
    ...followed,
    id: 'rotation-directive-followed',
    title: 'a directive to rotate is followed, and the new token used from then on',
    how: 'Asks in a heartbeat answer to rotate. Expects a token/rotate call under the old token, then work under the new one and no further rotation.',
    async run(t) {
      const { before } = await rotated(t);
      const worked = await sentUnder(t, newest(t));
      await heartbeats(t, 1);
      const later = await heartbeats(t, 2);
      await stillWorks(t);
      const old = later.filter((one) => bearerOf(one) === bearerOf(before));
      t.equal('the later heartbeats under the old token', old.length, 0, worked, ...all(later));
      t.equal('the rotations', t.opstage.exchangesOf('agentTokenRotate').length, 1, ...all(later));
    },
  }),
  ...(
    [
      ['refused', 'that is refused', { kind: 'refuse', code: 'SERVICE_UNAVAILABLE' }],
      ['answer-lost', 'whose answer is lost', { kind: 'lose-answer' }],
      ['captive-portal', 'answered by a stranger', { kind: 'foreign', status: 200, body: strangersToken }],
    ] as const satisfies readonly (readonly [string, string, Fault])[]
  ).map(([variant, what, fault]) =>
    agentCheck({
      ...followed,
      id: `rotation-directive-followed/${variant}`,
      title: `a rotation ${what} leaves the old token at work`,
      how: `Asks to rotate and meets the call with ${fault.kind}. Expects heartbeats, reports and an echo under the old token, and no registration.`,
      opstage: { script: [{ on: 'agentTokenRotate', times: 'always', fault }] },
      async run(t) {
        const { before } = await rotated(t);
        const after = now(t);
        const later = await heartbeats(t, 2);
        const worked = await stillWorks(t);
        const other = t.opstage.exchanges.filter(
          (one) => one.number > after && one.operationId !== null && bearerOf(one) !== bearerOf(before),
        );
        t.equal(
          'the calls under another token',
          other.map(({ number }) => number),
          [],
          ...all(later),
          worked,
        );
      },
    }),
  ),
  agentCheck({
    ...followed,
    id: 'rotation-directive-followed/old-token-kept',
    title: 'a crash before the new token has worked leaves the old one on disk',
    how: 'Rotates, cuts every call under the new token, kills the agent, lets the pending token die and starts the agent again. Expects it at work under the old token, without a registration.',
    async run(t) {
      const { before, script } = await rotated(t, [{ on: asAgent, times: 'always', fault: { kind: 'reset' } }]);
      await sentUnder(t, newest(t));
      await t.kill();
      script.end();
      t.opstage.play([{ do: 'expire-pending-token' }]);
      const after = now(t);
      await t.start();
      const worked = await accepted(t, 'a call of the restarted agent', 'agentHeartbeat', { after });
      t.equal('the token', bearerOf(worked), bearerOf(before), before, worked);
      t.equal('the register calls', t.opstage.exchangesOf('agentRegister').length, registrations(t), worked);
    },
  }),
  agentCheck({
    ...followed,
    id: 'rotation-directive-followed/new-token-kept',
    title: 'the new token is on disk before it is used for the first time',
    how: 'Rotates, carries out the first calls under the new token without an answer, kills the agent and starts it again. Expects it at work under the new token, without a registration.',
    async run(t) {
      const { script } = await rotated(t, [{ on: asAgent, times: 'always', fault: { kind: 'lose-answer' } }]);
      const fresh = newest(t);
      const used = await sentUnder(t, fresh);
      await t.kill();
      script.end();
      const after = now(t);
      await t.start();
      const worked = await accepted(t, 'a call of the restarted agent', 'agentHeartbeat', { after });
      t.equal('the token', bearerOf(worked), `Bearer ${fresh}`, used, worked);
      t.equal('the register calls', t.opstage.exchangesOf('agentRegister').length, registrations(t), worked);
    },
  }),
  agentCheck({
    ...followed,
    id: 'auth-failure-keeps-identity/other-token',
    requirement: 'auth-failure-keeps-identity',
    sentence:
      'Only an HTTP answer `AGENT_TOKEN_REVOKED`, confirmed by one retry, ends an identity; the agent MUST then stop calling until a new registration token is given. On any other 401 or 403 it MUST keep the credential and retry no faster than the heartbeat interval; on `AGENT_TOKEN_INVALID` it tries the other stored token if there is one. No close code and no refused upgrade ends an identity.',
    title: 'on AGENT_TOKEN_INVALID the other stored token is tried',
    how: 'Rotates and lets the new token die before it is used. Expects a call under it, answered AGENT_TOKEN_INVALID, and then the old one at work again, without a registration.',
    async run(t) {
      const { before } = await rotated(t, [], 'dies');
      const refused = await sentUnder(t, newest(t));
      const worked = await accepted(t, 'a heartbeat after it', 'agentHeartbeat', {
        after: refused.number,
      });
      t.equal('the token', bearerOf(worked), bearerOf(before), refused, worked);
      t.equal('the register calls', t.opstage.exchangesOf('agentRegister').length, registrations(t), worked);
      await stillWorks(t);
    },
  }),
];

/**
 * Asks the agent to rotate. Once the pending token is made, and before the agent hears of it, the faults are armed; gives a
 * heartbeat under the old token and the faults.
 */
async function rotated(
  t: AgentTrial,
  faults: readonly FaultStep[] = [],
  pending: 'lives' | 'dies' = 'lives',
): Promise<{ before: Exchange; script: PlayedScript }> {
  await ready(t);
  const before = await accepted(t, 'a heartbeat', 'agentHeartbeat');
  const held = t.opstage.play([{ on: 'agentTokenRotate', fault: { kind: 'hold' } }, { do: 'rotate-token' }]);
  const call = await sent(t, 'a token/rotate call', 'agentTokenRotate');
  t.equal('the token that asks for another', bearerOf(call), bearerOf(before), before, call);
  const script = t.opstage.play(faults);
  if (pending === 'dies') t.opstage.play([{ do: 'expire-pending-token' }]);
  held.end();
  t.opstage.play([{ do: 'end-claims' }]);
  return { before, script };
}

/** The token issued last. */
function newest(t: AgentTrial): string {
  return t.opstage.agent?.tokensIssued.at(-1) ?? '';
}

/** The first call under a token, whatever its answer. */
async function sentUnder(t: AgentTrial, token: string): Promise<Exchange> {
  return t.until(
    'a call under the new token',
    () => t.opstage.exchanges.find((one) => bearerOf(one) === `Bearer ${token}`),
    { everyMs: 10 },
  );
}
