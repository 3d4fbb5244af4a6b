/** Session and events: a page per message of the agent session, always with who sends and who receives it. */
import { messages } from 'capsule-contract';
import type { SessionMessage } from 'capsule-contract/types';
import { linkTo, messagePath } from '../addresses.ts';
import { inBoth, said, summaryOf } from '../contract-text.ts';
import { exampleOf, json } from '../examples.ts';
import { blocks, facts, fence, heading, table } from '../markdown.ts';
import { type Page, same } from '../page.ts';
import { word, words } from '../words.ts';
import { requirementList, requirementsOf } from './requirement-lists.ts';

const source = 'spec/asyncapi/channels/agent-session.yaml';

export const messageList: readonly SessionMessage[] = Object.values(messages);

export const directions = {
  'agent-to-opstage': 'Agent → Opstage',
  'opstage-to-agent': 'Opstage → Agent',
  both: 'Agent ↔ Opstage',
} as const;

export const messagePages = (): Page[] => [index(), ...messageList.map(messagePage)];

function index(): Page {
  return {
    path: 'session/messages',
    title: { en: 'Messages of the session', 'zh-CN': '会话消息' },
    description: {
      en: 'Every message of the agent session: who sends it to whom, what answers it, which HTTP call does the same.',
      'zh-CN': 'Agent 会话的全部消息：谁发给谁、由何应答、与哪个 HTTP 调用等效。',
    },
    source,
    body: (language) =>
      table(
        words(language, 'Message', 'Direction', 'Meaning', 'Answered by', 'HTTP twin'),
        messageList.map(({ type, direction, replies, httpTwin }) => [
          linkTo.message(type),
          directions[direction],
          said(summaryOf(type), language),
          replies.map((reply) => linkTo.message(reply)).join(' · '),
          httpTwin === null ? '' : linkTo.operation(httpTwin),
        ]),
      ),
  };
}

function messagePage(message: SessionMessage): Page {
  const { type, direction, frame, dataType, replies, httpTwin, ackData } = message;
  const summary = inBoth(summaryOf(type) ?? type);
  return {
    path: messagePath(type),
    title: same(type),
    description: {
      en: `${directions[direction]}: ${summary.en}`,
      'zh-CN': `${directions[direction]}：${summary['zh-CN']}`,
    },
    source,
    body: (language) =>
      blocks(
        said(summaryOf(type), language),
        facts(words(language, 'Fact', 'Value') as [string, string], [
          [word('Direction', language), directions[direction]],
          [word('Frame', language), linkTo.schema(frame)],
          [word('Data', language), linkTo.schema(dataType)],
          [word('Answered by', language), replies.map((reply) => linkTo.message(reply)).join(' · ')],
          [word('Data of the ack', language), ackData === null ? null : linkTo.schema(ackData)],
          [word('HTTP twin', language), httpTwin === null ? null : linkTo.operation(httpTwin)],
          [word('Since', language), '1.0'],
        ]),
        heading(2, word('Example', language), 'example'),
        fence('json', json(exampleOf(frame))),
        ...replies.map((reply) => answerExample(reply, ackData, message)),
        heading(2, word('Requirements', language), 'requirements'),
        requirementsOf(
          requirementList.filter((entry) => entry.messages.includes(type)).map(({ id }) => id),
          language,
        ),
        heading(2, word('Machine files', language), 'machine-files'),
        `[AsyncAPI 3.0](/machine/asyncapi.json) · [${frame}](/machine/schemas/${frame}.json)`,
      ),
  };
}

/** The answer to the example above: `re` names its frame, `data` is what the twin answers. */
function answerExample(reply: string, ackData: string | null, message: SessionMessage): string {
  const sent = exampleOf(message.frame) as { id: string };
  const frame = messageList.find(({ type }) => type === reply)?.frame ?? '';
  const answer = exampleOf(frame) as Record<string, unknown>;
  const data = reply === 'ack' && ackData !== null ? exampleOf(ackData) : answer.data;
  return blocks(linkTo.message(reply), fence('json', json({ ...answer, re: sent.id, data })));
}
