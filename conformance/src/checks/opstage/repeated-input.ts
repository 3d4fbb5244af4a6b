/** Which of the values a client sent an answer repeats. Only values nobody would write by chance are looked for. */
const lengthMin = 8;
const shownLength = 24;

export function repeatedInput(answer: string, sent: unknown): string[] {
  return textsOf(sent)
    .map((text) => text.slice(0, shownLength))
    .filter((text) => text.length >= lengthMin && answer.includes(JSON.stringify(text).slice(1, -1)));
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number') return [String(value)];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsOf);
}
