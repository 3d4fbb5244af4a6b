/** Calls of an owner about users. */
import type { OpstageDriver } from '../opstage-driver.ts';
import { keptUser } from './kept-objects.ts';
import { plainStage, type Scene, type Stage } from './scene.ts';
import { auditWitness, usersWitness, userWitness } from './witnesses.ts';

const password = 'correct-horse-battery';

export const userScenes = {
  userList: { stage: async () => plainStage({}, { query: { page: 1, pageSize: 20 } }) },
  userCreate: {
    names: ['/username'],
    costly: true,
    async stage(driver) {
      const username = driver.newCode('user');
      return plainStage(
        {},
        {
          bodies: [{ username, displayName: 'Ann', role: 'viewer', password }],
          witnesses: [usersWitness(driver, username)],
          again: async (body, kept) => ({
            body: kept === '/username' ? body : { ...body, username: driver.newCode('user') },
          }),
        },
      );
    },
  },
  userView: { stage: async (driver) => onUser(driver, []) },
  userUpdate: {
    stage: async (driver) => onUser(driver, [{ displayName: 'Ann', role: 'viewer', status: 'ACTIVE' }]),
  },
  userResetPassword: { costly: true, stage: async (driver) => onUser(driver, [{ password }]) },
} satisfies Record<string, Scene>;

async function onUser(driver: OpstageDriver, bodies: readonly object[]): Promise<Stage> {
  const { id } = await keptUser(driver);
  return plainStage(
    { path: { userId: id } },
    { bodies, witnesses: [userWitness(driver, id), auditWitness(driver, { targetId: id })] },
  );
}
