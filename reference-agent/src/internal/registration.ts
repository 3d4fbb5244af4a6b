/**
 * Turns a registration token into an identity, such that a lost answer costs nothing: key and body are written down before
 * they are sent, and sent again unchanged, also by the next process. The body then names the process that first sent it.
 */
import { randomUUID } from 'node:crypto';
import type { AgentDescription, AgentRegisterRequest } from 'capsule-contract/types';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { type Answer, describe, isRecord, isRetryable, type JsonRecord, type Refusal } from './answer.ts';
import { Backoff } from './backoff.ts';
import { fingerprint } from './fingerprint.ts';
import { Identity } from './identity.ts';
import type { SecretMask } from './secret-mask.ts';
import { sleep } from './sleep.ts';
import type { StateFolder } from './state-folder.ts';
import type { ToldIntervals } from './told-intervals.ts';
import type { Transport } from './transport.ts';

export interface RegistrationParts {
  transport: Transport;
  folder: StateFolder;
  mask: SecretMask;
  clock: Clock;
  random: () => number;
  log: Log;
  intervals: ToldIntervals;
}

export interface RegistrationRequest {
  registrationToken: string;
  agent: AgentDescription;
  bootId: string;
  capabilities: string[];
}

/** What is written down; the token itself is not. */
interface Pending {
  mark: string;
  idempotencyKey: string;
  body: Omit<AgentRegisterRequest, 'registrationToken'>;
}

/** Tells registration tokens apart without keeping them. */
export function registrationMark(folder: StateFolder, registrationToken: string): string {
  return fingerprint(folder.fingerprintKey, 'registration token', registrationToken);
}

/** Resolves with the identity, already durable, or with the refusal that repeating cannot change. */
export async function register(
  request: RegistrationRequest,
  parts: RegistrationParts,
  signal: AbortSignal,
): Promise<Identity | Refusal> {
  const { transport, folder, clock, log, intervals } = parts;
  const backoff = new Backoff(parts.random);
  let pending = readPending(await folder.read('registration'), registrationMark(folder, request.registrationToken));
  let inherited = pending !== null;
  for (;;) {
    pending ??= await writePending(request, folder);
    const body = { registrationToken: request.registrationToken, ...pending.body };
    const answer: Answer = await transport.register(body, pending.idempotencyKey, signal);
    if (answer.kind === 'success') {
      const identity = readIdentity(answer.data, parts);
      if (identity) {
        await identity.save();
        intervals.adopt(answer.data);
        return identity;
      }
      log.warn('the answer to the registration is incomplete: asking again');
      await sleep(clock, backoff.failed(), signal);
      continue;
    }
    log.warn('not registered yet', { answer: describe(answer) });
    if (isRetryable(answer)) {
      await sleep(clock, backoff.failed(answer.retryAfterMs), signal);
    } else if (answer.kind === 'refusal' && answer.code === 'AGENT_DISABLED') {
      // The agent to be replaced is disabled and may be enabled again; the token is not consumed.
      await sleep(clock, Math.max(answer.retryAfterMs, intervals.heartbeatIntervalMs), signal);
    } else if (answer.kind === 'refusal' && answer.code === 'IDEMPOTENCY_KEY_REUSED' && inherited) {
      // An earlier process's key does not fit its body any more (a changed Opstage): ask as if for the first time.
      pending = null;
      inherited = false;
    } else if (answer.kind === 'refusal') {
      return answer;
    }
  }
}

function readPending(content: JsonRecord | null, mark: string): Pending | null {
  if (content?.mark !== mark || typeof content.idempotencyKey !== 'string' || !isRecord(content.body)) return null;
  return content as unknown as Pending;
}

async function writePending(request: RegistrationRequest, folder: StateFolder): Promise<Pending> {
  const { registrationToken, ...body } = request;
  const mark = registrationMark(folder, registrationToken);
  const pending: Pending = { mark, idempotencyKey: randomUUID(), body };
  await folder.write('registration', { ...pending });
  return pending;
}

function readIdentity(data: JsonRecord, { folder, mask }: RegistrationParts): Identity | null {
  const { agentId, code, agentToken } = data;
  if (typeof agentId !== 'string' || typeof code !== 'string' || typeof agentToken !== 'string') return null;
  return new Identity(folder, mask, { agentId, code, token: agentToken, rotatedToken: null });
}
