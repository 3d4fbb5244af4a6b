import { t } from '../language/language.ts';
import type { StatusName } from '../language/status-name.ts';
import { statusTones } from './tone.ts';

interface CountsBarProps {
  title: string;
  /** Where the list is; a status is asked for by `?status=`. */
  href: string;
  total: number;
  counts: readonly (readonly [StatusName, number])[];
}

/** How many there are of each status: at a glance as a bar, exactly as links. */
export function CountsBar({ title, href, total, counts }: CountsBarProps) {
  const present = counts.filter(([, count]) => count > 0);
  return (
    <section class="counts card">
      <h2>
        <a href={href}>{title}</a>
        <span class="total number">{total.toLocaleString(t().locale)}</span>
      </h2>
      <div class="counts-bar" aria-hidden="true">
        {present.map(([status, count]) => (
          <span key={status} class={statusTones[status]} style={{ flexGrow: count }} />
        ))}
      </div>
      <ul>
        {counts.map(([status, count]) => (
          <li key={status} class={count === 0 ? 'zero' : undefined}>
            <a href={`${href}?status=${status}`}>
              <span class={`dot ${statusTones[status]}`} aria-hidden="true" />
              {t().status[status]} <span class="number">{count.toLocaleString(t().locale)}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
