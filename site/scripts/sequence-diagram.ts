/**
 * Who says what to whom in which order, drawn at build time: SVG without script, its colours and its face those of the
 * page. What is said are operations and messages of the contract, the same in both languages; shown by
 * `{{sequence first-command}}`.
 */
import { renderMermaidSVG } from 'beautiful-mermaid';
import type { BilingualText, LimitName, MessageType, OperationId } from 'capsule-contract/types';
import type { Language } from './page.ts';

const actors = {
  operator: { en: 'Operator', 'zh-CN': '操作员' },
  opstage: { en: 'Opstage', 'zh-CN': 'Opstage' },
  agent: { en: 'Agent', 'zh-CN': 'Agent' },
} as const;
type Actor = keyof typeof actors;

type Step =
  | { from: Actor; to: Actor; says: OperationId | MessageType }
  | { from: Actor; to: Actor; answers: BilingualText }
  | { at: Actor; happens: BilingualText }
  | { every: LimitName; steps: readonly Step[] };

interface Sequence {
  title: BilingualText;
  between: readonly Actor[];
  steps: readonly Step[];
}

const toOpstage = { from: 'agent', to: 'opstage' } as const;
const toAgent = { from: 'opstage', to: 'agent' } as const;
const asked = { from: 'operator', to: 'opstage' } as const;
const command = { en: 'the command', 'zh-CN': '命令' } as const;
const theHandler = { at: 'agent', happens: { en: 'the handler runs', 'zh-CN': '处理程序运行' } } as const;

const sequences = {
  'first-command': {
    title: { en: 'From the token to the first outcome, over HTTP', 'zh-CN': '从令牌到第一个结果，经由 HTTP' },
    between: ['operator', 'opstage', 'agent'],
    steps: [
      { ...asked, says: 'registrationTokenCreate' },
      { ...toOpstage, says: 'agentRegister' },
      { ...toAgent, answers: { en: 'the agent token', 'zh-CN': 'Agent 令牌' } },
      { ...toOpstage, says: 'serviceReport' },
      { every: 'heartbeatIntervalSeconds', steps: [{ ...toOpstage, says: 'agentHeartbeat' }] },
      { ...asked, says: 'commandCreate' },
      { ...toOpstage, says: 'commandClaim' },
      { ...toAgent, answers: command },
      { ...toOpstage, says: 'commandAck' },
      theHandler,
      { ...toOpstage, says: 'commandResult' },
      { ...asked, says: 'commandView' },
      { from: 'opstage', to: 'operator', answers: { en: 'its outcome', 'zh-CN': '命令的结果' } },
    ],
  },
  session: {
    title: { en: 'A session from its opening to its end', 'zh-CN': '一次会话，从打开到结束' },
    between: ['agent', 'opstage'],
    steps: [
      { ...toOpstage, says: 'agentSession' },
      { ...toOpstage, says: 'hello' },
      { ...toAgent, says: 'welcome' },
      {
        every: 'heartbeatIntervalSeconds',
        steps: [
          { ...toOpstage, says: 'heartbeat' },
          { ...toAgent, says: 'ack' },
        ],
      },
      { ...toAgent, says: 'command.dispatch' },
      { ...toOpstage, says: 'command.ack' },
      { ...toAgent, says: 'ack' },
      theHandler,
      { ...toOpstage, says: 'command.result' },
      { ...toAgent, says: 'ack' },
      { ...toOpstage, says: 'goodbye' },
    ],
  },
  'lost-delivery': {
    title: {
      en: 'A delivery and an answer are lost, and the command still runs once',
      'zh-CN': '一次投递和一次应答丢失，命令仍只执行一次',
    },
    between: ['agent', 'opstage'],
    steps: [
      { ...toOpstage, says: 'commandClaim' },
      { at: 'opstage', happens: { en: 'the delivery is lost', 'zh-CN': '投递丢失' } },
      { at: 'opstage', happens: { en: 'ackLeaseSeconds pass', 'zh-CN': '经过 ackLeaseSeconds' } },
      { ...toOpstage, says: 'commandClaim' },
      { ...toAgent, answers: { en: 'the same command', 'zh-CN': '同一个命令' } },
      { ...toOpstage, says: 'commandAck' },
      { at: 'agent', happens: { en: 'the handler runs, once', 'zh-CN': '处理程序运行，仅一次' } },
      { ...toOpstage, says: 'commandResult' },
      { at: 'opstage', happens: { en: 'the answer is lost', 'zh-CN': '应答丢失' } },
      { ...toOpstage, says: 'commandResult' },
      { ...toAgent, answers: { en: 'the same answer', 'zh-CN': '同样的应答' } },
    ],
  },
} as const satisfies Record<string, Sequence>;

/** Undefined where there is none of this name. */
export function sequenceDiagram(name: string, language: Language): string | undefined {
  if (!(name in sequences)) return undefined;
  const { title, between, steps }: Sequence = sequences[name as keyof typeof sequences];
  const lines = [
    'sequenceDiagram',
    ...between.map((actor) => `participant ${actor} as ${actors[actor][language]}`),
    ...steps.flatMap((step) => mermaid(step, language)),
  ];
  const svg = forPage(renderMermaidSVG(lines.join('\n'), { transparent: true }), `sequence-${name}-`);
  const words = steps.flatMap((step) => inWords(step, language)).join('; ');
  const named = svg.replace('<svg ', `<svg role="img" aria-label="${title[language]}: ${words}" `);
  return `<figure class="diagram sequence">${named}<figcaption>${title[language]}</figcaption></figure>`;
}

function mermaid(step: Step, language: Language): string[] {
  if ('every' in step) {
    return [`loop ${step.every}`, ...step.steps.flatMap((inner) => mermaid(inner, language)), 'end'];
  }
  if ('happens' in step) return [`Note over ${step.at}: ${step.happens[language]}`];
  if ('says' in step) return [`${step.from}->>${step.to}: ${step.says}`];
  return [`${step.from}-->>${step.to}: ${step.answers[language]}`];
}

function inWords(step: Step, language: Language): string[] {
  if ('every' in step) return step.steps.flatMap((inner) => inWords(inner, language));
  if ('happens' in step) return [step.happens[language]];
  const said = 'says' in step ? step.says : step.answers[language];
  return [`${actors[step.from][language]} → ${actors[step.to][language]} ${said}`];
}

/** One line of plain inline SVG: its style is in the page's own sheet, its ids are no other picture's. */
const forPage = (svg: string, prefix: string): string =>
  svg
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replace(/ style="[^"]*"/, '')
    .replace(/ xmlns="[^"]*"/, '')
    .replace(/\bid="/g, `id="${prefix}`)
    .replace(/url\(#/g, `url(#${prefix}`)
    .replace(/ data-[\w-]+="[^"]*"/g, '')
    .replace(/\s*\n\s*/g, ' ')
    .trim();
