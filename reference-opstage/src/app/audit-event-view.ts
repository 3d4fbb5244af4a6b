import type { AuditEvent as AuditEventView } from 'capsule-contract/types';
import type { AuditEvent } from '../domain/audit-event.ts';
import { timestamp } from './timestamps.ts';

/** An audit event as it is listed, exported and hashed. */
export function auditEventView(event: AuditEvent): AuditEventView {
  return {
    ...event,
    at: timestamp(event.at),
    action: event.action as AuditEventView['action'],
    errorCode: event.errorCode as AuditEventView['errorCode'],
  };
}
