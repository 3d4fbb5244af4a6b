/** Random values, digests and password hashes; passed in so that tests can know them. */
export interface Secrets {
  /** A new id with its prefix, such as `agt_…`. */
  newId(prefix: string): string;
  /** A new unguessable value with its prefix, such as `opstage_agent_…`. */
  newSecret(prefix: string): string;
  sha256(text: string): string;
  /** A value only the bearer of `secret` can name, for `purpose`. */
  derive(secret: string, purpose: string): string;
  /** Compares without telling by its time where the texts differ. */
  sameSecret(a: string, b: string): boolean;
  hashPassword(password: string): Promise<string>;
  /** With `hash` null it takes as long and answers false. */
  verifyPassword(hash: string | null, password: string): Promise<boolean>;
}
