/** The language a page of a report speaks. What a run wrote down is English; a page may bring translations of it. */
import { chinese, type PageText } from './chinese.ts';
import { type Content, element } from './markup.ts';

/** A text of the page itself, its places `{name}` filled. */
export type Say = (text: PageText, values?: Readonly<Record<string, string | number>>) => string;

export interface Wording {
  language: 'en' | 'zh-CN';
  say: Say;
  /** A text of the report: translated where that is known, else as it is and marked as English. */
  told: (text: string, draw?: (text: string) => Content) => Content;
  /** The same where no mark can stand. */
  plain: (text: string) => string;
  /** What the script of the page says, by its English. */
  words: Readonly<Record<string, string>>;
}

export const sayInEnglish: Say = (text, values = {}) => filled(text, values);

const asItIs = (text: string): string => text;

export const inEnglish: Wording = {
  language: 'en',
  say: sayInEnglish,
  told: (text, draw = asItIs) => draw(text),
  plain: asItIs,
  words: {},
};

/** `translations`: what reports say, by its English of today; what has changed since is not found and stays English. */
export function inChinese(translations: Readonly<Record<string, string>>): Wording {
  const known = new Map(Object.entries(translations));
  return {
    language: 'zh-CN',
    say: (text, values = {}) => filled(chinese[text], values),
    told: (text, draw = asItIs) => {
      const translation = known.get(text);
      if (translation !== undefined) return draw(translation);
      return text === '' ? '' : element('span', { lang: 'en' }, draw(text));
    },
    plain: (text) => known.get(text) ?? text,
    words: chinese,
  };
}

const filled = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replaceAll(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
