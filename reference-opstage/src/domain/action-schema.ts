import { isJsonObject, type Json, type JsonObject } from './json.ts';

/**
 * The part of JSON Schema 2020-12 an action may use. Small on purpose: a control plane in any language can enforce it,
 * nothing in it can be made to load, loop or backtrack.
 */
export interface ActionSchemaLimits {
  bytesMax: number;
  depthMax: number;
  patternLengthMax: number;
  /** Whether a pattern is RE2 syntax; the domain knows no engine. */
  isPattern: (pattern: string) => boolean;
}

const types = ['null', 'boolean', 'object', 'array', 'number', 'string', 'integer'];

type Check = (value: Json) => boolean;
const isCount: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const isNumber: Check = (value) => typeof value === 'number';
const isText: Check = (value) => typeof value === 'string';
const isBoolean: Check = (value) => typeof value === 'boolean';
const isTypeName: Check = (value) => typeof value === 'string' && types.includes(value);
const isUnique = (values: Json[]): boolean =>
  new Set(values.map((value) => JSON.stringify(value))).size === values.length;

/** Keywords without a schema inside, and what their value must be. */
const plainKeywords: Record<string, Check> = {
  type: (value) =>
    isTypeName(value) || (Array.isArray(value) && value.length > 0 && value.every(isTypeName) && isUnique(value)),
  required: (value) => Array.isArray(value) && value.every(isText) && isUnique(value),
  enum: (value) => Array.isArray(value) && value.length > 0,
  const: () => true,
  minimum: isNumber,
  maximum: isNumber,
  exclusiveMinimum: isNumber,
  exclusiveMaximum: isNumber,
  multipleOf: (value) => typeof value === 'number' && value > 0,
  minLength: isCount,
  maxLength: isCount,
  minItems: isCount,
  maxItems: isCount,
  title: isText,
  description: isText,
  default: () => true,
  format: isText,
  writeOnly: isBoolean,
};

/** Says what is outside the subset, with a JSON pointer into the schema; null when all is well. */
export function unsupportedIn(schema: JsonObject, limits: ActionSchemaLimits): { path: string; reason: string } | null {
  if (new TextEncoder().encode(JSON.stringify(schema)).length > limits.bytesMax) {
    return { path: '', reason: `is larger than ${limits.bytesMax} bytes` };
  }
  return inspect(schema, '', 1, limits);
}

type Finding = { path: string; reason: string } | null;

function inspect(schema: Json, path: string, depth: number, limits: ActionSchemaLimits): Finding {
  if (typeof schema === 'boolean') return null;
  if (!isJsonObject(schema)) return { path, reason: 'is not a schema' };
  if (depth > limits.depthMax) return { path, reason: `is nested deeper than ${limits.depthMax}` };
  for (const [keyword, value] of Object.entries(schema)) {
    const finding = inspectKeyword(keyword, value, path, depth, limits);
    if (finding !== null) return finding;
  }
  return null;
}

function inspectKeyword(keyword: string, value: Json, at: string, depth: number, limits: ActionSchemaLimits): Finding {
  const path = `${at}/${pointerToken(keyword)}`;
  switch (keyword) {
    case 'properties':
      if (!isJsonObject(value)) return { path, reason: 'is not an object' };
      return first(Object.entries(value), ([name, inner]) =>
        inspect(inner, `${path}/${pointerToken(name)}`, depth + 1, limits),
      );
    case 'items':
    case 'additionalProperties':
      return inspect(value, path, depth + 1, limits);
    case 'anyOf':
      if (!Array.isArray(value) || value.length === 0) return { path, reason: 'is not a list of schemas' };
      return first([...value.entries()], ([index, inner]) => inspect(inner, `${path}/${index}`, depth + 1, limits));
    case 'pattern':
      if (typeof value !== 'string') return { path, reason: 'is not a string' };
      if ([...value].length > limits.patternLengthMax) {
        return { path, reason: `is longer than ${limits.patternLengthMax} characters` };
      }
      return limits.isPattern(value) ? null : { path, reason: 'is not RE2 syntax' };
    default: {
      const check = Object.hasOwn(plainKeywords, keyword) ? plainKeywords[keyword] : undefined;
      if (check === undefined) return { path: at, reason: 'has a keyword outside the supported subset' };
      return check(value) ? null : { path, reason: 'has a value its keyword does not allow' };
    }
  }
}

function first<T>(values: T[], judge: (value: T) => Finding): Finding {
  for (const value of values) {
    const finding = judge(value);
    if (finding !== null) return finding;
  }
  return null;
}

function pointerToken(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
