/** The contract's own sentences that operators read, in one language. Run when the console is built, never in a browser. */
import { auditActions, errors, lifecycles, operations, outcomeCodes } from 'capsule-contract';
import type { AuditAction, BilingualText, ErrorCode, Role } from 'capsule-contract/types';

export interface ContractWords {
  /** What an error means and what to do about it, by code: those that an operator's call can meet. */
  errors: Partial<Record<ErrorCode, { meaning: string; client: string }>>;
  /** What a state means, as `agent.ONLINE`. */
  states: Record<string, string>;
  /** The sentence of an effective status in this language, by the English one that Opstage sends. */
  statusReasons: Record<string, string>;
  outcomes: Record<string, string>;
  auditActions: Record<AuditAction, string>;
  /** What a role may do beyond the roles below it, one sentence an operation. */
  roles: Record<Role, string[]>;
}

type Language = keyof BilingualText;

export function contractWords(language: Language): ContractWords {
  const met = new Set(
    Object.values(operations)
      .filter(({ api }) => api !== 'agent')
      .flatMap((operation) => operation.errors.map(({ code }) => code)),
  );
  const allowed = (role: Role): string[] =>
    Object.values(operations)
      .filter((operation) => operation.role === role)
      .map(({ summary }) => summary[language]);
  return {
    errors: Object.fromEntries(
      Object.values(errors)
        .filter(({ code }) => (met as Set<string>).has(code))
        .map(({ code, meaning, client }) => [code, { meaning: meaning[language], client: client[language] }]),
    ),
    states: Object.fromEntries(stateEntries(language)),
    statusReasons: Object.fromEntries(
      lifecycles.serviceEffectiveStatus.rows.map(({ statusReason }) => [statusReason.en, statusReason[language]]),
    ),
    outcomes: Object.fromEntries(Object.values(outcomeCodes).map(({ code, meaning }) => [code, meaning[language]])),
    auditActions: Object.fromEntries(
      Object.values(auditActions).map(({ action, meaning }) => [action, meaning[language]]),
    ) as ContractWords['auditActions'],
    roles: { viewer: allowed('viewer'), operator: allowed('operator'), owner: allowed('owner') },
  };
}

function stateEntries(language: Language): [string, string][] {
  const { agent, command, registrationToken, serviceEffectiveStatus } = lifecycles;
  const shown = { agent, command, registrationToken, service: serviceEffectiveStatus };
  return Object.entries(shown).flatMap(([noun, { states }]) =>
    states.map(({ name, meaning }): [string, string] => [`${noun}.${name}`, meaning[language]]),
  );
}
