/**
 * Which error codes an operation can answer: the rules common to all operations, then what the operation names itself.
 * Common codes are derived and never written in a path file, so that no operation can forget one.
 */
import type { JsonObject } from './contract-source.ts';
import { asObject, asText } from './contract-source.ts';

export interface AnsweredError {
  code: string;
  status: number;
}

export interface ErrorTraits {
  auth: 'none' | 'agent' | 'operator';
  role: string | null;
  csrf: boolean;
  hasBody: boolean;
  /** The operation has query or header parameters whose values are judged by schema. */
  hasJudgedParameters: boolean;
  /** `x-not-found` codes of the path's targets. */
  notFound: string[];
  /** `x-errors` as written: a code, or `{code, status}` where a code has several statuses. */
  own: readonly unknown[];
}

const anywhere = ['CONTRACT_VERSION_UNSUPPORTED', 'RATE_LIMITED', 'SERVICE_UNAVAILABLE', 'INTERNAL_ERROR'];
const agentOnly = [
  'AGENT_TOKEN_MISSING',
  'AGENT_TOKEN_INVALID',
  'AGENT_TOKEN_REVOKED',
  'AGENT_DISABLED',
  'AGENT_ID_MISMATCH',
];
const bodyOnly = [
  'BODY_TOO_LARGE',
  'MEDIA_TYPE_UNSUPPORTED',
  'CONTENT_ENCODING_UNSUPPORTED',
  'MALFORMED_JSON',
  'VALIDATION_FAILED',
];

function commonCodes(traits: ErrorTraits): string[] {
  const codes = [...anywhere];
  if (traits.auth === 'agent') codes.push(...agentOnly);
  if (traits.auth === 'operator') codes.push('UNAUTHORIZED');
  if (traits.auth === 'operator' && traits.role !== 'viewer') codes.push('FORBIDDEN');
  if (traits.csrf) codes.push('CSRF_INVALID');
  if (traits.hasBody) codes.push(...bodyOnly);
  if (traits.hasJudgedParameters) codes.push('VALIDATION_FAILED');
  return [...codes, ...traits.notFound];
}

/** Every error the operation can answer, by status, then code. */
export function operationErrors(traits: ErrorTraits, errorsByCode: ReadonlyMap<string, JsonObject>): AnsweredError[] {
  const answered = new Map<string, AnsweredError>();
  const add = (code: string, status?: number): void => {
    const entry = errorsByCode.get(code);
    if (!entry) throw new Error(`error code ${code} is not in the catalogue`);
    if (typeof entry.status !== 'number') throw new Error(`error code ${code} is never an HTTP answer`);
    const effective = status ?? entry.status;
    answered.set(`${effective} ${code}`, { code, status: effective });
  };
  for (const code of commonCodes(traits)) add(code);
  for (const named of traits.own) {
    if (typeof named === 'string') add(named);
    else {
      const { code, status } = asObject(named, 'entry of x-errors');
      add(asText(code, 'code of x-errors'), Number(status));
    }
  }
  // The body limit of a result has a code of its own, which takes the place of the general one.
  if (answered.has('413 COMMAND_RESULT_TOO_LARGE')) answered.delete('413 BODY_TOO_LARGE');
  return [...answered.values()].sort((a, b) => a.status - b.status || (a.code < b.code ? -1 : 1));
}
