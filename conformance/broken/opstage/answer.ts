/** Judges one request in the contract's order, step by step, and gives what is to be sent. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { auditMatrix } from 'capsule-contract';
import { ContractError, contractErrors } from 'capsule-contract/errors';
import type { ErrorBody, Operation, Role } from 'capsule-contract/types';
import type { Surroundings } from './agent-session.ts';
import { agentOf } from './agent-tokens.ts';
import { readLines } from './audit-chain.ts';
import { writeAudit, writeRefusal } from './audit-log.ts';
import { actorOf, type Call, type Outcome } from './call.ts';
import { defect, isSound } from './defects.ts';
import { endLostStreams } from './event-streams.ts';
import { tellStatuses } from './feed.ts';
import { handlers } from './handlers.ts';
import { heard } from './heard.ts';
import { newId } from './identifiers.ts';
import { sessionOf } from './operator-sessions.ts';
import { judged, readBody, readBytes, refuseMedia } from './request-body.ts';
import { MethodRefused, type Route, routeOf } from './routes.ts';
import { settle } from './settle.ts';
import type { AgentRecord, State } from './state.ts';

export interface Answer {
  status: number;
  headers: Record<string, string>;
  content: string;
  stream?: (response: ServerResponse) => void;
  session?: Surroundings;
}

export interface Asked {
  request: IncomingMessage;
  requestId: string;
  canUpgrade: boolean;
  onGone(listener: () => void): void;
}

const ranks: readonly Role[] = ['viewer', 'operator', 'owner'];
const json = 'application/json; charset=utf-8';

export async function answer(state: State, asked: Asked): Promise<Answer> {
  let call: Call | null = null;
  try {
    const { request } = asked;
    if (defect('version-judged-first')) refuseVersion(request);
    if (state.unbuilt?.test(request.url ?? '')) throw contractErrors.ROUTE_NOT_FOUND();
    const route = routeOf(state.profiles, request.method ?? '', request.url ?? '');
    call = callOf(state, asked, route);
    const isOther = request.headers['capsule-contract'] !== '1';
    if (isOther && defect('version-judged-after-the-change')) await judge(state, call, request);
    refuseVersion(request);
    const outcome = await judge(state, call, request);
    if (outcome.session) return { status: 101, headers: {}, content: '', session: surroundings(state, call) };
    return state.altered(route.operation.operationId, sent(call, outcome));
  } catch (error) {
    const refusal = error instanceof ContractError ? error : null;
    if (refusal && call) {
      if (refusal.code === 'VALIDATION_FAILED' && defect('malformed-calls-audited')) {
        const target = { type: 'system', id: null, code: null } as const;
        writeAudit(state, call.origin, { action: 'access.refused', actor: actorOf(call), target, result: 'REFUSED' });
      }
      writeRefusal(state, call, refusal.code);
      state.keep({ operationId: call.operation.operationId, body: null, answer: null });
    }
    return state.altered(call?.operation.operationId ?? 'none', refused(asked, error, call));
  }
}

function callOf(state: State, { request, requestId, onGone, canUpgrade }: Asked, { operation, path }: Route): Call {
  const { headers, url = '' } = request;
  const call: Call = {
    ...{ operation, headers, path, query: {}, body: {}, lines: null, onGone, isHead: request.method === 'HEAD', url },
    canUpgrade,
    origin: { requestId, ip: addressOf(request), userAgent: userAgentOf(request) },
    ...{ agent: null, user: null, session: null, target: null, correlationId: null, bootId: null },
    answerHeaders: {},
    authenticate: () => admit(state, call),
  };
  return call;
}

/** Forwarding headers are what anyone writes into them; they do not count. */
function addressOf({ headers, socket }: IncomingMessage): string {
  const forwarded = headers['x-forwarded-for'];
  const isBelieved = typeof forwarded === 'string' && defect('forwarded-address-believed');
  return isBelieved ? forwarded : (socket.remoteAddress ?? '');
}

function userAgentOf({ headers }: IncomingMessage): string | null {
  return defect('client-not-recorded') ? null : (headers['user-agent'] ?? null);
}

function refuseVersion({ headers }: IncomingMessage): void {
  const version = headers['capsule-contract'];
  if (version === undefined && defect('version-header-required')) throw contractErrors.CONTRACT_VERSION_UNSUPPORTED();
  if (version === undefined || version === '1' || defect('any-version-served')) return;
  throw contractErrors.CONTRACT_VERSION_UNSUPPORTED({ details: { supported: ['1'] } });
}

