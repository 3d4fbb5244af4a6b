/** Contract, section 5: what a report changes and what it leaves alone. */
import type { Action, ConfigItem } from 'capsule-contract/types';
import { type ServiceItem, sampleActions, serviceItem } from '../../target/sample-service.ts';
import { type OpstageCheck, opstageCheck } from '../check.ts';
import type { OpstageTrial } from '../opstage-trial.ts';
import { seenConfigs, seenHealth, seenManifest, seenService, servicesOfCode } from './operator-reads.ts';
import { register } from './registering.ts';
import { undisturbed } from './undisturbed.ts';

const upsert = {
  requirement: 'report-upsert',
  sentence:
    'A report MUST be idempotent by service code; ids and `createdAt` of services, configs and actions MUST be stable across reports.',
} as const;
const absent = {
  requirement: 'report-absent-is-unchanged',
  sentence:
    'In a report Opstage MUST take absent `health`, `configs` or `actions` as unchanged and an empty array as none.',
} as const;
const isolation = {
  requirement: 'report-item-isolation',
  sentence:
    'A bad service of a report MUST be listed in `rejected` and MUST NOT fail the others; nothing of it is stored.',
} as const;

const mailbox = {
  key: 'mailbox',
  type: 'string',
  valuePreview: 'codes@example.org',
  editable: false,
  sensitive: false,
} as const;
const retries = { key: 'retries', type: 'number', valuePreview: '3', editable: true, sensitive: false } as const;

/** Ids and creation times of everything a service consists of, by name. */
async function identities(t: OpstageTrial, service: { id: string }) {
  const [view, configs, manifest] = [
    await seenService(t, service),
    await seenConfigs(t, service),
    await seenManifest(t, service),
  ];
  const fixed = ({ id, createdAt }: { id: string; createdAt: string }) => ({ id, createdAt });
  return {
    message: manifest.message,
    data: {
      service: fixed(view.data),
      configs: Object.fromEntries(configs.data.items.map((item: ConfigItem) => [item.key, fixed(item)])),
      actions: Object.fromEntries(manifest.data.actions.map((action: Action) => [action.name, fixed(action)])),
    },
  };
}

