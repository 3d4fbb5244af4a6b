import type { User } from 'capsule-contract/types';
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { useLive } from '../client/live.ts';
import { mayCall, operator } from '../client/session.ts';
import { StatusBadge } from '../components/badge.tsx';
import { DataTable } from '../components/data-table.tsx';
import { Moment } from '../components/moment.tsx';
import { Pager } from '../components/pager.tsx';
import { t } from '../language/language.ts';
import { Page } from './page.tsx';
import { paths, withQuery } from './paths.ts';
import { Shown } from './shown.tsx';
import { CreateUser, EditUser, SetPassword } from './user-dialogs.tsx';

type Asked = { deed: 'create' } | { deed: 'edit' | 'password'; user: User };

export function UsersPage() {
  const { query } = useLocation();
  const page = Number(query.page) || 1;
  const users = useLive('userList', { query: { page } }, () => false);
  const [asked, setAsked] = useState<Asked | null>(null);
  const words = t().users;
  const close = (): void => setAsked(null);
  return (
    <Page
      title={words.title}
      actions={
        mayCall('userCreate') && (
          <button type="button" class="primary" onClick={() => setAsked({ deed: 'create' })}>
            {words.create}
          </button>
        )
      }
    >
      <Shown live={users}>
        {(rows) => (
          <>
            <UserTable users={rows} ask={setAsked} />
            <Pager
              pagination={users.pagination}
              to={(next) => withQuery(paths.users, { ...query, page: String(next) })}
            />
          </>
        )}
      </Shown>
      {asked?.deed === 'create' && <CreateUser onDone={users.refresh} onClose={close} />}
      {asked?.deed === 'edit' && <EditUser user={asked.user} onDone={users.refresh} onClose={close} />}
      {asked?.deed === 'password' && <SetPassword user={asked.user} onDone={users.refresh} onClose={close} />}
    </Page>
  );
}

function UserTable({ users, ask }: { users: readonly User[]; ask(asked: Asked): void }) {
  const words = t().users;
  return (
    <DataTable
      caption={words.title}
      rows={users}
      keyOf={({ id }) => id}
      columns={[
        {
          title: words.username,
          head: true,
          cell: ({ id, username, displayName }) => (
            <>
              {username}
              {id === operator.value?.id && <span class="badge calm">{words.you}</span>}
              {displayName !== null && <span class="muted block">{displayName}</span>}
            </>
          ),
        },
        { title: words.role, cell: ({ role }) => t().role[role] },
        { title: words.status, cell: ({ status }) => <StatusBadge status={status} /> },
        {
          title: words.lastLogin,
          cell: ({ lastLoginAt }) => (lastLoginAt === null ? words.never : <Moment at={lastLoginAt} />),
        },
        {
          title: words.edit,
          cell: (user) => (
            <span class="row-deeds">
              <button
                type="button"
                class="quiet"
                aria-label={`${words.edit}… ${user.username}`}
                onClick={() => ask({ deed: 'edit', user })}
              >
                {words.edit}…
              </button>
              <button
                type="button"
                class="quiet"
                aria-label={`${words.reset}… ${user.username}`}
                onClick={() => ask({ deed: 'password', user })}
              >
                {words.reset}…
              </button>
            </span>
          ),
        },
      ]}
    />
  );
}
