/** Calls an operation of the contract by its id. Paths, methods and roles come from the contract's operation table. */
import type {
  ErrorBody,
  OperationBody,
  OperationData,
  OperationId,
  OperationQuery,
  Pagination,
} from 'capsule-contract/types';
import { type CallableOperation, operations, wireVersion } from '../contract/excerpt.data.ts';
import { ApiError } from './api-error.ts';

export interface CallInput<Id extends OperationId> {
  path?: Readonly<Record<string, string>>;
  query?: Partial<OperationQuery[Id]>;
  body?: OperationBody[Id];
  /** Equal for repetitions of one intention: the second is answered with what the first did. */
  idempotencyKey?: string;
}

export interface Answer<Id extends OperationId> {
  data: OperationData[Id];
  /** Of lists. */
  pagination: Pagination | null;
}

/** What a session needs to change anything; set at sign-in, null outside. */
let csrfToken: string | null = null;
let onSessionLost = (): void => {};

export function useCsrfToken(token: string | null): void {
  csrfToken = token;
}

/** Told when a call finds that there is no session any more. */
export function whenSessionLost(tell: () => void): void {
  onSessionLost = tell;
}

/** The address of an operation, for links and streams. */
export function addressOf<Id extends OperationId>(id: Id, { path = {}, query = {} }: CallInput<Id> = {}): string {
  const filled = operationOf(id).path.replace(/\{(\w+)\}/g, (_all, name: string) => {
    const value = path[name];
    if (value === undefined) throw new TypeError(`${id} needs ${name}`);
    return encodeURIComponent(value);
  });
  const pairs = Object.entries(query as Record<string, unknown>).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  );
  return pairs.length === 0 ? filled : `${filled}?${new URLSearchParams(pairs)}`;
}

export async function call<Id extends OperationId>(id: Id, input: CallInput<Id> = {}): Promise<Answer<Id>> {
  const { method, csrf, role, takesIdempotencyKey } = operationOf(id);
  const headers: Record<string, string> = { 'Capsule-Contract': wireVersion };
  if (csrf && csrfToken !== null) headers['X-CSRF-Token'] = csrfToken;
  if (takesIdempotencyKey && input.idempotencyKey !== undefined) headers['Idempotency-Key'] = input.idempotencyKey;
  if (input.body !== undefined) headers['Content-Type'] = 'application/json';
  let response: Response;
  let envelope: unknown;
  try {
    const body = input.body === undefined ? {} : { body: JSON.stringify(input.body) };
    response = await fetch(addressOf(id, input), { method, headers, redirect: 'error', ...body });
    envelope = await response.json().catch(() => null);
  } catch {
    throw new ApiError('UNREACHABLE');
  }
  if (!response.headers.has('Capsule-Contract') || !isEnvelope(envelope)) throw new ApiError('NOT_AN_OPSTAGE');
  if (envelope.success) {
    return { data: envelope.data as OperationData[Id], pagination: envelope.pagination ?? null };
  }
  const retryAfter = Number(response.headers.get('Retry-After') ?? Number.NaN);
  if (response.status === 401 && role !== null) onSessionLost();
  throw new ApiError(envelope.error.code, envelope.error, Number.isFinite(retryAfter) ? retryAfter : null);
}

function operationOf(id: OperationId): CallableOperation {
  const operation = operations[id];
  if (operation === undefined) throw new TypeError(`${id} is not for operators`);
  return operation;
}

type Envelope = { success: true; data: unknown; pagination?: Pagination } | { success: false; error: ErrorBody };

function isEnvelope(value: unknown): value is Envelope {
  return typeof value === 'object' && value !== null && 'success' in value && ('data' in value || 'error' in value);
}
