/** Which answer, frame or event of the Opstage each message of a transcript shows, named as a lie names it. */
import type { Message } from '../../src/target/transcript.ts';
import { routeOf } from '../opstage/routes.ts';
import { allProfiles } from '../opstage/state.ts';
import type { Lie } from './lie.ts';

export interface Shown extends Pick<Lie, 'what' | 'nth'> {
  message: number;
  text: string;
  status: number;
  headers: readonly (readonly [string, string])[];
}

export function shownIn(messages: readonly Message[]): Shown[] {
  const counts = new Map<string, number>();
  const inOrder = messages.filter(({ lane }) => lane !== 'kit').map((message) => ({ message, at: cameAt(message) }));
  return inOrder
    .sort((a, b) => a.at - b.at)
    .map(({ message }) => {
      const what = kindOf(message);
      const nth = (counts.get(what) ?? 0) + 1;
      counts.set(what, nth);
      const { response, request, number } = message;
      const isUnasked = request.method === 'FRAME' && message.lane.startsWith('Opstage to');
      const text = isUnasked ? request.text : (response?.text ?? '');
      return { message: number, what, nth, text, status: response?.status ?? 0, headers: response?.headers ?? [] };
    });
}

/** Answers are counted in the order of their requests, frames in the order they came. */
function cameAt({ request, startedAtMs, endedAtMs, lane }: Message): number {
  return request.method === 'FRAME' && !lane.startsWith('Opstage to') ? (endedAtMs ?? startedAtMs) : startedAtMs;
}

function kindOf({ request, response, lane }: Message): string {
  if (request.method === 'FRAME') {
    if (lane.startsWith('Opstage to')) return `frame ${request.target}`;
    try {
      return `frame ${(JSON.parse(response?.text ?? '') as { type: string }).type}`;
    } catch {
      return 'frame without reply';
    }
  }
  try {
    return routeOf(allProfiles, request.method, request.target).operation.operationId;
  } catch {
    return 'none';
  }
}
