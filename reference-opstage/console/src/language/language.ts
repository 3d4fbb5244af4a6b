/** The language of the console: as chosen before, else as the browser prefers. Only that language is loaded. */
import { signal } from '@preact/signals';
import type { Words } from './en.ts';

export const languages = { en: 'English', 'zh-CN': '简体中文' } as const;
export type Language = keyof typeof languages;

const stored = 'opstage.language';
const load: Record<Language, () => Promise<Words>> = {
  en: async () => (await import('./en.ts')).words,
  'zh-CN': async () => (await import('./zh.ts')).words,
};

export const language = signal<Language>(preferred());
const loaded = signal<Words | null>(null);

/** The words of the current language; components that read them follow a switch. */
export function t(): Words {
  if (loaded.value === null) throw new Error('no language is loaded yet');
  return loaded.value;
}

export async function useLanguage(chosen: Language = language.value): Promise<void> {
  loaded.value = await load[chosen]();
  language.value = chosen;
  document.documentElement.lang = chosen;
}

export async function chooseLanguage(chosen: Language): Promise<void> {
  await useLanguage(chosen);
  localStorage.setItem(stored, chosen);
}

function preferred(): Language {
  const chosen = localStorage.getItem(stored);
  if (chosen !== null && chosen in languages) return chosen as Language;
  for (const wanted of navigator.languages) {
    if (/^zh\b/i.test(wanted)) return 'zh-CN';
    if (/^en\b/i.test(wanted)) return 'en';
  }
  return 'en';
}
