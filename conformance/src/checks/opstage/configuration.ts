/** Contract, section 5: configuration is watched; every change is kept and audited, nothing else is written. */
import type { ConfigItemReport, ConfigRevision } from 'capsule-contract/types';
import type { ReportedService } from '../../target/opstage-driver.ts';
import { serviceItem } from '../../target/sample-service.ts';
import { type OpstageCheck, opstageCheck } from '../check.ts';
import type { OpstageTrial } from '../opstage-trial.ts';
import { auditOf, type Seen, seenConfigs, seenHistory, seenService } from './operator-reads.ts';

const observed = {
  requirement: 'config-change-observed',
  sentence:
    'Opstage MUST compare the configs of each report with the stored ones; a change MUST raise `configRevision`, store the change set, write one audit record `service.config.changed` and one event, in one transaction. An identical report MUST write nothing.',
} as const;
const history = {
  requirement: 'config-history',
  sentence: '`…/configs` MUST give the current config items and `…/configs/history` at least the last 100 revisions.',
} as const;

const item = (key: string, valuePreview: string, more: Partial<ConfigItemReport> = {}): ConfigItemReport => ({
  key,
  type: 'string',
  valuePreview,
  editable: true,
  sensitive: false,
  ...more,
});

const report = (service: ReportedService, configs: ConfigItemReport[], revision = 'r1') =>
  service.agent.report([serviceItem({ code: service.code, revision, configs })]);

const changeRecords = (t: OpstageTrial, service: { id: string }) =>
  auditOf(t, { action: 'service.config.changed', targetId: service.id });

/** Everything a config change writes, as operators see it. */
async function written(t: OpstageTrial, service: { id: string }) {
  const [configs, revisions, records] = [
    await seenConfigs(t, service),
    await seenHistory(t, service),
    await changeRecords(t, service),
  ];
  const view = await seenService(t, service);
  return {
    message: records.message,
    data: {
      configRevision: configs.data.configRevision,
      shownBesideService: view.data.configRevision,
      items: configs.data.items,
      revisions: revisions.data,
      records: records.data,
    },
  };
}

/** Key, kind and values of a change set, by key. */
function changesOf(revision: ConfigRevision | undefined): unknown[] {
  return (revision?.changes ?? [])
    .map(({ key, change, before, after }) => [key, change, before?.valuePreview ?? null, after?.valuePreview ?? null])
    .sort((a, b) => String(a[0]).localeCompare(String(b[0])));
}

/** Revisions, records and history agree, and each history entry starts where the one before ended. */
function agrees(t: OpstageTrial, seen: Seen<Awaited<ReturnType<typeof written>>['data']>): void {
  const { configRevision, shownBesideService, revisions, records } = seen.data;
  const numbers = revisions.map((revision) => revision.configRevision);
  const expected = Array.from({ length: configRevision }, (_, index) => configRevision - index);
  t.equal('the revisions in the history, newest first', numbers, expected, seen);
  t.equal('the revision beside the service', shownBesideService, configRevision, seen);
  t.equal('service.config.changed records', records.length, configRevision, seen);
  const values = new Map<string, string | null>();
  for (const revision of [...revisions].reverse()) {
    for (const { key, before, after } of revision.changes) {
      t.equal(
        `the value of ${key} before revision ${revision.configRevision}`,
        before?.valuePreview ?? null,
        values.get(key) ?? null,
        seen,
      );
      values.set(key, after?.valuePreview ?? null);
    }
  }
}

