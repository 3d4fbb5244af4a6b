/**
 * Every secret of the run: tokens the subject issued, passwords and canaries the kit chose. Used twice: to mask them in
 * everything the kit prints or writes, and to search them where they must not appear.
 *
 * Every answer of a run is searched for a thousand secrets, so one pass over the text must do: secrets are found by
 * their last eight characters, which are random where the first ones (`opstage_agent_`) are not. Three characters of the
 * text tell how far on the next secret can end at the earliest, so that most of it is never looked at.
 */
export interface Secret {
  value: string;
  /** What it is, e.g. `agent token of k12-collector-1`; printed in place of the value. */
  name: string;
}

/** Anything shorter is no secret, or half of every text would be masked. */
const charactersMin = 8;
const slots = 2 ** 16;
const together = 3;
/** As far as three characters allow to go on that stand in the end of no secret. */
const stepMax = charactersMin - together + 1;

export class SecretRegister {
  readonly #names = new Map<string, string>();
  readonly #byEnd = new Map<string, Secret[]>();
  /** By three characters, how many more follow them at least before a secret ends. */
  readonly #steps = new Uint8Array(slots).fill(stepMax);

  /** Adding one again gives it another name and nothing else. */
  add(value: string, name: string): void {
    if (value.length < charactersMin) return;
    this.#names.set(value, name);
    const end = value.slice(-charactersMin);
    const others = (this.#byEnd.get(end) ?? []).filter((secret) => secret.value !== value);
    this.#byEnd.set(end, [...others, { value, name }]);
    for (let left = 0; left < stepMax; left += 1) {
      const slot = slotAt(value, value.length - left);
      this.#steps[slot] = Math.min(this.#steps[slot] ?? 0, left);
    }
  }

  get size(): number {
    return this.#names.size;
  }

  get all(): Secret[] {
    return [...this.#names].map(([value, name]) => ({ value, name }));
  }

  /** The first secret of those wanted that stands in the text; null when none does. */
  find(text: string, wanted: (secret: Secret) => boolean = () => true): Secret | null {
    for (let end = charactersMin; end <= text.length; ) {
      const step = this.#steps[slotAt(text, end)] ?? 0;
      if (step > 0) {
        end += step;
        continue;
      }
      const candidates = this.#byEnd.get(text.slice(end - charactersMin, end));
      const found = candidates?.find((secret) => {
        const begin = end - secret.value.length;
        return begin >= 0 && text.startsWith(secret.value, begin) && wanted(secret);
      });
      if (found) return found;
      end += 1;
    }
    return null;
  }

  /** The text with every known secret replaced by its name, the longest first. */
  mask(text: string): string {
    const found = this.all.filter(({ value }) => text.includes(value)).sort((a, b) => b.value.length - a.value.length);
    return found.reduce((masked, { value, name }) => masked.replaceAll(value, `<${name}>`), text);
  }
}

/** Where the three characters before `end` fall in the table. */
function slotAt(text: string, end: number): number {
  return (text.charCodeAt(end - 3) + text.charCodeAt(end - 2) * 31 + text.charCodeAt(end - 1) * 1021) % slots;
}
