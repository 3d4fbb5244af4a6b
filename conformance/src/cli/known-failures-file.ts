/** The file of known failures: a YAML list of entries, each with a check, a reason, a link and a last day. */
import { existsSync, writeFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import type { KnownFailure } from '../runner/known-failures.ts';
import { didYouMean } from './nearest-name.ts';
import { readText } from './read-text.ts';
import { UsageError } from './usage-error.ts';
import { writableFile } from './writable-place.ts';

const heading = `# Checks that may fail for now; read by capsule-conformance --known-failures.
# An entry that no longer fails, that the kit does not know, or whose day is over makes the run red.
`;

/** A file that will be written anew may be missing. */
export function readKnownFailures(file: string, isUpdated: boolean): KnownFailure[] {
  if (isUpdated) writableFile('The known failures', file);
  if (isUpdated && !existsSync(file)) return [];
  const text = readText('The known failures', file);
  let content: unknown;
  try {
    content = parse(text) ?? [];
  } catch (cause) {
    const [reason] = (cause instanceof Error ? cause.message : String(cause)).split('\n');
    throw new UsageError(`The known failures ${file} cannot be read: ${reason?.replace(/:$/, '')}.`);
  }
  if (!Array.isArray(content)) throw new UsageError(`The known failures ${file} must be a list of entries.`);
  const entries = content.map((entry: unknown, index) => parsedEntry(entry, `${file}, entry ${index + 1}`));
  const twice = entries.find(({ check }, index) => entries.findIndex((one) => one.check === check) !== index);
  if (twice) throw new UsageError(`${file} names ${twice.check} twice.`);
  return entries;
}

export function writeKnownFailures(file: string, entries: readonly KnownFailure[]): void {
  const body = entries.length === 0 ? '[]\n' : stringify(entries, { lineWidth: 120 });
  writeFileSync(file, `${heading}\n${body}`);
}

const members = ['check', 'reason', 'link', 'expires'];

function parsedEntry(entry: unknown, where: string): KnownFailure {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) {
    throw new UsageError(`${where}: an entry has the members ${members.join(', ')}.`);
  }
  const { check, reason, link = null, expires, ...unknown } = entry as Record<string, unknown>;
  const [stray] = Object.keys(unknown);
  if (stray !== undefined) {
    const hint = didYouMean(stray, members);
    throw new UsageError(`${where}: ${stray} is no member of an entry; ${members.join(', ')} are.${hint}`);
  }
  if (typeof check !== 'string' || check === '') throw new UsageError(`${where}: check must name a check.`);
  if (typeof reason !== 'string' || reason === '') throw new UsageError(`${where} (${check}): reason must be a text.`);
  if (link !== null && typeof link !== 'string') throw new UsageError(`${where} (${check}): link must be a text.`);
  if (typeof expires !== 'string' || !isDay(expires)) {
    const given = typeof expires === 'string' ? `, not ${expires}` : '';
    throw new UsageError(`${where} (${check}): expires must be a day as YYYY-MM-DD${given}.`);
  }
  return { check, reason, link, expires };
}

function isDay(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
  // Of 31 February the parser makes 3 March.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
