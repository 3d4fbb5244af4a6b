/** Contract, section 2: whatever a client sends, the answer is a refusal of the contract, and it does not repeat it. */

import type { Reply } from '../../target/caller.ts';
import { type OpstageCheck, opstageCheck } from '../check.ts';
import type { OpstageTrial } from '../opstage-trial.ts';
import { manyCallsCeilingMs } from './generated-depth.ts';

const no5xx = {
  requirement: 'no-5xx-for-client-input',
  sentence:
    'Opstage MUST NOT answer any client input with a 5xx, and its messages and issues MUST NOT repeat input values.',
} as const;

const depth = 100_000;

/** Bodies that have broken servers before; the second member says whether the bytes are JSON at all. */
const bodies: readonly [what: string, isJson: boolean, body: string | Uint8Array][] = [
  ['nothing', false, ''],
  ['a blank', false, ' '],
  ['an open object', false, '{'],
  ['a trailing comma', false, '{"bootId":"x",}'],
  ['two documents', false, '{}{}'],
  ['a comment', false, '{/* */}'],
  ['NaN', false, '{"bootId":NaN}'],
  ['a single quote', false, "{'bootId':1}"],
  ['a control character in a string', false, '{"bootId":"a\u0001b"}'],
  ['bytes that are no UTF-8', false, Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])],
  ['an overlong encoding', false, Buffer.from([0x22, 0xc0, 0xaf, 0x22])],
  ['UTF-16', false, Buffer.from('{"bootId":"x"}', 'utf16le')],
  ['null', true, 'null'],
  ['true', true, 'true'],
  ['a number', true, '17'],
  ['a text', true, '"x"'],
  ['an empty list', true, '[]'],
  ['a huge number', true, '{"bootId":1e400}'],
  ['a lone surrogate', true, '{"bootId":"\\ud800-\\udfff-x"}'],
  ['a NUL in a text', true, '{"bootId":"a\\u0000bcdefgh"}'],
  ['a prototype', true, '{"__proto__":{"bootId":"x"},"constructor":{"prototype":{}}}'],
  ['deep lists', true, `${'['.repeat(depth)}${']'.repeat(depth)}`],
  ['deep objects', true, `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`],
  ['many members', true, `{${Array.from({ length: 50_000 }, (_, index) => `"m${index}":1`).join(',')}}`],
];

const targets = [
  '/api/admin/agents?page=%ff',
  '/api/admin/agents?status=%00',
  '/api/admin/agents?page=1&page=2',
  '/api/admin/agents?q[]=x&q[a][b]=y',
  '/api/admin/agents?=&&==',
  '/api/admin/agents?__proto__=x&constructor=y',
  "/api/admin/commands?serviceId='+or+1=1+--",
  `/api/admin/audit-events?targetId=${'x'.repeat(4_000)}`,
  '/api/admin/agents?q=%25%5f%27%22%5c',
  '/api/admin/agents/%F0%9F%98%80',
  `/api/admin/agents/${'a'.repeat(4_000)}`,
];

const headers: readonly Record<string, string>[] = [
  { cookie: 'opstage_session=; opstage_session=x; =; ;;' },
  { cookie: `opstage_session=${'x'.repeat(4_000)}` },
  { cookie: 'opstage_session=%zz' },
  { authorization: 'Bearer' },
  { authorization: 'Bearer  ' },
  { authorization: 'Basic %%%' },
  { authorization: `Bearer ${'x'.repeat(4_000)}` },
  { 'content-type': 'application/json; charset=utf-16' },
  { 'content-type': ';;;' },
  { accept: 'application/xml' },
  { 'idempotency-key': 'x'.repeat(500) },
  { 'x-http-method-override': 'DELETE' },
  { 'last-event-id': '-1' },
];

