/** What stands around every page: where one can go, who one is, and whether what is shown is live. */
import type { OperationId } from 'capsule-contract/types';
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { ApiError } from '../client/api-error.ts';
import { feedState } from '../client/feed.ts';
import { mayCall, operator, signOut } from '../client/session.ts';
import { Failure } from '../components/failure.tsx';
import { t } from '../language/language.ts';
import { Brand } from './brand.tsx';
import { paths } from './paths.ts';
import { Preferences } from './preferences.tsx';

type NavName = 'overview' | 'agents' | 'services' | 'commands' | 'tokens' | 'audit' | 'users';

/** A page is offered to whoever may read what it shows. */
const pages: readonly (readonly [NavName, OperationId])[] = [
  ['overview', 'dashboardView'],
  ['agents', 'agentList'],
  ['services', 'serviceList'],
  ['commands', 'commandList'],
  ['tokens', 'registrationTokenList'],
  ['audit', 'auditList'],
  ['users', 'userList'],
];

export function Shell({ children }: { children: ComponentChildren }) {
  const { path } = useLocation();
  const [open, setOpen] = useState(false);
  const [failure, setFailure] = useState<ApiError | null>(null);
  const words = t();
  const user = operator.value;
  useEffect(() => setOpen(false), [path]);

  const leave = async (): Promise<void> => {
    try {
      await signOut();
    } catch (error) {
      if (error instanceof ApiError) setFailure(error);
      else throw error;
    }
  };

  return (
    <div class="shell">
      <a class="skip" href="#content">
        {words.nav.skip}
      </a>
      <div class="frame">
        <header class="bar">
          <Brand />
          <FeedMark />
          <button
            type="button"
            class="menu"
            aria-expanded={open}
            aria-controls="navigation"
            onClick={() => setOpen(!open)}
          >
            {words.nav.menu}
          </button>
        </header>
        <div id="navigation" class={open ? 'side open' : 'side'}>
          <nav aria-label={words.nav.main}>
            <ul>
              {pages
                .filter(([, operation]) => mayCall(operation))
                .map(([name]) => (
                  <li key={name}>
                    <a href={paths[name]} aria-current={isAt(path, paths[name]) ? 'page' : undefined}>
                      {words.nav[name]}
                    </a>
                  </li>
                ))}
            </ul>
          </nav>
          <div class="side-foot">
            <Preferences />
            {user !== null && (
              <p class="who">
                <strong>{user.displayName ?? user.username}</strong>
                <span class="muted">{words.role[user.role]}</span>
              </p>
            )}
            <button type="button" onClick={() => void leave()}>
              {words.nav.signOut}
            </button>
          </div>
        </div>
      </div>
      <main id="content" tabIndex={-1}>
        {failure !== null && <Failure failure={failure} />}
        {children}
      </main>
    </div>
  );
}

function FeedMark() {
  const state = feedState.value;
  return (
    <span class={`feed ${state}`} role="status" data-feed={state}>
      <span class="dot" aria-hidden="true" />
      {t().feed[state]}
    </span>
  );
}

function isAt(path: string, page: string): boolean {
  const place = page.replace(/\/$/, '');
  return path === place || path === page || (page !== paths.overview && path.startsWith(`${place}/`));
}
