/** The kinds of value an agent file knows: how each is judged, and what its author probably meant. */
import type { Located } from './located.ts';

export interface Field {
  required?: boolean;
  /** Shown where the field is missing, or no correction can be guessed. */
  example: string;
  kind: Kind;
}

export interface Kind {
  /** What is needed, in words that follow "is". */
  needed: string;
  accepts(value: unknown): boolean;
  /** The value probably meant, as it would be written; null when it cannot be guessed. */
  meant(value: Located): string | null;
}

/** `tidy` makes of a text that does not fit one that does. */
export function text(pattern?: RegExp, tidy?: (given: string) => string): Kind {
  const fits = (value: string) => value !== '' && (pattern?.test(value) ?? true);
  return {
    needed: pattern ? `a text like ${pattern.source}` : 'a text',
    accepts: (value) => typeof value === 'string' && fits(value),
    meant: ({ value, source }) => {
      // Unquoted, 1.10 is the number 1.1: what is written counts, not what was read.
      if (typeof value === 'number' || typeof value === 'boolean') return fits(source) ? JSON.stringify(source) : null;
      const tidied = typeof value === 'string' && tidy ? tidy(value) : '';
      return fits(tidied) && tidied !== value ? tidied : null;
    },
  };
}

export function whole(min: number, max: number): Kind {
  const fits = (value: unknown) => Number.isInteger(value) && Number(value) >= min && Number(value) <= max;
  return {
    needed: `a whole number from ${min} to ${max}`,
    accepts: fits,
    meant: ({ value }) => {
      const digits =
        typeof value === 'string' || typeof value === 'number' ? /\d+/.exec(String(value))?.[0] : undefined;
      const number = Number(digits);
      if (digits === undefined) return null;
      return String(Math.min(max, Math.max(min, number)));
    },
  };
}

export const truth: Kind = {
  needed: 'true or false',
  accepts: (value) => typeof value === 'boolean',
  meant: ({ value }) => {
    const given = String(value).toLowerCase();
    if (['yes', 'on', '1', 'true'].includes(given)) return 'true';
    return ['no', 'off', '0', 'false'].includes(given) ? 'false' : null;
  },
};

export function choice(...values: string[]): Kind {
  return {
    needed: `one of ${values.join(', ')}`,
    accepts: (value) => typeof value === 'string' && values.includes(value),
    meant: ({ value }) => (typeof value === 'string' ? nearest(value, values) : null),
  };
}

/** A program and its arguments: never a line for a shell to take apart. */
export const command: Kind = {
  needed: 'a list of a program and its arguments; there is no shell to split a line',
  accepts: (value) =>
    Array.isArray(value) &&
    value.length > 0 &&
    value[0] !== '' &&
    value.every((part) => typeof part === 'string' && !part.includes('\0')),
  meant: ({ value }) => {
    const parts = typeof value === 'string' ? value.trim().split(/\s+/) : Array.isArray(value) ? value.map(String) : [];
    return parts.length > 0 && parts[0] ? `[${parts.map((part) => JSON.stringify(part)).join(', ')}]` : null;
  },
};

export const mapping: Kind = {
  needed: 'a mapping of names to values',
  accepts: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  meant: () => null,
};

/** For a config item: whatever can be shown. */
export const anything: Kind = { needed: 'a value', accepts: (value) => value !== null, meant: () => null };

export const httpUrl: Kind = {
  needed: 'a URL that begins with http:// or https://',
  accepts: (value) => typeof value === 'string' && isHttpUrl(value),
  meant: ({ value }) => (typeof value === 'string' && isHttpUrl(`http://${value}`) ? `http://${value}` : null),
};

function isHttpUrl(value: string): boolean {
  return /^https?:\/\/./.test(value) && URL.canParse(value);
}

/** The known name most like the given one, unless none is much like it. */
export function nearest(given: string, known: readonly string[]): string | null {
  const simple = (name: string) => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  let best: string | null = null;
  let bestDistance = 3;
  for (const name of known) {
    const distance = editDistance(simple(given), simple(name));
    if (distance < bestDistance) [best, bestDistance] = [name, distance];
  }
  return best;
}

function editDistance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const changed = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
