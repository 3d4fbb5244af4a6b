/**
 * One POST over Node's own http client. Not by `fetch`: its parser is compiled again in every process that uses it, more
 * processor time than a small agent needs otherwise in its first minute.
 */
import { type IncomingHttpHeaders, type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';

export interface HttpPost {
  headers: Readonly<Record<string, string>>;
  body: string;
  /** A longer answer is a failure. */
  answerBytesMax: number;
  signal: AbortSignal;
}

export interface HttpAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** Resolves with a whole answer, redirects among them; rejects when there is none, or with an `AbortError`. */
export async function httpPost(url: URL, post: HttpPost): Promise<HttpAnswer> {
  const { headers, body, answerBytesMax, signal } = post;
  const send = url.protocol === 'https:' ? requestHttps : requestHttp;
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const sent = { ...headers, 'Accept-Encoding': 'identity', 'Content-Length': Buffer.byteLength(body) };
    send(url, { method: 'POST', headers: sent, signal }, resolve).on('error', reject).end(body);
  });
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > answerBytesMax) throw new Error(`an answer of more than ${answerBytesMax} bytes`);
    chunks.push(chunk);
  }
  return { status: answer.statusCode ?? 0, headers: answer.headers, text: Buffer.concat(chunks).toString() };
}
