/** Configuration from the environment, judged before anything starts; every complaint is a sentence for a person. */
import { limits as limitEntries } from 'capsule-contract';
import type { LimitEntry, Limits } from 'capsule-contract/types';
import { validate } from 'capsule-contract/validators';

export interface Configuration {
  host: string;
  port: number;
  /** Folder of the database. */
  dataFolder: string;
  ownerUsername: string;
  /** Needed only on an empty database. */
  ownerPassword: string | null;
  logLevel: string;
  trustedProxies: string[];
  limits: Limits;
}

/** A wrong value; the message names key, value and what would do. */
export class ConfigurationError extends Error {}

/** What is configured beside the limits: name, default and meaning, for `--help` and the README. */
export const settings = [
  { env: 'OPSTAGE_HOST', standard: '127.0.0.1', meaning: 'Address to listen on.' },
  { env: 'OPSTAGE_PORT', standard: '8080', meaning: 'Port to listen on; 0 takes a free one.' },
  { env: 'OPSTAGE_DATA', standard: './data', meaning: 'Folder of the database; made when missing.' },
  { env: 'OPSTAGE_OWNER_USERNAME', standard: 'admin', meaning: 'Name of the first owner, on an empty database.' },
  {
    env: 'OPSTAGE_OWNER_PASSWORD',
    standard: '',
    meaning: 'Password of the first owner; required on an empty database.',
  },
  {
    env: 'OPSTAGE_LOG_LEVEL',
    standard: 'info',
    meaning: 'trace, debug, info, warn, error, fatal or silent; on stderr.',
  },
  {
    env: 'OPSTAGE_TRUSTED_PROXIES',
    standard: '',
    meaning: 'Addresses or CIDR ranges, comma-separated, whose X-Forwarded-* headers count.',
  },
] as const;

type Environment = Readonly<Record<string, string | undefined>>;
const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

export function readConfiguration(environment: Environment): Configuration {
  const text = (name: (typeof settings)[number]['env']): string => {
    const given = environment[name];
    if (given !== undefined && given !== '') return given;
    return settings.find(({ env }) => env === name)?.standard ?? '';
  };
  const logLevel = text('OPSTAGE_LOG_LEVEL');
  if (!logLevels.includes(logLevel)) {
    throw new ConfigurationError(`OPSTAGE_LOG_LEVEL is ${logLevel}: it takes one of ${logLevels.join(', ')}.`);
  }
  const ownerUsername = text('OPSTAGE_OWNER_USERNAME');
  if (!validate('Username', ownerUsername).ok) {
    throw new ConfigurationError(
      `OPSTAGE_OWNER_USERNAME is ${ownerUsername}: it takes 1 to 64 of a-z, 0-9, ".", "_", "@" and "-", the first a letter or digit.`,
    );
  }
  return {
    host: text('OPSTAGE_HOST'),
    port: integer('OPSTAGE_PORT', text('OPSTAGE_PORT'), 0, 65_535),
    dataFolder: text('OPSTAGE_DATA'),
    ownerUsername,
    ownerPassword: ownerPassword(environment.OPSTAGE_OWNER_PASSWORD),
    logLevel,
    trustedProxies: text('OPSTAGE_TRUSTED_PROXIES')
      .split(',')
      .map((address) => address.trim())
      .filter((address) => address !== ''),
    limits: readLimits(environment),
  };
}

/** The password itself is never repeated, not even in a complaint about it. */
function ownerPassword(given: string | undefined): string | null {
  if (given === undefined || given === '') return null;
  if (validate('Password', given).ok) return given;
  throw new ConfigurationError('OPSTAGE_OWNER_PASSWORD does not have 8 to 256 characters.');
}

function readLimits(environment: Environment): Limits {
  const entries: LimitEntry[] = Object.values(limitEntries);
  const values = new Map<string, number>();
  for (const entry of entries) {
    const given = entry.env === null ? undefined : environment[entry.env];
    const configured = given !== undefined && given !== '' && entry.env !== null;
    values.set(entry.name, configured ? integer(entry.env ?? '', given, entry.min, entry.max) : entry.default);
  }
  for (const entry of entries) {
    for (const { of, factor, plus } of entry.atLeast ?? []) {
      const floor = Math.ceil((values.get(of) ?? 0) * factor + plus);
      const value = values.get(entry.name) ?? 0;
      if (value >= floor) continue;
      throw new ConfigurationError(
        `${entry.env ?? entry.name} is ${value}: with ${of} ${values.get(of)} it takes ${floor} to ${entry.max}.`,
      );
    }
  }
  return Object.fromEntries(values) as unknown as Limits;
}

function integer(name: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (/^[0-9]+$/.test(text) && value >= min && value <= max) return value;
  throw new ConfigurationError(`${name} is ${text}: it takes a whole number from ${min} to ${max}.`);
}
