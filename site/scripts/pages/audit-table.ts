/** Outcomes with the audit events they write. */
import type { AuditMatrixEvent, AuditOutcome } from 'capsule-contract/types';
import { linkTo } from '../addresses.ts';
import { prose, table } from '../markdown.ts';
import type { Language } from '../page.ts';
import { word, words } from '../words.ts';

export const auditTable = (outcomes: readonly AuditOutcome[], language: Language): string =>
  table(
    words(language, 'Outcome', 'Answer', 'When', 'Writes'),
    outcomes.map(({ outcome, answer, when, events, items }) => [
      `\`${outcome}\``,
      answer === undefined ? '' : answer === 'SUCCESS' ? '200' : linkTo.error(answer),
      prose(when[language]),
      auditEvents(events, items, language),
    ]),
  );

/** `agent.registered SUCCESS`, and the tables of which each item adds its own. */
export function auditEvents(
  events: readonly AuditMatrixEvent[],
  items: readonly string[] | undefined,
  language: Language,
): string {
  const written = [
    ...events.map(({ action, result }) => `${linkTo.auditAction(action)} ${result}`),
    ...(items ?? []).map((name) => `[+ ${name}](/specification/audit-matrix/#items-${name})`),
  ];
  return written.length === 0 ? word('nothing', language) : written.join('; ');
}
