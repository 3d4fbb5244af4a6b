/**
 * The catalogue is valid against its own schemas, and everything it names exists: a dangling reference in a table is a
 * rule that nobody can follow.
 */
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { messages, operations } from '../index.ts';
import { asObject } from '../scripts/contract-source.ts';
import {
  auditActions,
  catalogueFiles,
  catalogueSchemas,
  errors,
  eventTypes,
  glossary,
  limits,
  outcomeCodes,
  profiles,
  readText,
  readYaml,
  requirementFiles,
  requirements,
  roleMatrix,
  typeSchema,
} from './catalogue-files.ts';

/** How many requirements contract 1.0 has. One that is lost on the way would otherwise leave no trace. */
const requirementCount = 116;

const ids = (entries: readonly { id: string }[]) => entries.map(({ id }) => id);
const repeated = (names: readonly string[]) => names.filter((name, index) => names.indexOf(name) !== index);
const unknown = (names: readonly string[], known: Iterable<string>) => {
  const set = new Set(known);
  return names.filter((name) => !set.has(name));
};

const codes = errors.map(({ code }) => code);
const requirementIds = ids(requirements);
const schemaOf = (file: string) => (file.startsWith('requirements/') ? 'requirements' : file);

describe('every catalogue file', () => {
  test('has a schema, and every schema a file', () => {
    expect([...new Set(catalogueFiles.map(schemaOf))].sort()).toEqual(catalogueSchemas);
  });

  test.each(catalogueFiles)('%s is valid against its schema, which it names', (file) => {
    const schema = asObject(readYaml(`schemas/${schemaOf(file)}`), file);
    const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true, strictRequired: false }).compile(schema);
    validate(readYaml(file));
    expect(validate.errors ?? []).toEqual([]);
    const up = file.includes('/') ? '../' : './';
    expect(readText(file)).toMatch(`# yaml-language-server: $schema=${up}schemas/${schemaOf(file)}.yaml\n`);
  });

  test.each(catalogueFiles)('%s says everything in English and in Simplified Chinese', (file) => {
    const text = readText(file);
    expect(text.match(/\ben: /g)?.length ?? 0).toBe(text.match(/\bzh-CN: /g)?.length ?? 0);
    const chinese = text.split('\n').filter((line) => line.includes('zh-CN:'));
    // 代理 alone reads as a proxy; the agent keeps its name.
    const confusing = chinese.filter((line) => line.replaceAll('代理服务器', '').includes('代理'));
    expect(file === 'glossary' ? [] : confusing).toEqual([]);
  });
});

