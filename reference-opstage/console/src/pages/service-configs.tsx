import type { ConfigChange, ConfigItem, ConfigRevision } from 'capsule-contract/types';
import { useLive } from '../client/live.ts';
import { DataTable } from '../components/data-table.tsx';
import { Empty } from '../components/empty.tsx';
import { Moment } from '../components/moment.tsx';
import { t } from '../language/language.ts';
import type { SectionProps } from './section-props.ts';
import { Shown } from './shown.tsx';

export function ServiceConfigsSection({ service, touches }: SectionProps) {
  const path = { serviceId: service.id };
  const configs = useLive('serviceConfigView', { path }, touches);
  const history = useLive('serviceConfigHistory', { path, query: { pageSize: 50 } }, touches);
  const words = t().services;
  return (
    <>
      <Shown live={configs}>
        {({ items, configRevision }) =>
          items.length === 0 ? (
            <Empty title={words.noConfigs} />
          ) : (
            <section>
              <h2>
                {words.configs} <span class="muted">{words.revision(configRevision)}</span>
              </h2>
              <ConfigTable items={items} />
            </section>
          )
        }
      </Shown>
      <section>
        <h2>{words.history}</h2>
        <Shown live={history}>
          {(revisions) =>
            revisions.length === 0 ? (
              <p class="muted">{words.noHistory}</p>
            ) : (
              <ol class="revisions">
                {revisions.map((revision) => (
                  <Revision key={revision.configRevision} revision={revision} />
                ))}
              </ol>
            )
          }
        </Shown>
      </section>
    </>
  );
}

function ConfigTable({ items }: { items: readonly ConfigItem[] }) {
  const words = t().services;
  const none = t().general.none;
  return (
    <DataTable
      caption={words.configs}
      rows={items}
      keyOf={({ id }) => id}
      columns={[
        {
          title: words.key,
          head: true,
          cell: ({ key, label }) => (
            <>
              <code>{key}</code>
              {label !== null && <span class="muted block">{label}</span>}
            </>
          ),
        },
        {
          title: words.value,
          cell: (item) =>
            item.sensitive ? (
              <span class="muted">{words.sensitive}</span>
            ) : (
              <>
                <code class="value">{item.valuePreview ?? none}</code>
                {item.defaultValue !== null && item.defaultValue !== item.valuePreview && (
                  <span class="muted block">{words.default(item.defaultValue)}</span>
                )}
              </>
            ),
        },
        { title: words.type, cell: ({ type }) => type },
        { title: words.source, cell: ({ source }) => source ?? none },
      ]}
    />
  );
}

function Revision({ revision: { configRevision, changedAt, changes } }: { revision: ConfigRevision }) {
  const words = t().services;
  return (
    <li class="card" data-revision={configRevision}>
      <h3>
        {words.revision(configRevision)}{' '}
        <span class="muted">
          <Moment at={changedAt} />
        </span>
      </h3>
      <ul class="diff">
        {changes.map((change) => (
          <Change key={change.key} change={change} />
        ))}
      </ul>
    </li>
  );
}

/** One item before and after; signs and words say what the colours say. */
function Change({ change: { key, change, before, after } }: { change: ConfigChange }) {
  const words = t().services;
  return (
    <li>
      <p>
        <code>{key}</code> <span class="muted">{words.change[change]}</span>
      </p>
      {before !== null && (
        <p class="diff-line removed">
          <span class="unseen">{words.before}</span>
          <span aria-hidden="true">−</span> <Value item={before} />
        </p>
      )}
      {after !== null && (
        <p class="diff-line added">
          <span class="unseen">{words.after}</span>
          <span aria-hidden="true">+</span> <Value item={after} />
        </p>
      )}
    </li>
  );
}

function Value({ item }: { item: ConfigItem }) {
  const words = t().services;
  if (!item.sensitive) return <code class="value">{item.valuePreview ?? words.nothing}</code>;
  if (item.fingerprint === null) return <span>{words.sensitive}</span>;
  return <span title={words.sensitive}>{words.fingerprint(item.fingerprint.slice(0, 12))}</span>;
}
