/** Whether an answer is one of those the model allows, and if not, what is wrong with it in a sentence. */
import type { RequirementId } from 'capsule-contract/types';
import type { Fact, Outcome, Plan } from '../../../model/outcome.ts';
import type { HttpReply } from '../../../target/http-client.ts';
import { shown } from '../../trial.ts';
import type { Bindings } from './bindings.ts';

export interface Mismatch {
  requirement: RequirementId;
  expected: string;
  actual: string;
}

export function judgeAnswer(reply: HttpReply, allow: Plan['allow'], bindings: Bindings): Outcome | Mismatch {
  const answer = answerOf(reply);
  const fitting = allow.filter((outcome) => outcome.answer === answer);
  const [first] = fitting;
  if (!first) {
    const names = [...new Set(allow.map((outcome) => outcome.answer))];
    const actual = answer === 'SUCCESS' ? 'SUCCESS' : `${reply.status} ${answer ?? shown(reply.text.slice(0, 200))}`;
    return { requirement: allow[0].requirement, expected: names.join(' or '), actual };
  }
  const data = (reply.body as { data?: unknown }).data;
  let mismatch: Mismatch | null = null;
  for (const outcome of fitting) {
    const wrong = outcome.facts.find((fact) => !holds(fact, data, bindings));
    if (!wrong) return outcome;
    mismatch ??= mismatchOf(wrong, outcome, data, bindings);
  }
  return mismatch as Mismatch;
}

/** SUCCESS, the error's code, or null for what is neither. */
function answerOf({ status, body }: HttpReply): string | null {
  const envelope = body as { success?: unknown; error?: { code?: unknown } } | null | undefined;
  if (envelope?.success === true) return status === 200 ? 'SUCCESS' : null;
  return typeof envelope?.error?.code === 'string' ? envelope.error.code : null;
}

function holds(fact: Fact, data: unknown, bindings: Bindings): boolean {
  const value = valueAt(fact, data, bindings);
  const { is, set } = fact;
  if (typeof is === 'object' && is !== null && 'given' in is) return value !== null && value !== undefined;
  const wanted = bindings.resolve(is) ?? null;
  if (set) return Array.isArray(value) && text([...value].sort()) === text([...(wanted as unknown[])].sort());
  return text(value ?? null) === text(wanted);
}

function valueAt({ item, at }: Fact, data: unknown, bindings: Bindings): unknown {
  const base = item === undefined ? data : elementOf(data, bindings.get(item));
  return at.split('.').reduce((value: unknown, name) => (value as Record<string, unknown> | null)?.[name], base);
}

function elementOf(data: unknown, id: string | undefined): unknown {
  return Array.isArray(data) ? data.find((one) => (one as { id?: unknown }).id === id) : undefined;
}

function mismatchOf(fact: Fact, outcome: Outcome, data: unknown, bindings: Bindings): Mismatch {
  const { item, at, is } = fact;
  const of = item === undefined ? '' : ` of ${item.ref} ${item.of}`;
  const isGiven = typeof is === 'object' && is !== null && 'given' in is;
  const wanted = isGiven ? 'a value' : bindings.named(shown(bindings.resolve(is) ?? null));
  return {
    requirement: fact.requirement ?? outcome.requirement,
    expected: `${at}${of} to be ${wanted}`,
    actual: bindings.named(shown(valueAt(fact, data, bindings) ?? null)),
  };
}

const text = (value: unknown): string => JSON.stringify(value);
