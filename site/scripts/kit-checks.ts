/** The checks of the conformance kit, as the kit itself lists them: it is started as a reader would start it. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RequirementId } from 'capsule-contract/types';

export type Role = 'agent' | 'opstage';

export interface KitCheck {
  id: string;
  title: string;
  /** What is sent and what is expected. */
  how: string;
  /** What it needs of the run or of the subject beyond a first answer. */
  needs: readonly string[];
  profile: string;
  /** The least depth at which a run has it. */
  since: string;
}

/** A requirement on one role, with the checks that prove it or the reason why there is none. */
export interface KitEntry {
  requirement: RequirementId;
  role: Role;
  level: string;
  profile: string;
  excluded: string | null;
  checks: readonly KitCheck[];
}

const manifest = fileURLToPath(import.meta.resolve('capsule-conformance/package.json'));

/** Files that the kit has beside its program. */
export const kitFilePath = (path: string): string => join(dirname(manifest), path);
export const kitFile = (path: string): string => readFileSync(kitFilePath(path), 'utf8');

const { bin } = JSON.parse(readFileSync(manifest, 'utf8')) as { bin: Record<string, string> };
const program = join(dirname(manifest), bin['capsule-conformance'] ?? '');

/** In the order of the kit's own list. */
export const kitEntries = JSON.parse(
  execFileSync(process.execPath, [program, 'list', '--json'], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }),
) as readonly KitEntry[];

export const kitEntriesOf = (id: RequirementId): readonly KitEntry[] =>
  kitEntries.filter(({ requirement }) => requirement === id);

export const checkCount = (entries: readonly KitEntry[]): number =>
  entries.reduce((sum, { checks }) => sum + checks.length, 0);
