/**
 * `--config`: a YAML mapping of long option names to values. The command line wins over it. A key that is no option of
 * the command is an error, because a misspelt key would silently change what is judged.
 */
import { readFileSync } from 'node:fs';
import type { Command, Option } from 'commander';
import { parse } from 'yaml';
import { didYouMean } from './nearest-name.ts';
import { UsageError } from './usage-error.ts';

export function applyConfigFile(command: Command, file: string): void {
  const entries = Object.entries(readMapping(file));
  const known = new Map(command.options.map((option) => [option.long?.slice(2) ?? '', option]));
  for (const [key, value] of entries) {
    const option = known.get(key);
    if (!option || key === 'config') {
      throw new UsageError(`${file}: ${key} is no option of ${command.name()}.${didYouMean(key, known.keys())}`);
    }
    const name = option.attributeName();
    if (command.getOptionValueSource(name) === 'cli') continue;
    command.setOptionValueWithSource(name, parsedValue(option, value, `${file}: ${key}`), 'config');
  }
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
