/**
 * `--config`: a YAML mapping of long option names to values, and one of the same kind for each role under `opstage` and
 * `agent`. The command line wins over the role's part, which wins over the rest. A key that is no option is an error,
 * because a misspelt key would silently change what is judged.
 */
import { existsSync } from 'node:fs';
import type { Command, Option } from 'commander';
import { stringify } from 'yaml';
import { type ConfigEntry, readConfigMapping } from './config-mapping.ts';
import { didYouMean, nearestName } from './nearest-name.ts';
import { formatNames } from './report-files.ts';
import { UsageError } from './usage-error.ts';

/** Taken from the current folder when `--config` is not given. */
export const defaultConfigFile = 'capsule-conformance.yaml';
const roles = ['opstage', 'agent'];

/**
 * Reads the options of a command whose name is the role. Options that `run` has and the command has not are passed over:
 * `doctor` takes the file of a run.
 */
export function applyConfigFile(command: Command, given: string | undefined, run: Command = command): void {
  const role = command.name();
  if (given === undefined && !existsSync(defaultConfigFile)) return;
  const file = given ?? defaultConfigFile;
  if (given === undefined) process.stderr.write(`Options from ${file}.\n`);
  const whole = readConfigMapping(file);
  const shared = whole.filter(({ key }) => !roles.includes(key));
  const own = whole.filter(({ key }) => key === role).flatMap(entriesOfRole);
  const known = optionsOf(command);
  const ofRun = optionsOf(run);
  for (const entry of [...shared, ...own]) {
    const option = known.get(entry.key);
    if (!option && ofRun.has(entry.key)) continue;
    if (!option) throw unknownKey(entry, role, [...ofRun.keys()]);
    const name = option.attributeName();
    const value = parsedValue(option, entry);
    if (command.getOptionValueSource(name) === 'cli' || (option.negate && value === false)) continue;
    command.setOptionValueWithSource(name, option.negate ? false : value, 'config');
  }
}

function entriesOfRole({ key, inner, typed, place }: ConfigEntry): ConfigEntry[] {
  if (inner) return inner;
  throw new UsageError(`${place}: ${key} must be a mapping of option names to values; it is ${brief(typed)}.`);
}

/** All that a file may name: it cannot name another file. */
function optionsOf(command: Command): Map<string, Option> {
  const all = new Map(command.options.map((option) => [option.long?.slice(2) ?? '', option]));
  all.delete('config');
  return all;
}

function unknownKey({ key, typed, isBlock, place }: ConfigEntry, role: string, options: readonly string[]): UsageError {
  const known = [...options, ...roles];
  const meant = nearestName(key, known);
  const corrected = meant === null ? '' : lineOf(meant, isBlock ? '' : typed);
  return new UsageError(`${place}: ${key} is no option of ${role}.${didYouMean(key, known)}${corrected}`);
}

function wrongValue(entry: ConfigEntry, option: Option, reason: string): UsageError {
  const { key, value, typed, place } = entry;
  const shown = typed === '' ? 'empty' : brief(typed);
  return new UsageError(`${place}: ${key} cannot be ${shown}. ${reason} Write:${lineOf(key, fitting(option, value))}`);
}

/** The corrected line, below the sentence. */
function lineOf(key: string, value: string): string {
  return `\n  ${key}: ${value}`.trimEnd();
}

function brief(typed: string): string {
  const line = typed.replaceAll(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}

function isSwitch(option: Option): boolean {
  return option.isBoolean() || option.negate;
}

function isRepeatable(option: Option): boolean {
  return Array.isArray(option.defaultValue);
}

function parsedValue(option: Option, entry: ConfigEntry): unknown {
  const { value } = entry;
  if (isSwitch(option)) {
    if (typeof value === 'boolean') return value;
    throw wrongValue(entry, option, 'It must be true or false.');
  }
  const texts = Array.isArray(value) ? value : [value];
  if (!texts.every((one) => typeof one === 'string')) {
    throw wrongValue(
      entry,
      option,
      `It must be a text or a number${isRepeatable(option) ? ', or a list of them' : ''}.`,
    );
  }
  try {
    if (isRepeatable(option)) return texts.flatMap((text) => parsedText(option, text));
    if (texts.length === 1) return parsedText(option, texts[0] ?? '');
  } catch (cause) {
    throw wrongValue(entry, option, cause instanceof Error ? cause.message : String(cause));
  }
  throw wrongValue(entry, option, 'It must be one value.');
}

function parsedText(option: Option, text: string): unknown {
  const before = isRepeatable(option) ? [] : option.defaultValue;
  return option.parseArg ? option.parseArg(text, before as never) : isRepeatable(option) ? [text] : text;
}

/** What each kind of option takes, where neither the value nor the default tells. */
const examples = ['5m', '127.0.0.1:8080', '20', 'http://127.0.0.1:8080', 'html=report.html'];

/** A value that the option takes, as near to the wrong one as can be told; YAML. */
function fitting(option: Option, value: unknown): string {
  if (isSwitch(option)) return /^(no|n|off|0|false)$/i.test(String(value)) ? 'false' : 'true';
  const mended = (Array.isArray(value) ? value : [value]).map((one) => fittingText(option, one));
  const texts = isRepeatable(option) ? mended : mended.slice(0, 1);
  const scalars = (texts.length > 0 ? texts : [fittingText(option, null)]).map((text) =>
    typeof text === 'number' ? String(text) : stringify(text, { lineWidth: 0 }).trimEnd(),
  );
  return Array.isArray(value) && isRepeatable(option) ? `[${scalars.join(', ')}]` : (scalars[0] ?? '');
}

function fittingText(option: Option, value: unknown): string | number {
  const typed = ['string', 'boolean'].includes(typeof value) ? String(value).trim() : '';
  const { argChoices: choices = [], defaultValue } = option;
  const [word = ''] = typed.split('=');
  const candidates = [
    ...[typed, typed.toLowerCase(), typed === '' ? '' : `http://${typed}`],
    ...[nearestName(typed, choices), typed.replace(word, nearestName(word, formatNames) ?? word)],
    ...[typeof defaultValue === 'object' ? null : defaultValue, ...choices],
    ...(option.parseArg ? examples : []),
  ];
  const [placeholder = ''] = /<.+>/.exec(option.flags) ?? [];
  const found = candidates.find((one) => one !== null && one !== undefined && one !== '' && takes(option, String(one)));
  return /^\d+$/.test(String(found)) && option.parseArg ? Number(found) : String(found ?? placeholder);
}

function takes(option: Option, text: string): boolean {
  try {
    parsedText(option, text);
    return true;
  } catch {
    return false;
  }
}
