/** The catalogues that are one table each: limits, event types, redacted names, glossary, profiles. */
import { eventTypes, glossary, limits, profiles, redactedNames } from 'capsule-contract';
import type { BilingualText, EventTypeEntry, GlossaryEntry, LimitEntry } from 'capsule-contract/types';
import { linkTo } from '../addresses.ts';
import { anchored, blocks, facts, heading, prose, table } from '../markdown.ts';
import type { Language, Page } from '../page.ts';
import { word, words } from '../words.ts';
import { requirementList, requirementNames, requirementTable } from './requirement-lists.ts';

export const tablePages = (): Page[] => [limitPage(), eventPage(), redactedPage(), glossaryPage(), profilePage()];

const limitList: readonly LimitEntry[] = Object.values(limits);
const eventList: readonly EventTypeEntry[] = Object.values(eventTypes);
const terms: readonly GlossaryEntry[] = glossary;

function limitPage(): Page {
  return {
    path: 'specification/limits',
    title: { en: 'Limits and durations', 'zh-CN': '限制与时长' },
    description: {
      en: 'Every bound and every duration: its default, its range, the variable that configures it.',
      'zh-CN': '全部上限与时长：默认值、范围以及用于配置的环境变量。',
    },
    source: 'spec/catalogue/limits.yaml',
    body: (language) =>
      blocks(
        requirementTable(['limits-advertised', 'limits-enforced'], language),
        ...limitList.map((entry) => blocks(heading(3, entry.name, entry.name), limitFacts(entry, language))),
      ),
  };
}

const units: Record<string, BilingualText> = {
  bytes: { en: 'bytes', 'zh-CN': '字节' },
  characters: { en: 'characters', 'zh-CN': '个字符' },
  codePoints: { en: 'code points', 'zh-CN': '个码点' },
  count: { en: '', 'zh-CN': '' },
  seconds: { en: 'seconds', 'zh-CN': '秒' },
};

function limitFacts(entry: LimitEntry, language: Language): string {
  const floor = entry.atLeast?.map(
    ({ of, factor, plus }) =>
      `${factor === 1 ? '' : `${factor} × `}${linkTo.limit(of)}${plus === 0 ? '' : ` + ${plus}`}`,
  );
  const unit = units[entry.unit];
  if (unit === undefined) throw new Error(`site/scripts/pages/tables.ts has no words for the unit ${entry.unit}`);
  return blocks(
    prose(entry.meaning[language]),
    facts(words(language, 'Fact', 'Value') as [string, string], [
      [word('Default', language), `${entry.default} ${unit[language]}`.trim()],
      [word('Smallest', language), String(entry.min)],
      [word('Largest', language), String(entry.max)],
      [word('At least', language), floor?.join('; ') ?? null],
      [word('Variable', language), entry.env === null ? null : `\`${entry.env}\``],
      [word('Requirements', language), requirementNames(entry.requirements)],
    ]),
  );
}

function eventPage(): Page {
  return {
    path: 'session/event-types',
    title: { en: 'Event types of the feed', 'zh-CN': '事件流的事件类型' },
    description: {
      en: 'What the operator event feed tells, and the members each event carries.',
      'zh-CN': '操作员事件流通知的内容，以及每类事件携带的成员。',
    },
    source: 'spec/catalogue/event-types.yaml',
    body: (language) =>
      blocks(
        table(
          words(language, 'Type', 'Meaning', 'Subject', 'Data'),
          eventList.map(({ type, meaning, subject, data }) => [
            anchored(type, type),
            prose(meaning[language]),
            subject,
            data.map((member) => `\`${member}\``).join(', '),
          ]),
        ),
        `${linkTo.schema('CloudEvent')} · ${linkTo.schema('EventData')} · ${linkTo.operation('eventStream')} · ${linkTo.operation('eventList')}`,
        requirementTable(['events-resume', 'events-consistent', 'events-bounded', 'events-lose-access'], language),
      ),
  };
}

function redactedPage(): Page {
  return {
    path: 'specification/redacted-names',
    title: { en: 'Redacted names', 'zh-CN': '脱敏名称' },
    description: {
      en: 'Member names whose values never show: compared as whole names, without case, hyphens and underscores.',
      'zh-CN': '其值绝不显示的成员名称：按完整名称比较，忽略大小写、连字符与下划线。',
    },
    source: 'spec/catalogue/redacted-names.yaml',
    body: (language) =>
      blocks(
        requirementTable(['sensitive-dropped', 'payload-erased'], language),
        redactedNames.map((name) => `\`${name}\``).join(language === 'en' ? ', ' : '、'),
      ),
  };
}

function glossaryPage(): Page {
  const titles = new Map(terms.map(({ id, term }) => [id, term]));
  return {
    path: 'start/glossary',
    title: { en: 'Glossary', 'zh-CN': '术语表' },
    description: { en: 'The words of the contract, English and Chinese.', 'zh-CN': '契约用语的中英文对照。' },
    source: 'spec/catalogue/glossary.yaml',
    body: (language) =>
      table(
        words(language, 'English', 'Chinese', 'Definition', 'See also'),
        terms.map(({ id, term, definition, see, type }) => [
          `<span id="${id}" lang="en">${term.en}</span>`,
          `<span lang="zh-CN">${term['zh-CN']}</span>`,
          prose(definition[language]),
          [
            ...(see ?? []).map((other) => linkTo.term(other, titles.get(other)?.[language] ?? other)),
            ...(type === undefined ? [] : [linkTo.schema(type)]),
          ].join(' · '),
        ]),
      ),
  };
}

function profilePage(): Page {
  return {
    path: 'conformance/profiles',
    title: { en: 'Profiles', 'zh-CN': '规范集' },
    description: {
      en: 'What an implementation can claim: a role, its profiles, a contract version.',
      'zh-CN': '实现可以声明的内容：角色、规范集与契约版本。',
    },
    source: 'spec/catalogue/profiles.yaml',
    body: (language) =>
      blocks(
        ...profiles.map(({ name, role, always, capabilities, operations, meaning }) => {
          const bound = requirementList.filter((entry) => entry.binds[role] === name);
          return blocks(
            heading(2, name, name),
            prose(meaning[language]),
            facts(words(language, 'Fact', 'Value') as [string, string], [
              [word('Role', language), word(role === 'agent' ? 'Agent' : 'Opstage', language)],
              [word('Claimed', language), word(always ? 'always' : 'optional', language)],
              [word('Capabilities', language), capabilities.map((capability) => `\`${capability}\``).join(', ')],
              [word('Operations', language), operations.map((id) => linkTo.operation(id)).join(' · ')],
              [word('Requirements', language), bound.map(({ id }) => linkTo.requirement(id)).join(' · ')],
            ]),
          );
        }),
      ),
  };
}
