/** One thing wrong with the configuration: where, which key, what, and the line as it should be. */
export interface ConfigurationFault {
  /** `file:line` of a value from the file; absent for one from the environment. */
  at?: string;
  /** The key as it is written there. */
  key: string;
  /** What is wrong, naming the value unless it is a secret. */
  problem: string;
  /** The line that would do; absent where only its author can know. */
  corrected?: string;
}

/** The configuration cannot be used; the message lists every fault found. */
export class ConfigurationError extends Error {
  readonly faults: readonly ConfigurationFault[];

  constructor(faults: readonly ConfigurationFault[]) {
    super(faults.map(sentence).join('\n'));
    this.faults = faults;
  }
}

function sentence({ at, key, problem, corrected }: ConfigurationFault): string {
  const where = at === undefined ? '' : `${at}: `;
  const line = `${where}${key === '' ? '' : `${key} `}${problem}`;
  return corrected === undefined ? line : `${line}\n    corrected: ${corrected}`;
}
