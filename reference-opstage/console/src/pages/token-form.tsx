/** Makes a registration token and shows it: this once, with the three lines an agent is started with. */
import type {
  Agent,
  CloudEvent,
  RegistrationTokenCreateRequest,
  RegistrationTokenIssued,
} from 'capsule-contract/types';
import { useEffect, useState } from 'preact/hooks';
import { ApiError } from '../client/api-error.ts';
import { call } from '../client/call.ts';
import { onEvent } from '../client/feed.ts';
import { CopyLines } from '../components/copy-lines.tsx';
import { Failure } from '../components/failure.tsx';
import { Field, Toggle } from '../components/field.tsx';
import { agentCodePattern } from '../contract/excerpt.data.ts';
import { t } from '../language/language.ts';
import { paths } from './paths.ts';

interface TokenFormProps {
  /** The agent whose place the next registration takes. */
  replaces?: Agent;
  onDone(): void;
  onIssued?(): void;
}

const hourSeconds = 3_600;
const daySeconds = 24 * hourSeconds;
const lives = [hourSeconds, daySeconds, 7 * daySeconds, 30 * daySeconds];

export function TokenForm({ replaces, onDone, onIssued = () => {} }: TokenFormProps) {
  const [wish, setWish] = useState<RegistrationTokenCreateRequest>({ expiresInSeconds: daySeconds });
  const [issued, setIssued] = useState<RegistrationTokenIssued | null>(null);
  const [failure, setFailure] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const words = t().tokens;

  if (issued !== null) return <Issued token={issued} onDone={onDone} />;

  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setFailure(null);
    try {
      const body = replaces === undefined ? wish : { ...wish, replaceAgentId: replaces.id };
      const { data } = await call('registrationTokenCreate', { body });
      setIssued(data);
      onIssued();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setFailure(error);
      setBusy(false);
    }
  };
  const change = (changes: { [Name in keyof RegistrationTokenCreateRequest]?: unknown }): void => {
    const merged = Object.entries({ ...wish, ...changes }).filter(([, value]) => value !== undefined && value !== '');
    setWish(Object.fromEntries(merged) as RegistrationTokenCreateRequest);
  };

  return (
    <form onSubmit={submit}>
      {replaces === undefined && (
        <Field label={words.label} note={t().general.optional} hint={words.labelHint}>
          {(control) => (
            <input
              {...control}
              type="text"
              maxLength={200}
              value={wish.label ?? ''}
              onInput={(event) => change({ label: event.currentTarget.value })}
            />
          )}
        </Field>
      )}
      <Field label={words.expiresIn}>
        {(control) => (
          <select
            {...control}
            value={String(wish.expiresInSeconds)}
            onChange={(event) => change({ expiresInSeconds: Number(event.currentTarget.value) })}
          >
            {lives.map((seconds) => (
              <option key={seconds} value={String(seconds)}>
                {seconds < daySeconds ? words.hours(seconds / hourSeconds) : words.days(seconds / daySeconds)}
              </option>
            ))}
          </select>
        )}
      </Field>
      {replaces === undefined && <Scope wish={wish} change={change} />}
      {failure !== null && <Failure failure={failure} />}
      <div class="dialog-foot">
        <button type="button" onClick={onDone}>
          {t().general.cancel}
        </button>
        <button type="submit" class="primary" disabled={busy || replaces?.status === 'DISABLED'}>
          {words.submit}
        </button>
      </div>
    </form>
  );
}

interface ScopeProps {
  wish: RegistrationTokenCreateRequest;
  change(changes: { [Name in keyof RegistrationTokenCreateRequest]?: unknown }): void;
}

function Scope({ wish, change }: ScopeProps) {
  const words = t().tokens;
  return (
    <>
      <Field label={words.agentCode} note={t().general.optional} hint={words.agentCodeHint}>
        {(control) => (
          <input
            {...control}
            type="text"
            autocapitalize="none"
            spellcheck={false}
            pattern={agentCodePattern.replace(/^\^|\$$/g, '')}
            value={wish.agentCode ?? ''}
            onInput={(event) => change({ agentCode: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field label={words.maxUses}>
        {(control) => (
          <input
            {...control}
            type="number"
            min={1}
            max={1000}
            value={wish.maxUses ?? 1}
            onInput={(event) => change({ maxUses: event.currentTarget.valueAsNumber || undefined })}
          />
        )}
      </Field>
      <Toggle
        label={words.ephemeral}
        hint={words.ephemeralHint}
        checked={wish.ephemeral === true}
        onChange={(checked) => change({ ephemeral: checked || undefined })}
      />
    </>
  );
}

function Issued({ token, onDone }: { token: RegistrationTokenIssued; onDone(): void }) {
  const words = t().tokens;
  const arrived = useArrival(token.id);
  const lines = [
    `OPSTAGE_URL=${location.origin}`,
    `OPSTAGE_REGISTRATION_TOKEN=${token.token}`,
    `OPSTAGE_AGENT_STATE=./${token.agentCode ?? 'agent'}-state`,
  ];
  return (
    <div class="issued">
      <h3>{words.issued}</h3>
      <CopyLines text={lines.join('\n')} label={words.issued} />
      <p class="notice calm">{words.issuedAbout}</p>
      <p role="status">
        {arrived === null ? (
          <span class="awaiting">{words.waiting}</span>
        ) : (
          <>
            <strong>{words.arrived(arrived.code)}</strong> <a href={paths.agent(arrived.id)}>{words.open}</a>
          </>
        )}
      </p>
      <div class="dialog-foot">
        <button type="button" onClick={onDone}>
          {t().general.done}
        </button>
      </div>
    </div>
  );
}

/** The agent that registers while this token is looked at, once the token shows that it was the one used. */
function useArrival(tokenId: string): { id: string; code: string } | null {
  const [arrived, setArrived] = useState<{ id: string; code: string } | null>(null);
  useEffect(() => {
    const look = async (event: CloudEvent | null): Promise<void> => {
      const { agentId } = event?.data ?? {};
      const registers = event?.type === 'capsule.agent.registered' || event?.type === 'capsule.agent.replaced';
      if (!registers || agentId === undefined) return;
      const { data: token } = await call('registrationTokenView', { path: { tokenId } });
      if (token.uses === 0) return;
      const { data: agent } = await call('agentView', { path: { agentId } });
      setArrived({ id: agent.id, code: agent.code });
    };
    return onEvent((event) => void look(event).catch(() => {}));
  }, [tokenId]);
  return arrived;
}
