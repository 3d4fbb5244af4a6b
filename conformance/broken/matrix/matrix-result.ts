/** What a run of the matrix found, as it is published: which defect is killed by which check, how often, shown how shortly. */
import { contract, requirements } from 'capsule-contract';
import type { RequirementId } from 'capsule-contract/types';
import type { Defect } from '../defect.ts';
import type { CheckSaid } from './row-run.ts';

export interface MatrixKill {
  check: string;
  /** In how many of the seeds. */
  killed: number;
  /** Messages that show it, at most over the seeds. */
  messages: number;
}

export interface MatrixRow {
  defect: string;
  requirement: string;
  level: string;
  /** Completes "this implementation …". */
  wrong: string;
  /** In how many of the seeds some check of the defect's own requirement failed. */
  killed: number;
  /** In at least nine of ten seeds. */
  isKilled: boolean;
  checks: MatrixKill[];
}

export interface MatrixResult {
  role: 'opstage' | 'agent';
  contract: { version: string; hash: string };
  depth: string;
  seeds: string[];
  durationMs: number;
  score: { defects: number; killed: number; checks: number; medianMessages: number };
  survivors: string[];
  /** Defects whose checks are no part of a quick run: not killed, and no survivors either. Absent when there are none. */
  leftToStandard?: string[];
  /** Checks that are meant to catch a defect and caught none. */
  useless: string[];
  rows: MatrixRow[];
}

export interface RowFacts {
  defect: string;
  facts: Defect;
  /** By seed. */
  said: readonly (readonly CheckSaid[])[];
}

export function matrixResult(
  found: readonly RowFacts[],
  run: Pick<MatrixResult, 'role' | 'depth' | 'seeds' | 'durationMs'>,
): MatrixResult {
  const rows = found.map((one) => rowOf(one, run.seeds.length)).sort((a, b) => (a.defect < b.defect ? -1 : 1));
  const caught = new Map<string, number>();
  for (const { checks } of rows) for (const { check, killed } of checks) add(caught, check, killed);
  const shortest = rows.flatMap(({ checks }) => {
    const lengths = checks.filter(({ killed }) => killed > 0).map(({ messages }) => messages);
    return lengths.length > 0 ? [Math.min(...lengths)] : [];
  });
  const unasked = (one: RowFacts) => run.depth === 'quick' && one.said.every((said) => said.length === 0);
  const left = found.filter(unasked).map(({ defect }) => defect);
  return {
    role: run.role,
    contract: { version: contract.version, hash: contract.hash },
    depth: run.depth,
    seeds: run.seeds,
    durationMs: Math.round(run.durationMs),
    score: {
      defects: rows.length,
      killed: rows.filter(({ isKilled }) => isKilled).length,
      checks: [...caught.values()].filter((count) => count > 0).length,
      medianMessages: shortest.sort((a, b) => a - b)[Math.floor(shortest.length / 2)] ?? 0,
    },
    survivors: rows.filter(({ isKilled, defect }) => !isKilled && !left.includes(defect)).map(({ defect }) => defect),
    ...(left.length > 0 ? { leftToStandard: left } : {}),
    useless: [...caught].filter(([, count]) => count === 0).map(([check]) => check),
    rows,
  };
}

function rowOf({ defect, facts, said }: RowFacts, seeds: number): MatrixRow {
  const { requirement, wrong } = facts;
  const ids = [...new Set(said.flat().map(({ id }) => id))].sort();
  const failed = (one: CheckSaid) => one.verdict === 'failed';
  const checks = ids.map((check): MatrixKill => {
    const kills = said.flat().filter((one) => one.id === check && failed(one));
    return { check, killed: kills.length, messages: Math.max(0, ...kills.map(({ messages }) => messages)) };
  });
  const isOwn = ({ id }: CheckSaid) => id === requirement || id.startsWith(`${requirement}/`);
  const killed = said.filter((one) => one.some((check) => isOwn(check) && failed(check))).length;
  return {
    defect,
    requirement,
    level: requirements[requirement as RequirementId].level,
    wrong,
    killed,
    isKilled: killed >= Math.ceil(seeds * 0.9),
    checks,
  };
}

function add(counts: Map<string, number>, name: string, count: number): void {
  counts.set(name, (counts.get(name) ?? 0) + count);
}
