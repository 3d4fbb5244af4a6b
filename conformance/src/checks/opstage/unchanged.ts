/** Whether what a stage's witnesses show is the same before and after, and no audit event stems from the calls between. */

import type { HttpReply } from '../../target/http-client.ts';
import type { Stage } from '../../target/scenes/scene.ts';
import type { OpstageTrial } from '../opstage-trial.ts';
import { auditHead, auditOfRequests } from './audit-log.ts';

export interface Before {
  states: { what: string; state: unknown; message: number }[];
  seq: number;
}

export async function witnessed(t: OpstageTrial, stage: Stage): Promise<Before> {
  const states = [];
  for (const witness of stage.witnesses) states.push({ what: witness.what, ...(await witness.read()) });
  return { states, seq: await auditHead(t) };
}

/** Expects every witness to show what it showed, and the audit log to know nothing of these answers. */
export async function expectUnchanged(
  t: OpstageTrial,
  stage: Stage,
  before: Before,
  replies: readonly HttpReply[],
): Promise<void> {
  for (const [index, witness] of stage.witnesses.entries()) {
    const after = await witness.read();
    const known = before.states[index];
    t.equal(`${witness.what} after the refused calls`, after.state, known?.state, known?.message ?? after, after);
  }
  const audit = await auditOfRequests(t, before.seq, replies);
  const caused = audit.data.map(({ action, requestId }) => ({ action, requestId }));
  t.equal('audit events of the refused calls', caused, [], audit);
}
