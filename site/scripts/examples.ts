/** Example documents: those of the contract, and the envelopes around them, which have no files of their own. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { definitions, referencedType } from './json-schema.ts';

const folder = fileURLToPath(new URL('./examples/', import.meta.resolve('capsule-contract/package.json')));
const wanted = 400;

/** The fullest example that is still read at a glance; of long ones the shortest. Null where a type has none. */
export const exampleOf = (type: string): unknown => chosenExample(type, wanted);

export const shortestExampleOf = (type: string): unknown => chosenExample(type, 0);

function chosenExample(type: string, wanted: number): unknown {
  const texts = exampleFiles(type).map((file) => readFileSync(`${folder}${type}/valid/${file}`, 'utf8'));
  texts.sort((a, b) => a.length - b.length);
  const chosen = texts.findLast((text) => text.length <= wanted) ?? texts[0];
  if (chosen !== undefined) return JSON.parse(chosen);
  return envelopeExample(type);
}

function exampleFiles(type: string): string[] {
  try {
    const files = readdirSync(`${folder}${type}/valid`).sort();
    // What lies on a bound is there for validators; a reader learns more from an ordinary one.
    const ordinary = files.filter((file) => !file.startsWith('boundary-'));
    return ordinary.length > 0 ? ordinary : files;
  } catch {
    return [];
  }
}

function envelopeExample(type: string): unknown {
  const { properties } = definitions[type] ?? {};
  if (properties?.success === undefined) return null;
  if (properties.pagination === undefined)
    return { success: true, data: exampleOf(referencedType(properties.data) ?? '') };
  return {
    success: true,
    data: [exampleOf(referencedType(properties.data?.items) ?? '')],
    pagination: { page: 1, pageSize: 20, total: 1 },
  };
}

/** Indented, but a short list of plain values stays on its line. */
export const json = (value: unknown): string =>
  JSON.stringify(value, null, 2).replace(
    /\[\n\s+([^[\]{}]{1,80}?)\n\s+\]/g,
    (_, items: string) => `[${items.replace(/\n\s+/g, ' ')}]`,
  );
