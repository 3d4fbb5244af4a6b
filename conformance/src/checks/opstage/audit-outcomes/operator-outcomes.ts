import type { OpstageTrial } from '../../opstage-trial.ts';
import type { Outcomes } from './outcome.ts';

const password = 'correct-horse-battery';

export const operatorOutcomes: Outcomes = {
  operatorLogin: {
    'logged-in': async (t) => {
      const { username, password: own } = await t.newOperator('viewer');
      return { reply: await t.send('operatorLogin', { body: { username, password: own } }) };
    },
    'login-failed': async (t) => {
      const { username } = await t.newOperator('viewer');
      return { reply: await t.send('operatorLogin', { body: { username, password } }) };
    },
  },
  operatorLogout: {
    'logged-out': async (t) => ({ reply: await t.send('operatorLogout', { as: await t.newOperator('viewer') }) }),
  },
  userCreate: {
    created: async (t) => ({ reply: await createUser(t, t.code('user')) }),
    'username-taken': async (t) => {
      const username = t.code('user');
      t.driver.must(await createUser(t, username));
      return { reply: await createUser(t, username) };
    },
  },
  userUpdate: {
    updated: async (t) => ({ reply: await updateUser(t, { displayName: 'Ann' }) }),
    unchanged: async (t) => ({ reply: await updateUser(t, { role: 'viewer', status: 'ACTIVE' }) }),
  },
  userResetPassword: {
    reset: async (t) => {
      const { id } = t.driver.must(await createUser(t, t.code('user')));
      return {
        reply: await t.send('userResetPassword', { path: { userId: id }, body: { password: `${password}-2` } }),
      };
    },
  },
  registrationTokenCreate: {
    created: async (t) => ({ reply: await t.send('registrationTokenCreate', { body: { label: 'rack 4' } }) }),
  },
  registrationTokenRevoke: {
    revoked: async (t) => ({ reply: await revokeToken(t, (await t.driver.registrationToken()).id) }),
    unchanged: async (t) => {
      const { id } = await t.driver.registrationToken();
      t.driver.must(await revokeToken(t, id));
      return { reply: await revokeToken(t, id) };
    },
  },
  agentDisable: {
    disabled: async (t) => ({ reply: await change(t, 'agentDisable', []) }),
    unchanged: async (t) => ({ reply: await change(t, 'agentDisable', ['agentDisable']) }),
    revoked: async (t) => ({ reply: await change(t, 'agentDisable', ['agentRevoke']) }),
  },
  agentEnable: {
    enabled: async (t) => ({ reply: await change(t, 'agentEnable', ['agentDisable']) }),
    unchanged: async (t) => ({ reply: await change(t, 'agentEnable', []) }),
    revoked: async (t) => ({ reply: await change(t, 'agentEnable', ['agentRevoke']) }),
  },
  agentRevoke: {
    revoked: async (t) => {
      const service = await t.service();
      const { delivery } = await t.startCommand(service);
      t.driver.must(await service.agent.result(delivery));
      await t.startCommand(service);
      await t.createCommand(service);
      await t.createCommand(service);
      const reply = await t.send('agentRevoke', { path: { agentId: service.agent.id } });
      const row = (outcome: string) => ['commandOfRevokedAgent', outcome] as const;
      return { reply, items: [row('final'), row('running'), row('pending'), row('pending')] };
    },
    unchanged: async (t) => ({ reply: await change(t, 'agentRevoke', ['agentRevoke']) }),
  },
  auditExport: {
    exported: async (t) => ({
      reply: await t.send('auditExport', { query: { format: 'csv', actorId: t.owner.user.id } }),
    }),
  },
};

function createUser(t: OpstageTrial, username: string) {
  return t.send('userCreate', { body: { username, role: 'viewer', password } });
}

async function updateUser(t: OpstageTrial, body: object) {
  const { id } = t.driver.must(await createUser(t, t.code('user')));
  return t.send('userUpdate', { path: { userId: id }, body });
}

function revokeToken(t: OpstageTrial, tokenId: string) {
  return t.send('registrationTokenRevoke', { path: { tokenId } });
}

type AgentChange = 'agentDisable' | 'agentEnable' | 'agentRevoke';

async function change(t: OpstageTrial, operationId: AgentChange, before: readonly AgentChange[]) {
  const path = { agentId: (await t.enrol()).id };
  for (const earlier of before) t.driver.must(await t.send(earlier, { path }));
  return t.send(operationId, { path });
}
