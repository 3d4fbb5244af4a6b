/**
 * One request from its matched operation to its answer. The steps stand in the order the contract judges in; whichever
 * fails first answers.
 */
import type { Limits, Operation, OperationId } from 'capsule-contract/types';
import { type RawQuery, validate, validateQuery } from 'capsule-contract/validators';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App } from '../app/app.ts';
import type { AnswerOf, Origin } from '../app/call.ts';
import { limitOf } from '../app/limit-names.ts';
import { admit, type Caller, checkVersion } from './admission.ts';
import { sendError } from './answer.ts';
import { asContractError, type Log } from './failure.ts';
import { ClientGone, readBody, validationFailed } from './request-body.ts';
import type { Route } from './route-table.ts';
import { sendAnswer } from './send-answer.ts';
import type { SessionUpgrades } from './session/session-upgrades.ts';

type Found = Extract<Route, { kind: 'found' }>;
type AnyUseCase = (call: object) => Promise<unknown>;

const userAgentMax = 500;

export async function handleOperation(
  app: App,
  log: Log,
  route: Found,
  request: FastifyRequest,
  reply: FastifyReply,
  sessions: SessionUpgrades,
): Promise<void> {
  const { operation } = route;
  const origin = originOf(operation.operationId, request);
  const caller: Caller = {};
  const connection = watchConnection(reply);
  try {
    checkVersion(request);
    await admit(app, operation, request, route.path, caller);
    const body = await readBody(request.raw, operation, app.limits);
    const call = {
      origin,
      path: route.path,
      query: readQuery(operation, route.query, app.limits),
      body: body.value,
      lines: body.lines,
      idempotencyKey: readIdempotencyKey(operation, request, app.limits),
      lastEventId: readLastEventId(operation, request),
      itemIssues: body.itemIssues,
      upgrade: operation.kind === 'websocket' && sessions.isOpen(request.raw),
      agent: caller.agent,
      operator: caller.operator,
      get signal() {
        return connection.signal();
      },
    };
    if (request.method === 'HEAD' && operation.kind === 'export') {
      // The export itself is recorded; asking for its headers is not an export.
      reply.code(200).type(exportType(call.query)).send('');
      return;
    }
    const useCase = app.useCases[operation.operationId as keyof App['useCases']] as unknown as AnyUseCase;
    const answer = await useCase(call);
    if (operation.kind === 'websocket') sessions.accept(request, reply, answer as AnswerOf<'agentSession'>);
    else await sendAnswer(operation, request, reply, answer, call.query);
  } catch (thrown) {
    // Nobody is there to answer; and nobody else shall look at what is left of the request.
    if (thrown instanceof ClientGone) return void reply.hijack();
    await refuse(app, log, await firstFailure(thrown, caller), { origin, ...caller }, reply);
  } finally {
    connection.leave();
  }
}

/** The connection as a signal that it is gone; few operations ask, so it is made for those. */
function watchConnection(reply: FastifyReply) {
  let abort: AbortController | undefined;
  const gone = () => abort?.abort();
  return {
    signal(): AbortSignal {
      if (abort === undefined) {
        abort = new AbortController();
        if (reply.raw.destroyed) abort.abort();
        else reply.raw.once('close', gone);
      }
      return abort.signal;
    },
    leave: () => void (abort !== undefined && reply.raw.off('close', gone)),
  };
}

/** What refuses a presumed caller: that it may not call at all goes before anything its call ran into. */
async function firstFailure(thrown: unknown, { confirm }: Caller): Promise<unknown> {
  return confirm === undefined
    ? thrown
    : confirm().then(
        () => thrown,
        (earlier: unknown) => earlier,
      );
}

async function refuse(
  app: App,
  log: Log,
  thrown: unknown,
  call: { origin: Origin } & Caller,
  reply: FastifyReply,
): Promise<void> {
  let error = asContractError(thrown, log, call.origin);
  try {
    await app.recordRefusal(call, error);
  } catch (failure) {
    error = asContractError(failure, log, call.origin);
  }
  if (reply.raw.destroyed || reply.sent) return;
  sendError(reply, error, call.origin.requestId);
}

function originOf(operationId: OperationId, request: FastifyRequest): Origin {
  const userAgent = request.headers['user-agent'] ?? null;
  return {
    operationId,
    requestId: request.id,
    ip: request.ip ?? null,
    userAgent:
      userAgent === null || userAgent.length <= userAgentMax
        ? userAgent
        : [...userAgent].slice(0, userAgentMax).join(''),
  };
}

function readQuery(operation: Operation, text: string, limits: Limits): object {
  if (operation.query.length === 0) return {};
  const params: Record<string, string | string[]> = {};
  const given = new URLSearchParams(text);
  for (const name of new Set(given.keys())) {
    const values = given.getAll(name);
    Object.defineProperty(params, name, { value: values.length === 1 ? values[0] : values, enumerable: true });
  }
  const verdict = validateQuery(operation.operationId, params as RawQuery);
  if (verdict.ok) return verdict.value;
  const passed = verdict.issues.find(({ path, keyword }) => path === 'pageSize' && keyword === 'maximum');
  const limit = passed && limitOf('PageSize', undefined, [{ ...passed, path: '' }], limits);
  throw validationFailed(verdict.issues, limit);
}

function readIdempotencyKey(operation: Operation, request: FastifyRequest, limits: Limits): string | null {
  const name = 'Idempotency-Key';
  if (!operation.headers.some((header) => header.name === name)) return null;
  const key = request.headers['idempotency-key'];
  if (key === undefined) return null;
  const verdict = validate('IdempotencyKey', key);
  if (verdict.ok) return String(key);
  const issues = verdict.issues.map((issue) => ({ ...issue, path: name }));
  const tooLong = String(key).length > limits.idempotencyKeyLengthMax;
  throw validationFailed(
    issues,
    tooLong ? { limit: 'idempotencyKeyLengthMax', limitValue: limits.idempotencyKeyLengthMax } : undefined,
  );
}

/** An opaque cursor: looked up, never refused. An empty one is none. */
function readLastEventId(operation: Operation, request: FastifyRequest): string | null {
  const name = 'Last-Event-ID';
  if (!operation.headers.some((header) => header.name === name)) return null;
  const value = request.headers['last-event-id'];
  return value === undefined || value === '' ? null : String(value);
}

function exportType(query: object): string {
  const csv = 'format' in query && query.format === 'csv';
  return csv ? 'text/csv; charset=utf-8' : 'application/x-ndjson; charset=utf-8';
}
