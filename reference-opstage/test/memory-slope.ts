/** How the memory of a driven process grows, looked at once a second. */
import { readFileSync } from 'node:fs';
import type { OpstageProcess } from './opstage-process.ts';

export interface MemoryFigures {
  /** Megabytes resident at most, and by how many they rose a minute in the second half. */
  memoryMbMax: number;
  memoryMbPerMinute: number;
  /** Megabytes in use at the middle and at the end, after what was not used any more had been collected. */
  heapMbMiddle: number;
  heapMbEnd: number;
}

export interface MemorySlope {
  /** Looks no more; null where there was too little to see. */
  stop(): MemoryFigures | null;
}

const heapEvery = 5;

export function memorySlope({ child, output }: OpstageProcess): MemorySlope {
  const resident: number[] = [];
  const timer = setInterval(() => {
    try {
      const [, kilobytes] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8')) ?? [];
      if (kilobytes !== undefined) resident.push(Number(kilobytes) / 1024);
      if (resident.length % heapEvery === 0) child.stdin?.write('heap\n');
    } catch {
      // Only Linux tells it, and only of who lives.
    }
  }, 1_000);
  return {
    stop() {
      clearInterval(timer);
      const late = resident.slice(Math.floor(resident.length / 2));
      const heap = [...output().matchAll(/^heap (\d+)$/gm)].map(([, bytes]) => Number(bytes) / 2 ** 20);
      if (late.length < 2 || heap.length < 2) return null;
      const round = (megabytes = 0) => Math.round(megabytes * 10) / 10;
      return {
        memoryMbMax: round(Math.max(...resident)),
        memoryMbPerMinute: round(slope(late) * 60),
        heapMbMiddle: round(heap[Math.floor(heap.length / 2)]),
        heapMbEnd: round(heap.at(-1)),
      };
    },
  };
}

/** Of the straight line that fits best. */
function slope(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  let above = 0;
  let below = 0;
  for (const [index, value] of values.entries()) {
    above += (index - middle) * (value - mean);
    below += (index - middle) ** 2;
  }
  return above / below;
}
