/** Calls about registration tokens. */
import type { OpstageDriver } from '../opstage-driver.ts';
import { plainStage, type Scene, type Stage } from './scene.ts';
import { auditWitness, tokenWitness } from './witnesses.ts';

export const registrationTokenScenes = {
  registrationTokenList: {
    stage: async () => plainStage({}, { query: { status: 'ACTIVE', page: 1, pageSize: 20 } }),
  },
  registrationTokenCreate: {
    names: ['/replaceAgentId'],
    forbids: (body) => Reflect.get(body, 'agentCode') != null && Reflect.get(body, 'replaceAgentId') != null,
    async stage(driver) {
      const operator = await driver.newOperator('operator');
      const agent = await driver.enrol();
      const agentCode = driver.newCode('agent');
      return plainStage(
        { as: operator },
        {
          bodies: [
            { label: 'rack 4', maxUses: 3, expiresInSeconds: 600, ephemeral: false, agentCode },
            { label: 'rack 4', replaceAgentId: agent.id },
          ],
          witnesses: [auditWitness(driver, { actorId: operator.user.id })],
        },
      );
    },
  },
  registrationTokenView: { stage: onToken },
  registrationTokenRevoke: { stage: onToken },
} satisfies Record<string, Scene>;

async function onToken(driver: OpstageDriver): Promise<Stage> {
  const { id } = await driver.registrationToken();
  return plainStage({ path: { tokenId: id } }, { witnesses: [tokenWitness(driver, id)] });
}
