/** Who calls, and whether they may: contract version, authentication, CSRF, role. Nothing of the body is read before. */
import { contract } from 'capsule-contract';
import { contractErrors } from 'capsule-contract/errors';
import type { Operation } from 'capsule-contract/types';
import type { FastifyRequest } from 'fastify';
import type { App } from '../app/app.ts';
import type { AgentPrincipal, OperatorPrincipal } from '../app/principal.ts';
import { hasRole } from '../domain/user.ts';
import { cookieName } from './session-cookie.ts';

export interface Caller {
  agent?: AgentPrincipal;
  operator?: OperatorPrincipal;
  /** Asks whether the agent, so far only presumed to be the caller, really may call; throws where it may not. */
  confirm?: () => Promise<void>;
}

export function checkVersion(request: FastifyRequest): void {
  const asked = request.headers['capsule-contract'];
  if (asked === undefined || asked === contract.wireVersion) return;
  throw contractErrors.CONTRACT_VERSION_UNSUPPORTED({ details: { supported: [contract.wireVersion] } });
}

/** Fills `caller` as soon as it is known, so that a refusal after that can be attributed. */
export async function admit(
  app: App,
  operation: Operation,
  request: FastifyRequest,
  path: { readonly [name: string]: string },
  caller: Caller,
): Promise<void> {
  if (operation.auth === 'agent') {
    const bearer = bearerToken(request);
    const agentId = path.agentId ?? '';
    // A session confirms nobody before its upgrade is answered.
    const presumed = operation.kind === 'websocket' ? null : app.agentPresumed(bearer, agentId);
    caller.agent = presumed ?? (await app.agentAuthenticate(bearer, agentId));
    if (presumed !== null) caller.confirm = async () => void (await app.agentAuthenticate(bearer, agentId));
  }
  if (operation.auth === 'operator') {
    const cookie = request.cookies[cookieName];
    const operator = cookie === undefined ? null : await app.operatorAuthenticate(cookie);
    if (operator === null) throw contractErrors.UNAUTHORIZED();
    caller.operator = operator;
    if (operation.csrf && !app.sameSecret(headerText(request, 'x-csrf-token'), operator.csrfToken)) {
      throw contractErrors.CSRF_INVALID();
    }
    if (operation.role !== null && !hasRole(operator.user, operation.role)) throw contractErrors.FORBIDDEN();
  }
}

function bearerToken(request: FastifyRequest): string {
  const [, token] = /^Bearer +([^\s]+) *$/i.exec(request.headers.authorization ?? '') ?? [];
  if (token !== undefined) return token;
  throw contractErrors.AGENT_TOKEN_MISSING();
}

function headerText(request: FastifyRequest, name: string): string {
  const value = request.headers[name];
  return typeof value === 'string' ? value : '';
}
