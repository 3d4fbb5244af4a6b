/** Colours, or none: decided once, by the terminal and NO_COLOR, and handed to whoever writes text. */
import { createColors } from 'picocolors';

export interface Paint {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  green(text: string): string;
  yellow(text: string): string;
}

/** NO_COLOR counts when it is set to anything but the empty string. */
export function paintFor(stream: { isTTY?: boolean }, env: Readonly<Record<string, string | undefined>>): Paint {
  return createColors(stream.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb');
}
