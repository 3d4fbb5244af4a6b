/** A finding as lines for a terminal and as data for a file. */
import type { Figure, Finding } from './bench.ts';
import { ratios, shown, summary } from './statistics.ts';

export function printed({ figures, notes }: Finding): string {
  const rows = figures.map((figure) => {
    const { median, low, high, count } = summary(figure.samples);
    const spread = count > 1 ? `(${shown(low)}–${shown(high)})` : '';
    return [
      figure.name,
      `${shown(median)} ${figure.unit}`,
      spread,
      against(figure),
      figure.goal ? `goal ${figure.goal}` : '',
    ];
  });
  const widths = [0, 1, 2, 3].map((column) => Math.max(0, ...rows.map((row) => (row[column] ?? '').length)));
  const lines = rows.map((row) =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd(),
  );
  return [...lines, ...notes.map((note) => `  · ${note}`), ''].join('\n');
}

function against({ samples, baseline }: Figure): string {
  if (baseline === undefined) return '';
  const { median, low, high, count } = summary(ratios(samples, baseline.samples));
  const spread = count > 1 ? ` (${shown(low)}–${shown(high)})` : '';
  return `${shown(median)}×${spread} of ${baseline.name}`;
}

/** The samples themselves and what is read out of them. */
export function recorded({ figures, plots, notes }: Finding) {
  return {
    figures: figures.map((figure) => ({
      ...figure,
      ...summary(figure.samples),
      ...(figure.baseline === undefined ? {} : { ratio: summary(ratios(figure.samples, figure.baseline.samples)) }),
    })),
    plots,
    notes,
  };
}
