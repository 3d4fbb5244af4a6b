/** The rules that bind every single answer of an Opstage, whatever was asked. */
import { contract, errors, operations } from 'capsule-contract';
import type { ErrorCode, OperationId, TypeName } from 'capsule-contract/types';
import { validate } from 'capsule-contract/validators';
import type { Secret, SecretRegister } from '../../target/secret-register.ts';
import type { Message } from '../../target/transcript.ts';
import { broken, held, type Judgement, type Monitor, notJudged } from './monitor.ts';

/** A message that was answered, with the parts every monitor looks at. */
interface Answer {
  message: Message;
  status: number;
  headers: ReadonlyMap<string, string>;
  text: string;
  body: { success?: unknown; data?: unknown; error?: { code?: unknown } } | null;
  /** The operation that was called; null for a request made by hand. */
  operation: (typeof operations)[OperationId] | null;
  /** What the answer is about, also where the request was made by hand; null where no operation fits its path. */
  kind: (typeof operations)[OperationId]['kind'] | null;
  success: boolean;
  /** HEAD answers have no body to judge. */
  bodiless: boolean;
}

export function opstageMonitors(secrets: SecretRegister): readonly Monitor[] {
  return [
    monitor('version-answered', ({ headers, success }) => {
      const served = headers.get('capsule-contract');
      if (served === contract.wireVersion) return held(success);
      return broken(`the header Capsule-Contract: ${contract.wireVersion}`, served ?? 'no such header');
    }),
    monitor('request-id', ({ headers, success }) =>
      headers.get('x-request-id') ? held(success) : broken('an X-Request-Id header', 'no such header'),
    ),
    monitor('safe-methods-are-safe', ({ headers, success }) => {
      const cached = headers.get('cache-control') ?? 'no such header';
      return /\bno-store\b/.test(cached) ? held(success) : broken('the header Cache-Control: no-store', cached);
    }),
    monitor('no-5xx-for-client-input', ({ status, success, text }) =>
      status >= 500 && status !== 503 ? broken('no 5xx answer', `${status} ${cut(text)}`) : held(success),
    ),
    monitor('throttle-has-retry-after', ({ status, headers, success }) => {
      if (status !== 429 && status !== 503) return held(success);
      const after = headers.get('retry-after') ?? 'no such header';
      return /^\d+$/.test(after) ? held(success) : broken('a Retry-After header in seconds', after);
    }),
    monitor('success-envelope', (answer) => {
      if (answer.status >= 300 || answer.status < 200 || answer.bodiless) return notJudged;
      if (answer.kind !== null && answer.kind !== 'json') return notJudged;
      const { body, status, text } = answer;
      if (status === 200 && body?.success === true && body.data !== undefined) return held(true);
      return broken('200 with {"success":true,"data":…}', `${status} ${cut(text)}`);
    }),
    monitor('error-envelope', ({ status, bodiless, body, text }) => {
      if (status < 400 || bodiless) return notJudged;
      const issue = issueOf('ErrorResponse', body);
      return issue === null ? held(true) : broken('a body valid as ErrorResponse', `${issue}: ${status} ${cut(text)}`);
    }),
    monitor('error-codes-closed', ({ status, body, bodiless }) => {
      const code = body?.error?.code;
      if (status < 400 || bodiless || code === undefined) return notJudged;
      if (typeof code !== 'string' || !Object.hasOwn(errors, code)) return broken('a code of the catalogue', cut(code));
      const { statuses } = errors[code as ErrorCode];
      return statuses.includes(status) ? held(true) : broken(`${code} with ${statuses.join(' or ')}`, `${status}`);
    }),
    monitor('responses-match-schema', judgeAgainstOperation),
    {
      requirement: 'secrets-shown-once',
      judge: (message) => (message.response === null ? notJudged : judgeSecrets(message, secrets)),
    },
  ];
}

function monitor(requirement: Monitor['requirement'], judge: (answer: Answer) => Judgement): Monitor {
  return {
    requirement,
    judge: (message) => {
      const answer = answerOf(message);
      return answer === null ? notJudged : judge(answer);
    },
  };
}

