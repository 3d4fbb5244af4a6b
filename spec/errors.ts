/** The errors of the contract: one constructor a code, and the class to recognise them by. */
export type { ContractErrorOptions } from './contract-error.ts';
export { ContractError } from './contract-error.ts';
export { contractErrors } from './generated/contract-errors.ts';
