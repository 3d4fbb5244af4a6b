/**
 * Compares `translations/` with the sentences readers are shown: one that has no Chinese, a Chinese text nothing uses any
 * more, and code that was lost or altered on the way. An English sentence that changed is seen as one of each.
 */
import { contractOf } from './contract.ts';
import type { ContractSource } from './contract-source.ts';
import { asObject, asText, isObject, readContractSource } from './contract-source.ts';
import { specRoot } from './generated-files.ts';
import { envelopeDescription } from './schema-set.ts';

/** Where a schema holds values or names instead of schemas. */
const values = new Set(['const', 'default', 'enum']);
const named = new Set(['properties', '$defs']);

function* descriptionsIn(schema: unknown): Generator<string> {
  if (Array.isArray(schema)) for (const item of schema) yield* descriptionsIn(item);
  if (!isObject(schema)) return;
  if (typeof schema.description === 'string') yield schema.description;
  for (const [keyword, member] of Object.entries(schema)) {
    if (values.has(keyword)) continue;
    if (named.has(keyword)) for (const inner of Object.values(asObject(member, keyword))) yield* descriptionsIn(inner);
    else yield* descriptionsIn(member);
  }
}

/** Sentences by the place where the first of them stands. */
function sentences(source: ContractSource): Map<string, string> {
  const { operations, schemas } = contractOf(source);
  const found = new Map<string, string>();
  const add = (sentence: string, place: string) => found.has(sentence) || found.set(sentence, place);
  for (const [type, schema] of schemas) for (const sentence of descriptionsIn(schema)) add(sentence, `type ${type}`);
  for (const [name, parameter] of Object.entries(source.openapi.parameters)) {
    add(asText(asObject(parameter, name).description, `description of ${name}`), `parameter ${name}`);
  }
  for (const { operationId, description } of operations) add(description, `operation ${operationId}`);
  for (const part of source.asyncapi.parts) {
    for (const [key, message] of Object.entries(asObject(part.messages ?? {}, 'messages'))) {
      add(asText(asObject(message, key).summary, `summary of ${key}`), `message ${key}`);
    }
  }
  for (const { data } of operations) if (data !== null) found.delete(envelopeDescription(data).en);
  return found;
}

const codeIn = (text: string): string => (text.match(/`[^`]*`/g) ?? []).sort().join(' ');

/** One line per fault, empty when there is none. */
export function translationFaults(source: ContractSource): string[] {
  const shown = sentences(source);
  return [
    ...[...shown]
      .filter(([sentence]) => !source.chinese.has(sentence))
      .map(([sentence, place]) => `${place} has no Chinese: ${sentence}`),
    ...[...source.chinese.keys()]
      .filter((sentence) => !shown.has(sentence))
      .map((sentence) => `nothing says this any more: ${sentence}`),
    ...[...source.chinese]
      .filter(([sentence, text]) => codeIn(sentence) !== codeIn(text))
      .map(([sentence, text]) => `other code in the Chinese: ${sentence} → ${text}`),
  ];
}

if (import.meta.main) {
  const faults = translationFaults(readContractSource(specRoot));
  if (faults.length === 0) console.log('translations/zh-CN.yaml has a text for every sentence');
  else console.error([...faults, 'Mend spec/translations/zh-CN.yaml, then run: npm run generate'].join('\n'));
  process.exitCode = faults.length === 0 ? 0 : 1;
}
