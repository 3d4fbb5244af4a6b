import { readFileSync } from 'node:fs';
import { runStep, type Step, type StepOptions } from './step.ts';

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
function checkSteps(): Step[] {
  const packages = workspaces()
    .map(readPackage)
    .filter(({ scripts }) => scripts?.check !== undefined);
  return [
    { title: 'format and lint', npm: ['run', 'lint'] },
    { title: 'types of the scripts', npm: ['exec', '--', 'tsc', '-p', 'tsconfig.json'] },
    ...packages.map(({ name }) => ({ title: `check of ${name}`, npm: ['run', 'check', '-w', name] })),
  ];
}

/**
 * Runs all of `checkSteps`, whatever fails, and says of each whether it passed. Each is a compiler or a generator that keeps
 * one processor busy; `sideBySide` of them run at once.
 */
export async function runCheckSteps(options: StepOptions, sideBySide: number): Promise<boolean[]> {
  const left = checkSteps();
  const passed: boolean[] = [];
  const lane = async () => {
    for (let step = left.shift(); step !== undefined; step = left.shift()) passed.push(await runStep(step, options));
  };
  await Promise.all(Array.from({ length: sideBySide }, lane));
  return passed;
}
