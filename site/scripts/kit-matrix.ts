/** The published matrices of the kit: which deliberately wrong implementation is caught by which check. */
import { existsSync } from 'node:fs';
import type { RequirementId } from 'capsule-contract/types';
import { kitFile, kitFilePath, type Role } from './kit-checks.ts';

/** One deliberately wrong implementation; the names are those of `matrix.schema.json` of the kit. */
export interface MatrixRow {
  defect: string;
  requirement: RequirementId;
  /** Completes the sentence "this implementation …". */
  wrong: string;
  isKilled: boolean;
  /** Those that caught it, with the messages of the exchange that shows it. */
  checks: readonly { check: string; killed: number; messages: number | null }[];
}

export interface KitMatrix {
  role: Role;
  depth: string;
  seeds: readonly string[];
  score: { defects: number; killed: number; checks: number; medianMessages: number };
  rows: readonly MatrixRow[];
}

export const matrices: readonly KitMatrix[] = (['opstage', 'agent'] as const).flatMap((role) => {
  const path = `results/matrix-${role}.json`;
  return existsSync(kitFilePath(path)) ? [JSON.parse(kitFile(path)) as KitMatrix] : [];
});

export const brokenOf = (role: Role, id: RequirementId): readonly MatrixRow[] =>
  matrices
    .filter((matrix) => matrix.role === role)
    .flatMap(({ rows }) => rows.filter(({ requirement }) => requirement === id));
