/**
 * What the two bundled documents, the types and the catalogues owe each other. The documents are read from `generated/`:
 * these are the files a stranger gets.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import asyncapi from '../generated/asyncapi.json' with { type: 'json' };
import openapi from '../generated/openapi.json' with { type: 'json' };
import schemas from '../generated/schemas.json' with { type: 'json' };
import { auditMatrix, errors, eventTypes, messages, operations, requirements, roleMatrix } from '../index.ts';
import type { JsonObject } from '../scripts/contract-source.ts';
import { asObject, isObject } from '../scripts/contract-source.ts';
import type { ErrorCode, OperationId, RequirementId } from '../types.ts';

const methods = ['get', 'post', 'patch', 'put', 'delete'];

/** Every operation of the OpenAPI document by id. */
const documented = new Map<string, JsonObject>(
  Object.values(openapi.paths as JsonObject).flatMap((item) =>
    Object.entries(asObject(item, 'path item'))
      .filter(([method]) => methods.includes(method))
      .map(([, operation]): [string, JsonObject] => {
        const object = asObject(operation, 'operation');
        return [String(object.operationId), object];
      }),
  ),
);

function* objectsIn(value: unknown, place = ''): Generator<[string, JsonObject]> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* objectsIn(item, `${place}/${index}`);
  } else if (isObject(value)) {
    yield [place, value];
    for (const [member, inner] of Object.entries(value)) yield* objectsIn(inner, `${place}/${member}`);
  }
}

const components = (document: unknown): JsonObject =>
  asObject(asObject(asObject(document, 'document').components, 'components').schemas, 'schemas');

/** A schema as both documents must agree on it: references by bare name, the discriminator in one form. */
function comparable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(comparable);
  if (!isObject(value))
    return typeof value === 'string' ? value.replace(/^#\/(\$defs|components\/schemas)\//, '') : value;
  const { discriminator, 'x-discriminator-mapping': mapping, ...rest } = value;
  const copy = Object.fromEntries(Object.entries(rest).map(([member, inner]) => [member, comparable(inner)]));
  if (discriminator === undefined) return copy;
  const form = isObject(discriminator) ? discriminator : { propertyName: discriminator, mapping };
  return { ...copy, discriminator: comparable(form) };
}

