/** Every line of the text moved right. */
export function indented(text: string, columns: number): string {
  const margin = ' '.repeat(columns);
  return text
    .split('\n')
    .map((line) => (line === '' ? line : margin + line))
    .join('\n');
}
