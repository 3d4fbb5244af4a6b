// Written by spec/scripts/generate-identity.ts; change the sources and run: npm run generate -w capsule-contract
import type { ContractIdentity } from '../types.ts';

/** What this contract is called. */
export const contract: ContractIdentity = {
  "version": "1.0.0",
  "wireVersion": "1",
  "hash": "dc1592293c3b265c3383e356f5856818bb3fe272741964ba12105abea57aa58b"
};
