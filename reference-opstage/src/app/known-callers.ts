/**
 * Agents whose token was found in order some time ago, by its hash. That lets a call in without asking the database who it
 * is; its use case asks in its own transaction whether that still holds. The newest are kept.
 */
import type { AgentPrincipal } from './principal.ts';

export interface KnownCallers {
  find(hash: string): AgentPrincipal | null;
  keep(hash: string, principal: AgentPrincipal): void;
  forget(hash: string): void;
}

const keptMax = 20_000;

export function createKnownCallers(): KnownCallers {
  const known = new Map<string, AgentPrincipal>();
  return {
    find: (hash) => known.get(hash) ?? null,
    keep(hash, principal) {
      known.set(hash, principal);
      if (known.size <= keptMax) return;
      for (const oldest of known.keys()) {
        known.delete(oldest);
        break;
      }
    },
    forget: (hash) => void known.delete(hash),
  };
}
