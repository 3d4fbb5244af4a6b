/**
 * Sends one HTTP request exactly as told and records it.
 *
 * undici's pool is used below its URL layer, because checks must be able to send `/api/x/../y`, `%2e%2e`, a wrong
 * content type or a raw body: `fetch` would normalise the first two and refuse others. Nothing is followed, retried
 * or decoded here.
 */
import { type Dispatcher, Pool } from 'undici';
import type { Message, MessageRequest, MessageResponse, Transcript } from './transcript.ts';

export interface HttpRequest {
  method: string;
  /** Path and query, sent byte for byte. */
  target: string;
  headers?: readonly (readonly [string, string])[];
  body?: string | Uint8Array;
  lane: string;
  operationId?: string | null;
  /** How long to wait for the whole answer; default 15,000. */
  timeoutMs?: number;
  signal?: AbortSignal;
}

/** What came back. `json` is undefined when the body is not JSON; `message` is the number to cite. */
export interface HttpReply {
  message: number;
  status: number;
  /** Names in lower case; repeated headers joined by `, `. */
  headers: Readonly<Record<string, string>>;
  text: string;
  body: unknown;
}

/** No complete answer came. The runner turns it into a verdict: see `run-check.ts`. */
export class TransportFailure extends Error {
  /** The message that stayed unanswered. */
  readonly exchange: Message;
  readonly timedOut: boolean;
  constructor(message: Message, reason: string, timedOut: boolean) {
    super(`${message.request.method} ${message.request.target}: ${reason}`);
    this.name = 'TransportFailure';
    this.exchange = message;
    this.timedOut = timedOut;
  }
}

const answerBytesMax = 32 * 1024 * 1024;
const timeoutDefaultMs = 15_000;

export class HttpClient {
  readonly origin: string;
  readonly basePath: string;
  readonly #pool: Pool;

  constructor(baseUrl: string) {
    const url = new URL(baseUrl);
    this.origin = url.origin;
    this.basePath = url.pathname.replace(/\/+$/, '');
    this.#pool = new Pool(url.origin, {
      pipelining: 1,
      connectTimeout: 5_000,
      headersTimeout: 0,
      bodyTimeout: 0,
      // Shorter than any server's patience: a connection it closes just as we use it would look like a lost answer.
      keepAliveTimeout: 1_000,
      keepAliveMaxTimeout: 1_000,
    });
  }

  /** Throws TransportFailure when no complete answer came. */
  async exchange(request: HttpRequest, transcript: Transcript): Promise<HttpReply> {
    const recorded: MessageRequest = {
      method: request.method,
      target: this.basePath + request.target,
      headers: (request.headers ?? []).map(([name, value]) => [name.toLowerCase(), value]),
      text: bodyText(request.body),
    };
    const message = transcript.begin(request.lane, request.operationId ?? null, recorded);
    const timeoutMs = request.timeoutMs ?? timeoutDefaultMs;
    const ceiling = AbortSignal.timeout(timeoutMs);
    const signal = request.signal ? AbortSignal.any([ceiling, request.signal]) : ceiling;
    try {
      const answer = await this.#pool.request({
        method: request.method as Dispatcher.HttpMethod,
        path: recorded.target,
        headers: recorded.headers.flat(),
        body: request.body ?? null,
        signal,
      });
      const response: MessageResponse = {
        status: answer.statusCode,
        headers: headerList(answer.headers),
        text: await readText(answer.body),
      };
      transcript.end(message, { response });
      return replyOf(message, response);
    } catch (cause) {
      const timedOut = ceiling.aborted;
      const reason = timedOut ? `no complete answer within ${timeoutMs / 1000} s` : failureText(cause);
      transcript.end(message, { failure: reason });
      throw new TransportFailure(message, reason, timedOut);
    }
  }

  async close(): Promise<void> {
    await this.#pool.destroy();
  }
}

export function replyOf(message: Message, response: MessageResponse): HttpReply {
  const headers: Record<string, string> = {};
  for (const [name, value] of response.headers) {
    headers[name] = name in headers ? `${headers[name]}, ${value}` : value;
  }
  return {
    message: message.number,
    status: response.status,
    headers,
    text: response.text,
    body: parsed(response.text),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function bodyText(body: string | Uint8Array | undefined): string {
  if (body === undefined) return '';
  return typeof body === 'string' ? body : new TextDecoder().decode(body);
}

function headerList(headers: Record<string, string | string[] | undefined>): [string, string][] {
  return Object.entries(headers).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value ?? '']).map((one): [string, string] => [name.toLowerCase(), one]),
  );
}

async function readText(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > answerBytesMax) throw new Error(`the answer is longer than ${answerBytesMax} bytes`);
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}

function failureText(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (code === 'ECONNREFUSED') return 'connection refused';
  if (code === 'ECONNRESET' || code === 'UND_ERR_SOCKET') return 'connection closed without a complete answer';
  if (code === 'UND_ERR_CONNECT_TIMEOUT') return 'no connection within 5 s';
  return cause instanceof Error ? cause.message : String(cause);
}
