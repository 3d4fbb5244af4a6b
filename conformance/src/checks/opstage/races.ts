/** Contract, section 8: what holds for one call at a time holds for two at once. Other races stand with their areas. */
import { requirements } from 'capsule-contract';
import { logIn, type OperatorActor } from '../../target/operator-actor.ts';
import { type OpstageCheck, opstageCheck } from '../check.ts';
import type { OpstageTrial } from '../opstage-trial.ts';

const rounds = { quick: 5, standard: 15, deep: 100 } as const;

export const raceChecks: readonly OpstageCheck[] = [
  opstageCheck({
    requirement: 'last-owner',
    id: 'last-owner/race',
    sentence: requirements['last-owner'].sentence.en,
    title: 'of two owners who demote each other at once, one stays',
    how: 'Makes a second owner and lets both demote or disable the other at the same moment, again and again. Expects one of the two calls to succeed each time, and the one who is left to be an active owner.',
    // Any further owner would make the refusals go away.
    turn: 'apart',
    long: true,
    async run(t) {
      const second = await t.newOperator('owner');
      await expectNoOther(t, second);
      for (let round = 0; round < rounds[t.depth]; round += 1) {
        const body = round % 2 === 0 ? { role: 'operator' } : { status: 'DISABLED' };
        const update = (by: OperatorActor, of: OperatorActor) =>
          t.send('userUpdate', { as: by, path: { userId: of.user.id }, body });
        const replies = await Promise.all([update(t.owner, second), update(second, t.owner)]);
        const [first, other] = replies;
        const succeeded = replies.filter(({ status }) => status === 200);
        t.equal('updates that succeeded', succeeded.length, 1, first, other);
        const left = first.status === 200 ? t.owner : second;
        const fallen = left === t.owner ? second : t.owner;
        const whole = { role: 'owner', status: 'ACTIVE' };
        const again = await t.send('userUpdate', { as: left, path: { userId: fallen.user.id }, body: whole });
        t.expect(again).success();
        if (body.status === 'DISABLED') await logInAgain(t, fallen);
      }
      const path = { userId: second.user.id };
      t.driver.must(await t.send('userUpdate', { path, body: { role: 'operator' } }));
    },
  }),
];

/** Whoever is disabled has lost the session. */
async function logInAgain(t: OpstageTrial, user: OperatorActor): Promise<void> {
  const { username, password } = user;
  Object.assign(user, await logIn(t.driver, { username, password, lane: user.lane }));
}

async function expectNoOther(t: OpstageTrial, second: OperatorActor): Promise<void> {
  const users = t.driver.must(await t.send('userList', { query: { pageSize: t.limits.pageSizeMax } }));
  const known = [t.owner.user.id, second.user.id];
  const other = users.find(({ id, role, status }) => role === 'owner' && status === 'ACTIVE' && !known.includes(id));
  if (other) t.couldNotRun(`there is another active owner, ${other.username}`);
}
