/**
 * Contract, section 8: a log that was altered afterwards gives itself away.
 *
 * The chain is recomputed here from the exported lines alone, with an implementation of RFC 8785 that is not the
 * subject's. Bodies for `verify` are logs the kit composes and chains itself, so that every kind of tampering has one
 * first broken `seq` that can be told in advance.
 */
import type { Reply } from '../../target/caller.ts';
import { type OpstageCheck, opstageCheck } from '../check.ts';
import type { OpstageTrial } from '../opstage-trial.ts';
import { composedLog, faultOf, isHash, type Line, tamperings } from './chained-log.ts';

const chain = {
  profile: 'opstage-audit-chain',
  requirement: 'audit-chain',
  sentence:
    '`hash` MUST be the lower-case hex SHA-256 of the 64 ASCII digits of `prevHash` (zeros for the first) followed by the RFC 8785 form of the exported event without `hash` and `prevHash`; JSON lines carry both. A pruned log MUST start with `audit.pruned {throughSeq, throughHash}`. `POST …/audit-events/verify` MUST check the log, or a JSON-lines body, and name the first broken `seq`.',
} as const;
/** Bytes of a log sent as a body; far below the body limit. */
const bodyBytesMax = 500_000;

export const auditChainChecks: OpstageCheck[] = [
  opstageCheck({
    ...chain,
    id: 'audit-chain/recomputed',
    title: 'the exported log is one unbroken chain',
    how: 'Writes details with awkward texts, exports the whole log as JSON lines and recomputes every hash from prevHash and the RFC 8785 form of the event. Expects each line to carry its hash and the hash of the line before, from zeros or from the mark of a pruning.',
    ceilingMs: 120_000,
    async run(t) {
      for (const reason of ['"quoted" \\ back/slash', 'line\nbreak\ttab', '€ 漢字 \u{1f980} \u007f', 'é e\u0301']) {
        const agent = await t.enrol();
        t.driver.must(await t.send('agentDisable', { path: { agentId: agent.id }, body: { reason } }));
      }
      const reply = await t.send('auditExport', { query: { format: 'jsonl' }, timeoutMs: 60_000 });
      t.expect(reply).status(200);
      const events = linesOf(reply);
      t.that('a log with events', events.length > 4, events.length, reply);
      const fault = faultOf(events);
      t.that('an unbroken chain', fault === null, fault, reply);
    },
  }),
  opstageCheck({
    ...chain,
    id: 'audit-chain/reads-agree',
    title: 'list and view show the hashes the export shows',
    how: 'Lists the newest events, views one of them and exports the same span. Expects the same event with the same hash and prevHash in all three.',
    async run(t) {
      await t.enrol();
      const listed = await t.send('auditList', { query: { pageSize: 5 } });
      const events = t.expect(listed).success();
      const oldest = events.at(-1) ?? t.couldNotRun('the log is empty');
      const viewed = await t.send('auditView', { path: { auditEventId: oldest.id } });
      t.equal('the viewed event', t.expect(viewed).success(), oldest, viewed, listed);
      const exported = await t.send('auditExport', { query: { format: 'jsonl', after: oldest.seq - 1 } });
      t.expect(exported).status(200);
      for (const event of events) {
        const { hash, prevHash } = event;
        t.that('hash and prevHash in the list', isHash(hash) && isHash(prevHash), { hash, prevHash }, listed);
        const line = linesOf(exported).find(({ seq }) => seq === event.seq);
        t.equal(`the exported event ${event.seq}`, line, event, exported, listed);
      }
    },
  }),
  opstageCheck({
    ...chain,
    id: 'audit-chain/verifies-its-log',
    title: 'verify says that the own log holds and names its head',
    how: 'Calls verify without a body after some writes. Expects valid, every event checked, nothing broken, and a head at least as new as the newest event before, whose hash the export confirms.',
    ceilingMs: 120_000,
    async run(t) {
      await t.enrol();
      const before = await t.send('auditList', { query: { pageSize: 1 } });
      const [newest] = t.driver.must(before);
      const reply = await t.send('auditVerify', { timeoutMs: 60_000 });
      const { valid, firstBrokenSeq, reason, head, checked } = t.expect(reply).success();
      t.equal(
        'the verdict',
        { valid, firstBrokenSeq, reason },
        { valid: true, firstBrokenSeq: null, reason: null },
        reply,
      );
      const known = newest?.seq ?? 0;
      t.that(`a head of seq ${known} or more`, (head?.seq ?? 0) >= known, head, reply, before);
      const query = { format: 'jsonl', after: (head?.seq ?? 1) - 1 };
      const exported = await t.send('auditExport', { query });
      t.equal('the hash of the head', linesOf(exported)[0]?.hash, head?.hash, reply, exported);
      if (t.limits.auditRetentionSeconds === 0) t.equal('the events checked', checked, head?.seq, reply);
    },
  }),
  opstageCheck({
    ...chain,
    id: 'audit-chain/verifies-an-export',
    title: 'verify confirms the beginning of an export, whatever the order of members',
    how: 'Sends the first lines of the log’s own export back to verify, once as they came and once with the members of every object in reverse order. Expects both valid with the last line as head.',
    ceilingMs: 120_000,
    async run(t) {
      await t.enrol();
      const exported = await t.send('auditExport', { query: { format: 'jsonl' }, timeoutMs: 60_000 });
      t.expect(exported).status(200);
      const events = firstOf(linesOf(exported));
      const last = events.at(-1) ?? t.couldNotRun('the export is empty');
      const bodies = [jsonLines(events), events.map((event) => JSON.stringify(reversed(event))).join('\n')];
      for (const body of bodies) {
        const reply = await verify(t, body);
        const { valid, firstBrokenSeq, head, checked } = t.expect(reply).success();
        t.equal('the verdict', { valid, firstBrokenSeq }, { valid: true, firstBrokenSeq: null }, reply, exported);
        t.equal('the head', head, { seq: last.seq, hash: last.hash }, reply, exported);
        t.equal('the events checked', checked, events.length, reply, exported);
      }
    },
  }),
  opstageCheck({
    ...chain,
    id: 'audit-chain/composed-log',
    title: 'a log chained by the rule is valid, whoever made it',
    how: 'Sends a log composed and chained by the kit, with details in which RFC 8785 differs from plain JSON (order by UTF-16, numbers, escapes), and one that begins with audit.pruned. Expects both valid.',
    async run(t) {
      for (const events of [composedLog(6), composedLog(4, 41)]) {
        const reply = await verify(t, jsonLines(events));
        const { valid, firstBrokenSeq, reason, head } = t.expect(reply).success();
        t.equal(
          'the verdict',
          { valid, firstBrokenSeq, reason },
          { valid: true, firstBrokenSeq: null, reason: null },
          reply,
        );
        const last = events.at(-1);
        t.equal('the head', head, { seq: last?.seq, hash: last?.hash }, reply);
      }
    },
  }),
  opstageCheck({
    ...chain,
    id: 'audit-chain/tampered',
    title: 'verify names the first broken seq of a tampered log',
    how: 'Alters a valid log in one place in many ways: a member changed, added or removed, an event removed, swapped or repeated, a hash forged, the beginning cut off. Expects valid: false and the first seq that does not fit, each time.',
    async run(t) {
      for (const { what, tamper, firstBroken } of tamperings) {
        const events = composedLog(6);
        const altered = tamper(events);
        const reply = await verify(t, jsonLines(altered));
        const { valid, firstBrokenSeq } = t.expect(reply).success();
        t.equal(
          `the verdict on ${what}`,
          { valid, firstBrokenSeq },
          { valid: false, firstBrokenSeq: firstBroken },
          reply,
        );
      }
    },
  }),
];

function linesOf(reply: Reply): Line[] {
  const lines = reply.text.split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as Line);
}

function jsonLines(events: readonly Line[]): string {
  return events.map((event) => `${JSON.stringify(event)}\n`).join('');
}

/** As many of the first events as fit into a body. */
function firstOf(events: readonly Line[]): Line[] {
  let bytes = 0;
  return events.filter((event) => {
    bytes += Buffer.byteLength(JSON.stringify(event)) * 2;
    return bytes < bodyBytesMax;
  });
}

/** The same value with the members of every object the other way round. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([name, inner]): [string, unknown] => [name, reversed(inner)]);
  return Object.fromEntries(members.reverse());
}

function verify(t: OpstageTrial, lines: string): Promise<Reply<'auditVerify'>> {
  return t.send('auditVerify', {
    rawBody: lines,
    headers: { 'content-type': 'application/x-ndjson' },
    timeoutMs: 60_000,
  });
}