describe('both documents', () => {
  test('take every type from the one schema set', () => {
    const set = schemas.$defs as JsonObject;
    for (const document of [openapi, asyncapi]) {
      const used = components(document);
      expect(Object.keys(used).length).toBeGreaterThan(50);
      for (const [name, schema] of Object.entries(used))
        expect(comparable(schema), name).toEqual(comparable(set[name]));
    }
  });

  test('share the types of a message and its HTTP twin', () => {
    for (const { type, dataType, httpTwin } of Object.values(messages)) {
      if (!httpTwin) continue;
      const body = operations[httpTwin].body?.type;
      const own = asObject((schemas.$defs as JsonObject)[dataType], dataType);
      const twin = asObject((schemas.$defs as JsonObject)[String(body)], String(body));
      const branches = Array.isArray(own.allOf) ? own.allOf.map((branch) => asObject(branch, dataType).$ref) : [];
      const same = dataType === body || branches.includes(`#/$defs/${body}`);
      // A type with a name of its own is the twin's only if it says the very same.
      if (!same) expect([own.required, own.properties], type).toEqual([twin.required, twin.properties]);
    }
  });

  test('say the same in YAML as in JSON, to a YAML 1.1 reader as well', () => {
    for (const [name, document] of Object.entries({ openapi, asyncapi })) {
      const text = readFileSync(new URL(`../generated/${name}.yaml`, import.meta.url), 'utf8');
      const { 'x-generated': _generated, ...content } = document as JsonObject;
      for (const version of ['1.1', '1.2'] as const) expect(parse(text, { version }), name).toEqual(content);
    }
  });

  test('refer only to what they hold', () => {
    for (const document of [openapi, asyncapi]) {
      for (const [place, object] of objectsIn(document)) {
        if (typeof object.$ref !== 'string') continue;
        const target = object.$ref
          .slice(2)
          .split('/')
          .reduce<unknown>((value, segment) => (isObject(value) ? value[segment] : undefined), document);
        expect(target, `${place}: ${object.$ref}`).toBeDefined();
      }
    }
  });

  test('name a type wherever a code generator would have to invent a name', () => {
    for (const document of [openapi, asyncapi]) {
      for (const [place, schema] of objectsIn(components(document))) {
        for (const [name, property] of Object.entries(isObject(schema.properties) ? schema.properties : {})) {
          const inner = asObject(property, place);
          const items = isObject(inner.items) ? inner.items : {};
          expect('properties' in inner || 'properties' in items, `${place}.${name} is an inline object`).toBe(false);
        }
      }
    }
    for (const [id, operation] of documented) {
      for (const [place, media] of objectsIn([operation.requestBody, operation.responses])) {
        if (isObject(media.schema)) expect('properties' in media.schema, `${id}${place}`).toBe(false);
      }
    }
  });

  test('tell the members of a union apart by a discriminator', () => {
    const unions = [...objectsIn(schemas.$defs)].filter(([, schema]) => Array.isArray(schema.oneOf));
    expect(unions.length).toBeGreaterThan(0);
    for (const [place, union] of unions) {
      const { propertyName, mapping } = asObject(union.discriminator, `discriminator of ${place}`);
      const branches = (union.oneOf as JsonObject[]).map(({ $ref }) => $ref);
      expect(Object.values(asObject(mapping, place)).sort(), place).toEqual(branches.sort());
      for (const [value, ref] of Object.entries(asObject(mapping, place))) {
        const branch = asObject((schemas.$defs as JsonObject)[String(ref).replace('#/$defs/', '')], String(ref));
        const property = asObject(
          asObject(branch.properties, 'properties')[String(propertyName)],
          String(propertyName),
        );
        expect(property.const, `${place} ${value}`).toBe(value);
      }
    }
  });

  test('use anyOf only for a type that may be null', () => {
    for (const [place, schema] of objectsIn(schemas.$defs)) {
      if (!Array.isArray(schema.anyOf)) continue;
      expect(schema.anyOf.length, place).toBe(2);
      expect(schema.anyOf[1], place).toEqual({ type: 'null' });
    }
  });

  test('write patterns that RE2 reads the same way', () => {
    // Look-around, back-references, flags, possessive or lazy quantifiers and \\d-like classes differ between engines.
    const unsafe = /\(\?(?!:)|\\[1-9dDwWsSbBpPkuxc]|[*+?}][?+]/;
    for (const [place, schema] of objectsIn(schemas.$defs)) {
      if (typeof schema.pattern !== 'string') continue;
      expect(schema.pattern, place).not.toMatch(unsafe);
      expect(() => new RegExp(String(schema.pattern), 'u'), place).not.toThrow();
      expect(schema.pattern.startsWith('^') && schema.pattern.endsWith('$'), `${place} is anchored`).toBe(true);
    }
  });

  test('keep to the keywords draft-07 and 2020-12 have in common', () => {
    const foreign = [
      'prefixItems',
      'unevaluatedProperties',
      'unevaluatedItems',
      '$dynamicRef',
      'dependentSchemas',
      'nullable',
    ];
    for (const [place, schema] of objectsIn(schemas.$defs)) {
      for (const keyword of foreign)
        if (!place.endsWith('/properties')) expect(schema, place).not.toHaveProperty(keyword);
    }
  });
});

