/**
 * Wake-ups across processes: what one of them tells those that wait in it, it tells the others too. A word can be lost
 * with a process that ends between its commit and saying it, or with the line; so nobody waits without looking again.
 */
import type { WakeUps } from '../app/ports/wake-ups.ts';
import type { PostgresLine } from './postgres-line.ts';

/** Longest time between two looks while the line is open, and while it is not. */
const lookMs = 15_000;
const deafLookMs = 1_000;

export interface LocalWakeUps extends WakeUps {
  /** As if every topic had changed. */
  notifyAll(): void;
}

export function postgresWakeUps(line: PostgresLine, local: LocalWakeUps): WakeUps {
  line.listen(local.notify, local.notifyAll);
  return {
    generation: local.generation,
    notify(topic) {
      local.notify(topic);
      line.say(topic);
    },
    changed: (topic, seen, waitMs, signal) =>
      local.changed(topic, seen, Math.min(waitMs, line.open ? lookMs : deafLookMs), signal),
    close: local.close,
    get closed() {
      return local.closed;
    },
  };
}