export const configurationChecks: OpstageCheck[] = [
  opstageCheck({
    ...observed,
    id: 'config-change-observed/diff',
    title: 'a changed report raises the revision and stores exactly what changed',
    how: 'Reports two items, then a report that changes one, removes one and adds one. Expects configRevision 1 and 2, change sets with kind, before and after of exactly these items, and one audit record of the agent each.',
    async run(t) {
      const service = await t.service({
        configs: [item('colour', 'red'), item('size', 'small'), item('kept', 'same')],
      });
      const first = await written(t, service);
      t.equal('the first revision', first.data.configRevision, 1, first);
      const added = [
        ['colour', 'ADDED', null, 'red'],
        ['kept', 'ADDED', null, 'same'],
        ['size', 'ADDED', null, 'small'],
      ];
      t.equal('the first change set', changesOf(first.data.revisions[0]), added, first);
      const reply = await report(service, [item('colour', 'blue'), item('shape', 'round'), item('kept', 'same')], 'r2');
      t.expect(reply).success();
      const second = await written(t, service);
      t.equal('the second revision', second.data.configRevision, 2, reply, second);
      const changed = [
        ['colour', 'CHANGED', 'red', 'blue'],
        ['shape', 'ADDED', null, 'round'],
        ['size', 'REMOVED', 'small', null],
      ];
      t.equal('the second change set', changesOf(second.data.revisions[0]), changed, reply, second);
      agrees(t, second);
      for (const { actor, result } of second.data.records) {
        const facts = [actor.type, actor.id, result];
        t.equal('who changed it, by the record', facts, ['agent', service.agent.id, 'SUCCESS'], second);
      }
    },
  }),
  opstageCheck({
    ...observed,
    id: 'config-change-observed/every-member',
    title: 'a change of any member of an item is a change',
    how: 'Changes one member of an item per report: label, type, default, source, editable, secretRef, value, fingerprint. Expects one revision per report with this item CHANGED, and for a sensitive item a change by fingerprint alone.',
    async run(t) {
      const base = item('colour', 'red');
      const secret = item('secret', '', { sensitive: true, fingerprint: 'a'.repeat(64) });
      const { valuePreview: _, ...secretItem } = secret;
      const service = await t.service({ configs: [base, secretItem] });
      const changes: Partial<ConfigItemReport>[] = [
        { label: 'Colour' },
        { type: 'select' },
        { defaultValue: 'green' },
        { source: 'env' },
        { editable: false },
        { secretRef: 'vault:colour' },
        { valuePreview: 'blue' },
      ];
      let current = base;
      let expected = 1;
      for (const change of changes) {
        current = { ...current, ...change };
        const reply = await report(service, [current, secretItem]);
        t.expect(reply).success();
        expected += 1;
        const [newest] = (await seenHistory(t, service)).data;
        t.equal('the newest revision', newest?.configRevision, expected, reply);
        t.equal(
          'what it changed',
          newest?.changes.map(({ key, change }) => [key, change]),
          [['colour', 'CHANGED']],
          reply,
        );
      }
      const reply = await report(service, [current, { ...secretItem, fingerprint: 'b'.repeat(64) }]);
      t.expect(reply).success();
      const after = await written(t, service);
      const [newest] = after.data.revisions;
      t.equal('the newest revision', newest?.configRevision, expected + 1, reply, after);
      t.equal(
        'what it changed',
        newest?.changes.map(({ key, change }) => [key, change]),
        [['secret', 'CHANGED']],
        reply,
        after,
      );
      agrees(t, after);
    },
  }),
  opstageCheck({
    ...observed,
    id: 'config-change-observed/identical',
    title: 'an identical report writes nothing',
    how: 'Reports items, then the same report three times more, once under another revision string. Expects configRevision, items with their times, history and audit records as after the first.',
    async run(t) {
      const configs = [item('colour', 'red'), item('size', 'small', { label: 'Größe' })];
      const service = await t.service({ configs });
      const before = await written(t, service);
      t.equal('the first revision', before.data.configRevision, 1, before);
      const all = await auditOf(t, { targetId: service.id });
      for (const revision of ['r1', 'r1', 'r9']) {
        const reply = await report(service, configs, revision);
        t.expect(reply).success();
        const after = await written(t, service);
        t.equal('what is stored', after.data, before.data, before, reply, after);
      }
      const still = await auditOf(t, { targetId: service.id });
      t.equal('audit records of the service', still.data, all.data, all, still);
    },
  }),
  opstageCheck({
    ...observed,
    id: 'config-change-observed/parallel',
    title: 'parallel reports of one change are one change, and of different ones a gapless chain',
    how: 'Sends one changed report six times at once, then six different ones at once. Expects one revision for the former; for the latter revisions, history and audit records to agree and each change set to begin where the last ended.',
    async run(t) {
      const service = await t.service({ configs: [item('colour', 'red')] });
      const same = await Promise.all(Array.from({ length: 6 }, () => report(service, [item('colour', 'blue')])));
      for (const reply of same) t.expect(reply).success();
      const after = await written(t, service);
      t.equal('the revision after six equal reports', after.data.configRevision, 2, after);
      agrees(t, after);
      const colours = ['cyan', 'magenta', 'yellow', 'black', 'white', 'green'];
      const different = await Promise.all(colours.map((colour) => report(service, [item('colour', colour)])));
      for (const reply of different) t.expect(reply).success();
      const end = await written(t, service);
      t.equal('the revision after six different reports', end.data.configRevision, 8, end);
      agrees(t, end);
    },
  }),
  opstageCheck({
    ...history,
    id: 'config-history/hundred',
    title: 'current items and at least the last hundred revisions can be read',
    how: 'Changes an item 105 times. Expects the current value and configRevision 105 in /configs, and the newest hundred revisions in /configs/history, newest first, each with the value it brought.',
    ceilingMs: 120_000,
    async run(t) {
      const total = 105;
      const service = await t.service({ configs: [item('counter', '1')] });
      for (let value = 2; value <= total; value += 1) {
        t.driver.must(await report(service, [item('counter', String(value))], `r${value}`));
      }
      const configs = await seenConfigs(t, service);
      const current = [configs.data.configRevision, configs.data.items.map(({ valuePreview }) => valuePreview)];
      t.equal('the current revision and item', current, [total, [String(total)]], configs);
      const kept = Math.max(100, Math.min(total, t.limits.configHistoryRevisions));
      const revisions = await seenHistory(t, service);
      const newest = revisions.data
        .slice(0, kept)
        .map((one) => [one.configRevision, one.changes[0]?.after?.valuePreview]);
      const expected = Array.from({ length: kept }, (_, index) => [total - index, String(total - index)]);
      t.equal(`the newest ${kept} revisions`, newest, expected, revisions);
      const before = revisions.data.slice(0, kept).map((one) => one.changes[0]?.before?.valuePreview);
      t.equal(
        'the values before',
        before,
        expected.map(([number]) => String(Number(number) - 1)),
        revisions,
      );
    },
  }),
  opstageCheck({
    ...history,
    id: 'config-history/own',
    title: 'each service has its own items and history',
    how: 'Reports two services of one agent with different items and changes one. Expects each view and history to hold only its own, and a service without configs to have none.',
    async run(t) {
      const first = await t.service({ configs: [item('colour', 'red')] });
      const second = await t.reportService(first.agent, { configs: [item('size', 'small')] });
      const bare = await t.reportService(first.agent);
      t.driver.must(await report(first, [item('colour', 'blue')]));
      for (const [service, key, revision] of [
        [first, 'colour', 2],
        [second, 'size', 1],
      ] as const) {
        const after = await written(t, service);
        const keys = after.data.items.map((one) => one.key);
        t.equal('its revision and keys', [after.data.configRevision, keys], [revision, [key]], after);
        agrees(t, after);
      }
      const none = await written(t, bare);
      const { configRevision, items, revisions } = none.data;
      t.equal(
        'the service without configs',
        { configRevision, items, revisions },
        { configRevision: 0, items: [], revisions: [] },
        none,
      );
    },
  }),
];
