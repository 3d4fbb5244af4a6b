/** Every name of the contract with its address: what the search matches first, and what may never disappear. */
import { auditActions, eventTypes, lifecycles, limits, outcomeCodes } from 'capsule-contract';
import {
  checkAnchor,
  checksPath,
  errorPath,
  lifecyclePath,
  messagePath,
  operationPath,
  requirementAreaPath,
  schemaPath,
} from './addresses.ts';
import { typeNames } from './json-schema.ts';
import { kitEntries } from './kit-checks.ts';
import type { Language, Page } from './page.ts';
import { errorList } from './pages/errors.ts';
import { messageList } from './pages/messages.ts';
import { operationList } from './pages/operations.ts';
import { profileNames, requirementList } from './pages/requirement-lists.ts';

/** What it is called, its address from the root of a language, and its kind. */
export type NamedThing = readonly [name: string, address: string, kind: string];

export function namedThings(): NamedThing[] {
  const at = (path: string, anchor?: string): string => `/${path}/${anchor === undefined ? '' : `#${anchor}`}`;
  return [
    ...requirementList.map(({ id, section }): NamedThing => [id, at(requirementAreaPath(section), id), 'requirement']),
    ...operationList.flatMap(({ operationId, method, path }): NamedThing[] => [
      [operationId, at(operationPath(operationId)), 'operation'],
      [path, at(operationPath(operationId)), method],
    ]),
    ...messageList.map(({ type }): NamedThing => [type, at(messagePath(type)), 'message']),
    ...errorList.map(({ code }): NamedThing => [code, at(errorPath(code)), 'error']),
    ...Object.keys(outcomeCodes).map((code): NamedThing => [code, at('errors/outcome-codes', code), 'outcome code']),
    ...typeNames.map((name): NamedThing => [name, at(schemaPath(name)), 'schema']),
    ...Object.keys(lifecycles).map((name): NamedThing => [name, at(lifecyclePath(name)), 'lifecycle']),
    ...Object.keys(limits).map((name): NamedThing => [name, at('specification/limits', name), 'limit']),
    ...Object.keys(auditActions).map(
      (name): NamedThing => [name, at('specification/audit-actions', name), 'audit action'],
    ),
    ...Object.keys(eventTypes).map((type): NamedThing => [type, at('session/event-types', type), 'event type']),
    ...profileNames.map((name): NamedThing => [name, at('conformance/profiles', name), 'profile']),
  ];
}

/** The checks of the kit, to be found by their id; a check may be renamed, so these are no promise. */
export const checkNames = (): NamedThing[] =>
  kitEntries.flatMap(({ requirement, role, checks }) =>
    checks.map(({ id }): NamedThing => [id, `/${checksPath(requirement)}/#${checkAnchor(role, id)}`, 'check']),
  );

/** Pages by their title, for those that are not named after one thing of the contract. */
export function pageTitles(pages: readonly Page[], language: Language): NamedThing[] {
  const named = new Set(namedThings().map(([, address]) => address));
  return pages.flatMap(({ path, title }): NamedThing[] => {
    const address = path === '' ? '/' : `/${path}/`;
    return named.has(address) ? [] : [[title[language], address, '']];
  });
}
