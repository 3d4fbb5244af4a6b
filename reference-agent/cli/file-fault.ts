/** One thing wrong with an agent file: where, what, and the line as it should be. */
export interface FileFault {
  line: number;
  /** The key from the top of the file, such as `actions[0].timeoutSeconds`. */
  key: string;
  /** What is wrong, naming the value. */
  problem: string;
  /** The faulty line; absent where something is missing. */
  now?: string;
  /** The line that would be right; absent where only its author can know. */
  corrected?: string;
}

/** The file cannot be used; the message lists every fault found. */
export class AgentFileError extends Error {
  readonly faults: readonly FileFault[];

  constructor(file: string, faults: readonly FileFault[]) {
    super(faults.map((fault) => describeFault(file, fault)).join('\n'));
    this.name = 'AgentFileError';
    this.faults = faults;
  }
}

function describeFault(file: string, { line, key, problem, now, corrected }: FileFault): string {
  const lines = [`${file}:${line}: ${key ? `${key}: ` : ''}${problem}`];
  if (now !== undefined) lines.push(`    now:       ${now}`);
  if (corrected !== undefined) lines.push(`    corrected: ${corrected}`);
  return lines.join('\n');
}
