/** The catalogue as its YAML files have it, for the tests that hold it together. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import type {
  AuditActionEntry,
  AuditMatrix,
  BilingualText,
  ErrorEntry,
  EventTypeEntry,
  GlossaryEntry,
  Lifecycles,
  LimitEntry,
  OutcomeCodeEntry,
  ProfileEntry,
  RequirementEntry,
} from '../contract-tables.ts';
import type { JsonObject } from '../scripts/contract-source.ts';
import { asObject } from '../scripts/contract-source.ts';

export const catalogueFolder = join(import.meta.dirname, '..', 'catalogue');

const namesIn = (folder: string): string[] =>
  readdirSync(join(catalogueFolder, folder))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => basename(name, '.yaml'))
    .sort();

/** Name of a file below the catalogue without `.yaml`, for instance `errors` or `requirements/commands`. */
export const catalogueFiles = [...namesIn('.'), ...namesIn('requirements').map((name) => `requirements/${name}`)];
export const catalogueSchemas = namesIn('schemas');

export const readText = (name: string): string => readFileSync(join(catalogueFolder, `${name}.yaml`), 'utf8');
export const readYaml = (name: string): unknown => parse(readText(name));

/** One type's schema as its YAML file has it. */
export function typeSchema(name: string): JsonObject {
  const file = join(catalogueFolder, '..', 'schemas', `${name}.yaml`);
  return asObject(parse(readFileSync(file, 'utf8')), name);
}

/** The files are validated against their schemas by the first test; after that their shape is known. */
const read = <T>(name: string): T => readYaml(name) as T;

export interface RequirementFile {
  number: number;
  section: string;
  title: BilingualText;
  about: BilingualText;
  requirements: (Omit<RequirementEntry, 'operations' | 'messages' | 'section'> & {
    operations: 'all' | string[];
    messages: string[];
  })[];
}

export const errors = read<ErrorEntry[]>('errors');
export const outcomeCodes = read<OutcomeCodeEntry[]>('outcome-codes');
export const limits = read<LimitEntry[]>('limits');
export const auditActions = read<AuditActionEntry[]>('audit-actions');
export const auditMatrix = read<AuditMatrix>('audit-matrix');
export const lifecycles = read<Lifecycles>('lifecycles');
export const roleMatrix = read<Record<string, string>>('role-matrix');
export const eventTypes = read<EventTypeEntry[]>('event-types');
export const profiles = read<ProfileEntry[]>('profiles');
export const glossary = read<GlossaryEntry[]>('glossary');
export const requirementFiles = namesIn('requirements').map((name) => read<RequirementFile>(`requirements/${name}`));
export const requirements = requirementFiles.flatMap((file) => file.requirements);
