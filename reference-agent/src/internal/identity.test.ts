import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Identity } from './identity.ts';
import { SecretMask } from './secret-mask.ts';
import { StateFolder } from './state-folder.ts';

async function identity(): Promise<{ identity: Identity; folder: StateFolder }> {
  const path = await mkdtemp(join(tmpdir(), 'capsule-identity-'));
  const folder = await StateFolder.open(path);
  onTestFinished(async () => {
    await folder.close();
    await rm(path, { recursive: true, force: true });
  });
  const stored = { agentId: 'agt_1', code: 'a', token: 'opstage_agent_old', rotatedToken: null };
  return { identity: new Identity(folder, new SecretMask(), stored), folder };
}

test('a rotated token is not given out before it is on disk, beside the old one', async () => {
  const { identity: who, folder } = await identity();
  const rotating = who.rotateTo('opstage_agent_new');
  expect(who.token).toBe('opstage_agent_old');
  await rotating;
  expect(who.token).toBe('opstage_agent_new');
  expect(await folder.read('identity')).toMatchObject({
    token: 'opstage_agent_old',
    rotatedToken: 'opstage_agent_new',
  });
});

test('a second rotation before the first has worked keeps the token that is in use', async () => {
  const { identity: who, folder } = await identity();
  await who.rotateTo('opstage_agent_new');
  await who.rotateTo('opstage_agent_newer');
  expect(await folder.read('identity')).toMatchObject({
    token: 'opstage_agent_new',
    rotatedToken: 'opstage_agent_newer',
  });
  await who.worked('opstage_agent_newer');
  expect(who.hasOther).toBe(false);
});
