/** The filters of a list live in its address, so that they can be bookmarked and gone back to. */

import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { Field } from '../components/field.tsx';
import { t } from '../language/language.ts';
import type { StatusName } from '../language/status-name.ts';
import { withQuery } from './paths.ts';

interface ListFiltersProps<Status extends StatusName> {
  path: string;
  statuses: readonly Status[];
  /** Whether the list can be searched by words. */
  search: boolean;
}

export function ListFilters<Status extends StatusName>({ path, statuses, search }: ListFiltersProps<Status>) {
  const { query, route } = useLocation();
  const [text, setText] = useState(query.q ?? '');
  useEffect(() => setText(query.q ?? ''), [query.q]);
  const words = t().list;
  const { page: _page, new: _new, ...kept } = query;
  const filtered = Object.keys(kept).length > 0;

  return (
    <search>
      <form
        class="filters"
        onSubmit={(event) => {
          event.preventDefault();
          route(withQuery(path, { ...kept, q: text.trim() }));
        }}
      >
        {search && (
          <Field label={words.search}>
            {(control) => (
              <input
                {...control}
                type="search"
                maxLength={200}
                value={text}
                onInput={(event) => setText(event.currentTarget.value)}
              />
            )}
          </Field>
        )}
        <Field label={words.status}>
          {(control) => (
            <select
              {...control}
              value={query.status ?? ''}
              onChange={(event) => route(withQuery(path, { ...kept, status: event.currentTarget.value }))}
            >
              <option value="">{words.any}</option>
              {statuses.map((status) => (
                <option key={status} value={status}>
                  {t().status[status]}
                </option>
              ))}
            </select>
          )}
        </Field>
        {search && <button type="submit">{words.apply}</button>}
        {filtered && (
          <a class="button quiet" href={path}>
            {words.clear}
          </a>
        )}
      </form>
    </search>
  );
}
