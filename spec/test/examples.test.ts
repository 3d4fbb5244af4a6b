/**
 * Every named type has examples, and every example does what its place and its fault claim. The judge is plain Ajv over
 * the hand-written schemas, not the compiled validators, so that a fault of the generators cannot hide here.
 */
import { join } from 'node:path';
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { asObject, catalogueEntries, readContractSource } from '../scripts/contract-source.ts';
import { asDefinitions, buildSchemaSet } from '../scripts/schema-set.ts';
import { exampleFolders, exampleTypes, invalidExamples, validExamples } from './example-files.ts';

const source = readContractSource(join(import.meta.dirname, '..'));
const ajv = new Ajv2020({ allErrors: true, strict: false });
addFormats.default(ajv);
for (const annotation of ['int32', 'int64', 'double']) ajv.addFormat(annotation, true);
ajv.addSchema({ $id: 'contract', $defs: asDefinitions(buildSchemaSet(source, [])) });

const types = [...source.schemas.keys()].sort();

function errorsOf(type: string, value: unknown): ErrorObject[] {
  const validate = ajv.getSchema(`contract#/$defs/${type}`);
  if (!validate) throw new Error(`there is no type ${type}`);
  return validate(value) ? [] : [...(validate.errors ?? [])];
}

const places = (errors: readonly ErrorObject[]) => errors.map((error) => `${error.instancePath} ${error.keyword}`);

describe('the examples', () => {
  test('have one folder per named type and no other', () => {
    expect(exampleTypes()).toEqual(types);
  });

  test('lie in valid and invalid, in files named for their point', () => {
    for (const type of types) {
      expect(exampleFolders(type), type).toEqual(['invalid', 'valid']);
      for (const { file } of [...validExamples(type), ...invalidExamples(type)]) {
        expect(file).toMatch(/^[A-Za-z0-9]+\/(valid|invalid)\/[a-z0-9]+(-[a-z0-9]+)*\.json$/);
      }
    }
  });

  test('are at least one valid and two invalid for each type, none twice', () => {
    for (const type of types) {
      const valid = validExamples(type);
      const invalid = invalidExamples(type);
      expect(valid.length, `valid examples of ${type}`).toBeGreaterThanOrEqual(1);
      expect(invalid.length, `invalid examples of ${type}`).toBeGreaterThanOrEqual(2);
      const values = [...valid, ...invalid].map(({ value }) => JSON.stringify(value));
      expect(new Set(values).size, `different examples of ${type}`).toBe(values.length);
    }
  });

  test('of events carry exactly the members their event type lists', () => {
    const membersByType = new Map(catalogueEntries(source, 'event-types').map((entry) => [entry.type, entry.data]));
    for (const { file, value } of validExamples('CloudEvent')) {
      const event = asObject(value, file);
      const members = Object.keys(asObject(event.data, `data of ${file}`));
      expect(members.sort(), file).toEqual([...(membersByType.get(event.type) as string[])].sort());
    }
  });
});

describe.each(types)('%s', (type) => {
  test('accepts its valid examples', () => {
    for (const { file, value } of validExamples(type)) expect(places(errorsOf(type, value)), file).toEqual([]);
  });

  test('refuses its invalid examples for the named fault and no other', () => {
    for (const { file, fault, value } of invalidExamples(type)) {
      const errors = errorsOf(type, value);
      expect(places(errors), file).toContain(`${fault.pointer} ${fault.keyword}`);
      expect(fault.why, file).not.toBe('');
      // A union also tells why each of its branches fails; those errors belong to the one fault.
      const union = fault.keyword === 'anyOf' || fault.keyword === 'oneOf';
      const others = errors.filter((error) => !(union && error.instancePath.startsWith(fault.pointer)));
      expect(places(others), file).toEqual(union ? [] : [`${fault.pointer} ${fault.keyword}`]);
    }
  });
});
