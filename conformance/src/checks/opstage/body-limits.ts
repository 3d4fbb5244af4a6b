/** Contract, section 2: bytes are limited only for the whole decoded body, exactly at the advertised number. */
import { gzipSync } from 'node:zlib';
import type { ErrorCode, OperationId } from 'capsule-contract/types';
import type { ReportedService } from '../../target/opstage-driver.ts';
import { scenes } from '../../target/scenes/all-scenes.ts';
import { type OpstageCheck, opstageCheck } from '../check.ts';
import type { OpstageTrial } from '../opstage-trial.ts';
import { seenCommand, seenService } from './operator-reads.ts';

const enforced = {
  requirement: 'limits-enforced',
  sentence:
    'What is exactly at a limit MUST be accepted and what is one past it MUST be refused with the limit named. Bytes are limited only for the whole decoded body or frame (1 MiB: 413 `BODY_TOO_LARGE`, for results `COMMAND_RESULT_TOO_LARGE`), and levels of nesting for the whole document (100: 400 `MALFORMED_JSON`); everything else is limited by the schema (200 services a report, 500 configs and 200 actions a service, 64 health nodes of depth 4, 500 code points a message). A report may be split by service. A `Content-Encoding` other than identity may be refused with 415; where gzip is taken, the limit holds after decompression.',
} as const;

/** One of each way to authenticate, and the result with its own code. */
const limited: readonly [OperationId, ErrorCode][] = [
  ['agentRegister', 'BODY_TOO_LARGE'],
  ['agentHeartbeat', 'BODY_TOO_LARGE'],
  ['serviceReport', 'BODY_TOO_LARGE'],
  ['commandProgress', 'BODY_TOO_LARGE'],
  ['commandResult', 'COMMAND_RESULT_TOO_LARGE'],
  ['commandCreate', 'BODY_TOO_LARGE'],
  ['operatorLogin', 'BODY_TOO_LARGE'],
  ['agentDisable', 'BODY_TOO_LARGE'],
];