/** Authentication, CSRF token, and who may call this at all. */
function admit(state: State, call: Call): void {
  const { operation, path } = call;
  if (operation.auth === 'agent') {
    const agent = spokenForBy(state, call) ?? agentOf(state, call);
    call.agent = agent;
    if (path.agentId !== agent.id && !defect('agent-id-of-path-not-compared')) throw contractErrors.AGENT_ID_MISMATCH();
    const isFresh = agent.disabledAt !== null && state.now() - agent.disabledAt < 5_000;
    const isSession = operation.kind === 'websocket' && defect('disabled-agent-opens-sessions');
    const isServed =
      isSession || defect('disabled-agent-served') || (isFresh && defect('decision-cached-for-a-moment'));
    if (agent.decision === 'DISABLED' && !isServed) throw contractErrors.AGENT_DISABLED();
  } else if (operation.auth === 'operator' && !isOpen(operation)) {
    const { session, user } = sessionOf(state, call);
    Object.assign(call, { session, user });
    if (operation.csrf && csrfTokenOf(call) !== session.csrfToken && !isCsrfSpared(call)) {
      throw contractErrors.CSRF_INVALID();
    }
    if (!isAllowed(user.role, operation, session.role)) throw contractErrors.FORBIDDEN();
  }
}

function isOpen({ operationId }: Operation): boolean {
  return defect('dashboard-without-session') && operationId === 'dashboardView';
}

/** The agent an operator's session would be taken for. */
function spokenForBy(state: State, call: Call): AgentRecord | undefined {
  if (!defect('session-opens-agent-routes') || call.headers.cookie === undefined) return undefined;
  sessionOf(state, call);
  return state.agents.get(call.path.agentId ?? '');
}

function csrfTokenOf({ headers, url }: Call): unknown {
  const inQuery = new URLSearchParams(url.split('?')[1] ?? '').get('csrfToken');
  return headers['x-csrf-token'] ?? (defect('csrf-token-in-the-query') ? inQuery : undefined);
}

function isCsrfSpared({ operation, url }: Call): boolean {
  if (defect('guards-by-path-text') && url.includes('%')) return true;
  return defect('no-csrf-check') || (defect('logout-without-csrf') && operation.operationId === 'operatorLogout');
}

function isAllowed(role: Role, operation: Operation, roleAtLogin: Role): boolean {
  const held = ranks.indexOf(defect('role-kept-in-the-session') ? roleAtLogin : role);
  const needed = ranks.indexOf(operation.role ?? 'viewer');
  if (defect('viewers-may-act') && operation.role === 'operator') return true;
  if (defect('viewers-retry') && operation.operationId === 'commandRetry') return true;
  if (defect('operators-manage-users') && operation.role === 'owner') return held >= 1;
  if (defect('roles-compared-exactly') && operation.operationId === 'auditExport') return held === needed;
  return held >= needed;
}

async function judge(state: State, call: Call, request: IncomingMessage): Promise<Outcome> {
  const { operation } = call;
  const writes = operation.mutating;
  if (writes && !defect('deadlines-only-by-the-sweep')) settle(state);
  if (!defect('body-judged-before-authentication')) call.authenticate();
  let unsafeIntegers: string[] = [];
  if (operation.body?.type && !call.isHead) {
    const bytes = await readBytes(request, operation, state.limits);
    const read = readBody(request, bytes, { operation, limits: state.limits });
    call.body = read.body;
    unsafeIntegers = read.unsafeIntegers;
  }
  if (operation.body?.lines && !call.isHead) {
    const bytes = await readBytes(request, operation, state.limits);
    if (bytes.length > 0) refuseMedia(request.headers['content-type'], request.headers['content-encoding'], true);
    call.lines = readLines(bytes);
  }
  const idempotencyKey = request.headers['idempotency-key'] as string | undefined;
  const target = request.url ?? '';
  try {
    call.query = judged(operation, { target, idempotencyKey, body: call.body, unsafeIntegers }, state.limits);
  } catch (error) {
    const isEarly = operation.operationId === 'operatorLogin' && defect('login-refused-before-its-schema');
    throw isEarly ? contractErrors.LOGIN_FAILED() : error;
  }
  if (defect('claim-by-head') && call.isHead) call.body = { bootId: call.agent?.bootId, max: 1, waitSeconds: 0 };
  return perform(state, call);
}

