/**
 * A lie: one answer, frame or event of an Opstage that is otherwise right, altered in one place. Where a defect shows that a
 * rule is checked, a lie shows that one line of a check is: only that line notices it.
 */
import { operations } from 'capsule-contract';
import schemas from 'capsule-contract/schemas.json' with { type: 'json' };
import type { OperationId, TypeName } from 'capsule-contract/types';
import { validate } from 'capsule-contract/validators';
import fc from 'fast-check';
import { valid } from '../../src/arbitraries/instances.ts';
import {
  contractDefinitions,
  type JsonSchema,
  resolved,
  typeNameOf,
  typeSchema,
} from '../../src/arbitraries/json-schema.ts';
import type { State } from '../opstage/state.ts';
import { valueAt, withoutValueAt, withValueAt } from './json-place.ts';

export type Change =
  | 'refused'
  | 'accepted'
  | 'recoded'
  | 'another'
  | 'more'
  | 'less'
  | 'null'
  | 'gone'
  | 'empty'
  | 'shorter'
  | 'longer'
  | 'turned';

export interface Lie {
  /** What is altered: the answer of an operation, `none` for a path of no operation, `frame ack`, `event`, `close`. */
  what: string;
  /** The how-manyth of its kind since the check began, from 1. */
  nth: number;
  /** `answer`, `text`, `header <name>`, or a JSON pointer into the document. */
  place: string;
  change: Change;
}

interface Answered {
  status: number;
  headers: Record<string, string>;
  content: string;
}

/** Tells the truth until `begin`, then all the truth but one thing. */
export function liar(lie: Lie | null): { begin: () => void; altered: State['altered'] } {
  let hasBegun = false;
  let count = 0;
  const successes = new Map<string, string>();
  return {
    // A check that the machine disturbed is asked once more, and is told the same lie.
    begin() {
      hasBegun = true;
      count = 0;
      successes.clear();
    },
    altered(what, message) {
      if (!hasBegun || what !== lie?.what) return message;
      count += 1;
      if (count === lie.nth) return told(lie, message, successes.get(what));
      const { status, content } = message as unknown as Answered;
      if (status === 200) successes.set(what, content);
      return message;
    },
  };
}

function told<T>(lie: Lie, message: T, success: string | undefined): T {
  const answer = message as unknown as Answered;
  const isAnswer = typeof answer.content === 'string' && typeof answer.status === 'number';
  if (!isAnswer) return changedAt(message, lie) as T;
  if (lie.place === 'answer') return { ...answer, ...wholly(answer, lie.change, success) } as T;
  if (lie.place === 'text') return { ...answer, content: changedText(answer.content, lie.change) } as T;
  if (lie.place.startsWith('header ')) {
    const name = Object.keys(answer.headers).find((one) => one.toLowerCase() === lie.place.slice('header '.length));
    const { [name ?? '']: value = '', ...others } = answer.headers;
    return { ...answer, headers: lie.change === 'gone' ? others : { ...others, [name ?? '']: `x${value}` } } as T;
  }
  try {
    return { ...answer, content: JSON.stringify(changedAt(JSON.parse(answer.content), lie)) } as T;
  } catch {
    return message;
  }
}

function wholly({ content }: Answered, change: Change, success = '{"success":true,"data":{}}'): Partial<Answered> {
  if (change === 'accepted') return { status: 200, content: success };
  const requestId = 'req_of-a-lie';
  if (change === 'refused') {
    const error = { code: 'COMMAND_ALREADY_COMPLETED', message: 'No.', requestId };
    return { status: 409, content: JSON.stringify({ success: false, error }) };
  }
  const code = content.includes('AGENT_NOT_FOUND') ? 'SERVICE_NOT_FOUND' : 'AGENT_NOT_FOUND';
  return {
    status: 404,
    content: JSON.stringify({ success: false, error: { code, message: 'No.', requestId } }),
  };
}

function changedText(text: string, change: Change): string {
  const lines = text.split('\n');
  if (change === 'shorter') return [...lines.slice(0, -2), ''].join('\n');
  if (change === 'longer') return [...lines.slice(0, -1), lines.at(-2), ''].join('\n');
  if (change === 'turned') return [...lines.slice(0, -1).reverse(), ''].join('\n');
  return `${text}=1`;
}

function changedAt(document: unknown, { what, place, change }: Lie): unknown {
  if (change === 'gone') return withoutValueAt(document, place);
  const value = valueAt(document, place);
  if (change === 'longer' && Array.isArray(value) && value.length === 0) {
    return withValueAt(document, place, [someItem(what, place)]);
  }
  return withValueAt(document, place, changed(value, change, place));
}

