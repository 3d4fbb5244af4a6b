/** Every outcome of the audit matrix that is brought about; those that are not say where they are seen instead. */
import { commandOutcomes } from './command-outcomes.ts';
import { deliveryOutcomes } from './delivery-outcomes.ts';
import { enrolmentOutcomes } from './enrolment-outcomes.ts';
import { operatorOutcomes } from './operator-outcomes.ts';
import type { Outcomes } from './outcome.ts';
import { reportOutcomes } from './report-outcomes.ts';

export const allOutcomes: Outcomes = {
  ...enrolmentOutcomes,
  ...reportOutcomes,
  ...deliveryOutcomes,
  ...commandOutcomes,
  ...operatorOutcomes,
};

/** Outcomes another check counts: they need the Opstage for themselves, or the rule behind them is only a SHOULD. */
export const seenElsewhere: Readonly<Record<string, string>> = {
  'operatorLogin/login-throttled': 'login-throttled/per-account',
  'agentHeartbeat/identity-conflict': 'identity-conflict',
  'userUpdate/last-owner': 'last-owner',
};