export const bodyLimitChecks: OpstageCheck[] = [
  ...limited.map(([operationId, code]) =>
    opstageCheck({
      ...enforced,
      id: `limits-enforced/body-size/${operationId}`,
      title: `${operationId} takes a body of exactly maxBodyBytes and refuses one byte more`,
      how: `Sends ${operationId} with a body filled by blanks and by an unknown member to maxBodyBytes and to one more. Expects success, then 413 ${code} naming maxBodyBytes.`,
      run: (t) => bodySize(t, operationId, code),
    }),
  ),
  opstageCheck({
    ...enforced,
    id: 'limits-enforced/whole-body-only',
    title: 'one long value is no fault while the whole body is within the limit',
    how: 'Creates a command with one payload string of nearly maxBodyBytes and answers it with such data. Expects both to be taken and shown unshortened.',
    async run(t) {
      const long = '😀'.repeat(Math.floor((t.limits.maxBodyBytes - 1_000) / 4));
      const service = await t.service();
      await service.agent.stayLive();
      const path = { serviceId: service.id, actionName: 'echo' };
      const created = await t.send('commandCreate', { path, body: { payload: { long } } });
      const { command } = t.expect(created).success();
      t.that('the payload as long as sent', command.payload?.long === long, 'another text', created);
      const claim = await service.agent.claim({ waitSeconds: 1 });
      const [delivery] = t.expect(claim).success().commands;
      if (delivery === undefined) return t.fail('the command to be delivered', 'no command', claim, created);
      t.that('the delivered payload as long as sent', delivery.payload.long === long, 'another text', claim);
      t.driver.must(await service.agent.ack(delivery));
      const result = await service.agent.result(delivery, { data: { long } });
      t.expect(result).success();
      const seen = await seenCommand(t, command);
      t.that('the data as long as sent', seen.data.result?.data?.long === long, 'another text', seen, result);
    },
  }),
  opstageCheck({
    ...enforced,
    id: 'limits-enforced/gzip',
    title: 'a compressed body is refused, or the limit holds after decompression',
    how: 'Sends a heartbeat compressed with gzip, small and inflating to one byte more than maxBodyBytes. Expects 415 CONTENT_ENCODING_UNSUPPORTED for both, or success and 413.',
    async run(t) {
      const agent = await t.enrol();
      const headers = { 'content-encoding': 'gzip' };
      const text = JSON.stringify({ bootId: agent.bootId, services: [], running: [] });
      const send = (body: string) => agent.send('agentHeartbeat', { headers, rawBody: gzipSync(body) });
      const small = await send(text);
      const large = await send(text.padEnd(t.limits.maxBodyBytes + 1, ' '));
      if (small.status === 415) {
        t.expect(small).refusal('CONTENT_ENCODING_UNSUPPORTED');
        t.expect(large).refusal('CONTENT_ENCODING_UNSUPPORTED');
      } else {
        t.expect(small).success();
        t.expect(large).refusal('BODY_TOO_LARGE');
      }
      const identity = await agent.send('agentHeartbeat', {
        headers: { 'content-encoding': 'identity' },
        rawBody: text,
      });
      t.expect(identity).success();
    },
  }),
  opstageCheck({
    ...enforced,
    id: 'limits-enforced/split-report',
    title: 'a report may be split by service',
    how: 'Reports three services in three calls, then releases the first of them in a call of its own. Expects all three to stay, each as reported, and two after the release.',
    async run(t) {
      const agent = await t.enrol();
      const reported = [];
      for (let count = 0; count < 3; count += 1) reported.push(await t.reportService(agent));
      const list = await t.send('serviceList', { query: { agentId: agent.id } });
      const ids = t
        .expect(list)
        .success()
        .map(({ id }) => id);
      t.equal('the services of the agent', [...ids].sort(), reported.map(({ id }) => id).sort(), list);
      const [first, ...others] = reported as [ReportedService, ...ReportedService[]];
      t.expect(await agent.report([], { released: [first.code] })).success();
      for (const { id } of others) {
        const kept = await seenService(t, { id });
        t.equal('released of a service the last report did not name', kept.data.released, false, kept);
      }
      const free = await seenService(t, first);
      t.equal('released of the first', free.data.released, true, free);
    },
  }),
];

async function bodySize(t: OpstageTrial, operationId: OperationId, code: ErrorCode): Promise<void> {
  const stage = await scenes[operationId].stage(t.driver);
  const { maxBodyBytes } = t.limits;
  for (const fill of [withBlanks, withMember]) {
    const { body, ...call } = await stage.again(stage.bodies[0] ?? {});
    const within = await t.send(operationId, { ...call, rawBody: fill(body as object, maxBodyBytes) });
    t.that(
      `a body of exactly ${maxBodyBytes} bytes to be taken`,
      within.status === 200,
      `${within.status} ${within.text}`,
      within,
    );
    const again = await stage.again(stage.bodies[0] ?? {});
    const beyond = await t.send(operationId, {
      ...again,
      body: undefined,
      rawBody: fill(again.body as object, maxBodyBytes + 1),
    });
    const { details } = t.expect(beyond).refusal(code);
    const named = { limit: details?.limit, limitValue: details?.limitValue };
    t.equal('the limit it names', named, { limit: 'maxBodyBytes', limitValue: maxBodyBytes }, beyond);
  }
}

function withBlanks(body: object, bytes: number): string {
  const text = JSON.stringify(body);
  return text + ' '.repeat(bytes - Buffer.byteLength(text));
}

/** Two bytes a character, so that a limit counted in characters is found out. */
function withMember(body: object, bytes: number): string {
  const frame = Buffer.byteLength(JSON.stringify({ ...body, xFill: '' }));
  const room = bytes - frame;
  return JSON.stringify({ ...body, xFill: 'é'.repeat(Math.floor(room / 2)) + 'x'.repeat(room % 2) });
}
