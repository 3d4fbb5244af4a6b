/**
 * Keeps the score that the README names equal to the published matrices in `results/`. `--check` only compares.
 *
 * A number typed by hand would go on praising the kit when a defect survives.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { publishedMatrix } from '../src/runner/kit-score.ts';

const readme = new URL('../README.md', import.meta.url);
const before = readFileSync(readme, 'utf8');
const after = before.replaceAll(
  /(<!-- score of (opstage|agent) -->).*?(<!-- end -->)/g,
  (_whole, begin: string, role: 'opstage' | 'agent', end: string) => begin + scoreOf(role) + end,
);

if (after !== before && process.argv.includes('--check')) {
  process.stderr.write('The README names another score than results/. Run: npm run generate -w capsule-conformance\n');
  process.exitCode = 1;
} else if (after !== before) {
  writeFileSync(readme, after);
}

function scoreOf(role: 'opstage' | 'agent'): string {
  const matrix = publishedMatrix(role);
  if (matrix === null) return 'not published yet';
  const { killed, defects, medianMessages } = matrix.score;
  const shortly = medianMessages === 1 ? 'one message' : `${medianMessages} messages or fewer`;
  return `${killed} of ${defects}, half of them shown in ${shortly}, with ${matrix.seeds.length} seeds`;
}
