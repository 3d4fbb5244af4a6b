/**
 * What only shows when steps meet that seldom meet: each of these passes the scenes that look at one rule at a time, and is
 * found by programs. One for every requirement that programs judge.
 */
import { type OpstageDefect, row } from './opstage-defect.ts';

export const modelDefects = {
  'second-thought-restarts': row('ack-idempotent/model', 'starts a command whose refusal is followed by an acceptance'),
  'queued-command-opens-the-gate': row(
    'action-gate/model',
    'takes commands for an agent that is offline once one is queued for it',
  ),
  'dead-tokens-revoked-with-the-agent': row(
    'agent-auth-classes/model',
    'calls a token dead by rotation revoked once its agent is revoked',
  ),
  'retry-recorded-under-the-first-user': row(
    'audit-attribution/model',
    'records a retry under the user who made the command first',
  ),
  'delivered-cancellation-not-audited': row(
    'audit-complete/model',
    'does not audit that a delivered command is cancelled',
  ),
  'progress-forgets-the-cancellation': row('cancel/model', 'forgets with the next progress that a command is to stop'),
  'voided-delivery-lost': row('claim-exclusive/model', 'does not deliver again what a replaced agent had not answered'),
  'delivered-command-never-expires': row('command-deadlines/model', 'forgets startBy once a command is delivered'),
  'goodbye-after-enable-forgotten': row(
    'disconnect/model',
    'forgets the goodbye of an agent not heard since it was enabled',
  ),
  'revoked-while-disabled-can-be-disabled': row(
    'error-precedence/model',
    'answers 200 for disabling an agent that was disabled before it was revoked',
  ),
  'key-forgotten-when-cancelled': row(
    'idempotency-key/model',
    'makes a command anew when that of the key was cancelled',
  ),
  'word-after-revocation-dropped': row(
    'late-result-kept/model',
    'drops the late result of a command that a revocation ended',
  ),
  'enabled-agent-heard-by-heartbeats-only': row(
    'liveness/model',
    'takes only a heartbeat for a sign of life after an agent was enabled',
  ),
  'attempts-counted-anew-after-replacement': row(
    'lost-delivery-redelivered/model',
    'counts attempts anew when the agent was replaced',
  ),
  'code-of-revoked-agent-is-free': row('no-silent-takeover/model', 'lets any token take the code of a revoked agent'),
  'viewers-retry': row('operator-roles/model', 'lets viewers retry what was cancelled'),
  'progress-begins-again-at-zero': row('progress-monotonic/model', 'takes a seq of 0 for a new beginning'),
  'repeatable-twice': row('register-retry-safe/model', 'gives up at the second repetition of a registration'),
  'replacement-token-born-used': row(
    'registration-token-expires/model',
    'issues a token that replaces a revoked agent as used',
  ),
  'scope-judged-once': row('registration-token-scope/model', 'judges the scope of a token at its first use only'),
  'used-outranks-revoked': row('registration-token-states/model', 'calls a used token used after it was revoked'),
  'replacements-not-counted': row('registration-token-uses/model', 'does not count a replacement as a use'),
  'absent-agent-replaced-without-its-commands': row(
    'replacement/model',
    'leaves running what an agent ran that said goodbye before it was replaced',
  ),
  'return-to-an-old-version-unnoticed': row(
    'report-upsert/model',
    'keeps the newer manifest when a service returns to an earlier version',
  ),
  'failure-can-be-corrected': row('result-once/model', 'lets a success replace a failure reported before'),
  'retried-once-only': row('retry-new-command/model', 'refuses to retry a retry'),
  'revoked-while-disabled-answers': row(
    'revocation-is-immediate/model',
    'takes acks and results of an agent that was disabled before it was revoked',
  ),
  'delivered-command-survives-revocation': row(
    'revocation-settles-commands/model',
    'leaves delivered commands pending when their agent is revoked',
  ),
  'former-owner-takes-back': row(
    'service-ownership/model',
    'lets the agent that reported a service first take it back at any time',
  ),
  'third-token-kills-the-first': row(
    'token-rotation-overlap/model',
    'kills the current token when a pending one is superseded',
  ),
} as const satisfies Record<string, OpstageDefect>;
