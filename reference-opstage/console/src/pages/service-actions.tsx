import type { Action } from 'capsule-contract/types';
import { useLive } from '../client/live.ts';
import { mayCall } from '../client/session.ts';
import { DangerBadge } from '../components/badge.tsx';
import { Empty } from '../components/empty.tsx';
import { t } from '../language/language.ts';
import { paths } from './paths.ts';
import type { SectionProps } from './section-props.ts';
import { Shown } from './shown.tsx';

export function ServiceActions({ service, touches }: SectionProps) {
  const actions = useLive('actionList', { path: { serviceId: service.id }, query: { pageSize: 100 } }, touches);
  return (
    <Shown live={actions}>
      {(rows) =>
        rows.length === 0 ? (
          <Empty title={t().services.noActions} />
        ) : (
          <ul class="action-list">
            {rows.map((action) => (
              <ActionLine key={action.id} action={action} />
            ))}
          </ul>
        )
      }
    </Shown>
  );
}

function ActionLine({ action }: { action: Action }) {
  const words = t();
  const href = paths.action(action.serviceId, action.name);
  return (
    <li class="card">
      <div>
        <h2>
          <a href={href}>{action.label}</a>
        </h2>
        {action.description !== null && <p class="muted">{action.description}</p>}
        <p class="small muted">
          <code>{action.name}</code> · {words.action.timeout(action.timeoutSeconds)} ·{' '}
          {action.cancellable ? words.action.cancellable : words.action.notCancellable}
        </p>
      </div>
      <div class="action-side">
        {action.dangerLevel !== 'LOW' && <DangerBadge level={action.dangerLevel} />}
        {mayCall('commandCreate') && (
          <a class="button" href={href} aria-label={words.action.runNamed(action.label)}>
            {words.services.run}
          </a>
        )}
      </div>
    </li>
  );
}
