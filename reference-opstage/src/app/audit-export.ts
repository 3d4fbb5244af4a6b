/** The audit log as a stream of JSON lines or CSV, in the order of the log. */
import type { AuditEvent as AuditEventView } from 'capsule-contract/types';

export interface AuditExport {
  format: 'jsonl' | 'csv';
  /** Text in pieces, each some whole lines. */
  lines: AsyncIterable<string>;
}

const columns = [
  'id',
  'seq',
  'at',
  'action',
  'result',
  'actorType',
  'actorId',
  'actorName',
  'targetType',
  'targetId',
  'targetCode',
  'errorCode',
  'requestId',
  'correlationId',
  'ip',
  'userAgent',
  'details',
  'prevHash',
  'hash',
] as const;

export const csvHeader = `${columns.join(',')}\r\n`;

export function jsonLine(event: AuditEventView): string {
  return `${JSON.stringify(event)}\n`;
}

export function csvLine(event: AuditEventView): string {
  const cells: Record<(typeof columns)[number], string | number | null> = {
    id: event.id,
    seq: event.seq,
    at: event.at,
    action: event.action,
    result: event.result,
    actorType: event.actor.type,
    actorId: event.actor.id,
    actorName: event.actor.name,
    targetType: event.target.type,
    targetId: event.target.id,
    targetCode: event.target.code,
    errorCode: event.errorCode,
    requestId: event.requestId,
    correlationId: event.correlationId,
    ip: event.ip,
    userAgent: event.userAgent,
    details: JSON.stringify(event.details),
    prevHash: event.prevHash ?? null,
    hash: event.hash ?? null,
  };
  return `${columns.map((column) => csvCell(cells[column])).join(',')}\r\n`;
}

/** Quoted where CSV needs it; a leading apostrophe keeps a spreadsheet from running a cell as a formula. */
export function csvCell(value: string | number | null): string {
  if (value === null) return '';
  const text = String(value);
  const harmless = /^[=+\-@\t\r\n|%]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) || harmless !== text ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
