/** A request as it arrived, put down before anything is made of it: its bytes into the transcript, its meaning beside them. */
import type { IncomingMessage } from 'node:http';
import type { Message, Transcript } from '../transcript.ts';
import { effectsPrefix } from './effects.ts';
import { type Exchange, freshExchange } from './exchange.ts';
import { problemsOf } from './problems.ts';
import { type Route, routeOf } from './route.ts';

/** The methods a known path has where this is none of them; null for an unknown path. */
export type RequestRoute = Route | { allow: string[] } | null;

export function recordRequest(
  request: IncomingMessage,
  text: string,
  transcript: Transcript,
): { exchange: Exchange; route: RequestRoute } {
  const method = request.method ?? '';
  const target = request.url ?? '';
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) headers[name] = String(value);
  const route = target.startsWith(effectsPrefix) ? null : routeOf(method, target);
  const known = route !== null && 'operationId' in route ? route : null;
  const body = parsed(text);
  const recorded: Message = transcript.begin('agent', known?.operationId ?? null, {
    method,
    target,
    headers: Object.entries(headers),
    text,
  });
  const exchange = freshExchange({
    recorded,
    operationId: known?.operationId ?? null,
    agentId: known?.agentId ?? null,
    commandId: known?.commandId ?? null,
    method,
    target,
    headers,
    body,
    frame: null,
    problems: target.startsWith(effectsPrefix) ? [] : problemsOf({ target, headers, text, body, route }),
  });
  return { exchange, route };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
