import { useLive } from '../client/live.ts';
import { Empty } from '../components/empty.tsx';
import { HealthTree } from '../components/health-tree.tsx';
import { Moment } from '../components/moment.tsx';
import { t } from '../language/language.ts';
import type { SectionProps } from './section-props.ts';
import { Shown } from './shown.tsx';

export function ServiceHealthSection({ service, touches }: SectionProps) {
  const health = useLive('serviceHealthView', { path: { serviceId: service.id } }, touches);
  const words = t().services;
  return (
    <Shown live={health}>
      {(data) =>
        data.health === null ? (
          <Empty title={words.noHealth} />
        ) : (
          <section class="card">
            <HealthTree health={data.health} name={service.code} />
            <p class="small muted">
              {words.received} <Moment at={data.receivedAt} exact />
            </p>
          </section>
        )
      }
    </Shown>
  );
}
