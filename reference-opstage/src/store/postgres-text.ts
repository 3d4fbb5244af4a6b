/**
 * PostgreSQL's texts cannot hold U+0000, which JSON can and the contract allows. It is stored as a noncharacter and a
 * digit, and so is that noncharacter itself, so that every text comes back as it went in.
 */
const mark = '\u{10FFFF}';

export function storedText(text: string): string {
  if (!text.includes('\0') && !text.includes(mark)) return text;
  return text.replaceAll(mark, `${mark}1`).replaceAll('\0', `${mark}0`);
}

export function readText(stored: string): string {
  if (!stored.includes(mark)) return stored;
  return stored.replaceAll(`${mark}0`, '\0').replaceAll(`${mark}1`, mark);
}
