/** An operator's calls about agents and services. */
import type { OpstageDriver } from '../opstage-driver.ts';
import { keptService } from './kept-objects.ts';
import { plainStage, type Scene, type Stage } from './scene.ts';
import { agentWitness, auditWitness, serviceWitnesses } from './witnesses.ts';

const reason = [{ reason: 'moved to another rack' }];

export const fleetScenes = {
  agentList: {
    stage: async () => plainStage({}, { query: { status: 'ONLINE', q: 'reader', page: 1, pageSize: 20 } }),
  },
  agentView: {
    async stage(driver) {
      const { agent } = await keptService(driver);
      return plainStage({ path: { agentId: agent.id } }, { witnesses: [agentWitness(driver, agent.id)] });
    },
  },
  agentDisable: { stage: (driver) => onAgent(driver, reason) },
  agentEnable: { stage: (driver) => onAgent(driver, reason) },
  agentRevoke: { stage: (driver) => onAgent(driver, reason) },
  serviceList: {
    async stage(driver) {
      const { agent } = await keptService(driver);
      return plainStage({}, { query: { status: 'HEALTHY', agentId: agent.id, q: 'reader', page: 1, pageSize: 20 } });
    },
  },
  serviceView: { stage: (driver) => onService(driver) },
  serviceManifestView: { stage: (driver) => onService(driver) },
  serviceHealthView: { stage: (driver) => onService(driver) },
  serviceConfigView: { stage: (driver) => onService(driver) },
  serviceConfigHistory: { stage: (driver) => onService(driver, { page: 1, pageSize: 20 }) },
  actionList: { stage: (driver) => onService(driver, { page: 1, pageSize: 20 }) },
  actionView: {
    async stage(driver) {
      const stage = await onService(driver);
      return { ...stage, call: { path: { ...stage.call.path, actionName: 'echo' } } };
    },
  },
} satisfies Record<string, Scene>;

async function onAgent(driver: OpstageDriver, bodies: readonly object[]): Promise<Stage> {
  const { id } = await driver.enrol();
  const witnesses = [agentWitness(driver, id), auditWitness(driver, { targetId: id })];
  return plainStage({ path: { agentId: id } }, { bodies, witnesses });
}

async function onService(driver: OpstageDriver, query: Stage['query'] = {}): Promise<Stage> {
  const { id } = await keptService(driver);
  return plainStage({ path: { serviceId: id } }, { query, witnesses: serviceWitnesses(driver, id) });
}
