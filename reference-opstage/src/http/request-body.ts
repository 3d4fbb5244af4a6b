/** Reads and judges a request's body: size, media type and encoding, JSON, schema, in this order. */
import type { IncomingMessage } from 'node:http';
import { contractErrors } from 'capsule-contract/errors';
import schemas from 'capsule-contract/schemas.json' with { type: 'json' };
import type { Limits, Operation, TypeName } from 'capsule-contract/types';
import { type Issue, validate } from 'capsule-contract/validators';
import { withoutNulls } from 'capsule-contract/without-nulls';
import { limitOf } from '../app/limit-names.ts';
import { isJsonObject, type JsonObject } from '../domain/json.ts';
import { type JsonRules, MalformedJson, NestedTooDeep, type ParsedJson, parseJson } from './json-parser.ts';

export interface RequestBody {
  value: unknown;
  /** The documents of a body of JSON lines; null when there is none. */
  lines: JsonObject[] | null;
  /** What is wrong with single items of an array whose items are judged alone. */
  itemIssues: Map<number, Issue[]>;
}

const withoutBody: RequestBody = { value: undefined, lines: null, itemIssues: new Map() };

/** Members in which integers of any size are nobody's business but the receiver's. */
const anyIntegers = new Set(['payload', 'data']);
const issuesMax = 100;
const inexact = 'is a number outside the range that survives transport';
const lineEnd = 0x0a;
const blanks = [0x20, 0x09, 0x0d];

export async function readBody(request: IncomingMessage, operation: Operation, limits: Limits): Promise<RequestBody> {
  if (operation.body === null) return withoutBody;
  const { type } = operation.body;
  const bytes = await collected(request, operation, limits);
  const absent = bytes.length === 0;
  if (!absent || request.headers['content-type'] !== undefined) checkMedia(request, operation.body.contentTypes);
  checkEncoding(request);
  if (type === null) return absent ? withoutBody : { ...withoutBody, lines: readLines(bytes, limits) };
  if (absent && !operation.body.required) return judged(type, { value: {}, inexactPaths: [], hasNulls: false }, limits);
  return judged(type, parsed(bytes, limits), limits);
}

/** The whole body, never more of it in memory than the limit. */
async function collected(request: IncomingMessage, operation: Operation, limits: Limits): Promise<Buffer> {
  const max = limits.maxBodyBytes;
  if (Number(request.headers['content-length'] ?? 0) > max) throw tooLarge(operation, max);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= max) chunks.push(chunk);
      // The rest flows past unkept, so that the client can finish sending and read the refusal.
      else reject(tooLarge(operation, max));
    });
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('error', () => reject(new ClientGone()));
    request.on('close', () => {
      if (!request.complete) reject(new ClientGone());
    });
  });
}

/** The client closed the connection before it had sent its request; nobody is there to answer. */
export class ClientGone extends Error {}

function tooLarge(operation: Operation, max: number) {
  const ofResult = operation.errors.some(({ code }) => code === 'COMMAND_RESULT_TOO_LARGE');
  const error = contractErrors[ofResult ? 'COMMAND_RESULT_TOO_LARGE' : 'BODY_TOO_LARGE'];
  return error({ details: { limit: 'maxBodyBytes', limitValue: max } });
}

function checkMedia(request: IncomingMessage, contentTypes: readonly string[]): void {
  const [mediaType, ...parameters] = (request.headers['content-type'] ?? '').split(';').map((part) => part.trim());
  const charset = parameters.find((parameter) => /^charset=/i.test(parameter));
  const utf8 = charset === undefined || /^charset="?utf-8"?$/i.test(charset);
  if (!contentTypes.includes((mediaType ?? '').toLowerCase()) || !utf8) throw contractErrors.MEDIA_TYPE_UNSUPPORTED();
}

function checkEncoding(request: IncomingMessage): void {
  const encoding = request.headers['content-encoding'];
  if (encoding === undefined || encoding.trim().toLowerCase() === 'identity') return;
  throw contractErrors.CONTENT_ENCODING_UNSUPPORTED();
}

