// Written by spec/scripts/generate-identity.ts; change the sources and run: npm run generate -w capsule-contract
import type { ContractIdentity } from '../types.ts';

/** What this contract is called. */
export const contract: ContractIdentity = {
  "version": "1.0.0",
  "wireVersion": "1",
  "hash": "09731a8e3d942ce5e97b9cbc97bd81fac9e38b241f5c73b1b68b83fc22a62f91"
};
