/** Contract, section 8: nobody can lock everybody out. */

import { type OpstageCheck, opstageCheck } from '../check.ts';
import type { OpstageTrial } from '../opstage-trial.ts';
import { auditHead, auditOfRequests } from './audit-log.ts';
import { seen } from './operator-reads.ts';

const lastOwner = {
  requirement: 'last-owner',
  sentence: 'The last active owner MUST NOT be demoted or disabled: 409 `LAST_OWNER_REQUIRED`.',
} as const;

export const lastOwnerChecks: OpstageCheck[] = [
  opstageCheck({
    ...lastOwner,
    id: 'last-owner',
    title: 'the last active owner cannot be demoted or disabled',
    how: 'Tries to demote and to disable the only active owner, before and after a second one came and went. Expects LAST_OWNER_REQUIRED, one audit event for the equal refusals and the user unchanged, the second owner to be demotable, and other changes of the last one to be possible.',
    // Another owner in between would make the refusals go away.
    turn: 'apart',
    long: true,
    async run(t) {
      await expectAlone(t);
      await expectKept(t, true);
      const second = await t.newOperator('owner');
      const update = (body: object) => t.send('userUpdate', { path: { userId: second.user.id }, body });
      t.expect(await update({ status: 'DISABLED' })).success();
      await expectKept(t);
      t.expect(await update({ status: 'ACTIVE' })).success();
      t.expect(await update({ role: 'operator' })).success();
      await expectKept(t);
      const named = await t.send('userUpdate', {
        path: { userId: t.owner.user.id },
        body: { displayName: 'The last owner', role: 'owner', status: 'ACTIVE' },
      });
      t.equal('the display name of the last owner', t.expect(named).success().displayName, 'The last owner', named);
    },
  }),
];

async function expectKept(t: OpstageTrial, audited = false): Promise<void> {
  const seq = await auditHead(t);
  const replies = [];
  const path = { userId: t.owner.user.id };
  const before = await seen(t, 'userView', { path });
  for (const body of [
    { role: 'operator' },
    { role: 'viewer' },
    { status: 'DISABLED' },
    { displayName: 'x', role: 'viewer' },
  ]) {
    const reply = await t.send('userUpdate', { path, body });
    t.expect(reply).refusal('LAST_OWNER_REQUIRED');
    replies.push(reply);
    const after = await seen(t, 'userView', { path });
    t.equal('the last owner', after.data, before.data, before, after, reply);
  }
  t.expect(await t.send('operatorMe')).success();
  if (!audited) return;
  const audit = await auditOfRequests(t, seq, replies);
  const events = audit.data.map(({ action, result, errorCode, target }) => [action, result, errorCode, target.id]);
  const expected = [['user.updated', 'REFUSED', 'LAST_OWNER_REQUIRED', t.owner.user.id]];
  t.equal('the audit events of equal refusals', events, expected, audit, ...replies);
}

/** Users the kit made carry its namespace; owners among them, left by other checks, are put away. */
const madeByKit = /^k[a-z0-9]{9}-/;

/** An owner who is somebody else's is never touched: then the rule cannot be seen at work. */
async function expectAlone(t: OpstageTrial): Promise<void> {
  const others = [];
  for (let page = 1, more = true; more; page += 1) {
    const users = t.driver.must(await t.send('userList', { query: { page, pageSize: t.limits.pageSizeMax } }));
    others.push(
      ...users.filter(({ role, status, id }) => role === 'owner' && status === 'ACTIVE' && id !== t.owner.user.id),
    );
    more = users.length === t.limits.pageSizeMax;
  }
  for (const { id, username } of others) {
    if (!madeByKit.test(username)) t.couldNotRun(`there is another active owner, ${username}`);
    t.driver.must(await t.send('userUpdate', { path: { userId: id }, body: { status: 'DISABLED' } }));
  }
}
