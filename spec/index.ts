/**
 * The contract as data: operations, error codes, requirements, lifecycles, the audit and role matrices, limits, messages.
 * Everything here is generated from the sources beside this file; nothing else restates it.
 */
export { contract } from './generated/contract-identity.ts';
export { operations } from './generated/operations.ts';
export {
  auditActions,
  auditMatrix,
  errors,
  eventTypes,
  glossary,
  lifecycles,
  limits,
  messages,
  outcomeCodes,
  profiles,
  redactedNames,
  requirementSections,
  requirements,
  roleMatrix,
} from './generated/tables.ts';
