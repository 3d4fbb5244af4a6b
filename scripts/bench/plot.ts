/** A line plot as one SVG file, readable on a light and on a dark page. */
export interface Plot {
  title: string;
  x: Axis;
  y: Axis;
  lines: { name: string; points: readonly (readonly [x: number, y: number])[] }[];
}

export interface Axis {
  label: string;
  scale: 'linear' | 'log';
}

const width = 720;
const height = 400;
const frame = { left: 80, right: 180, top: 48, bottom: 56 };
/** Told apart by the colour-blind too, on white and on near-black. */
const colours = ['#3b82f6', '#f59e0b', '#10b981', '#ec4899', '#8b5cf6', '#78716c'];

export function svgPlot({ title, x, y, lines }: Plot): string {
  const points = lines.flatMap((line) => line.points);
  const across = scaleOf(
    x,
    points.map(([value]) => value),
    [frame.left, width - frame.right],
  );
  const up = scaleOf(
    y,
    points.map(([, value]) => value),
    [height - frame.bottom, frame.top],
  );
  const bottom = height - frame.bottom;
  const right = width - frame.right;
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="13" role="img">`,
    `<title>${escaped(title)}</title>`,
    '<style>text{fill:#334155}.axis{stroke:#94a3b8}.grid{stroke:#94a3b8;opacity:.25}@media(prefers-color-scheme:dark){text{fill:#cbd5e1}}</style>',
    `<text x="${frame.left}" y="24" font-size="16" font-weight="600">${escaped(title)}</text>`,
    ...across.ticks.map((value) => text(across.at(value), bottom + 20, tick(value), 'middle')),
    ...up.ticks.flatMap((value) => [
      `<line class="grid" x1="${frame.left}" y1="${up.at(value)}" x2="${right}" y2="${up.at(value)}"/>`,
      text(frame.left - 8, up.at(value) + 4, tick(value), 'end'),
    ]),
    `<path class="axis" fill="none" d="M${frame.left} ${frame.top}V${bottom}H${right}"/>`,
    text((frame.left + right) / 2, height - 12, x.label, 'middle'),
    `<text x="20" y="${(frame.top + bottom) / 2}" text-anchor="middle" transform="rotate(-90 20 ${(frame.top + bottom) / 2})">${escaped(y.label)}</text>`,
    ...lines.flatMap(({ name, points: own }, index) => {
      const colour = colours[index % colours.length];
      const path = own.map(([a, b]) => `${round(across.at(a))} ${round(up.at(b))}`).join('L');
      const dots = own.map(
        ([a, b]) => `<circle cx="${round(across.at(a))}" cy="${round(up.at(b))}" r="3" fill="${colour}"/>`,
      );
      const key = frame.top + 12 + index * 22;
      return [
        `<path fill="none" stroke="${colour}" stroke-width="2" d="M${path}"/>`,
        ...dots,
        `<rect x="${right + 16}" y="${key - 9}" width="12" height="4" fill="${colour}"/>`,
        text(right + 34, key - 2, name, 'start'),
      ];
    }),
    '</svg>',
  ];
  return `${parts.join('\n')}\n`;
}

interface Scale {
  at(value: number): number;
  ticks: number[];
}

function scaleOf({ scale }: Axis, values: readonly number[], [from, to]: [number, number]): Scale {
  const max = Math.max(...values);
  const min = Math.min(...values);
  if (scale === 'log') {
    if (min <= 0) throw new Error('a logarithmic axis has no place for what is not above zero');
    const low = Math.floor(Math.log10(min));
    const high = Math.max(low + 1, Math.ceil(Math.log10(max)));
    const ticks = Array.from({ length: high - low + 1 }, (_, index) => 10 ** (low + index));
    return { at: (value) => round(from + ((Math.log10(value) - low) / (high - low)) * (to - from)), ticks };
  }
  const step = stepFor(Math.max(max, 0) - Math.min(min, 0));
  const low = Math.floor(Math.min(min, 0) / step) * step;
  const high = Math.max(low + step, Math.ceil(max / step) * step);
  const ticks = Array.from({ length: Math.round((high - low) / step) + 1 }, (_, index) => low + index * step);
  return { at: (value) => round(from + ((value - low) / (high - low)) * (to - from)), ticks };
}

/** 1, 2 or 5 times a power of ten, so that four to nine steps cover the span. */
function stepFor(span: number): number {
  const rough = (span || 1) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  return ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power;
}

function tick(value: number): string {
  const rounded = Number(value.toPrecision(6));
  return Math.abs(rounded) >= 10_000 ? rounded.toLocaleString('en-US', { notation: 'compact' }) : String(rounded);
}

const round = (value: number): number => Math.round(value * 10) / 10;

function text(x: number, y: number, content: string, anchor: 'start' | 'middle' | 'end'): string {
  return `<text x="${x}" y="${y}" text-anchor="${anchor}">${escaped(content)}</text>`;
}

function escaped(content: string): string {
  return content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
