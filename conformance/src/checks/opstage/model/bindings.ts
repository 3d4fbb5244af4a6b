/** The ids and secrets of one program's objects, and the model's placeholders put in their terms. */
import { modelActions } from '../../../model/model-actions.ts';
import { isRef, type Ref } from '../../../model/outcome.ts';
import { serviceItem } from '../../../target/sample-service.ts';

export class Bindings {
  /** Prefix of the program's codes. */
  readonly #namespace: string;
  readonly #values = new Map<string, string>();

  constructor(namespace: string) {
    this.#namespace = namespace;
  }

  bind({ ref, of }: Ref, value: string): void {
    this.#values.set(`${ref} ${of}`, value);
  }

  /** Undefined for what no answer has named yet. */
  get({ ref, of }: Ref): string | undefined {
    return this.#values.get(`${ref} ${of}`);
  }

  agentCode(of: number): string {
    return `${this.#namespace}-a${of}`;
  }

  serviceCode(of: number): string {
    return `${this.#namespace}-s${of}`;
  }

  service(of: number, version: number) {
    const manifest = { version: `1.0.${version}` };
    return serviceItem({ code: this.serviceCode(of), revision: `r${version}`, manifest, actions: [...modelActions] });
  }

  /** The value with every placeholder replaced, at any depth. */
  resolve(value: unknown): unknown {
    if (isRef(value)) return this.get(value);
    if (Array.isArray(value)) return value.map((one) => this.resolve(one));
    if (typeof value !== 'object' || value === null) return value;
    if ('code' in value && 'of' in value) {
      const { code, of } = value as { code: 'agent' | 'service'; of: number };
      return code === 'agent' ? this.agentCode(of) : this.serviceCode(of);
    }
    if ('service' in value && 'version' in value) {
      const { service, version } = value as { service: { of: number }; version: number };
      return this.service(service.of, version);
    }
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, this.resolve(member)]));
  }

  /** The other way round, for texts people read: `command 0` in place of its id. */
  named(text: string): string {
    let told = text;
    for (const [name, value] of this.#values) told = told.replaceAll(value, name);
    return told;
  }
}
