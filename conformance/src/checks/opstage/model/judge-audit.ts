/** Whether a request wrote exactly the audit events its outcome lists. */
import type { ActorRef, AuditEvent, TargetRef } from 'capsule-contract/types';
import type { ExpectedEvent } from '../../../model/outcome.ts';
import { isRef } from '../../../model/outcome.ts';
import type { Bindings } from './bindings.ts';
import type { Mismatch } from './judge-answer.ts';

export function judgeAudit(
  events: readonly AuditEvent[],
  expected: readonly ExpectedEvent[],
  bindings: Bindings,
): Mismatch | null {
  const wanted = expected.map((event) => ({ ...told(event, bindings), optional: event.optional === true }));
  const written = events.map(({ action, result, actor, target }) => ({
    what: `${action} ${result}`,
    who: `by ${bindings.named(nameOf(actor))} about ${bindings.named(nameOf(target))}`,
  }));
  const missing = wanted.filter(({ optional }) => !optional).map(({ what }) => what);
  const allowed = wanted.map(({ what }) => what);
  const isComplete =
    within(
      missing,
      written.map(({ what }) => what),
    ) &&
    within(
      written.map(({ what }) => what),
      allowed,
    );
  const says = (list: readonly { what: string; who: string }[]) =>
    list.length === 0 ? 'no audit event' : `exactly ${list.map(({ what, who }) => `${what} ${who}`).join(', ')}`;
  if (!isComplete) {
    return { requirement: 'audit-complete', expected: says(wanted), actual: says(written) };
  }
  const full = ({ what, who }: { what: string; who: string }) => `${what} ${who}`;
  if (within(written.map(full), wanted.map(full))) return null;
  return { requirement: 'audit-attribution', expected: says(wanted), actual: says(written) };
}

function told({ action, result, actor, target }: ExpectedEvent, bindings: Bindings): { what: string; who: string } {
  const name = (one: ExpectedEvent['actor'] | null) =>
    isRef(one) ? bindings.named(bindings.get(one) ?? `${one.ref} ${one.of}`) : (one ?? 'nothing');
  return { what: `${action} ${result}`, who: `by ${name(actor)} about ${name(target)}` };
}

function nameOf(one: ActorRef | TargetRef): string {
  if (one.id !== null) return one.id;
  return one.type === 'system' || one.type === 'anonymous' ? ('code' in one ? 'nothing' : one.type) : 'nothing';
}

/** Whether the first list is contained in the second, counting repetitions. */
function within(list: readonly string[], other: readonly string[]): boolean {
  const left = [...other];
  return list.every((one) => {
    const place = left.indexOf(one);
    if (place >= 0) left.splice(place, 1);
    return place >= 0;
  });
}
