/** Refusals that every operation of one kind of caller has, tried on an operation of their own. */
import type { Provoke } from './outcome.ts';

export const commonOutcomes: Readonly<Record<'operator' | 'agent', Readonly<Record<string, Provoke>>>> = {
  operator: {
    'no-session': async (t) => ({ reply: await t.send('registrationTokenCreate', { as: t.anonymous, body: {} }) }),
    'csrf-missing': async (t) => {
      const as = await t.newOperator('operator');
      return { reply: await t.send('registrationTokenCreate', { as, headers: { 'x-csrf-token': null }, body: {} }) };
    },
    'role-too-low': async (t) => ({ reply: await t.send('userList', { as: await t.newOperator('operator') }) }),
  },
  agent: {
    'token-missing': async (t) => ({ reply: await (await t.enrol()).send('agentTokenRotate', { as: t.anonymous }) }),
    'token-invalid': async (t) => {
      const agent = await t.enrol();
      agent.token = `opstage_agent_${t.random.word(43)}`;
      return { reply: await agent.heartbeat() };
    },
    'token-revoked': async (t) => {
      const agent = await t.enrol();
      t.driver.must(await t.send('agentRevoke', { path: { agentId: agent.id } }));
      return { reply: await agent.heartbeat() };
    },
    'agent-disabled': async (t) => {
      const agent = await t.enrol();
      t.driver.must(await t.send('agentDisable', { path: { agentId: agent.id } }));
      return { reply: await agent.heartbeat() };
    },
    'agent-id-mismatch': async (t) => {
      const agent = await t.enrol();
      const other = await t.enrol();
      return {
        reply: await agent.send('agentDisconnect', {
          path: { agentId: other.id },
          body: { bootId: agent.bootId, reason: 'x' },
        }),
      };
    },
  },
};
