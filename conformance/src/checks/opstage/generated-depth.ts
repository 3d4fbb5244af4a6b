/** How many generated cases each layer tries at each depth. */
export const nearMissesPerSite = { quick: 1, standard: 3, deep: 20 } as const;
export const validPerOperation = { quick: 3, standard: 30, deep: 150 } as const;
/** Calls of one check under way at once. */
export const callsAtOnce = 4;
/** For checks of hundreds of calls: on a loaded machine, and at depth deep, they last longer than others may. */
export const manyCallsCeilingMs = 240_000;
