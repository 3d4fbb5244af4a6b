import { readFileSync } from 'node:fs';
import type { Step } from './step.ts';

interface PackageFile {
  readonly name: string;
  readonly scripts?: Record<string, string>;
}

const readPackage = (folder: string): PackageFile =>
  JSON.parse(readFileSync(new URL(`../${folder}/package.json`, import.meta.url), 'utf8'));

/** The package folders, as the root package.json lists them. */
const workspaces = (): string[] =>
  JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).workspaces;

/** What `npm run check` runs: format and lint, types of the root's scripts, then every package's own `check`. */
export function checkSteps(): Step[] {
  const packages = workspaces()
    .map(readPackage)
    .filter(({ scripts }) => scripts?.check !== undefined);
  return [
    { title: 'format and lint', npm: ['run', 'lint'] },
    { title: 'types of the scripts', npm: ['exec', '--', 'tsc', '-p', 'tsconfig.json'] },
    ...packages.map(({ name }) => ({ title: `check of ${name}`, npm: ['run', 'check', '-w', name] })),
  ];
}