/** What a list of the operation's answer could hold. */
function someItem(what: string, place: string): unknown {
  const type = operations[what as OperationId]?.response ?? null;
  if (type === null) return 'unheard-of';
  const names = place.split('/').slice(1);
  const list = names.reduce<JsonSchema>((schema, name) => {
    const { properties, items } = resolved(schema, contractDefinitions);
    return properties?.[name] ?? items ?? {};
  }, typeSchema(type));
  const { items } = resolved(list, contractDefinitions);
  if (!items) return 'unheard-of';
  const samples = fc.sample(valid(items), { seed: 1, numRuns: 40 });
  const itemType = typeNameOf(items) as TypeName | null;
  return samples.find((sample) => itemType === null || validate(itemType, sample).ok) ?? samples[0];
}

function changed(value: unknown, change: Change, place: string): unknown {
  if (change === 'null') return null;
  if (Array.isArray(value)) {
    if (change === 'empty') return [];
    if (change === 'shorter') return value.slice(0, -1);
    if (change === 'longer') return [...value, value.at(-1) ?? 'unheard-of'];
    return [...value].reverse();
  }
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return change === 'less' ? value - 1 : value + 1;
  if (typeof value === 'string') return changedString(value, change);
  if (value === null) return insteadOfNull(place);
  return change === 'empty' ? {} : { ...(value as object), 'unheard-of': 1 };
}

const vocabularies = vocabulariesOf(schemas);

function changedString(value: string, change: Change): string {
  if (change === 'empty') return '';
  if (change === 'shorter') return value.slice(0, -1);
  if (/^\d{4}-\d\d-\d\dT.*Z$/.test(value)) {
    return new Date(Date.parse(value) + (change === 'less' ? -3_600_000 : 3_600_000)).toISOString();
  }
  // A word may be of several vocabularies, and what looks false in one may be no word at all in the other.
  const known = vocabularies.filter((list) => list.includes(value));
  const words = change === 'less' ? known.at(-1) : known[0];
  if (words)
    return words[(words.indexOf(value) + (change === 'less' ? -1 : 1) + words.length) % words.length] as string;
  return value.endsWith('x') ? `${value.slice(0, -1)}y` : `${value.slice(0, -1)}x`;
}

function insteadOfNull(place: string): unknown {
  if (/At$/.test(place)) return new Date().toISOString();
  if (/errorCode$/.test(place)) return 'CSRF_INVALID';
  if (/error$/i.test(place)) return { code: 'ACTION_FAILED', message: null };
  if (/Known$/.test(place)) return true;
  if (/Id$|Of$/.test(place)) return 'cmd_7Qm2ZkV4pT9xLr3W';
  if (/[rR]esult$/.test(place)) return { ...someResult, receivedAt: new Date().toISOString() };
  return 'something';
}

const someResult = {
  ...{ id: 'crs_7Qm2ZkV4pT9xLr3W', success: true, cancelled: false, message: null, data: null, error: null },
  ...{ startedAt: null, finishedAt: null },
};

/** Every list of words of the contract's types. */
function vocabulariesOf(node: unknown): string[][] {
  if (typeof node !== 'object' || node === null) return [];
  const { enum: words } = node as { enum?: unknown };
  const own = Array.isArray(words) && words.length > 1 ? [words.filter((word) => typeof word === 'string')] : [];
  return [...own, ...Object.values(node).flatMap(vocabulariesOf)];
}

/** Lies about one document, the plainest first. */
export function liesAbout(document: unknown): Pick<Lie, 'place' | 'change'>[] {
  const lies: Pick<Lie, 'place' | 'change'>[] = [];
  const visit = (value: unknown, place: string): void => {
    if (Array.isArray(value)) {
      for (const change of ['shorter', 'longer', 'empty', 'turned'] as const) lies.push({ place, change });
      // What a check made itself is the oldest or the newest of a list.
      for (const index of new Set([0, 1, value.length - 2, value.length - 1])) {
        if (index >= 0 && index < value.length) visit(value[index], `${place}/${index}`);
      }
    } else if (typeof value === 'object' && value !== null) {
      for (const [name, inner] of Object.entries(value))
        visit(inner, `${place}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`);
    } else if (typeof value === 'boolean' || value === null) lies.push({ place, change: 'another' });
    else {
      for (const change of ['another', 'less', 'null', 'gone', 'shorter'] as const) lies.push({ place, change });
    }
  };
  visit(document, '');
  const order: Change[] = ['longer', 'shorter', 'another', 'empty', 'less', 'null', 'gone', 'turned', 'more'];
  const rank = ({ place, change }: Pick<Lie, 'place' | 'change'>) =>
    order.indexOf(change) +
    (Array.isArray(valueAt(document, place)) ? 0 : 2) +
    (/^\/pagination/.test(place) ? 9 : 0) +
    place.split('/').length;
  return lies.sort((a, b) => rank(a) - rank(b));
}
