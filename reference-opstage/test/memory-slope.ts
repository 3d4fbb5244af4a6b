/** How the memory of a process grows, looked at once a second. */
import { readFileSync } from 'node:fs';

export interface MemorySlope {
  /** Megabytes resident at most, and by how many they rose a minute in the second half; null where that cannot be seen. */
  stop(): { memoryMbMax: number; memoryMbPerMinute: number } | null;
}

export function memorySlope(pid: number): MemorySlope {
  const seen: number[] = [];
  const timer = setInterval(() => {
    try {
      const [, kilobytes] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
      if (kilobytes !== undefined) seen.push(Number(kilobytes) / 1024);
    } catch {
      // Only Linux tells it, and only of who lives.
    }
  }, 1_000);
  return {
    stop() {
      clearInterval(timer);
      const late = seen.slice(Math.floor(seen.length / 2));
      if (late.length < 2) return null;
      const round = (megabytes: number) => Math.round(megabytes * 10) / 10;
      return { memoryMbMax: round(Math.max(...seen)), memoryMbPerMinute: round(slope(late) * 60) };
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
