/** Where each thing of the contract has its page. These addresses are kept for ever (test/stable-addresses.txt). */
import { requirements } from 'capsule-contract';
import type { RequirementId } from 'capsule-contract/types';

export const kebab = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/[._\s]+/g, '-')
    .toLowerCase();

export const operationPath = (id: string): string => `http/${kebab(id)}`;
export const messagePath = (type: string): string => `session/${kebab(type)}`;
export const schemaPath = (name: string): string => `schemas/${kebab(name)}`;
export const errorPath = (code: string): string => `errors/${kebab(code)}`;
export const lifecyclePath = (name: string): string => `specification/lifecycles/${kebab(name)}`;
export const requirementAreaPath = (section: string): string => `specification/requirements/${section}`;
/** The checks of one requirement. */
export const checksPath = (id: RequirementId): string => `conformance/checks/${id}`;
export const checkAnchor = (role: string, id: string): string => `${role}-${id.replaceAll('/', '-')}`;
export const fieldAnchor = (name: string): string => `field-${name}`;

const link = (text: string, path: string, anchor?: string): string =>
  `[${text}](/${path}/${anchor === undefined ? '' : `#${anchor}`})`;
const code = (text: string): string => `\`${text}\``;

/** Markdown links to the things of the contract, each named by its identifier. */
export const linkTo = {
  operation: (id: string): string => link(code(id), operationPath(id)),
  message: (type: string): string => link(code(type), messagePath(type)),
  schema: (name: string): string => link(code(name), schemaPath(name)),
  error: (errorCode: string): string => link(code(errorCode), errorPath(errorCode)),
  outcomeCode: (name: string): string => link(code(name), 'errors/outcome-codes', name),
  lifecycle: (name: string, text: string): string => link(text, lifecyclePath(name)),
  requirement: (id: RequirementId): string => link(code(id), requirementAreaPath(requirements[id].section), id),
  checks: (id: RequirementId, text: string): string => link(text, checksPath(id)),
  limit: (name: string): string => link(code(name), 'specification/limits', name),
  profile: (name: string): string => link(code(name), 'conformance/profiles', name),
  auditAction: (name: string): string => link(code(name), 'specification/audit-actions', name),
  eventType: (type: string): string => link(code(type), 'session/event-types', type),
  term: (id: string, text: string): string => link(text, 'start/glossary', id),
};
