/** Lifecycles: diagram, states, transitions, and what an operation answers where no transition applies. */
import { lifecycles } from 'capsule-contract';
import type { Lifecycles, LifecycleTransition, StateLifecycle, TruthTableLifecycle } from 'capsule-contract/types';
import { lifecyclePath, linkTo } from '../addresses.ts';
import { lifecycleDiagram } from '../lifecycle-diagram.ts';
import { blocks, heading, prose, table } from '../markdown.ts';
import type { Language, Page } from '../page.ts';
import { word, words } from '../words.ts';
import { requirementNames } from './requirement-lists.ts';

const source = 'spec/catalogue/lifecycles.yaml';

export const lifecycleList = (Object.keys(lifecycles) as (keyof Lifecycles)[]).map((name) => ({
  name,
  lifecycle: lifecycles[name] as StateLifecycle | TruthTableLifecycle,
}));

export const stateAnchor = (state: string): string => `state-${state}`;
export const transitionAnchor = (index: number): string => `transition-${index + 1}`;

export async function lifecyclePages(): Promise<Page[]> {
  const pages = lifecycleList.map(async ({ name, lifecycle }): Promise<Page> => {
    const diagram = lifecycle.kind === 'states' ? await lifecycleDiagram(name, lifecycle) : null;
    return {
      path: lifecyclePath(name),
      title: {
        en: `Lifecycle: ${lifecycle.title.en}`,
        'zh-CN': `生命周期：${lifecycle.title['zh-CN']}`,
      },
      label: lifecycle.title,
      description: {
        en: `States and transitions of ${lifecycle.title.en}: who causes them, and what is refused.`,
        'zh-CN': `${lifecycle.title['zh-CN']}的状态与转换：由谁引起，何时被拒绝。`,
      },
      source,
      wide: true,
      body: (language) =>
        lifecycle.kind === 'states'
          ? blocks(prose(lifecycle.about[language]), diagram?.(language), stateTables(lifecycle, language))
          : truthTable(lifecycle, language),
    };
  });
  return Promise.all(pages);
}

function stateTables(lifecycle: StateLifecycle, language: Language): string {
  return blocks(
    heading(2, word('States', language), 'states'),
    table(
      ['', ...words(language, 'State', 'Meaning')],
      lifecycle.states.map(({ name, initial, final, meaning }) => [
        initial ? word('Initial', language) : final ? word('Final', language) : '',
        `<code id="${stateAnchor(name)}">${name}</code>`,
        prose(meaning[language]),
      ]),
    ),
    heading(2, word('Transitions', language), 'transitions'),
    table(
      ['#', ...words(language, 'From', 'To', 'Trigger', 'By', 'Requirements', 'Audit and event')],
      lifecycle.transitions.map((transition, index) => [
        `<span id="${transitionAnchor(index)}">${index + 1}</span>`,
        transition.from.length === 0 ? '—' : transition.from.map((state) => `\`${state}\``).join(' '),
        `\`${transition.to}\``,
        prose(transition.trigger[language]) + known(transition, language),
        by(transition),
        requirementNames(transition.requirements),
        traces(transition),
      ]),
    ),
    lifecycle.illegal.length > 0 &&
      blocks(
        heading(2, word('When nothing applies', language), 'refusals'),
        table(
          words(language, 'Operation', 'In state', 'Answer', 'Requirements'),
          lifecycle.illegal.map(({ operation, states, error, status, requirements }) => [
            linkTo.operation(operation),
            states.map((state) => `\`${state}\``).join(' '),
            `${status} ${linkTo.error(error)}`,
            requirementNames(requirements),
          ]),
        ),
      ),
  );
}

const known = ({ outcomeKnown }: LifecycleTransition, language: Language): string =>
  outcomeKnown === false ? ` \`outcomeKnown: false\`${language === 'en' ? '.' : '。'}` : '';

function by({ actor, by: cause }: LifecycleTransition): string {
  const causes = [
    cause.operation === undefined ? null : linkTo.operation(cause.operation),
    cause.message === undefined ? null : linkTo.message(cause.message),
    cause.timer === undefined ? null : linkTo.limit(cause.timer),
  ];
  return [actor, ...causes.filter((text) => text !== null)].join(' · ');
}

const traces = ({ audit, event }: LifecycleTransition): string =>
  [audit === null ? null : linkTo.auditAction(audit), event === null ? null : linkTo.eventType(event)]
    .filter((text) => text !== null)
    .join(' · ');

function truthTable(lifecycle: TruthTableLifecycle, language: Language): string {
  const comma = language === 'en' ? ', ' : '、';
  return blocks(
    prose(lifecycle.about[language]),
    heading(2, word('States', language), 'states'),
    table(
      words(language, 'State', 'Meaning'),
      lifecycle.states.map(({ name, meaning }) => [
        `<code id="${stateAnchor(name)}">${name}</code>`,
        prose(meaning[language]),
      ]),
    ),
    heading(2, word('First row that holds', language), 'rows'),
    table(
      ['#', ...words(language, 'When', 'State', 'Status reason', 'Requirements')],
      lifecycle.rows.map(({ when, status, statusReason, requirements }, index) => [
        String(index + 1),
        Object.entries(when)
          .map(([fact, values]) => `\`${fact}\` = ${[values].flat().join(' | ')}`)
          .join(comma),
        `\`${status}\``,
        prose(statusReason[language]),
        requirementNames(requirements),
      ]),
    ),
  );
}
