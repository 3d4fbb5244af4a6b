/** Reads a mapping of known fields out of an agent file, and says everything that is wrong with it. */
import { type Field, nearest } from './field.ts';
import type { FileFault } from './file-fault.ts';
import type { Located, LocatedEntry } from './located.ts';

const SHOWN_MAX = 100;

export type Values = { [name: string]: unknown };

/**
 * The values of the fields that are there and right. `nested` names the members that are read by someone else. Faults are
 * added to `faults`; where there is one the values are of no use.
 */
export function readMapping(
  located: Located,
  path: string,
  fields: Readonly<Record<string, Field>>,
  nested: readonly string[],
  faults: FileFault[],
): Values {
  const values: Values = {};
  const { entries } = located;
  if (!entries) {
    const [name = '', field] = Object.entries(fields)[0] ?? [];
    const corrected = `${path.split('.').at(-1) ?? ''}: { ${name}: ${field?.example ?? ''} }`;
    faults.push({ line: located.line, key: path, problem: `${shown(located)} is no mapping`, corrected });
    return values;
  }
  for (const [name, entry] of entries) {
    const field = fields[name];
    if (nested.includes(name)) continue;
    if (!field) faults.push(unknownKey(name, entry, path, [...Object.keys(fields), ...nested]));
    else if (field.kind.accepts(entry.value)) values[name] = entry.value;
    else faults.push(wrongValue(name, entry, path, field));
  }
  for (const [name, { required, example, kind }] of Object.entries(fields)) {
    if (!required || entries.has(name)) continue;
    const problem = `is missing: ${kind.needed} is needed`;
    faults.push({ line: located.line, key: join(path, name), problem, corrected: `${name}: ${example}` });
  }
  return values;
}

/** The items of an optional sequence. */
export function readSequence(entry: LocatedEntry | undefined, path: string, faults: FileFault[]): readonly Located[] {
  if (!entry) return [];
  if (entry.items) return entry.items;
  faults.push({ line: entry.line, key: path, problem: `${shown(entry)} is no list: each item begins with "- "` });
  return [];
}

export function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

/** A value as an error shows it: one line, not too long. */
export function shown({ source, value }: Located): string {
  const oneLine = source.replaceAll(/\s+/g, ' ').trim() || String(value);
  return oneLine.length > SHOWN_MAX ? `${oneLine.slice(0, SHOWN_MAX)}…` : oneLine;
}

function unknownKey(name: string, entry: LocatedEntry, path: string, known: readonly string[]): FileFault {
  const meant = nearest(name, known);
  const now = `${name}: ${shown(entry)}`;
  const fault: FileFault = { line: entry.keyLine, key: join(path, name), problem: '', now };
  if (meant === null) fault.problem = `is no key of this file; known here: ${known.join(', ')}`;
  else {
    fault.problem = `is no key of this file; ${meant} is`;
    fault.corrected = `${meant}: ${shown(entry)}`;
  }
  return fault;
}

function wrongValue(name: string, entry: LocatedEntry, path: string, { kind, example }: Field): FileFault {
  const problem = `${shown(entry) || 'nothing'} is not ${kind.needed}`;
  const corrected = `${name}: ${kind.meant(entry) ?? example}`;
  return { line: entry.line, key: join(path, name), problem, now: `${name}: ${shown(entry)}`, corrected };
}
