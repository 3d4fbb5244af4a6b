import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { limits } from 'capsule-contract';
import { afterAll, describe, expect, test } from 'vitest';
import { readConfiguration } from './configuration.ts';
import { ConfigurationError } from './configuration-error.ts';

const folder = mkdtempSync(join(tmpdir(), 'opstage-configuration-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function fileOf(text: string): string {
  const file = join(folder, 'opstage.yaml');
  writeFileSync(file, text);
  return file;
}

/** What is said about a configuration that cannot be used, with the file under its own name only. */
function complaint(environment: Record<string, string>, text?: string): string[] {
  const file = text === undefined ? undefined : fileOf(text);
  try {
    readConfiguration(environment, file);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message.replaceAll(`${folder}/`, '').split('\n');
    throw error;
  }
  return [];
}

describe('what is not given', () => {
  test('is the default, the contract has those of its limits', () => {
    const configuration = readConfiguration({});
    expect(configuration).toMatchObject({ host: '127.0.0.1', port: 8080, ownerPassword: null, metrics: null });
    for (const { name, default: standard } of Object.values(limits)) {
      expect(configuration.limits[name as keyof typeof limits]).toBe(standard);
    }
  });

  test('is the default where the variable or the key is empty', () => {
    expect(readConfiguration({ OPSTAGE_PORT: '' }, fileOf('sweepSeconds:\n')).port).toBe(8080);
  });
});

describe('the file', () => {
  test('gives every kind of value', () => {
    const text = 'port: 0\nownerPassword: "long enough"\ntrustedProxies: [10.0.0.0/8, "::1"]\nsweepSeconds: 1\n';
    const configuration = readConfiguration({}, fileOf(text));
    expect(configuration).toMatchObject({ port: 0, ownerPassword: 'long enough', limits: { sweepSeconds: 1 } });
    expect(configuration.trustedProxies).toEqual(['10.0.0.0/8', '::1']);
  });

  test('is named by OPSTAGE_CONFIG too, and gives way to the environment', () => {
    const file = fileOf('port: 1\nsweepSeconds: 2\n');
    const { port, limits: read } = readConfiguration({ OPSTAGE_CONFIG: file, OPSTAGE_PORT: '3' });
    expect([port, read.sweepSeconds]).toEqual([3, 2]);
  });

  test('may be empty', () => {
    expect(readConfiguration({}, fileOf('# nothing yet\n')).port).toBe(8080);
  });
});

describe('a fault is told with its place, its value, what is taken and the line that would do', () => {
  const faults: [string, Record<string, string>, string | undefined, string[]][] = [
    [
      'a variable out of range',
      { OPSTAGE_SWEEP_SECONDS: '90' },
      undefined,
      ['OPSTAGE_SWEEP_SECONDS is 90: it takes a whole number from 1 to 60', '    corrected: OPSTAGE_SWEEP_SECONDS=60'],
    ],
    [
      'a value of the file out of range',
      {},
      '# ours\nsweepSeconds: 0\n',
      ['opstage.yaml:2: sweepSeconds is 0: it takes a whole number from 1 to 60', '    corrected: sweepSeconds: 1'],
    ],
    [
      'a number with a unit',
      {},
      'ackLeaseSeconds: 20s\n',
      [
        'opstage.yaml:1: ackLeaseSeconds is 20s: it takes a whole number from 1 to 3600',
        '    corrected: ackLeaseSeconds: 20',
      ],
    ],
    [
      'no number at all',
      { OPSTAGE_PORT: 'tcp://10.0.0.1:8080' },
      undefined,
      ['OPSTAGE_PORT is tcp://10.0.0.1:8080: it takes a whole number from 0 to 65535'],
    ],
    [
      'two values that do not fit each other',
      {},
      'heartbeatIntervalSeconds: 60\n',
      [
        'opstage.yaml:1: offlineAfterSeconds is 90 where nothing else is said: with heartbeatIntervalSeconds 60 it takes a whole number from 144 to 86400',
        '    corrected: offlineAfterSeconds: 144',
      ],
    ],
    [
      'a mistyped key',
      {},
      'heartbeatIntervallSeconds: 10\n',
      [
        'opstage.yaml:1: heartbeatIntervallSeconds is no setting. Did you mean heartbeatIntervalSeconds?',
        '    corrected: heartbeatIntervalSeconds: 10',
      ],
    ],
    [
      'the name of the variable in the file',
      {},
      'OPSTAGE_PORT: 80\n',
      ['opstage.yaml:1: OPSTAGE_PORT is no setting. Did you mean port?', '    corrected: port: 80'],
    ],
    ['a key nobody knows', {}, 'colour: red\n', ['opstage.yaml:1: colour is no setting; `--help` lists them all']],
    ['a limit nobody may change', {}, 'maxBodyBytes: 1\n', ['opstage.yaml:1: maxBodyBytes is fixed by the contract']],
    [
      'a mistyped variable',
      { OPSTAGE_PROT: '80' },
      undefined,
      ['OPSTAGE_PROT is no setting. Did you mean OPSTAGE_PORT?'],
    ],
    [
      'a mapping where a value belongs',
      {},
      'port: { a: 1 }\n',
      ['opstage.yaml:1: port is no plain value: it takes a whole number from 0 to 65535'],
    ],
    [
      'a list where a mapping belongs',
      {},
      '- port\n',
      ['opstage.yaml:1: the file is no mapping of settings', '    corrected: port: 8080'],
    ],
    [
      'a log level by another name',
      { OPSTAGE_LOG_LEVEL: 'WARNING' },
      undefined,
      [
        'OPSTAGE_LOG_LEVEL is WARNING: it takes one of trace, debug, info, warn, error, fatal, silent',
        '    corrected: OPSTAGE_LOG_LEVEL=warn',
      ],
    ],
    [
      'an owner nobody can be',
      { OPSTAGE_OWNER_USERNAME: 'Ann B' },
      undefined,
      [
        'OPSTAGE_OWNER_USERNAME is Ann B: it takes 1 to 64 of a-z, 0-9, ".", "_", "@" and "-", the first a letter or digit',
        '    corrected: OPSTAGE_OWNER_USERNAME=ann-b',
      ],
    ],
    [
      'a proxy that is no address',
      { OPSTAGE_TRUSTED_PROXIES: '10.0.0.0/8, 10.0.0.0/33' },
      undefined,
      [
        'OPSTAGE_TRUSTED_PROXIES is 10.0.0.0/8, 10.0.0.0/33: it takes addresses and CIDR ranges, separated by commas, or loopback, linklocal, uniquelocal',
      ],
    ],
    [
      'a password that is too short, unsaid',
      { OPSTAGE_OWNER_PASSWORD: 'short' },
      undefined,
      ['OPSTAGE_OWNER_PASSWORD is not usable: it takes 8 to 256 characters'],
    ],
  ];
  test.each(faults)('%s', (_title, environment, text, lines) => {
    expect(complaint(environment, text)).toEqual(lines);
  });

  test('every fault is told, not the first', () => {
    const lines = complaint({ OPSTAGE_PORT: 'x' }, 'sweepSeconds: 0\nprot: 1\n');
    expect(lines.filter((line) => !line.startsWith(' ')).map((line) => line.split(' is ')[0])).toEqual([
      'opstage.yaml:2: prot',
      'OPSTAGE_PORT',
      'opstage.yaml:1: sweepSeconds',
    ]);
  });

  test('a file that is no YAML is told with the line', () => {
    expect(complaint({}, 'port: 1\nhost: [\n').join('\n')).toMatch(/^opstage\.yaml:\d: is no YAML here: /);
    expect(complaint({}, 'port: 1\nport: 2\n').join('\n')).toMatch(/^opstage\.yaml:2: .*unique/);
  });

  test('a file that is not there is told', () => {
    expect(() => readConfiguration({ OPSTAGE_CONFIG: join(folder, 'none.yaml') })).toThrow(
      /none\.yaml cannot be read \(ENOENT\)/,
    );
  });
});

test('variables of other programs are left alone', () => {
  const others = {
    OPSTAGE_URL: 'x',
    OPSTAGE_REGISTRATION_TOKEN: 'x',
    OPSTAGE_AGENT_STATE: 'x',
    OPSTAGE_SERVICE_HOST: 'x',
  };
  expect(complaint(others)).toEqual([]);
});
