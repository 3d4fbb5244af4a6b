/** Contract, section 2: one version is served, named on every answer, and every other one is refused. */
import { contract } from 'capsule-contract';
import type { Reply } from '../../target/caller.ts';
import { type OpstageCheck, opstageCheck } from '../check.ts';
import type { OpstageTrial } from '../opstage-trial.ts';
import { seenToken } from './operator-reads.ts';

const answered = {
  requirement: 'version-answered',
  sentence:
    "Opstage MUST send `Capsule-Contract: 1` on every response, naming the version it served and never the request's own text, and MUST serve a request without the header as version 1.",
} as const;
const unsupported = {
  requirement: 'version-unsupported',
  sentence:
    'Opstage MUST answer a request that names any other version with 400 `CONTRACT_VERSION_UNSUPPORTED` and list the versions it speaks in `details.supported`.',
} as const;

const header = 'capsule-contract';
const otherVersions = ['2', '0', '1.0', '01', 'v1', '-1', '1a', '99999999999999999999', 'latest'];

export const versionChecks: OpstageCheck[] = [
  opstageCheck({
    ...answered,
    id: 'version-answered/no-header',
    title: 'a request without the header is served as version 1',
    how: 'Sends a system, an operator and agent calls without Capsule-Contract. Expects success and Capsule-Contract: 1.',
    async run(t) {
      const headers = { [header]: null };
      const issued = await t.driver.registrationToken();
      const bootId = t.driver.newBootId();
      const registered = await t.send('agentRegister', {
        headers,
        body: {
          registrationToken: issued.token,
          agent: { code: t.code('agent'), mode: 'external' },
          bootId,
          capabilities: [],
        },
      });
      const agent = t.driver.agentOf(t.expect(registered).success(), bootId);
      const replies: Reply[] = [
        registered,
        await t.send('systemHealth', { headers }),
        await t.send('agentList', { headers }),
        await t.send('agentDisable', { headers, path: { agentId: agent.id } }),
        await t.send('agentEnable', { headers, path: { agentId: agent.id } }),
        await agent.send('agentHeartbeat', { headers, body: { bootId, services: [], running: [] } }),
      ];
      for (const reply of replies) {
        t.expect(reply).success();
        t.equal('Capsule-Contract of the answer', reply.headers[header], contract.wireVersion, reply);
      }
    },
  }),
  opstageCheck({
    ...answered,
    id: 'version-answered/never-the-requests-text',
    title: 'the header names the version served, not the one asked for',
    how: 'Asks for versions that do not exist. Expects Capsule-Contract: 1 on each refusal.',
    async run(t) {
      t.expect(await t.send('systemHealth')).success();
      for (const version of otherVersions) {
        const reply = await t.send('systemHealth', { headers: { [header]: version } });
        t.equal(`Capsule-Contract of the answer to ${version}`, reply.headers[header], contract.wireVersion, reply);
      }
    },
  }),
  opstageCheck({
    ...unsupported,
    id: 'version-unsupported/refused',
    title: 'any other version is refused with the versions spoken',
    how: 'Asks for versions 2, 0, 1.0, 01, v1 and others. Expects 400 CONTRACT_VERSION_UNSUPPORTED with details.supported as systemVersion has it.',
    async run(t) {
      const spoken = t.expect(await t.send('systemVersion')).success().contract.supported;
      for (const version of otherVersions) {
        const reply = await t.send('systemVersion', { headers: { [header]: version } });
        const { details } = t.expect(reply).refusal('CONTRACT_VERSION_UNSUPPORTED');
        t.equal(`details.supported of the answer to ${version}`, details?.supported, spoken, reply);
      }
    },
  }),
  opstageCheck({
    ...unsupported,
    id: 'version-unsupported/changes-nothing',
    title: 'a state change asked for in another version does not happen',
    how: 'Registers an agent, disables one and logs in, each as version 2. Expects the refusal and nothing changed.',
    run: changesNothing,
  }),
];

async function changesNothing(t: OpstageTrial): Promise<void> {
  const headers = { [header]: '2' };
  const issued = await t.driver.registrationToken();
  const registering = {
    registrationToken: issued.token,
    agent: { code: t.code('agent'), mode: 'external' },
    bootId: t.driver.newBootId(),
    capabilities: [],
  };
  const registered = await t.send('agentRegister', { headers, body: registering });
  t.expect(registered).refusal('CONTRACT_VERSION_UNSUPPORTED');
  const token = await seenToken(t, issued);
  t.equal('uses of the registration token', token.data.uses, 0, token, registered);
  const agent = await t.enrol();
  const disabled = await t.send('agentDisable', { headers, path: { agentId: agent.id } });
  t.expect(disabled).refusal('CONTRACT_VERSION_UNSUPPORTED');
  t.expect(await agent.heartbeat()).success();
  const login = await t.send('operatorLogin', {
    headers,
    body: { username: t.owner.username, password: t.owner.password },
  });
  t.expect(login).refusal('CONTRACT_VERSION_UNSUPPORTED');
  t.that('no cookie in the answer', login.headers['set-cookie'] === undefined, login.headers['set-cookie'], login);
}
