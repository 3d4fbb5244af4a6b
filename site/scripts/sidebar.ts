/** The sidebar, one topic at a time: a page that stands in none of them is an error. */
import { lifecycles, requirementSections } from 'capsule-contract';
import type { BilingualText } from 'capsule-contract/types';
import {
  checksPath,
  errorPath,
  lifecyclePath,
  messagePath,
  operationPath,
  requirementAreaPath,
  schemaPath,
} from './addresses.ts';
import { typeNames } from './json-schema.ts';
import type { Page } from './page.ts';
import { checkedRequirements } from './pages/checks.ts';
import { errorList } from './pages/errors.ts';
import { messageList } from './pages/messages.ts';
import { apis, operationList } from './pages/operations.ts';
import { schemaKind, schemaKinds } from './pages/schemas.ts';

interface Group {
  title: BilingualText;
  paths: readonly string[];
}

interface Topic {
  title: BilingualText;
  icon: string;
  /** Pages first, groups after them. */
  paths: readonly string[];
  groups?: readonly Group[];
}

export interface TopicOrder {
  title: BilingualText;
  paths: readonly string[];
}

const topicList: readonly Topic[] = [
  {
    title: { en: 'Start', 'zh-CN': '开始' },
    icon: 'rocket',
    paths: ['start/concepts', 'start/choose-your-role'],
    groups: [
      {
        title: { en: 'Build an agent', 'zh-CN': '实现 Agent' },
        paths: [
          'start/five-minute-agent',
          'start/agent-in-python',
          'start/wrap-a-script',
          'start/embed-the-sdk',
          'start/checklist-agent',
        ],
      },
      {
        title: { en: 'Build an Opstage', 'zh-CN': '实现 Opstage' },
        paths: ['start/build-an-opstage', 'start/checklist-opstage'],
      },
      {
        title: { en: 'Operate', 'zh-CN': '运维' },
        paths: [
          'start/run-opstage',
          'start/opstage-on-postgresql',
          'start/operate-a-fleet',
          'start/operate-over-http',
          'start/secure-a-deployment',
          'start/troubleshooting',
        ],
      },
      {
        title: { en: 'Tools', 'zh-CN': '工具' },
        paths: ['start/message-checker', 'start/glossary'],
      },
    ],
  },
  {
    title: { en: 'Specification', 'zh-CN': '规范' },
    icon: 'open-book',
    paths: ['specification', ...requirementSections.map(({ section }) => `specification/${section}`)],
    groups: [
      {
        title: { en: 'Requirement catalogue', 'zh-CN': '要求目录' },
        paths: [
          'specification/requirements',
          ...requirementSections.map(({ section }) => requirementAreaPath(section)),
          'specification/all-on-one-page',
        ],
      },
      { title: { en: 'Lifecycles', 'zh-CN': '生命周期' }, paths: Object.keys(lifecycles).map(lifecyclePath) },
      {
        title: { en: 'Tables', 'zh-CN': '表格' },
        paths: [
          'specification/role-matrix',
          'specification/audit-matrix',
          'specification/audit-actions',
          'specification/limits',
          'specification/redacted-names',
        ],
      },
    ],
  },
  {
    title: { en: 'HTTP API', 'zh-CN': 'HTTP API' },
    icon: 'seti:json',
    paths: ['http'],
    groups: apis.map(({ api, title }) => ({
      title,
      paths: operationList
        .filter((operation) => operation.api === api)
        .map(({ operationId }) => operationPath(operationId)),
    })),
  },
  {
    title: { en: 'Session and events', 'zh-CN': '会话与事件' },
    icon: 'comment-alt',
    paths: ['session', 'session/messages', 'session/event-types'],
    groups: [{ title: { en: 'Messages', 'zh-CN': '消息' }, paths: messageList.map(({ type }) => messagePath(type)) }],
  },
  {
    title: { en: 'Schemas', 'zh-CN': '模式' },
    icon: 'document',
    paths: ['schemas'],
    groups: schemaKinds.map(({ kind, title }) => ({
      title,
      paths: typeNames.filter((name) => schemaKind(name) === kind).map(schemaPath),
    })),
  },
  {
    title: { en: 'Errors', 'zh-CN': '错误' },
    icon: 'warning',
    paths: ['errors', 'errors/outcome-codes'],
    groups: [{ title: { en: 'Error codes', 'zh-CN': '错误码' }, paths: errorList.map(({ code }) => errorPath(code)) }],
  },
  {
    title: { en: 'Conformance', 'zh-CN': '一致性' },
    icon: 'approve-check-circle',
    paths: [
      'conformance/run-the-kit',
      'conformance/in-ci',
      'conformance/profiles',
      'conformance/checks',
      'conformance/coverage',
      'conformance/results',
      'conformance/report-viewer',
    ],
    groups: requirementSections.map(({ section, title }) => ({
      title,
      paths: checkedRequirements.filter((entry) => entry.section === section).map(({ id }) => checksPath(id)),
    })),
  },
  {
    title: { en: 'Project', 'zh-CN': '项目' },
    icon: 'information',
    paths: ['project', 'project/figures', 'project/changelog', 'project/machine-files', 'project/decisions'],
  },
];

interface SidebarLink {
  label: string;
  translations: { 'zh-CN': string };
  link: string;
}

interface SidebarGroup extends Omit<SidebarLink, 'link'> {
  collapsed: boolean;
  items: SidebarLink[];
}

export interface SidebarTopic {
  label: BilingualText;
  icon: string;
  /** By which pages outside the sidebar name it; only the first topic has such pages. */
  id?: string;
  link: string;
  items: (SidebarLink | SidebarGroup)[];
}

export function sidebarTopics(pages: readonly Page[]): { topics: SidebarTopic[]; order: TopicOrder[] } {
  const known = new Map(pages.map((page) => [page.path, page]));
  const listed = new Set<string>(['']);
  const link = (path: string): SidebarLink => {
    const page = known.get(path);
    if (page === undefined) throw new Error(`sidebar.ts names /${path}/, which is no page`);
    listed.add(path);
    const { en, 'zh-CN': chinese } = page.label ?? page.title;
    return { label: en, translations: { 'zh-CN': chinese }, link: `/${path}/` };
  };
  const decisions = pages.filter(({ path }) => path.startsWith('project/decisions/')).map(({ path }) => path);
  const withDecisions = topicList.map((topic) =>
    topic.paths.includes('project/decisions')
      ? { ...topic, groups: [{ title: { en: 'Decisions', 'zh-CN': '设计决定' }, paths: decisions }] }
      : topic,
  );
  const topics = withDecisions.map(({ title, icon, paths, groups = [] }) => ({
    label: title,
    icon,
    ...(icon === 'rocket' ? { id: 'start' } : {}),
    link: `/${paths[0]}/`,
    items: [
      ...paths.map(link),
      ...groups.map((group) => ({
        label: group.title.en,
        translations: { 'zh-CN': group.title['zh-CN'] },
        collapsed: group.paths.length > 60,
        items: group.paths.map(link),
      })),
    ],
  }));
  const missing = pages.filter(({ path }) => !listed.has(path)).map(({ path }) => path);
  if (missing.length > 0) throw new Error(`sidebar.ts has no place for ${missing.join(', ')}`);
  const order = withDecisions.map(({ title, paths, groups = [] }) => ({
    title,
    paths: [...paths, ...groups.flatMap((group) => group.paths)],
  }));
  return { topics, order };
}
