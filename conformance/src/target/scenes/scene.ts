/**
 * A scene brings about a valid call of one operation: who calls, on which object, with which body and query. Checks that
 * hold for every operation (near misses, boundaries, roles, the ladder of refusals) begin from it, so an operation is
 * covered by all of them as soon as it has a scene; a test holds that none lacks one.
 */
import type { CallOptions } from '../contract-call.ts';
import type { OpstageDriver } from '../opstage-driver.ts';

export interface Witness {
  /** What it shows, as the beginning of a sentence. */
  what: string;
  /** Its state now, without what time alone changes, and the message that showed it. */
  read(): Promise<{ state: unknown; message: number }>;
}

export interface Stage {
  /** Who calls, path and headers; valid as it is. */
  call: CallOptions;
  /** Valid bodies that together hold every member of the body's type; empty when the operation takes none. */
  bodies: readonly object[];
  /** A value for every query parameter; empty when there are none. */
  query: Readonly<Record<string, string | number>>;
  /** What shows everything the operation could change. */
  witnesses: readonly Witness[];
  /**
   * Prepares one more call that succeeds with this body, whatever earlier calls used up. The value at `kept` stays;
   * the rest may be replaced by what names objects that exist.
   */
  again(body: object, kept?: string): Promise<CallOptions>;
}

export interface Scene {
  stage(driver: OpstageDriver): Promise<Stage>;
  /** Pointers whose value names something: a well-formed one may name nothing, and is then refused for that. */
  names?: readonly string[];
  /** An accepted call keeps the Opstage busy (it hashes a password): random calls are fewer. */
  costly?: boolean;
  /** Rules beside the schema: whether a valid body is refused all the same. */
  forbids?(body: object): boolean;
}

/** A stage on objects that stay as they are; without `bodies` the operation is called without a body. */
export function plainStage(call: CallOptions, parts: Partial<Stage> = {}): Stage {
  const again: Stage['again'] = async (body) => (parts.bodies ? { ...call, body } : call);
  return { call, bodies: [], query: {}, witnesses: [], again, ...parts };
}
