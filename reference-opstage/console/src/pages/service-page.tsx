import type { CloudEvent, Service } from 'capsule-contract/types';
import { useLive } from '../client/live.ts';
import { StatusBadge } from '../components/badge.tsx';
import { t } from '../language/language.ts';
import { NotFoundPage } from './not-found-page.tsx';
import { Page } from './page.tsx';
import { paths } from './paths.ts';
import { ServiceActions } from './service-actions.tsx';
import { ServiceCommands } from './service-commands.tsx';
import { ServiceConfigsSection } from './service-configs.tsx';
import { ServiceHealthSection } from './service-health.tsx';
import { ServiceManifestSection } from './service-manifest.tsx';
import { Shown } from './shown.tsx';
import { statusReason } from './status-reason.ts';

const sections = {
  actions: ServiceActions,
  health: ServiceHealthSection,
  configs: ServiceConfigsSection,
  commands: ServiceCommands,
  manifest: ServiceManifestSection,
} as const;
type SectionName = keyof typeof sections;

export function ServicePage({ serviceId, section = 'actions' }: { serviceId: string; section?: string }) {
  const touches = ({ data }: CloudEvent): boolean => data.serviceId === serviceId && data.commandId === undefined;
  const service = useLive('serviceView', { path: { serviceId } }, touches);
  const words = t().services;
  if (!(section in sections)) return <NotFoundPage />;
  const Section = sections[section as SectionName];
  const { data } = service;
  return (
    <Page
      title={data?.name ?? words.service}
      trail={[[words.title, paths.services]]}
      beside={
        data && (
          <>
            <StatusBadge status={data.effectiveStatus} of="service" />
            {data.released && <span class="badge calm">{words.released}</span>}
          </>
        )
      }
      about={data && <About service={data} />}
    >
      <nav class="tabs" aria-label={words.sections}>
        {(Object.keys(sections) as SectionName[]).map((name) => (
          <a
            key={name}
            href={paths.service(serviceId, name === 'actions' ? undefined : name)}
            aria-current={name === section ? 'page' : undefined}
          >
            {words[name]}
          </a>
        ))}
      </nav>
      <Shown live={service}>{(found) => <Section key={section} service={found} touches={touches} />}</Shown>
    </Page>
  );
}

function About({ service }: { service: Service }) {
  const words = t().services;
  return (
    <>
      {service.description !== null && service.description !== '' && <p>{service.description}</p>}
      <p class="muted">
        {statusReason(service.statusReason)} <code>{service.code}</code> {service.version} · {words.agent}{' '}
        <a href={paths.agent(service.agentId)}>{service.agentCode}</a>
      </p>
    </>
  );
}
