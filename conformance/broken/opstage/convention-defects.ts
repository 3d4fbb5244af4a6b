/** What can be wrong with requests and answers as such: contract, section 2. */
import { checksOfBodies, checksOfQueries, type OpstageDefect, row } from './opstage-defect.ts';

export const conventionDefects = {
  'version-header-required': row('version-answered/no-header', 'refuses requests without the version header'),
  'version-echoed': row('version-answered/never-the-requests-text', 'answers the version it was asked for'),
  'version-not-answered': row('version-answered/every-answer', 'names no version in its answers'),
  'any-version-served': row('version-unsupported/refused', 'serves every version as its own'),
  'version-judged-after-the-change': row(
    'version-unsupported/changes-nothing',
    'does what is asked before it refuses the version',
  ),
  'bare-lists': row('success-envelope/every-read', 'answers lists without pagination'),
  'created-is-201': row('success-envelope/every-answer', 'answers 201 for what it created', {
    traffic: 'operator-roles/viewer',
  }),
  'unknown-routes-as-text': row(
    'error-envelope/unknown-routes,error-envelope/malformed-paths',
    'answers unknown routes in plain text',
  ),
  'another-request-id-in-the-envelope': row('error-envelope/request-id', 'makes a second request id for the envelope'),
  'refusals-without-success-member': row('error-envelope/every-answer', 'leaves `success` out of refusals', {
    traffic: 'error-envelope/unknown-routes',
  }),
  'unknown-routes-in-their-own-way': row(
    'error-codes-closed/every-answer',
    'has a code of its own for unknown routes',
    { traffic: 'error-envelope/unknown-routes' },
  ),
  'limit-not-advertised': row('limits-advertised/complete', 'leaves a limit out of systemVersion'),
  'limits-told-are-not-kept': row('limits-advertised/registration', 'advertises other limits than it tells agents'),
  'dashboard-not-served': row('routes-match-contract/served', 'has no dashboard'),
  'unclaimed-profiles-half-served': row(
    'routes-match-contract/unclaimed-profiles',
    'has routes of a profile it does not claim',
    { profiles: ['opstage-core'] },
  ),
  'paths-in-any-case': row('routes-match-contract/nothing-else', 'matches paths in any case'),
  'trailing-slash-taken': row('routes-match-contract/nothing-else', 'ignores a trailing slash'),
  'dots-resolved-in-paths': row('routes-match-contract/dot-segments', 'drops segments that are a dot'),
  'path-decoded-before-split': row('routes-match-contract/encoded-separators', 'decodes a path before it splits it'),
  'guards-by-path-text': row('routes-match-contract/re-spelt', 'asks for the CSRF token by the text of the path'),
  'method-refused-without-allow': row('routes-match-contract/methods', 'answers 405 without Allow'),
  'no-head': row('routes-match-contract/head', 'answers no HEAD'),
  'claim-by-head': row('safe-methods-are-safe/claim', 'delivers commands to HEAD'),
  'a-read-changes-the-agent': row(
    'safe-methods-are-safe/reads-change-nothing',
    'counts a view of an agent as a change',
  ),
  'answers-may-be-cached': row('safe-methods-are-safe/every-answer', 'lets answers be cached'),
  'version-judged-first': row('error-precedence/ladder/*', 'judges the version before path and method'),
  'body-judged-before-authentication': row(
    'error-precedence/authentication-classes,error-precedence/ladder/agentDisable,error-precedence/ladder/commandResult',
    'reads the body before it knows who sent it',
  ),
  'encoding-not-looked-at': row('error-precedence/content-encoding', 'takes a compressed body for broken JSON'),
  'login-refused-before-its-schema': row(
    'error-precedence/body-authentication,error-precedence/near-miss/operatorLogin',
    'answers a malformed login as a failed one',
  ),
  'payload-judged-before-confirmation': row(
    'error-precedence/action-gate',
    'judges the payload before it asks for a confirmation',
  ),
  'bodies-not-validated': row(checksOfBodies('error-precedence/near-miss'), 'takes bodies as they come'),
  'queries-not-validated': row(checksOfQueries('error-precedence/near-miss'), 'takes queries as they come'),
  'issues-not-listed': row('error-precedence/near-miss/userCreate', 'does not say what is wrong with a body'),
  'any-media-type-taken': row('error-precedence/ladder/serviceReport', 'reads any media type as JSON'),
  'duplicate-members-taken': row('lexical-forms/duplicate-members', 'takes the last of two members with one name'),
  'large-integers-taken': row('lexical-forms/unsafe-integers', 'rounds integers that a double cannot hold'),
  'nulls-dropped-in-documents': row('lexical-forms/null-in-documents', 'drops null from payloads and data'),
  'null-is-a-value': row(
    'lexical-forms/null-in-documents,limits-enforced/bounds/commandRetry',
    'refuses null where it means absent',
  ),
  'times-without-their-offset': row('lexical-forms/times', 'shows local times as if they were UTC'),
  'times-compared-as-text': row('lexical-forms/time-filters', 'compares times as texts'),
  'malformed-id-is-invalid': row('lexical-forms/malformed-ids', 'answers 422 for a malformed id in a path'),
  'duplicate-codes-taken': row('lexical-forms/duplicate-items', 'takes the last of two services with one code'),
  'duplicate-keys-taken': row('lexical-forms/duplicate-items', 'takes config keys twice'),
  'json-of-any-depth': row('no-5xx-for-client-input/bodies', 'overflows its stack on a deeply nested body'),
  'odd-cookie-crashes': row(
    'no-5xx-for-client-input/targets-and-headers,no-5xx-for-client-input/every-answer',
    'crashes on a cookie it cannot decode',
  ),
  'issues-repeat-the-input': row(
    `no-5xx-for-client-input/no-echo,${checksOfBodies('error-precedence/near-miss')},${checksOfQueries('error-precedence/near-miss')}`,
    'repeats what was sent in its refusals',
  ),
  'malformed-calls-audited': row(
    `${checksOfBodies('error-precedence/near-miss')},${checksOfQueries('error-precedence/near-miss')}`,
    'writes into the audit that a call was malformed',
  ),
  'body-limit-one-byte-off': row('limits-enforced/body-size/*', 'takes a body of one byte too many'),
  'passed-limits-not-named': row(
    'limits-enforced/named/bodies,limits-enforced/named/report-items',
    'does not name the limit that was passed',
  ),
  'long-values-refused': row('limits-enforced/whole-body-only', 'refuses a single long value'),
  'gzip-without-bound': row('limits-enforced/gzip', 'limits compressed bodies before it inflates them'),
  'report-forgets-the-others': row('limits-enforced/split-report', 'forgets services a report does not name'),
  'refused-at-the-limit': row(
    `${checksOfBodies('limits-enforced/bounds', ['commandRetry'])},limits-enforced/bounds/auditExport`,
    'refuses what is exactly at a limit',
  ),
  'page-of-a-hundred-refused': row(
    checksOfQueries('limits-enforced/bounds', ['auditExport', 'eventStream']),
    'refuses the largest page',
  ),
  'pages-overlap': row('pagination-stable/partition', 'begins each page with the last of the one before'),
  'lists-oldest-first': row('pagination-stable/partition', 'lists the oldest first'),
  'total-is-of-the-page': row('pagination-stable/partition', 'counts the page for the whole'),
  'default-page-of-fifty': row('pagination-stable/defaults', 'gives fifty to a page unless asked otherwise'),
  'after-includes-its-seq': row('pagination-stable/audit-after', 'repeats the event that `after` names'),
  'after-newest-first': row('pagination-stable/audit-after', 'gives the newest first after a `seq`'),
  'filters-use-the-stored-status': row(
    'pagination-stable/filters-show-what-they-keep',
    'filters agents by what it stored, not by what it shows',
  ),
  'audit-without-request-id': row('request-id/in-the-audit', 'leaves the request id out of the audit'),
  'one-request-id-for-all': row('request-id/unique', 'gives every request the same id'),
  'no-request-id': row('request-id/every-answer', 'answers without X-Request-Id'),
  'announced-counts-as-in-force': row(
    'capabilities-intersect/in-force',
    'tells an agent that whatever it announced is in force',
  ),
  'cancels-without-the-capability': row('capabilities-intersect/cancel', 'asks any agent to cancel'),
  'announced-cancel-not-used': row('capabilities-intersect/announced-cancel', 'never asks an agent to cancel'),
  'capabilities-of-registration-kept': row(
    'capabilities-intersect/latest-replaces',
    'keeps the capabilities first announced',
  ),
  'forwarded-address-believed': row('throttle-has-retry-after/forwarding-headers', 'believes X-Forwarded-For'),
  'throttled-without-retry-after': row(
    'throttle-has-retry-after/every-answer',
    'throttles without saying for how long',
    { traffic: 'login-throttled/per-account' },
  ),
  'agent-without-its-reason': row('responses-match-schema/every-answer', 'shows agents without statusReason', {
    traffic: 'operator-roles/viewer',
  }),
  'only-plain-texts-taken': row(
    checksOfBodies('responses-match-schema/valid-input', [
      ...(['commandClaim', 'agentTokenRotate', 'serviceReport', 'registrationTokenCreate', 'operatorLogin'] as const),
    ]),
    'refuses texts with signs it does not expect',
  ),
  'boot-ids-of-letters-only': row(
    ['commandClaim', 'agentTokenRotate', 'serviceReport']
      .map((id) => `responses-match-schema/valid-input/${id}`)
      .join(','),
    'takes boot ids of letters, digits and dashes only',
  ),
  'uses-above-a-hundred-refused': row(
    'responses-match-schema/valid-input/registrationTokenCreate',
    'refuses tokens for more than a hundred uses',
  ),
  'unknown-members-come-back': row('unknown-members-ignored/*', 'answers with what it was sent and a little more'),
  'unknown-members-refused': row('unknown-members-ignored/*', 'refuses members it does not know'),
} as const satisfies Record<string, OpstageDefect>;
