/**
 * A lifecycle drawn at build time: SVG without script, its colours those of the page, its states and arrows links to
 * the tables below it. Labels are identifiers, which are the same in both languages and whose width Graphviz can guess.
 */
import { instance } from '@viz-js/viz';
import type { LifecycleTransition, StateLifecycle } from 'capsule-contract/types';
import type { Language } from './page.ts';

const captions: Record<Language, string> = {
  en: 'Each state and each number leads to its row in the tables below.',
  'zh-CN': '每个状态和编号都链接到下方表格中的对应行。',
};

export async function lifecycleDiagram(
  name: string,
  lifecycle: StateLifecycle,
): Promise<(language: Language) => string> {
  const graphviz = await instance();
  const drawn = graphviz.renderString(source(name, lifecycle), { format: 'svg', engine: 'dot' });
  const svg = labelsLast(forPage(drawn));
  return (language) => {
    const label = `${lifecycle.title[language]}: ${lifecycle.states.map((state) => state.name).join(', ')}`;
    const named = svg.replace('<svg ', `<svg aria-label="${label}" `);
    return `<figure class="diagram">${named}<figcaption>${captions[language]}</figcaption></figure>`;
  };
}

function source(name: string, { states, transitions }: StateLifecycle): string {
  const lines = states.map(
    ({ name: state, initial, final }) =>
      `${state} [label="${state}" href="#state-${state}" id="${name}-${state}"` +
      ` class="${final ? 'final' : initial ? 'initial' : 'middle'}"${final ? ' peripheries=2' : ''}]`,
  );
  lines.push(`beginning [shape=point width=0.12 label="" id="${name}-beginning"]`);
  for (const [key, numbers] of arrows(transitions)) {
    const [from, to] = key.split('>');
    const label = numbers.map((number) => number + 1);
    const first = numbers[0] ?? 0;
    const text = [...new Set(numbers.map((number) => cause(transitions[number])))]
      .map((line) => ` ${line} `)
      .join('\\l');
    lines.push(
      `${from} -> ${to} [label="  ${label.join(', ')}:\\l${text}\\l" href="#transition-${first + 1}" id="${name}-${from}-${to}"]`,
    );
  }
  return [
    'digraph {',
    'rankdir=TB; bgcolor="transparent"; nodesep=0.5; ranksep=0.6;',
    'node [shape=box style=rounded fontname="Arial" fontsize=15 margin="0.16,0.08"];',
    'edge [fontname="Arial" fontsize=12.5 arrowsize=0.7];',
    ...lines,
    '}',
  ].join('\n');
}

/** Transitions between the same two states share an arrow. */
function arrows(transitions: readonly LifecycleTransition[]): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (const [number, { from, to }] of transitions.entries()) {
    for (const origin of from.length === 0 ? ['beginning'] : from) {
      const key = `${origin}>${to}`;
      found.set(key, [...(found.get(key) ?? []), number]);
    }
  }
  return found;
}

const cause = (transition: LifecycleTransition | undefined): string =>
  transition?.by.operation ?? transition?.by.timer ?? transition?.by.message ?? '';

/** The words of arrows over all lines, so that none is struck through by an arrow that is drawn later. */
function labelsLast(svg: string): string {
  const label = /<a [^>]*>\s*(?:<text[^>]*>[^<]*<\/text>\s*)+<\/a>/g;
  const labels = svg.match(label) ?? [];
  return svg.replace(label, '').replace(/<\/g>\s*<\/svg>$/, `${labels.join(' ')} </g></svg>`);
}

/** One line of plain inline SVG: no document head, no fixed colours, links as HTML knows them. */
const forPage = (svg: string): string =>
  svg
    .replace(/^[\s\S]*?(?=<svg )/, '')
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/ xmlns:xlink="[^"]*"/, '')
    .replace(/xlink:href=/g, 'href=')
    .replace(/ xlink:title="[^"]*"/g, '')
    .replace(/<title>[\s\S]*?<\/title>/g, '')
    .replace(/ id="(?:a_|graph)[^"]*"/g, '')
    .replace(/ font-family="[^"]*"/g, '')
    // Laid out larger than drawn, so that a wider face than the measured one still fits.
    .replace(/font-size="15.00"/g, 'font-size="13"')
    .replace(/font-size="12.50"/g, 'font-size="10.5"')
    .replace(/(fill|stroke)="(?:black|#000000)"/g, '$1="currentColor"')
    // An arrow is a link beside its label, which is one already and has words.
    .replace(/<a [^>]*>((?:(?!<text|<\/a>)[\s\S])*)<\/a>/g, '$1')
    .replace(/\s*\n\s*/g, ' ')
    .trim();
