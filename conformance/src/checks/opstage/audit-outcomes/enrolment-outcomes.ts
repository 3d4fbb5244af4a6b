import { serviceItem } from '../../../target/sample-service.ts';
import { register } from '../registering.ts';
import type { Outcomes } from './outcome.ts';

const firstReport = ['reportedService', 'first-report'] as const;

export const enrolmentOutcomes: Outcomes = {
  agentRegister: {
    registered: async (t) => {
      const { token } = await t.driver.registrationToken();
      return { reply: await register(t, { token, services: [serviceItem({ code: t.code() })] }), items: [firstReport] };
    },
    replaced: async (t) => {
      const service = await t.service();
      await t.startCommand(service);
      const { token } = await t.driver.registrationToken({ replaceAgentId: service.agent.id });
      const reply = await register(t, { token, code: service.agent.code });
      return { reply, items: [['commandOfReplacedAgent', 'running']] };
    },
    repeated: async (t) => {
      const { token } = await t.driver.registrationToken();
      const again = { token, code: t.code('agent'), bootId: t.driver.newBootId(), key: t.code('key') };
      t.driver.must(await register(t, again));
      return { reply: await register(t, again) };
    },
    'token-invalid': async (t) => ({ reply: await register(t, { token: `opstage_reg_${t.random.word(43)}` }) }),
    'token-expired': async (t) => {
      const issued = await t.driver.registrationToken({ expiresInSeconds: 1 });
      await t.until('the token to be EXPIRED', async () => {
        const view = t.driver.must(await t.send('registrationTokenView', { path: { tokenId: issued.id } }));
        return view.status === 'EXPIRED';
      });
      return { reply: await register(t, { token: issued.token }) };
    },
    'token-revoked': async (t) => {
      const issued = await t.driver.registrationToken();
      t.driver.must(await t.send('registrationTokenRevoke', { path: { tokenId: issued.id } }));
      return { reply: await register(t, { token: issued.token }) };
    },
    'token-used': async (t) => {
      const { token } = await t.driver.registrationToken();
      t.driver.must(await register(t, { token }));
      return { reply: await register(t, { token }) };
    },
    'out-of-scope': async (t) => {
      const { token } = await t.driver.registrationToken({ agentCode: t.code('agent') });
      return { reply: await register(t, { token, code: t.code('agent') }) };
    },
    'code-taken': async (t) => {
      const { code } = await t.enrol();
      const { token } = await t.driver.registrationToken();
      return { reply: await register(t, { token, code }) };
    },
    'target-disabled': async (t) => {
      const agent = await t.enrol();
      const { token } = await t.driver.registrationToken({ replaceAgentId: agent.id });
      t.driver.must(await t.send('agentDisable', { path: { agentId: agent.id } }));
      return { reply: await register(t, { token, code: agent.code }) };
    },
    'key-reused': async (t) => {
      const { token } = await t.driver.registrationToken({ maxUses: 2 });
      const first = { token, code: t.code('agent'), bootId: t.driver.newBootId(), key: t.code('key') };
      t.driver.must(await register(t, first));
      return { reply: await register(t, { ...first, code: t.code('agent') }) };
    },
  },
  agentHeartbeat: {
    accepted: async (t) => {
      const { agent, code } = await t.service();
      const event = (id: string) => ({ id, serviceCode: code, type: 'mailbox.full', at: new Date().toISOString() });
      const known = event('known');
      t.driver.must(await agent.heartbeat({ events: [known] }));
      const reply = await agent.heartbeat({ events: [known, event('new-1'), event('new-2')] });
      const row = (outcome: string) => ['heartbeatEvent', outcome] as const;
      return { reply, items: [row('repeated'), row('first-sight'), row('first-sight')] };
    },
  },
  agentDisconnect: {
    disconnected: async (t) => ({ reply: await (await t.enrol()).disconnect() }),
    unchanged: async (t) => {
      const agent = await t.enrol();
      t.driver.must(await agent.disconnect());
      return { reply: await agent.disconnect() };
    },
  },
  agentTokenRotate: {
    rotated: async (t) => {
      const agent = await t.enrol();
      return { reply: await agent.send('agentTokenRotate', { body: { bootId: agent.bootId } }) };
    },
  },
};
