/**
 * How far a pattern reaches: the shortest and the longest text that still matches, found by letting a matching text grow
 * and shrink character by character. The contract states most of its lengths in patterns (`^[a-z][a-z0-9]{0,79}$`), and
 * a mistake of one is made exactly there.
 */
const growthMax = 1_000;

export interface PatternEdges {
  shortest: string;
  longest: string;
}

/** `lengthMax` bounds what grows where the pattern itself has no end. */
export function patternEdges(pattern: string, matching: string, lengthMax = growthMax): PatternEdges {
  const expression = new RegExp(pattern, 'u');
  const fits = (text: string) => text.length <= lengthMax && expression.test(text);
  return {
    shortest: untilStuck(matching, (text) => shrunk(text).find(fits)),
    longest: untilStuck(matching, (text) => grown(text).find(fits)),
  };
}

/** Texts next to an edge that match no more; the first are one character too long and one too short. */
export function beyondPattern(pattern: string, matching: string, lengthMax = growthMax): string[] {
  const expression = new RegExp(pattern, 'u');
  const { shortest, longest } = patternEdges(pattern, matching, lengthMax);
  const characters = [' ', '\n', '.', 'é', '٣', 'A', '_', '/', '%', '\u0000', '😀'];
  const middle = Math.floor(matching.length / 2);
  const candidates = [
    ...grown(longest).slice(0, 1),
    ...shrunk(shortest).slice(0, 1),
    ...characters.map((character) => matching + character),
    ...characters.map((character) => character + matching.slice(1)),
    ...characters.map((character) => matching.slice(0, middle) + character + matching.slice(middle + 1)),
  ];
  return [...new Set(candidates)].filter((text) => !expression.test(text));
}

function untilStuck(from: string, step: (text: string) => string | undefined): string {
  let text = from;
  for (let steps = 0; steps < growthMax; steps += 1) {
    const next = step(text);
    if (next === undefined) return text;
    text = next;
  }
  return text;
}

/** The text with one of its characters doubled, the last first. */
function grown(text: string): string[] {
  return positions(text).map((at) => text.slice(0, at) + text.charAt(at) + text.slice(at));
}

/** The text without one of its characters, the last first. */
function shrunk(text: string): string[] {
  return positions(text).map((at) => text.slice(0, at) + text.slice(at + 1));
}

function positions(text: string): number[] {
  return Array.from({ length: text.length }, (_, index) => text.length - 1 - index);
}
