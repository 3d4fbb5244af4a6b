/** Language and appearance, kept in this browser. */
import { useId, useState } from 'preact/hooks';
import { chooseLanguage, type Language, language, languages, t } from '../language/language.ts';

const stored = 'opstage.appearance';
type Appearance = 'system' | 'light' | 'dark';

export function Preferences() {
  const words = t().nav;
  const ids = { language: useId(), appearance: useId() };
  const [appearance, setAppearance] = useState<Appearance>((localStorage.getItem(stored) as Appearance) ?? 'system');

  const chooseAppearance = (chosen: Appearance): void => {
    setAppearance(chosen);
    const root = document.documentElement;
    if (chosen === 'system') {
      localStorage.removeItem(stored);
      delete root.dataset.appearance;
    } else {
      localStorage.setItem(stored, chosen);
      root.dataset.appearance = chosen;
    }
  };

  return (
    <div class="preferences">
      <label class="unseen" for={ids.language}>
        {words.language}
      </label>
      <select
        id={ids.language}
        value={language.value}
        onChange={(event) => void chooseLanguage(event.currentTarget.value as Language)}
      >
        {Object.entries(languages).map(([code, name]) => (
          <option key={code} value={code} lang={code}>
            {name}
          </option>
        ))}
      </select>
      <label class="unseen" for={ids.appearance}>
        {words.appearance}
      </label>
      <select
        id={ids.appearance}
        value={appearance}
        onChange={(event) => chooseAppearance(event.currentTarget.value as Appearance)}
      >
        <option value="system">{words.system}</option>
        <option value="light">{words.light}</option>
        <option value="dark">{words.dark}</option>
      </select>
    </div>
  );
}
