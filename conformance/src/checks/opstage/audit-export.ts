/** Contract, section 8: an export holds every event the filter keeps, and opens in a spreadsheet without running anything. */
import type { AuditEvent } from 'capsule-contract/types';
import { validate } from 'capsule-contract/validators';
import { type OpstageCheck, opstageCheck } from '../check.ts';
import type { OpstageTrial } from '../opstage-trial.ts';
import { readCsv } from './csv.ts';
import { seenList } from './operator-reads.ts';
import { severalAtOnce } from './several-at-once.ts';

const exporting = {
  requirement: 'audit-export-complete',
  sentence: 'JSON-lines and CSV exports MUST be complete in `seq` order, and CSV MUST be formula-safe.',
} as const;
const formula = /^[=+\-@\t\r]/;

export const auditExportChecks: OpstageCheck[] = [
  opstageCheck({
    ...exporting,
    id: 'audit-export-complete/jsonl',
    title: 'the JSON-lines export holds what the list holds, in seq order',
    how: 'Writes 120 events as one user, more than a page holds, and exports that user’s events. Expects application/x-ndjson with one valid event a line, equal to the list, by ascending seq.',
    async run(t) {
      const operator = await t.newOperator('operator');
      const rounds = Array.from({ length: 120 });
      await severalAtOnce(rounds, 6, () => t.send('registrationTokenCreate', { as: operator, body: {} }));
      const listed = await seenList(t, 'auditList', { query: { actorId: operator.user.id } });
      const reply = await t.send('auditExport', { query: { format: 'jsonl', actorId: operator.user.id } });
      t.expect(reply).status(200);
      const type = reply.headers['content-type'] ?? '';
      t.that('content type application/x-ndjson', type.startsWith('application/x-ndjson'), type, reply);
      const events = linesOf(t, reply);
      for (const event of events) {
        const judged = validate('AuditEvent', event);
        t.that('each line valid as AuditEvent', judged.ok, judged.ok ? 'valid' : judged.issues, reply);
      }
      const ascending = [...listed.data].sort((a, b) => a.seq - b.seq);
      t.equal(
        'the seqs exported',
        events.map(({ seq }) => seq),
        ascending.map(({ seq }) => seq),
        reply,
        listed,
      );
      t.equal('the first event exported', withoutHashes(events[0]), withoutHashes(ascending[0]), reply, listed);
    },
  }),
  opstageCheck({
    ...exporting,
    id: 'audit-export-complete/csv',
    title: 'the CSV export holds the same events in the same order',
    how: 'Exports the events of one user, made by clients with quotes and commas in their names, in both forms. Expects text/csv that is a table by RFC 4180 with the members of an event as columns, one row an event, equal seq, id, action, result, requestId and userAgent.',
    async run(t) {
      const operator = await t.newOperator('operator');
      for (const agent of ['plain/1', 'with, comma', 'with "quotes"', '"quoted", with comma', 'with ""two""']) {
        const headers = { 'user-agent': agent };
        t.driver.must(await t.send('registrationTokenCreate', { as: operator, headers, body: {} }));
      }
      const query = { actorId: operator.user.id };
      const json = await t.send('auditExport', { query: { ...query, format: 'jsonl' } });
      const csv = await t.send('auditExport', { query: { ...query, format: 'csv' } });
      t.expect(csv).status(200);
      const type = csv.headers['content-type'] ?? '';
      t.that('content type text/csv', type.startsWith('text/csv'), type, csv);
      const table = readCsv(csv.text);
      t.that('a table by RFC 4180', table.fault === null, table.fault, csv);
      const [columns = [], ...rows] = table.rows;
      const wanted = [
        'id',
        'seq',
        'at',
        'action',
        'result',
        'errorCode',
        'requestId',
        'correlationId',
        'ip',
        'userAgent',
        'details',
      ];
      const missing = wanted.filter((name) => !columns.includes(name));
      t.equal('missing columns', missing, [], csv);
      const events = linesOf(t, json);
      t.equal('rows', rows.length, events.length, csv, json);
      for (const name of ['id', 'seq', 'action', 'result', 'requestId', 'userAgent'] as const) {
        // How nothing is written the contract leaves open.
        const told = events.map((event, index) => ({ value: event[name], cell: rows[index]?.[columns.indexOf(name)] }));
        const known = told.filter(({ value }) => value !== null);
        t.equal(
          `the column ${name}`,
          known.map(({ cell }) => cell),
          known.map(({ value }) => String(value)),
          csv,
          json,
        );
      }
    },
  }),
  opstageCheck({
    ...exporting,
    id: 'audit-export-complete/formula-safe',
    title: 'no cell of the CSV export begins a formula',
    how: 'Puts texts that begin with =, +, -, @, tab and carriage return into reasons, labels, user agents and events, and exports them. Expects no cell to begin with one of these.',
    async run(t) {
      const operator = await t.newOperator('operator');
      const { agent, code } = await t.service();
      const starts = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '=HYPERLINK("x","y")'];
      for (const [index, text] of starts.entries()) {
        const headers = { 'user-agent': text.trim() };
        const path = { agentId: agent.id };
        t.driver.must(await t.send('agentDisable', { as: operator, headers, path, body: { reason: text } }));
        t.driver.must(await t.send('agentEnable', { as: operator, headers, path, body: { reason: text } }));
        t.driver.must(await t.send('registrationTokenCreate', { as: operator, headers, body: { label: text } }));
        const event = { id: `e${index}`, serviceCode: code, type: 'note', at: '2026-03-01T09:30:00Z', message: text };
        t.driver.must(await agent.heartbeat({ events: [event] }));
      }
      for (const actorId of [operator.user.id, agent.id]) {
        const reply = await t.send('auditExport', { query: { format: 'csv', actorId } });
        t.expect(reply).status(200);
        const { rows } = readCsv(reply.text);
        const unsafe = rows.flat().filter((cell) => formula.test(cell));
        t.equal('cells that begin a formula', unsafe, [], reply);
      }
    },
  }),
  opstageCheck({
    ...exporting,
    id: 'audit-export-complete/filters',
    title: 'the export keeps what its filters keep',
    how: 'Exports by action, result, target and after. Expects only events that fit, as the list does.',
    async run(t) {
      const operator = await t.newOperator('operator');
      const agent = await t.enrol();
      const path = { agentId: agent.id };
      t.driver.must(await t.send('agentDisable', { as: operator, path }));
      t.driver.must(await t.send('agentEnable', { as: operator, path }));
      t.expect(await t.send('userList', { as: operator })).refusal('FORBIDDEN');
      const own = await seenList(t, 'auditList', { query: { actorId: operator.user.id } });
      const middle = own.data.find(({ action }) => action === 'agent.disabled')?.seq ?? 0;
      const queries: [Record<string, string | number>, string[]][] = [
        [{ actorId: operator.user.id, action: 'agent.enabled' }, ['agent.enabled']],
        [{ actorId: operator.user.id, result: 'REFUSED' }, ['access.refused']],
        [{ actorId: operator.user.id, targetId: agent.id }, ['agent.disabled', 'agent.enabled']],
        [{ actorId: operator.user.id, after: middle }, ['agent.enabled', 'access.refused']],
      ];
      for (const [query, actions] of queries) {
        const reply = await t.send('auditExport', { query: { format: 'jsonl', ...query } });
        const found = linesOf(t, reply).map(({ action }) => action);
        t.equal(`the actions exported for ${JSON.stringify(Object.keys(query))}`, found, actions, reply, own);
      }
    },
  }),
];

function linesOf(t: OpstageTrial, reply: { text: string; message: number }): AuditEvent[] {
  const lines = reply.text.split('\n').filter((line) => line !== '');
  try {
    return lines.map((line) => JSON.parse(line) as AuditEvent);
  } catch {
    return t.fail('one JSON document a line', reply.text.slice(0, 300), reply);
  }
}

/** An export carries the chain where it is kept; the list need not. */
function withoutHashes(event: AuditEvent | undefined): object {
  const { hash: _, prevHash: __, ...rest } = event ?? ({} as AuditEvent);
  return rest;
}
