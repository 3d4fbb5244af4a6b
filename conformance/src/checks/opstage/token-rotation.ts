/** Contract, section 3: an agent changes its token without a moment in which none works. */
import type { FakeAgent } from '../../target/fake-agent.ts';
import { type OpstageCheck, opstageCheck } from '../check.ts';
import type { OpstageTrial } from '../opstage-trial.ts';
import { undisturbed } from './undisturbed.ts';

const overlap = {
  requirement: 'token-rotation-overlap',
  sentence:
    '`token/rotate` MUST issue a pending token. The current token works until the pending one is first used and is dead from then on; a pending token that is unused for `tokenPendingSeconds` (600) or superseded by another rotation MUST be dead and the current one stays. Sessions of a dead token MUST close 4401.',
} as const;

/** A pending token; the agent goes on using its current one. */
async function rotate(t: OpstageTrial, agent: FakeAgent): Promise<{ pending: string; message: number }> {
  const reply = await agent.send('agentTokenRotate', { body: { bootId: agent.bootId } });
  const { agentToken } = t.expect(reply).success();
  t.driver.register(agentToken, `pending token of ${agent.code}`);
  return { pending: agentToken, message: reply.message };
}

function heartbeatWith(agent: FakeAgent, token: string) {
  return agent.send('agentHeartbeat', {
    headers: { authorization: `Bearer ${token}` },
    body: { bootId: agent.bootId, services: [], running: [] },
  });
}

export const tokenRotationChecks: OpstageCheck[] = [
  opstageCheck({
    ...overlap,
    id: 'token-rotation-overlap/first-use',
    title: 'the current token works until the pending one is first used, and is dead from then on',
    how: 'Rotates, sends two heartbeats with the current token, one with the pending one, and one with each again. Expects success until the pending token was used, then AGENT_TOKEN_INVALID for the old one and success for the new one.',
    async run(t) {
      await undisturbed(t, ['tokenPendingSeconds'], async () => {
        const agent = await t.enrol();
        const { pending } = await rotate(t, agent);
        t.expect(await heartbeatWith(agent, agent.token)).success();
        t.expect(await heartbeatWith(agent, agent.token)).success();
        t.expect(await heartbeatWith(agent, pending)).success();
        t.expect(await heartbeatWith(agent, agent.token)).refusal('AGENT_TOKEN_INVALID');
        t.expect(await heartbeatWith(agent, pending)).success();
      });
    },
  }),
  opstageCheck({
    ...overlap,
    id: 'token-rotation-overlap/superseded',
    title: 'another rotation kills the pending token and leaves the current one',
    how: 'Rotates twice with the current token and uses the first pending token, the current one and the second pending one. Expects the first to be AGENT_TOKEN_INVALID, the current one good until the second is used, then dead.',
    async run(t) {
      await undisturbed(t, ['tokenPendingSeconds'], async () => {
        const agent = await t.enrol();
        const first = await rotate(t, agent);
        const second = await rotate(t, agent);
        t.expect(await heartbeatWith(agent, first.pending)).refusal('AGENT_TOKEN_INVALID');
        t.expect(await heartbeatWith(agent, agent.token)).success();
        t.expect(await heartbeatWith(agent, second.pending)).success();
        t.expect(await heartbeatWith(agent, agent.token)).refusal('AGENT_TOKEN_INVALID');
      });
    },
  }),
  opstageCheck({
    ...overlap,
    id: 'token-rotation-overlap/unused',
    long: true,
    title: 'a pending token unused for tokenPendingSeconds is dead and the current one stays',
    how: 'Rotates, waits tokenPendingSeconds without using the pending token, and uses both. Expects the pending one to be AGENT_TOKEN_INVALID, the current one good, and a new rotation to work.',
    async run(t) {
      const waitSeconds = t.seconds('tokenPendingSeconds');
      const agent = await t.enrol();
      const { pending } = await rotate(t, agent);
      await t.pause(waitSeconds * 1000 + 200);
      t.expect(await heartbeatWith(agent, pending)).refusal('AGENT_TOKEN_INVALID');
      t.expect(await heartbeatWith(agent, agent.token)).success();
      await undisturbed(t, ['tokenPendingSeconds'], async () => {
        const again = await rotate(t, agent);
        t.expect(await heartbeatWith(agent, again.pending)).success();
      });
    },
  }),
  opstageCheck({
    ...overlap,
    id: 'token-rotation-overlap/parallel',
    title: 'parallel rotations leave one pending token, and parallel first uses one current token',
    how: 'Rotates five times at once, then uses the five pending tokens and the current one at once. Expects five rotations; in the end exactly one of the six tokens works.',
    async run(t) {
      await undisturbed(t, ['tokenPendingSeconds'], async () => {
        const agent = await t.enrol();
        const rotations = await Promise.all(Array.from({ length: 5 }, () => rotate(t, agent)));
        const messages = rotations.map(({ message }) => message) as [number, ...number[]];
        const tokens = [agent.token, ...rotations.map(({ pending }) => pending)];
        t.equal('different tokens', new Set(tokens).size, 6, ...messages);
        const pendingUses = await Promise.all(rotations.map(({ pending }) => heartbeatWith(agent, pending)));
        const accepted = pendingUses.filter(({ status }) => status === 200).length;
        t.equal('pending tokens that work', accepted, 1, ...messages);
        for (const reply of pendingUses) if (reply.status !== 200) t.expect(reply).refusal('AGENT_TOKEN_INVALID');
        const uses = await Promise.all(tokens.map((token) => heartbeatWith(agent, token)));
        const alive = tokens.filter((_, index) => uses[index]?.status === 200);
        t.equal('tokens that work in the end', alive.length, 1, ...messages);
        t.that('the old token dead', alive[0] !== agent.token, 'the old one works', ...messages);
      });
    },
  }),
];
