/** Colours, or none: decided once, by the terminal, NO_COLOR and `--color`, and handed to whoever writes text. */
import { createColors } from 'picocolors';

export interface Paint {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  green(text: string): string;
  yellow(text: string): string;
}

export type ColorChoice = 'auto' | 'always' | 'never';

/** NO_COLOR counts when it is set to anything but the empty string; `always` and `never` are stronger. */
export function paintFor(
  stream: { isTTY?: boolean },
  env: Readonly<Record<string, string | undefined>>,
  choice: ColorChoice = 'auto',
): Paint {
  const byItself = stream.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb';
  return createColors(choice === 'auto' ? byItself : choice === 'always');
}
