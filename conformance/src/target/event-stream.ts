/**
 * A reader of server-sent events that sees what a browser hides: comments, ids, the very order of lines, and when the
 * stream ended. It can stop reading while the connection stays open, and never reconnects by itself.
 *
 * The stream is one message of the transcript; its answer's text grows while events come in.
 */
import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { CloudEvent } from 'capsule-contract/types';
import type { Reply } from './caller.ts';
import { type Actor, prepareCall } from './contract-call.ts';
import { replyOf, TransportFailure } from './http-client.ts';
import type { Message, MessageResponse, Transcript } from './transcript.ts';

/** One event as it stood on the wire. */
export interface StreamedEvent {
  id: string | null;
  /** The SSE event name; null where none was given. */
  name: string | null;
  /** Undefined when the data is not JSON. */
  event: CloudEvent | undefined;
  text: string;
}

export interface EventStreamOptions {
  as: Actor;
  after?: string;
  lastEventId?: string;
}

interface Surroundings {
  /** Base URL of the Opstage. */
  url: string;
  transcript: Transcript;
  signal: AbortSignal;
}

const openCeilingMs = 15_000;
/** How much of a stream the transcript keeps. */
const recordedCharactersMax = 200_000;

export class EventStream {
  /** The opening answer; the stream's message is cited by it. */
  readonly reply: Reply<'eventStream'>;
  readonly message: number;
  readonly events: StreamedEvent[] = [];
  readonly comments: string[] = [];
  readonly #response: MessageResponse;
  readonly #incoming: IncomingMessage;
  readonly #request: ClientRequest;
  #ended = false;
  #buffer = '';
  #id: string | null = null;
  #name: string | null = null;
  #data: string[] = [];

  private constructor(request: ClientRequest, incoming: IncomingMessage, message: Message, response: MessageResponse) {
    this.#request = request;
    this.#incoming = incoming;
    this.#response = response;
    this.message = message.number;
    this.reply = { ...replyOf(message, response), operationId: 'eventStream' };
    const end = () => {
      this.#ended = true;
    };
    incoming.setEncoding('utf8');
    incoming.on('data', (chunk: string) => this.#take(chunk));
    incoming.once('close', end);
    incoming.once('end', end);
    incoming.on('error', end);
  }

  /** Opens a stream; a refusal comes back as the reply it is. Throws TransportFailure when nothing answers. */
  static async open(
    options: EventStreamOptions,
    { url, transcript, signal }: Surroundings,
  ): Promise<{ stream: EventStream; reply: Reply<'eventStream'> } | { stream: null; reply: Reply<'eventStream'> }> {
    const { as, after, lastEventId } = options;
    const call = prepareCall('eventStream', {
      as,
      ...(after === undefined ? {} : { query: { after } }),
      headers: { accept: 'text/event-stream', ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }) },
    });
    const base = new URL(url);
    const target = base.pathname.replace(/\/+$/, '') + call.target;
    const recorded = { method: call.method, target, headers: call.headers, text: '' };
    const message = transcript.begin(as.lane, 'eventStream', recorded);
    const ceiling = AbortSignal.timeout(openCeilingMs);
    const send = base.protocol === 'https:' ? httpsRequest : httpRequest;
    // A connection of its own: a stream holds it for as long as it lives.
    const request = send(base.origin + target, { headers: Object.fromEntries(call.headers), agent: false, signal });
    request.on('error', () => undefined);
    try {
      const incoming = await new Promise<IncomingMessage>((resolve, reject) => {
        request.once('response', resolve);
        request.once('error', reject);
        ceiling.addEventListener('abort', () => reject(new Error(`no answer within ${openCeilingMs / 1000} s`)));
        request.end();
      });
      const response: MessageResponse = { status: incoming.statusCode ?? 0, headers: headersOf(incoming), text: '' };
      if (response.status !== 200) {
        response.text = await textOf(incoming);
        transcript.end(message, { response });
        return { stream: null, reply: { ...replyOf(message, response), operationId: 'eventStream' } };
      }
      transcript.end(message, { response });
      const stream = new EventStream(request, incoming, message, response);
      return { stream, reply: stream.reply };
    } catch (cause) {
      request.destroy();
      const reason = cause instanceof Error ? cause.message : String(cause);
      transcript.end(message, { failure: reason });
      throw new TransportFailure(message, reason, ceiling.aborted);
    }
  }

  /** Whether the Opstage (or `close`) ended it. */
  get ended(): boolean {
    return this.#ended;
  }

  /** Stops taking bytes from the connection, which stays open. */
  stall(): void {
    this.#incoming.pause();
  }

  /** Takes what has come meanwhile, and goes on. */
  resume(): void {
    this.#incoming.resume();
  }

  close(): void {
    this.#request.destroy();
  }

  #take(chunk: string): void {
    if (this.#response.text.length < recordedCharactersMax) this.#response.text += chunk;
    this.#buffer += chunk;
    for (;;) {
      const line = /^([^\r\n]*)(?:\r\n|\n|\r(?!$))/.exec(this.#buffer);
      if (line === null) return;
      this.#buffer = this.#buffer.slice(line[0].length);
      this.#takeLine(line[1] ?? '');
    }
  }

  #takeLine(line: string): void {
    if (line === '') {
      this.#dispatch();
      return;
    }
    if (line.startsWith(':')) {
      this.comments.push(line.slice(1));
      return;
    }
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'id') this.#id = value;
    if (field === 'event') this.#name = value;
    if (field === 'data') this.#data.push(value);
  }

  #dispatch(): void {
    if (this.#data.length > 0) {
      const text = this.#data.join('\n');
      this.events.push({ id: this.#id, name: this.#name, event: parsed(text), text });
    }
    this.#id = null;
    this.#name = null;
    this.#data = [];
  }
}

function parsed(text: string): CloudEvent | undefined {
  try {
    return JSON.parse(text) as CloudEvent;
  } catch {
    return undefined;
  }
}

function headersOf(incoming: IncomingMessage): [string, string][] {
  const pairs: [string, string][] = [];
  for (let index = 0; index < incoming.rawHeaders.length; index += 2) {
    pairs.push([(incoming.rawHeaders[index] ?? '').toLowerCase(), incoming.rawHeaders[index + 1] ?? '']);
  }
  return pairs;
}

async function textOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
