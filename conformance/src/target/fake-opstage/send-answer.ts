/** How an answer leaves: whole, in part, or not at all. `settle` hears once how it went. */
import type { ServerResponse } from 'node:http';
import type { Answer } from './answer.ts';

/** `failure` says why no whole answer left; null when it did. */
export type Settle = (failure: string | null, answer?: Answer) => void;

export function send(response: ServerResponse, answer: Answer, settle: Settle): void {
  if (response.destroyed) return;
  response.once('finish', () => settle(null, answer));
  response.writeHead(answer.status, { ...answer.headers, 'content-length': Buffer.byteLength(answer.text) });
  response.end(answer.text);
}

export function sendPart(response: ServerResponse, answer: Answer, bytes: number, settle: Settle): void {
  settle(`cut by the kit after ${bytes} bytes of the body`);
  response.writeHead(answer.status, { ...answer.headers, 'content-length': Buffer.byteLength(answer.text) });
  response.write(Buffer.from(answer.text).subarray(0, bytes), () => response.destroy());
}

export function cut(response: ServerResponse, settle: Settle, why: string): void {
  settle(why);
  response.socket?.resetAndDestroy();
}
