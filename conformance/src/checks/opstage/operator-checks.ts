/** Contract, section 8, area by area. */
import type { OpstageCheck } from '../check.ts';
import { auditAttributionChecks } from './audit-attribution.ts';
import { auditExportChecks } from './audit-export.ts';
import { auditMatrixChecks } from './audit-matrix.ts';
import { auditSequenceChecks } from './audit-sequence.ts';
import { crashChecks } from './crash.ts';
import { csrfChecks } from './csrf.ts';
import { firstOwnerChecks } from './first-owner.ts';
import { lastOwnerChecks } from './last-owner.ts';
import { loginThrottlingChecks } from './login-throttling.ts';
import { operatorSessionChecks } from './operator-sessions.ts';
import { roleChecks } from './roles.ts';
import { taintChecks } from './taint.ts';

export const operatorChecks: readonly OpstageCheck[] = [
  ...roleChecks,
  ...csrfChecks,
  ...operatorSessionChecks,
  ...loginThrottlingChecks,
  ...lastOwnerChecks,
  ...auditMatrixChecks,
  ...auditSequenceChecks,
  ...auditAttributionChecks,
  ...auditExportChecks,
  ...taintChecks,
  ...firstOwnerChecks,
  ...crashChecks,
];
