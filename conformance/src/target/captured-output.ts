/**
 * What a program printed, however much: the beginning, where a program says what it is, and the end, where it says why it
 * died. All of it is searched for secrets as it comes, so that nothing is missed in between.
 */
import type { Secret, SecretRegister } from './secret-register.ts';

const headCharactersMax = 50_000;
const tailCharactersMax = 200_000;
/** Longer than any secret: what one chunk ends with, the next may complete. */
const overlapCharacters = 400;

export class CapturedOutput {
  /** Secrets found in it, by value. */
  readonly leaks = new Map<string, Secret>();
  readonly #secrets: SecretRegister | null;
  #head = '';
  #tail: string[] = [];
  #tailCharacters = 0;
  #last = '';
  #dropped = 0;

  constructor(secrets: SecretRegister | null = null) {
    this.#secrets = secrets;
  }

  add(text: string): void {
    this.#search(text);
    const room = headCharactersMax - this.#head.length;
    this.#head += text.slice(0, Math.max(0, room));
    const rest = text.slice(Math.max(0, room));
    if (rest === '') return;
    this.#tail.push(rest);
    this.#tailCharacters += rest.length;
    while (this.#tailCharacters - (this.#tail[0]?.length ?? 0) >= tailCharactersMax) {
      const gone = this.#tail.shift() ?? '';
      this.#tailCharacters -= gone.length;
      this.#dropped += gone.length;
    }
  }

  /** What was kept of it; a line says how much was not. */
  get text(): string {
    const gap = this.#dropped === 0 ? '' : `\n[… ${this.#dropped} characters not kept …]\n`;
    return `${this.#head}${gap}${this.#tail.join('')}`;
  }

  #search(text: string): void {
    if (this.#secrets === null) return;
    const searched = this.#last + text;
    this.#last = searched.slice(-overlapCharacters);
    for (;;) {
      const found = this.#secrets.find(searched, ({ value }) => !this.leaks.has(value));
      if (found === null) return;
      this.leaks.set(found.value, found);
    }
  }
}
