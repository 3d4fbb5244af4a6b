/**
 * `node fuzz-viewer.ts INPUTS SEED`: damaged reports for the report viewer, from a seed. It may say that one is no report;
 * what it shows has to be there within a second, and nothing a report says may become markup. One line of JSON.
 */
import { htmlReport } from '../src/report/html-report.ts';
import { pageParts } from '../src/report/page-parts.ts';
import { sampleReport } from './sample-report.ts';

const [, , inputs = '1000', seed = '1'] = process.argv;
const slowMs = 1_000;
const parts = pageParts();
const whole = JSON.stringify(sampleReport());
const values = [...whole.matchAll(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?|true|false|null/g)];
const live = '<img src=x onerror=fuzz()>';
const oddities = [
  ...['null', 'true', '[]', '{}', '""', '-0', '1e999', '9007199254740993', '[[[[]]]]', '{"__proto__":{"a":1}}', ''],
  ...[
    `"${live}"`,
    `"</script>${live}"`,
    `"\\u0000\\u202e\\ud800"`,
    `"${'x'.repeat(5_000)}"`,
    '"\\"><script>fuzz()</script>"',
  ],
  ...[`${'['.repeat(2_000)}${']'.repeat(2_000)}`, `"'${live}"`, `"-->${live}"`, `"${'\\u001b[31m'.repeat(500)}"`],
];

/** Mulberry32. */
let state = Number(seed) >>> 0;
function random(below: number): number {
  state = (state + 0x6d2b79f5) >>> 0;
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
}

/** One to three values replaced, or, one time in five, the text cut or disturbed anywhere. */
function damaged(): string {
  if (random(5) === 0) {
    const at = random(whole.length);
    return whole.slice(0, at) + String.fromCharCode(random(256)) + whole.slice(at + random(20));
  }
  const places = [...new Set(Array.from({ length: 1 + random(3) }, () => random(values.length)))].sort((a, b) => b - a);
  return places.reduce((text, place) => {
    const [value, at] = [values[place]?.[0] ?? '', values[place]?.index ?? 0];
    return text.slice(0, at) + (oddities[random(oddities.length)] ?? '') + text.slice(at + value.length);
  }, whole);
}

/** Null where it is refused, as the viewer does with whatever throws. */
function shown(input: string): string | null {
  try {
    return htmlReport(JSON.parse(input), parts);
  } catch {
    return null;
  }
}

const figures = { inputs: Number(inputs), taken: 0, refused: 0, slowestMs: 0 };
const faults: string[] = [];
for (let turn = 0; turn < figures.inputs; turn += 1) {
  const input = damaged();
  const took = () => {
    const began = performance.now();
    const page = shown(input);
    return { page, ms: performance.now() - began };
  };
  let { page, ms } = took();
  // A machine with other things to do stops anybody for a second: what is slow is slow every time.
  if (ms > slowMs) ms = Math.min(ms, ...[1, 2, 3].map(() => took().ms));
  figures[page === null ? 'refused' : 'taken'] += 1;
  figures.slowestMs = Math.max(figures.slowestMs, ms);
  const fault = ms > slowMs ? `took ${Math.round(ms)} ms` : page !== null && isLive(page) ? 'became markup' : null;
  if (fault !== null) faults.push(`report ${fault}: ${input.slice(0, 500)}`);
}
process.stdout.write(`${JSON.stringify({ ...figures, faults })}\n`);
process.exitCode = faults.length === 0 ? 0 : 1;

function isLive(page: string): boolean {
  return page.includes('<img') || page.includes('<script>fuzz');
}
