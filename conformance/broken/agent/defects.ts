/**
 * What can be wrong with this agent, one thing at a time. `requirement` is what the defect breaks; `caughtBy` the check that
 * must go red. matrix.test.ts runs every row.
 */
import { type Defect, defectOf as row } from '../defect.ts';

export const defects = {
  'no-version-header': row('version-header/every-request', 'sends no Capsule-Contract header'),
  'heartbeat-without-running': row('responses-match-schema/every-request', 'leaves `running` out of heartbeats'),
  'chokes-on-unknown-members': row('unknown-members-ignored/agent', 'takes an answer with an unknown member for none'),
  'ack-status-not-read': row('unknown-enum-is-not-success/ack-status', 'runs on any ack answered 200'),
  'any-401-ends-identity': row('auth-failure-keeps-identity/agent-token-invalid', 'throws its token away on any 401'),
  'unknown-403-ends-identity': row(
    'unknown-enum-is-not-success/error-code-403',
    'throws its token away on a 403 it does not know',
  ),
  'unknown-error-taken-as-final': row(
    'unknown-enum-is-not-success/result-refused',
    'gives a result up on a 503 it does not know',
  ),
  'no-idempotency-key': row('register-sends-idempotency-key', 'registers without Idempotency-Key'),
  'new-idempotency-key-each-time': row(
    'register-sends-idempotency-key/lost-answer',
    'makes a new key for every attempt to register',
  ),
  'token-readable-by-all': row('agent-token-stored-safely', 'writes the token into a file that everyone may read'),
  'token-stored-late': row('agent-token-stored-safely/before-first-use', 'uses the token before it is on disk'),
  'token-not-reused': row('agent-token-stored-safely/reused-after-restart', 'registers again after a restart'),
  'token-logged': row('agent-token-stored-safely/never-shown', 'prints its token'),
  'token-printed-when-refused': row(
    'agent-token-stored-safely/never-printed',
    'prints the headers of a call that failed',
  ),
  'journal-by-delivery': row(
    'execute-at-most-once/fault-scripts',
    'knows a command by its delivery id, so that a redelivery is another one',
  ),
  'unanswered-result-given-up': row('result-retried/fault-scripts', 'gives a result up when the connection breaks'),
  'cancelled-without-a-word': row('cancel-honoured/fault-scripts', 'stops a cancelled handler and sends no result'),
  'result-lost-with-the-session': row(
    'session-fallback/fault-scripts',
    'gives a result up whose answer was lost with the session',
  ),
  'token-in-the-url': row('agent-token-stored-safely/every-request', 'puts its token into the query'),
  'one-revoked-answer-ends-identity': row(
    'auth-failure-keeps-identity/one-revoked-answer',
    'ends its identity on the first AGENT_TOKEN_REVOKED',
  ),
  'revocation-not-obeyed': row('auth-failure-keeps-identity/revoked-ends-it', 'goes on calling with a revoked token'),
  'revocation-forgotten-on-restart': row(
    'auth-failure-keeps-identity/revoked-ends-it',
    'registers again after a restart with the old registration token',
  ),
  'refusals-hammered': row(
    'auth-failure-keeps-identity/no-faster-than-the-heartbeat',
    'repeats a call refused 403 five times a second',
  ),
  'refusals-at-twice-the-rate': row(
    'auth-failure-keeps-identity/no-faster-than-the-heartbeat',
    'repeats a call refused 403 twice in a heartbeat interval',
  ),
  'refusals-like-any-failure': row(
    'auth-failure-keeps-identity/no-faster-than-the-heartbeat',
    'repeats a call refused 403 after its backoff alone',
  ),
  'dies-on-a-refused-heartbeat': row('auth-failure-keeps-identity/agent-disabled', 'exits when a heartbeat is refused'),
  'any-2xx-counts': row('only-contract-answers-count/captive-portal', 'takes any 200 for success'),
  'any-404-counts': row('only-contract-answers-count/proxy-not-found', "takes a proxy's 404 for Opstage's"),
  'dies-on-a-page-of-html': row('only-contract-answers-count/proxy-error', 'exits on a 502 page of HTML'),
  'header-not-looked-at': row(
    'only-contract-answers-count/no-version-header',
    'takes an envelope without Capsule-Contract for an answer',
  ),
  'heartbeat-waits-for-handlers': row(
    'heartbeat-cadence/while-a-handler-runs',
    'sends no heartbeat while a handler runs',
  ),
  'heartbeat-waits-for-probe': row('heartbeat-cadence/while-a-probe-hangs', 'sends no heartbeat while its probe hangs'),
  'running-always-empty': row('heartbeat-cadence/while-a-handler-runs', 'never names what runs'),
  'heartbeat-names-no-service': row('heartbeat-cadence/lists-every-service', 'lists no service in heartbeats'),
  'no-jitter': row('heartbeat-jitter', 'sends heartbeats exactly one interval apart'),
  'first-heartbeat-at-once': row('heartbeat-jitter/first-one', 'sends the first heartbeat at once'),
  'intervals-fixed': row('server-told-intervals/adopted', 'keeps the first interval it was told'),
  'zero-interval-obeyed': row('server-told-intervals/nonsense-ignored', 'sends heartbeats in a tight loop when told 0'),
  'absent-interval-is-an-hour': row('server-told-intervals/absent-unchanged', 'takes an absent interval for an hour'),
  'interval-not-clamped-below': row(
    'server-told-intervals/clamped-low',
    'sends a hundred heartbeats a second when told 0.01',
  ),
  'interval-not-clamped-above': row('server-told-intervals/clamped-high', 'overflows its timer when told 10⁹'),
  'boot-id-kept': row('boot-id', 'keeps its bootId over restarts'),
  'boot-id-of-each-call': row('boot-id', 'makes a bootId for every call'),
  'leaves-without-a-word': row('disconnect-on-stop', 'does not disconnect when stopped'),
  'stop-drops-what-runs': row('disconnect-on-stop/settles-what-runs', 'exits without the result of what runs'),
  'stop-waits-for-ever': row('disconnect-on-stop/bounded-grace', 'waits for its handlers without bound'),
  'no-report-after-a-restart': row('report-on-start-and-change', 'reports after registration only'),
  'change-not-reported': row('report-on-start-and-change/after-a-change', 'reports what it was at the start for ever'),
  'reports-overlap': row('report-on-start-and-change/one-in-flight', 'sends a report while another is unanswered'),
  'directive-not-followed': row('revision-resync/reported-in-full', 'ignores directives.reportServices'),
  'asked-report-not-in-full': row(
    'revision-resync/reported-in-full',
    'leaves its actions out of a report it was asked for',
  ),
  'revision-made-up': row('revision-resync/equal-content-equal-revision', 'makes a random revision for every report'),
  'health-left-out': row('health-reported', 'tells no health'),
  'hanging-probe-counts-as-up': row('health-bounded/hang', 'reports UP while its probe hangs'),
  'throwing-probe-counts-as-down': row('health-bounded/throw', 'reports DOWN when its probe throws'),
  'secret-travels': row('sensitive-never-travels', 'reports the value of a sensitive item'),
  'fingerprint-without-a-key': row('sensitive-never-travels/fingerprint', 'fingerprints with a plain SHA-256'),
  'fingerprint-never-changes': row('sensitive-never-travels/fingerprint', 'reports one fingerprint for every value'),
  'fingerprint-key-in-the-program': row('sensitive-never-travels/fingerprint', 'uses one key in every installation'),
  'queues-what-it-claims': row('claim-what-can-start', 'claims more than it starts'),
  'runs-before-the-ack': row('ack-before-run', 'starts the handler before the ack is answered'),
  'ack-not-retried': row('ack-before-run/retried', 'sends an ack once'),
  'runs-though-the-ack-was-refused': row('ack-before-run/refused', 'runs on any answer to its ack'),
  'command-type-not-read': row('refusal-is-explicit/unknown-type', 'runs a command of any type'),
  'refuses-in-silence': row('refusal-is-explicit/undeclared-action', 'drops what it cannot run without a word'),
  'service-code-not-read': row('refusal-is-explicit/undeclared-action', 'runs an action of a service it does not have'),
  'runs-whatever-it-is-told': row('no-arbitrary-execution', 'has a handler for every name'),
  'handlers-looked-up-in-a-prototype': row('no-arbitrary-execution', 'finds `constructor` among its handlers'),
  'runs-again-while-running': row(
    'execute-at-most-once/redelivered-while-running',
    'starts a running command again when it is delivered again',
  ),
  'runs-again-when-finished': row(
    'execute-at-most-once/redelivered-after-its-result',
    'starts a finished command again when it is delivered again',
  ),
  'runs-twice-in-one-answer': row(
    'execute-at-most-once/twice-in-one-answer',
    'runs a command once per line of a claim',
  ),
  'no-journal': row('execute-at-most-once/redelivered-after-a-crash', 'keeps its journal in memory'),
  'payload-journaled': row('execute-at-most-once/payload-not-journaled', 'writes payloads into its journal'),
  'result-under-the-old-delivery': row(
    'execute-at-most-once/redelivered-while-running',
    'answers under the first delivery id',
  ),
  'death-in-a-handler-not-told': row(
    'execute-at-most-once/killed-in-the-handler',
    'says nothing of a handler it died in',
  ),
  'death-in-a-handler-told-as-success': row(
    'execute-at-most-once/killed-in-the-handler',
    'reports a handler it died in as success',
  ),
  'time-limit-ignored': row('handler-timeout', 'lets a handler run past its time limit'),
  'stack-trace-in-the-result': row('handler-timeout/throw', 'sends stack traces'),
  'result-not-retried': row('result-retried/until-accepted', 'sends a result once'),
  'refused-result-sent-again': row('result-retried/final-answers', 'repeats a result refused for good'),
  'outcome-not-journaled': row('result-retried/across-a-restart', 'loses a result when it is restarted'),
  'rejected-result-given-up': row('result-retried/rejected', 'gives a result refused 422 up'),
  'rejected-result-sent-again': row('result-retried/rejected', 'repeats a result refused 422'),
  'cancel-ignored': row('cancel-honoured', 'does not pass a cancellation to the handler'),
  'cancelled-though-it-finished': row('cancel-honoured/finished-first', 'reports a handler cancelled that finished'),
  'cancel-answered-again': row(
    'cancel-honoured/after-the-end',
    'sends the result again when a finished command is cancelled',
  ),
  'retries-at-a-fixed-rate': row('reconnect-backoff/claims', 'retries five times a second'),
  'backoff-forgotten-at-once': row(
    'reconnect-backoff/reset-after-three-successes',
    'forgets its failures after one success',
  ),
  'backoff-never-forgotten': row('reconnect-backoff/reset-after-three-successes', 'never forgets its failures'),
  'retry-after-ignored': row('throttle-obeyed', 'ignores Retry-After'),
  'refused-report-sent-again': row('throttle-obeyed/report-refused-422', 'repeats a report refused 422'),
  'refused-registration-repeated': row('throttle-obeyed/registration-refused', 'repeats a registration refused 409'),
  'plain-http-anywhere': row('tls-outside-loopback', 'speaks plain http to any host'),
  'registers-at-a-fixed-rate': row('reconnect-backoff/register', 'tries to register five times a second'),
  'retry-after-of-opstage-only': row('throttle-obeyed/retry-after-of-a-stranger', 'ignores Retry-After of a proxy'),
  'too-large-report-sent-again': row('throttle-obeyed/report-refused-413', 'repeats a report refused 413'),
  'missing-token-ends-identity': row(
    'auth-failure-keeps-identity/agent-token-missing',
    'throws its token away on AGENT_TOKEN_MISSING',
  ),
  'mismatch-ends-identity': row(
    'auth-failure-keeps-identity/agent-id-mismatch',
    'throws its token away on AGENT_ID_MISMATCH',
  ),
  'unknown-401-ends-identity': row(
    'unknown-enum-is-not-success/error-code-401',
    'throws its token away on a 401 it does not know',
  ),
  'heartbeat-waits-for-claims': row(
    'heartbeat-cadence/while-a-claim-is-held',
    'sends no heartbeat while a claim is held',
  ),
  'any-409-counts': row('only-contract-answers-count/proxy-conflict', "takes a proxy's 409 for Opstage's"),
  'envelope-not-looked-at': row(
    'only-contract-answers-count/no-envelope',
    'takes any JSON with Capsule-Contract for success',
  ),
  'cut-body-counts': row('only-contract-answers-count/cut-body', 'takes an answer cut off for success'),
  'foreign-401-counts': row('only-contract-answers-count/foreign-unauthorized', "takes a stranger's 401 for Opstage's"),
  'success-journaled-before-the-run': row(
    'execute-at-most-once/killed-before-the-ack-was-answered',
    'journals a success before it ran',
  ),
  'runs-unjournaled-after-a-lost-ack': row(
    'execute-at-most-once/ack-answer-lost',
    'runs without a journal entry when the answer to its ack is lost',
  ),
  'result-given-up-on-401': row('result-retried/unauthorized', 'gives a result up on a 401'),
  'failure-without-its-message': row('handler-timeout/fail', 'hides why a handler failed'),
  'cancel-in-progress-answer-ignored': row(
    'cancel-honoured/by-progress',
    'looks for cancellations in heartbeat answers only',
  ),
  'rotation-not-followed': row('rotation-directive-followed', 'does not rotate its token when asked to'),
  'failed-rotation-ends-identity': row(
    'rotation-directive-followed/refused',
    'throws its token away when a rotation is refused',
  ),
  'lost-rotation-ends-identity': row(
    'rotation-directive-followed/answer-lost',
    'throws its token away when the answer to a rotation is lost',
  ),
  'stranger-rotates-the-token': row('rotation-directive-followed/captive-portal', 'takes a token from any 200'),
  'old-token-overwritten': row('rotation-directive-followed/old-token-kept', 'keeps only the newest token'),
  'rotated-token-not-stored': row('rotation-directive-followed/new-token-kept', 'keeps the rotated token in memory'),
  'other-token-not-tried': row('auth-failure-keeps-identity/other-token', 'goes on with a rotated token that is dead'),
  'upgrade-without-version-header': row('version-header/upgrade', 'sends no Capsule-Contract with the upgrade'),
  'hello-of-another-boot': row('session-hello-first', 'makes a bootId for every session'),
  'speaks-before-its-welcome': row(
    'session-hello-first/nothing-before-the-welcome',
    'sends heartbeats before its welcome',
  ),
  'ack-without-re': row('session-replies', 'answers a dispatch without naming it'),
  'cancel-frame-not-read': row('session-replies/cancel', 'looks for cancellations in answers only, not in frames'),
  'answers-what-is-not-asked': row('session-replies/nothing-else-is-answered', 'acks every frame'),
  'session-ack-not-awaited': row('session-replies/ack-awaited', 'runs once its command.ack is sent'),
  'session-errors-not-read': row('session-replies/error-is-an-answer', 'takes an error frame for an ack'),
  'frame-sent-again-as-it-was': row(
    'session-replies/unanswered-goes-out-anew',
    'sends the unanswered frames of a lost session again',
  ),
  'claims-only-on-a-session': row('session-fallback', 'never claims again once it had a session'),
  'waits-for-its-session': row('session-fallback/no-session-at-all', 'claims nothing until it had a session'),
  'journal-forgotten-with-the-session': row(
    'session-fallback/redelivered-while-running',
    'forgets what runs when its session is lost',
  ),
  'ack-given-up-with-the-session': row(
    'session-fallback/ack-lost-with-the-session',
    'drops a command whose ack was lost with the session',
  ),
  'replaced-and-back': row('session-newest-wins', 'is back at once after 4009'),
  'silence-not-noticed': row('session-keepalive', 'waits for ever on a dead session'),
  'pings-do-not-count': row('session-keepalive/pings-suffice', 'takes a session without messages for dead'),
  'closes-without-a-code': row('session-close-codes', 'cuts the connection of its session when stopped'),
  'drain-is-for-ever': row('session-close-codes/normal-ends', 'opens no session after a drain'),
  'protocol-errors-are-for-ever': row('session-close-codes/faults', 'opens no session after 4400'),
  'dies-on-a-bad-frame': row('session-close-codes/bad-frames', 'exits on a frame that is no JSON'),
  'close-4401-ends-identity': row('auth-failure-keeps-identity/session-closed', 'throws its token away on 4401'),
  'refused-upgrade-ends-identity': row(
    'auth-failure-keeps-identity/upgrade-refused',
    'throws its token away when an upgrade is refused 401',
  ),
  'session-retried-at-a-fixed-rate': row('reconnect-backoff/session', 'tries a session five times a second'),
  'stable-session-forgives-nothing': row(
    'reconnect-backoff/after-a-stable-session',
    'never forgets the failures before a session',
  ),
  'bye-not-read': row('reconnect-backoff/bye', 'does not read when to come back'),
  'dies-on-garbage': row(
    'only-contract-answers-count/byte-faults',
    'exits when what comes instead of a status line cannot be parsed',
  ),
  'end-of-connection-counts': row(
    'only-contract-answers-count/byte-faults',
    'takes a connection that ends inside the headers for an answer that has come',
  ),
  'first-piece-counts': row('only-contract-answers-count/byte-faults', 'takes the first piece of a body for all of it'),
  'dies-on-a-slow-body': row(
    'only-contract-answers-count/byte-faults',
    'exits when a body comes more slowly than it expected',
  ),
  'dies-on-broken-bytes': row('session-fallback/byte-faults', 'exits on bytes of a session that are no frame'),
} as const satisfies Record<string, Defect>;

export type DefectName = keyof typeof defects;

let active: DefectName | null = null;

/** Reads `--defect <name>`; an unknown name is refused. */
export function activate(argv: readonly string[]): void {
  const at = argv.indexOf('--defect');
  if (at < 0) return;
  const name = argv[at + 1] ?? '';
  if (!Object.hasOwn(defects, name)) {
    process.stderr.write(`There is no defect "${name}". Known: ${Object.keys(defects).join(', ')}\n`);
    process.exit(2);
  }
  active = name as DefectName;
}

export function defect(name: DefectName): boolean {
  return active === name;
}
