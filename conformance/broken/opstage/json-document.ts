/**
 * Reads a request body as JSON, stricter than `JSON.parse`: a member given twice and a document nested too deeply are
 * refused, and integers that a double cannot hold are reported with their place.
 */
import { documentMembers } from 'capsule-contract/without-nulls';
import { defect } from './defects.ts';

/** Null is no JSON. */
export type JsonDocument = { value: unknown; unsafeIntegers: string[] } | 'too deep' | null;

interface Level {
  /** Member names so far; null for a list. */
  names: Set<string> | null;
  /** The member or index that is being read. */
  place: string;
  /** Inside a document that belongs to somebody else. */
  foreign: boolean;
}

const token = /"[^"\\]*(?:\\.[^"\\]*)*"|[[\]{},:]|[-+.\w]+/gs;

export function readJson(bytes: Uint8Array, depthMax: number): JsonDocument {
  let text: string;
  let value: unknown;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const levels: Level[] = [];
  const unsafeIntegers: string[] = [];
  let key: string | null = null;
  for (const [word] of text.matchAll(token)) {
    const level = levels.at(-1);
    if (word === '{' || word === '[') {
      const foreign =
        level !== undefined && (level.foreign || (level.names !== null && documentMembers.has(level.place)));
      levels.push({ names: word === '{' ? new Set() : null, place: word === '{' ? '' : '0', foreign });
      if (levels.length > depthMax) return 'too deep';
    } else if (word === '}' || word === ']') {
      levels.pop();
    } else if (word === ',') {
      if (level && level.names === null) level.place = String(Number(level.place) + 1);
    } else if (word === ':') {
      if (!level?.names || key === null) return null;
      if (level.names.has(key) && !defect('duplicate-members-taken')) return null;
      level.names.add(key);
      level.place = key;
    } else if (word.startsWith('"')) {
      key = JSON.parse(word) as string;
    } else if (/^-?\d+$/.test(word) && !Number.isSafeInteger(Number(word))) {
      const ofOthers = level && (level.foreign || documentMembers.has(level.place));
      if (!ofOthers) unsafeIntegers.push(levels.map(({ place }) => `/${place}`).join(''));
    }
  }
  return { value, unsafeIntegers };
}
