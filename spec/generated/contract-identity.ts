// Written by spec/scripts/generate-identity.ts; change the sources and run: npm run generate -w capsule-contract
import type { ContractIdentity } from '../types.ts';

/** What this contract is called. */
export const contract: ContractIdentity = {
  "version": "1.0.0",
  "wireVersion": "1",
  "hash": "84aa071adfe8b20d1dc6b147d139a6b4a96c5e4075a48b077afa57ff89c11f6a"
};
