/**
 * One page of the site in both languages, before it is written. Links in a body are absolute and name no language
 * (`/errors/agent-revoked/#answers`); the writer makes them relative, so that the site works under any base path.
 */
import type { BilingualText } from 'capsule-contract/types';

export const languages = ['en', 'zh-CN'] as const;
export type Language = (typeof languages)[number];

/** Folder of a language: English stands at the root. */
export const languageFolder: Record<Language, string> = { en: '', 'zh-CN': 'zh-cn/' };

export interface Page {
  /** Without slashes at its ends; empty for the first page. The address, for ever. */
  path: string;
  title: BilingualText;
  description: BilingualText;
  /** Name in the sidebar, where it is shorter than the title. */
  label?: BilingualText;
  body: (language: Language) => string;
  /** The file to edit, from the root of the repository. */
  source: string;
  /** Left out of the search, because its content is found elsewhere. */
  unsearched?: boolean;
  /** Without a list of its headings, which gives its picture the room. */
  wide?: boolean;
}

export const same = (text: string): BilingualText => ({ en: text, 'zh-CN': text });
