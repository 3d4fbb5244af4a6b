import { importsOf } from './imports-of.ts';
import { isCode, type ProjectFile, type Violation } from './project-file.ts';

/** Every cycle of imports, named once, at the first of its files by path. Imports that are only types count as well. */
export function importCycles(files: readonly ProjectFile[]): Violation[] {
  const code = files.filter(({ path }) => isCode(path));
  const known = new Set(code.map(({ path }) => path));
  const edges = new Map(
    code.map((file) => [file.path, [...new Set(importsOf(file).map(({ target }) => target))].filter(isKnown)]),
  );
  function isKnown(target: string | null): target is string {
    return target !== null && known.has(target);
  }

  const finished = new Set<string>();
  const cycles = new Map<string, Violation>();
  const visit = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path);
    if (start >= 0) {
      const cycle = rotateToFirst(trail.slice(start));
      const message = `is in an import cycle: ${[...cycle, cycle[0]].join(' → ')}.`;
      cycles.set(cycle.join(), { path: cycle[0] ?? path, message });
      return;
    }
    if (finished.has(path)) return;
    for (const next of edges.get(path) ?? []) visit(next, [...trail, path]);
    finished.add(path);
  };
  for (const { path } of code) visit(path, []);
  return [...cycles.values()];
}

function rotateToFirst(cycle: readonly string[]): string[] {
  const first = cycle.indexOf([...cycle].sort()[0] ?? '');
  return [...cycle.slice(first), ...cycle.slice(0, first)];
}
