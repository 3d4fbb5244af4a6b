/** What can be wrong with agent sessions: contract, section 7. */
import { type OpstageDefect, row } from './opstage-defect.ts';

const nearMisses = ['heartbeat', 'command-ack', 'command-progress', 'command-result']
  .map((type) => `session-bad-frame/near-miss/${type}`)
  .join(',');

export const sessionDefects = {
  'upgrade-refused-without-envelope': row(
    'session-auth-before-upgrade/refusals',
    'refuses an upgrade with a bare status',
  ),
  'disabled-agent-opens-sessions': row('session-auth-before-upgrade/refusals', 'opens sessions for a disabled agent'),
  'session-token-in-the-query': row(
    'session-auth-before-upgrade/no-other-place',
    'takes a session token from the query',
  ),
  'any-subprotocol-taken': row('session-auth-before-upgrade/upgrade-required', 'opens a session in any subprotocol'),
  'welcome-said-twice': row('session-hello-first/welcome', 'says welcome twice'),
  'welcome-tells-another-ping': row('session-hello-first/welcome', 'tells another ping interval than it advertises'),
  'announcement-of-hello-ignored': row('session-hello-first/welcome', 'ignores the capabilities of a hello'),
  'heartbeat-is-a-hello': row('session-hello-first/anything-else', 'lets a session begin with anything'),
  'waits-for-hello-for-ever': row('session-hello-first/in-time', 'waits for hello for ever'),
  'no-hello-is-a-timeout': row('session-hello-first/in-time', 'closes 4008 when no hello comes'),
  'replies-given-twice': row('session-replies/each-once', 'answers a frame twice'),
  'frame-ids-repeated': row('session-replies/each-once', 'gives its frames one id'),
  'known-frame-ids-refused': row('session-replies/not-deduplicated', 'refuses a frame whose id it knows'),
  'frames-deduplicated': row('session-replies/not-deduplicated', 'drops a frame whose id it knows'),
  'acks-answered': row('session-replies/nothing-else', 'answers an ack'),
  'goodbye-answered': row('session-replies/nothing-else,session-same-outcome/goodbye', 'answers a goodbye'),
  'nothing-dispatched': row(
    'session-replies/dispatch,claim-what-can-start/session,lost-delivery-redelivered/session,cancel/session',
    'waits for claims although a session is open',
  ),
  'dispatch-without-payload': row('session-replies/dispatch', 'dispatches commands without their payload'),
  'bad-frames-passed-over': row(`session-bad-frame/kept-open,${nearMisses}`, 'says nothing to a bad frame'),
  'bad-frame-ends-the-session': row('session-bad-frame/kept-open', 'closes a session at the first bad frame'),
  'frame-envelopes-not-judged': row('session-bad-frame/kept-open', 'takes frames of any version'),
  'unknown-type-is-invalid': row('session-bad-frame/kept-open', 'calls an unknown type invalid'),
  'frame-data-not-judged': row(nearMisses, 'does not judge the data of frames'),
  'one-bad-frame-too-few': row(nearMisses, 'closes a session one bad frame too early'),
  'bad-frames-without-end': row('session-bad-frame/too-many', 'takes any number of bad frames'),
  'frame-limit-one-byte-off': row('session-bounded/frame-size', 'takes a frame of one byte too many'),
  'send-queue-without-bound': row('session-bounded/slow-reader', 'keeps everything for a reader that does not read'),
  'progress-by-frame-ignored': row('session-same-outcome/programs', 'does nothing with progress that comes by frame'),
  'frames-answer-in-their-own-way': row('session-same-outcome/programs', 'refuses frames with codes of its own choice'),
  'goodbye-passed-over': row('session-same-outcome/goodbye', 'does nothing with a goodbye'),
  'dispatched-commands-claimable': row('session-same-outcome/http-beside', 'gives a dispatched command to a claim too'),
  'max-running-ignored': row('claim-what-can-start/session', 'dispatches more than an agent can run'),
  'lost-dispatch-is-lost': row('lost-delivery-redelivered/session', 'never dispatches a command again'),
  'cancellation-not-sent': row('cancel/session', 'does not send command.cancel'),
  'cancel-sent-again-and-again': row('cancel/session', 'sends command.cancel whenever something happens'),
  'pings-count-as-life': row('liveness/session', 'counts an open session as a sign of life'),
  'older-session-kept': row('session-newest-wins', 'keeps an older session of an agent open'),
  'second-session-refused': row('session-newest-wins', 'refuses a second session of an agent'),
  'replaced-closes-1000': row('session-newest-wins', 'closes a replaced session as if all were well'),
  'lost-session-is-a-goodbye': row('session-close-codes/normal', 'takes an agent for OFFLINE when its session is lost'),
  'dead-token-closes-4403': row(
    'session-close-codes/replaced-agent,token-rotation-overlap/session',
    'closes 4403 where a token died',
  ),
  'sessions-outlive-their-agent': row(
    'revocation-is-immediate/disabled-session,revocation-is-immediate/revoked-session',
    'leaves the sessions of a disabled or revoked agent open',
  ),
  'decided-agent-gets-its-ack': row(
    'revocation-is-immediate/disabled-session,revocation-is-immediate/revoked-session',
    'answers the next heartbeat of a disabled or revoked agent before it closes its session',
  ),
  'sessions-outlive-their-token': row('token-rotation-overlap/session', 'leaves the session of a dead token open'),
  'no-pings': row('session-keepalive/pings', 'sends no pings'),
  'silent-session-kept': row('session-keepalive/silence', 'keeps a session from which nothing comes'),
  'ends-without-bye': row('session-drain', 'stops without bye'),
  'drain-closes-1000': row('session-drain', 'closes 1000 when it stops'),
  'all-told-to-come-back-at-once': row('session-drain', 'tells all agents to come back at the same moment'),
} as const satisfies Record<string, OpstageDefect>;
