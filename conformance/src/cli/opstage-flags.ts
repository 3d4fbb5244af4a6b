/** The options that name an Opstage, for the commands that drive one. */
import { type Command, InvalidArgumentError } from 'commander';
import { positiveInteger } from './run-flags.ts';
import { trustAuthority } from './trust-authority.ts';
import { UsageError } from './usage-error.ts';

export interface OpstageFlags {
  url?: string;
  owner?: string;
  start?: string;
  dataFolder?: string;
  ca?: string;
  startTimeoutSeconds: number;
  waitSecondsMax: number;
}

export interface OpstageSubjectOptions {
  url: string;
  owner: { username: string; password: string };
  start: string | null;
  dataFolder: string | null;
  startCeilingMs: number;
  waitSecondsMax: number;
}

const waitSecondsDefault = 10;
const passwordVariable = 'CAPSULE_OWNER_PASSWORD';

export function addOpstageFlags(command: Command): Command {
  return command
    .option('--url <url>', 'where it listens', httpUrl)
    .option('--owner <username>', `an account with the role owner; its password comes from ${passwordVariable}`)
    .option('--start <command>', 'the kit starts it with this command line, and stops it')
    .option('--data-folder <path>', 'where it keeps its data; opens the checks of what is stored')
    .option('--ca <file>', 'certificates (PEM) to trust besides the usual ones, for an Opstage that signed its own')
    .option('--start-timeout-seconds <n>', 'how long it may take to answer after --start', positiveInteger, 30)
    .option(
      '--wait-seconds-max <n>',
      'the longest duration of the Opstage a check waits for',
      positiveInteger,
      waitSecondsDefault,
    );
}

/** `command` is how the user called it, for the sentences. */
export function opstageSubject(flags: OpstageFlags, command: string): OpstageSubjectOptions {
  const { url, owner } = flags;
  if (url === undefined) throw new UsageError(`${command} needs --url, the address where the Opstage listens.`);
  if (new URL(url).password !== '') throw new UsageError('--url carries a password; it would be in every report.');
  if (owner === undefined)
    throw new UsageError(`${command} needs --owner, the name of an account with the role owner.`);
  if (flags.ca !== undefined) trustAuthority(flags.ca);
  const password = process.env[passwordVariable];
  if (!password) throw new UsageError(`${command} needs the password of ${owner} in the variable ${passwordVariable}.`);
  return {
    url,
    owner: { username: owner, password },
    start: flags.start ?? null,
    dataFolder: flags.dataFolder ?? null,
    startCeilingMs: flags.startTimeoutSeconds * 1000,
    waitSecondsMax: flags.waitSecondsMax,
  };
}

/** The words that name this subject on the command line again. */
export function opstageWords({ url, owner, start, dataFolder, waitSecondsMax }: OpstageSubjectOptions): string[] {
  return [
    ...['--url', url, '--owner', owner.username],
    ...(start === null ? [] : ['--start', start]),
    ...(dataFolder === null ? [] : ['--data-folder', dataFolder]),
    ...(waitSecondsMax === waitSecondsDefault ? [] : ['--wait-seconds-max', String(waitSecondsMax)]),
  ];
}

function httpUrl(text: string): string {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text;
  throw new InvalidArgumentError('It must be an http or https URL.');
}
