/** The published figures: what `npm run bench` found, kept as JSON in results/bench/, shown by `{{figures …}}`. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BilingualText } from 'capsule-contract/types';
import { blocks, englishOnly, heading, prose, table } from './markdown.ts';
import type { Language } from './page.ts';
import { word, words } from './words.ts';

interface Summary {
  median: number;
  low: number;
  high: number;
  count: number;
}

interface Figure extends Summary {
  name: string;
  unit: string;
  baseline?: { name: string };
  /** Against the baseline, sample beside sample. */
  ratio?: Summary;
  /** `≥ 0.6` of the baseline, or `< 50 ms at p99` by itself. */
  goal?: string;
}

export interface Finding {
  bench: string;
  /** As long and as large as figures worth quoting are taken with. */
  full: boolean;
  startedAt: string;
  machine: { cpu: string; cores: number; memoryGb: number; node: string };
  figures: readonly Figure[];
  notes: readonly string[];
}

const folder = fileURLToPath(new URL('../results/bench/', import.meta.url));

export const findings: readonly Finding[] = existsSync(folder)
  ? readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .sort()
      .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Finding)
  : [];

const titles: Record<string, BilingualText> = {
  heartbeats: { en: 'Heartbeats', 'zh-CN': '心跳' },
  'round-trip': { en: 'Round trip of a command', 'zh-CN': '命令的往返' },
  fleet: { en: 'A fleet', 'zh-CN': '整个舰队' },
  growth: { en: 'A growing database', 'zh-CN': '增长的数据库' },
  processes: { en: 'Several processes', 'zh-CN': '多个进程' },
  idle: { en: 'An agent at rest', 'zh-CN': '空闲的 Agent' },
  kit: { en: 'The kit', 'zh-CN': '套件' },
  validators: { en: 'Validators', 'zh-CN': '校验器' },
  packages: { en: 'Sizes', 'zh-CN': '体积' },
};

export function figures(part: string, language: Language, all: readonly Finding[] = findings): string | undefined {
  if (part === 'goals') return goals(all, language);
  if (part === 'tables') return blocks(...all.map((one) => ofBench(one, language)));
  return undefined;
}

const none = {
  en: 'No figures are published yet: run the benchmarks to see those of your machine.',
  'zh-CN': '尚未发布数据：请运行基准测试，查看你自己机器上的数字。',
};

/** Null where the goal is not of a form that a program can judge. */
export function isGoalMet({ goal = '', unit, median, ratio }: Figure): boolean | null {
  const [, sign, bound = '', rest = ''] = /^([≥≤<>]) ?([\d.]+) ?(\S*)(?: at .*)?$/.exec(goal) ?? [];
  const value = rest === unit ? median : rest === '' ? ratio?.median : undefined;
  if (sign === undefined || value === undefined) return null;
  const limit = Number(bound);
  return { '≥': value >= limit, '≤': value <= limit, '<': value < limit, '>': value > limit }[sign] ?? null;
}

function goals(all: readonly Finding[], language: Language): string {
  const rows = all.flatMap(({ figures: list }) =>
    list.flatMap((figure) =>
      figure.goal === undefined
        ? []
        : [[english(figure.name, language), measured(figure, language), goalOf(figure, language)]],
    ),
  );
  return rows.length === 0 ? none[language] : table(words(language, 'What was measured', 'Found', 'Goal'), rows);
}

function ofBench({ bench, full, startedAt, machine, figures: list, notes }: Finding, language: Language): string {
  const title = titles[bench]?.[language] ?? bench;
  const { cpu, cores, memoryGb, node } = machine;
  const where = {
    en: `${startedAt.slice(0, 10)}, ${cpu}, ${cores} cores, ${memoryGb} GB, Node ${node.replace('v', '')}. ${full ? '' : 'A short run, a few seconds a figure. '}[Every sample](/machine/bench/${bench}.json)`,
    'zh-CN': `${startedAt.slice(0, 10)}，${cpu}，${cores} 核，${memoryGb} GB，Node ${node.replace('v', '')}。${full ? '' : '短时运行，每个数字只用数秒。'}[全部样本](/machine/bench/${bench}.json)`,
  }[language];
  return blocks(
    heading(2, title, `bench-${bench}`),
    where,
    table(
      words(language, 'What was measured', 'Median', 'Middle half', 'Compared with', 'Goal'),
      list.map((figure) => [
        english(figure.name, language),
        `${shown(figure.median)} ${figure.unit}`,
        figure.count > 1 ? `${shown(figure.low)} – ${shown(figure.high)}` : '',
        against(figure, language),
        goalOf(figure, language),
      ]),
    ),
    notes.map((note) => `- ${english(note, language)}`).join('\n'),
  );
}

const english = (text: string, language: Language): string => englishOnly(prose(text), language);

const against = ({ ratio, baseline }: Figure, language: Language): string =>
  ratio === undefined || baseline === undefined ? '' : `${shown(ratio.median)} × ${english(baseline.name, language)}`;

const measured = (figure: Figure, language: Language): string =>
  [`${shown(figure.median)} ${figure.unit}`, against(figure, language)].filter((text) => text !== '').join(' · ');

function goalOf(figure: Figure, language: Language): string {
  if (figure.goal === undefined) return '';
  const met = isGoalMet(figure);
  if (met === null) return prose(figure.goal);
  const verdict = met
    ? `<span class="verdict passed">✓ ${word('reached', language)}</span>`
    : `<span class="verdict failed">✗ ${word('missed', language)}</span>`;
  return `${prose(figure.goal)} ${verdict}`;
}

/** Three digits that mean something, thousands apart. */
function shown(value: number): string {
  if (!Number.isFinite(value)) return '–';
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en-US');
  return String(Number(value.toPrecision(3)));
}
