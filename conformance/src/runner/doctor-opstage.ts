/**
 * Looks in a few seconds at whether an Opstage can be driven at all, step by step, and says what is missing. It changes
 * nothing: a step that fails ends the ones that need it.
 */
import { existsSync } from 'node:fs';
import { contract, profiles } from 'capsule-contract';
import type { LimitName, SystemVersion } from 'capsule-contract/types';
import { allOpstageChecks } from '../checks/opstage/all-opstage-checks.ts';
import { HttpClient, type HttpReply, TransportFailure } from '../target/http-client.ts';
import { OpstageProcess } from '../target/opstage-process.ts';
import { registerOwner } from '../target/owner-secrets.ts';
import { SecretRegister } from '../target/secret-register.ts';
import { Transcript } from '../target/transcript.ts';
import type { DoctorFinding } from './doctor-finding.ts';
import { opstagePreflight } from './opstage-preflight.ts';

export interface DoctorOpstageOptions {
  url: string;
  owner: { username: string; password: string };
  start: string | null;
  dataFolder: string | null;
  startCeilingMs: number;
  waitSecondsMax: number;
  signal: AbortSignal;
}

const answerCeilingMs = 2_000;

export async function doctorOpstage(options: DoctorOpstageOptions): Promise<DoctorFinding[]> {
  const client = new HttpClient(options.url);
  const process = options.start === null ? null : new OpstageProcess(options.start, client, options.startCeilingMs);
  const secrets = new SecretRegister();
  registerOwner(secrets, options.owner);
  try {
    const findings = await examine(options, client, process, secrets);
    return findings.map((one) => ({ ...one, detail: secrets.mask(one.detail) }));
  } finally {
    await process?.stop();
    await client.close();
  }
}

async function examine(
  options: DoctorOpstageOptions,
  client: HttpClient,
  process: OpstageProcess | null,
  secrets: SecretRegister,
): Promise<DoctorFinding[]> {
  const findings: DoctorFinding[] = [];
  if (process) {
    const started = await startFinding(process, options);
    findings.push(started);
    if (started.state === 'wrong') return findings;
  }
  const version = await versionFindings(client, options, findings);
  if (version === null) return findings;
  const login = await loginFinding(options, client, secrets);
  findings.push(login);
  if (login.state === 'wrong') return findings;
  return [...findings, ...profileFindings(version), ...needFindings(options), ...durationFindings(version, options)];
}

async function startFinding(process: OpstageProcess, { signal, start }: DoctorOpstageOptions): Promise<DoctorFinding> {
  const title = 'The start command starts it';
  try {
    await process.start(signal);
    return { title, state: 'fine', detail: start ?? '', advice: null };
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    const advice = 'Run the command by hand in this folder; does it listen where --url says?';
    return { title, state: 'wrong', detail, advice };
  }
}

/** Adds what was found; null when it is not an Opstage of this contract. */
async function versionFindings(
  client: HttpClient,
  options: DoctorOpstageOptions,
  findings: DoctorFinding[],
): Promise<SystemVersion | null> {
  const began = performance.now();
  const reply = await asked(client, options);
  if (reply instanceof TransportFailure) {
    findings.push({
      title: 'It answers HTTP',
      state: 'wrong',
      detail: reply.message,
      advice: silenceAdvice(reply, options),
    });
    return null;
  }
  const tookMs = Math.round(performance.now() - began);
  findings.push({ title: 'It answers HTTP', state: 'fine', detail: `${options.url}, ${tookMs} ms`, advice: null });
  const title = 'It is an Opstage of this contract';
  const version = (reply.body as { data?: Partial<SystemVersion> } | null | undefined)?.data;
  const supported: unknown = version?.contract?.supported;
  if (!Array.isArray(supported)) {
    const detail = `GET /api/system/version answers ${reply.status} ${reply.text.slice(0, 120)}`;
    const advice = 'Is --url the root of the Opstage, without /api, and not a proxy or another program?';
    findings.push({ title, state: 'wrong', detail, advice });
    return null;
  }
  if (!supported.includes(contract.wireVersion)) {
    const detail = `it supports ${JSON.stringify(supported)}; this kit judges version ${contract.wireVersion}`;
    findings.push({ title, state: 'wrong', detail, advice: 'Use the kit of a version that it supports.' });
    return null;
  }
  const lacks = (['profiles', 'capabilities', 'limits'] as const).filter(
    (member) => typeof version?.[member] !== 'object',
  );
  if (lacks.length > 0) {
    const advice = 'systemVersion must tell profiles, capabilities and limits; the kit chooses its checks by them.';
    findings.push({ title, state: 'wrong', detail: `systemVersion lacks ${lacks.join(', ')}`, advice });
    return null;
  }
  const { name, version: own } = version as SystemVersion;
  findings.push({ title, state: 'fine', detail: `${name} ${own}, contract ${contract.wireVersion}`, advice: null });
  return version as SystemVersion;
}

