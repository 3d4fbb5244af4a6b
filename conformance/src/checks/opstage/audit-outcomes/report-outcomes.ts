import { type ServiceItem, serviceItem } from '../../../target/sample-service.ts';
import type { Outcomes } from './outcome.ts';

const configs = [
  { key: 'mailbox', type: 'string' as const, editable: false, sensitive: false, valuePreview: 'billing' },
];
const row = (outcome: string) => ['reportedService', outcome] as const;

export const reportOutcomes: Outcomes = {
  serviceReport: {
    // One report in which every row of the item tables holds at least once.
    accepted: async (t) => {
      const stranger = await t.enrol();
      const taken = await t.reportService(stranger);
      const free = await t.reportService(stranger);
      t.driver.must(await stranger.report([], { released: [free.code] }));
      const agent = await t.enrol();
      const versioned = await t.reportService(agent);
      const configured = await t.reportService(agent, { configs });
      const same = await t.reportService(agent, { configs });
      const leaving = await t.reportService(agent);
      const reply = await agent.report(
        [
          serviceItem({ code: t.code() }),
          serviceItem({ code: t.code(), configs }),
          withVersion(versioned.item),
          { ...configured.item, revision: 'r2', configs: [{ ...configs[0], valuePreview: 'support' }] },
          { ...same.item, revision: 'r2', health: { status: 'DOWN' } },
          taken.item,
          free.item,
          { ...serviceItem({ code: t.code() }), revision: '' },
        ],
        { released: [leaving.code, t.code('unknown')] },
      );
      return {
        reply,
        items: [
          row('first-report'),
          row('first-report'),
          row('config-changed'),
          row('manifest-changed'),
          row('config-changed'),
          row('unchanged'),
          row('code-taken'),
          row('taken-over'),
          row('item-invalid'),
          ['releasedCode', 'released'],
          ['releasedCode', 'not-held'],
        ],
      };
    },
  },
};

function withVersion(item: ServiceItem): ServiceItem {
  return { ...item, revision: 'r2', manifest: { ...item.manifest, version: '1.1.0' } };
}
