/** Keeps what there is in one file, written whole before a change is answered, so that a crash finds the old or the new. */
import { appendFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { defect } from './defects.ts';
import type { State } from './state.ts';

/** What is not kept: what belongs to this process, and what is configured. */
const passing = new Set<keyof State>([
  ...(['limits', 'now', 'waiters', 'feedListeners', 'streams', 'sessionsOfAgents'] as const),
  ...(['profiles', 'startedAt', 'altered', 'keep', 'log'] as const),
]);

export interface Store {
  /** Puts what was kept into the state; false when there was nothing. */
  load(state: State): boolean;
  save(state: State): void;
  /** A line of the journal, for what is kept beside the state. */
  note(text: string): void;
}

export function openStore(folder: string): Store {
  const file = join(folder, 'opstage.data');
  return {
    load(state) {
      if (!existsSync(file)) return false;
      const kept = deserialize(readFileSync(file)) as Partial<State>;
      Object.assign(state, kept, defect('feed-forgotten-at-a-stop') ? { feed: [] } : {});
      return true;
    },
    save(state) {
      const kept = Object.fromEntries(Object.entries(state).filter(([name]) => !passing.has(name as keyof State)));
      writeFileSync(`${file}.new`, serialize(kept));
      renameSync(`${file}.new`, file);
    },
    note(text) {
      appendFileSync(join(folder, 'journal.log'), `${text}\n`);
    },
  };
}
