/** Reading and exporting the audit log. */
import { contractErrors } from 'capsule-contract/errors';
import type { OperationQuery } from 'capsule-contract/types';
import { auditEventView } from './audit-event-view.ts';
import { csvHeader, csvLine, jsonLine } from './audit-export.ts';
import { record, userActor } from './audit-trail.ts';
import { pathParameter, type UseCases } from './call.ts';
import type { Dependencies } from './dependencies.ts';
import type { AuditFilter } from './ports/store.ts';
import { readTimestampOrNull } from './timestamps.ts';

/** Events read at a time while an export streams. */
const sliceSize = 500;

export function auditLog(deps: Dependencies): Pick<UseCases, 'auditList' | 'auditView' | 'auditExport'> {
  return {
    async auditList(call) {
      const { page, pageSize } = call.query;
      const wanted = { page: page ?? 1, pageSize: pageSize ?? deps.limits.pageSizeDefault };
      const found = await deps.store.read((tx) => tx.audit.list(filterOf(call.query), wanted));
      return { items: found.items.map(auditEventView), total: found.total };
    },

    async auditView(call) {
      const event = await deps.store.read((tx) => tx.audit.find(pathParameter(call, 'auditEventId')));
      if (event === null) throw contractErrors.AUDIT_EVENT_NOT_FOUND();
      return auditEventView(event);
    },

    async auditExport(call) {
      const filter = filterOf(call.query);
      const format = call.query.format ?? 'jsonl';
      // The export ends before the event that records it.
      const through = await deps.store.write(async (tx) => {
        const head = await tx.audit.head();
        const target = { type: 'audit', id: null, code: null } as const;
        const details = { format, throughSeq: head };
        const at = deps.clock.now();
        await record(deps, tx, {
          action: 'audit.exported',
          actor: userActor(call),
          target,
          origin: call.origin,
          at,
          details,
        });
        return head;
      });
      return { format, lines: exportLines(deps, { ...filter, through }, format) };
    },
  };
}

async function* exportLines(deps: Dependencies, filter: AuditFilter, format: 'jsonl' | 'csv'): AsyncIterable<string> {
  const line = format === 'csv' ? csvLine : jsonLine;
  if (format === 'csv') yield csvHeader;
  let after = filter.after ?? 0;
  for (;;) {
    const from = after;
    const events = await deps.store.read((tx) => tx.audit.slice({ ...filter, after: from }, sliceSize));
    const last = events.at(-1);
    if (last === undefined) return;
    yield events.map((event) => line(auditEventView(event))).join('');
    after = last.seq;
  }
}

function filterOf(query: OperationQuery['auditList'] | OperationQuery['auditExport']): AuditFilter {
  const { action, result, actorId, targetId, correlationId, from, to, after } = query;
  return {
    action,
    result,
    actorId,
    targetId,
    correlationId,
    from: readTimestampOrNull(from) ?? undefined,
    to: readTimestampOrNull(to) ?? undefined,
    after,
  };
}
