/** The conformance capsule (contract, section 9): what it declares, its settings, and its handlers. */
import { createHash, createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { defect } from './defects.ts';
import { httpRequest } from './http-request.ts';

export const serviceCode = 'conformance';

type Input = Record<string, unknown>;
export type Progress = (percent: number) => void;
export type Handler = (input: Input, signal: AbortSignal, progress: Progress) => unknown;

export interface HeartbeatEvent {
  id: string;
  serviceCode: string;
  type: string;
  at: string;
  message?: string;
}

export class Capsule {
  readonly #origin: string;
  readonly #fingerprintKey: string;
  readonly #settings = new Map([
    ['colour', 'blue'],
    ['secret', 'nothing secret yet'],
  ]);
  readonly events: HeartbeatEvent[] = [];
  #health = 'UP';
  #declaredOnce: Record<string, unknown> | null = null;
  #changed: () => void = () => {};

  constructor(url: string, fingerprintKey: string) {
    this.#origin = new URL(url).origin;
    this.#fingerprintKey = fingerprintKey;
  }

  onChange(changed: () => void): void {
    this.#changed = changed;
  }

  /** Manifest, configs and actions as reported, with the revision that belongs to them. */
  declaration(): Record<string, unknown> {
    if (defect('change-not-reported')) this.#declaredOnce ??= this.#declare();
    return this.#declaredOnce ?? this.#declare();
  }

  #declare(): Record<string, unknown> {
    const content = { manifest, configs: this.#configs(), actions };
    const digest = createHash('sha256').update(JSON.stringify(content)).digest('hex');
    const revision = defect('revision-made-up') ? `r${Math.random()}` : digest;
    return { ...content, revision, ...(defect('health-left-out') ? {} : { health: { status: 'UP' } }) };
  }

  /** What the probe says within 300 ms; a probe that hangs or throws is UNKNOWN with the reason. */
  async health(): Promise<{ status: string; message?: string }> {
    if (defect('heartbeat-waits-for-probe') && this.#health === 'hang') await sleep(6_000);
    if (this.#health === 'hang') {
      if (defect('hanging-probe-counts-as-up')) return { status: 'UP' };
      await sleep(300);
      return { status: 'UNKNOWN', message: 'the probe gave no answer within 300 ms' };
    }
    if (this.#health === 'throw') {
      if (defect('throwing-probe-counts-as-down')) return { status: 'DOWN', message: 'the probe threw' };
      return { status: 'UNKNOWN', message: 'the probe threw: told to throw' };
    }
    return { status: this.#health };
  }

  handler(actionName: string): Handler | undefined {
    if (defect('handlers-looked-up-in-a-prototype')) {
      return (this.#handlers as unknown as Record<string, Handler | undefined>)[actionName];
    }
    if (defect('runs-whatever-it-is-told') && !Object.hasOwn(this.#handlers, actionName)) return this.#handlers.touch;
    return Object.hasOwn(this.#handlers, actionName) ? this.#handlers[actionName] : undefined;
  }

  readonly #handlers: Record<string, Handler> = {
    echo: (input) => input,
    fail: (input) => {
      throw new Error(String(input.message ?? 'told to fail'));
    },
    throw: () => {
      throw new Error('told to throw');
    },
    sleep: async (input, signal, progress) => {
      const steps = Math.max(1, Math.min(10, Math.floor(Number(input.ms) / 500)));
      for (let step = 1; step <= steps; step += 1) {
        await sleep(Number(input.ms) / steps, undefined, { signal });
        progress((100 * step) / steps);
      }
      return { sleptMs: Number(input.ms) };
    },
    slow: async () => {
      await sleep(4_000);
    },
    touch: async (input) => {
      const answer = await httpRequest(new URL(String(input.path), this.#origin), { method: 'GET' });
      await answer.text();
      return { status: answer.status };
    },
    'set-config': (input) => {
      this.#settings.set(String(input.key), String(input.value));
      this.#changed();
    },
    'set-health': (input) => {
      this.#health = String(input.status);
    },
    emit: (input) => {
      const message = input.message === undefined ? {} : { message: String(input.message) };
      const id = `e${Date.now()}-${this.events.length}`;
      this.events.push({ id, serviceCode, type: String(input.type), at: new Date().toISOString(), ...message });
    },
  };

  #configs(): Record<string, unknown>[] {
    const secret = this.#settings.get('secret') ?? '';
    return [
      { key: 'colour', type: 'string', valuePreview: this.#settings.get('colour'), editable: false, sensitive: false },
      {
        key: 'secret',
        type: 'string',
        editable: false,
        sensitive: true,
        fingerprint: this.#fingerprint(secret),
        ...(defect('secret-travels') ? { valuePreview: secret } : {}),
      },
    ];
  }

  #fingerprint(secret: string): string {
    if (defect('fingerprint-without-a-key')) return createHash('sha256').update(secret).digest('hex');
    if (defect('fingerprint-never-changes')) return '0'.repeat(64);
    const key = defect('fingerprint-key-in-the-program') ? 'the same everywhere' : this.#fingerprintKey;
    return createHmac('sha256', key).update(secret).digest('hex');
  }
}

const manifest = {
  kind: 'CapsuleService',
  schemaVersion: '1.0',
  code: serviceCode,
  name: 'Conformance capsule',
  version: '1.0.0',
  description: 'Does on demand what a check wants to see.',
  runtime: 'nodejs',
  agentMode: 'embedded',
};

const plain = { dangerLevel: 'LOW', requiresConfirmation: false, idempotent: false, cancellable: false };
const object = (properties: Record<string, unknown>) => ({ type: 'object', properties });
const actions = [
  { ...plain, name: 'echo', label: 'Return the payload', idempotent: true },
  { ...plain, name: 'fail', label: 'Fail', inputSchema: object({ message: { type: 'string' } }) },
  { ...plain, name: 'throw', label: 'Throw' },
  { ...plain, name: 'sleep', label: 'Sleep', cancellable: true, inputSchema: object({ ms: { type: 'integer' } }) },
  { ...plain, name: 'slow', label: 'Sleep past the time limit', timeoutSeconds: 1 },
  { ...plain, name: 'touch', label: 'GET a path', inputSchema: object({ path: { type: 'string' } }) },
  {
    ...plain,
    name: 'set-config',
    label: 'Set an item',
    inputSchema: object({ key: { type: 'string' }, value: { type: 'string', writeOnly: true } }),
  },
  { ...plain, name: 'set-health', label: 'Set the health', inputSchema: object({ status: { type: 'string' } }) },
  {
    ...plain,
    name: 'emit',
    label: 'Emit an event',
    inputSchema: object({ type: { type: 'string' }, message: { type: 'string' } }),
  },
];
