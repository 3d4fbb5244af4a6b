/** What can be wrong with registration, identity and tokens: contract, section 3. */
import { type OpstageDefect, row } from './opstage-defect.ts';

export const enrolmentDefects = {
  'token-good-for-many-uses': row('registration-token-uses/once-by-default', 'lets a token be used again'),
  'token-use-counted-late': row('registration-token-uses/parallel', 'counts a use after it waited for its database'),
  'at-most-a-hundred-uses': row('registration-token-uses/bounds', 'cuts maxUses at a hundred without a word'),
  'unknown-registration-token-used': row('registration-token-states/unknown', 'takes an unknown token for a used one'),
  'expired-registration-token-taken': row('registration-token-states/expired', 'takes expired tokens'),
  'tokens-expire-early': row('registration-token-states/expired', 'takes tokens for a tenth of their life'),
  'refused-registration-leaves-an-agent': row(
    ['unknown', 'expired', 'revoked'].map((how) => `registration-token-states/${how}`).join(','),
    'makes the agent before it looks at the token',
  ),
  'revoked-registration-token-taken': row('registration-token-states/revoked', 'takes revoked tokens'),
  'refused-registration-consumes': row(
    'registration-token-states/refusal-changes-nothing,registration-token-states/expired',
    'counts a refused registration as a use',
  ),
  'default-expiry-a-month': row('registration-token-expires/default', 'lets tokens live a month unless told otherwise'),
  'token-life-not-judged': row('registration-token-expires/at-most', 'issues tokens for as long as they are asked for'),
  'agent-code-scope-ignored': row('registration-token-scope/agent-code', 'registers any code with a bound token'),
  'replace-scope-ignored': row(
    'registration-token-scope/replace-agent',
    'replaces one agent under the code of another',
  ),
  'two-scopes-taken': row('registration-token-scope/one-binding', 'binds a token to a code and to an agent at once'),
  'ephemeral-needs-code': row('ephemeral-agents/code-made', 'makes no code for an ephemeral agent'),
  'any-token-makes-codes': row('ephemeral-agents/code-needed-otherwise', 'makes codes for ordinary agents too'),
  'ephemeral-agents-stay': row('ephemeral-agents/revoked-when-offline', 'keeps ephemeral agents for ever'),
  'expired-agent-keeps-services': row(
    'ephemeral-agents/revoked-when-offline',
    'revokes ephemeral agents and keeps their services',
  ),
  'silent-takeover': row('no-silent-takeover/known-code', 'lets any registration token take an agent over'),
  'code-taken-after-a-wait': row('no-silent-takeover/parallel', 'looks for a code, waits, and takes it'),
  'replaced-token-still-works': row(
    'replacement/identity-kept,replacement/parallel,replacement/disabled-refused',
    'leaves the token of a replaced agent alive',
  ),
  'replacement-leaves-running': row('replacement/commands', 'leaves what ran on a replaced machine RUNNING'),
  'replacement-keeps-deliveries': row('replacement/commands', 'takes acks under deliveries to the replaced machine'),
  'replaced-agent-stays-revoked': row('replacement/revives-revoked', 'leaves a replaced agent revoked'),
  'disabled-agent-replaced': row('replacement/disabled-refused', 'replaces a disabled agent'),
  'registration-not-repeatable': row('register-retry-safe/same-request', 'refuses to repeat a registration'),
  'earlier-token-survives-a-repeat': row(
    'register-retry-safe/same-request,register-retry-safe/parallel',
    'leaves both tokens of a repeated registration alive',
  ),
  'key-taken-for-another-body': row(
    'register-retry-safe/other-body',
    'answers another registration under the same key',
  ),
  'equal-body-is-a-retry': row('register-retry-safe/needs-its-key', 'repeats a registration without its key'),
  'registration-repeatable-after-use': row(
    'register-retry-safe/ends-with-first-use',
    'repeats a registration whose token was used',
  ),
  'registration-repeatable-for-ever': row(
    'register-retry-safe/ends-with-the-window',
    'repeats a registration for ever',
  ),
  'token-shown-in-its-view': row(
    'secrets-shown-once/answers,secrets-shown-once/taint',
    'shows a registration token whenever it is viewed',
  ),
  'registration-token-in-the-audit': row('secrets-shown-once/answers', 'writes registration tokens into the audit'),
  'token-in-the-audit': row('secrets-shown-once/every-answer', 'writes agent tokens into the audit', {
    traffic: 'audit-attribution/actor-and-target,agent-auth-classes/missing',
  }),
  'token-logged': row('secrets-shown-once/log', 'prints registration tokens'),
  'any-scheme-counts': row('agent-auth-classes/missing', 'takes a token under any scheme'),
  'no-challenge': row('agent-auth-classes/missing', 'answers 401 without WWW-Authenticate'),
  'unknown-token-is-revoked': row('agent-auth-classes/invalid', 'tells a stranger that his token is revoked'),
  'dead-token-is-revoked': row('agent-auth-classes/dead', 'takes a rotated token for a revoked one'),
  'revoked-token-is-invalid': row('agent-auth-classes/revoked', 'takes a revoked token for an unknown one'),
  'disabled-agent-served': row('agent-auth-classes/disabled', 'serves disabled agents'),
  'agent-id-of-path-not-compared': row('agent-auth-classes/id-mismatch', 'does not compare the id in the path'),
  'revoked-token-still-works': row('revocation-is-immediate/calls', 'leaves the token of a revoked agent alive'),
  'held-claims-not-ended': row('revocation-is-immediate/held-claims', 'holds the claims of a revoked agent'),
  'decision-cached-for-a-moment': row(
    'revocation-is-immediate/calls,revocation-is-immediate/race',
    'serves an agent for a moment after it was disabled',
  ),
  'revoke-leaves-commands': row('revocation-settles-commands/revoke', 'leaves the commands of a revoked agent open'),
  'disable-cancels-commands': row(
    'revocation-settles-commands/disable-pauses',
    'ends the commands of a disabled agent',
  ),
  'deadlines-stand-still-while-disabled': row(
    'revocation-settles-commands/disable-deadlines',
    'stops the clock of commands while their agent is disabled',
  ),
  'current-token-outlives-rotation': row('token-rotation-overlap/first-use', 'leaves the old token alive'),
  'rotation-kills-at-once': row(
    'token-rotation-overlap/first-use',
    'kills the current token before the new one is used',
  ),
  'one-use-beside-a-pending-token': row(
    'token-rotation-overlap/first-use',
    'takes the current token once more after a rotation, and not again',
  ),
  'superseded-token-works': row(
    'token-rotation-overlap/superseded,token-rotation-overlap/parallel',
    'leaves every pending token alive',
  ),
  'pending-token-never-dies': row('token-rotation-overlap/unused', 'leaves an unused pending token alive'),
} as const satisfies Record<string, OpstageDefect>;
