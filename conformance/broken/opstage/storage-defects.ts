/** What can be wrong with what is kept on disk, and found again after a stop or a crash. */
import { type OpstageDefect, row } from './opstage-defect.ts';

export const storageDefects = {
  'tokens-stored-as-they-are': row('secrets-hashed-at-rest', 'stores tokens as they are'),
  'writes-kept-for-later': row('crash-loses-nothing/kill-9', 'answers before it has written'),
  'audit-kept-for-later': row('crash-loses-nothing/kill-9', 'writes the audit log after the change'),
  'deadlines-passed-while-down': row('liveness/after-restart', 'counts the time in which it was down as silence'),
  'journal-of-reports': row('sensitive-dropped/config-storage', 'keeps a journal of reports as they came'),
  'journal-of-commands': row('payload-erased/storage', 'keeps a journal of commands as they came'),
  'token-logged': row('secrets-shown-once/log', 'logs the tokens it issues'),
} as const satisfies Record<string, OpstageDefect>;
