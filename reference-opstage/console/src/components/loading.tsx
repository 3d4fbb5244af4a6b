import { t } from '../language/language.ts';

/** Room kept for what is on its way; it shows only when that takes a while. */
export function Loading() {
  return (
    <div class="loading" role="status">
      <span class="unseen">{t().general.loading}</span>
      <span class="bar" />
      <span class="bar" />
      <span class="bar" />
    </div>
  );
}
