/**
 * Reads JSON more strictly than JSON.parse: a member twice in one object, bytes that are not UTF-8, half a surrogate
 * pair and a nesting nobody means are refused, and integers that a double cannot hold are reported with their place.
 * Recursion is bounded by the depth limit, so no body can exhaust the stack.
 */
import type { Json, JsonObject } from '../domain/json.ts';

export class MalformedJson extends Error {}

/** Well-formed so far, but with more levels than a document may have. */
export class NestedTooDeep extends MalformedJson {}

export interface ParsedJson {
  value: Json;
  /** JSON pointers of numbers that lost digits, or that no double can hold. */
  inexactPaths: string[];
  hasNulls: boolean;
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const numberPattern = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const escapes: Record<string, string> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

export interface JsonRules {
  /** Members whose content may hold any integer, because it belongs to somebody else. */
  exempt: ReadonlySet<string>;
  /** Levels from the root whose own members are not meant by `exempt`. */
  exemptBelow?: number;
  /** Levels of objects and lists a document may have; a bare value has none. */
  depthMax: number;
}

export function parseJson(bytes: Uint8Array, rules: JsonRules): ParsedJson {
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch {
    throw new MalformedJson('not UTF-8');
  }
  const reader = new Reader(text, rules);
  const value = reader.document();
  return { value, inexactPaths: reader.inexactPaths, hasNulls: reader.hasNulls };
}

class Reader {
  readonly inexactPaths: string[] = [];
  hasNulls = false;
  readonly #text: string;
  readonly #rules: JsonRules;
  #at = 0;
  /** Names and indexes from the root to where it reads. */
  readonly #trail: (string | number)[] = [];

  constructor(text: string, rules: JsonRules) {
    this.#text = text;
    this.#rules = rules;
  }

  document(): Json {
    const value = this.#value(1, false);
    this.#space();
    if (this.#at < this.#text.length) throw new MalformedJson('text after the document');
    return value;
  }

  #value(depth: number, exempt: boolean): Json {
    this.#space();
    switch (this.#text[this.#at]) {
      case '{':
        return this.#object(this.#deeper(depth), exempt);
      case '[':
        return this.#array(this.#deeper(depth), exempt);
      case '"':
        return this.#string();
      case 't':
        return this.#word('true', true);
      case 'f':
        return this.#word('false', false);
      case 'n':
        this.hasNulls = true;
        return this.#word('null', null);
      default:
        return this.#number(exempt);
    }
  }

  #deeper(depth: number): number {
    if (depth > this.#rules.depthMax) throw new NestedTooDeep('nested too deep');
    return depth + 1;
  }

  #object(depth: number, exempt: boolean): JsonObject {
    const object: JsonObject = {};
    this.#at += 1;
    this.#space();
    if (this.#take('}')) return object;
    for (;;) {
      this.#space();
      const name = this.#string();
      if (Object.hasOwn(object, name)) throw new MalformedJson('a member twice');
      this.#space();
      this.#expect(':');
      this.#trail.push(name);
      const value = this.#value(depth, exempt || this.#exempts(name, depth));
      this.#trail.pop();
      // Defined where assigning would not do: a member called __proto__ is data like any other.
      if (name !== '__proto__') object[name] = value;
      else Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
      this.#space();
      if (this.#take('}')) return object;
      this.#expect(',');
    }
  }

  /** Inside the root the depth is 2 already: it counts the level that may come next. */
  #exempts(name: string, depth: number): boolean {
    return depth - 1 > (this.#rules.exemptBelow ?? 0) && this.#rules.exempt.has(name);
  }

  #array(depth: number, exempt: boolean): Json[] {
    const array: Json[] = [];
    this.#at += 1;
    this.#space();
    if (this.#take(']')) return array;
    for (;;) {
      this.#trail.push(array.length);
      array.push(this.#value(depth, exempt));
      this.#trail.pop();
      this.#space();
      if (this.#take(']')) return array;
      this.#expect(',');
    }
  }

  #string(): string {
    this.#expect('"');
    let result = '';
    for (;;) {
      const start = this.#at;
      while (isPlain(this.#text.charCodeAt(this.#at))) this.#at += 1;
      result += this.#text.slice(start, this.#at);
      if (this.#take('"')) break;
      this.#expect('\\');
      result += this.#escape();
    }
    if (!result.isWellFormed()) throw new MalformedJson('half a surrogate pair');
    return result;
  }

  #escape(): string {
    const letter = this.#text[this.#at] ?? '';
    this.#at += 1;
    if (letter !== 'u') {
      const character = escapes[letter];
      if (character === undefined) throw new MalformedJson('unknown escape');
      return character;
    }
    const digits = this.#text.slice(this.#at, this.#at + 4);
    if (!/^[0-9a-fA-F]{4}$/.test(digits)) throw new MalformedJson('bad escape');
    this.#at += 4;
    return String.fromCharCode(Number.parseInt(digits, 16));
  }

  #number(exempt: boolean): number {
    numberPattern.lastIndex = this.#at;
    const digits = numberPattern.exec(this.#text)?.[0];
    if (digits === undefined) throw new MalformedJson('not a value');
    this.#at += digits.length;
    const value = Number(digits);
    const inexact = Number.isInteger(value) && !Number.isSafeInteger(value);
    if (!Number.isFinite(value) || (inexact && !exempt)) this.inexactPaths.push(this.#path());
    return value;
  }

  #path(): string {
    return this.#trail.map((token) => `/${String(token).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  }

  #word<T>(word: string, value: T): T {
    if (!this.#text.startsWith(word, this.#at)) throw new MalformedJson('not a value');
    this.#at += word.length;
    return value;
  }

  #space(): void {
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      this.#at += 1;
    }
  }

  #take(character: string): boolean {
    if (this.#text[this.#at] !== character) return false;
    this.#at += 1;
    return true;
  }

  #expect(character: string): void {
    if (!this.#take(character)) throw new MalformedJson(`expected ${character}`);
  }
}

/** Neither a control character, a quote nor a backslash; past the end there is no code at all. */
function isPlain(code: number): boolean {
  return code > 0x1f && code !== 0x22 && code !== 0x5c;
}
