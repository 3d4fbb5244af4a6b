/** The two options every command has, and how a command prints with them. */
import { type Command, Option } from 'commander';
import { type ColorChoice, type Paint, paintFor } from '../report/paint.ts';

export interface OutputFlags {
  json: boolean;
  color: ColorChoice;
}

export function addOutputFlags(command: Command, json = 'prints JSON on stdout and nothing else'): Command {
  return command
    .option('--json', json, false)
    .addOption(
      new Option('--color <when>', 'auto heeds the terminal and NO_COLOR')
        .choices(['auto', 'always', 'never'])
        .default('auto'),
    );
}

export function paintOf(stream: { isTTY?: boolean }, { color }: OutputFlags): Paint {
  return paintFor(stream, process.env, color);
}

/** A terminal that was never told its width says 0. */
export function columnsOf(stream: { columns?: number }): number {
  return Math.min(stream.columns || 100, 120);
}

/** One JSON document, or the text that `inWords` makes. */
export function print(flags: OutputFlags, value: unknown, inWords: (paint: Paint) => string): void {
  process.stdout.write(flags.json ? `${JSON.stringify(value, null, 2)}\n` : inWords(paintOf(process.stdout, flags)));
}
