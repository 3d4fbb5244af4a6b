/** What outlives a fake Opstage where the agent does: the address it calls, and who it is there. */
import type { SecretRegister } from '../secret-register.ts';
import type { SeededRandom } from '../seeded-random.ts';
import { IdentityBook } from './identity-book.ts';
import { OpaqueIds } from './opaque-id.ts';

export class StandingOpstage {
  readonly host: string;
  /** 0 until the first fake has chosen one. */
  port: number;
  readonly identities: IdentityBook;
  readonly registrationToken: string;

  constructor(listen: { host: string; port: number }, parts: { secrets: SecretRegister; random: SeededRandom }) {
    this.host = listen.host;
    this.port = listen.port;
    this.identities = new IdentityBook(new OpaqueIds(parts.random), (value, name) => parts.secrets.add(value, name));
    this.registrationToken = this.identities.issueRegistrationToken();
  }
}
