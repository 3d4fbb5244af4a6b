/**
 * Everything that can be configured: its key in the file, its environment variable, its default and what it takes. The
 * durations and limits are the contract's own list; what is only about this program stands here.
 */
import { BlockList, isIP } from 'node:net';
import { limits } from 'capsule-contract';
import type { LimitEntry } from 'capsule-contract/types';
import { validate } from 'capsule-contract/validators';

export interface Setting {
  /** The key in the file; for a limit the name it is advertised under. */
  name: string;
  env: string;
  /** What holds where nothing is given; empty where that is nothing. */
  standard: string;
  meaning: string;
  kind: Kind;
  /** Its value is never repeated, not even in a complaint about it. */
  secret?: true;
}

export interface Kind {
  fits(text: string): boolean;
  /** What a value has to be: the end of "it takes …". */
  takes: string;
  /** The value the given one most likely stands for; null where only its author can know. */
  instead(text: string): string | null;
}

export function whole(min: number, max: number): Kind {
  const inRange = (value: number) => value >= min && value <= max;
  return {
    fits: (text) => /^[0-9]+$/.test(text) && inRange(Number(text)),
    takes: `a whole number from ${min} to ${max}`,
    instead(text) {
      const value = Number(text.replaceAll(/[\s_,]|s(ec(onds?)?)?$/g, '') || Number.NaN);
      if (Number.isNaN(value)) return null;
      return String(Math.min(max, Math.max(min, Math.round(value))));
    },
  };
}

function choice(...names: string[]): Kind {
  return {
    fits: (text) => names.includes(text),
    takes: `one of ${names.join(', ')}`,
    instead: (text) => names.find((name) => name.startsWith(text.toLowerCase().slice(0, 3))) ?? null,
  };
}

const text: Kind = { fits: () => true, takes: 'any text', instead: () => null };

const username: Kind = {
  fits: (given) => validate('Username', given).ok,
  takes: '1 to 64 of a-z, 0-9, ".", "_", "@" and "-", the first a letter or digit',
  instead(given) {
    const plain = given
      .toLowerCase()
      .replaceAll(/[^a-z0-9._@-]+/g, '-')
      .replaceAll(/^[^a-z0-9]+|-+$/g, '')
      .slice(0, 64);
    return plain === '' ? null : plain;
  },
};

const password: Kind = {
  fits: (given) => validate('Password', given).ok,
  takes: '8 to 256 characters',
  instead: () => null,
};

/** Names of ranges that the library behind `trustedProxies` knows. */
const namedRanges = ['loopback', 'linklocal', 'uniquelocal'];

const postgresUrl: Kind = {
  fits: (given) => /^postgres(ql)?:$/.test(URL.parse(given)?.protocol ?? '') && URL.parse(given)?.pathname.length !== 0,
  takes: 'a URL such as postgres://user:password@host:5432/database',
  instead: () => null,
};

const proxies: Kind = {
  fits: (given) => listed(given).every((entry) => namedRanges.includes(entry) || isAddressRange(entry)),
  takes: `addresses and CIDR ranges, separated by commas, or ${namedRanges.join(', ')}`,
  instead: () => null,
};

/** The entries of a comma-separated value. */
export function listed(given: string): string[] {
  return given
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}

function isAddressRange(entry: string): boolean {
  const [address = '', prefix, ...rest] = entry.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  if (prefix === undefined) return true;
  if (!/^[0-9]{1,3}$/.test(prefix)) return false;
  try {
    new BlockList().addSubnet(address, Number(prefix), family === 4 ? 'ipv4' : 'ipv6');
    return true;
  } catch {
    return false;
  }
}

const own = [
  {
    name: 'host',
    env: 'OPSTAGE_HOST',
    standard: '127.0.0.1',
    meaning: 'Address to listen on.',
    kind: text,
  },
  {
    name: 'port',
    env: 'OPSTAGE_PORT',
    standard: '8080',
    meaning: 'Port to listen on; 0 takes a free one.',
    kind: whole(0, 65_535),
  },
  {
    name: 'data',
    env: 'OPSTAGE_DATA',
    standard: './data',
    meaning: 'Folder of the SQLite database; made when missing.',
    kind: text,
  },
  {
    name: 'databaseUrl',
    env: 'OPSTAGE_DATABASE_URL',
    standard: '',
    meaning: 'PostgreSQL to use instead of a file in the folder: `postgres://user:password@host:5432/database`.',
    kind: postgresUrl,
    secret: true,
  },
  {
    name: 'ownerUsername',
    env: 'OPSTAGE_OWNER_USERNAME',
    standard: 'admin',
    meaning: 'Name of the first owner, on an empty database.',
    kind: username,
  },
  {
    name: 'ownerPassword',
    env: 'OPSTAGE_OWNER_PASSWORD',
    standard: '',
    meaning: 'Password of the first owner; required on an empty database.',
    kind: password,
    secret: true,
  },
  {
    name: 'logLevel',
    env: 'OPSTAGE_LOG_LEVEL',
    standard: 'info',
    meaning: 'trace, debug, info, warn, error, fatal or silent; on stderr.',
    kind: choice('trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'),
  },
  {
    name: 'trustedProxies',
    env: 'OPSTAGE_TRUSTED_PROXIES',
    standard: '',
    meaning: 'Addresses or CIDR ranges, comma-separated, whose X-Forwarded-* headers count.',
    kind: proxies,
  },
  {
    name: 'drainSeconds',
    env: 'OPSTAGE_DRAIN_SECONDS',
    standard: '20',
    meaning: 'How long a stop waits for requests in progress before their connections are cut. 1 to 600 seconds.',
    kind: whole(1, 600),
  },
  {
    name: 'metricsPort',
    env: 'OPSTAGE_METRICS_PORT',
    standard: '',
    meaning: 'Port of a listener of its own for `GET /metrics`; 0 takes a free one, nothing means no metrics.',
    kind: whole(0, 65_535),
  },
  {
    name: 'metricsHost',
    env: 'OPSTAGE_METRICS_HOST',
    standard: '127.0.0.1',
    meaning: 'Address the metrics listen on; whoever reaches it may read them.',
    kind: text,
  },
] as const satisfies readonly Setting[];

export type OwnSettingName = (typeof own)[number]['name'];

const limitEntries: LimitEntry[] = Object.values(limits);

export const settings: readonly Setting[] = [
  ...own,
  ...limitEntries.flatMap(({ name, env, default: standard, min, max, unit, meaning }) =>
    env === null
      ? []
      : [
          {
            name,
            env,
            standard: String(standard),
            meaning: `${meaning.en} ${min} to ${max} ${unit}.`,
            kind: whole(min, max),
          },
        ],
  ),
];
