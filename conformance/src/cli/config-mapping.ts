/** A YAML mapping whose entries know the line they stand on, so that a fault can be shown where it is. */
import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import { readText } from './read-text.ts';
import { UsageError } from './usage-error.ts';

export interface ConfigEntry {
  key: string;
  /** Numbers are texts as typed: a seed of 7e3 is not 7000. */
  value: unknown;
  /** The entries of a value that is itself a mapping, or empty; null where it is neither. */
  inner: ConfigEntry[] | null;
  /** As `file:line`. */
  place: string;
  /** The value as it was typed. */
  typed: string;
  /** The value stands below its key, one part a line. */
  isBlock: boolean;
}

export function readConfigMapping(file: string): ConfigEntry[] {
  const text = readText('The configuration', file);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [error] = document.errors;
  if (error) {
    const [reason = ''] = error.message.split('\n');
    throw new UsageError(`The configuration ${file} cannot be read: ${reason.replace(/:$/, '')}.`);
  }
  const entriesOf = (node: unknown): ConfigEntry[] | null => {
    if (isEmpty(node)) return [];
    if (!isMap(node)) return null;
    return node.items.map(({ key, value }) => {
      const [from = 0, to = from] = rangeOf(value);
      return {
        key: String(contentOf(key, document)),
        value: contentOf(value, document),
        inner: entriesOf(isAlias(value) ? value.resolve(document) : value),
        place: `${file}:${lines.linePos(rangeOf(key)[0] ?? 0).line}`,
        typed: text.slice(from, to).trim(),
        isBlock: (isMap(value) || isSeq(value)) && value.flow !== true,
      };
    });
  };
  const entries = entriesOf(document.contents);
  if (entries === null) throw new UsageError(`The configuration ${file} must be a mapping of option names to values.`);
  return entries;
}

function isEmpty(node: unknown): boolean {
  return node === null || node === undefined || (isScalar(node) && node.value === null);
}

function rangeOf(node: unknown): readonly number[] {
  return (node as { range?: readonly number[] | null } | null)?.range ?? [];
}

function contentOf(node: unknown, document: Document.Parsed): unknown {
  if (isAlias(node)) return contentOf(node.resolve(document), document);
  if (isScalar(node)) return typeof node.value === 'number' ? (node.source ?? String(node.value)) : node.value;
  if (isSeq(node)) return node.items.map((item) => contentOf(item, document));
  return isMap(node) ? node.toJS(document) : null;
}
