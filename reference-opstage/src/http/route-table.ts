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
      const parameters = matched(template.segments, segments);
      if (parameters === null) continue;
      const wanted = method === 'HEAD' ? 'GET' : method;
      const operation = template.operations.find((candidate) => candidate.method === wanted);
      const headless = operation?.kind === 'websocket' || operation?.kind === 'sse';
      if (operation === undefined || (method === 'HEAD' && headless)) {
        return { kind: 'wrong-method', allow: allowedMethods(template.operations) };
      }
      return { kind: 'found', operation, path: parameters, query };
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
  const [root, ...raw] = path.split('/');
  if (root !== '') return null;
  const segments: string[] = [];
  for (const text of raw) {
    let segment: string;
    try {
      segment = decodeURIComponent(text);
    } catch {
      return null;
    }
    if (segment === '' || segment === '.' || segment === '..' || /[/\\\0]/.test(segment)) return null;
    segments.push(segment);
  }
  return segments;
}

function matched(template: readonly string[], segments: readonly string[]): Record<string, string> | null {
  const parameters: Record<string, string> = {};
  for (const [index, wanted] of template.entries()) {
    const segment = segments[index] ?? '';
    if (isParameter(wanted)) parameters[wanted.slice(1, -1)] = segment;
    else if (wanted !== segment) return null;
  }
  return parameters;
}

function allowedMethods(operations: readonly Operation[]): string[] {
  return operations.flatMap(({ method, kind }) =>
    method === 'GET' && kind !== 'websocket' && kind !== 'sse' ? ['GET', 'HEAD'] : [method],
  );
}
