/** The schemas an action may declare: which are supported, and whether a payload is valid against one. */
import type { Limits } from 'capsule-contract/types';
import { canonicalJson } from './canonical-json.ts';
import { defect } from './defects.ts';
import { compilePattern } from './pattern.ts';

type Schema = Record<string, unknown>;
type Judge = (operand: never) => boolean;

export interface PayloadIssue {
  path: string;
  message: string;
}

const types = ['string', 'integer', 'number', 'boolean', 'null', 'array', 'object'];
const patternLengthMax = 200;

const isObject = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isNumber: Judge = (operand: unknown) => typeof operand === 'number';
const isCount: Judge = (operand: unknown) => Number.isInteger(operand) && Number(operand) >= 0;
const isTexts: Judge = (operand: unknown) =>
  Array.isArray(operand) &&
  operand.every((name) => typeof name === 'string') &&
  new Set(operand).size === operand.length;
const anything: Judge = () => true;

/** The keywords that hold no schemas, each with what its operand has to be. */
const keywords: Record<string, Judge> = {
  type: (operand: unknown) =>
    types.includes(operand as string) ||
    (isTexts(operand as never) && (operand as string[]).every((one) => types.includes(one))),
  required: isTexts,
  enum: (operand: unknown) => Array.isArray(operand),
  const: anything,
  minimum: isNumber,
  maximum: isNumber,
  exclusiveMinimum: isNumber,
  exclusiveMaximum: isNumber,
  multipleOf: (operand: unknown) => typeof operand === 'number' && operand > 0,
  minLength: isCount,
  maxLength: isCount,
  minItems: isCount,
  maxItems: isCount,
  pattern: (operand: unknown) =>
    typeof operand === 'string' && [...operand].length <= patternLengthMax && compilePattern(operand) !== null,
  title: (operand: unknown) => typeof operand === 'string',
  description: (operand: unknown) => typeof operand === 'string',
  default: anything,
  format: (operand: unknown) => typeof operand === 'string',
  writeOnly: (operand: unknown) => typeof operand === 'boolean',
};

export function isSupportedSchema(schema: unknown, limits: Limits): boolean {
  if (defect('any-action-schema-taken')) return true;
  const bytes = Buffer.byteLength(JSON.stringify(schema));
  if (bytes > limits.actionSchemaBytesMax && !defect('action-schema-of-any-size')) return false;
  return isSupported(schema, limits.actionSchemaDepthMax + (defect('action-schema-one-level-deeper') ? 1 : 0));
}

function isSupported(schema: unknown, levels: number): boolean {
  if (typeof schema === 'boolean') return true;
  if (!isObject(schema) || levels === 0) return false;
  return Object.entries(schema).every(([name, operand]) => {
    if (name === 'properties' && defect('member-names-taken-for-keywords')) {
      return isObject(operand) && Object.keys(operand).every((one) => !one.startsWith('$'));
    }
    if (name === 'properties')
      return isObject(operand) && Object.values(operand).every((one) => isSupported(one, levels - 1));
    if (name === 'items' || name === 'additionalProperties') return isSupported(operand, levels - 1);
    if (name === 'anyOf') return Array.isArray(operand) && operand.every((one) => isSupported(one, levels - 1));
    if (defect('references-in-schemas-taken') && name === '$ref') return true;
    return Object.hasOwn(keywords, name) && (keywords[name] as Judge)(operand as never);
  });
}

export function payloadIssues(schema: unknown, value: unknown, path = ''): PayloadIssue[] {
  if (schema === false) return [{ path, message: 'is not allowed here' }];
  if (!isObject(schema)) return [];
  const wrong = Object.entries(schema)
    .filter(([name, operand]) => !holds(name, operand, value))
    .map(([name]) => ({ path, message: `does not satisfy ${name}` }));
  if (Array.isArray(value)) {
    return [...wrong, ...value.flatMap((item, index) => payloadIssues(schema.items, item, `${path}/${index}`))];
  }
  if (!isObject(value)) return wrong;
  const properties = isObject(schema.properties) ? schema.properties : {};
  const required = (schema.required ?? []) as string[];
  const missing = required.filter((name) => !Object.hasOwn(value, name));
  return [
    ...wrong,
    ...missing.map((name) => ({ path: pointer(path, name), message: 'is required' })),
    ...Object.entries(value).flatMap(([name, inner]) => {
      const declared = Object.hasOwn(properties, name);
      // A name the schema does not know comes from the client and is not repeated.
      return payloadIssues(
        declared ? properties[name] : schema.additionalProperties,
        inner,
        declared ? pointer(path, name) : path,
      );
    }),
  ];
}

function pointer(path: string, name: string): string {
  return `${path}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

function isOfType(type: unknown, value: unknown): boolean {
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'array') return Array.isArray(value);
  if (type === 'null') return value === null;
  if (type === 'object') return isObject(value);
  return typeof value === type;
}

function holds(keyword: string, operand: unknown, value: unknown): boolean {
  if (keyword === 'type') return [operand].flat().some((type) => isOfType(type, value));
  if (keyword === 'enum') return (operand as unknown[]).some((one) => canonicalJson(one) === canonicalJson(value));
  if (keyword === 'const') return canonicalJson(operand) === canonicalJson(value);
  if (keyword === 'anyOf') return (operand as unknown[]).some((one) => payloadIssues(one, value).length === 0);
  const bound = Number(operand);
  if (typeof value === 'number') {
    if (keyword === 'minimum') return value >= bound;
    if (keyword === 'maximum') return value <= bound;
    if (keyword === 'exclusiveMinimum') return value > bound;
    if (keyword === 'exclusiveMaximum') return value < bound;
    if (keyword === 'multipleOf') return Number.isInteger(value / bound);
  }
  if (typeof value === 'string') {
    const length = defect('lengths-in-utf-16') ? value.length : [...value].length;
    if (keyword === 'minLength') return length >= bound;
    if (keyword === 'maxLength') return length <= bound;
    if (keyword === 'pattern') return compilePattern(String(operand))?.(value) ?? false;
  }
  if (Array.isArray(value)) {
    if (keyword === 'minItems') return value.length >= bound;
    if (keyword === 'maxItems') return value.length <= bound;
  }
  return true;
}
