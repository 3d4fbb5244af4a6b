/**
 * Splits a command line into words the way a shell would for plain words, quotes and backslashes, and takes leading
 * `NAME=value` words as environment. No shell runs: a shell between the kit and the subject would take the signals and
 * hide the exit code. Who needs one writes `sh -c "…"`.
 */
export interface CommandLine {
  program: string;
  args: string[];
  env: Record<string, string>;
}

/** Throws an Error with one sentence when the line cannot be split. */
export function parseCommandLine(line: string): CommandLine {
  const words = split(line);
  const env: Record<string, string> = {};
  while (words[0] !== undefined && /^[A-Za-z_]\w*=/.test(words[0])) {
    const word = words.shift() ?? '';
    env[word.slice(0, word.indexOf('='))] = word.slice(word.indexOf('=') + 1);
  }
  const [program, ...args] = words;
  if (program === undefined) throw new Error('The start command is empty.');
  return { program, args, env };
}

function split(line: string): string[] {
  const words: string[] = [];
  let word: string | null = null;
  let quote: string | null = null;
  for (let at = 0; at < line.length; at += 1) {
    const character = line[at] as string;
    if (character === '\\' && quote !== "'" && at + 1 < line.length) {
      at += 1;
      word = (word ?? '') + line[at];
    } else if (quote !== null) {
      if (character === quote) quote = null;
      else word += character;
    } else if (character === '"' || character === "'") {
      quote = character;
      word ??= '';
    } else if (/\s/.test(character)) {
      if (word !== null) words.push(word);
      word = null;
    } else {
      word = (word ?? '') + character;
    }
  }
  if (quote !== null) throw new Error(`The start command has an unclosed ${quote}: ${line}`);
  if (word !== null) words.push(word);
  return words;
}
