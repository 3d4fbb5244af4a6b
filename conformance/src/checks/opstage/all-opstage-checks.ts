/** Every check of this role, area by area. A new area is imported and listed here; nothing else knows of it. */
import type { OpstageCheck } from '../check.ts';
import { auditChainChecks } from './audit-chain.ts';
import { conventionChecks } from './convention-checks.ts';
import { coreLoopChecks } from './core-loop-checks.ts';
import { eventAccessChecks } from './event-access.ts';
import { eventResumeChecks } from './event-resume.ts';
import { eventTimeChecks } from './event-times.ts';
import { eventTransitionChecks } from './event-transitions.ts';
import { everyAnswerChecks } from './every-answer.ts';
import { modelChecks } from './model/model-checks.ts';
import { operatorChecks } from './operator-checks.ts';
import { raceChecks } from './races.ts';
import { sessionCommandChecks } from './session-commands.ts';
import { sessionEndChecks } from './session-ends.ts';
import { sessionFrameChecks } from './session-frames.ts';
import { sessionNearMissChecks } from './session-near-misses.ts';
import { sessionOpeningChecks } from './session-opening.ts';
import { sessionSameOutcomeChecks } from './session-same-outcome.ts';
import { soakChecks } from './soak.ts';
import { stalledReaderChecks } from './stalled-reader.ts';

/** The order is that in which they begin, those first that last long: the longest of these before all others. */
export const allOpstageChecks: readonly OpstageCheck[] = [
  ...modelChecks,
  ...stalledReaderChecks,
  ...conventionChecks,
  ...coreLoopChecks,
  ...operatorChecks,
  ...auditChainChecks,
  ...eventResumeChecks,
  ...eventAccessChecks,
  ...eventTimeChecks,
  ...eventTransitionChecks,
  ...sessionOpeningChecks,
  ...sessionFrameChecks,
  ...sessionNearMissChecks,
  ...sessionSameOutcomeChecks,
  ...sessionCommandChecks,
  ...sessionEndChecks,
  ...soakChecks,
  ...raceChecks,
  ...everyAnswerChecks,
];
