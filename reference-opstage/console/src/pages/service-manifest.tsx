import { useLive } from '../client/live.ts';
import { Facts } from '../components/facts.tsx';
import { JsonView } from '../components/json-view.tsx';
import { Moment } from '../components/moment.tsx';
import { t } from '../language/language.ts';
import type { SectionProps } from './section-props.ts';
import { Shown } from './shown.tsx';

export function ServiceManifestSection({ service, touches }: SectionProps) {
  const manifest = useLive('serviceManifestView', { path: { serviceId: service.id } }, touches);
  const words = t().services;
  return (
    <Shown live={manifest}>
      {(data) => (
        <section class="card">
          <Facts
            facts={[
              [words.version, data.manifest.version],
              [words.runtime, data.manifest.runtime],
              [t().agents.mode, data.manifest.agentMode],
              [
                words.labels,
                Object.entries(data.manifest.labels ?? {}).map(([name, value]) => (
                  <code key={name}>
                    {name}={value}
                  </code>
                )),
              ],
              [words.reported, <Moment key="at" at={data.reportedAt} exact />],
              ['Id', <code key="id">{data.serviceId}</code>],
            ]}
          />
          <h2>{words.raw}</h2>
          <JsonView value={data.manifest} label={words.raw} />
        </section>
      )}
    </Shown>
  );
}
