/**
 * How good the judge is: what the last published run of the matrix said, in which deliberately wrong implementations are
 * held against the checks. It is read from the package itself, which may not have it, and counts only for the text of the
 * contract it was made against.
 */
import { readFileSync } from 'node:fs';
import { contract } from 'capsule-contract';

/** The part of `matrix.schema.json` that is told on. */
export interface PublishedMatrix {
  role: 'opstage' | 'agent';
  contract: { version: string; hash: string };
  seeds: string[];
  score: { defects: number; killed: number; checks: number; medianMessages: number };
  survivors: string[];
  useless: string[];
}

export interface KitScore {
  /** Deliberately wrong implementations, one defect each. */
  defects: number;
  /** How many of them the checks of their requirement caught, in nine of ten seeds. */
  killed: number;
  seeds: number;
}

/** Null where none is published for this contract. */
export function publishedMatrix(role: 'opstage' | 'agent'): PublishedMatrix | null {
  try {
    const place = import.meta.resolve(`capsule-conformance/results/matrix-${role}.json`);
    const matrix: PublishedMatrix = JSON.parse(readFileSync(new URL(place), 'utf8'));
    return matrix.contract.hash === contract.hash ? matrix : null;
  } catch {
    return null;
  }
}

export function kitScore(role: 'opstage' | 'agent'): KitScore | null {
  const matrix = publishedMatrix(role);
  return matrix && { defects: matrix.score.defects, killed: matrix.score.killed, seeds: matrix.seeds.length };
}
