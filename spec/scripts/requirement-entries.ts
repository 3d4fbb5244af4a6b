/**
 * The requirements with `all` written out: a requirement that touches every operation or message says `all`, so that a new
 * one is covered by existing.
 */
import type { ContractSource, JsonObject } from './contract-source.ts';
import { asList, asObject, asText, catalogue, catalogueEntries, isObject } from './contract-source.ts';
import { readSessionMessages } from './session-messages.ts';

function writtenOut(value: unknown, all: readonly string[], where: string): string[] {
  return value === 'all' ? [...all] : asList(value ?? [], where).map(String);
}

export function requirementEntries(source: ContractSource): JsonObject[] {
  const operations = Object.values(source.openapi.paths).flatMap((item) =>
    Object.values(asObject(item, 'path item'))
      .filter(isObject)
      .map(({ operationId }) => String(operationId)),
  );
  const messages = readSessionMessages(source).map(({ type }) => type);
  return catalogueEntries(source, 'requirements').map((entry) => {
    const id = asText(entry.id, 'id of a requirement');
    return {
      ...entry,
      operations: writtenOut(entry.operations, operations, `operations of ${id}`),
      messages: writtenOut(entry.messages, messages, `messages of ${id}`),
    };
  });
}

/** The catalogue as it is published: as its YAML has it, requirements written out. */
export function publishedCatalogue(source: ContractSource, name: string): unknown {
  return name === 'requirements' ? requirementEntries(source) : catalogue(source, name);
}
