/** Calls by which an operator comes, goes, and looks at the whole. */
import { logIn } from '../operator-actor.ts';
import { plainStage, type Scene } from './scene.ts';
import { userWitness } from './witnesses.ts';

export const operatorScenes = {
  operatorLogin: {
    names: ['/username', '/password'],
    async stage(driver) {
      const { user, username, password } = await driver.newOperator('viewer');
      return plainStage(
        {},
        {
          bodies: [{ username, password }],
          witnesses: [userWitness(driver, user.id)],
          // Failures count by name: another one each time keeps this from being throttled.
          again: async (body, kept) => ({
            body: kept === '/password' ? { ...body, username: driver.newCode('nobody') } : body,
          }),
        },
      );
    },
  },
  operatorLogout: {
    async stage(driver) {
      const actor = await driver.newOperator('viewer');
      return plainStage(
        { as: actor },
        { again: async () => ({ as: await logIn(driver, actor) }), witnesses: [userWitness(driver, actor.user.id)] },
      );
    },
  },
  operatorMe: { stage: async () => plainStage({}) },
  dashboardView: { stage: async () => plainStage({}) },
  eventList: { stage: async () => plainStage({}, { query: { after: 'evt_0123456789abcdef', limit: 20 } }) },
  eventStream: { stage: async () => plainStage({}, { query: { after: 'evt_0123456789abcdef' } }) },
} satisfies Record<string, Scene>;
