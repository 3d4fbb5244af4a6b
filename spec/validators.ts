/**
 * Judges values against the contract's types. Self-contained: nothing but compiled code runs, in a browser too.
 *
 * Issues never repeat what the client sent: messages come from the schema, and a pointer shows only member names the
 * contract declares (any other is `*`).
 */

import type { CompiledIssue, CompiledValidator, QueryRule } from './generated/compiled-validators.js';
import {
  declaredNames,
  queryRules,
  queryValidators,
  typeValidators,
  wholeValidators,
} from './generated/compiled-validators.js';
import type { OperationId, OperationQuery, TypeName } from './types.ts';

export interface Issue {
  /** JSON pointer into the value; for a query it begins with the parameter's name. */
  path: string;
  /** The schema keyword that failed. */
  keyword: string;
  message: string;
}

export type ValidationResult = { ok: true } | { ok: false; issues: Issue[] };
export type QueryResult<Query> = { ok: true; value: Query } | { ok: false; issues: Issue[] };

/** Query parameters as an HTTP library gives them; a list is a parameter given more than once. */
export type RawQuery = { readonly [name: string]: string | readonly string[] | undefined };

/** As many issues as `ErrorDetails.issues` can hold. */
const issuesMax = 100;
const pathLengthMax = 500;
const tooDeep: Issue = { path: '', keyword: 'depth', message: 'is nested too deeply' };
const decimal = /^-?(?:0|[1-9][0-9]{0,15})$/;

function safePath(pointer: string): string {
  const segments = pointer.split('/').map((segment, index) => {
    const name = segment.replaceAll('~1', '/').replaceAll('~0', '~');
    return index === 0 || declaredNames.has(name) || /^[0-9]{1,6}$/.test(segment) ? segment : '*';
  });
  return segments.join('/').slice(0, pathLengthMax);
}

function toIssue(issue: CompiledIssue): Issue {
  return {
    path: safePath(issue.instancePath),
    keyword: issue.keyword,
    message: issue.message ?? `does not satisfy ${issue.keyword}`,
  };
}

function run(validator: CompiledValidator | undefined, name: string, value: unknown): ValidationResult {
  if (!validator) throw new TypeError(`the contract has no type ${name}`);
  try {
    if (validator(value)) return { ok: true };
  } catch (error) {
    // Only a recursive type can exhaust the stack, and only by nesting that no sender means.
    if (error instanceof RangeError) return { ok: false, issues: [tooDeep] };
    throw error;
  }
  // Compiled schemas put each descent behind its bound with if/else; `if` itself says nothing to a reader.
  const errors = (validator.errors ?? []).filter(({ keyword }) => keyword !== 'if');
  return { ok: false, issues: errors.slice(0, issuesMax).map(toIssue) };
}

/**
 * Judges a value as the receiver of this type does: the items of an `x-isolated` array are only objects here, each to be
 * judged by its own type, so that a bad one can be rejected alone.
 */
export function validate(type: TypeName, value: unknown): ValidationResult {
  return run(typeValidators[type], type, value);
}

/** Judges a value as the document shows the type, items of `x-isolated` arrays included: what a sender must keep. */
export function validateWhole(type: TypeName, value: unknown): ValidationResult {
  return run(wholeValidators[type] ?? typeValidators[type], type, value);
}

interface ReadQuery {
  value: { [name: string]: unknown };
  issues: Issue[];
}

function readQuery(rules: { readonly [name: string]: QueryRule }, params: RawQuery): ReadQuery {
  const read: ReadQuery = { value: {}, issues: [] };
  for (const [name, rule] of Object.entries(rules)) {
    const given = params[name];
    if (given === undefined) {
      if (rule.default !== undefined) read.value[name] = rule.default;
    } else if (typeof given !== 'string') {
      read.issues.push({ path: name, keyword: 'type', message: 'must be given once' });
    } else if (rule.type === 'integer' && !decimal.test(given)) {
      read.issues.push({ path: name, keyword: 'type', message: 'must be integer' });
    } else {
      read.value[name] = rule.type === 'integer' ? Number(given) : given;
    }
  }
  return read;
}

/**
 * Reads and judges the query of an operation: text becomes integers, absent parameters take their defaults, names the
 * operation does not know are left out. Paths of issues are parameter names.
 */
export function validateQuery<Id extends OperationId>(
  operationId: Id,
  params: RawQuery,
): QueryResult<OperationQuery[Id]> {
  const read = readQuery(queryRules[operationId] ?? {}, params);
  const judged = queryValidators[operationId]
    ? run(queryValidators[operationId], operationId, read.value)
    : { ok: true };
  const found = 'issues' in judged ? judged.issues.map((issue) => ({ ...issue, path: issue.path.slice(1) })) : [];
  const issues = [...read.issues, ...found.filter(({ path }) => !read.issues.some((issue) => issue.path === path))];
  if (issues.length > 0) return { ok: false, issues };
  return { ok: true, value: read.value as OperationQuery[Id] };
}
