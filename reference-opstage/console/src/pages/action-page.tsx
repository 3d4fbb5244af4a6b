import type { Action, Command, Service } from 'capsule-contract/types';
import { useLocation } from 'preact-iso/router';
import { useLive } from '../client/live.ts';
import { mayCall } from '../client/session.ts';
import { DangerBadge, StatusBadge } from '../components/badge.tsx';
import { t } from '../language/language.ts';
import { ActionForm } from './action-form.tsx';
import { Page } from './page.tsx';
import { paths } from './paths.ts';
import { Shown } from './shown.tsx';

interface ActionPageProps {
  serviceId: string;
  actionName: string;
}

export function ActionPage({ serviceId, actionName }: ActionPageProps) {
  const { query } = useLocation();
  const touches = ({ data }: { data: { serviceId?: string; commandId?: string } }) =>
    data.serviceId === serviceId && data.commandId === undefined;
  const action = useLive('actionView', { path: { serviceId, actionName: decodeURIComponent(actionName) } }, touches);
  const service = useLive('serviceView', { path: { serviceId } }, touches);
  const words = t();
  const trail = [
    [words.services.title, paths.services],
    [service.data?.name ?? words.services.service, paths.service(serviceId)],
  ] as const;
  return (
    <Page
      title={action.data?.label ?? actionName}
      trail={trail}
      beside={
        service.data && (
          <>
            {action.data && <DangerBadge level={action.data.dangerLevel} />}
            <StatusBadge status={service.data.effectiveStatus} of="service" />
          </>
        )
      }
      about={action.data && <About action={action.data} />}
    >
      <Shown live={action}>
        {(found) => (
          <Shown live={service}>
            {(of) =>
              !mayCall('commandCreate') ? (
                <p class="notice calm">{words.action.viewerOnly}</p>
              ) : query.from === undefined ? (
                <ActionForm key={found.id} action={found} service={of} from={null} />
              ) : (
                <FormFrom action={found} service={of} commandId={query.from} />
              )
            }
          </Shown>
        )}
      </Shown>
    </Page>
  );
}

/** The form with the input of an earlier command. */
function FormFrom({ action, service, commandId }: { action: Action; service: Service; commandId: string }) {
  const command = useLive('commandView', { path: { commandId } }, () => false);
  return (
    <Shown live={command}>
      {(from: Command) => <ActionForm key={commandId} action={action} service={service} from={from} />}
    </Shown>
  );
}

function About({ action }: { action: Action }) {
  const words = t().action;
  return (
    <>
      {action.description !== null && <p>{action.description}</p>}
      <p class="muted">
        <code>{action.name}</code> · {action.idempotent ? words.idempotent : words.notIdempotent} ·{' '}
        {action.cancellable ? words.cancellable : words.notCancellable} · {words.timeout(action.timeoutSeconds)}
      </p>
    </>
  );
}
