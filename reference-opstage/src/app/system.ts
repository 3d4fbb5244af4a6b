/** What this Opstage is and whether it works. */
import { contract } from 'capsule-contract';
import type { UseCases } from './call.ts';
import { type Dependencies, opstageCapabilities, servedProfiles } from './dependencies.ts';
import { timestamp } from './timestamps.ts';

export const programName = 'capsule-opstage';
export const programVersion = '1.0.0';

export function system(deps: Dependencies): Pick<UseCases, 'systemHealth' | 'systemVersion'> {
  return {
    async systemHealth() {
      // An Opstage whose database does not answer is not UP; the failure becomes a 503.
      await deps.store.read((tx) => tx.users.count());
      return { status: 'UP', serverTime: timestamp(deps.clock.now()) };
    },

    async systemVersion() {
      return {
        name: programName,
        version: programVersion,
        contract: { version: contract.version, supported: [contract.wireVersion] },
        profiles: [...servedProfiles],
        capabilities: [...opstageCapabilities],
        limits: deps.limits,
      };
    },
  };
}
