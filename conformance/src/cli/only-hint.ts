import type { Check } from '../checks/check.ts';
import { nearestName } from './nearest-name.ts';

type Named = Pick<Check, 'id' | 'requirement' | 'role'>;

/** What was probably meant by a pattern of `--only` that matches none of the checks; the end of a sentence. */
export function onlyHint(pattern: string, among: readonly Named[], all: readonly Named[]): string {
  const role = among[0]?.role ?? 'agent';
  const [other] = namesOf(all.filter((check) => check.role !== role)).filter((name) => name === pattern);
  if (other !== undefined) return ` It binds an ${role === 'agent' ? 'opstage' : 'agent'}, not an ${role}.`;
  const names = namesOf(among);
  const meant = nearestName(pattern, names) ?? containing(pattern, names) ?? nearestStart(pattern, names);
  if (meant !== null) return ` Did you mean ${meant.includes('*') ? `'${meant}'` : meant}?`;
  return ` capsule-conformance list --role ${role} names all there are.`;
}

function namesOf(checks: readonly Named[]): string[] {
  return [...new Set(checks.flatMap(({ requirement, id }) => [requirement, id]))];
}

/** `heartbeat` for `heartbeat-*`. */
function containing(pattern: string, names: readonly string[]): string | null {
  const text = wordsOf(pattern);
  if (text.length < 3) return null;
  if (names.some((name) => name.startsWith(text))) return `${text}*`;
  return names.some((name) => name.includes(text)) ? `*${text}*` : null;
}

/** `hartbeat-*` for `heartbeat*`: as many words of a name as were typed. */
function nearestStart(pattern: string, names: readonly string[]): string | null {
  const typed = wordsOf(pattern);
  const count = typed.split('-').length;
  const starts = names.map((name) => name.split('-').slice(0, count).join('-'));
  const start = nearestName(typed, starts);
  return start === null ? null : `${start}*`;
}

function wordsOf(pattern: string): string {
  return pattern.replaceAll(/[*?]/g, '').replaceAll(/^-+|-+$/g, '');
}
