import type { OperationQuery, RegistrationToken } from 'capsule-contract/types';
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { call } from '../client/call.ts';
import { useLive } from '../client/live.ts';
import { mayCall } from '../client/session.ts';
import { announce } from '../components/announcement.tsx';
import { StatusBadge } from '../components/badge.tsx';
import { DataTable } from '../components/data-table.tsx';
import { Dialog } from '../components/dialog.tsx';
import { Empty } from '../components/empty.tsx';
import { Moment } from '../components/moment.tsx';
import { Pager } from '../components/pager.tsx';
import { registrationTokenStatuses } from '../contract/excerpt.data.ts';
import { t } from '../language/language.ts';
import { ListFilters } from './list-filters.tsx';
import { listQuery } from './list-query.ts';
import { Page } from './page.tsx';
import { paths, withQuery } from './paths.ts';
import { Question } from './question.tsx';
import { Shown } from './shown.tsx';
import { TokenForm } from './token-form.tsx';

export function TokensPage() {
  const { query, route } = useLocation();
  const asked = listQuery(query, ['status']) as OperationQuery['registrationTokenList'];
  const tokens = useLive('registrationTokenList', { query: asked }, ({ type }) => type.startsWith('capsule.agent.re'));
  const [doomed, setDoomed] = useState<RegistrationToken | null>(null);
  const words = t().tokens;
  const making = query.new !== undefined;
  const create = mayCall('registrationTokenCreate') && (
    <a class="button primary" href={`${paths.tokens}?new=1`}>
      {words.create}
    </a>
  );
  return (
    <Page title={words.title} actions={create}>
      {making && (
        <Dialog title={words.create} onClose={() => route(paths.tokens, true)}>
          <TokenForm onDone={() => route(paths.tokens, true)} onIssued={tokens.refresh} />
        </Dialog>
      )}
      <ListFilters path={paths.tokens} statuses={registrationTokenStatuses} search={false} />
      <Shown live={tokens}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty title={asked.status === undefined ? words.empty : t().list.none} />
          ) : (
            <>
              <TokenTable tokens={rows} revoke={setDoomed} />
              <Pager
                pagination={tokens.pagination}
                to={(page) => withQuery(paths.tokens, { ...query, page: String(page) })}
              />
            </>
          )
        }
      </Shown>
      {doomed !== null && (
        <Question
          title={words.revokeTitle}
          verb={words.revoke}
          harmful
          onDo={async () => {
            await call('registrationTokenRevoke', { path: { tokenId: doomed.id } });
            announce(words.revoked);
            tokens.refresh();
          }}
          onClose={() => setDoomed(null)}
        >
          <p>{words.revokeAbout}</p>
        </Question>
      )}
    </Page>
  );
}

interface TokenTableProps {
  tokens: readonly RegistrationToken[];
  revoke(token: RegistrationToken): void;
}

function TokenTable({ tokens, revoke }: TokenTableProps) {
  const words = t().tokens;
  return (
    <DataTable
      caption={words.title}
      rows={tokens}
      keyOf={({ id }) => id}
      columns={[
        {
          title: words.label,
          head: true,
          cell: ({ label, id, ephemeral }) => (
            <>
              {label ?? <code>{id}</code>}
              {ephemeral && <span class="badge calm">{t().agents.ephemeral}</span>}
            </>
          ),
        },
        { title: t().list.status, cell: ({ status }) => <StatusBadge status={status} of="registrationToken" /> },
        { title: words.scope, cell: (token) => <ScopeOf token={token} /> },
        { title: words.uses, number: true, cell: ({ uses, maxUses }) => words.usesOf(uses, maxUses) },
        { title: words.expires, cell: ({ expiresAt }) => <Moment at={expiresAt} /> },
        { title: words.createdBy, cell: ({ createdBy }) => createdBy.name ?? createdBy.type },
        {
          title: words.revoke,
          cell: (token) =>
            token.status === 'ACTIVE' ? (
              <button
                type="button"
                class="quiet"
                aria-label={`${words.revoke}… ${token.label ?? token.id}`}
                onClick={() => revoke(token)}
              >
                {words.revoke}…
              </button>
            ) : (
              t().general.none
            ),
        },
      ]}
    />
  );
}

function ScopeOf({ token: { agentCode, replaceAgentId } }: { token: RegistrationToken }) {
  const words = t().tokens;
  if (agentCode !== null) return <code>{agentCode}</code>;
  if (replaceAgentId === null) return <>{words.anyAgent}</>;
  return <a href={paths.agent(replaceAgentId)}>{words.replaces}</a>;
}
