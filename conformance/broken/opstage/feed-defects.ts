/** What can be wrong with the event feed and the chain of the audit log: contract, section 8. */
import { type OpstageDefect, row } from './opstage-defect.ts';

export const feedDefects = {
  'feed-drops-every-tenth': row('events-resume/cuts', 'loses one event in ten'),
  'cursor-event-given-again': row('events-resume/cuts,events-resume/pages', 'gives the event of the cursor again'),
  'events-without-their-id': row('events-resume/cuts', 'sends events without their id'),
  'pages-newest-first': row('events-resume/pages', 'gives pages newest first'),
  'data-over-several-lines': row('events-resume/pages', 'breaks events into lines that end them'),
  'after-wins': row('events-resume/which-cursor', 'lets ?after= win over Last-Event-ID'),
  'streams-begin-at-the-beginning': row('events-resume/which-cursor', 'begins every stream with all events'),
  'unknown-cursor-is-not-told': row('events-resume/unknown-cursor', 'goes on silently from an unknown cursor'),
  'unknown-cursor-refused': row('events-resume/unknown-cursor', 'refuses an unknown cursor'),
  'unknown-cursor-replays-all': row('events-resume/unknown-cursor', 'gives every event to an unknown cursor'),
  'reset-without-its-head': row('events-resume/unknown-cursor', 'does not tell the head when it resets'),
  'feed-forgotten-at-a-stop': row('events-resume/across-a-restart', 'keeps its feed in memory only'),
  'streams-outlive-their-session': row(
    'events-lose-access/logout,events-lose-access/disable,events-lose-access/password',
    'leaves streams open whose session ended',
  ),
  'lost-streams-end-a-moment-later': row(
    'events-lose-access/logout,events-lose-access/disable,events-lose-access/password',
    'goes on for four seconds with a stream whose session ended',
  ),
  'streams-without-number': row('events-bounded/streams-per-user', 'opens any number of streams'),
  'one-stream-too-many': row('events-bounded/streams-per-user', 'opens one stream more than it advertises'),
  'stalled-readers-kept': row('events-bounded/stalled-reader', 'keeps everything for a reader that does not read'),
  'stalled-readers-left-hanging': row(
    'events-bounded/stalled-reader',
    'writes no more to a reader that does not read, and leaves its stream open',
  ),
  'stalled-readers-cut-too-late': row(
    'events-bounded/stalled-reader',
    'ends the stream of a reader that does not read behind everything that waits for it',
  ),
  'no-keep-alive': row('events-bounded/keep-alive', 'says nothing on a quiet stream'),
  'feed-written-behind-the-answer': row('events-consistent/with-the-change', 'writes events a moment after the answer'),
  'feed-ahead-of-the-reads': row('events-consistent/reads-keep-up', 'tells of a change before it can be read'),
  'agent-events-without-enabling': row('events-consistent/agent-types', 'does not tell that an agent was enabled'),
  'replacement-told-as-registration': row('events-consistent/replacement', 'tells a replacement as a registration'),
  'identity-conflict-not-told': row('events-consistent/replacement', 'does not tell of an identity conflict'),
  'events-carry-whole-objects': row('sensitive-dropped/taint', 'puts payloads into events'),
  'events-without-their-agent': row(
    ['agent', 'service', 'command'].map((noun) => `events-consistent/${noun}-types`).join(',') +
      ',events-consistent/replacement,events-consistent/ownership,events-consistent/decided-by-time' +
      ',events-consistent/with-the-change,events-consistent/time-alone,events-consistent/overdue-health',
    'leaves the id of the agent out of events',
  ),
  'status-told-twice': row(
    'events-consistent/service-types,events-consistent/overdue-health,events-consistent/time-alone',
    'tells a change of status twice',
  ),
  'owner-change-not-told': row('events-consistent/ownership', 'does not tell that a service has a new owner'),
  'deliveries-not-told': row('events-consistent/command-types', 'does not tell of deliveries'),
  'late-results-not-told': row('events-consistent/decided-by-time', 'does not tell of late results'),
  'retries-not-told': row('events-consistent/decided-by-time', 'does not tell of commands made by a retry'),
  'silence-not-told': row('events-consistent/time-alone', 'does not tell that an agent fell silent'),
  'overdue-health-not-told': row('events-consistent/overdue-health', 'does not tell that health is overdue'),
  'chain-over-plain-json': row(
    'audit-chain/recomputed,audit-chain/composed-log,audit-chain/verifies-an-export',
    'hashes JSON as it happens to be written',
  ),
  'chain-without-the-hash-before': row('audit-chain/recomputed', 'leaves the hash before out of a hash'),
  'chain-begins-with-nothing': row('audit-chain/recomputed,audit-chain/verifies-its-log', 'does not begin with zeros'),
  'hashes-in-the-export-only': row('audit-chain/reads-agree', 'shows hashes in the export only'),
  'everything-verified': row('audit-chain/tampered', 'calls every log valid'),
  'only-links-verified': row('audit-chain/tampered', 'compares links and computes no hash'),
  'only-own-hashes-verified': row('audit-chain/tampered', 'computes hashes and compares no link'),
  'any-beginning-taken': row('audit-chain/tampered', 'takes a log that begins anywhere'),
  'broken-place-counted': row('audit-chain/tampered', 'counts lines instead of naming the seq'),
  'pruned-logs-refused': row('audit-chain/composed-log', 'refuses a log that was pruned'),
} as const satisfies Record<string, OpstageDefect>;
