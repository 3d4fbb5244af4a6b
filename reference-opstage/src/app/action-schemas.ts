/**
 * Judges payloads by the schemas agents declare. Ajv compiles them once; patterns run on RE2JS, a port of RE2, because
 * they come from agents and a backtracking engine could be made to hang. It accepts exactly the syntax the contract names.
 */

import type { CodeOptions, ErrorObject, ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Limits } from 'capsule-contract/types';
import { RE2JS } from 're2js';
import { unsupportedIn } from '../domain/action-schema.ts';
import type { JsonObject } from '../domain/json.ts';

export interface SchemaIssue {
  path: string;
  message: string;
}

export interface ActionSchemas {
  /** Why a schema is outside the contract's subset; null when it is inside. */
  unsupported(schema: JsonObject): SchemaIssue | null;
  /** What is wrong with a payload; empty when it is valid. */
  check(schema: JsonObject, payload: JsonObject): SchemaIssue[];
}

const patternLengthMax = 200;
const issuesMax = 20;
const cachedMax = 500;

export function createActionSchemas(limits: Limits): ActionSchemas {
  // Insertion order makes the map a cache that forgets what was used longest ago.
  const cache = new Map<string, ValidateFunction>();

  const compiled = (schema: JsonObject): ValidateFunction => {
    const key = JSON.stringify(schema);
    const known = cache.get(key);
    if (known !== undefined) {
      cache.delete(key);
      cache.set(key, known);
      return known;
    }
    // An instance of its own: a shared one would keep every schema it ever saw.
    const validator = createAjv().compile(schema);
    cache.set(key, validator);
    const oldest = cache.keys().next().value;
    if (cache.size > cachedMax && oldest !== undefined) cache.delete(oldest);
    return validator;
  };

  return {
    unsupported(schema) {
      const finding = unsupportedIn(schema, {
        bytesMax: limits.actionSchemaBytesMax,
        depthMax: limits.actionSchemaDepthMax,
        patternLengthMax,
        isPattern,
      });
      return finding === null ? null : { path: finding.path, message: finding.reason };
    },
    check(schema, payload) {
      const validator = compiled(schema);
      if (validator(payload)) return [];
      return (validator.errors ?? []).slice(0, issuesMax).map(issueOf);
    },
  };
}

function createAjv(): Ajv2020 {
  return new Ajv2020({
    strict: false,
    allErrors: true,
    validateFormats: false,
    validateSchema: false,
    addUsedSchema: false,
    ownProperties: true,
    unicodeRegExp: true,
    code: { regExp: linearRegExp },
  });
}

function isPattern(pattern: string): boolean {
  try {
    RE2JS.compile(pattern);
    return true;
  } catch {
    return false;
  }
}

/** Stands in for `new RegExp`: patterns match anywhere, in time linear in the text. */
const linearRegExp: NonNullable<CodeOptions['regExp']> = Object.assign(
  (pattern: string) => {
    const expression = RE2JS.compile(pattern);
    return { test: (text: string) => expression.matcher(text).find() };
  },
  { code: 'linearRegExp' },
);

/** Names a payload has but its schema does not are not repeated; declared ones help to find the fault. */
function issueOf(error: ErrorObject): SchemaIssue {
  return { path: error.instancePath.slice(0, 500), message: (error.message ?? 'is not allowed').slice(0, 500) };
}
