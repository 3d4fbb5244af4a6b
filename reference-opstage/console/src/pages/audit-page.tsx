import type { AuditEvent, AuditVerification, OperationQuery } from 'capsule-contract/types';
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { ApiError } from '../client/api-error.ts';
import { addressOf, call } from '../client/call.ts';
import { useLive } from '../client/live.ts';
import { Empty } from '../components/empty.tsx';
import { Failure } from '../components/failure.tsx';
import { Pager } from '../components/pager.tsx';
import { t } from '../language/language.ts';
import { AuditEventLine } from './audit-event-line.tsx';
import { type AuditFilter, AuditFilters, auditFilterNames } from './audit-filters.tsx';
import { listQuery } from './list-query.ts';
import { Page } from './page.tsx';
import { paths, withQuery } from './paths.ts';
import { Shown } from './shown.tsx';

export function AuditPage() {
  const { query } = useLocation();
  const { page, ...filter } = listQuery(query, auditFilterNames) as AuditFilter & { page: number };
  // Whatever happens is recorded; a page further back does not move under the reader.
  const asked = { ...filter, page } as OperationQuery['auditList'];
  const events = useLive('auditList', { query: asked }, () => page === 1);
  const words = t().audit;
  const filtered = Object.keys(filter).length > 0;
  return (
    <Page
      title={words.title}
      actions={
        <>
          <a class="button" download href={exportAddress('jsonl', filter)}>
            {words.exportJson}
          </a>
          <a class="button" download href={exportAddress('csv', filter)}>
            {words.exportCsv}
          </a>
        </>
      }
    >
      <Verification />
      <AuditFilters filter={filter} />
      <Shown live={events}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty title={filtered ? t().list.none : words.empty} />
          ) : (
            <>
              <ol class="audit">
                {rows.map((event: AuditEvent) => (
                  <AuditEventLine key={event.id} event={event} />
                ))}
              </ol>
              <Pager
                pagination={events.pagination}
                to={(next) => withQuery(paths.audit, { ...query, page: String(next) })}
              />
            </>
          )
        }
      </Shown>
    </Page>
  );
}

function exportAddress(format: 'jsonl' | 'csv', filter: AuditFilter): string {
  return addressOf('auditExport', { query: { ...filter, format } as OperationQuery['auditExport'] });
}

function Verification() {
  const [found, setFound] = useState<AuditVerification | null>(null);
  const [failure, setFailure] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const words = t().audit;
  const verify = async (): Promise<void> => {
    setBusy(true);
    setFailure(null);
    try {
      setFound((await call('auditVerify')).data);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div class="verification">
      <button type="button" class="primary" disabled={busy} onClick={() => void verify()}>
        {busy ? words.verifying : words.verify}
      </button>
      {failure !== null && <Failure failure={failure} />}
      {found !== null && <Finding found={found} />}
    </div>
  );
}

function Finding({ found }: { found: AuditVerification }) {
  const words = t().audit;
  const { valid, checked, firstBrokenSeq, reason, head } = found;
  return (
    <div class={valid ? 'notice good' : 'notice bad'} role="status" data-valid={valid}>
      <p class="notice-title">{valid ? words.valid(checked, head?.seq ?? 0) : words.broken(firstBrokenSeq ?? 0)}</p>
      {reason !== null && <p lang="en">{reason}</p>}
      {valid && head !== null && (
        <p class="small">
          {words.hash} <code class="value">{head.hash}</code>
        </p>
      )}
    </div>
  );
}
