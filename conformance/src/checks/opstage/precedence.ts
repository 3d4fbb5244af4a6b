/** Contract, section 2: the first failing step answers, whatever else is wrong with the call. */
import { operations } from 'capsule-contract';
import type { OperationId } from 'capsule-contract/types';
import { sampleActions } from '../../target/sample-service.ts';
import { type OpstageCheck, opstageCheck } from '../check.ts';
import type { OpstageTrial } from '../opstage-trial.ts';
import { type FaultyCall, ladderOf, type Step, sendFaulty } from './faulty-call.ts';

const precedence = {
  requirement: 'error-precedence',
  sentence:
    'Opstage MUST judge a request in this order and answer with the first step that fails: path 404; method 405 with `Allow`; contract version 400; authentication 401; CSRF token 403; agent id, disabled agent or role 403; body size 413; media type or content encoding 415; JSON 400 `MALFORMED_JSON`; schema 422 `VALIDATION_FAILED` with `details.issues[{path, message}]`; target 404; then agent REVOKED, DISABLED, OFFLINE and confirmation 409; payload 422; other states. Login and registration authenticate after the schema. 429 and 503 may come at any step.',
} as const;

/** One of each kind: no credentials, an agent's own, an agent's command; each role; with a body, a query or neither. */
const laddered: readonly OperationId[] = [
  'systemHealth',
  'agentRegister',
  'agentHeartbeat',
  'serviceReport',
  'commandAck',
  'commandResult',
  'operatorLogin',
  'operatorLogout',
  'agentList',
  'serviceView',
  'agentDisable',
  'agentRevoke',
  'registrationTokenCreate',
  'commandCreate',
  'commandCancel',
  'userUpdate',
  'userView',
];

export const precedenceChecks: OpstageCheck[] = [
  ...laddered.map((operationId) =>
    opstageCheck({
      ...precedence,
      id: `error-precedence/ladder/${operationId}`,
      title: `of several faults in one ${operationId} the first step answers`,
      how: `Sends ${operationId} with each step of the order violated alone, together with the next step, and together with all later ones, a body too large only alone and beside its neighbours. Expects the code of the first violated step each time.`,
      run: (t) => climb(t, operationId),
    }),
  ),
  opstageCheck({
    ...precedence,
    id: 'error-precedence/content-encoding',
    title: 'an unknown content encoding is refused after size and before JSON',
    how: 'Sends a heartbeat with Content-Encoding x-unknown, and with malformed JSON besides. Expects 415 CONTENT_ENCODING_UNSUPPORTED.',
    async run(t) {
      const agent = await t.enrol();
      t.expect(await agent.heartbeat()).success();
      const headers = { 'content-encoding': 'x-unknown' };
      for (const rawBody of ['{"bootId":', JSON.stringify({ bootId: agent.bootId, services: [], running: [] })]) {
        t.expect(await agent.send('agentHeartbeat', { headers, rawBody })).refusal('CONTENT_ENCODING_UNSUPPORTED');
      }
    },
  }),
  opstageCheck({
    ...precedence,
    id: 'error-precedence/authentication-classes',
    title: 'a disabled agent is told so before its body is read',
    how: 'Sends a disabled agent’s heartbeat with a malformed body, and a revoked agent’s. Expects AGENT_DISABLED and AGENT_TOKEN_REVOKED.',
    async run(t) {
      const agent = await t.enrol();
      t.driver.must(await t.send('agentDisable', { path: { agentId: agent.id } }));
      t.expect(await agent.send('agentHeartbeat', { rawBody: '{' })).refusal('AGENT_DISABLED');
      t.driver.must(await t.send('agentRevoke', { path: { agentId: agent.id } }));
      t.expect(await agent.send('agentHeartbeat', { rawBody: '{' })).refusal('AGENT_TOKEN_REVOKED');
    },
  }),
  opstageCheck({
    ...precedence,
    id: 'error-precedence/body-authentication',
    title: 'login and registration judge the credentials after the schema',
    how: 'Registers with an unknown token and logs in with a wrong password, with a schema fault besides and without. Expects VALIDATION_FAILED first, then the refused credentials.',
    async run(t) {
      const registering = { registrationToken: 'opstage_reg_unknown', bootId: t.driver.newBootId(), capabilities: [] };
      const invalid = await t.send('agentRegister', { body: { ...registering, agent: { mode: 'elsewhere' } } });
      t.expect(invalid).refusal('VALIDATION_FAILED');
      const agent = { code: t.code('agent'), mode: 'external' };
      t.expect(await t.send('agentRegister', { body: { ...registering, agent } })).refusal(
        'REGISTRATION_TOKEN_INVALID',
      );
      const username = t.code('nobody');
      t.expect(await t.send('operatorLogin', { body: { username, password: '' } })).refusal('VALIDATION_FAILED');
      t.expect(await t.send('operatorLogin', { body: { username, password: 'x' } })).refusal('LOGIN_FAILED');
    },
  }),
  opstageCheck({
    ...precedence,
    id: 'error-precedence/action-gate',
    title: 'target, agent state, confirmation and payload answer in this order',
    how: 'Executes actions that lack confirmation and have an invalid payload, on a live, an offline, a disabled and a revoked agent, known and unknown. Expects the first failing step each time.',
    run: actionGate,
  }),
];