/** Carries out a call whose body is judged, by HTTP or by a frame. */
async function perform(state: State, call: Call): Promise<Outcome> {
  const { operation } = call;
  // Time has passed while the body came in.
  if (operation.mutating && !defect('deadlines-only-by-the-sweep')) settle(state);
  call.authenticate();
  if (defect('refused-calls-count-as-life') && call.agent) heard(state, call.agent, null);
  const handler = handlers[operation.operationId];
  if (!handler) throw new Error(`${operation.operationId} has no handler`);
  const outcome = await handler(state, call);
  if (defect('bodies-in-the-audit')) {
    const caused = state.audit.filter(({ requestId }) => requestId === call.origin.requestId);
    for (const event of caused) Object.assign(event.details, { sent: JSON.stringify(call.body) });
  }
  if (
    defect('reads-audited') &&
    auditMatrix.operations[operation.operationId].every(({ events }) => events.length === 0)
  ) {
    const target = { type: 'system', id: null, code: null } as const;
    writeAudit(state, call.origin, { action: 'access.refused', actor: actorOf(call), target });
  }
  const isHeard =
    operation.operationId !== 'commandClaim' &&
    !(defect('only-heartbeats-count') && !/heartbeat/i.test(operation.operationId));
  const isWaitedFor = call.agent?.absentSince != null && defect('enabled-agent-heard-by-heartbeats-only');
  if (isWaitedFor && operation.operationId !== 'agentHeartbeat') return outcome;
  if (call.agent && operation.auth === 'agent' && isHeard) heard(state, call.agent, call.bootId);
  if (operation.mutating) {
    tellStatuses(state, call.agent?.id ?? (call.target?.type === 'agent' ? call.target.id : null));
    if (operation.auth === 'operator') endLostStreams(state);
    state.keep({ operationId: operation.operationId, body: call.body, answer: outcome.data });
  }
  return outcome;
}

/** What a session needs: calls of HTTP twins, each with a request id of its own. */
function surroundings(state: State, call: Call): Surroundings {
  return {
    call,
    newCall(operation, path, body) {
      const origin = { ...call.origin, requestId: newId('req') };
      const own: Call = { ...call, operation, origin, path: { ...path, agentId: call.path.agentId ?? '' }, body };
      Object.assign(own, { target: null, correlationId: null, bootId: null, answerHeaders: {} });
      own.authenticate = () => admit(state, own);
      return own;
    },
    perform: (own) => perform(state, own),
  };
}

function sent(call: Call, { data, pagination, text, stream }: Outcome): Answer {
  if (stream)
    return {
      status: 200,
      headers: { ...call.answerHeaders, 'Content-Type': 'text/event-stream' },
      content: '',
      stream,
    };
  if (text)
    return { status: 200, headers: { ...call.answerHeaders, 'Content-Type': text.contentType }, content: text.content };
  const said = defect('unknown-members-come-back') ? withBody(call, data) : data;
  const body =
    defect('bare-lists') && pagination
      ? { success: true, data }
      : { success: true, data: said, ...(pagination ? { pagination } : {}) };
  const status = defect('created-is-201') && call.operation.operationId === 'userCreate' ? 201 : 200;
  return { status, headers: { ...call.answerHeaders, 'Content-Type': json }, content: JSON.stringify(body) };
}

function withBody({ body }: Call, data: unknown): unknown {
  return typeof data === 'object' && data !== null ? { ...(body as object), ...data } : data;
}

function refused({ requestId }: Asked, error: unknown, call: Call | null): Answer {
  const headers: Record<string, string> = { 'Content-Type': json };
  let refusal: ContractError;
  if (error instanceof ContractError) refusal = error;
  else if (error instanceof MethodRefused) {
    refusal = contractErrors.METHOD_NOT_ALLOWED();
    if (!defect('method-refused-without-allow')) headers.Allow = error.allow.join(', ');
  } else {
    if (isSound()) process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
    refusal = contractErrors.INTERNAL_ERROR();
  }
  const { code, message, details, retryAfterSeconds } = refusal;
  const status = refusal.status ?? 500;
  const shownId = defect('another-request-id-in-the-envelope') ? newId('req') : requestId;
  if (status === 401 && call?.operation.auth === 'agent' && !defect('no-challenge'))
    headers['WWW-Authenticate'] = 'Bearer';
  if (retryAfterSeconds !== undefined && !defect('throttled-without-retry-after'))
    headers['Retry-After'] = String(retryAfterSeconds);
  if (code === 'ROUTE_NOT_FOUND' && defect('unknown-routes-as-text')) {
    return { status, headers: { 'Content-Type': 'text/plain' }, content: 'Not Found' };
  }
  if (status === 426) headers.Upgrade = 'websocket';
  const shown = defect('unknown-routes-in-their-own-way') && code === 'ROUTE_NOT_FOUND' ? 'NOT_FOUND' : code;
  const body: Omit<ErrorBody, 'code'> & { code: string } = {
    code: shown,
    message,
    requestId: shownId,
    ...(details ? { details } : {}),
  };
  return {
    status,
    headers,
    content: JSON.stringify(
      defect('refusals-without-success-member') ? { error: body } : { success: false, error: body },
    ),
  };
}
