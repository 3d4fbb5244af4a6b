// Written by spec/scripts/generate-identity.ts; change the sources and run: npm run generate -w capsule-contract
import type { ContractIdentity } from '../types.ts';

/** What this contract is called. */
export const contract: ContractIdentity = {
  "version": "1.0.0",
  "wireVersion": "1",
  "hash": "45e83f7fd2d11e6b56183930db2ac1da9aeb1209f44f50c2721878cd110ea35c"
};
