/** The kit's own name and these words, quoted so that a shell reads them back as they are. */
export function replayBase(words: readonly string[]): string {
  return ['capsule-conformance', ...words.map(quoted)].join(' ');
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
