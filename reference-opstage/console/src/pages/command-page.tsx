import type { Command, CommandResult, JsonObject } from 'capsule-contract/types';
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { call } from '../client/call.ts';
import { useLive } from '../client/live.ts';
import { canCall } from '../client/session.ts';
import { DangerBadge, StatusBadge } from '../components/badge.tsx';
import { Facts } from '../components/facts.tsx';
import { JsonView } from '../components/json-view.tsx';
import { Elapsed, exactly, Moment } from '../components/moment.tsx';
import { Prose } from '../components/prose.tsx';
import { finalCommandStatuses } from '../contract/excerpt.data.ts';
import { t } from '../language/language.ts';
import { CommandTimeline } from './command-timeline.tsx';
import { Page } from './page.tsx';
import { paths, withQuery } from './paths.ts';
import { Question } from './question.tsx';
import { Shown } from './shown.tsx';

export function CommandPage({ commandId }: { commandId: string }) {
  const command = useLive('commandView', { path: { commandId } }, ({ data }) => data.commandId === commandId);
  const [asked, setAsked] = useState<'cancel' | 'retry' | null>(null);
  const words = t().commands;
  const { data } = command;
  return (
    <Page
      title={data?.actionName ?? words.title}
      trail={[[words.title, paths.commands]]}
      beside={data && <StatusBadge status={data.status} of="command" />}
      about={
        data && (
          <p>
            {words.service} <a href={paths.service(data.serviceId)}>{data.serviceCode}</a> · <code>{data.id}</code>
          </p>
        )
      }
      actions={data && <Deeds command={data} ask={setAsked} />}
    >
      <Shown live={command}>
        {(found) => (
          <>
            <Outcome command={found} />
            <div class="two-columns">
              <CommandTimeline command={found} />
              <CommandFacts command={found} />
            </div>
            <Payload command={found} />
            {asked === 'cancel' && <CancelQuestion command={found} onClose={() => setAsked(null)} />}
            {asked === 'retry' && <RetryQuestion command={found} onClose={() => setAsked(null)} />}
          </>
        )}
      </Shown>
    </Page>
  );
}

function Deeds({ command, ask }: { command: Command; ask(deed: 'cancel' | 'retry'): void }) {
  const words = t().commands;
  const { status, cancelRequestedAt, cancellable } = command;
  const open = !finalCommandStatuses.includes(status);
  return (
    <>
      {open && canCall('commandCancel', status) && (
        <button
          type="button"
          disabled={cancelRequestedAt !== null || (status === 'RUNNING' && !cancellable)}
          title={status === 'RUNNING' && !cancellable ? words.notCancellable : undefined}
          onClick={() => ask('cancel')}
        >
          {words.cancel}
        </button>
      )}
      {canCall('commandRetry', status) && (
        <button type="button" onClick={() => ask('retry')}>
          {words.retry}
        </button>
      )}
    </>
  );
}

function CancelQuestion({ command, onClose }: { command: Command; onClose(): void }) {
  const words = t().commands;
  const cancel = async (): Promise<void> => {
    await call('commandCancel', { path: { commandId: command.id }, body: {} });
  };
  return (
    <Question title={words.cancelTitle} verb={words.cancel} refuse={words.keep} harmful onDo={cancel} onClose={onClose}>
      <p>{command.status === 'PENDING' ? words.cancelPending : words.cancelRunning}</p>
    </Question>
  );
}

/** The dialog itself is the confirmation that the contract asks for. */
function RetryQuestion({ command, onClose }: { command: Command; onClose(): void }) {
  const { route } = useLocation();
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const words = t().commands;
  const edit = withQuery(paths.action(command.serviceId, command.actionName), { from: command.id });
  const retry = async (): Promise<void> => {
    const path = { commandId: command.id };
    const { data } = await call('commandRetry', { path, body: { confirmation: true }, idempotencyKey });
    route(paths.command(data.command.id));
  };
  return (
    <Question
      title={words.retryTitle}
      verb={t().action.run}
      harmful={command.dangerLevel === 'HIGH'}
      ready={!command.payloadErased}
      onDo={retry}
      onClose={onClose}
    >
      {command.dangerLevel !== 'LOW' && <DangerBadge level={command.dangerLevel} />}
      <p>{command.payloadErased ? words.retryErased : words.retryAbout}</p>
      {command.outcomeKnown === false && !command.idempotent && <p class="notice bad">{words.retryUnknown}</p>}
      <p>
        <a href={edit}>{words.edit}</a>
      </p>
    </Question>
  );
}

