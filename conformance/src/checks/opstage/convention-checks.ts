/** Contract, section 2, area by area. */
import type { OpstageCheck } from '../check.ts';
import { advertisedLimitChecks } from './advertised-limits.ts';
import { bodyLimitChecks } from './body-limits.ts';
import { boundaryChecks } from './boundaries.ts';
import { capabilityChecks } from './capabilities.ts';
import { envelopeChecks } from './envelopes.ts';
import { hostileInputChecks } from './hostile-input.ts';
import { lexicalFormChecks } from './lexical-forms.ts';
import { limitNameChecks } from './limit-names.ts';
import { methodChecks } from './methods.ts';
import { nearMissItemChecks } from './near-miss-items.ts';
import { nearMissChecks } from './near-misses.ts';
import { paginationChecks } from './pagination.ts';
import { pathChecks } from './paths.ts';
import { precedenceChecks } from './precedence.ts';
import { requestIdChecks } from './request-ids.ts';
import { validInputChecks } from './valid-input.ts';
import { versionChecks } from './versions.ts';

export const conventionChecks: readonly OpstageCheck[] = [
  ...versionChecks,
  ...envelopeChecks,
  ...advertisedLimitChecks,
  ...pathChecks,
  ...methodChecks,
  ...precedenceChecks,
  ...nearMissChecks,
  ...nearMissItemChecks,
  ...boundaryChecks,
  ...validInputChecks,
  ...lexicalFormChecks,
  ...hostileInputChecks,
  ...bodyLimitChecks,
  ...limitNameChecks,
  ...paginationChecks,
  ...requestIdChecks,
  ...capabilityChecks,
];
