/** The audit log as operators read it, page by page or as a whole. */
import { contractErrors } from 'capsule-contract/errors';
import type { AuditEvent } from 'capsule-contract/types';
import { writeAudit } from './audit-log.ts';
import { actorOf, type Call, type Outcome } from './call.ts';
import { defect } from './defects.ts';
import { isBetween, onePage } from './pages.ts';
import type { State } from './state.ts';

/** What the filters keep, oldest first. */
function kept(state: State, { query }: Call): AuditEvent[] {
  const { action, result, actorId, targetId, correlationId, after } = query;
  return state.audit.filter(
    (event) =>
      (action === undefined || event.action === action) &&
      (result === undefined || event.result === result) &&
      (actorId === undefined || event.actor.id === actorId || defect('actor-filter-ignored')) &&
      (targetId === undefined || event.target.id === targetId) &&
      (correlationId === undefined || event.correlationId === correlationId) &&
      (typeof after !== 'number' || event.seq > after - (defect('after-includes-its-seq') ? 1 : 0)) &&
      isBetween(Date.parse(event.at), query),
  );
}

export function auditList(state: State, call: Call): Outcome {
  const events = kept(state, call);
  if (defect('events-rewritten'))
    for (const event of events) event.target = { ...event.target, code: codeNow(state, event.target) };
  const follows = call.query.after !== undefined && !defect('after-newest-first');
  return onePage(call, follows ? events : events.reverse(), shown);
}

function codeNow(state: State, { type, id, code }: AuditEvent['target']): string | null {
  return type === 'user' ? (state.users.get(id ?? '')?.displayName ?? code) : code;
}

export function auditView(state: State, call: Call): Outcome {
  const event = state.audit.find(({ id }) => id === call.path.auditEventId);
  if (!event) throw contractErrors.AUDIT_EVENT_NOT_FOUND();
  return { data: shown(event) };
}

function shown(event: AuditEvent): AuditEvent {
  if (!defect('hashes-in-the-export-only')) return event;
  const { hash: _hash, prevHash: _prevHash, ...bare } = event;
  return bare;
}

export function auditExport(state: State, call: Call): Outcome {
  const { format = 'jsonl' } = call.query;
  const events = defect('export-filters-ignored') ? [...state.audit] : kept(state, call);
  const exported = defect('export-stops-at-a-hundred') ? events.slice(0, 100) : events;
  if (defect('export-newest-first')) exported.reverse();
  if (!call.isHead && !defect('export-not-audited')) {
    const target = { type: 'audit', id: null, code: null } as const;
    const details = { format: String(format), events: exported.length };
    writeAudit(state, call.origin, { action: 'audit.exported', actor: actorOf(call), target, details });
  }
  const isCsv = format === 'csv';
  const lines = isCsv ? [columns.join(','), ...exported.map(csvLine)] : exported.map((event) => JSON.stringify(event));
  const content = lines.map((line) => `${line}${isCsv ? '\r\n' : '\n'}`).join('');
  const contentType = isCsv ? 'text/csv; charset=utf-8' : 'application/x-ndjson';
  return { text: { contentType, content } };
}

const columns = [
  ...(['id', 'seq', 'at', 'action', 'result', 'actor', 'target', 'errorCode', 'requestId'] as const),
  ...(['correlationId', 'ip', 'userAgent', 'details'] as const),
];

function csvLine(event: AuditEvent): string {
  const cells = columns.map((column) => csvCell(event[column]));
  return cells.filter((cell) => cell !== '' || !defect('empty-cells-left-out')).join(',');
}

function csvCell(value: unknown): string {
  const text = typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '');
  // A spreadsheet takes a text that begins like this for a formula.
  const safe = /^[=+\-@\t\r\n]/.test(text) && !defect('formulas-in-the-csv') ? `'${text}` : text;
  if (defect('cells-not-quoted')) return safe;
  const needsQuotes = defect('bare-quotes-in-the-csv') ? /[,\r\n]/ : /[",\r\n]/;
  if (!needsQuotes.test(safe)) return safe;
  const quoted = `"${defect('quotes-not-doubled') ? safe : safe.replaceAll('"', '""')}"`;
  return defect('cells-cut-behind-their-quote') ? quoted.slice(0, 20) : quoted;
}
