import type { Agent } from 'capsule-contract/types';
import { useState } from 'preact/hooks';
import { call } from '../client/call.ts';
import { useLive } from '../client/live.ts';
import { canCall, mayCall } from '../client/session.ts';
import { announce } from '../components/announcement.tsx';
import { StatusBadge } from '../components/badge.tsx';
import { Dialog } from '../components/dialog.tsx';
import { Facts } from '../components/facts.tsx';
import { Field } from '../components/field.tsx';
import { Moment } from '../components/moment.tsx';
import { t } from '../language/language.ts';
import { CommandTable } from './command-table.tsx';
import { LastSeen } from './last-seen.tsx';
import { Page } from './page.tsx';
import { paths, withQuery } from './paths.ts';
import { Question } from './question.tsx';
import { ServiceTable } from './service-table.tsx';
import { Shown } from './shown.tsx';
import { TokenForm } from './token-form.tsx';

type Deed = 'agentDisable' | 'agentEnable' | 'agentRevoke';

export function AgentPage({ agentId }: { agentId: string }) {
  const agent = useLive('agentView', { path: { agentId } }, ({ data }) => data.agentId === agentId);
  const [asked, setAsked] = useState<Deed | 'replace' | null>(null);
  const words = t().agents;
  const title = agent.data?.code ?? words.agent;
  return (
    <Page
      title={title}
      trail={[[words.title, paths.agents]]}
      beside={agent.data && <StatusBadge status={agent.data.status} of="agent" />}
      about={agent.data && <span lang="en">{agent.data.statusReason}</span>}
      actions={agent.data && <Deeds agent={agent.data} ask={setAsked} />}
    >
      <Shown live={agent}>
        {(data) => (
          <>
            <AgentFacts agent={data} />
            <ServicesOf agentId={agentId} />
            <CommandsOf agentId={agentId} />
            {mayCall('auditList') && (
              <p>
                <a href={withQuery(paths.audit, { targetId: agentId })}>{words.auditOf}</a>
              </p>
            )}
            {asked === 'replace' && (
              <Dialog title={`${words.replace}: ${data.code}`} onClose={() => setAsked(null)}>
                <p>{data.status === 'DISABLED' ? words.replaceDisabled : words.replaceAbout}</p>
                <TokenForm replaces={data} onDone={() => setAsked(null)} />
              </Dialog>
            )}
            {asked !== null && asked !== 'replace' && (
              <DeedQuestion agent={data} deed={asked} onClose={() => setAsked(null)} onDone={agent.refresh} />
            )}
          </>
        )}
      </Shown>
    </Page>
  );
}

function Deeds({ agent, ask }: { agent: Agent; ask(deed: Deed | 'replace'): void }) {
  const words = t().agents;
  const { status } = agent;
  return (
    <>
      {status === 'DISABLED' && canCall('agentEnable', status) && (
        <button type="button" class="primary" onClick={() => ask('agentEnable')}>
          {words.enable}
        </button>
      )}
      {status !== 'DISABLED' && canCall('agentDisable', status) && (
        <button type="button" onClick={() => ask('agentDisable')}>
          {words.disable}…
        </button>
      )}
      {mayCall('registrationTokenCreate') && (
        <button type="button" onClick={() => ask('replace')}>
          {words.replace}…
        </button>
      )}
      {status !== 'REVOKED' && canCall('agentRevoke', status) && (
        <button type="button" class="harm-quiet" onClick={() => ask('agentRevoke')}>
          {words.revoke}…
        </button>
      )}
    </>
  );
}

interface DeedQuestionProps {
  agent: Agent;
  deed: Deed;
  onClose(): void;
  onDone(): void;
}

function DeedQuestion({ agent, deed, onClose, onDone }: DeedQuestionProps) {
  const [reason, setReason] = useState('');
  const words = t().agents;
  const { verb, about, said } = {
    agentDisable: { verb: words.disable, about: words.disableAbout, said: words.disabled },
    agentEnable: { verb: words.enable, about: words.enableAbout, said: words.enabled },
    agentRevoke: { verb: words.revoke, about: words.revokeAbout, said: words.revoked },
  }[deed];
  const act = async (): Promise<void> => {
    await call(deed, { path: { agentId: agent.id }, body: reason.trim() === '' ? {} : { reason: reason.trim() } });
    announce(said(agent.code));
    onDone();
  };
  return (
    <Question
      title={`${verb}: ${agent.code}`}
      verb={verb}
      harmful={deed === 'agentRevoke'}
      onDo={act}
      onClose={onClose}
    >
      <p>{about}</p>
      <Field label={words.reasonLabel} note={t().general.optional} hint={words.reasonHint}>
        {(control) => (
          <input
            {...control}
            type="text"
            maxLength={200}
            value={reason}
            onInput={(event) => setReason(event.currentTarget.value)}
          />
        )}
      </Field>
    </Question>
  );
}

function AgentFacts({ agent }: { agent: Agent }) {
  const words = t().agents;
  const none = t().general.none;
  return (
    <section class="card">
      <Facts
        facts={[
          [words.lastSeen, <LastSeen key="seen" agent={agent} />],
          [words.heartbeat, words.heartbeatEvery(agent.heartbeatIntervalSeconds, agent.offlineAfterSeconds)],
          [words.session, agent.sessionOpen ? words.sessionOpen : words.sessionNone],
          [words.mode, agent.mode],
          [words.runtime, agent.runtime ?? none],
          [words.version, agent.version ?? none],
          [
            words.capabilities,
            agent.capabilities.length === 0 ? words.noCapabilities : <Codes codes={agent.capabilities} />,
          ],
          [words.registered, <Moment key="made" at={agent.createdAt} exact />],
          ['Id', <code key="id">{agent.id}</code>],
        ]}
      />
    </section>
  );
}

function Codes({ codes }: { codes: readonly string[] }) {
  return (
    <span class="codes">
      {codes.map((code) => (
        <code key={code}>{code}</code>
      ))}
    </span>
  );
}

function ServicesOf({ agentId }: { agentId: string }) {
  const services = useLive(
    'serviceList',
    { query: { agentId, pageSize: 100 } },
    ({ data }) => data.agentId === agentId,
  );
  const words = t().services;
  return (
    <section>
      <h2>{words.title}</h2>
      <Shown live={services}>
        {(rows) =>
          rows.length === 0 ? <p class="muted">{words.empty}</p> : <ServiceTable services={rows} agents={false} />
        }
      </Shown>
    </section>
  );
}

function CommandsOf({ agentId }: { agentId: string }) {
  const touches = ({ data }: { data: { agentId?: string; commandId?: string } }) =>
    data.agentId === agentId && data.commandId !== undefined;
  const commands = useLive('commandList', { query: { agentId, pageSize: 5 } }, touches);
  const words = t();
  return (
    <section>
      <h2>{words.agents.commands}</h2>
      <Shown live={commands}>
        {(rows) =>
          rows.length === 0 ? (
            <p class="muted">{words.commands.empty}</p>
          ) : (
            <>
              <CommandTable commands={rows} caption={words.agents.commands} />
              {(commands.pagination?.total ?? 0) > rows.length && (
                <p>
                  <a href={withQuery(paths.commands, { agentId })}>
                    {words.overview.all(commands.pagination?.total ?? 0)}
                  </a>
                </p>
              )}
            </>
          )
        }
      </Shown>
    </section>
  );
}