/** Every monitor judges the same answer: it is read once. */
const answers = new WeakMap<Message, Answer | null>();

function answerOf(message: Message): Answer | null {
  const known = answers.get(message);
  if (known !== undefined) return known;
  const answer = readAnswer(message);
  answers.set(message, answer);
  return answer;
}

function readAnswer(message: Message): Answer | null {
  const { response, request } = message;
  if (response === null || !/^[^?]*\/api(?:\/|$|\?)/.test(request.target)) return null;
  const headers = new Map(response.headers);
  if (refusedByParser(message, headers)) return null;
  const operation = message.operationId === null ? null : operations[message.operationId as OperationId];
  return {
    message,
    status: response.status,
    headers,
    text: response.text,
    body: parsed(response.text),
    operation,
    kind: (operation ?? operationAt(request.method, request.target))?.kind ?? null,
    success: response.status < 300,
    bodiless: request.method === 'HEAD' || response.status === 101,
  };
}

/** The operation whose path, spelt plainly, the request names. */
function operationAt(method: string, target: string): (typeof operations)[OperationId] | undefined {
  const [path = ''] = target.slice(target.indexOf('/api')).split('?');
  const segments = path.split('/');
  return Object.values(operations).find((operation) => {
    const template = operation.path.split('/');
    if (operation.method !== method || template.length !== segments.length) return false;
    return template.every((part, index) => part.startsWith('{') || part === segments[index]);
  });
}

/** Where the HTTP parser itself refuses, the contract only recommends its headers and envelope. */
function refusedByParser(message: Message, headers: ReadonlyMap<string, string>): boolean {
  const statuses = [400, 408, 414, 431, 501, 505];
  return (
    message.operationId === null && statuses.includes(message.response?.status ?? 0) && !headers.has('capsule-contract')
  );
}

/** The answer is one the document gives the operation: a success body of its type, or one of its errors. */
function judgeAgainstOperation(answer: Answer): Judgement {
  const { operation, status, body, headers, bodiless, text } = answer;
  if (operation === null || bodiless || operation.kind === 'websocket') return notJudged;
  const type = headers.get('content-type') ?? 'no content type';
  if (answer.success) {
    const expected = operation.mediaTypes.find((mediaType) => type.startsWith(mediaType));
    if (!expected) return broken(`content type ${operation.mediaTypes.join(' or ')}`, type);
    if (operation.response === null) return held(true);
    const issue = issueOf(operation.response, body);
    return issue === null ? held(true) : broken(`a body valid as ${operation.response}`, issue);
  }
  if (!type.startsWith('application/json')) return broken('content type application/json', type);
  const code = body?.error?.code;
  const documented = operation.errors.some((entry) => entry.code === code && entry.status === status);
  // A path that does not match the template at all is no call of the operation.
  if (documented || code === 'ROUTE_NOT_FOUND') return held(false);
  return broken(`an error that ${operation.operationId} documents`, `${status} ${cut(code ?? text)}`);
}

/** Only the answer that issued a secret may hold it, and that one ended before the secret was known here. */
function judgeSecrets(message: Message, secrets: SecretRegister): Judgement {
  const { headers, text, status } = message.response ?? { headers: [], text: '', status: 0 };
  if (secrets.size === 0) return notJudged;
  const sent = headers.map(([name, value]) => (name === 'set-cookie' ? '' : value)).join('\n');
  const leaked = secrets.find(`${sent}\n${text}`, isShownOnce);
  return leaked ? broken('no raw secret in a later answer', `the ${leaked.name}`) : held(status < 300);
}

/** Who asks who he is may be told his CSRF token again; the others are shown once. */
function isShownOnce({ name }: Secret): boolean {
  return /^(?:agent token|registration token|password|session cookie)/.test(name);
}

function issueOf(type: TypeName, value: unknown): string | null {
  const judged = validate(type, value);
  if (judged.ok) return null;
  const [issue] = judged.issues;
  return `${issue?.path || '/'} ${issue?.message ?? 'is not valid'}`;
}

function parsed(text: string): Answer['body'] {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' ? (value as Answer['body']) : null;
  } catch {
    return null;
  }
}

function cut(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
