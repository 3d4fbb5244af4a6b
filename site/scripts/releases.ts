/**
 * What each released version of the contract required, one file a version in releases/: the id of every requirement, its
 * level, and a hash of its English sentence. Written once when a version is released, never changed after; the changelog
 * is the difference between one and the next.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { contract, requirements } from 'capsule-contract';
import type { RequirementEntry } from 'capsule-contract/types';
import { sourceHash } from './source-hash.ts';

export type Release = Record<string, { level: string; sentence: string }>;

export const releaseFolder = fileURLToPath(new URL('../releases/', import.meta.url));

/** Oldest first. */
export const releases: readonly { version: string; requirements: Release }[] = readdirSync(releaseFolder)
  .map((file) => ({
    version: file.replace(/\.json$/, ''),
    requirements: JSON.parse(readFileSync(join(releaseFolder, file), 'utf8')) as Release,
  }))
  .sort((one, other) => one.version.localeCompare(other.version, 'en', { numeric: true }));

/** What the contract requires now. */
export const requiredNow = (): Release =>
  Object.fromEntries(
    Object.values(requirements as Record<string, RequirementEntry>)
      .map((entry) => [entry.id, { level: entry.level, sentence: sourceHash(entry.sentence.en) }] as const)
      .sort(([one], [other]) => one.localeCompare(other, 'en')),
  );

export interface Difference {
  added: string[];
  changed: string[];
  removed: string[];
}

export function difference(before: Release, after: Release): Difference {
  return {
    added: Object.keys(after).filter((id) => before[id] === undefined),
    changed: Object.entries(after).flatMap(([id, { level, sentence }]) => {
      const old = before[id];
      return old === undefined || (old.level === level && old.sentence === sentence) ? [] : [id];
    }),
    removed: Object.keys(before).filter((id) => after[id] === undefined),
  };
}

/** Every version with what it brought, newest first; what is not released yet stands above them without a version. */
export function history(): { version: string | null; difference: Difference }[] {
  const steps = [...releases, { version: null, requirements: requiredNow() }].map(
    ({ version, requirements: after }, index) => ({
      version,
      difference: difference(releases[index - 1]?.requirements ?? {}, after),
    }),
  );
  const isEmpty = ({ added, changed, removed }: Difference): boolean =>
    added.length + changed.length + removed.length === 0;
  return steps.filter((step) => step.version !== null || !isEmpty(step.difference)).reverse();
}

export const releasedVersion: string = contract.version;