/** The document in these bytes; throws the contract's refusal when there is none. */
export function parsed(bytes: Buffer, limits: Limits, rules: Partial<JsonRules> = {}): ParsedJson {
  const depthMax = limits.jsonDepthMax;
  try {
    return parseJson(bytes, { exempt: anyIntegers, depthMax, ...rules });
  } catch (error) {
    if (error instanceof NestedTooDeep) {
      throw contractErrors.MALFORMED_JSON({ details: { limit: 'jsonDepthMax', limitValue: depthMax } });
    }
    if (error instanceof MalformedJson) throw contractErrors.MALFORMED_JSON({ internal: error.message });
    throw error;
  }
}

/** Each line a JSON object of its own; what it says is for the use case to judge. */
function readLines(bytes: Buffer, limits: Limits): JsonObject[] {
  const documents: JsonObject[] = [];
  for (let start = 0, end = 0; start < bytes.length; start = end + 1) {
    end = bytes.indexOf(lineEnd, start);
    if (end < 0) end = bytes.length;
    const line = bytes.subarray(start, end);
    if (line.every((byte) => blanks.includes(byte))) continue;
    const at = `/${documents.length}`;
    const { value, inexactPaths } = parsed(line, limits);
    const issues = inexactPaths.map((path) => ({
      path: `${at}${shownPath(path)}`,
      keyword: 'maximum',
      message: inexact,
    }));
    if (!isJsonObject(value)) issues.push({ path: at, keyword: 'type', message: 'is not an object' });
    if (!isJsonObject(value) || issues.length > 0) throw validationFailed(issues);
    documents.push(value);
  }
  return documents;
}

/** The document judged by its type, without the members that are null. */
export function judged(type: TypeName, json: ParsedJson, limits: Limits): RequestBody {
  const value = json.hasNulls ? withoutNulls(json.value) : json.value;
  const isolated = isolatedMembers.get(type) ?? null;
  const itemIssues = new Map<number, Issue[]>();
  const issues: Issue[] = [];
  for (const path of json.inexactPaths) {
    const item = isolated === null ? null : itemOf(path, isolated);
    if (item === null) issues.push({ path: shownPath(path), keyword: 'maximum', message: inexact });
    else itemIssues.set(item, [...(itemIssues.get(item) ?? []), { path: '', keyword: 'maximum', message: inexact }]);
  }
  const verdict = validate(type, value);
  if (!verdict.ok) issues.push(...verdict.issues);
  if (issues.length === 0) return { value, lines: null, itemIssues };
  throw validationFailed(issues, limitOf(type, value, issues, limits));
}

export function validationFailed(issues: readonly Issue[], limit?: { limit: string; limitValue: number }) {
  const shown = issues.slice(0, issuesMax).map(({ path, message }) => ({ path, message: message.slice(0, 500) }));
  return contractErrors.VALIDATION_FAILED({ details: { issues: shown, ...limit } });
}

const definitions: Record<string, { title?: string; properties?: Record<string, object> }> = schemas.$defs;
/** By type, the member whose items are judged one by one. */
const isolatedMembers = new Map(
  Object.entries(definitions).flatMap(([type, { properties = {} }]) => {
    const isolated = Object.keys(properties).find((name) => 'x-isolated' in (properties[name] ?? {}));
    return isolated === undefined ? [] : [[type, isolated] as const];
  }),
);

function itemOf(path: string, member: string): number | null {
  const index = path.startsWith(`/${member}/`) ? path.split('/')[2] : undefined;
  return index === undefined ? null : Number(index);
}

/** Names the client made up are input too; only places by number and the depth are told. */
function shownPath(path: string): string {
  return path
    .split('/')
    .map((token, index) => (index === 0 || /^[0-9]{1,6}$/.test(token) || /^[A-Za-z]{1,40}$/.test(token) ? token : '*'))
    .join('/')
    .slice(0, 500);
}
