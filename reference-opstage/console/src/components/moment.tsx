/** Times as people say them, exact ones on hover. One clock for the whole page moves them on. */
import { signal } from '@preact/signals';
import { language, t } from '../language/language.ts';

const tickMs = 1_000;
export const now = signal(Date.now());
setInterval(() => {
  if (document.visibilityState === 'visible') now.value = Date.now();
}, tickMs);

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

export function exactly(at: string): string {
  return new Date(at).toLocaleString(language.value, { dateStyle: 'medium', timeStyle: 'medium' });
}

/** "3 minutes ago"; the exact time where it is told to be exact. */
export function Moment({ at, exact = false }: { at: string | null; exact?: boolean }) {
  if (at === null) return <>{t().general.none}</>;
  const text = exactly(at);
  return (
    <time dateTime={at} title={exact ? relative(at) : text}>
      {exact ? text : relative(at)}
    </time>
  );
}

function relative(at: string): string {
  const seconds = Math.round((Date.parse(at) - now.value) / 1_000);
  const format = new Intl.RelativeTimeFormat(language.value, { numeric: 'auto', style: 'short' });
  // The clocks of two machines differ a little; what has just happened is not in the future.
  if (Math.abs(seconds) < 3) return format.format(0, 'second');
  const [unit, size] = steps.find(([, step]) => Math.abs(seconds) >= step) ?? ['second', 1];
  return format.format(Math.trunc(seconds / size), unit);
}

/** How long something took, or takes until now. */
export function Elapsed({ from, to }: { from: string; to: string | null }) {
  const ms = Math.max(0, (to === null ? now.value : Date.parse(to)) - Date.parse(from));
  return <span class="number">{elapsed(ms)}</span>;
}

function elapsed(ms: number): string {
  const unit = (value: number, name: 'millisecond' | 'second' | 'minute' | 'hour', digits = 0): string =>
    new Intl.NumberFormat(language.value, {
      style: 'unit',
      unit: name,
      unitDisplay: 'short',
      maximumFractionDigits: digits,
    }).format(value);
  if (ms < 1_000) return unit(ms, 'millisecond');
  if (ms < 10_000) return unit(ms / 1_000, 'second', 1);
  if (ms < 60_000) return unit(Math.floor(ms / 1_000), 'second');
  if (ms < 3_600_000)
    return `${unit(Math.floor(ms / 60_000), 'minute')} ${unit(Math.floor(ms / 1_000) % 60, 'second')}`;
  return `${unit(Math.floor(ms / 3_600_000), 'hour')} ${unit(Math.floor(ms / 60_000) % 60, 'minute')}`;
}
