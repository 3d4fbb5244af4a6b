/** What the processes that share a database know of each other; unchanged on both stores. */
import { describe, expect, test } from 'vitest';
import { migrations } from '../migrations/migrations.ts';
import { DatabaseTooNew } from '../src/store/migrate.ts';
import { agentWith } from './entities.ts';
import { onEachStore, times } from './on-each-store.ts';

const never = new AbortController().signal;

onEachStore((on) => {
  describe('processes', () => {
    test('wake each other', async () => {
      const seen = on.b.wakeUps.generation('topic');
      const woken = on.b.wakeUps.changed('topic', seen, 30_000, never);
      on.a.wakeUps.notify('topic');
      await woken;
      expect(on.b.wakeUps.generation('topic')).not.toBe(seen);
    });

    test('have one that leads', async () => {
      const leaders = [on.a, on.b].filter((process, index, all) => all.indexOf(process) === index);
      const leads = await Promise.all([on.a.peers.leads(), on.b.peers.leads()]);
      const distinct = new Map(leaders.map((process) => [process.peers.own, process]));
      const count = [on.a, on.b].filter((process, index) => leads[index] && distinct.delete(process.peers.own)).length;
      expect(count).toBe(1);
    });

    test('know who lives', async () => {
      const living = await on.a.peers.living();
      expect(new Set(living)).toEqual(new Set([on.a.peers.own, on.b.peers.own]));
      await on.a.store.write((tx) => tx.agents.insert(agentWith({ code: 'lost', sessionHost: -1 })));
      await on.a.store.write((tx) => tx.agents.insert(agentWith({ code: 'kept', sessionHost: on.b.peers.own })));
      await on.b.store.write((tx) => tx.agents.forgetSessions(living));
      await on.a.store.read(async (tx) => {
        expect((await tx.agents.findByCode('lost'))?.sessionHost).toBeNull();
        expect((await tx.agents.findByCode('kept'))?.sessionHost).toBe(on.b.peers.own);
      });
    });

    test('share the places there are, and a place given back is free for each', async () => {
      const taken = await times(6, (index) => (index % 2 === 0 ? on.a : on.b).peers.takePlace('streams', 4));
      const mine = taken.filter((place) => place !== null);
      expect(mine).toHaveLength(4);
      expect(await on.b.peers.takePlace('other', 4)).not.toBeNull();
      for (const giveBack of mine) giveBack();
      await expect.poll(async () => (await on.b.peers.takePlace('streams', 4)) !== null).toBe(true);
    });

    test('opened at once on an empty database make it once', async () => {
      const fresh = await on.kind.newPlace();
      const opened = await times(3, () => fresh.open());
      for (const { store } of opened) expect(await store.read((tx) => tx.users.count())).toBe(0);
      for (const { store } of opened) await store.close();
      await fresh.remove();
    });
  });

  test('a database that a newer program wrote is refused with a sentence', async () => {
    const fresh = await on.kind.newPlace();
    const future = { name: '9999-future', up: async () => {} };
    await (await fresh.open([...migrations, future])).store.close();
    const refused = fresh.open();
    await expect(refused).rejects.toThrow(DatabaseTooNew);
    await expect(refused).rejects.toThrow(/newer than this program: it has 9999-future/);
    // Refused, and left alone: the newer program goes on with it.
    await (await fresh.open([...migrations, future])).store.close();
    await fresh.remove();
  });
});
