/**
 * One HTTP request. By `node:http` because `fetch` takes a tenth of a second of processor time in every process that uses
 * it, and a run of the kit starts hundreds.
 */
import { type IncomingHttpHeaders, type IncomingMessage, type OutgoingHttpHeaders, request } from 'node:http';

export interface HttpAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  /** Rejects when the connection breaks before its end. */
  text(): Promise<string>;
  /** What a program gets that reads once. */
  firstPiece(): Promise<string>;
}

export interface HttpOptions {
  method: 'GET' | 'POST';
  headers?: OutgoingHttpHeaders;
  body?: string;
  signal?: AbortSignal;
}

/** Settles with the headers; redirects are answers like any other. */
export async function httpRequest(url: URL | string, { body, ...options }: HttpOptions): Promise<HttpAnswer> {
  const message = await new Promise<IncomingMessage>((resolve, reject) => {
    request(url, options, resolve).on('error', reject).end(body);
  });
  return {
    status: message.statusCode ?? 0,
    headers: message.headers,
    text: async () => {
      const pieces: Buffer[] = [];
      for await (const piece of message) pieces.push(piece);
      return Buffer.concat(pieces).toString('utf8');
    },
    firstPiece: async () => {
      for await (const piece of message) return String(piece);
      return '';
    },
  };
}
