/** What only shows when calls meet within a moment: something is looked at, a while passes, and it is acted upon. */
import { type OpstageDefect, row } from './opstage-defect.ts';

export const raceDefects = {
  'claimed-after-a-wait': row('claim-exclusive/soak', 'looks for commands, waits, and delivers them'),
  'acknowledged-after-a-wait': row('ack-idempotent/soak', 'judges an ack, waits, and starts the command once more'),
  'concluded-after-a-wait': row('result-once/soak', 'judges a result, waits, and records it beside another'),
  'cancel-asked-after-a-wait': row('cancel/soak', 'looks whether a cancellation was asked for, waits, and asks'),
  'event-lost-in-a-crowd': row(
    'audit-complete/soak',
    'drops the audit event of a change made in the same moment as another',
  ),
  'owners-counted-before-a-wait': row('last-owner/race', 'counts the owners, waits, and demotes one'),
} as const satisfies Record<string, OpstageDefect>;
