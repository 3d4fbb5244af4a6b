/** The checks of the contract's sections 3 to 6: enrolment, liveness, services, commands, in the order of the contract. */
import type { OpstageCheck } from '../check.ts';
import { acknowledgementChecks } from './acknowledgements.ts';
import { actionGateChecks } from './action-gate.ts';
import { actionSchemaChecks } from './action-schemas.ts';
import { agentAuthenticationChecks } from './agent-authentication.ts';
import { cancellationChecks } from './cancellation.ts';
import { claimChecks } from './claims.ts';
import { commandDeadlineChecks } from './command-deadlines.ts';
import { configurationChecks } from './configuration.ts';
import { disconnectChecks } from './disconnect.ts';
import { effectiveStatusChecks } from './effective-status.ts';
import { enrolmentChecks } from './enrolment.ts';
import { idempotencyKeyChecks } from './idempotency-key.ts';
import { lateResultChecks } from './late-results.ts';
import { livenessChecks } from './liveness.ts';
import { progressChecks } from './progress.ts';
import { redactionChecks } from './redaction.ts';
import { registerRetryChecks } from './register-retry.ts';
import { registrationTokenChecks } from './registration-tokens.ts';
import { replacementChecks } from './replacement.ts';
import { reportChecks } from './reports.ts';
import { resultChecks } from './results.ts';
import { retryChecks } from './retries.ts';
import { revisionResyncChecks } from './revision-resync.ts';
import { revocationChecks } from './revocation.ts';
import { runLeaseChecks } from './run-lease.ts';
import { secretChecks } from './secrets.ts';
import { serviceEventChecks } from './service-events.ts';
import { serviceOwnershipChecks } from './service-ownership.ts';
import { tokenRotationChecks } from './token-rotation.ts';

export const coreLoopChecks: readonly OpstageCheck[] = [
  ...registrationTokenChecks,
  ...enrolmentChecks,
  ...replacementChecks,
  ...registerRetryChecks,
  ...secretChecks,
  ...agentAuthenticationChecks,
  ...revocationChecks,
  ...tokenRotationChecks,
  ...livenessChecks,
  ...disconnectChecks,
  ...serviceEventChecks,
  ...reportChecks,
  ...serviceOwnershipChecks,
  ...actionSchemaChecks,
  ...revisionResyncChecks,
  ...effectiveStatusChecks,
  ...configurationChecks,
  ...actionGateChecks,
  ...idempotencyKeyChecks,
  ...commandDeadlineChecks,
  ...claimChecks,
  ...acknowledgementChecks,
  ...runLeaseChecks,
  ...resultChecks,
  ...lateResultChecks,
  ...progressChecks,
  ...cancellationChecks,
  ...retryChecks,
  ...redactionChecks,
];
