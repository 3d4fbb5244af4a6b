/** Every check of an agent, by area. */
import type { AgentCheck } from '../check.ts';
import { ackChecks } from './acks.ts';
import { authFailureChecks } from './auth-failures.ts';
import { claimChecks } from './claims.ts';
import { enrolmentChecks } from './enrolment.ts';
import { everyRequestChecks } from './every-request.ts';
import { executionChecks } from './executions.ts';
import { foreignAnswerChecks } from './foreign-answers.ts';
import { healthChecks } from './health.ts';
import { heartbeatChecks } from './heartbeats.ts';
import { intervalChecks } from './intervals.ts';
import { lifetimeChecks } from './lifetime.ts';
import { outcomeChecks } from './outcomes.ts';
import { pacingChecks } from './pacing.ts';
import { plainHttpChecks } from './plain-http.ts';
import { refusalChecks } from './refusals.ts';
import { reportChecks } from './reports.ts';
import { resultChecks } from './results.ts';
import { rotationChecks } from './rotation.ts';
import { faultScriptChecks } from './scripts/fault-script-checks.ts';
import { sensitiveConfigChecks } from './sensitive-config.ts';
import { sessionEndChecks } from './session-ends.ts';
import { sessionKeepaliveChecks } from './session-keepalive.ts';
import { sessionLossChecks } from './session-loss.ts';
import { sessionOpeningChecks } from './session-opening.ts';
import { sessionReplyChecks } from './session-replies.ts';
import { toleranceChecks } from './tolerance.ts';

/** The slowest first: a run ends when its last check does. */
export const allAgentChecks: readonly AgentCheck[] = [
  ...faultScriptChecks,
  ...pacingChecks,
  ...sessionEndChecks,
  ...sessionLossChecks,
  ...intervalChecks,
  ...authFailureChecks,
  ...heartbeatChecks,
  ...foreignAnswerChecks,
  ...executionChecks,
  ...rotationChecks,
  ...sessionKeepaliveChecks,
  ...sessionReplyChecks,
  ...sessionOpeningChecks,
  ...resultChecks,
  ...healthChecks,
  ...toleranceChecks,
  ...lifetimeChecks,
  ...reportChecks,
  ...sensitiveConfigChecks,
  ...ackChecks,
  ...claimChecks,
  ...refusalChecks,
  ...outcomeChecks,
  ...plainHttpChecks,
  ...enrolmentChecks,
  ...everyRequestChecks,
];
