/** Errors: a page per code, for ever, and the lists of error codes and outcome codes. */
import { errors, outcomeCodes } from 'capsule-contract';
import type { ErrorEntry, OutcomeCodeEntry } from 'capsule-contract/types';
import { errorPath, linkTo } from '../addresses.ts';
import { exampleOf, json } from '../examples.ts';
import { anchored, blocks, facts, fence, heading, prose, table } from '../markdown.ts';
import { type Language, type Page, same } from '../page.ts';
import { word, words } from '../words.ts';
import { operationList } from './operations.ts';
import { requirementNames, requirementTable } from './requirement-lists.ts';

const source = 'spec/catalogue/errors.yaml';

export const errorList: readonly ErrorEntry[] = Object.values(errors);
const outcomeList: readonly OutcomeCodeEntry[] = Object.values(outcomeCodes);

export const errorPages = (): Page[] => [index(), outcomes(), ...errorList.map(errorPage)];

const retries = {
  never: { en: 'never', 'zh-CN': '不要重试' },
  'after-change': { en: 'only after a change', 'zh-CN': '更改后才可重试' },
  'after-delay': { en: 'after a delay', 'zh-CN': '等待后重试' },
  'same-request': { en: 'the same request again', 'zh-CN': '可原样重试' },
};

const places = {
  http: { en: 'HTTP answer', 'zh-CN': 'HTTP 应答' },
  session: { en: '`error` frame of the session', 'zh-CN': '会话的 `error` 帧' },
  'report-item': { en: 'an item of `rejected`', 'zh-CN': '`rejected` 中的一项' },
};

function index(): Page {
  return {
    path: 'errors',
    title: { en: 'Errors', 'zh-CN': '错误' },
    description: {
      en: 'Every error code of the contract; match on the code, never on the message.',
      'zh-CN': '契约的全部错误码；请依据错误码判断，不要依据消息文本。',
    },
    source,
    body: (language) =>
      table(
        words(language, 'Status', 'Code', 'Meaning', 'Retry'),
        errorList.map(({ code, statuses, meaning, retryable }) => [
          statuses.join(', '),
          linkTo.error(code),
          prose(meaning[language]),
          retries[retryable][language],
        ]),
      ),
  };
}

function outcomes(): Page {
  return {
    path: 'errors/outcome-codes',
    title: { en: 'Outcome codes', 'zh-CN': '结局码' },
    description: {
      en: 'How a command ended: codes an agent reports and codes Opstage sets. Other codes are reverse-DNS names.',
      'zh-CN': '命令如何结束：由 Agent 上报的结局码与由 Opstage 设置的结局码。其他结局码使用反向域名。',
    },
    source: 'spec/catalogue/outcome-codes.yaml',
    body: (language) =>
      table(
        words(language, 'Code', 'Set by', 'Outcome known', 'Meaning', 'Requirements'),
        outcomeList.map(({ code, by, outcomeKnown, meaning, requirements }) => [
          anchored(code, code),
          word(by, language),
          word(outcomeKnown ? 'yes' : 'no', language),
          prose(meaning[language]),
          requirementNames(requirements),
        ]),
      ),
  };
}

function errorPage(entry: ErrorEntry): Page {
  const { code, statuses, where, retryable, meaning, client, requirements } = entry;
  return {
    path: errorPath(code),
    title: same(code),
    description: { en: plainText(meaning.en), 'zh-CN': plainText(meaning['zh-CN']) },
    source,
    body: (language) => {
      const answering = operationList.filter(({ errors: list }) => list.some((error) => error.code === code));
      const rejecting = operationList.filter(({ itemErrors }) => itemErrors.includes(code));
      return blocks(
        prose(meaning[language]),
        facts(words(language, 'Fact', 'Value') as [string, string], [
          [word('Status', language), statuses.join(', ')],
          [
            word('Where', language),
            where.map((place) => places[place][language]).join(language === 'en' ? ', ' : '、'),
          ],
          [word('Retry', language), retries[retryable][language]],
          [word('Since', language), '1.0'],
        ]),
        heading(2, word('What the client does', language), 'client'),
        prose(client[language]),
        heading(2, word('Example', language), 'example'),
        example(entry),
        answering.length + rejecting.length > 0 &&
          blocks(
            heading(2, word('Who answers it', language), 'answered-by'),
            everyOperation(answering.length, language) ??
              [...answering, ...rejecting].map(({ operationId }) => linkTo.operation(operationId)).join(' · '),
          ),
        requirements.length > 0 &&
          blocks(heading(2, word('Requirements', language), 'requirements'), requirementTable(requirements, language)),
      );
    },
  };
}

/** Meanings hold identifiers in backticks, which a description of a page does not render. */
const plainText = (text: string): string => text.replace(/`/g, '');

const everyOperation = (count: number, language: Language): string | null =>
  count < operationList.length ? null : { en: 'Every operation.', 'zh-CN': '所有操作。' }[language];

function example({ code, where, status, meaning }: ErrorEntry): string {
  const error = { code, message: plainText(meaning.en) };
  if (where.includes('http')) {
    return fence('json', json({ success: false, error: { ...error, requestId: exampleOf('RequestId') } }));
  }
  if (where.includes('session')) return fence('json', json({ ...(exampleOf('ErrorFrame') as object), data: error }));
  if (status !== null) throw new Error(`${code} has a status and no place`);
  return fence('json', json({ code: exampleOf('ServiceCode'), error }));
}
