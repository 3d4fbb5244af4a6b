/** Wake-ups within one process: a counter a topic and the promises that wait for it to move. */
import type { WakeUps } from './ports/wake-ups.ts';

export interface InProcessWakeUps extends WakeUps {
  /** As if every topic had changed. */
  notifyAll(): void;
}

export function inProcessWakeUps(): InProcessWakeUps {
  const generations = new Map<string, number>();
  /** Changes of every topic at once. */
  let common = 0;
  const waiting = new Map<string, Set<() => void>>();
  let closed = false;

  const wake = (topic: string) => {
    for (const resolve of [...(waiting.get(topic) ?? [])]) resolve();
  };

  const generation = (topic: string) => (generations.get(topic) ?? 0) + common;
  const wakeAll = () => {
    for (const topic of [...waiting.keys()]) wake(topic);
  };

  return {
    generation,
    notify(topic) {
      generations.set(topic, (generations.get(topic) ?? 0) + 1);
      wake(topic);
    },
    changed(topic, seen, waitMs, signal) {
      if (closed || signal.aborted || generation(topic) !== seen) return Promise.resolve();
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
    notifyAll() {
      common += 1;
      wakeAll();
    },
    close() {
      closed = true;
      wakeAll();
    },
    get closed() {
      return closed;
    },
  };
}
