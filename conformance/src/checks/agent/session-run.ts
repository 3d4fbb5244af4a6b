/** The moves of the checks about sessions: wait until one is open, lose it, wait for the next. */
import type { Exchange } from '../../target/fake-opstage/exchange.ts';
import type { FakeSession } from '../../target/fake-opstage/sessions/fake-session.ts';
import type { AgentTrial, AgentWaitOptions, FakeOpstageOptions } from '../agent-trial.ts';
import { ready } from './capsule-run.ts';

/** Sessions are served, with the shortest ping period there is. */
export const servingSessions = { session: { pingSeconds: 1 } } as const satisfies FakeOpstageOptions;

/** Every further upgrade is refused for a while: the agent is left with HTTP. */
export const noMoreSessions = {
  on: 'agentSession',
  times: 'always',
  fault: { kind: 'refuse', code: 'SERVICE_UNAVAILABLE', retryAfterSeconds: 5 },
} as const;

/** Starts the agent and waits until it has reported and a session of it was welcomed. */
export async function readyInSession(t: AgentTrial): Promise<FakeSession> {
  await ready(t);
  return welcomed(t, 'a session to be welcomed');
}

/** The open session, waiting for one that began after `previous`. */
export async function welcomed(
  t: AgentTrial,
  what: string,
  { previous, ...wait }: AgentWaitOptions & { previous?: FakeSession } = {},
): Promise<FakeSession> {
  const current = () => {
    const { current: session } = t.opstage.sessions;
    return session === previous ? undefined : session;
  };
  return t.until(what, current, { everyMs: 20, ...wait });
}

/** Waits until a session is over; gives how. */
export async function closedOf(t: AgentTrial, session: FakeSession) {
  return t.until('the session to end', () => session.closed, { everyMs: 10 });
}

/** Requests to open a session, oldest first. */
export function upgrades(t: AgentTrial, after = 0): Exchange[] {
  return t.opstage.exchangesOf('agentSession', { after }).filter(({ method }) => method === 'GET');
}

export function bearerOf({ headers }: Exchange): string {
  return headers.authorization ?? '';
}
