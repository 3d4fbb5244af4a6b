/**
 * `--config`: a YAML mapping of long option names to values, and one of the same kind for each role under `opstage` and
 * `agent`. The command line wins over the role's part, which wins over the rest. A key that is no option is an error,
 * because a misspelt key would silently change what is judged.
 */
import { existsSync, readFileSync } from 'node:fs';
import type { Command, Option } from 'commander';
import { parse } from 'yaml';
import { didYouMean } from './nearest-name.ts';
import { UsageError } from './usage-error.ts';

/** Taken from the current folder when `--config` is not given. */
export const defaultConfigFile = 'capsule-conformance.yaml';
const roles = ['opstage', 'agent'];

/**
 * Reads the options of a command whose name is the role. With `others-allowed` options that the command does not have
 * are passed over: `doctor` takes the file of a run.
 */
export function applyConfigFile(
  command: Command,
  given: string | undefined,
  others: 'others-refused' | 'others-allowed' = 'others-refused',
): void {
  const role = command.name();
  if (given === undefined && !existsSync(defaultConfigFile)) return;
  const file = given ?? defaultConfigFile;
  if (given === undefined) process.stderr.write(`Options from ${file}.\n`);
  const whole = Object.entries(readMapping(file));
  const shared = whole.filter(([key]) => !roles.includes(key));
  const own = whole
    .filter(([key]) => key === role)
    .flatMap(([key, value]) => Object.entries(mapping(value, file, key)));
  const known = new Map(command.options.map((option) => [option.long?.slice(2) ?? '', option]));
  for (const [key, value] of [...shared, ...own]) {
    const option = known.get(key);
    if (!option && others === 'others-allowed') continue;
    if (!option || key === 'config') {
      throw new UsageError(`${file}: ${key} is no option of ${command.name()}.${didYouMean(key, known.keys())}`);
    }
    const name = option.attributeName();
    if (command.getOptionValueSource(name) === 'cli') continue;
    command.setOptionValueWithSource(name, parsedValue(option, value, `${file}: ${key}`), 'config');
  }
}

function mapping(value: unknown, file: string, key: string): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  if (value === null) return {};
  throw new UsageError(`${file}: ${key} must be a mapping of option names to values.`);
}

function readMapping(file: string): Record<string, unknown> {
  let content: unknown;
  try {
    content = parse(readFileSync(file, 'utf8')) ?? {};
  } catch (cause) {
    const [reason] = (cause instanceof Error ? cause.message : String(cause)).split('\n');
    throw new UsageError(`The configuration ${file} cannot be read: ${reason}`);
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    throw new UsageError(`The configuration ${file} must be a mapping of option names to values.`);
  }
  return content as Record<string, unknown>;
}

function parsedValue(option: Option, value: unknown, where: string): unknown {
  if (option.isBoolean()) {
    if (typeof value === 'boolean') return value;
    throw new UsageError(`${where} must be true or false.`);
  }
  const texts = (Array.isArray(value) ? value : [value]).map((one) => {
    if (typeof one === 'string' || typeof one === 'number') return String(one);
    throw new UsageError(`${where} must be a text or a number, or a list of them.`);
  });
  try {
    if (Array.isArray(option.defaultValue)) {
      return texts.flatMap((text) => option.parseArg?.(text, [] as never) ?? [text]);
    }
    const [text = ''] = texts;
    if (texts.length !== 1) throw new Error('one value is expected.');
    return option.parseArg ? option.parseArg(text, option.defaultValue as never) : text;
  } catch (cause) {
    throw new UsageError(`${where}: ${cause instanceof Error ? cause.message : cause}`);
  }
}