export const reportChecks: OpstageCheck[] = [
  opstageCheck({
    ...upsert,
    id: 'report-upsert/stable',
    title: 'ids and creation times survive reports, equal and changed',
    how: 'Reports a service with configs and actions, reports it again unchanged, then with every member changed. Expects one service, the ids and createdAt of service, configs and actions as at first, and the changed content shown.',
    async run(t) {
      const service = await t.service({ configs: [mailbox, retries] });
      const first = await identities(t, service);
      const reply = await service.agent.report([service.item]);
      t.equal('the answer', t.expect(reply).success().services, [{ code: service.code, id: service.id }], reply);
      const again = await identities(t, service);
      t.equal('ids and creation times after an equal report', again.data, first.data, first, again);
      const changed = serviceItem({
        code: service.code,
        revision: 'r2',
        manifest: { version: '2.0.0', name: 'Renamed reader' },
        configs: [
          { ...mailbox, valuePreview: 'other@example.org' },
          { ...retries, label: 'Tries' },
        ],
        actions: sampleActions.map((action) => ({ ...action, label: `${action.label} now` })),
      });
      t.expect(await service.agent.report([changed])).success();
      const after = await identities(t, service);
      t.equal('ids and creation times after a changed report', after.data, first.data, first, after);
      const view = await seenService(t, service);
      t.equal(
        'what is shown',
        [view.data.version, view.data.name, view.data.revision],
        ['2.0.0', 'Renamed reader', 'r2'],
        view,
      );
      const stored = await servicesOfCode(t, service.code);
      t.equal(
        'services of the code',
        stored.data.map(({ id }) => id),
        [service.id],
        stored,
      );
    },
  }),
  opstageCheck({
    ...upsert,
    id: 'report-upsert/parallel',
    title: 'parallel first reports of one code make one service',
    how: 'Sends the same first report six times at once. Expects one service id in all answers and one service of that code.',
    async run(t) {
      const agent = await t.enrol();
      const item = serviceItem({ code: t.code('service'), configs: [mailbox] });
      const replies = await Promise.all(Array.from({ length: 6 }, () => agent.report([item])));
      const [firstReply, ...otherReplies] = replies.map(({ message }) => message) as [number, ...number[]];
      const ids = new Set(
        replies.flatMap((reply) =>
          t
            .expect(reply)
            .success()
            .services.map(({ id }) => id),
        ),
      );
      t.equal('different service ids', ids.size, 1, firstReply, ...otherReplies);
      const stored = await servicesOfCode(t, item.manifest.code);
      t.equal(
        'services of the code',
        stored.data.map(({ id }) => id),
        [...ids],
        stored,
      );
      const configs = await seenConfigs(t, { id: [...ids][0] as string });
      t.equal('config items', configs.data.items.length, 1, configs);
    },
  }),
  opstageCheck({
    ...upsert,
    id: 'report-upsert/with-registration',
    title: 'a service brought by the registration is the one later reports name',
    how: 'Registers with a service and reports the same code. Expects the same service id in both answers.',
    async run(t) {
      const issued = await t.driver.registrationToken();
      const item = serviceItem({ code: t.code('service') });
      const bootId = t.driver.newBootId();
      const reply = await register(t, { token: issued.token, bootId, services: [item] });
      const registration = t.expect(reply).success();
      const agent = t.driver.agentOf(registration, bootId);
      const report = await agent.report([item]);
      t.equal('the services answered', t.expect(report).success().services, registration.services, reply, report);
      t.equal(
        'how many',
        registration.services.map(({ code }) => code),
        [item.manifest.code],
        reply,
      );
    },
  }),
  opstageCheck({
    ...absent,
    id: 'report-absent-is-unchanged/absent',
    title: 'absent or null health, configs and actions leave what is stored',
    how: 'Reports a service in full, then only its manifest, then with null for the three members. Expects health with its time, configs, configRevision and actions as before.',
    async run(t) {
      const health = { status: 'DEGRADED', message: 'Slow mailbox' } as const;
      const service = await t.service({ configs: [mailbox, retries], health });
      const before = await parts(t, service);
      t.equal(
        'what the full report stored',
        [before.data.items.length, before.data.actions.length],
        [2, sampleActions.length],
        before,
      );
      const { manifest, revision } = service.item;
      for (const item of [
        { manifest, revision },
        { manifest, revision, health: null, configs: null, actions: null },
      ]) {
        const reply = await service.agent.report([item]);
        t.equal('what was rejected', t.expect(reply).success().rejected, [], reply);
        const after = await parts(t, service);
        t.equal('health, configs and actions', after.data, before.data, before, reply, after);
      }
    },
  }),
  opstageCheck({
    ...absent,
    id: 'report-absent-is-unchanged/empty',
    title: 'an empty array means none',
    how: 'Reports a service with configs and actions, then with empty arrays. Expects no config item, no action, an action of before to be ACTION_NOT_FOUND, and the health kept.',
    async run(t) {
      const service = await t.service({ configs: [mailbox], health: { status: 'DOWN' } });
      const { manifest } = service.item;
      const reply = await service.agent.report([{ manifest, revision: 'r2', configs: [], actions: [] }]);
      t.expect(reply).success();
      const after = await parts(t, service);
      const { items, actions, health } = after.data;
      t.equal(
        'configs, actions and health',
        { items, actions, health: health?.status },
        { items: [], actions: [], health: 'DOWN' },
        reply,
        after,
      );
      const path = { serviceId: service.id, actionName: 'echo' };
      t.expect(await t.send('actionView', { path })).refusal('ACTION_NOT_FOUND');
      t.expect(await t.send('commandCreate', { path, body: {} })).refusal('ACTION_NOT_FOUND');
    },
  }),
  opstageCheck({
    ...isolation,
    id: 'report-item-isolation/report',
    title: 'bad services are rejected one by one and the good ones are stored',
    how: 'Reports good services among ones that are bad in different ways, a known one with a bad config among them. Expects each bad one in rejected with its index and code, the good ones stored, and nothing stored or changed of the bad ones.',
    async run(t) {
      await undisturbed(t, ['offlineAfterSeconds'], async () => {
        const known = await t.service({ configs: [mailbox], manifest: { version: '1.0.0' } });
        const before = [await seenService(t, known), await seenConfigs(t, known), await seenHealth(t, known)] as const;
        const good = [serviceItem({ code: t.code('good') }), serviceItem({ code: t.code('good') })] as const;
        const bad = badItems(t, known.code);
        const services = [good[0], ...bad.map(({ item }) => item), good[1]];
        const reply = await known.agent.report(services);
        const { services: stored, rejected } = t.expect(reply).success();
        t.equal(
          'the stored codes',
          stored.map(({ code }) => code).sort(),
          good.map(({ manifest }) => manifest.code).sort(),
          reply,
        );
        const expected = bad.map(({ refusal, code }, at) => ({ index: at + 1, code, refusal }));
        const actual = rejected.map(({ index, code, error }) => ({ index, code, refusal: error.code }));
        t.equal(
          'what was rejected',
          actual.sort((a, b) => a.index - b.index),
          expected,
          reply,
        );
        for (const { code } of bad) {
          if (code === null || code === known.code) continue;
          const found = await servicesOfCode(t, code);
          t.equal('services of a rejected code', found.data, [], reply, found);
        }
        const after = [await seenService(t, known), await seenConfigs(t, known), await seenHealth(t, known)] as const;
        t.equal(
          'the known service',
          after.map(({ data }) => data),
          before.map(({ data }) => data),
          ...before,
          ...after,
        );
      });
    },
  }),
  opstageCheck({
    ...isolation,
    id: 'report-item-isolation/registration',
    title: 'a bad service does not fail the registration that brings it',
    how: 'Registers with a good and two bad services. Expects success, the good one stored, and the bad ones rejected and not stored.',
    async run(t) {
      const issued = await t.driver.registrationToken();
      const good = serviceItem({ code: t.code('good') });
      const bad = badItems(t, t.code('bad')).slice(0, 2);
      const reply = await register(t, { token: issued.token, services: [...bad.map(({ item }) => item), good] });
      const { services, rejected } = t.expect(reply).success();
      t.equal(
        'the stored codes',
        services.map(({ code }) => code),
        [good.manifest.code],
        reply,
      );
      t.equal('the rejected indexes', rejected.map(({ index }) => index).sort(), [0, 1], reply);
      const stored = await servicesOfCode(t, good.manifest.code);
      t.equal(
        'services of the good code',
        stored.data.map(({ id }) => id),
        services.map(({ id }) => id),
        stored,
      );
      for (const { code } of bad) {
        if (code === null) continue;
        const found = await servicesOfCode(t, code);
        t.equal('services of a rejected code', found.data, [], reply, found);
      }
    },
  }),
];

