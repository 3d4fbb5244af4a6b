/** The operator's session: who is signed in, and what that allows. */
import { computed, signal } from '@preact/signals';
import type { OperationId, OperatorSession } from 'capsule-contract/types';
import { operations, refusedIn, roles } from '../contract/excerpt.data.ts';
import { ApiError } from './api-error.ts';
import { call, useCsrfToken, whenSessionLost } from './call.ts';
import { followFeed, stopFeed } from './feed.ts';
import { forgetAnswers } from './live.ts';

export type SessionState =
  | { kind: 'looking' }
  | { kind: 'out'; ended: boolean }
  | { kind: 'in'; session: OperatorSession }
  | { kind: 'unreachable'; error: ApiError };

export const sessionState = signal<SessionState>({ kind: 'looking' });
export const operator = computed(() => (sessionState.value.kind === 'in' ? sessionState.value.session.user : null));

/** True where the contract's role matrix lets this operator call the operation. */
export function mayCall(id: OperationId): boolean {
  const needed = operations[id]?.role ?? null;
  const role = operator.value?.role;
  if (needed === null) return true;
  return role !== undefined && roles.indexOf(role) >= roles.indexOf(needed);
}

/** True where the role allows the operation and the state of its object does not rule it out. */
export function canCall(id: OperationId, state: string): boolean {
  return mayCall(id) && !(refusedIn[id] ?? []).includes(state);
}

/** Looks whether the browser still has a session, as after a reload. */
export async function resumeSession(): Promise<void> {
  try {
    const { data } = await call('operatorMe');
    await enter(data);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    sessionState.value = error.code === 'UNAUTHORIZED' ? { kind: 'out', ended: false } : { kind: 'unreachable', error };
  }
}

export async function signIn(username: string, password: string): Promise<void> {
  const { data } = await call('operatorLogin', { body: { username, password } });
  await enter(data);
}

export async function signOut(): Promise<void> {
  await call('operatorLogout');
  leave(false);
}

async function enter(session: OperatorSession): Promise<void> {
  useCsrfToken(session.csrfToken);
  await followFeed(lookForSession);
  sessionState.value = { kind: 'in', session };
}

function leave(ended: boolean): void {
  useCsrfToken(null);
  stopFeed();
  forgetAnswers();
  sessionState.value = { kind: 'out', ended };
}

/** The stream was refused: either the session is over, or Opstage is away for a moment. */
async function lookForSession(): Promise<void> {
  await call('operatorMe').catch(() => {});
}

whenSessionLost(() => {
  if (sessionState.value.kind === 'in') leave(true);
});
