/** The audit log as a sequence: where it ends now, and what came after. */
import type { AuditEvent } from 'capsule-contract/types';
import type { OpstageTrial } from '../opstage-trial.ts';
import type { Seen } from './operator-reads.ts';

/** The newest `seq`; 0 for an empty log. */
export async function auditHead(t: OpstageTrial): Promise<number> {
  const [newest] = t.driver.must(await t.send('auditList', { query: { pageSize: 1 } }));
  return newest?.seq ?? 0;
}

/** Every event after `seq`, oldest first; the message is the last page's. */
export async function auditAfter(t: OpstageTrial, seq: number): Promise<Seen<AuditEvent[]>> {
  const events: AuditEvent[] = [];
  const pageSize = t.limits.pageSizeMax;
  for (let after = seq; ; ) {
    const reply = await t.send('auditList', { query: { after, pageSize } });
    const page = t.expect(reply).success();
    events.push(...page);
    const last = page.at(-1);
    if (last === undefined || page.length < pageSize || last.seq <= after)
      return { data: events, message: reply.message };
    after = last.seq;
  }
}

/** The events these answers caused, by their request ids, oldest first. */
export async function auditOfRequests(
  t: OpstageTrial,
  after: number,
  replies: readonly { headers: Readonly<Record<string, string>> }[],
): Promise<Seen<AuditEvent[]>> {
  const ids = new Set(replies.map(({ headers }) => headers['x-request-id']));
  const { data, message } = await auditAfter(t, after);
  return { data: data.filter(({ requestId }) => requestId !== null && ids.has(requestId)), message };
}
