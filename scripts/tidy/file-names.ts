import { isGenerated, type ProjectFile, type Violation } from './project-file.ts';

const kebabCase = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*\.(ts|mts|mjs|js)$/;
const wordsThatSayNothing = /^(utils?|helpers?|managers?|common|misc)$/;

/** Program files are kebab-case and named after the one thing they export. */
export function fileName({ path }: ProjectFile): Violation[] {
  if (!/\.(ts|mts|mjs|js)$/.test(path) || isGenerated(path)) return [];
  const violations: Violation[] = [];
  if (!kebabCase.test(path.split('/').at(-1) ?? '')) {
    violations.push({ path, message: 'is not kebab-case; name the file after the one thing it exports.' });
  }
  const empty = path.split(/[/.-]/).find((word) => wordsThatSayNothing.test(word));
  if (empty !== undefined) {
    violations.push({ path, message: `has "${empty}" in its name, which says nothing; name what the file is about.` });
  }
  return violations;
}
