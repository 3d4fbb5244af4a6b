/** Every type of the contract: wire types by name, closed sets of names, and the shapes of the exported tables. */
export type * from './contract-tables.ts';
export type * from './generated/types.ts';
