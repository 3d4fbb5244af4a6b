// Written by spec/scripts/generate-identity.ts; change the sources and run: npm run generate -w capsule-contract
import type { ContractIdentity } from '../types.ts';

/** What this contract is called. */
export const contract: ContractIdentity = {
  "version": "1.0.0",
  "wireVersion": "1",
  "hash": "10a2e4f13bdf6c0624046b74f8550e9c69f468c8940e1dea880809063b91fb21"
};
