/** A process that has its database for itself. */
import type { Peers } from './ports/peers.ts';

export function noPeers(own: number): Peers {
  const taken = new Map<string, number>();
  return {
    own,
    living: async () => [own],
    leads: async () => true,
    async takePlace(name, max) {
      const count = taken.get(name) ?? 0;
      if (count >= max) return null;
      taken.set(name, count + 1);
      let given = false;
      return () => {
        if (given) return;
        given = true;
        const left = (taken.get(name) ?? 1) - 1;
        if (left > 0) taken.set(name, left);
        else taken.delete(name);
      };
    },
    started: async () => {},
  };
}
