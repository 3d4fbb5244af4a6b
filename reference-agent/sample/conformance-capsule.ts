/**
 * The conformance capsule: the service a conformance kit drives to see an agent do things on demand. Three environment
 * variables are the whole plug: OPSTAGE_URL, OPSTAGE_REGISTRATION_TOKEN, OPSTAGE_AGENT_STATE.
 */
import { once } from 'node:events';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import { ActionFailure, AgentError, CapsuleAgent, type JsonObject } from 'capsule-agent';

/** Long enough for what ends by itself soon, short enough for whoever sent SIGTERM. */
const GRACE_MS = 3_000;
const WRONG_USAGE = 2;

function required(name: string): string {
  const value = process.env[name];
  if (!value)
    return quit(`${name} is not set: OPSTAGE_URL, OPSTAGE_REGISTRATION_TOKEN and OPSTAGE_AGENT_STATE are needed.`);
  return value;
}

function quit(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(WRONG_USAGE);
}

/** Input members are checked against `inputSchema` before a handler runs; this only says so to the compiler. */
function text(input: JsonObject, name: string): string {
  return String(input[name]);
}

/** Not by `fetch`, which takes a new process longer to be ready for than all else here: a kit starts this one hundreds of times. */
function statusOf(url: URL, signal: AbortSignal): Promise<number> {
  const send = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const request = send(url, { signal, headers: { 'Capsule-Contract': '1' } }, (answer) => {
      const { statusCode = 0 } = answer;
      answer
        .on('end', () => resolve(statusCode))
        .on('error', reject)
        .resume();
    });
    request.on('error', reject).end();
  });
}

const inputSchema = (properties: JsonObject, required = Object.keys(properties)) => ({
  type: 'object',
  properties,
  required,
});

function makeAgent(): CapsuleAgent {
  return new CapsuleAgent({
    url: required('OPSTAGE_URL'),
    registrationToken: required('OPSTAGE_REGISTRATION_TOKEN'),
    stateDir: required('OPSTAGE_AGENT_STATE'),
    agent: { code: 'conformance', name: 'Conformance capsule', version: '1.0.0' },
    service: {
      code: 'conformance',
      name: 'Conformance capsule',
      version: '1.0.0',
      description: 'Does on demand what a conformance check wants to see.',
    },
  });
}

function declare(agent: CapsuleAgent): void {
  const service = agent.service('conformance');
  const origin = new URL(required('OPSTAGE_URL')).origin;
  let health = 'UP';
  const settings = new Map([
    ['colour', 'blue'],
    ['secret', 'not set yet'],
  ]);

  service.health(async () => {
    if (health === 'hang') return new Promise<never>(() => {});
    if (health === 'throw') throw new Error('the probe was told to throw');
    return health as 'UP';
  });
  service.config(() => [
    { key: 'colour', label: 'Colour', value: settings.get('colour'), defaultValue: 'blue', source: 'memory' },
    { key: 'secret', label: 'Secret', value: settings.get('secret'), sensitive: true, source: 'memory' },
  ]);

  service.action({ name: 'echo', label: 'Return the payload', idempotent: true }, (input) => input);

  service.action(
    { name: 'fail', label: 'Fail with a message', inputSchema: inputSchema({ message: { type: 'string' } }, []) },
    (input) => {
      throw new ActionFailure(input.message === undefined ? 'told to fail' : text(input, 'message'));
    },
  );

  service.action({ name: 'throw', label: 'Throw an error' }, () => {
    throw new Error('told to throw');
  });

  service.action(
    {
      name: 'sleep',
      label: 'Sleep',
      idempotent: true,
      cancellable: true,
      inputSchema: inputSchema({ ms: { type: 'integer', minimum: 0, maximum: 3_600_000 } }),
    },
    async (input, { signal, progress }) => {
      const ms = Number(input.ms);
      const steps = Math.max(1, Math.min(10, Math.floor(ms / 500)));
      for (let step = 1; step <= steps; step += 1) {
        await sleep(ms / steps, undefined, { signal });
        if (step < steps) progress({ percent: (step * 100) / steps });
      }
      return { sleptMs: ms };
    },
  );

  // Deaf to its signal, as a handler that hangs would be.
  service.action(
    { name: 'slow', label: 'Sleep past the time limit', timeoutSeconds: 1, idempotent: true },
    async () => {
      await sleep(4_000, undefined, { ref: false });
    },
  );

  service.action(
    {
      name: 'touch',
      label: "GET a path of Opstage's origin",
      cancellable: true,
      inputSchema: inputSchema({ path: { type: 'string', minLength: 1, maxLength: 2_000 } }),
    },
    async (input, { signal }) => {
      const url = new URL(text(input, 'path'), origin);
      if (url.origin !== origin) throw new ActionFailure('the path leads to another origin');
      return { status: await statusOf(url, signal) };
    },
  );

  service.action(
    {
      name: 'set-config',
      label: 'Set a configuration item',
      inputSchema: inputSchema({
        key: { type: 'string', enum: [...settings.keys()] },
        value: { type: 'string', maxLength: 2_000, writeOnly: true },
      }),
    },
    async (input) => {
      settings.set(text(input, 'key'), text(input, 'value'));
      await service.refresh();
    },
  );

  service.action(
    {
      name: 'set-health',
      label: 'Set the health',
      inputSchema: inputSchema({
        status: { type: 'string', enum: ['UP', 'DEGRADED', 'DOWN', 'UNKNOWN', 'hang', 'throw'] },
      }),
    },
    (input) => {
      health = text(input, 'status');
    },
  );

  service.action(
    {
      name: 'emit',
      label: 'Emit an event',
      inputSchema: inputSchema({ type: { type: 'string' }, message: { type: 'string' } }, ['type']),
    },
    (input) => {
      const type = text(input, 'type');
      service.emit(input.message === undefined ? { type } : { type, message: text(input, 'message') });
    },
  );
}

async function main(): Promise<void> {
  const agent = makeAgent();
  declare(agent);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void agent.stop({ graceMs: GRACE_MS }));
  await agent.start();
  const end = await agent.ended;
  if (end.reason === 'revoked') await toldToStop();
  process.exit(end.reason === 'stopped' || end.reason === 'revoked' ? 0 : 1);
}

/** Revoked, the program stays and says nothing: an exit would only make a supervisor start it again. */
async function toldToStop(): Promise<void> {
  const idle = setInterval(() => {}, 3_600_000);
  await Promise.race(['SIGTERM', 'SIGINT'].map((signal) => once(process, signal)));
  clearInterval(idle);
}

try {
  await main();
} catch (error) {
  if (error instanceof AgentError) quit(error.message);
  throw error;
}
