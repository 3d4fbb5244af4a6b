/**
 * Regular expressions in the common part of RE2 and JavaScript, run in time linear to the text: no look-around, no
 * back-reference, and no pattern that a hostile text can make slow. Compiled to a list of steps that are followed side by
 * side (Thompson's way).
 */
import { defect } from './defects.ts';

type Step =
  | { kind: 'char'; fits: (char: string) => boolean }
  | { kind: 'fork'; to: [number, number] }
  | { kind: 'jump'; to: number }
  | { kind: 'edge'; holds: (before: string | undefined, after: string | undefined) => boolean };

type Node =
  | { kind: 'char'; fits: (char: string) => boolean }
  | { kind: 'edge'; holds: (before: string | undefined, after: string | undefined) => boolean }
  | { kind: 'list'; nodes: Node[] }
  | { kind: 'either'; nodes: Node[] }
  | { kind: 'repeat'; node: Node; min: number; max: number };

const stepsMax = 10_000;
const repeatMax = 1_000;

/** A matcher that finds the pattern anywhere in a text; null when the pattern is not supported. */
export function compilePattern(pattern: string): ((text: string) => boolean) | null {
  try {
    if (defect('patterns-of-javascript')) {
      const expression = new RegExp(pattern, 'u');
      return (text) => expression.test(text);
    }
    new RegExp(pattern, 'u');
    const steps: Step[] = [];
    emit(steps, new Parser(pattern).whole());
    return (text) => matches(steps, [...text]);
  } catch {
    return null;
  }
}

class Parser {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  whole(): Node {
    const node = this.#either();
    if (this.#at < this.#text.length) throw new SyntaxError('an unmatched parenthesis');
    return node;
  }

  #take(expression: RegExp): RegExpExecArray | null {
    const sticky = new RegExp(expression, 'uy');
    sticky.lastIndex = this.#at;
    const match = sticky.exec(this.#text);
    if (match) this.#at = sticky.lastIndex;
    return match;
  }

  #either(): Node {
    const nodes = [this.#list()];
    while (this.#take(/\|/)) nodes.push(this.#list());
    return { kind: 'either', nodes };
  }

  #list(): Node {
    const nodes: Node[] = [];
    while (this.#at < this.#text.length && !/[|)]/.test(this.#text[this.#at] ?? '')) nodes.push(this.#repeated());
    return { kind: 'list', nodes };
  }

  #repeated(): Node {
    const node = this.#one();
    const quantifier = this.#take(/(?:[*+?]|\{(\d+)(,(\d*))?\})\??/);
    if (!quantifier) return node;
    const [sign, least, comma, most] = quantifier;
    if (sign.startsWith('{')) {
      const min = Number(least);
      const max = comma === undefined ? min : most === '' ? Number.POSITIVE_INFINITY : Number(most);
      if (min > repeatMax || (max !== Number.POSITIVE_INFINITY && max > repeatMax)) throw new RangeError('too often');
      return { kind: 'repeat', node, min, max };
    }
    const max = sign.startsWith('?') ? 1 : Number.POSITIVE_INFINITY;
    return { kind: 'repeat', node, min: sign.startsWith('+') ? 1 : 0, max };
  }

  #one(): Node {
    if (this.#take(/\((?:\?:)?/)) {
      if (this.#text[this.#at] === '?') throw new SyntaxError('a group RE2 does not know');
      const node = this.#either();
      if (!this.#take(/\)/)) throw new SyntaxError('an open group');
      return node;
    }
    if (this.#take(/\^/)) return { kind: 'edge', holds: (before) => before === undefined };
    if (this.#take(/\$/)) return { kind: 'edge', holds: (_, after) => after === undefined };
    const boundary = this.#take(/\\[bB]/);
    if (boundary) return { kind: 'edge', holds: (a, b) => (isWord(a) !== isWord(b)) === (boundary[0] === '\\b') };
    // What is left stands for one character, and JavaScript itself says which.
    const source = this.#take(
      /\[(?:\\.|[^\]\\])*\]|\\(?:[pP]\{[^}]*\}|x[0-9a-fA-F]{2}|[dDwWsSnrtfv]|[^\w])|[^\\]/,
    )?.[0];
    if (source === undefined) throw new SyntaxError('an escape RE2 does not know');
    const expression = new RegExp(`^${source}$`, 'us');
    return { kind: 'char', fits: (char) => (source === '.' ? char !== '\n' : expression.test(char)) };
  }
}

function isWord(char: string | undefined): boolean {
  return char !== undefined && /^\w$/.test(char);
}

function emit(steps: Step[], node: Node): void {
  if (steps.length > stepsMax) throw new RangeError('too many steps');
  if (node.kind === 'char' || node.kind === 'edge') steps.push(node);
  else if (node.kind === 'list') for (const inner of node.nodes) emit(steps, inner);
  else if (node.kind === 'either') emitEither(steps, node.nodes);
  else {
    for (let count = 0; count < node.min; count += 1) emit(steps, node.node);
    if (node.max === Number.POSITIVE_INFINITY) emitLoop(steps, node.node);
    else for (let count = node.min; count < node.max; count += 1) emitOptional(steps, node.node);
  }
}

function emitOptional(steps: Step[], node: Node): void {
  const fork: Step = { kind: 'fork', to: [steps.length + 1, 0] };
  steps.push(fork);
  emit(steps, node);
  fork.to[1] = steps.length;
}

function emitLoop(steps: Step[], node: Node): void {
  const at = steps.length;
  const fork: Step = { kind: 'fork', to: [at + 1, 0] };
  steps.push(fork);
  emit(steps, node);
  steps.push({ kind: 'jump', to: at });
  fork.to[1] = steps.length;
}

function emitEither(steps: Step[], nodes: readonly Node[]): void {
  const [first, ...others] = nodes;
  if (first === undefined) return;
  if (others.length === 0) {
    emit(steps, first);
    return;
  }
  const fork: Step = { kind: 'fork', to: [steps.length + 1, 0] };
  steps.push(fork);
  emit(steps, first);
  const jump: Step = { kind: 'jump', to: 0 };
  steps.push(jump);
  fork.to[1] = steps.length;
  emitEither(steps, others);
  jump.to = steps.length;
}

function matches(steps: readonly Step[], chars: readonly string[]): boolean {
  let current = new Set<number>();
  for (let at = 0; at <= chars.length; at += 1) {
    const [before, after] = [chars[at - 1], chars[at]];
    const next = new Set<number>();
    const seen = new Set<number>();
    // A match may begin at every character.
    const open = [...current, 0];
    for (let index = open.pop(); index !== undefined; index = open.pop()) {
      if (index === steps.length) return true;
      if (seen.has(index)) continue;
      seen.add(index);
      const step = steps[index] as Step;
      if (step.kind === 'fork') open.push(...step.to);
      else if (step.kind === 'jump') open.push(step.to);
      else if (step.kind === 'edge') step.holds(before, after) && open.push(index + 1);
      else if (after !== undefined && step.fits(after)) next.add(index + 1);
    }
    current = next;
  }
  return false;
}
