/** Contract, section 2: pages are a partition of the whole, newest first. */
import type { OperationId } from 'capsule-contract/types';
import { type OpstageCheck, opstageCheck } from '../check.ts';
import type { OpstageTrial } from '../opstage-trial.ts';
import { auditHead } from './audit-log.ts';
import { seenList } from './operator-reads.ts';

const stable = {
  requirement: 'pagination-stable',
  sentence:
    'Lists MUST take `page` ≥ 1 and `pageSize` 1 to 100 (default 20) and give the newest first, with the id as tie-break; while nothing is written the union of the pages MUST be the whole and nothing twice; bad values are 422. Audit events also page by `after`, a `seq`. Filters and what is shown MUST use the same evaluated state.',
} as const;

type Query = Record<string, string | number>;
interface Listed {
  operationId: OperationId;
  path?: Record<string, string>;
  query?: Query;
  /** What the whole list holds, as a set. */
  whole: readonly string[];
  /** What names an entry. */
  key: (entry: Record<string, unknown>) => string;
  /** What orders it, newest first, where the contract says so. */
  time?: (entry: Record<string, unknown>) => number;
}

const byId = (entry: Record<string, unknown>) => String(entry.id);
const createdAt = (entry: Record<string, unknown>) => Date.parse(String(entry.createdAt));

export const paginationChecks: OpstageCheck[] = [
  opstageCheck({
    ...stable,
    id: 'pagination-stable/partition',
    title: 'the pages of a list are the whole, nothing twice, newest first',
    how: 'Makes seven of each listed thing and reads each list by pages of three and of one. Expects every entry once, in the same order by either size, newest first, and the same total on each page.',
    async run(t) {
      for (const list of await sevenOfEach(t)) await expectPartition(t, list);
    },
  }),
  opstageCheck({
    ...stable,
    id: 'pagination-stable/defaults',
    title: 'the first page has twenty entries unless asked otherwise',
    how: 'Makes 21 commands and lists them without page and pageSize. Expects the newest twenty, page 1, pageSize as advertised, total 21.',
    async run(t) {
      const service = await t.service();
      const ids: string[] = [];
      for (let count = 0; count < 21; count += 1) ids.push((await t.createCommand(service)).id);
      const reply = await t.send('commandList', { query: { serviceId: service.id } });
      const { items, pagination } = t.expect(reply).list();
      t.equal('the pagination', pagination, { page: 1, pageSize: t.limits.pageSizeDefault, total: 21 }, reply);
      t.equal('how many entries', items.length, t.limits.pageSizeDefault, reply);
      const newest = new Set(ids.slice(-items.length));
      t.that(
        'the newest ones',
        items.every(({ id }) => newest.has(id)),
        items.map(({ id }) => id),
        reply,
      );
      const beyond = await t.send('commandList', { query: { serviceId: service.id, page: 9 } });
      const after = t.expect(beyond).list();
      t.equal('a page after the last', [after.items, after.pagination.total], [[], 21], beyond);
    },
  }),
  opstageCheck({
    ...stable,
    id: 'pagination-stable/audit-after',
    title: 'audit events page by after in ascending seq',
    how: 'Writes five audit events of its own and reads on from the head before by pages of two, each from the last seq. Expects ascending seqs greater than after, and the five events once each.',
    async run(t) {
      const from = await auditHead(t);
      const made: string[] = [];
      for (let count = 0; count < 5; count += 1) made.push((await t.driver.registrationToken()).id);
      const found: string[] = [];
      for (let after = from, pages = 0; found.length < made.length && pages < 500; pages += 1) {
        const reply = await t.send('auditList', { query: { after, pageSize: 2 } });
        const events = t.expect(reply).success();
        const seqs = events.map(({ seq }) => seq);
        const ascending = seqs.every((seq, index) => seq > (seqs[index - 1] ?? after));
        t.that(`ascending seqs after ${after}`, events.length > 0 && ascending, seqs, reply);
        found.push(...events.flatMap(({ target }) => (made.includes(target.id ?? '') ? [target.id ?? ''] : [])));
        after = seqs.at(-1) ?? after;
      }
      t.equal('the events of its own, in order', found, made, t.transcript.messages.length);
    },
  }),
  opstageCheck({
    ...stable,
    id: 'pagination-stable/filters-show-what-they-keep',
    title: 'a filter and what it shows agree, whatever the state came from',
    how: 'Has one agent live, one disconnected, one disabled and one revoked, each with a service, and lists agents and services by each status. Expects each exactly under the status it shows.',
    run: filtersAgree,
  }),
];

