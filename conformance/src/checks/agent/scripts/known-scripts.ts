/** Scripts that once found a bug in an agent taken for right; a campaign plays them before those it draws. */
import type { Script } from './script-operation.ts';

export const knownScripts: readonly Script[] = [
  // Delivered again while its result is being answered: the answer to the older delivery settles nothing for the newer.
  [
    { op: 'strike', on: 'commandResult', fault: 'slow-answer', skip: 0 },
    { op: 'assign', job: 1, action: 'touch' },
    { op: 'reach', job: 1, point: 'result' },
    { op: 'redeliver', job: 1 },
  ],
];
