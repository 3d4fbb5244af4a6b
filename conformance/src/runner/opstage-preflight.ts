/**
 * Sees whether the subject can be driven at all: it starts, says that it is an Opstage of this contract, and lets the
 * owner in. Whatever fails here is said once; no check runs against a program that is something else.
 *
 * It is lenient on purpose in everything a check judges by itself (headers, schemas): it asks only for what the kit
 * needs in order to go on.
 */
import { contract } from 'capsule-contract';
import type { SystemVersion } from 'capsule-contract/types';
import { type HttpClient, TransportFailure } from '../target/http-client.ts';
import { anonymous, logIn } from '../target/operator-actor.ts';
import { OpstageDriver, type OpstageSubject } from '../target/opstage-driver.ts';
import type { OpstageProcess } from '../target/opstage-process.ts';
import { PrerequisiteMissing } from '../target/prerequisite-missing.ts';
import type { SecretRegister } from '../target/secret-register.ts';
import { SeededRandom } from '../target/seeded-random.ts';
import type { Transcript } from '../target/transcript.ts';
import { interruption } from './interruption.ts';

export interface PreflightOptions {
  url: string;
  owner: { username: string; password: string };
  client: HttpClient;
  process: OpstageProcess | null;
  dataFolder: string | null;
  waitSecondsMax: number;
  transcript: Transcript;
  secrets: SecretRegister;
  runId: string;
  signal: AbortSignal;
}

export type PreflightOutcome = { subject: OpstageSubject } | { unfit: string };

export async function opstagePreflight(options: PreflightOptions): Promise<PreflightOutcome> {
  const unfit = (reason: string) => ({ unfit: options.secrets.mask(reason) });
  try {
    await options.process?.start(options.signal);
  } catch (cause) {
    return unfit(cause instanceof Error ? cause.message : String(cause));
  }
  try {
    return { subject: await subjectOf(options) };
  } catch (cause) {
    if (cause instanceof TransportFailure) return unfit(`nothing answers at ${options.url}: ${cause.message}`);
    if (cause instanceof PrerequisiteMissing) return unfit(cause.message);
    const interrupted = interruption(options.signal);
    if (interrupted !== null) return { unfit: interrupted };
    throw cause;
  }
}

async function subjectOf(options: PreflightOptions): Promise<OpstageSubject> {
  const { client, process, dataFolder, transcript, secrets, signal, waitSecondsMax } = options;
  const random = new SeededRandom(`${options.runId}/preflight`);
  const subject: OpstageSubject = {
    client,
    url: options.url,
    version: { ...nothingYet },
    owner: { ...anonymous, lane: 'owner', ...unknownOwner, ...options.owner },
    process,
    dataFolder,
    shared: new Map(),
    waitSecondsMax,
  };
  const namespace = `k${random.word(9)}`;
  const code = (noun = 'service') => `${namespace}-${noun}-${random.word(4)}`;
  const driver = new OpstageDriver(subject, { namespace, transcript, random, secrets, signal, code });
  subject.version = speaksContract(driver.leniently(await driver.send('systemVersion')));
  subject.owner = await logIn(driver, { ...options.owner, lane: 'owner' });
  driver.leniently(await driver.send('operatorMe'));
  return subject;
}

function speaksContract(version: SystemVersion): SystemVersion {
  const { profiles, capabilities, limits } = version;
  const supported: unknown = version.contract?.supported;
  if (!Array.isArray(supported) || !supported.includes(contract.wireVersion)) {
    const shown = JSON.stringify(supported) ?? 'nothing';
    throw new PrerequisiteMissing(
      `systemVersion names contract.supported ${shown}; this kit judges version ${contract.wireVersion}`,
    );
  }
  if (!Array.isArray(profiles) || !Array.isArray(capabilities) || typeof limits !== 'object' || limits === null) {
    throw new PrerequisiteMissing('systemVersion lacks profiles, capabilities or limits');
  }
  return version;
}

/** Placeholders until the two calls have answered; no check ever sees them. */
const nothingYet = {
  name: '',
  version: '',
  contract: { version: '', supported: [] as string[] },
  profiles: [] as string[],
  capabilities: [] as string[],
  limits: {},
} as unknown as SystemVersion;

const unknownOwner = { user: {} as OpstageSubject['owner']['user'], cookie: '', csrfToken: '' };
