/** Calls about the audit log. */
import { plainStage, type Scene } from './scene.ts';

const filters = {
  action: 'registrationToken.created',
  result: 'SUCCESS',
  actorId: 'usr_0123456789abcdef',
  targetId: 'tok_0123456789abcdef',
  correlationId: 'cmd_0123456789abcdef',
  from: '2026-01-01T00:00:00Z',
  to: '2126-01-01T00:00:00Z',
  after: 0,
};

export const auditScenes = {
  auditList: { stage: async () => plainStage({}, { query: { ...filters, page: 1, pageSize: 20 } }) },
  auditExport: { stage: async () => plainStage({}, { query: { ...filters, format: 'jsonl' } }) },
  auditVerify: { stage: async () => plainStage({}) },
  auditView: {
    async stage(driver) {
      const { id } = await driver.registrationToken();
      const [event] = driver.must(await driver.send('auditList', { query: { targetId: id } }));
      return plainStage({ path: { auditEventId: event?.id ?? 'aud_0123456789abcdef' } });
    },
  },
} satisfies Record<string, Scene>;
