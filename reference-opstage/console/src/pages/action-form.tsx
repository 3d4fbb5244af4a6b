/** Input for an action: as a form made from its schema or as JSON, judged here first and by Opstage in the end. */
import type { Action, Command, JsonObject, Service } from 'capsule-contract/types';
import { useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { ApiError } from '../client/api-error.ts';
import { call } from '../client/call.ts';
import { Failure } from '../components/failure.tsx';
import { Field, Toggle } from '../components/field.tsx';
import { type InputSchema, startingValue } from '../components/payload-form/input-schema.ts';
import { type Faults, faultsOf } from '../components/payload-form/payload-faults.ts';
import { PayloadForm } from '../components/payload-form/payload-form.tsx';
import { t } from '../language/language.ts';
import { ConfirmRun } from './confirm-run.tsx';
import { paths } from './paths.ts';

interface ActionFormProps {
  action: Action;
  service: Service;
  /** Whose input to start from; running it is a retry of that command. */
  from: Command | null;
}

const none: Faults = new Map();

export function ActionForm({ action, service, from }: ActionFormProps) {
  const { route } = useLocation();
  const schema = (action.inputSchema ?? { type: 'object' }) as InputSchema;
  const [payload, setPayload] = useState<JsonObject>(() => {
    return (from?.payload ?? startingValue(schema, true) ?? {}) as JsonObject;
  });
  const hasFields = Object.keys(schema.properties ?? {}).length > 0 && schema.anyOf === undefined;
  const [json, setJson] = useState<string | null>(null);
  const [judged, setJudged] = useState(false);
  const [queue, setQueue] = useState(false);
  const [confirming, setConfirming] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ApiError | null>(null);
  const [idempotencyKey, setIdempotencyKey] = useState(() => crypto.randomUUID());
  const form = useRef<HTMLFormElement>(null);
  const words = t().action;

  const typed = json === null ? payload : parsedObject(json);
  const own = judged && typed !== null ? faultsOf(schema, typed, t()) : none;
  const faults: Faults = own.size > 0 || failure === null ? own : faultsFrom(failure);
  // Whatever is changed is another intention, and what Opstage said of the last one is over.
  const change = (act: () => void): void => {
    act();
    setFailure(null);
    setIdempotencyKey(crypto.randomUUID());
  };

  const showFirstFault = (): void => {
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };

  const submit = (event: Event): void => {
    event.preventDefault();
    setJudged(true);
    if (typed === null || faultsOf(schema, typed, t()).size > 0) showFirstFault();
    else if (action.requiresConfirmation) setConfirming(true);
    else void run(false);
  };

  const run = async (confirmation: boolean): Promise<void> => {
    setBusy(true);
    setFailure(null);
    const confirmed = confirmation ? { confirmation } : {};
    const body = { payload: typed ?? {}, ...confirmed };
    try {
      const { data } =
        from === null
          ? await call('commandCreate', {
              path: { serviceId: service.id, actionName: action.name },
              body: queue ? { ...body, queue } : body,
              idempotencyKey,
            })
          : await call('commandRetry', { path: { commandId: from.id }, body, idempotencyKey });
      route(paths.command(data.command.id));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setBusy(false);
      // Opstage asks for more than the action said: the outcome of the retried command may be unknown.
      if (error.code === 'ACTION_REQUIRES_CONFIRMATION' && !confirmation) return setConfirming(true);
      setFailure(error);
      showFirstFault();
    }
  };

  return (
    <>
      <form class="card action-form" ref={form} noValidate onSubmit={submit}>
        <div class="form-head">
          <h2>{words.form}</h2>
          <button
            type="button"
            class="quiet"
            disabled={json !== null && typed === null}
            onClick={() => {
              if (json === null) setJson(JSON.stringify(payload, null, 2));
              else {
                setPayload(typed ?? {});
                setJson(null);
              }
            }}
          >
            {json === null ? words.asJson : words.asForm}
          </button>
        </div>
        {from !== null && <p class="notice calm">{words.from}</p>}
        {faults.size > 0 && (
          <p class="notice bad" role="alert">
            {words.problems(faults.size)}
          </p>
        )}
        {json !== null && (
          <JsonPayload
            json={json}
            fault={judged ? jsonFault(typed, faults, words.jsonInvalid) : undefined}
            onChange={(text) => change(() => setJson(text))}
          />
        )}
        {json === null &&
          (hasFields ? (
            <PayloadForm
              schema={schema}
              payload={payload}
              faults={faults}
              onChange={(changed) => change(() => setPayload(changed as JsonObject))}
            />
          ) : (
            <p class="muted">{words.noInput}</p>
          ))}
        {from === null && service.effectiveStatus === 'OFFLINE' && (
          <Toggle
            label={words.queue}
            hint={words.queueHint}
            checked={queue}
            onChange={(checked) => change(() => setQueue(checked))}
          />
        )}
        {failure !== null && <Failure failure={failure} issues={faults.size === 0} />}
        <div class="form-foot">
          <button type="submit" class={action.dangerLevel === 'HIGH' ? 'harm' : 'primary'} disabled={busy}>
            {words.run}
            {action.requiresConfirmation && '…'}
          </button>
        </div>
      </form>
      {confirming && (
        <ConfirmRun action={action} service={service} onRun={() => run(true)} onClose={() => setConfirming(false)} />
      )}
    </>
  );
}

interface JsonPayloadProps {
  json: string;
  fault: string | undefined;
  onChange(json: string): void;
}

function JsonPayload({ json, fault, onChange }: JsonPayloadProps) {
  return (
    <Field label={t().action.json} fault={fault}>
      {(control) => (
        <textarea
          {...control}
          class="mono"
          rows={10}
          spellcheck={false}
          value={json}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

function jsonFault(typed: JsonObject | null, faults: Faults, invalid: string): string | undefined {
  if (typed === null) return invalid;
  if (faults.size === 0) return undefined;
  return [...faults].map(([pointer, text]) => `${pointer} ${text}`).join('\n');
}

function parsedObject(json: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null;
  } catch {
    return null;
  }
}

/** What Opstage finds wrong, at the fields it means. */
function faultsFrom(failure: ApiError): Faults {
  const issues = failure.details.issues ?? [];
  const ofPayload = issues.filter(({ path }) => path.startsWith('/payload'));
  return new Map(ofPayload.map(({ path, message }) => [path.slice('/payload'.length), message]));
}