async function sevenOfEach(t: OpstageTrial): Promise<Listed[]> {
  const configs = (round: number) => [
    { key: 'pool', type: 'string' as const, editable: false, sensitive: false, valuePreview: `${round}` },
  ];
  const agents = [];
  for (let count = 0; count < 7; count += 1) agents.push(await t.enrol({ code: t.code('page') }));
  const [agent] = agents;
  if (!agent) throw new Error('no agent was made');
  const services = [];
  for (let count = 0; count < 7; count += 1) services.push(await t.reportService(agent));
  const [service] = services;
  if (!service) throw new Error('no service was made');
  const commands = [];
  for (let count = 0; count < 7; count += 1) commands.push(await t.createCommand(service));
  for (let round = 0; round < 7; round += 1) {
    await t.driver.reportService(agent, { code: service.code, revision: `r-${round}`, configs: configs(round) });
  }
  const audit = await seenList(t, 'auditList', { query: { targetId: service.id } });
  const actions = (service.item.actions ?? []).map(({ name }) => name);
  const path = { serviceId: service.id };
  return [
    {
      operationId: 'agentList',
      query: { q: `${t.namespace}-page` },
      whole: agents.map(({ id }) => id),
      key: byId,
      time: createdAt,
    },
    {
      operationId: 'serviceList',
      query: { agentId: agent.id },
      whole: services.map(({ id }) => id),
      key: byId,
      time: createdAt,
    },
    {
      operationId: 'commandList',
      query: { serviceId: service.id },
      whole: commands.map(({ id }) => id),
      key: byId,
      time: createdAt,
    },
    {
      operationId: 'auditList',
      query: { targetId: service.id },
      whole: audit.data.map(({ id }) => id),
      key: byId,
      time: (event) => Number(event.seq),
    },
    { operationId: 'actionList', path, whole: actions, key: (action) => String(action.name) },
    {
      operationId: 'serviceConfigHistory',
      path,
      whole: ['1', '2', '3', '4', '5', '6', '7'],
      key: (revision) => String(revision.configRevision),
      time: (revision) => Number(revision.configRevision),
    },
  ];
}

async function expectPartition(t: OpstageTrial, list: Listed): Promise<void> {
  const orders: string[][] = [];
  for (const pageSize of [3, 1]) {
    const entries: Record<string, unknown>[] = [];
    let message = 0;
    for (let page = 1; page <= Math.ceil(list.whole.length / pageSize) + 1; page += 1) {
      const reply = await t.send(list.operationId, { path: list.path ?? {}, query: { ...list.query, page, pageSize } });
      const data: unknown = t.expect(reply).success();
      const { pagination } = reply.body as { pagination?: { total?: number } };
      const expected = { page, pageSize, total: list.whole.length };
      t.equal(`pagination of ${list.operationId}`, pagination, expected, reply);
      entries.push(...(data as Record<string, unknown>[]));
      message = reply.message;
    }
    const keys = entries.map(list.key);
    t.equal(`what the pages of ${list.operationId} hold`, [...keys].sort(), [...list.whole].sort(), message);
    const times = list.time ? entries.map(list.time) : [];
    const newestFirst = times.every((time, index) => index === 0 || time <= (times[index - 1] ?? time));
    t.that(`${list.operationId} with the newest first`, newestFirst, keys, message);
    orders.push(keys);
  }
  t.equal(`the order of ${list.operationId} by another page size`, orders[1], orders[0], t.transcript.messages.length);
}

async function filtersAgree(t: OpstageTrial): Promise<void> {
  const live = await t.service();
  const gone = await t.service();
  const disabled = await t.service();
  const revoked = await t.service();
  t.driver.must(await gone.agent.disconnect());
  t.driver.must(await t.send('agentDisable', { path: { agentId: disabled.agent.id } }));
  t.driver.must(await t.send('agentRevoke', { path: { agentId: revoked.agent.id } }));
  const all = [live, gone, disabled, revoked];
  const expectedAgents = ['ONLINE', 'OFFLINE', 'DISABLED', 'REVOKED'];
  for (const [index, status] of expectedAgents.entries()) {
    t.driver.must(await live.agent.heartbeat());
    const found = await seenList(t, 'agentList', { query: { q: t.namespace, status } });
    t.equal(
      `agents of status ${status}`,
      found.data.map(({ id }) => id),
      [all[index]?.agent.id],
      found,
    );
    t.equal(
      'the status they show',
      found.data.map((agent) => agent.status),
      [status],
      found,
    );
  }
  for (const status of ['HEALTHY', 'UNHEALTHY', 'UNKNOWN', 'STALE', 'OFFLINE']) {
    t.driver.must(await live.agent.heartbeat());
    const found = await seenList(t, 'serviceList', { query: { q: t.namespace, status } });
    const shown = new Set(found.data.map(({ effectiveStatus }) => effectiveStatus));
    t.that(
      `only services of status ${status}`,
      [...shown].every((one) => one === status),
      [...shown],
      found,
    );
    if (status === 'HEALTHY')
      t.that(
        'the live one among them',
        found.data.some(({ id }) => id === live.id),
        found.data,
        found,
      );
    if (status === 'OFFLINE') t.equal('how many are OFFLINE', found.data.length, 3, found);
  }
}
