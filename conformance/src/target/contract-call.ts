/**
 * An operation of the contract turned into a request: method, path, query, headers and body, with every part open to
 * being overridden, because most checks send something slightly wrong.
 */
import { contract, operations } from 'capsule-contract';
import type { OperationBody, OperationData, OperationId } from 'capsule-contract/types';

/** `data` of the operation's success answer. */
export type DataOf<Op extends OperationId> = OperationData[Op];
export type BodyOf<Op extends OperationId> = OperationBody[Op];

/** Who sends: brings its lane's name and its credentials. */
export interface Actor {
  readonly lane: string;
  credentials(operation: { mutating: boolean }): readonly (readonly [string, string])[];
}

export interface CallOptions {
  as?: Actor;
  /** Values of the path's placeholders; percent-encoded. */
  path?: Readonly<Record<string, string>>;
  query?: Readonly<Record<string, string | number | boolean>>;
  /** Added to the defaults, or replacing one of the same name; null leaves the header out. */
  headers?: Readonly<Record<string, string | null>>;
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as it is, with `content-type: application/json` unless overridden. */
  rawBody?: string | Uint8Array;
  timeoutMs?: number;
  signal?: AbortSignal;
}

export interface PreparedCall {
  method: string;
  target: string;
  headers: [string, string][];
  body?: string | Uint8Array;
}

export function prepareCall(operationId: OperationId, options: CallOptions): PreparedCall {
  const operation = operations[operationId];
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = options.path?.[name];
    if (value === undefined) throw new Error(`${operationId} needs the path parameter ${name}`);
    return encodeURIComponent(value);
  });
  return prepareRequest(operation.method.toUpperCase(), path + queryText(options.query), operation, options);
}

/** The same for a request the contract does not know; `target` goes out byte for byte. */
export function prepareRequest(
  method: string,
  target: string,
  operation: { mutating: boolean },
  options: CallOptions,
): PreparedCall {
  const body = options.rawBody ?? (options.body === undefined ? undefined : JSON.stringify(options.body));
  const headers = new Map<string, string>([['capsule-contract', contract.wireVersion]]);
  if (body !== undefined) headers.set('content-type', 'application/json');
  for (const [name, value] of options.as?.credentials(operation) ?? []) headers.set(name.toLowerCase(), value);
  for (const [name, value] of Object.entries(options.headers ?? {})) {
    if (value === null) headers.delete(name.toLowerCase());
    else headers.set(name.toLowerCase(), value);
  }
  return { method, target, headers: [...headers], ...(body === undefined ? {} : { body }) };
}

function queryText(query: CallOptions['query']): string {
  const pairs = Object.entries(query ?? {}).map(([name, value]): [string, string] => [name, String(value)]);
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs)}`;
}