describe('requirements', () => {
  test('are all there, once each, parts included', () => {
    const parts = requirements.flatMap((entry) => ids(entry.parts ?? []));
    expect(repeated([...requirementIds, ...parts])).toEqual([]);
    expect(requirementIds).toHaveLength(requirementCount);
  });

  test('stand in sections with a number of their own', () => {
    expect(repeated(requirementFiles.map(({ section }) => section))).toEqual([]);
    expect(requirementFiles.map(({ number }) => number).sort()).toEqual([2, 3, 4, 5, 6, 7, 8]);
  });

  const rules = requirements.flatMap((entry) => [entry, ...(entry.parts ?? [])]);

  test.each(rules.map((rule) => [rule.id, rule] as const))('%s says its level in both languages', (_id, rule) => {
    const other = rule.level === 'MUST' ? 'SHOULD' : 'MUST';
    expect(rule.sentence.en).toMatch(new RegExp(`\\b${rule.level}\\b`));
    expect(rule.sentence.en).not.toMatch(new RegExp(`\\b${other}\\b`));
    expect(rule.sentence['zh-CN']).toMatch(rule.level === 'MUST' ? /必须|不得/ : /应当/);
    // A lower-case one would leave open whether it binds.
    expect(rule.sentence.en).not.toMatch(/\b(must|should|shall)\b/);
    expect(rule.sentence.en).toMatch(/\.$/);
    expect(rule.sentence['zh-CN']).toMatch(/。$/);
  });

  test.each(rules.map((rule) => [rule.id, rule.sentence] as const))(
    '%s names the same codes, numbers and members in both languages',
    (_id, sentence) => {
      const spans = (text: string) => (text.match(/`[^`]+`/g) ?? []).sort();
      expect(new Set(spans(sentence['zh-CN']))).toEqual(new Set(spans(sentence.en)));
    },
  );

  test('name operations, messages and error codes that exist', () => {
    for (const { id, operations: named, messages: sent, errors: answered } of requirements) {
      expect(named === 'all' ? [] : unknown(named, Object.keys(operations)), id).toEqual([]);
      expect(unknown(sent, Object.keys(messages)), id).toEqual([]);
      expect(unknown(answered, codes), id).toEqual([]);
    }
  });

  test('bind a role in a profile of that role', () => {
    const roleOf = new Map<string, string>(profiles.map(({ name, role }) => [name, role]));
    for (const { id, binds, parts } of requirements) {
      for (const [role, profile] of Object.entries(binds)) expect(roleOf.get(profile), id).toBe(role);
      for (const part of parts ?? []) expect(unknown(part.binds, Object.keys(binds)), part.id).toEqual([]);
    }
  });

  test('leave no operation, message or error code without a rule', () => {
    const rule = (of: (entry: (typeof requirements)[number]) => readonly string[]) => new Set(requirements.flatMap(of));
    const specific = rule((entry) => (entry.operations === 'all' ? [] : entry.operations));
    const general = ['systemHealth'];
    expect(unknown(Object.keys(operations), [...specific, ...general])).toEqual([]);
    expect(
      unknown(
        Object.keys(messages),
        rule((entry) => entry.messages),
      ),
    ).toEqual([]);
    const inRules = rule((entry) => entry.errors);
    expect(unknown(codes, inRules)).toEqual([]);
  });

  test('are what the other catalogues refer to', () => {
    for (const entry of [...errors, ...outcomeCodes, ...limits, ...auditActions]) {
      expect(unknown(entry.requirements, requirementIds), JSON.stringify(entry)).toEqual([]);
    }
  });
});

describe('error codes', () => {
  test('are there once, and have a status exactly where they answer over HTTP', () => {
    expect(repeated(codes)).toEqual([]);
    for (const { code, status, statuses, where } of errors) {
      expect(where.includes('http'), code).toBe(status !== null);
      expect(statuses.includes(status ?? 0), code).toBe(status !== null);
    }
  });

  test('of throttling are repeated after a delay, and no other 4xx is repeated at once', () => {
    for (const { code, status, retryable } of errors) {
      if (status === 429 || status === 503) expect(retryable, code).toBe('after-delay');
      else if (status !== null && status < 500) expect(retryable, code).not.toBe('same-request');
    }
  });

  test('of session frames are those of an HTTP twin or of a bad frame', () => {
    const twins = Object.values(messages).flatMap(({ httpTwin }) => (httpTwin === null ? [] : [operations[httpTwin]]));
    const ofTwins = twins.flatMap((operation) => operation.errors.map(({ code }) => code as string));
    const inFrames = errors.filter(({ where }) => where.includes('session')).map(({ code }) => code);
    expect(unknown(inFrames, [...ofTwins, 'MALFORMED_JSON', 'UNKNOWN_MESSAGE_TYPE'])).toEqual([]);
  });
});

describe('limits', () => {
  const schema = typeSchema('Limits');
  const properties = asObject(schema.properties, 'properties of Limits');
  const byName = new Map<string, (typeof limits)[number]>(limits.map((entry) => [entry.name, entry]));

  test('are exactly the members of the type Limits', () => {
    expect(repeated([...byName.keys()])).toEqual([]);
    expect([...byName.keys()].sort()).toEqual(Object.keys(properties).sort());
    expect([...byName.keys()].sort()).toEqual([...(schema.required as string[])].sort());
  });

  test.each(limits.map((entry) => [entry.name, entry] as const))('%s has bounds that hold its default', (_n, entry) => {
    expect(entry.min).toBeLessThanOrEqual(entry.default);
    expect(entry.default).toBeLessThanOrEqual(entry.max);
    const { minimum, maximum } = asObject(properties[entry.name], entry.name);
    expect({ minimum, maximum }).toEqual({ minimum: entry.min, maximum: entry.max });
    if (entry.env === null) return;
    expect(entry.min).toBeLessThan(entry.max);
    expect(entry.env).toBe(`OPSTAGE_${entry.name.replace(/[A-Z]/g, '_$&').toUpperCase()}`);
  });

  test('that depend on another keep their distance by default', () => {
    for (const { name, default: value, atLeast } of limits) {
      for (const { of, factor, plus } of atLeast ?? []) {
        expect(value, name).toBeGreaterThanOrEqual(factor * (byName.get(of)?.default ?? Number.NaN) + plus);
      }
    }
  });
});

describe('the small catalogues', () => {
  test('give every operation a role, and nothing else', () => {
    expect(Object.keys(roleMatrix).sort()).toEqual(Object.keys(operations).sort());
  });

  test('hold outcome codes, audit actions and event types once each', () => {
    expect(repeated(outcomeCodes.map(({ code }) => code))).toEqual([]);
    expect(repeated(auditActions.map(({ action }) => action))).toEqual([]);
    expect(repeated(eventTypes.map(({ type }) => type))).toEqual([]);
  });

  test('give events only members that the type EventData has, all of them used', () => {
    const members = Object.keys(asObject(typeSchema('EventData').properties, 'properties of EventData'));
    const used = [...new Set(eventTypes.flatMap(({ data }) => data))].sort();
    expect(used).toEqual(members.sort());
  });

  test('name in profiles only operations that exist', () => {
    for (const { name, operations: served } of profiles) {
      expect(unknown(served, Object.keys(operations)), name).toEqual([]);
    }
  });

  test('explain a term once, in order, and point to entries and types that exist', () => {
    expect(ids(glossary)).toEqual(ids(glossary).toSorted());
    expect(repeated(glossary.map(({ term }) => term.en.toLowerCase()))).toEqual([]);
    expect(repeated(glossary.map(({ term }) => term['zh-CN']))).toEqual([]);
    for (const { id, see, type } of glossary) {
      expect(unknown(see ?? [], ids(glossary)), id).toEqual([]);
      if (type !== undefined) expect(typeSchema(type).title, id).toBe(type);
    }
  });
});