async function parts(t: OpstageTrial, service: { id: string }) {
  const [health, configs, manifest] = [
    await seenHealth(t, service),
    await seenConfigs(t, service),
    await seenManifest(t, service),
  ];
  const { health: shown, receivedAt } = health.data;
  const { items, configRevision } = configs.data;
  return {
    message: health.message,
    data: { health: shown, receivedAt, items, configRevision, actions: manifest.data.actions },
  };
}

interface BadItem {
  item: unknown;
  /** As `rejected` names it; null where the code itself is unreadable. */
  code: string | null;
  refusal: string;
}

/** Each is bad in one way only. The last one is about a service that is known already. */
function badItems(t: OpstageTrial, known: string): BadItem[] {
  const fresh = (): ServiceItem => serviceItem({ code: t.code('bad') });
  const invalid = (change: (item: ServiceItem) => object, refusal = 'VALIDATION_FAILED'): BadItem => {
    const item = fresh();
    return { item: { ...item, ...change(item) }, code: item.manifest.code, refusal };
  };
  const [action] = sampleActions as [(typeof sampleActions)[number]];
  return [
    invalid(({ manifest }) => ({ manifest: { ...manifest, kind: 'Capsule' } })),
    invalid(() => ({ revision: '' })),
    { ...invalid(({ manifest }) => ({ manifest: { ...manifest, code: 'Not A Code' } })), code: null },
    invalid(() => ({ health: { status: 'GREAT' } })),
    invalid(() => ({ configs: [mailbox, { ...mailbox, type: 'secret' }] })),
    invalid(() => ({ configs: [mailbox, retries, mailbox] }), 'DUPLICATE_ITEM'),
    invalid(() => ({ actions: [action, { ...action, dangerLevel: 'HIGH' }] }), 'DUPLICATE_ITEM'),
    invalid(() => ({ actions: [{ ...action, dangerLevel: 'DEADLY' }] })),
    invalid(() => ({ actions: [{ ...action, inputSchema: { $ref: '#' } }] }), 'ACTION_SCHEMA_UNSUPPORTED'),
    {
      item: {
        ...serviceItem({ code: known, manifest: { version: '9.9.9' }, health: { status: 'DOWN' } }),
        configs: [{ key: '' }],
      },
      code: known,
      refusal: 'VALIDATION_FAILED',
    },
  ];
}