function Outcome({ command }: { command: Command }) {
  const words = t().commands;
  const { error, result, lateResult, outcomeKnown, progress, status } = command;
  return (
    <>
      {status === 'RUNNING' && (
        <section class="running">
          <label for="progress">{progress?.message ?? words.events.running}</label>
          <progress id="progress" max={100} value={progress?.percent ?? undefined} />
          <span class="number">{typeof progress?.percent === 'number' && words.progressOf(progress.percent)}</span>
        </section>
      )}
      {outcomeKnown === false && (
        <div class="notice bad">
          <p class="notice-title">{t().attentionKind.COMMAND_OUTCOME_UNKNOWN}</p>
          <p>{words.outcomeUnknown}</p>
        </div>
      )}
      {error !== null && <OutcomeNotice code={error.code} message={error.message} />}
      {result?.success && <Result title={words.result} result={result} />}
      {lateResult !== null && (
        <>
          <Result title={words.lateResult} result={lateResult} />
          <p class="muted">{words.lateAbout}</p>
        </>
      )}
    </>
  );
}

function OutcomeNotice({ code, message }: { code: string; message: string | null | undefined }) {
  const meaning = t().contract.outcomes[code];
  return (
    <div class="notice bad" data-outcome={code}>
      <p class="notice-title">{message ?? code}</p>
      {meaning !== undefined && (
        <p>
          <Prose text={meaning} />
        </p>
      )}
      <p class="small">
        <code>{code}</code>
      </p>
    </div>
  );
}

function Result({ title, result }: { title: string; result: CommandResult }) {
  return (
    <section class="card">
      <h2>{title}</h2>
      {result.message !== null && <p>{result.message}</p>}
      {result.error !== null && (
        <p>
          <code>{result.error.code}</code> {result.error.message}
        </p>
      )}
      {result.data === null ? (
        <p class="muted">{t().commands.noData}</p>
      ) : (
        <JsonView value={result.data} label={title} />
      )}
    </section>
  );
}

function CommandFacts({ command }: { command: Command }) {
  const words = t();
  const none = words.general.none;
  return (
    <section class="card">
      <Facts
        facts={[
          [words.commands.by, command.createdBy.name ?? command.createdBy.id ?? none],
          [
            words.commands.duration,
            command.acknowledgedAt === null ? (
              none
            ) : (
              <Elapsed key="took" from={command.acknowledgedAt} to={command.finishedAt} />
            ),
          ],
          [words.action.danger, words.danger[command.dangerLevel]],
          [words.commands.repeating, command.idempotent ? words.action.idempotent : words.action.notIdempotent],
          [
            words.commands.agent,
            <a key="agent" href={paths.agent(command.agentId)}>
              {command.agentId}
            </a>,
          ],
          ...(command.retryOf === null
            ? []
            : ([
                [
                  words.commands.retryOf,
                  <a key="of" href={paths.command(command.retryOf)}>
                    {command.retryOf}
                  </a>,
                ],
              ] as const)),
          ...(command.status === 'PENDING'
            ? ([[words.list.status, words.commands.ends(exactly(command.startBy))]] as const)
            : []),
          [words.tokens.expires, <Moment key="expires" at={command.expiresAt} exact />],
        ]}
      />
    </section>
  );
}

function Payload({ command: { payload, payloadErased } }: { command: Command }) {
  const words = t().commands;
  const empty = Object.keys(payload as JsonObject).length === 0;
  return (
    <section>
      <h2>{words.payload}</h2>
      {empty ? <p class="muted">{words.payloadEmpty}</p> : <JsonView value={payload} label={words.payload} />}
      {payloadErased && <p class="muted">{words.payloadErased}</p>}
    </section>
  );
}