async function asked(client: HttpClient, { signal }: DoctorOpstageOptions): Promise<HttpReply | TransportFailure> {
  const request = { method: 'GET', target: '/api/system/version', lane: 'kit', timeoutMs: answerCeilingMs, signal };
  try {
    return await client.exchange(
      { ...request, headers: [['capsule-contract', contract.wireVersion]] },
      new Transcript(),
    );
  } catch (cause) {
    if (cause instanceof TransportFailure) return cause;
    throw cause;
  }
}

function silenceAdvice(failure: TransportFailure, { start, url }: DoctorOpstageOptions): string {
  if (failure.timedOut) return 'Something accepts the connection and says nothing; look at its log.';
  if (start === null) return `Start it, or let the kit do so with --start; does it listen at ${new URL(url).host}?`;
  return 'Does the start command listen where --url says?';
}

async function loginFinding(
  options: DoctorOpstageOptions,
  client: HttpClient,
  secrets: SecretRegister,
): Promise<DoctorFinding> {
  const title = 'The owner can log in';
  const transcript = new Transcript();
  const found = await opstagePreflight({
    ...options,
    client,
    // Started already; the preflight would start it a second time.
    process: null,
    transcript,
    secrets,
    runId: 'doctor',
  });
  if ('unfit' in found) {
    const status = transcript.messages.findLast(({ operationId }) => operationId === 'operatorLogin')?.response?.status;
    return { title, state: 'wrong', detail: found.unfit, advice: loginAdvice(status, options.owner.username) };
  }
  const { role } = found.subject.owner.user;
  if (role === 'owner') return { title, state: 'fine', detail: options.owner.username, advice: null };
  const detail = `${options.owner.username} has the role ${role}`;
  return { title, state: 'wrong', detail, advice: 'Give --owner an account with the role owner.' };
}

function loginAdvice(status: number | undefined, username: string): string {
  if (status === 401) return `Is the password in CAPSULE_OWNER_PASSWORD that of ${username}?`;
  if (status === 429) return 'Too many wrong logins; wait as long as Retry-After says.';
  return 'capsule-conformance opstage --only operator-* shows the exchange.';
}

function profileFindings({ profiles: claimed }: SystemVersion): DoctorFinding[] {
  const names: readonly string[] = claimed;
  return profiles
    .filter(({ role }) => role === 'opstage')
    .map(({ name }): DoctorFinding => {
      const count = allOpstageChecks.filter((check) => check.profile === name).length;
      const claims = names.includes(name);
      const detail = claims ? `${count} checks` : `not claimed; ${count} checks do not apply`;
      return { title: `Profile ${name}`, state: claims ? 'fine' : 'note', detail, advice: null };
    });
}

function needFindings({ start, dataFolder }: DoctorOpstageOptions): DoctorFinding[] {
  const needing = (need: 'start' | 'data-folder') =>
    allOpstageChecks.filter(({ needs }) => needs?.includes(need)).length;
  const findings: DoctorFinding[] = [];
  if (start === null) {
    const detail = `${needing('start')} checks could not run: they stop, kill and start the Opstage`;
    findings.push({
      title: '--start',
      state: 'missing',
      detail,
      advice: 'Give --start the command line that starts it.',
    });
  }
  if (dataFolder === null) {
    const detail = `${needing('data-folder')} checks could not run: they look at what is stored`;
    findings.push({
      title: '--data-folder',
      state: 'missing',
      detail,
      advice: 'Give --data-folder where it keeps its data.',
    });
  } else if (!existsSync(dataFolder)) {
    const advice = 'Is the path relative to the folder this command runs in?';
    findings.push({ title: '--data-folder', state: 'wrong', detail: `${dataFolder} does not exist`, advice });
  }
  return findings;
}

/** Durations that checks wait for (a test holds the list to their code); the other limits may be as long as they are. */
export const durationsWaitedFor = [
  'ackLeaseSeconds',
  'cancelGraceSeconds',
  'ephemeralOfflineSeconds',
  'expiryGraceSeconds',
  'helloSeconds',
  'offlineAfterSeconds',
  'pingSeconds',
  'registerRetrySeconds',
  'runLeaseSeconds',
  'sweepSeconds',
  'tokenPendingSeconds',
] as const satisfies readonly LimitName[];

function durationFindings({ limits }: SystemVersion, { waitSecondsMax }: DoctorOpstageOptions): DoctorFinding[] {
  const values = limits as unknown as Record<string, unknown>;
  const long = durationsWaitedFor.flatMap((name) => {
    const value = values[name];
    return typeof value === 'number' && value > waitSecondsMax ? [`${name} ${value}`] : [];
  });
  const title = 'Durations short enough to wait for';
  if (long.length === 0) return [{ title, state: 'fine', detail: `none above ${waitSecondsMax} s`, advice: null }];
  const advice = `Configure them to ${waitSecondsMax} s or less for the test run, or raise --wait-seconds-max.`;
  return [{ title, state: 'missing', detail: `too long: ${long.join(', ')}`, advice }];
}
