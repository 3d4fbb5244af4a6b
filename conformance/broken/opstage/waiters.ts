/** Claims that are held until something happens to their agent, and other waiting. */
import type { State, WaiterRecord } from './state.ts';

/** Time in which other requests are served: where it stands between a look and a write, they meet. */
export function moment(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 30));
}

/** Wakes every held claim of the agent; each looks for itself whether there is something for it. */
export function wakeClaims(state: State, agentId: string): void {
  for (const waiter of [...state.waiters]) if (waiter.agentId === agentId) waiter.wake();
}

/** Resolves when the agent's claims are woken, after the time, or when the client has gone away. */
export function nextWake(
  state: State,
  agentId: string,
  { waitMs, onGone }: { waitMs: number; onGone: (listener: () => void) => void },
): Promise<void> {
  return new Promise((resolve) => {
    const waiter: WaiterRecord = {
      agentId,
      wake: () => {
        clearTimeout(timer);
        state.waiters.delete(waiter);
        resolve();
      },
    };
    // Timers may be early by a moment; one that is a moment late finds the deadline passed. A claim that was not validated may
    // name no time, and does not wait.
    const timer = setTimeout(() => waiter.wake(), Math.max(1, Number.isNaN(waitMs) ? 0 : waitMs + 1));
    state.waiters.add(waiter);
    onGone(() => waiter.wake());
  });
}
