/** The outcome as an SVG badge. It says `partial` or `incomplete` where that is so, whatever else is green. */
import type { RunReport } from '../runner/run-report.ts';
import { element } from './markup.ts';
import { outcomeOf } from './outcome.ts';
import { printable } from './printable.ts';

const fills = { good: '#2a7d3f', bad: '#b3261e', open: '#8a5a00' } as const;
/** Mean width of a character of Verdana at 11 px, with room; `textLength` makes the text fit whatever the font. */
const characterWidth = 6.6;

export function badge(raw: RunReport): string {
  const report = printable(raw);
  const outcome = outcomeOf(report);
  const label = `capsule ${report.subject.role} ${report.contract.version}`;
  const left = widthOf(label);
  const right = widthOf(outcome.short);
  const title = `${label}: ${outcome.short}`;
  const size = { width: left + right, height: 20 };
  const written = (content: string, x: number, width: number) =>
    element('text', { x: x + width / 2, y: 14, textLength: width - 12, 'text-anchor': 'middle' }, content);
  const svg = element(
    'svg',
    { xmlns: 'http://www.w3.org/2000/svg', ...size, role: 'img', 'aria-label': title },
    element('title', {}, title),
    element('clipPath', { id: 'round' }, element('rect', { ...size, rx: 3 })),
    element(
      'g',
      { 'clip-path': 'url(#round)' },
      element('rect', { width: left, height: 20, fill: '#3f4752' }),
      element('rect', { x: left, width: right, height: 20, fill: fills[outcome.tone] }),
    ),
    element(
      'g',
      { fill: '#fff', 'font-family': 'Verdana, Geneva, DejaVu Sans, sans-serif', 'font-size': 11 },
      written(label, 0, left),
      written(outcome.short, left, right),
    ),
  );
  return `${svg.markup}\n`;
}

function widthOf(text: string): number {
  return Math.round(text.length * characterWidth) + 12;
}
