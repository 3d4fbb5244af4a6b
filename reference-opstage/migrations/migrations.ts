import * as core from './0001-core.ts';

/** Every migration in order; a new one is added at the end. */
export const migrations = [core];
