/**
 * Checks a payload against the contract's subset of JSON Schema. Opstage has done so before; this is the agent's own look,
 * so that a handler can trust its input. Keywords outside the subset are annotations here.
 */
import { isDeepStrictEqual } from 'node:util';
import { isRecord, type JsonRecord } from './answer.ts';

/** The JSON pointer of the first place that does not fit, or null when all does. */
export function payloadFault(schema: JsonRecord, value: unknown, pointer = ''): string | null {
  const { anyOf } = schema;
  const fits =
    typeFits(schema.type, value) &&
    (!('const' in schema) || isDeepStrictEqual(value, schema.const)) &&
    (!Array.isArray(schema.enum) || schema.enum.some((allowed) => isDeepStrictEqual(value, allowed))) &&
    (!Array.isArray(anyOf) || anyOf.some((one) => isRecord(one) && payloadFault(one, value) === null)) &&
    (typeof value !== 'number' || numberFits(schema, value)) &&
    (typeof value !== 'string' || stringFits(schema, value));
  if (!fits) return pointer || '/';
  if (Array.isArray(value)) return arrayFault(schema, value, pointer);
  return isRecord(value) ? objectFault(schema, value, pointer) : null;
}

function typeFits(type: unknown, value: unknown): boolean {
  const types = typeof type === 'string' ? [type] : type;
  return !Array.isArray(types) || types.some((one) => isOfType(one, value));
}

function isOfType(type: unknown, value: unknown): boolean {
  switch (type) {
    case 'object':
      return isRecord(value);
    case 'array':
      return Array.isArray(value);
    case 'null':
      return value === null;
    case 'integer':
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}

function numberFits(schema: JsonRecord, value: number): boolean {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  return (
    !(typeof minimum === 'number' && value < minimum) &&
    !(typeof maximum === 'number' && value > maximum) &&
    !(typeof exclusiveMinimum === 'number' && value <= exclusiveMinimum) &&
    !(typeof exclusiveMaximum === 'number' && value >= exclusiveMaximum) &&
    !(typeof multipleOf === 'number' && !Number.isInteger(value / multipleOf))
  );
}

function stringFits(schema: JsonRecord, value: string): boolean {
  const length = Array.from(value).length;
  if (!countFits(schema.minLength, schema.maxLength, length)) return false;
  return typeof schema.pattern !== 'string' || patternFits(schema.pattern, value);
}

/** RE2 knows a few forms that JavaScript does not; one of those was Opstage's to check. */
function patternFits(pattern: string, value: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(value);
  } catch {
    return true;
  }
}

function countFits(min: unknown, max: unknown, count: number): boolean {
  return !(typeof min === 'number' && count < min) && !(typeof max === 'number' && count > max);
}

function arrayFault(schema: JsonRecord, value: unknown[], pointer: string): string | null {
  if (!countFits(schema.minItems, schema.maxItems, value.length)) return pointer || '/';
  const items = schema.items;
  if (!isRecord(items)) return null;
  for (const [index, item] of value.entries()) {
    const fault = payloadFault(items, item, `${pointer}/${index}`);
    if (fault !== null) return fault;
  }
  return null;
}

function objectFault(schema: JsonRecord, value: JsonRecord, pointer: string): string | null {
  const required = Array.isArray(schema.required) ? schema.required : [];
  const missing = required.some((name) => typeof name === 'string' && !Object.hasOwn(value, name));
  if (missing) return pointer || '/';
  const properties = isRecord(schema.properties) ? schema.properties : {};
  for (const [name, member] of Object.entries(value)) {
    const at = `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const declared = Object.hasOwn(properties, name) ? properties[name] : schema.additionalProperties;
    if (declared === false) return at;
    const fault = isRecord(declared) ? payloadFault(declared, member, at) : null;
    if (fault !== null) return fault;
  }
  return null;
}
