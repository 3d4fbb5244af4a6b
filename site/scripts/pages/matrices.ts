/** The role matrix, the audit matrix, and the audit actions. */
import { auditActions, auditMatrix, roleMatrix } from 'capsule-contract';
import type { AuditActionEntry, AuditMatrix, AuditOutcome } from 'capsule-contract/types';
import { linkTo } from '../addresses.ts';
import { anchored, blocks, heading, prose, table } from '../markdown.ts';
import type { Language, Page } from '../page.ts';
import { words } from '../words.ts';
import { auditEvents, auditTable } from './audit-table.ts';
import { apis, operationList } from './operations.ts';
import { requirementNames, requirementTable } from './requirement-lists.ts';

const matrix: AuditMatrix = auditMatrix;
const actions: readonly AuditActionEntry[] = Object.values(auditActions);

export const matrixPages = (): Page[] => [roles(), audit(), actionList()];

const ranks: readonly string[] = ['viewer', 'operator', 'owner'];

function roles(): Page {
  return {
    path: 'specification/role-matrix',
    title: { en: 'Role matrix', 'zh-CN': '角色矩阵' },
    description: { en: 'Who may call which operation.', 'zh-CN': '谁可以调用哪个操作。' },
    source: 'spec/catalogue/role-matrix.yaml',
    body: (language) =>
      blocks(
        requirementTable(['operator-roles'], language),
        ...apis.map(({ api, title }) =>
          blocks(
            heading(2, title[language], api),
            table(
              [...words(language, 'Operation'), ...(api === 'operator' ? ranks : words(language, 'Authentication'))],
              operationList
                .filter((operation) => operation.api === api)
                .map(({ operationId }) => [linkTo.operation(operationId), ...permission(operationId, api, language)]),
            ),
          ),
        ),
      ),
  };
}

function permission(operationId: keyof typeof roleMatrix, api: string, language: Language): string[] {
  const least: string = roleMatrix[operationId];
  const open = { en: 'anyone', 'zh-CN': '任何人' }[language];
  if (api !== 'operator') return [least === 'none' ? open : { en: 'agent token', 'zh-CN': 'Agent 令牌' }[language]];
  if (least === 'none') return ranks.map(() => open);
  const needed = ranks.indexOf(least);
  return ranks.map((_, rank) => (rank >= needed ? `✓ ${words(language, 'yes')[0]}` : `– ${words(language, 'no')[0]}`));
}

function audit(): Page {
  return {
    path: 'specification/audit-matrix',
    title: { en: 'Audit matrix', 'zh-CN': '审计矩阵' },
    description: {
      en: 'For every outcome of every operation exactly the audit events it writes.',
      'zh-CN': '每个操作的每种结果恰好写入哪些审计事件。',
    },
    source: 'spec/catalogue/audit-matrix.yaml',
    body: (language) =>
      blocks(
        requirementTable(['audit-complete', 'audit-sequence', 'audit-attribution'], language),
        heading(2, { en: 'Common refusals', 'zh-CN': '共同的拒绝' }[language], 'common'),
        ...apis.flatMap(({ api, title }) =>
          api === 'system'
            ? []
            : [blocks(heading(3, title[language], `common-${api}`), auditTable(matrix.common[api], language))],
        ),
        heading(2, { en: 'Operations', 'zh-CN': '操作' }[language], 'operations'),
        ...operationList.flatMap(({ operationId, summary }) => {
          const outcomes: readonly AuditOutcome[] = matrix.operations[operationId] ?? [];
          return outcomes.length === 0
            ? []
            : [
                blocks(
                  heading(3, operationId, operationId),
                  `${linkTo.operation(operationId)} · ${prose(summary[language])}`,
                  auditTable(outcomes, language),
                ),
              ];
        }),
        heading(2, { en: 'Once for each item', 'zh-CN': '每一项各写一次' }[language], 'items'),
        ...Object.entries(matrix.items).map(([name, outcomes]) =>
          blocks(heading(3, name, `items-${name}`), auditTable(outcomes, language)),
        ),
        heading(2, { en: 'Timers', 'zh-CN': '定时器' }[language], 'timers'),
        table(
          words(language, 'Name', 'Limit', 'When', 'Writes'),
          matrix.timers.map(({ timer, limit, when, events, items }) => [
            `\`${timer}\``,
            limit === null ? '' : linkTo.limit(limit),
            prose(when[language]),
            auditEvents(events, items, language),
          ]),
        ),
      ),
  };
}

function actionList(): Page {
  return {
    path: 'specification/audit-actions',
    title: { en: 'Audit actions', 'zh-CN': '审计动作' },
    description: { en: 'Everything an audit event can be about.', 'zh-CN': '审计事件可以记录的全部动作。' },
    source: 'spec/catalogue/audit-actions.yaml',
    body: (language) =>
      table(
        words(language, 'Action', 'Meaning', 'Result', 'Actor', 'Target', 'Requirements'),
        actions.map(({ action, meaning, results, actors, target, requirements }) => [
          anchored(action, action),
          prose(meaning[language]),
          results.join(', '),
          actors.join(', '),
          [target].flat().join(', '),
          requirementNames(requirements),
        ]),
      ),
  };
}
