/**
 * Writes the operator feed as server-sent events. The next slice is asked for only when the last one has left: what
 * waits for a slow reader is bounded by one slice, and a reader that takes nothing for a while is cut.
 */
import type { ServerResponse } from 'node:http';
import type { CloudEvent } from 'capsule-contract/types';
import type { FastifyReply } from 'fastify';
import type { EventStream } from '../app/event-stream.ts';

const stalledAfterMs = 10_000;

export async function sendEventStream(reply: FastifyReply, stream: EventStream): Promise<void> {
  const { raw } = reply;
  try {
    reply.hijack();
    raw.writeHead(200, { ...headersOf(reply), 'Content-Type': 'text/event-stream; charset=utf-8' });
    for await (const slice of stream.slices) {
      const text = slice.length === 0 ? ': alive\n\n' : slice.map(message).join('');
      if (!(await taken(raw, text))) return;
    }
  } finally {
    stream.close();
    // Whoever still has something unread has had the time to read it; what is taken is ended in order.
    if (raw.writableLength > 0) raw.destroy();
    else raw.end();
  }
}

function message(event: CloudEvent): string {
  return `id: ${event.id}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}

/** False when the reader is gone or did not take the text in time. */
function taken(raw: ServerResponse, text: string): Promise<boolean> {
  return new Promise((resolve) => {
    if (raw.destroyed) return resolve(false);
    const end = (whole: boolean) => {
      clearTimeout(timer);
      raw.off('close', lost);
      resolve(whole);
    };
    const lost = () => end(false);
    const timer = setTimeout(lost, stalledAfterMs);
    raw.once('close', lost);
    raw.write(text, (error) => end(error === null || error === undefined));
  });
}

function headersOf(reply: FastifyReply): Record<string, string | string[]> {
  const headers: Record<string, string | string[]> = { Connection: 'close' };
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value : String(value);
  }
  return headers;
}
