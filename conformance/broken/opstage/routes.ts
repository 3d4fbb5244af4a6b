/** Which operation a path and a method mean. */
import { operations, profiles } from 'capsule-contract';
import { contractErrors } from 'capsule-contract/errors';
import type { Operation, OpstageProfile } from 'capsule-contract/types';
import { defect } from './defects.ts';

/** The operations of these profiles. */
function servedOperations(served: readonly OpstageProfile[]): Operation[] {
  const unserved = profiles.filter(({ name, role }) => role === 'opstage' && !served.some((one) => one === name));
  return Object.values(operations).filter(
    ({ operationId }) => !unserved.some((profile) => profile.operations.includes(operationId)),
  );
}

export interface Route {
  operation: Operation;
  path: Record<string, string>;
  /** Methods the path has. */
  allow: string[];
}

/** The path's segments, each decoded once; null for one that must not be matched. */
function segmentsOf(path: string): string[] | null {
  if (!path.startsWith('/')) return null;
  try {
    const decoded = (defect('path-decoded-before-split') ? decodeURIComponent(path) : path).slice(1).split('/');
    const segments = decoded.map((segment) => decodeURIComponent(segment));
    if (defect('dots-resolved-in-paths')) return segments.filter((segment) => segment !== '.');
    return segments.some((segment) => segment === '.' || segment === '..' || /[/\\\0]/.test(segment)) ? null : segments;
  } catch {
    return null;
  }
}

/** The parameters when the template fits, and how many of its segments are literal. */
function match(
  template: string,
  segments: readonly string[],
): { path: Record<string, string>; literal: number } | null {
  const parts = template.slice(1).split('/');
  if (parts.length !== segments.length) return null;
  const path: Record<string, string> = {};
  let literal = 0;
  for (const [index, part] of parts.entries()) {
    const segment = segments[index] as string;
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name !== undefined) path[name] = segment;
    else if (part === segment || (defect('paths-in-any-case') && part === segment.toLowerCase())) literal += 1;
    else return null;
    if (segment === '') return null;
  }
  return { path, literal };
}

export function routeOf(served: readonly OpstageProfile[], method: string, target: string): Route {
  const segments = segmentsOf(target.split('?', 1)[0] as string);
  if (defect('trailing-slash-taken') && segments?.at(-1) === '') segments.pop();
  const claimed = servedOperations(served).filter(
    ({ path }) => !(defect('dashboard-not-served') && path.includes('dashboard')),
  );
  const known = defect('unclaimed-profiles-half-served') ? Object.values(operations) : claimed;
  const fits = known
    .map((operation) => ({ operation, found: segments && match(operation.path, segments) }))
    .flatMap(({ operation, found }) => (found ? [{ operation, ...found }] : []))
    .sort((a, b) => b.literal - a.literal);
  const [first] = fits;
  if (!first) throw contractErrors.ROUTE_NOT_FOUND();
  const same = fits.filter(({ operation }) => operation.path === first.operation.path);
  const hasHead = ({ method: one, kind }: Operation) =>
    one === 'GET' && kind !== 'sse' && kind !== 'websocket' && !defect('no-head');
  const allow = same.flatMap(({ operation }) => (hasHead(operation) ? ['GET', 'HEAD'] : [operation.method as string]));
  const wanted = method === 'HEAD' && allow.includes('HEAD') ? 'GET' : method;
  if (method === 'HEAD' && defect('claim-by-head') && first.operation.operationId === 'commandClaim') {
    return { operation: first.operation, path: first.path, allow };
  }
  if (method === 'DELETE' && defect('delete-of-events-answered') && first.operation.operationId === 'auditView') {
    return { operation: first.operation, path: first.path, allow };
  }
  const meant = same.find(({ operation }) => operation.method === wanted);
  if (!meant) throw new MethodRefused(allow);
  return { operation: meant.operation, path: meant.path, allow };
}

/** The path exists, but not with this method. */
export class MethodRefused extends Error {
  readonly allow: readonly string[];

  constructor(allow: readonly string[]) {
    super('the path has other methods');
    this.allow = allow;
  }
}
