/**
 * Arbitraries of valid values of a schema: `valid` with optional members at random, `full` with every member present so
 * that every node exists, `minimal` with only what is required.
 *
 * Pure: the same seed gives the same values. Strings hold any code point but U+0000, which no rule forbids and some
 * databases cannot store; that input is looked at on its own.
 */
import fc from 'fast-check';
import { boundedFilter } from './bounded-filter.ts';
import { formatTexts } from './formats.ts';
import { contractDefinitions, type Definitions, type JsonSchema, resolved, typeNameOf } from './json-schema.ts';
import { mapMember } from './schema-nodes.ts';

type Presence = 'random' | 'all' | 'none';

interface Walk {
  definitions: Definitions;
  presence: Presence;
  /** Names of the types entered on the way here. */
  within: readonly string[];
}

export function valid(schema: JsonSchema, definitions: Definitions = contractDefinitions): fc.Arbitrary<unknown> {
  return instance(schema, { definitions, presence: 'random', within: [] });
}

export function full(schema: JsonSchema, definitions: Definitions = contractDefinitions): fc.Arbitrary<unknown> {
  return instance(schema, { definitions, presence: 'all', within: [] });
}

export function minimal(schema: JsonSchema, definitions: Definitions = contractDefinitions): fc.Arbitrary<unknown> {
  return instance(schema, { definitions, presence: 'none', within: [] });
}

function instance(reference: JsonSchema, walk: Walk): fc.Arbitrary<unknown> {
  const schema = resolved(reference, walk.definitions);
  const name = typeNameOf(reference);
  // The second time a type is entered its values are minimal, so that recursive types end.
  const again = name !== null && walk.within.includes(name);
  const inside: Walk = {
    ...walk,
    presence: again ? 'none' : walk.presence,
    within: name === null ? walk.within : [...walk.within, name],
  };
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case 'string':
      return text(schema);
    case 'integer':
      return integer(schema);
    case 'number':
      return fc
        .double({ min: schema.minimum ?? -1e9, max: schema.maximum ?? 1e9, noNaN: true })
        .map((value) => (Object.is(value, -0) ? 0 : value));
    case 'boolean':
      return fc.boolean();
    case 'array':
      return list(schema, inside);
    case 'object':
      return object(schema, inside);
    default:
      return anyJson();
  }
}

/** Mostly anywhere between the bounds, now and then on one of them: few samples of a wide range all lie far from its ends. */
function integer({ minimum = -1_000_000, maximum = 1_000_000 }: JsonSchema): fc.Arbitrary<number> {
  return fc.oneof(
    { weight: 3, arbitrary: fc.integer({ min: minimum, max: maximum }) },
    { weight: 1, arbitrary: fc.constantFrom(minimum, maximum) },
  );
}

function text(schema: JsonSchema): fc.Arbitrary<string> {
  const formatted = formatTexts(schema.format);
  if (formatted && schema.pattern === undefined) return fc.constantFrom(...formatted.valid);
  const { minLength = 0, maxLength = 200, pattern } = schema;
  if (pattern === undefined) return fc.string({ unit: plainCharacter, minLength, maxLength, size: 'small' });
  const matching = fc.stringMatching(new RegExp(pattern), { size: 'small' });
  return boundedFilter(matching, (value) => value.length >= minLength && value.length <= maxLength, pattern);
}

const plainCharacter = fc.oneof(
  { weight: 6, arbitrary: fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 1 }) },
  { weight: 1, arbitrary: fc.constantFrom('é', '中', '😀', '\n', '"', '\\', '\u202e', '́') },
);

function list(schema: JsonSchema, walk: Walk): fc.Arbitrary<unknown[]> {
  const { minItems = 0, maxItems = 3, items = {} } = schema;
  if (walk.presence === 'all')
    return fc.array(instance(items, walk), { minLength: Math.max(1, minItems), maxLength: 1 });
  if (walk.presence === 'none') return fc.array(instance(items, walk), { minLength: minItems, maxLength: minItems });
  return fc.array(instance(items, walk), { minLength: minItems, maxLength: Math.max(minItems, Math.min(maxItems, 3)) });
}

function object(schema: JsonSchema, walk: Walk): fc.Arbitrary<object> {
  const { properties = {}, required = [], additionalProperties } = schema;
  const wanted = Object.keys(properties).filter((member) => walk.presence !== 'none' || required.includes(member));
  const members = Object.fromEntries(wanted.map((member) => [member, instance(properties[member] ?? {}, walk)]));
  if (Object.keys(members).length === 0) return free(additionalProperties, walk);
  const requiredKeys = walk.presence === 'all' ? wanted : wanted.filter((member) => required.includes(member));
  return fc.record(members, { requiredKeys, noNullPrototype: true });
}

/** An object of members nobody declared. */
function free(additional: boolean | JsonSchema | undefined, walk: Walk): fc.Arbitrary<object> {
  const value = typeof additional === 'object' ? instance(additional, walk) : anyJson();
  if (walk.presence === 'none') return fc.constant({});
  if (walk.presence === 'all') return value.map((one) => ({ [mapMember]: one }));
  const memberName = fc.stringMatching(/^[a-z][a-zA-Z0-9 ]{0,11}$/);
  return fc.dictionary(memberName, value, { maxKeys: 3, noNullPrototype: true });
}

function anyJson(): fc.Arbitrary<unknown> {
  return fc.oneof(
    fc.string({ unit: plainCharacter, maxLength: 12 }),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(fc.integer(), { maxLength: 3 }),
  );
}
