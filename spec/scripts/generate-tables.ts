/** Writes the catalogues as typed constants, keyed by the name each entry is known by. */
import type { ContractSource, JsonObject } from './contract-source.ts';
import { catalogue, catalogueEntries } from './contract-source.ts';
import type { GeneratedFiles } from './generated-files.ts';
import { runGenerator } from './generated-files.ts';
import { requirementEntries } from './requirement-entries.ts';
import { readSessionMessages } from './session-messages.ts';
import { constantsModule } from './typescript-module.ts';

function keyed(entries: readonly object[], member: string): JsonObject {
  return Object.fromEntries(entries.map((entry) => [String(Reflect.get(entry, member)), entry]));
}

export function generateTables(source: ContractSource): GeneratedFiles {
  const byName = (name: string, member: string) => keyed(catalogueEntries(source, name), member);
  const record = (key: string, entry: string) => `Readonly<Record<${key}, ${entry}>>`;
  const constants = [
    {
      name: 'errors',
      type: record('ErrorCode', 'ErrorEntry'),
      description: 'Every error code.',
      value: byName('errors', 'code'),
    },
    {
      name: 'outcomeCodes',
      type: record('OutcomeCodeName', 'OutcomeCodeEntry'),
      description: 'Why a command did not succeed.',
      value: byName('outcome-codes', 'code'),
    },
    {
      name: 'requirements',
      type: record('RequirementId', 'RequirementEntry'),
      description: 'Every requirement.',
      value: keyed(requirementEntries(source), 'id'),
    },
    {
      name: 'requirementSections',
      type: 'readonly RequirementSection[]',
      description: 'What the sections of the requirements are, in order.',
      value: catalogue(source, 'requirement-sections'),
    },
    {
      name: 'lifecycles',
      type: 'Lifecycles',
      description: 'States, transitions, and what an operation answers where none applies.',
      value: catalogue(source, 'lifecycles'),
    },
    {
      name: 'auditActions',
      type: record('AuditAction', 'AuditActionEntry'),
      description: 'Every audit action.',
      value: byName('audit-actions', 'action'),
    },
    {
      name: 'auditMatrix',
      type: 'AuditMatrix',
      description: 'Outcome by outcome, exactly the audit events it writes.',
      value: catalogue(source, 'audit-matrix'),
    },
    {
      name: 'roleMatrix',
      type: record('OperationId', "Role | 'agent' | 'none'"),
      description: 'Who may call each operation.',
      value: catalogue(source, 'role-matrix'),
    },
    {
      name: 'limits',
      type: record('LimitName', 'LimitEntry'),
      description: 'Every limit and duration, with its default and bounds.',
      value: byName('limits', 'name'),
    },
    {
      name: 'eventTypes',
      type: record('EventType', 'EventTypeEntry'),
      description: 'Every event of the operator feed.',
      value: byName('event-types', 'type'),
    },
    {
      name: 'messages',
      type: record('MessageType', 'SessionMessage'),
      description: 'Every message of the agent session.',
      value: keyed(readSessionMessages(source), 'type'),
    },
    {
      name: 'profiles',
      type: 'readonly ProfileEntry[]',
      description: 'What a claim of conformance can name.',
      value: catalogue(source, 'profiles'),
    },
    {
      name: 'redactedNames',
      type: 'readonly string[]',
      description: 'Member names whose values are secrets.',
      value: catalogue(source, 'redacted-names'),
    },
    {
      name: 'glossary',
      type: 'readonly GlossaryEntry[]',
      description: 'The nouns of the contract in both languages.',
      value: catalogue(source, 'glossary'),
    },
  ];
  const types = new Set(constants.flatMap(({ type }) => type.match(/\b[A-Z][A-Za-z]+\b/g) ?? []));
  const builtIn = new Set(['Readonly', 'Record']);
  const named = [...types].filter((type) => !builtIn.has(type));
  return new Map([['tables.ts', constantsModule('generate-tables.ts', '../types.ts', named, constants)]]);
}

if (import.meta.main) await runGenerator(generateTables);
