/** The optional file: one flat YAML mapping of settings. What it says is told with its line; what it means is not judged here. */
import { readFileSync } from 'node:fs';
import { isMap, isScalar, isSeq, LineCounter, type Pair, parseDocument } from 'yaml';
import { ConfigurationError } from './configuration-error.ts';

export interface FileEntry {
  /** The value as text; a list is written with commas between. Null where it is no value of a setting. */
  text: string | null;
  /** `file:line` */
  at: string;
}

/** The entries of the file by key, in their order. Throws ConfigurationError when there is no such file or no YAML in it. */
export function readConfigFile(file: string): Map<string, FileEntry> {
  const lines = new LineCounter();
  const document = parseDocument(read(file), { lineCounter: lines, prettyErrors: false });
  const at = (offset: number) => `${file}:${lines.linePos(offset).line}`;
  const faults = document.errors.map(({ pos, message }) => ({
    at: at(pos[0]),
    key: '',
    problem: `is no YAML here: ${message}`,
  }));
  if (faults.length > 0) throw new ConfigurationError(faults);
  const { contents } = document;
  if (contents === null) return new Map();
  if (!isMap(contents)) {
    const example = { problem: 'is no mapping of settings', corrected: 'port: 8080' };
    throw new ConfigurationError([{ at: `${file}:1`, key: 'the file', ...example }]);
  }
  return new Map(
    contents.items.map((pair) => {
      const { key } = pair as Pair;
      const offset = isScalar(key) ? key.range?.[0] : undefined;
      return [String(isScalar(key) ? key.value : key), { text: textOf(pair.value), at: at(offset ?? 0) }];
    }),
  );
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new ConfigurationError([{ key: file, problem: `cannot be read (${code})` }]);
  }
}

function textOf(value: unknown): string | null {
  if (value === null) return '';
  // As it is written: 08080 is not taken for 8080, nor 1e3 for a thousand.
  if (isScalar(value)) return value.value === null ? '' : (value.source ?? String(value.value));
  if (!isSeq(value)) return null;
  const items = value.items.map(textOf);
  return items.every((item) => item !== null && !item.includes(',')) ? items.join(',') : null;
}
