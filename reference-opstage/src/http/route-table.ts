/**
 * Finds the operation of a request from the contract's own path templates. Done here and not by the framework, because
 * the contract says exactly how a path is read: split on literal `/`, each segment decoded once, then matched.
 */
import type { Operation } from 'capsule-contract/types';

export type Route =
  | { kind: 'found'; operation: Operation; path: Record<string, string>; query: string }
  | { kind: 'not-found' }
  | { kind: 'wrong-method'; allow: string[] };

interface Template {
  segments: string[];
  operations: Operation[];
}

export type RouteTable = (method: string, target: string) => Route;

export function createRouteTable(served: readonly Operation[]): RouteTable {
  const byLength = new Map<number, Template[]>();
  for (const operation of served) {
    const segments = operation.path.split('/').slice(1);
    const templates = byLength.get(segments.length) ?? [];
    byLength.set(segments.length, templates);
    const same = templates.find((template) => template.segments.join('/') === segments.join('/'));
    if (same === undefined) templates.push({ segments, operations: [operation] });
    else same.operations.push(operation);
  }
  // A literal segment goes before a parameter in the same place.
  for (const templates of byLength.values()) {
    const rank = ({ segments }: Template) => segments.map((segment) => (isParameter(segment) ? '1' : '0')).join('');
    templates.sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
  }

  return (method, target) => {
    const { path, query } = splitTarget(target);
    const segments = decodedSegments(path);
    if (segments === null) return { kind: 'not-found' };
    for (const template of byLength.get(segments.length) ?? []) {
      if (!template.segments.every((wanted, index) => isParameter(wanted) || wanted === segments[index])) continue;
      const wanted = method === 'HEAD' ? 'GET' : method;
      const operation = template.operations.find((candidate) => candidate.method === wanted);
      const headless = operation?.kind === 'websocket' || operation?.kind === 'sse';
      if (operation === undefined || (method === 'HEAD' && headless)) {
        return { kind: 'wrong-method', allow: allowedMethods(template.operations) };
      }
      return { kind: 'found', operation, path: parametersIn(template.segments, segments), query };
    }
    return { kind: 'not-found' };
  };
}

function isParameter(segment: string): boolean {
  return segment.startsWith('{');
}

function splitTarget(target: string): { path: string; query: string } {
  // A client may name the whole URL; the authority says nothing about the route.
  const local = target.replace(/^https?:\/\/[^/?]*/i, '');
  const mark = local.indexOf('?');
  return mark < 0 ? { path: local, query: '' } : { path: local.slice(0, mark), query: local.slice(mark + 1) };
}

/** The segments of a path; null when one of them is nothing a path may contain. */
function decodedSegments(path: string): string[] | null {
  const segments = path.split('/');
  if (segments.shift() !== '') return null;
  for (let index = 0; index < segments.length; index += 1) {
    const segment = decoded(segments[index] ?? '');
    if (segment === null || segment === '' || segment === '.' || segment === '..') return null;
    if (/[/\\\0]/.test(segment)) return null;
    segments[index] = segment;
  }
  return segments;
}

function decoded(text: string): string | null {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

function parametersIn(template: readonly string[], segments: readonly string[]): Record<string, string> {
  const parameters: Record<string, string> = {};
  template.forEach((wanted, index) => {
    if (isParameter(wanted)) parameters[wanted.slice(1, -1)] = segments[index] ?? '';
  });
  return parameters;
}

function allowedMethods(operations: readonly Operation[]): string[] {
  return operations.flatMap(({ method, kind }) =>
    method === 'GET' && kind !== 'websocket' && kind !== 'sse' ? ['GET', 'HEAD'] : [method],
  );
}
