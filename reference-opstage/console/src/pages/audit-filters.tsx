import type { AuditAction, AuditResult } from 'capsule-contract/types';
import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { Field } from '../components/field.tsx';
import { auditActions, auditResults } from '../contract/excerpt.data.ts';
import { t } from '../language/language.ts';
import { paths, withQuery } from './paths.ts';

export const auditFilterNames = ['action', 'result', 'actorId', 'targetId', 'correlationId', 'from', 'to'] as const;
type FilterName = (typeof auditFilterNames)[number];
export type AuditFilter = Partial<Record<FilterName, string>>;

/** The filters as typed; they count once they are applied, and then stand in the address. */
export function AuditFilters({ filter }: { filter: AuditFilter }) {
  const { route } = useLocation();
  const applied = JSON.stringify(filter);
  const [typed, setTyped] = useState(filter);
  useEffect(() => setTyped(JSON.parse(applied) as AuditFilter), [applied]);
  const words = t().audit;
  const filtered = Object.keys(filter).length > 0;
  const change = (name: FilterName, value: string): void => setTyped({ ...typed, [name]: value });
  const text = (name: FilterName) => (
    <Field label={words[name]}>
      {(control) => (
        <input
          {...control}
          type="text"
          maxLength={128}
          spellcheck={false}
          autocapitalize="none"
          value={typed[name] ?? ''}
          onInput={(event) => change(name, event.currentTarget.value)}
        />
      )}
    </Field>
  );
  const time = (name: 'from' | 'to') => (
    <Field label={words[name]}>
      {(control) => (
        <input
          {...control}
          type="datetime-local"
          value={localTime(typed[name])}
          onInput={(event) => {
            const { value } = event.currentTarget;
            change(name, value === '' ? '' : new Date(value).toISOString());
          }}
        />
      )}
    </Field>
  );
  return (
    <details class="filter-panel" open={filtered}>
      <summary>{t().list.refine}</summary>
      <search>
        <form
          class="filters"
          onSubmit={(event) => {
            event.preventDefault();
            route(withQuery(paths.audit, typed));
          }}
        >
          <Field label={words.action}>
            {(control) => (
              <select
                {...control}
                value={typed.action ?? ''}
                onChange={(event) => change('action', event.currentTarget.value)}
              >
                <option value="">{t().list.any}</option>
                {auditActions.map((action: AuditAction) => (
                  <option key={action} value={action}>
                    {action}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label={words.result}>
            {(control) => (
              <select
                {...control}
                value={typed.result ?? ''}
                onChange={(event) => change('result', event.currentTarget.value)}
              >
                <option value="">{t().list.any}</option>
                {auditResults.map((result: AuditResult) => (
                  <option key={result} value={result}>
                    {t().status[result]}
                  </option>
                ))}
              </select>
            )}
          </Field>
          {text('actorId')}
          {text('targetId')}
          {text('correlationId')}
          {time('from')}
          {time('to')}
          <button type="submit">{t().list.apply}</button>
          {filtered && (
            <a class="button quiet" href={paths.audit}>
              {t().list.clear}
            </a>
          )}
        </form>
      </search>
    </details>
  );
}

/** A time as the browser's field wants it: local, without a zone. */
function localTime(at: string | undefined): string {
  if (at === undefined || at === '') return '';
  const time = new Date(at);
  return new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