describe('every operation', () => {
  test('stands in the document, in the table and in the role matrix', () => {
    const ids = Object.keys(operations).sort();
    expect([...documented.keys()].sort()).toEqual(ids);
    expect(Object.keys(roleMatrix).sort()).toEqual(ids);
  });

  test('stands in the audit matrix if it can change state, and there alone', () => {
    const ids = new Set(Object.keys(auditMatrix.operations));
    for (const operation of Object.values(operations)) {
      if (operation.mutating) expect(ids, operation.operationId).toContain(operation.operationId);
    }
    for (const id of ids) expect(operations, id).toHaveProperty(id);
  });

  test('has audit outcomes only for what it can answer', () => {
    for (const [id, outcomes] of Object.entries(auditMatrix.operations)) {
      const { errors: answered } = operations[id as OperationId];
      const codes = new Set<string>(['SUCCESS', ...answered.map(({ code }) => code)]);
      for (const { answer, outcome } of outcomes) expect(codes, `${id} ${outcome}`).toContain(answer);
    }
  });

  test('has a summary in both languages and serves at least one requirement', () => {
    for (const { operationId, summary, requirements: served } of Object.values(operations)) {
      expect(summary.en, operationId).toMatch(/\S/);
      expect(summary['zh-CN'], operationId).toMatch(/\p{Script=Han}/u);
      expect(served.length, operationId).toBeGreaterThan(0);
    }
  });

  test('has a success, and every error code under the status the catalogue allows', () => {
    for (const [id, operation] of documented) {
      const responses = asObject(operation.responses, id);
      expect(Object.keys(responses)).toContain(operations[id as OperationId].kind === 'websocket' ? '101' : '200');
      for (const [status, response] of Object.entries(responses)) {
        if (Number(status) < 400) continue;
        for (const code of asObject(response, `${id} ${status}`)['x-error-codes'] as ErrorCode[]) {
          expect(errors[code]?.statuses, `${id} ${code}`).toContain(Number(status));
        }
      }
    }
  });

  test('answers 429 and 503 with Retry-After, agent-token 401 with WWW-Authenticate', () => {
    for (const [id, operation] of documented) {
      for (const [status, response] of Object.entries(asObject(operation.responses, id))) {
        const { headers, 'x-error-codes': codes } = asObject(response, `${id} ${status}`);
        expect(headers, `${id} ${status}`).toHaveProperty('Capsule-Contract');
        expect(headers, `${id} ${status}`).toHaveProperty('X-Request-Id');
        expect(headers, `${id} ${status}`).toHaveProperty('Cache-Control');
        if (status === '429' || status === '503') expect(headers, `${id} ${status}`).toHaveProperty('Retry-After');
        if (JSON.stringify(codes ?? []).includes('AGENT_TOKEN_'))
          expect(headers, id).toHaveProperty('WWW-Authenticate');
      }
    }
  });

  test('is secured as its role says', () => {
    for (const operation of Object.values(operations)) {
      const { security } = asObject(documented.get(operation.operationId), operation.operationId);
      const expected = {
        none: [],
        agent: [{ agentToken: [] }],
        operator: [operation.csrf ? { operatorSession: [], csrfToken: [] } : { operatorSession: [] }],
      }[operation.auth];
      expect(security, operation.operationId).toEqual(expected);
    }
  });
});

describe('every name', () => {
  test('of an error code is in the catalogue, and every code is used somewhere', () => {
    const used = new Set<string>(openapi['x-unrouted-errors']);
    for (const operation of Object.values(operations)) {
      for (const { code } of operation.errors) used.add(code);
      for (const code of operation.itemErrors) used.add(code);
    }
    for (const code of Object.values(errors).filter(({ where }) => where.includes('session'))) used.add(code.code);
    expect([...used].sort()).toEqual(Object.keys(errors).sort());
  });

  test('of a requirement is in the catalogue', () => {
    const named = new Set<string>();
    for (const document of [openapi, asyncapi, schemas]) {
      for (const [, object] of objectsIn(document)) {
        for (const id of Array.isArray(object['x-requirements']) ? object['x-requirements'] : []) named.add(String(id));
      }
    }
    expect(named.size).toBeGreaterThan(50);
    for (const id of named) expect(requirements[id as RequirementId], id).toBeDefined();
  });

  test('of a message or event is in both the document and the tables', () => {
    const channels = asObject(asyncapi.channels, 'channels');
    const messagesOf = (channel: string) =>
      Object.keys(asObject(asObject(channels[channel], channel).messages, channel)).sort();
    expect(messagesOf('agentSession')).toEqual(Object.keys(messages).sort());
    expect(messagesOf('operatorEvents')).toEqual(Object.keys(eventTypes).sort());
  });

  test('of a twin is the one the audit matrix names', () => {
    const twins = Object.values(messages).flatMap(({ type, httpTwin }) => (httpTwin ? [[type, httpTwin]] : []));
    expect(Object.fromEntries(twins)).toEqual(auditMatrix.messages);
  });
});
