/** Rules that hold for every answer: judged by monitors over all messages of the run, and over a tour made for them. */
import { type OpstageCheck, opstageCheck } from '../check.ts';
import { judgeEveryMessage } from '../every-message-check.ts';
import { tourOnce } from './tour.ts';

type Facts = Pick<OpstageCheck, 'requirement' | 'sentence' | 'title' | 'how'>;

const rules: readonly Facts[] = [
  {
    requirement: 'version-answered',
    sentence:
      "Opstage MUST send `Capsule-Contract: 1` on every response, naming the version it served and never the request's own text, and MUST serve a request without the header as version 1.",
    title: 'every answer names the contract version',
    how: 'Looks at every answer of the run, refusals and unknown routes included. Expects the header Capsule-Contract with the version served.',
  },
  {
    requirement: 'request-id',
    sentence:
      'Every response of Opstage MUST carry `X-Request-Id`, and the audit events it caused MUST carry the same id.',
    title: 'every answer has a request id',
    how: 'Looks at every answer of the run. Expects a header X-Request-Id that is not empty.',
  },
  {
    requirement: 'safe-methods-are-safe',
    sentence:
      'GET and HEAD MUST change no state of Opstage, the session upgrade apart; the audit record of a refusal or an export is not such a change. Every response under `/api/` MUST carry `Cache-Control: no-store`.',
    title: 'no answer may be cached',
    how: 'Looks at every answer under /api/ of the run. Expects Cache-Control with no-store.',
  },
  {
    requirement: 'success-envelope',
    sentence:
      'Opstage MUST answer success with status 200 and `{"success":true,"data":…}`, and add `pagination {page, pageSize, total}` to lists. Exempt are SSE, exports, the 101 of an upgrade and answers to HEAD.',
    title: 'every success is 200 in the success envelope',
    how: 'Looks at every 2xx answer with a JSON document. Expects status 200 and {"success":true,"data":…}.',
  },
  {
    requirement: 'error-envelope',
    sentence:
      'Opstage MUST answer every error with `{"success":false,"error":{code, message, requestId, details?}}` and the status that the catalogue gives the code, unknown routes and malformed paths included.',
    title: 'every refusal is in the error envelope',
    how: 'Looks at every answer from 400 on. Expects a body valid as ErrorResponse.',
  },
  {
    requirement: 'error-codes-closed',
    sentence:
      "Opstage MUST NOT answer with an error code outside the catalogue: never a framework's, a database's or an agent's own code.",
    title: 'every error code is of the catalogue, with its status',
    how: 'Looks at the code of every refusal. Expects it in the catalogue, answered with a status the catalogue gives it.',
  },
  {
    requirement: 'no-5xx-for-client-input',
    sentence:
      'Opstage MUST NOT answer any client input with a 5xx, and its messages and issues MUST NOT repeat input values.',
    title: 'nothing the kit sent caused a 5xx',
    how: 'Looks at every answer of the run, near misses and malformed requests included. Expects no 5xx but 503.',
  },
  {
    requirement: 'throttle-has-retry-after',
    sentence:
      'Every 429 and 503 MUST carry `Retry-After` in seconds. Forwarding headers MUST count only when they come from configured proxies, by default from none.',
    title: 'every 429 and 503 says when to come back',
    how: 'Looks at every answer of the run. Expects Retry-After in whole seconds with each 429 and 503.',
  },
  {
    requirement: 'responses-match-schema',
    sentence:
      "Every body and every frame that an agent or Opstage sends MUST validate against the contract's schema for it.",
    title: 'every body is valid against the contract',
    how: 'Validates every success body against the type of its operation and finds every refusal among the errors the operation documents.',
  },
  {
    requirement: 'secrets-shown-once',
    sentence:
      'A raw token MUST appear only in the answer that issues it, and in no other answer, list, event, audit record, export or log.',
    title: 'no issued secret appears in a later answer',
    how: 'Searches every answer for each token, session cookie and password issued or chosen earlier in the run. Expects none.',
  },
];

export const everyAnswerChecks: readonly OpstageCheck[] = rules.map((facts) =>
  opstageCheck({
    ...facts,
    id: `${facts.requirement}/every-answer`,
    turn: 'last',
    async run(t) {
      await judgeEveryMessage(t, t.monitors, facts.requirement, () => tourOnce(t));
    },
  }),
);
