/**
 * Configuration from the environment and one optional file, judged before anything starts. The environment wins, so that
 * one file serves many processes. Every fault is found in one go, each a sentence for a person.
 */
import { limits as limitEntries } from 'capsule-contract';
import type { LimitEntry, Limits } from 'capsule-contract/types';
import { closest, distance } from 'fastest-levenshtein';
import { readConfigFile } from './config-file.ts';
import { ConfigurationError, type ConfigurationFault } from './configuration-error.ts';
import { listed, type OwnSettingName, type Setting, settings } from './settings.ts';

export interface Configuration {
  host: string;
  port: number;
  /** Folder of the database. */
  dataFolder: string;
  /** PostgreSQL instead of a file in the folder; null where there is none. */
  databaseUrl: string | null;
  ownerUsername: string;
  /** Needed only on an empty database. */
  ownerPassword: string | null;
  logLevel: string;
  trustedProxies: string[];
  drainSeconds: number;
  /** Where metrics are served; null where they are not. */
  metrics: { host: string; port: number } | null;
  limits: Limits;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Where a value comes from; `line` writes another value for it in the same place. */
interface Given {
  text: string;
  key: string;
  at?: string;
  line(value: string): string;
}

/** The variable that names the file; `--config` goes before it. */
export const fileVariable = 'OPSTAGE_CONFIG';

export function readConfiguration(environment: Environment, configFile?: string): Configuration {
  const file = configFile ?? (environment[fileVariable] || undefined);
  const fromFile = file === undefined ? new Map() : readConfigFile(file);
  const faults: ConfigurationFault[] = [...unknownKeys(fromFile), ...misspeltVariables(environment)];
  const given = new Map<string, Given>();
  for (const setting of settings) {
    const found = find(setting, environment, fromFile);
    if (found === null) continue;
    const fault = judge(setting, found);
    if (fault === null) given.set(setting.name, found);
    else faults.push(fault);
  }
  const limits = readLimits(given, faults);
  if (faults.length > 0) throw new ConfigurationError(faults);

  const value = (name: OwnSettingName) => given.get(name)?.text ?? standardOf(name);
  const metricsPort = value('metricsPort');
  return {
    host: value('host'),
    port: Number(value('port')),
    dataFolder: value('data'),
    databaseUrl: value('databaseUrl') || null,
    ownerUsername: value('ownerUsername'),
    ownerPassword: value('ownerPassword') || null,
    logLevel: value('logLevel'),
    trustedProxies: listed(value('trustedProxies')),
    drainSeconds: Number(value('drainSeconds')),
    metrics: metricsPort === '' ? null : { host: value('metricsHost'), port: Number(metricsPort) },
    limits,
  };
}

function standardOf(name: OwnSettingName): string {
  return settings.find((setting) => setting.name === name)?.standard ?? '';
}

function find({ name, env }: Setting, environment: Environment, fromFile: ReturnType<typeof readConfigFile>) {
  const variable = environment[env];
  if (variable !== undefined && variable !== '') {
    return { text: variable, key: env, line: (value: string) => `${env}=${value}` };
  }
  const entry = fromFile.get(name);
  if (entry === undefined || entry.text === '') return null;
  return { text: entry.text ?? '', key: name, at: entry.at, line: (value: string) => `${name}: ${value}` };
}

function judge({ kind, secret }: Setting, given: Given): ConfigurationFault | null {
  if (given.text !== '' && kind.fits(given.text)) return null;
  const shown = secret === true ? 'is not usable' : given.text === '' ? 'is no plain value' : `is ${given.text}`;
  const instead = kind.instead(given.text);
  return fault(given, `${shown}: it takes ${kind.takes}`, instead);
}

function fault({ key, at, line }: Given, problem: string, corrected: string | null): ConfigurationFault {
  const place = at === undefined ? { key } : { at, key };
  return corrected === null ? { ...place, problem } : { ...place, problem, corrected: line(corrected) };
}

function unknownKeys(fromFile: ReturnType<typeof readConfigFile>): ConfigurationFault[] {
  const names = settings.map(({ name }) => name);
  return [...fromFile].flatMap(([key, { at, text }]) => {
    if (names.includes(key)) return [];
    if (Object.hasOwn(limitEntries, key)) return [{ at, key, problem: 'is fixed by the contract' }];
    const byVariable = settings.find(({ env }) => env === key.toUpperCase())?.name;
    const meant = byVariable ?? nearest(key, names);
    if (meant === null) return [{ at, key, problem: 'is no setting; `--help` lists them all' }];
    return [{ at, key, problem: `is no setting. Did you mean ${meant}?`, corrected: `${meant}: ${text ?? ''}` }];
  });
}

/** Other programs own variables of this prefix too: an agent, an orchestrator. Only what looks like a slip is refused. */
function misspeltVariables(environment: Environment): ConfigurationFault[] {
  const names = [...settings.map(({ env }) => env), fileVariable];
  return Object.keys(environment).flatMap((key) => {
    if (!key.toUpperCase().startsWith('OPSTAGE_') || names.includes(key)) return [];
    const meant = nearest(key, names);
    return meant === null ? [] : [{ key, problem: `is no setting. Did you mean ${meant}?` }];
  });
}

const slipsMax = 2;

function nearest(key: string, names: readonly string[]): string | null {
  const plain = (name: string) => name.toLowerCase().replaceAll(/[-_]/g, '');
  const same = names.find((name) => plain(name) === plain(key));
  const meant = same ?? closest(key, [...names]);
  return same !== undefined || distance(key, meant) <= slipsMax ? meant : null;
}

/** Every limit, configured or not; some have to fit each other. */
function readLimits(given: ReadonlyMap<string, Given>, faults: ConfigurationFault[]): Limits {
  const entries: LimitEntry[] = Object.values(limitEntries);
  const values = new Map(
    entries.map(({ name, default: standard }) => [name, Number(given.get(name)?.text ?? standard)]),
  );
  for (const entry of entries) {
    for (const { of, factor, plus } of entry.atLeast ?? []) {
      const floor = Math.ceil((values.get(of) ?? 0) * factor + plus);
      const value = values.get(entry.name) ?? 0;
      if (value >= floor) continue;
      // Said where somebody chose something: at the entry itself or at the one it has to fit.
      const cause = given.get(entry.name) ?? given.get(of);
      const line = (text: string) => (cause?.at === undefined ? `${entry.env}=${text}` : `${entry.name}: ${text}`);
      const key = cause?.at === undefined ? (entry.env ?? entry.name) : entry.name;
      const shown = given.has(entry.name) ? `is ${value}` : `is ${value} where nothing else is said`;
      const problem = `${shown}: with ${of} ${values.get(of)} it takes a whole number from ${floor} to ${entry.max}`;
      const place: Given = { text: '', key, line, ...(cause?.at === undefined ? {} : { at: cause.at }) };
      faults.push(fault(place, problem, floor > entry.max ? null : String(floor)));
    }
  }
  return Object.fromEntries(values) as unknown as Limits;
}
