/** Wake-ups within one process: a counter an agent and the promises that wait for it to move. */
import type { WakeUps } from './ports/wake-ups.ts';

export function inProcessWakeUps(): WakeUps {
  const generations = new Map<string, number>();
  const waiting = new Map<string, Set<() => void>>();
  let closed = false;

  const wake = (agentId: string) => {
    for (const resolve of [...(waiting.get(agentId) ?? [])]) resolve();
  };

  return {
    generation: (agentId) => generations.get(agentId) ?? 0,
    notify(agentId) {
      generations.set(agentId, (generations.get(agentId) ?? 0) + 1);
      wake(agentId);
    },
    changed(agentId, seen, waitMs, signal) {
      if (closed || signal.aborted || (generations.get(agentId) ?? 0) !== seen) return Promise.resolve();
      return new Promise((resolve) => {
        const waiters = waiting.get(agentId) ?? new Set();
        waiting.set(agentId, waiters);
        const end = () => {
          clearTimeout(timer);
          signal.removeEventListener('abort', end);
          waiters.delete(end);
          if (waiters.size === 0) waiting.delete(agentId);
          resolve();
        };
        const timer = setTimeout(end, waitMs);
        signal.addEventListener('abort', end, { once: true });
        waiters.add(end);
      });
    },
    close() {
      closed = true;
      for (const agentId of [...waiting.keys()]) wake(agentId);
    },
    get closed() {
      return closed;
    },
  };
}
