/**
 * Who this agent is at Opstage, and the tokens that prove it.
 *
 * During a rotation there are two: the new one is tried first, and the old one is kept until the new one has worked, so
 * that no failure in between costs the identity.
 */
import { AgentError } from '../agent-error.ts';
import type { JsonRecord } from './answer.ts';
import type { SecretMask } from './secret-mask.ts';
import type { StateFolder } from './state-folder.ts';

interface Stored {
  agentId: string;
  code: string;
  token: string;
  rotatedToken: string | null;
}

export class Identity {
  readonly agentId: string;
  readonly code: string;
  readonly #folder: StateFolder;
  readonly #mask: SecretMask;
  #token: string;
  #rotatedToken: string | null;

  constructor(folder: StateFolder, mask: SecretMask, stored: Stored) {
    this.agentId = stored.agentId;
    this.code = stored.code;
    this.#folder = folder;
    this.#mask = mask;
    this.#token = stored.token;
    this.#rotatedToken = stored.rotatedToken;
    mask.add(stored.token);
    if (stored.rotatedToken) mask.add(stored.rotatedToken);
  }

  /** The token to send. */
  get token(): string {
    return this.#rotatedToken ?? this.#token;
  }

  /** Persists the identity; no token is used before this resolved. */
  save(): Promise<void> {
    return this.#write(this.#token, this.#rotatedToken);
  }

  /** Takes over a freshly issued token beside the present one: on disk first, since its first use kills the other. */
  async rotateTo(token: string): Promise<void> {
    this.#mask.add(token);
    const present = this.token;
    await this.#write(present, token);
    this.#token = present;
    this.#rotatedToken = token;
  }

  /** `token` was accepted; when it is the rotated one, the old one is dead and forgotten. */
  async worked(token: string): Promise<void> {
    if (token !== this.#rotatedToken) return;
    this.#token = token;
    this.#rotatedToken = null;
    await this.save();
  }

  /** Whether there is another token to go on with when the present one is unknown to Opstage. */
  get hasOther(): boolean {
    return this.#rotatedToken !== null;
  }

  /** The rotated `token` is unknown to Opstage: back to the old one. */
  async failed(token: string): Promise<void> {
    if (token !== this.#rotatedToken) return;
    this.#rotatedToken = null;
    await this.save();
  }

  #write(token: string, rotatedToken: string | null): Promise<void> {
    const { agentId, code } = this;
    return this.#folder.write('identity', { agentId, code, token, rotatedToken });
  }

  /** Writes down that this identity is over, and by which registration token no new one is to be asked for. */
  async end(registrationMark: string | null): Promise<void> {
    await this.#folder.write('identity', { ended: true, agentId: this.agentId, registrationMark });
  }
}

/** What `identity.json` says: who we are, that we are no longer, or nothing. */
export function storedIdentity(
  folder: StateFolder,
  mask: SecretMask,
  content: JsonRecord | null,
): Identity | { ended: true; registrationMark: unknown } | null {
  if (content === null) return null;
  if (content.ended === true) return { ended: true, registrationMark: content.registrationMark };
  const { agentId, code, token, rotatedToken } = content;
  if (typeof agentId !== 'string' || typeof code !== 'string' || typeof token !== 'string') {
    throw new AgentError('STATE_FOLDER_UNUSABLE', `identity.json in ${folder.path} is not the identity of an agent`);
  }
  const rotated = typeof rotatedToken === 'string' ? rotatedToken : null;
  return new Identity(folder, mask, { agentId, code, token, rotatedToken: rotated });
}
