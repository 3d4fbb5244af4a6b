/** Which operation of the contract a request line means. Only what an agent may call is served. */
import { operations } from 'capsule-contract';

export interface Route {
  operationId: string;
  agentId: string | null;
  commandId: string | null;
  /** The request body's type. */
  bodyType: string | null;
  authenticated: boolean;
}

interface Pattern {
  operationId: string;
  method: string;
  segments: string[];
  bodyType: string | null;
  authenticated: boolean;
}

const patterns: Pattern[] = Object.values(operations)
  .filter(({ path }) => path.startsWith('/api/agents/') || path.startsWith('/api/system/'))
  .map(({ operationId, method, path, body, auth }) => ({
    operationId,
    method,
    segments: path.split('/'),
    bodyType: body?.type ?? null,
    authenticated: auth === 'agent',
  }));

/**
 * null = no such path; `allow` = the path exists with other methods only. Ids are taken as they stand: none that this
 * Opstage gives out needs encoding, so one that does is unknown.
 */
export function routeOf(method: string, target: string): Route | { allow: string[] } | null {
  const segments = (target.split('?')[0] ?? '').split('/');
  const allow: string[] = [];
  for (const pattern of patterns) {
    const values = matched(pattern.segments, segments);
    if (!values) continue;
    if (pattern.method !== method) {
      allow.push(pattern.method);
      continue;
    }
    return {
      operationId: pattern.operationId,
      agentId: values.agentId ?? null,
      commandId: values.commandId ?? null,
      bodyType: pattern.bodyType,
      authenticated: pattern.authenticated,
    };
  }
  return allow.length > 0 ? { allow } : null;
}

function matched(pattern: readonly string[], segments: readonly string[]): Record<string, string> | null {
  if (pattern.length !== segments.length) return null;
  const values: Record<string, string> = {};
  for (const [index, wanted] of pattern.entries()) {
    const given = segments[index] ?? '';
    if (wanted.startsWith('{')) values[wanted.slice(1, -1)] = given;
    else if (wanted !== given) return null;
  }
  return values;
}
