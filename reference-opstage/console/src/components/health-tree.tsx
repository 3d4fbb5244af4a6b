import type { Health, HealthCheck } from 'capsule-contract/types';
import { t } from '../language/language.ts';
import { StatusBadge } from './badge.tsx';
import { JsonView } from './json-view.tsx';

/** The health of a service and of its parts, as last received. */
export function HealthTree({ health, name }: { health: Health; name: string }) {
  return (
    <ul class="health">
      <HealthNode node={health} name={name} />
    </ul>
  );
}

function HealthNode({ node, name }: { node: Health | HealthCheck; name: string }) {
  const { status, message, details, checks } = node;
  return (
    <li>
      <div class="health-node">
        <StatusBadge status={status} />
        <strong>{name}</strong>
        {message !== null && <span class="muted">{message}</span>}
      </div>
      {details !== null && Object.keys(details).length > 0 && (
        <details>
          <summary>{t().services.details}</summary>
          <JsonView value={details} label={t().services.details} />
        </details>
      )}
      {checks.length > 0 && (
        <ul>
          {checks.map((check) => (
            <HealthNode key={check.name} node={check} name={check.name} />
          ))}
        </ul>
      )}
    </li>
  );
}