export const hostileInputChecks: OpstageCheck[] = [
  opstageCheck({
    ...no5xx,
    id: 'no-5xx-for-client-input/bodies',
    ceilingMs: manyCallsCeilingMs,
    title: 'no body makes an Opstage answer 5xx',
    how: 'Sends login, registration, heartbeat, report and execution broken JSON, wrong encodings, deep and odd documents. Expects 400 MALFORMED_JSON for what is no JSON and a 4xx of the contract for the rest, and a living Opstage.',
    async run(t) {
      const { agent, id } = await t.service();
      const calls = [
        (rawBody: string | Uint8Array) => t.send('operatorLogin', { rawBody }),
        (rawBody: string | Uint8Array) => t.send('agentRegister', { rawBody }),
        (rawBody: string | Uint8Array) => agent.send('agentHeartbeat', { rawBody }),
        (rawBody: string | Uint8Array) => agent.send('serviceReport', { rawBody }),
        (rawBody: string | Uint8Array) =>
          t.send('commandCreate', { path: { serviceId: id, actionName: 'echo' }, rawBody }),
      ];
      for (const [what, isJson, body] of bodies) {
        for (const call of calls) {
          const reply: Reply = await call(body);
          // An absent body of an operation whose members are all optional is an empty object.
          if (body === '' || body === ' ') expectContractRefusalOrSuccess(t, reply, what);
          else if (!isJson) t.expect(reply).refusal('MALFORMED_JSON');
          else expectContractRefusalOrSuccess(t, reply, what);
        }
      }
      t.expect(await t.send('systemHealth')).success();
    },
  }),
  opstageCheck({
    ...no5xx,
    id: 'no-5xx-for-client-input/targets-and-headers',
    title: 'no path, query or header makes an Opstage answer 5xx',
    how: 'Sends odd queries, ids and header values. Expects each to be answered in the envelope, below 500.',
    async run(t) {
      for (const target of targets)
        expectContractRefusalOrSuccess(t, await t.raw('GET', target, { as: t.owner }), target);
      const agent = await t.enrol();
      for (const header of headers) {
        const what = JSON.stringify(header).slice(0, 80);
        expectContractRefusalOrSuccess(t, await t.raw('GET', '/api/admin/auth/me', { headers: header }), what);
        const heartbeat = {
          as: agent,
          path: { agentId: agent.id },
          headers: header,
          body: { bootId: agent.bootId, services: [], running: [] },
        };
        expectContractRefusalOrSuccess(t, await t.send('agentHeartbeat', heartbeat), what);
        expectContractRefusalOrSuccess(
          t,
          await t.send('agentDisable', { path: { agentId: 'agt_0123456789abcdef' }, headers: header }),
          what,
        );
      }
      t.expect(await agent.heartbeat()).success();
    },
  }),
  opstageCheck({
    ...no5xx,
    id: 'no-5xx-for-client-input/no-echo',
    title: 'no refusal repeats what was sent',
    how: 'Puts a marker and a piece of script into paths, queries, member names, values, codes and credentials. Expects neither in any refusal, headers included.',
    async run(t) {
      const marker = `M4rker${t.random.word(12)}`;
      const script = `<script>${marker}</script>`;
      const { agent } = await t.service();
      for (const text of [marker, script]) {
        for (const reply of await refusedWith(t, agent, text)) {
          t.that('a refusal', reply.status >= 400 && reply.status < 500, `${reply.status} ${reply.text}`, reply);
          const everything = `${reply.text}\n${JSON.stringify(reply.headers)}`;
          t.that('what was sent not to be repeated', !everything.includes(marker), everything, reply);
        }
      }
    },
  }),
];

async function refusedWith(
  t: OpstageTrial,
  agent: Awaited<ReturnType<OpstageTrial['enrol']>>,
  text: string,
): Promise<Reply[]> {
  const body = { bootId: agent.bootId, services: [], running: [] };
  return [
    await t.raw('GET', `/api/${encodeURIComponent(text)}`),
    await t.raw('GET', '/api/system/health', { headers: { 'capsule-contract': text } }),
    await t.send('agentView', { path: { agentId: text } }),
    await t.send('agentList', { query: { status: text } }),
    await t.send('agentList', { query: { page: text } }),
    await t.send('commandList', { query: { from: text } }),
    await t.send('operatorLogin', { body: { username: text, password: text } }),
    await t.send('operatorLogin', { rawBody: text }),
    await t.send('operatorLogin', { rawBody: `{"username":"${text.replaceAll('"', '')}","username":1}` }),
    await t.send('operatorLogin', { body: { username: [text], password: { [text]: text } } }),
    await t.send('userCreate', { body: { username: `${text} `, role: text, password: text } }),
    await t.send('agentHeartbeat', { path: { agentId: agent.id }, headers: { authorization: `Bearer ${text}` }, body }),
    await agent.send('agentHeartbeat', { body: { ...body, bootId: `${text} ` } }),
    await agent.send('agentHeartbeat', { body: { ...body, services: [{ code: text, revision: '1' }] } }),
    await agent.send('agentHeartbeat', {
      body: { ...body, services: [{ code: 'a', revision: '1', health: { status: text } }] },
    }),
    await agent.send('agentHeartbeat', { headers: { 'content-type': `text/${text.replaceAll(/[^\w]/g, '')}` }, body }),
    await agent.send('commandAck', { path: { commandId: text }, body: { deliveryId: text, accepted: true } }),
    await t.send('agentRegister', {
      body: {
        registrationToken: text,
        agent: { mode: 'external', code: text },
        bootId: agent.bootId,
        capabilities: [],
      },
    }),
  ];
}

function expectContractRefusalOrSuccess(t: OpstageTrial, reply: Reply, what: string): void {
  const body = reply.body as { success?: unknown; error?: { code?: unknown } } | null | undefined;
  const fits =
    reply.status === 200
      ? body?.success === true
      : reply.status >= 400 && reply.status < 500 && body?.success === false;
  const answer = `${reply.status} ${reply.text.slice(0, 200)}`;
  t.that(`an answer of the contract below 500 to ${what}`, fits, answer, reply);
}
