/** Wake-ups within one process: a counter a topic and the promises that wait for it to move. */
import type { WakeUps } from './ports/wake-ups.ts';

export function inProcessWakeUps(): WakeUps {
  const generations = new Map<string, number>();
  const waiting = new Map<string, Set<() => void>>();
  let closed = false;

  const wake = (topic: string) => {
    for (const resolve of [...(waiting.get(topic) ?? [])]) resolve();
  };

  return {
    generation: (topic) => generations.get(topic) ?? 0,
    notify(topic) {
      generations.set(topic, (generations.get(topic) ?? 0) + 1);
      wake(topic);
    },
    changed(topic, seen, waitMs, signal) {
      if (closed || signal.aborted || (generations.get(topic) ?? 0) !== seen) return Promise.resolve();
      return new Promise((resolve) => {
        const waiters = waiting.get(topic) ?? new Set();
        waiting.set(topic, waiters);
        const end = () => {
          clearTimeout(timer);
          signal.removeEventListener('abort', end);
          waiters.delete(end);
          if (waiters.size === 0) waiting.delete(topic);
          resolve();
        };
        const timer = setTimeout(end, waitMs);
        signal.addEventListener('abort', end, { once: true });
        waiters.add(end);
      });
    },
    close() {
      closed = true;
      for (const topic of [...waiting.keys()]) wake(topic);
    },
    get closed() {
      return closed;
    },
  };
}
