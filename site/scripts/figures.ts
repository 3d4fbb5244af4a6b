/** The published figures: what `npm run bench` found, kept as JSON in results/bench/, shown by `{{figures …}}`. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BilingualText } from 'capsule-contract/types';
import { blocks, englishOnly, escapeHtml, heading, prose, table } from './markdown.ts';
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
  plots?: readonly { title: string }[];
}

const folder = fileURLToPath(new URL('../results/bench/', import.meta.url));

export const findings: readonly Finding[] = existsSync(folder)
  ? readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .sort()
      .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Finding)
  : [];

/** The drawings that `npm run bench -- --keep` writes beside its figures. */
export const plotFiles = ({ bench, plots = [] }: Pick<Finding, 'bench' | 'plots'>): string[] =>
  plots.map((_, index) => `${bench}${plots.length > 1 ? `-${index + 1}` : ''}.svg`);

export const plotFile = (name: string): string => readFileSync(join(folder, name), 'utf8');

const titles: Record<string, BilingualText> = {
  heartbeats: { en: 'Heartbeats', 'zh-CN': '心跳' },
  'round-trip': { en: 'Round trip of a command', 'zh-CN': '命令的往返' },
  fleet: { en: 'A fleet', 'zh-CN': '整个机群' },
  growth: { en: 'A growing database', 'zh-CN': '增长的数据库' },
  processes: { en: 'Several processes', 'zh-CN': '多个进程' },
  idle: { en: 'An agent at rest', 'zh-CN': '空闲的 Agent' },
  kit: { en: 'The kit', 'zh-CN': '套件' },
  validators: { en: 'Validators', 'zh-CN': '校验器' },
  packages: { en: 'Sizes', 'zh-CN': '体积' },
  torture: { en: 'Torture', 'zh-CN': '破坏性试验' },
  fuzz: { en: 'Fuzzing', 'zh-CN': '模糊测试' },
};

/** How each was obtained, in a sentence or two. */
const methods: Record<string, BilingualText> = {
  heartbeats: {
    en: 'Heartbeats to an Opstage as fast as it answers them, beside requests for a route that does nothing.',
    'zh-CN': '以 Opstage 能应答的最快速度发送心跳，并与什么都不做的路由对照。',
  },
  'round-trip': {
    en: 'From an operator’s click to the result on the screen: execute is sent, the agent gets the command, acknowledges it and answers, and the event of its success arrives on the operator’s stream.',
    'zh-CN': '从操作员点击到看见结果：发出执行请求，Agent 得到命令、确认并给出结果，成功事件到达操作员的事件流。',
  },
  fleet: {
    en: 'Thousands of agents on one Opstage: what each costs, how it answers among them, and how they come back after it was away.',
    'zh-CN': '一个 Opstage 上有数千个 Agent：每个占用多少，在它们之中应答如何，以及中断之后它们怎样回来。',
  },
  growth: {
    en: 'The same questions to a small database and to one that has been in use for years: what stays as fast, and what does not.',
    'zh-CN': '向小数据库和用了多年的数据库提出同样的问题：哪些依旧一样快，哪些不是。',
  },
  processes: {
    en: 'What more Opstage processes on one PostgreSQL bring, and whether they still agree with each other.',
    'zh-CN': '在同一个 PostgreSQL 上增加 Opstage 进程能带来什么，以及它们之间是否依然一致。',
  },
  idle: {
    en: 'A program that only waits, as every agent does most of the time, beside Node itself.',
    'zh-CN': '一个只在等待的程序——每个 Agent 大部分时间都如此——与 Node 本身对照。',
  },
  kit: {
    en: 'What a run of the kit takes, beside as many requests for nothing, one after another.',
    'zh-CN': '套件运行一次需要多少，与同样数量、逐个发出的空请求对照。',
  },
  validators: {
    en: 'The compiled validators that the contract ships, beside an Ajv that compiles the same schemas when it starts.',
    'zh-CN': '契约附带的预编译校验器，与启动时编译同样模式的 Ajv 对照。',
  },
  torture: {
    en: 'An Opstage under load is killed, cut off, starved of disk or restarted again and again (`npm run torture`); afterwards every command and event it had acknowledged is counted.',
    'zh-CN':
      '在负载之下反复杀死、切断、重启 Opstage，或让磁盘写满（`npm run torture`）；之后逐一清点它已应答过的每个命令和事件。',
  },
  fuzz: {
    en: 'Inputs nobody meant, in great number, to everything that reads something (`npm run fuzz`): no crash and no hang is allowed.',
    'zh-CN': '向每个读取输入的地方送去大量无人预料的输入（`npm run fuzz`）：不得崩溃，也不得卡住。',
  },
  packages: {
    en: 'What installing each package brings along, and what the pages of this site weigh.',
    'zh-CN': '安装每个包会带来什么，以及本站页面的大小。',
  },
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

function ofBench(
  { bench, full, startedAt, machine, figures: list, notes, plots = [] }: Finding,
  language: Language,
): string {
  const title = titles[bench]?.[language] ?? bench;
  const { cpu, cores, memoryGb, node } = machine;
  // What is counted is as true after a short time.
  const isShort = !full && list.some(({ count }) => count > 1);
  const where = {
    en: `${startedAt.slice(0, 10)}, ${cpu}, ${cores} cores, ${memoryGb} GB, Node ${node.replace('v', '')}. ${isShort ? 'A short run, a few seconds a figure. ' : ''}[Every sample](/machine/bench/${bench}.json)`,
    'zh-CN': `${startedAt.slice(0, 10)}，${cpu}，${cores} 核，${memoryGb} GB，Node ${node.replace('v', '')}。${isShort ? '短时运行，每个数字只用数秒。' : ''}[全部样本](/machine/bench/${bench}.json)`,
  }[language];
  return blocks(
    heading(2, title, `bench-${bench}`),
    methods[bench]?.[language],
    where,
    figureTable(list, language),
    ...plotFiles({ bench, plots }).map(
      (file, index) =>
        `<img class="plot" src="/machine/bench/${file}" alt="${escapeHtml(plots[index]?.title ?? '')}"${language === 'en' ? '' : ' lang="en"'} width="720" height="400" loading="lazy">`,
    ),
    notes.map((note) => `- ${english(note, language)}`).join('\n'),
  );
}

/** A column with nothing in it is left out. */
function figureTable(list: readonly Figure[], language: Language): string {
  const isCounted = list.every(({ count }) => count === 1);
  const heads = words(
    language,
    'What was measured',
    isCounted ? 'Found' : 'Median',
    'Middle half',
    'Compared with',
    'Goal',
  );
  const rows = list.map((figure) => [
    english(figure.name, language),
    `${shown(figure.median)} ${figure.unit}`.trim(),
    figure.count > 1 ? `${shown(figure.low)} – ${shown(figure.high)}` : '',
    against(figure, language),
    goalOf(figure, language),
  ]);
  const filled = (row: readonly string[]): string[] =>
    row.filter((_, column) => rows.some((one) => one[column] !== ''));
  return table(filled(heads), rows.map(filled));
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
