import { commandLineOf } from '../target/command-line.ts';

/** The kit's own name and these words, quoted so that a shell reads them back as they are. */
export function replayBase(words: readonly string[]): string {
  return commandLineOf(['capsule-conformance', ...words]);
}
