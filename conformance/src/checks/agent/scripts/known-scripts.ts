/** Scripts that once found a bug in an agent; a campaign plays those of its kind before those it draws. */
import type { Script } from './script-operation.ts';

export const knownScripts: readonly Script[] = [
  // The connection breaks under a result: it is sent again.
  [
    { op: 'strike', on: 'commandResult', fault: 'reset', skip: 0 },
    { op: 'assign', job: 1, action: 'touch' },
  ],
  // Delivered again while its result is being answered: the answer to the older delivery settles nothing for the newer.
  [
    { op: 'strike', on: 'commandResult', fault: 'slow-answer', skip: 0 },
    { op: 'assign', job: 1, action: 'touch' },
    { op: 'reach', job: 1, point: 'result' },
    { op: 'redeliver', job: 1 },
  ],
  // Delivered again once it began: a delivery is no other command.
  [
    { op: 'assign', job: 1, action: 'touch' },
    { op: 'reach', job: 1, point: 'effect' },
    { op: 'redeliver', job: 1 },
  ],
  // Cancelled while it runs: its end is told like every other.
  [
    { op: 'assign', job: 1, action: 'nap' },
    { op: 'reach', job: 1, point: 'ack' },
    { op: 'cancel', job: 1 },
  ],
];
