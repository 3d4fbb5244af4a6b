import { posix } from 'node:path';
import { importsOf } from './imports-of.ts';
import { isCode, isGenerated, type ProjectFile, type Violation } from './project-file.ts';

/**
 * The files that the packages publish, read from `exports` in each package.json. A built `dist/name.js` has its source
 * in `src/name.ts`, which is the entry here.
 */
export function packageEntries(files: readonly ProjectFile[]): Set<string> {
  const entries = new Set<string>();
  for (const { path, text } of files) {
    if (posix.basename(path) !== 'package.json') continue;
    const collect = (value: unknown): void => {
      if (typeof value === 'string') {
        const source = value.replace(/^\.\/dist\/(.+)\.js$/, './src/$1.ts');
        entries.add(posix.join(posix.dirname(path), source));
      } else if (value !== null && typeof value === 'object') Object.values(value).forEach(collect);
    };
    collect(JSON.parse(text).exports);
  }
  return entries;
}

/** A file that passes on what another file exports, without being an entry of its package. */
export function barrel(file: ProjectFile, entries: ReadonlySet<string>): Violation[] {
  if (!isCode(file.path) || isGenerated(file.path) || entries.has(file.path)) return [];
  const passedOn = importsOf(file).find(({ reExport }) => reExport);
  if (passedOn === undefined) return [];
  const message = `re-exports ${passedOn.specifier}; only a package's entry does that, import from the file itself.`;
  return [{ path: file.path, message }];
}
