import { t } from '../language/language.ts';
import { announce } from './announcement.tsx';

/** Lines to take elsewhere whole. */
export function CopyLines({ text, label }: { text: string; label: string }) {
  const copy = async (): Promise<void> => {
    const copied = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
    announce(copied ? t().tokens.copied : t().tokens.copyFailed);
  };
  return (
    <div class="copy-lines">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section class="scroll" tabIndex={0} aria-label={label}>
        <pre>{text}</pre>
      </section>
      <button type="button" class="primary" onClick={() => void copy()}>
        {t().tokens.copy}
      </button>
    </div>
  );
}
