/** Reads and judges a request's body: size, media type and encoding, JSON, schema, in this order. */
import type { IncomingMessage } from 'node:http';
import { contractErrors } from 'capsule-contract/errors';
import schemas from 'capsule-contract/schemas.json' with { type: 'json' };
import type { Limits, Operation, TypeName } from 'capsule-contract/types';
import { type Issue, validate } from 'capsule-contract/validators';
import { withoutNulls } from 'capsule-contract/without-nulls';
import { limitOf } from '../app/limit-names.ts';
import { MalformedJson, NestedTooDeep, type ParsedJson, parseJson } from './json-parser.ts';

export interface RequestBody {
  value: unknown;
  /** What is wrong with single items of an array whose items are judged alone. */
  itemIssues: Map<number, Issue[]>;
}

/** Members in which integers of any size are nobody's business but the receiver's. */
const anyIntegers = new Set(['payload', 'data']);
const issuesMax = 100;

export async function readBody(request: IncomingMessage, operation: Operation, limits: Limits): Promise<RequestBody> {
  const type = operation.body?.type;
  if (operation.body === null || type === null || type === undefined)
    return { value: undefined, itemIssues: new Map() };
  const bytes = await collected(request, operation, limits);
  const absent = bytes.length === 0;
  if (!absent || request.headers['content-type'] !== undefined) checkMedia(request, operation.body.contentTypes);
  checkEncoding(request);
  if (absent && !operation.body.required) return judged(type, { value: {}, inexactPaths: [] }, limits);
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
    request.on('close', () => reject(new ClientGone()));
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

function parsed(bytes: Buffer, limits: Limits): ParsedJson {
  const depthMax = limits.jsonDepthMax;
  try {
    return parseJson(bytes, { exempt: anyIntegers, depthMax });
  } catch (error) {
    if (error instanceof NestedTooDeep) {
      throw contractErrors.MALFORMED_JSON({ details: { limit: 'jsonDepthMax', limitValue: depthMax } });
    }
    if (error instanceof MalformedJson) throw contractErrors.MALFORMED_JSON({ internal: error.message });
    throw error;
  }
}

function judged(type: TypeName, json: ParsedJson, limits: Limits): RequestBody {
  const value = withoutNulls(json.value);
  const isolated = isolatedMember(type);
  const itemIssues = new Map<number, Issue[]>();
  const issues: Issue[] = [];
  for (const path of json.inexactPaths) {
    const message = 'is a number outside the range that survives transport';
    const item = isolated === null ? null : itemOf(path, isolated);
    if (item === null) issues.push({ path: shownPath(path), keyword: 'maximum', message });
    else itemIssues.set(item, [...(itemIssues.get(item) ?? []), { path: '', keyword: 'maximum', message }]);
  }
  const verdict = validate(type, value);
  if (!verdict.ok) issues.push(...verdict.issues);
  if (issues.length === 0) return { value, itemIssues };
  throw validationFailed(issues, limitOf(type, value, issues, limits));
}

export function validationFailed(issues: readonly Issue[], limit?: { limit: string; limitValue: number }) {
  const shown = issues.slice(0, issuesMax).map(({ path, message }) => ({ path, message: message.slice(0, 500) }));
  return contractErrors.VALIDATION_FAILED({ details: { issues: shown, ...limit } });
}

/** The member of a type whose items are judged one by one. */
function isolatedMember(type: TypeName): string | null {
  const definitions: Record<string, { title?: string; properties?: Record<string, object> }> = schemas.$defs;
  const properties = definitions[type]?.properties ?? {};
  return Object.keys(properties).find((name) => 'x-isolated' in (properties[name] ?? {})) ?? null;
}

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
