/** The console: who is not signed in sees the sign-in page, everybody else the page of the address. */
import lazy, { ErrorBoundary } from 'preact-iso/lazy';
import { LocationProvider, Route, Router } from 'preact-iso/router';
import { resumeSession, sessionState } from './client/session.ts';
import { Announcement } from './components/announcement.tsx';
import { Failure } from './components/failure.tsx';
import { NotFoundPage } from './pages/not-found-page.tsx';
import { Shell } from './pages/shell.tsx';
import { SignInPage } from './pages/sign-in-page.tsx';

/** A page that is loaded when it is first opened; where that fails, loading everything anew is what helps. */
function page<Component>(load: () => Promise<Component>): Component {
  return lazy<Component>(() => load().catch(() => NotLoaded as Component));
}

function NotLoaded() {
  const failure = { code: 'UNREACHABLE', requestId: null, retryAfterSeconds: null, details: {} };
  return <Failure failure={failure} onRetry={() => location.reload()} />;
}

const OverviewPage = page(async () => (await import('./pages/overview-page.tsx')).OverviewPage);
const AgentsPage = page(async () => (await import('./pages/agents-page.tsx')).AgentsPage);
const AgentPage = page(async () => (await import('./pages/agent-page.tsx')).AgentPage);
const ServicesPage = page(async () => (await import('./pages/services-page.tsx')).ServicesPage);
const ServicePage = page(async () => (await import('./pages/service-page.tsx')).ServicePage);
const ActionPage = page(async () => (await import('./pages/action-page.tsx')).ActionPage);
const CommandsPage = page(async () => (await import('./pages/commands-page.tsx')).CommandsPage);
const CommandPage = page(async () => (await import('./pages/command-page.tsx')).CommandPage);
const TokensPage = page(async () => (await import('./pages/tokens-page.tsx')).TokensPage);
const AuditPage = page(async () => (await import('./pages/audit-page.tsx')).AuditPage);
const UsersPage = page(async () => (await import('./pages/users-page.tsx')).UsersPage);

export function App() {
  const state = sessionState.value;
  return (
    <>
      {state.kind === 'out' && <SignInPage ended={state.ended} />}
      {state.kind === 'unreachable' && (
        <main class="alone">
          <Failure failure={state.error} onRetry={() => void resumeSession()} />
        </main>
      )}
      {state.kind === 'in' && <SignedIn />}
      <Announcement />
    </>
  );
}

function SignedIn() {
  return (
    <LocationProvider scope="/console">
      <Shell>
        <ErrorBoundary>
          <Router>
            <Route path="/console" component={OverviewPage} />
            <Route path="/console/agents" component={AgentsPage} />
            <Route path="/console/agents/:agentId" component={AgentPage} />
            <Route path="/console/services" component={ServicesPage} />
            <Route path="/console/services/:serviceId" component={ServicePage} />
            <Route path="/console/services/:serviceId/:section" component={ServicePage} />
            <Route path="/console/services/:serviceId/actions/:actionName" component={ActionPage} />
            <Route path="/console/commands" component={CommandsPage} />
            <Route path="/console/commands/:commandId" component={CommandPage} />
            <Route path="/console/tokens" component={TokensPage} />
            <Route path="/console/audit" component={AuditPage} />
            <Route path="/console/users" component={UsersPage} />
            <Route default component={NotFoundPage} />
          </Router>
        </ErrorBoundary>
      </Shell>
    </LocationProvider>
  );
}