async function climb(t: OpstageTrial, operationId: OperationId): Promise<void> {
  const ladder = await ladderOf(t, operationId);
  const { steps, valid } = ladder;
  for (const [at, step] of steps.entries()) {
    const later = steps.slice(at + 1);
    // Neighbours in order are all in order: a mebibyte is sent for those of the size, and not for every step before it.
    const others = step.name === 'size' ? [] : later.filter(({ name }) => name !== 'size');
    const combinations = differing([[], later.slice(0, 1), others]);
    for (const besides of combinations) {
      const call = [step, ...besides].reduce<FaultyCall>((faulty, { violate }) => violate(faulty), valid);
      const reply = await sendFaulty(t, ladder, call);
      const { error } = (reply.body ?? {}) as { error?: { code?: string } };
      const violated = [step, ...besides].map(({ name }) => name).join(', ');
      t.that(
        `${step.code} from ${operationId} where these are wrong: ${violated}`,
        error?.code === step.code,
        `${reply.status} ${error?.code ?? reply.text}`,
        reply,
      );
    }
  }
  const untouched = await ladder.sendValid();
  const served = untouched.status === 200 || operations[operationId].kind !== 'json';
  t.that(`${operationId} without a fault to succeed`, served, untouched.text, untouched);
}

function differing(combinations: readonly Step[][]): Step[][] {
  return [...new Map(combinations.map((steps) => [steps.map(({ name }) => name).join(), steps])).values()];
}

async function actionGate(t: OpstageTrial): Promise<void> {
  const strict = {
    name: 'strict',
    label: 'Strict',
    dangerLevel: 'MEDIUM' as const,
    requiresConfirmation: true,
    idempotent: true,
    cancellable: false,
    inputSchema: { type: 'object', required: ['mailbox'], properties: { mailbox: { type: 'string' } } },
  };
  const service = await t.service({ actions: [...sampleActions, strict] });
  const { agent } = service;
  const execute = (actionName: string, body: object, serviceId = service.id) =>
    t.send('commandCreate', { path: { serviceId, actionName }, body });
  const wrong = { payload: { mailbox: 1 } };
  await agent.stayLive();
  t.expect(await execute('strict', wrong)).refusal('ACTION_REQUIRES_CONFIRMATION');
  t.expect(await execute('strict', { ...wrong, confirmation: true })).refusal('ACTION_PAYLOAD_INVALID');
  t.driver.must(await agent.disconnect());
  t.expect(await execute('strict', wrong)).refusal('AGENT_OFFLINE');
  t.expect(await execute('strict', { ...wrong, queue: true })).refusal('ACTION_REQUIRES_CONFIRMATION');
  t.driver.must(await t.send('agentDisable', { path: { agentId: agent.id } }));
  t.expect(await execute('strict', { ...wrong, queue: true })).refusal('AGENT_DISABLED');
  t.driver.must(await t.send('agentRevoke', { path: { agentId: agent.id } }));
  t.expect(await execute('strict', { ...wrong, queue: true })).refusal('AGENT_REVOKED');
  t.expect(await execute('undeclared', { ...wrong, queue: true })).refusal('ACTION_NOT_FOUND');
  t.expect(await execute('undeclared', wrong, 'svc_0123456789abcdef')).refusal('SERVICE_NOT_FOUND');
  t.expect(await execute('strict', { payload: [], queue: true })).refusal('VALIDATION_FAILED');
}
