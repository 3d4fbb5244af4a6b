/** From the bytes of a request to a judged body, in the contract's order: size, media type, encoding, JSON, schema. */
import type { IncomingMessage } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { contractErrors } from 'capsule-contract/errors';
import type { ErrorDetails, Limits, Operation, OperationId, TypeName } from 'capsule-contract/types';
import { validate, validateQuery } from 'capsule-contract/validators';
import { withoutNulls } from 'capsule-contract/without-nulls';
import { defect } from './defects.ts';
import { readJson } from './json-document.ts';
import { passedLimit } from './limit-names.ts';
import { isLongestFilter, wrongIssues } from './wrong-refusals.ts';

interface Issue {
  path: string;
  message: string;
}

/** All bytes of the body; refused when there are too many. */
export async function readBytes(request: IncomingMessage, operation: Operation, limits: Limits): Promise<Buffer> {
  const most = limits.maxBodyBytes + (defect('body-limit-one-byte-off') ? 1 : 0);
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    bytes += (chunk as Buffer).length;
    if (bytes > most) {
      const options = { details: { limit: 'maxBodyBytes', limitValue: limits.maxBodyBytes } };
      const isResult = operation.operationId === 'commandResult';
      throw isResult ? contractErrors.COMMAND_RESULT_TOO_LARGE(options) : contractErrors.BODY_TOO_LARGE(options);
    }
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

/** The body as JSON without nulls, and the places of integers that are too large. */
export function readBody(
  { headers }: IncomingMessage,
  bytes: Buffer,
  { operation, limits }: { operation: Operation; limits: Limits },
): { body: unknown; unsafeIntegers: string[] } {
  if (bytes.length === 0 && !operation.body?.required) return { body: {}, unsafeIntegers: [] };
  if (bytes.length > 0) refuseMedia(headers['content-type'], headers['content-encoding']);
  const inflated = headers['content-encoding'] === 'gzip' && defect('gzip-without-bound') ? gunzipSync(bytes) : bytes;
  const depthMax = limits.jsonDepthMax + (defect('json-of-any-depth') ? 100_000 : 0);
  const document = readJson(inflated, depthMax);
  if (document === null) throw contractErrors.MALFORMED_JSON();
  if (document === 'too deep') {
    const details = { limit: 'jsonDepthMax', limitValue: limits.jsonDepthMax };
    throw contractErrors.MALFORMED_JSON({ details });
  }
  const { value, unsafeIntegers } = document;
  if (defect('null-is-a-value')) return { body: value, unsafeIntegers };
  const plain = withoutNulls(value);
  return { body: defect('nulls-dropped-in-documents') ? withoutAnyNull(plain) : plain, unsafeIntegers };
}

export function refuseMedia(type: string | undefined, encoding: string | undefined, lines = false): void {
  if (defect('any-media-type-taken')) return;
  const wanted = lines
    ? /^application\/x-ndjson\s*(?:;|$)/i
    : /^application\/json\s*(?:;\s*charset\s*=\s*"?utf-8"?\s*)?$/i;
  const isJson = wanted.test(type ?? '');
  if (!isJson) throw contractErrors.MEDIA_TYPE_UNSUPPORTED();
  if (encoding === 'gzip' && defect('gzip-without-bound')) return;
  if (defect('encoding-not-looked-at')) return;
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity')
    throw contractErrors.CONTENT_ENCODING_UNSUPPORTED();
}

interface Given {
  target: string;
  idempotencyKey: string | undefined;
  body: unknown;
  unsafeIntegers: readonly string[];
}

/** Judges query, headers and body against the contract; gives the query read. */
export function judged(operation: Operation, given: Given, limits: Limits): Record<string, unknown> {
  const query = validateQuery(operation.operationId, rawQuery(given.target));
  const issues: Issue[] = query.ok || defect('queries-not-validated') ? [] : [...query.issues];
  if (query.ok && isLongestFilter(query.value)) issues.push({ path: 'filter', message: 'is too long' });
  const takesKey = operation.headers.some(({ name }) => name === 'Idempotency-Key');
  const { idempotencyKey = 'none' } = given;
  if (takesKey && !validate('IdempotencyKey', idempotencyKey).ok && !defect('any-idempotency-key-taken')) {
    issues.push({ path: 'Idempotency-Key', message: 'must be 1 to 128 visible ASCII characters' });
  }
  const type = operation.body?.type;
  const body = type ? bodyIssues(type, operation.operationId, given, limits) : { issues: [], limit: {} };
  refuseIssues([...issues, ...body.issues], body.limit, { ...rawQuery(given.target), ...(given.body as object) });
  if (defect('default-page-of-fifty') && query.ok)
    return { ...(query.value as object), pageSize: pageSizeOf(given.target) };
  return query.ok ? { ...(query.value as object) } : { page: 1, pageSize: 20 };
}

/** Judges the body of a message that is no HTTP request. */
export function judgedBody(
  type: TypeName,
  twin: OperationId | null,
  given: Pick<Given, 'body' | 'unsafeIntegers'>,
  limits: Limits,
): void {
  const { issues, limit } = bodyIssues(type, twin, given, limits);
  refuseIssues(issues, limit, given.body);
}

function bodyIssues(
  type: TypeName,
  operationId: OperationId | null,
  { body, unsafeIntegers }: Pick<Given, 'body' | 'unsafeIntegers'>,
  limits: Limits,
): { issues: Issue[]; limit: ErrorDetails } {
  const issues: Issue[] = [];
  let limit: ErrorDetails = {};
  const valid = validate(type, body);
  if (!valid.ok && !defect('bodies-not-validated')) {
    issues.push(...valid.issues.filter(isJudged));
    limit = passedLimit(type, valid.issues, limits);
  }
  if (valid.ok) issues.push(...ruleIssues(operationId, body as Record<string, unknown>));
  issues.push(...wrongIssues(type, body));
  if (!defect('large-integers-taken')) {
    issues.push(...unsafeIntegers.map((path) => ({ path, message: 'must be within ±(2^53−1)' })));
  }
  return { issues, limit };
}

function refuseIssues(issues: readonly Issue[], limit: ErrorDetails, given: unknown): void {
  if (issues.length === 0) return;
  const named = issues.slice(0, 100).map(({ path, message }) => ({ path, message }));
  if (defect('issues-repeat-the-input'))
    for (const issue of named) issue.message = `${JSON.stringify(at(given, issue.path))} is not valid`.slice(0, 500);
  throw contractErrors.VALIDATION_FAILED(defect('issues-not-listed') ? {} : { details: { issues: named, ...limit } });
}

/** What stands there, wholly where the place names something that is missing. */
function at(given: unknown, path: string): unknown {
  const names = path.split('/').filter((name) => name !== '');
  return names.reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], given) ?? given;
}

