/**
 * What of the contract the checks of an Opstage reach: requirements with a check; and, by a run against the Opstage without a
 * defect, every operation that succeeded, every message, error code and transition that was seen.
 */
import { errors, lifecycles, messages, operations, requirements } from 'capsule-contract';
import type { Message } from '../../src/target/transcript.ts';
import type { Ran } from './ran.ts';
import { type Transition, transitionReached } from './transition-reached.ts';

export interface Reached {
  /** Of what: `MUST`, `operation`, … */
  what: string;
  all: number;
  /** What no check reaches. */
  missing: string[];
}

/** A request from outside cannot make a sound Opstage answer these. */
export const unprovoked: readonly string[] = ['INTERNAL_ERROR', 'SERVICE_UNAVAILABLE'];

export function reachedBy(ran: Ran): Reached[] {
  const { checks, transcript } = ran;
  const checked = new Set(checks.map(({ requirement }) => requirement as string));
  const bound = Object.values(requirements).filter(({ binds, excluded }) => binds.opstage && excluded === undefined);
  const ofLevel = (level: string) => bound.filter((one) => one.level === level).map(({ id }) => id);
  const opened = transcript.filter(({ response }) => response !== null && [101, 200].includes(response.status));
  const succeeded = new Set(opened.map(({ operationId }) => operationId));
  const texts = transcript.flatMap(({ request, response }) => [request.text, response?.text ?? '']);
  const said = new Set(texts.flatMap((text) => [...text.matchAll(/"code":"([A-Z][A-Z_]+)"/g)].map(([, code]) => code)));
  const frames = new Set(transcript.filter(({ request }) => request.method === 'FRAME').flatMap(typesOf));
  const all = Object.entries(lifecycles).flatMap(([machine, lifecycle]) => {
    const { transitions = [] } = lifecycle as unknown as { transitions?: Omit<Transition, 'machine'>[] };
    return transitions.map((one): Transition => ({ machine, ...one }));
  });
  const codes = Object.keys(errors).filter((code) => !unprovoked.includes(code));
  return [
    reached('MUST', ofLevel('MUST'), (id) => checked.has(id)),
    reached('SHOULD', ofLevel('SHOULD'), (id) => checked.has(id)),
    reached('operation', Object.keys(operations), (id) => succeeded.has(id)),
    reached('message', Object.keys(messages), (type) => frames.has(type)),
    reached('error code', codes, (code) => said.has(code)),
    reached('transition', all.map(nameOf), (name) =>
      all.some((one) => nameOf(one) === name && transitionReached(one, ran)),
    ),
  ];
}

function reached(what: string, all: readonly string[], isReached: (name: string) => boolean): Reached {
  return { what, all: all.length, missing: all.filter((name) => !isReached(name)) };
}

/** The types of a frame and of its reply. */
function typesOf({ request, response }: Message): string[] {
  const reply = /"type":"([a-z.]+)"/.exec(response?.text ?? '')?.[1];
  return [request.target, ...(reply === undefined ? [] : [reply])];
}

function nameOf({ machine, from, to, actor, by }: Transition): string {
  return `${machine} ${from.join('|') || '(new)'} → ${to} by ${actor}: ${by.operation ?? by.timer}`;
}
