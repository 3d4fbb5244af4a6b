/** What a benchmark is, and what it finds. */
import type { Plot } from './plot.ts';

export interface Bench {
  name: string;
  /** One line for the list of benchmarks. */
  about: string;
  run(context: BenchContext): Promise<Finding>;
}

export interface BenchContext {
  /** Longer and larger: what the published figures are taken with. */
  full: boolean;
  /** One line that says what is going on; the next replaces it on a terminal. */
  progress(line: string): void;
  /** An empty folder for databases and the like; it is removed afterwards. */
  folder: string;
}

export interface Finding {
  figures: Figure[];
  plots: Plot[];
  /** What a reader of the figures has to know: limits found, where it breaks and why. */
  notes: string[];
}

export interface Figure {
  name: string;
  unit: string;
  samples: readonly number[];
  /** Taken in the same run, sample beside sample. */
  baseline?: { name: string; samples: readonly number[] };
  /** What the project aims at, for the reader to compare; nothing fails by it. */
  goal?: string;
}
