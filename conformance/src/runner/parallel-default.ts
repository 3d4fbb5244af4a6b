/**
 * How many checks are at work at once unless said otherwise. More of them make no Opstage quicker, only every answer later,
 * and what races a duration of the Opstage then misses it. Of agents each check has some of its own, which mostly wait:
 * sixteen per processor keep them busy without making them late.
 */
import { availableParallelism } from 'node:os';

export const parallelDefault = { opstage: 8, agent: Math.min(32, 16 * availableParallelism()) } as const;
