import type { AttentionItem, Dashboard } from 'capsule-contract/types';
import { useLive } from '../client/live.ts';
import { mayCall } from '../client/session.ts';
import { CountsBar } from '../components/counts-bar.tsx';
import { Empty } from '../components/empty.tsx';
import { Moment } from '../components/moment.tsx';
import type { Tone } from '../components/tone.ts';
import { agentStatuses, commandStatuses, effectiveStatuses } from '../contract/excerpt.data.ts';
import { t } from '../language/language.ts';
import { CommandTable } from './command-table.tsx';
import { Page } from './page.tsx';
import { paths } from './paths.ts';
import { Shown } from './shown.tsx';
import { statusReason } from './status-reason.ts';

export function OverviewPage() {
  const dashboard = useLive('dashboardView', {}, () => true);
  const recent = useLive('commandList', { query: { pageSize: 5 } }, ({ data }) => data.commandId !== undefined);
  const words = t().overview;
  return (
    <Page title={words.title}>
      <Shown live={dashboard}>
        {(data) => (
          <>
            <Counts data={data} />
            {data.agents.total === 0 ? <FirstSteps /> : <Attention items={data.attention} />}
          </>
        )}
      </Shown>
      <section>
        <h2>{words.recent}</h2>
        <Shown live={recent}>
          {(commands) =>
            commands.length === 0 ? (
              <p class="muted">{words.noCommands}</p>
            ) : (
              <CommandTable commands={commands} caption={words.recent} />
            )
          }
        </Shown>
      </section>
    </Page>
  );
}

function Counts({ data: { services, agents, commands } }: { data: Dashboard }) {
  const words = t().nav;
  return (
    <div class="counts-row">
      <CountsBar
        title={words.services}
        href={paths.services}
        total={services.total}
        counts={effectiveStatuses.map((status) => [status, services[status]] as const)}
      />
      <CountsBar
        title={words.agents}
        href={paths.agents}
        total={agents.total}
        counts={agentStatuses.map((status) => [status, agents[status]] as const)}
      />
      <CountsBar
        title={words.commands}
        href={paths.commands}
        total={commands.total}
        counts={commandStatuses.map((status) => [status, commands[status]] as const)}
      />
    </div>
  );
}

function FirstSteps() {
  const words = t().overview;
  return (
    <Empty title={words.empty}>
      <p>{words.emptyAbout}</p>
      {mayCall('registrationTokenCreate') && (
        <p>
          <a class="button primary" href={`${paths.tokens}?new=1`}>
            {words.firstToken}
          </a>
        </p>
      )}
    </Empty>
  );
}

const tones: Record<AttentionItem['kind'], Tone> = {
  COMMAND_OUTCOME_UNKNOWN: 'bad',
  COMMAND_FAILED: 'bad',
  SERVICE_UNHEALTHY: 'bad',
  SERVICE_STALE: 'warn',
  SERVICE_UNKNOWN: 'warn',
  AGENT_OFFLINE: 'calm',
  AGENT_DISABLED: 'calm',
};

function Attention({ items }: { items: readonly AttentionItem[] }) {
  const words = t();
  return (
    <section>
      <h2>{words.overview.attention}</h2>
      {items.length === 0 ? (
        <div class="notice good">
          <p class="notice-title">{words.overview.calm}</p>
          <p>{words.overview.calmAbout}</p>
        </div>
      ) : (
        <ul class="attention">
          {items.map((item) => (
            <li key={`${item.kind} ${item.targetId}`}>
              <a href={paths[item.targetType](item.targetId)}>
                <span class={`badge ${tones[item.kind] ?? 'warn'}`}>{words.attentionKind[item.kind] ?? item.kind}</span>
                <strong>{item.code ?? item.targetId}</strong>
                <span class="muted">{statusReason(item.statusReason)}</span>
                <span class="muted since">
                  <Moment at={item.since} />
                </span>
              </a>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
