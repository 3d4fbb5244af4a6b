/** Requirements as other pages show them: with their sentence, or as a line of names. */
import { profiles, requirementSections, requirements } from 'capsule-contract';
import type { RequirementEntry, RequirementId } from 'capsule-contract/types';
import { linkTo } from '../addresses.ts';
import { blocks, prose, table } from '../markdown.ts';
import type { Language } from '../page.ts';
import { word, words } from '../words.ts';

export const requirementList: readonly RequirementEntry[] = Object.values(requirements);

/** `Agent (agent-core), Opstage (opstage-core)` */
export function binding(entry: RequirementEntry, language: Language): string {
  const bound = (['agent', 'opstage'] as const).flatMap((role) => {
    const profile = entry.binds[role];
    return profile === undefined
      ? []
      : [`${word(role === 'agent' ? 'Agent' : 'Opstage', language)} (${linkTo.profile(profile)})`];
  });
  return bound.join(language === 'en' ? ', ' : '、');
}

export const requirementTable = (ids: readonly RequirementId[], language: Language): string =>
  table(
    words(language, 'Requirement', 'Level', 'Meaning'),
    ids.map((id) => [linkTo.requirement(id), requirements[id].level, prose(requirements[id].sentence[language])]),
  );

export const requirementNames = (ids: readonly RequirementId[]): string =>
  ids.map((id) => linkTo.requirement(id)).join(' · ');

/** A requirement that touches more operations than this says little about one of them. */
const specialMax = 3;

/** What is special to a thing with its sentence, what holds for many things by name only. */
export function requirementsOf(ids: readonly RequirementId[], language: Language): string {
  const special = ids.filter((id) => requirements[id].operations.length <= specialMax);
  const conventions = requirementSections.find(({ section }) => section === 'conventions');
  const general = [
    ...ids.filter((id) => !special.includes(id) && requirements[id].section !== 'conventions').map(linkTo.requirement),
    `[${conventions?.title[language]}](/specification/requirements/conventions/)`,
  ];
  return blocks(
    special.length > 0 && requirementTable(special, language),
    `${word('Also', language)}: ${general.join(' · ')}`,
  );
}

export const profileNames: readonly string[] = profiles.map(({ name }) => name);
