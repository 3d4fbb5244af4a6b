/**
 * Splits a command line into words and takes leading `NAME=value` words as environment. No shell runs: a shell between the
 * kit and the subject would take the signals and hide the exit code. Who needs one writes `sh -c "…"`.
 *
 * The words are those a shell would make of plain words, quotes and backslashes; on Windows those a program there reads
 * from its own command line, where a backslash is a part of a path and only escapes a double quote.
 */
export interface CommandLine {
  program: string;
  args: string[];
  env: Record<string, string>;
}

/** Throws an Error with one sentence when the line cannot be split. */
export function parseCommandLine(line: string, platform: NodeJS.Platform = process.platform): CommandLine {
  const words = platform === 'win32' ? windowsWords(line) : shellWords(line);
  const env: Record<string, string> = {};
  while (words[0] !== undefined && /^[A-Za-z_]\w*=/.test(words[0])) {
    const word = words.shift() ?? '';
    env[word.slice(0, word.indexOf('='))] = word.slice(word.indexOf('=') + 1);
  }
  const [program, ...args] = words;
  if (program === undefined) throw new Error('The start command is empty.');
  return { program, args, env };
}

/** These words as one line that is split into them again, and that a shell of the platform reads the same way. */
export function commandLineOf(words: readonly string[], platform: NodeJS.Platform = process.platform): string {
  return words.map(platform === 'win32' ? windowsQuoted : shellQuoted).join(' ');
}

function shellWords(line: string): string[] {
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

function shellQuoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** Backslashes count only before a double quote: each two are one, and one that is left over makes the quote a character. */
function windowsWords(line: string): string[] {
  const words: string[] = [];
  let word: string | null = null;
  let quoted = false;
  for (const [part, backslashes = '', character = ''] of line.matchAll(/(\\*)(")|\\+|[^\\]/gs)) {
    if (character === '"') {
      const isCharacter = backslashes.length % 2 === 1;
      word = `${word ?? ''}${backslashes.slice(0, backslashes.length / 2)}${isCharacter ? '"' : ''}`;
      if (!isCharacter) quoted = !quoted;
    } else if (/^\s$/.test(part) && !quoted) {
      if (word !== null) words.push(word);
      word = null;
    } else {
      word = (word ?? '') + part;
    }
  }
  if (quoted) throw new Error(`The start command has an unclosed ": ${line}`);
  if (word !== null) words.push(word);
  return words;
}

function windowsQuoted(word: string): string {
  if (/^[\w@+=:,./\\-]+$/.test(word)) return word;
  return `"${word.replaceAll(/(\\*)(?:"|$)/g, (part, run: string) => run + run + (part.endsWith('"') ? '\\"' : ''))}"`;
}