function isJudged({ path }: Issue): boolean {
  return path !== '/expiresInSeconds' || !defect('token-life-not-judged');
}

function rawQuery(target: string): Record<string, string | string[]> {
  const at = target.indexOf('?');
  const params = new URLSearchParams(at < 0 ? '' : target.slice(at + 1));
  const names = [...new Set(params.keys())];
  return Object.fromEntries(
    names.map((name) => {
      const values = params.getAll(name);
      return [name, values.length === 1 ? (values[0] as string) : values];
    }),
  );
}

function pageSizeOf(target: string): number {
  return Number(new URLSearchParams(target.split('?')[1]).get('pageSize') ?? 50);
}

function withoutAnyNull(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutAnyNull);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([, inner]) => inner !== null);
  return Object.fromEntries(members.map(([name, inner]) => [name, withoutAnyNull(inner)]));
}

/** Rules between members, which no schema of the contract says. */
function ruleIssues(operationId: OperationId | null, body: Record<string, unknown>): Issue[] {
  if (operationId === 'commandAck' && body.accepted === false && body.error === undefined) {
    return defect('refusal-needs-no-error') ? [] : [{ path: '/error', message: 'is required when not accepted' }];
  }
  if (operationId === 'commandResult' && body.cancelled === true && body.success === true) {
    return defect('cancelled-success-taken') ? [] : [{ path: '/cancelled', message: 'excludes success' }];
  }
  if (operationId === 'registrationTokenCreate' && body.agentCode !== undefined && body.replaceAgentId !== undefined) {
    return defect('two-scopes-taken') ? [] : [{ path: '/replaceAgentId', message: 'excludes agentCode' }];
  }
  return [];
}
