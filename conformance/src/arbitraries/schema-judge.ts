/**
 * Plain Ajv over the contract's schemas: the witness that a generated value is valid, or wrong in exactly one thing. It
 * judges what arrives: the value after serialising and parsing again, its null members absent.
 */
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { withoutNulls } from 'capsule-contract/without-nulls';
import { pointerTo } from './json-pointer.ts';
import type { Definitions, JsonSchema, TreeBounds } from './json-schema.ts';

/** One violated keyword. For `required`, `pointer` is the object's and `member` what it lacks. */
export interface Fault {
  pointer: string;
  keyword: string;
  member: string | null;
}

const judges = new WeakMap<Definitions, SchemaJudge>();

/** Compiling is what costs: there is one judge for each set of definitions. */
export function judgeOf(definitions: Definitions): SchemaJudge {
  const known = judges.get(definitions) ?? new SchemaJudge(definitions);
  judges.set(definitions, known);
  return known;
}

export class SchemaJudge {
  readonly #ajv: Ajv2020;
  readonly #definitions: Definitions;
  readonly #compiled = new Map<string, ValidateFunction>();

  constructor(definitions: Definitions) {
    this.#definitions = definitions;
    this.#ajv = new Ajv2020({ allErrors: true, strict: false, validateFormats: true });
    addFormats.default(this.#ajv, ['date-time']);
    for (const annotation of ['int32', 'int64', 'double', 'password', 'uri-reference'])
      this.#ajv.addFormat(annotation, true);
    this.#ajv.addKeyword({
      keyword: 'x-tree',
      type: 'object',
      validate: (bounds: TreeBounds, root: unknown) => treeSize(root, bounds).fits,
    });
  }

  /** What is wrong with the value as it arrives. A wrong `type` counts for every other keyword at the same place. */
  faults(schema: JsonSchema, value: unknown): Fault[] {
    const validate = this.#validatorOf(schema);
    if (validate(received(value))) return [];
    const all = (validate.errors ?? []).map(faultOf);
    const mistyped = new Set(all.filter(({ keyword }) => keyword === 'type').map(({ pointer }) => pointer));
    return all.filter(({ pointer, keyword }) => keyword === 'type' || !mistyped.has(pointer));
  }

  #validatorOf(schema: JsonSchema): ValidateFunction {
    const key = JSON.stringify(schema);
    const known = this.#compiled.get(key);
    if (known) return known;
    const validate = this.#ajv.compile({ ...schema, $defs: this.#definitions });
    this.#compiled.set(key, validate);
    return validate;
  }
}

/** The value as its receiver reads it. */
export function received(value: unknown): unknown {
  const text = JSON.stringify(value);
  return text === undefined ? undefined : withoutNulls(JSON.parse(text));
}

export function treeSize(root: unknown, { member, nodesMax, depthMax }: TreeBounds) {
  let nodes = 0;
  let depth = 0;
  const count = (node: unknown, level: number) => {
    nodes += 1;
    depth = Math.max(depth, level);
    const children: unknown = typeof node === 'object' && node !== null ? Reflect.get(node, member) : undefined;
    if (Array.isArray(children)) for (const child of children) count(child, level + 1);
  };
  count(root, 1);
  return { nodes, depth, fits: nodes <= nodesMax && depth <= depthMax };
}

function faultOf({ instancePath, keyword, params }: ErrorObject): Fault {
  const member = keyword === 'required' ? String(params.missingProperty) : null;
  return { pointer: instancePath, keyword, member };
}

/** Where a report of the fault may point: at the object, or at the member it lacks. */
export function pointersOf({ pointer, member }: Fault): string[] {
  return member === null ? [pointer] : [pointer, pointerTo(pointer, member)];
}
