/**
 * What every store keeps, whatever database is behind it: each test runs unchanged on both. `a` and `b` are two Opstage
 * processes where the database takes more than one, and the same process where it does not.
 */
import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { describe, expect, test } from 'vitest';
import type { Transaction } from '../src/app/ports/store.ts';
import type { AuditEvent } from '../src/domain/audit-event.ts';
import type { Command, Delivery } from '../src/domain/command.ts';
import { agentWith, commandWith, eventWith, newId, serviceWith, userWith } from './entities.ts';
import { onEachStore, times } from './on-each-store.ts';

const noHash = '0'.repeat(64);
const firstPage = { page: 1, pageSize: 100 };

const hashOf = (event: object, prevHash: string) =>
  createHash('sha256')
    .update(`${prevHash}${canonicalize(event)}`)
    .digest('hex');

async function log(tx: Transaction, correlationId: string): Promise<void> {
  const event = {
    id: newId('aud_'),
    at: 1_000,
    action: 'agent.registered',
    result: 'SUCCESS',
    actor: { type: 'system', id: null, name: null },
    target: { type: 'agent', id: null, code: null },
    errorCode: null,
    requestId: null,
    correlationId,
    ip: null,
    userAgent: null,
    details: {},
  } as const;
  await tx.audit.append(event, (complete, before) => ({
    prevHash: before ?? noHash,
    hash: hashOf(complete, before ?? noHash),
  }));
}

function expectUnbroken(events: AuditEvent[]): void {
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_event, index) => index + 1));
  let before = noHash;
  for (const { prevHash, hash, ...event } of events) {
    expect(prevHash).toBe(before);
    expect(hash).toBe(hashOf(event, before));
    before = hash;
  }
}

onEachStore((on) => {
  describe('a write', () => {
    test('is seen by every read that begins after it, in each process', async () => {
      const agent = agentWith();
      await on.a.store.write((tx) => tx.agents.insert(agent));
      expect(await on.b.store.read((tx) => tx.agents.find(agent.id))).toEqual(agent);
    });

    test('that throws leaves nothing, and what was to follow it does not', async () => {
      const agent = agentWith();
      let followed = false;
      const failing = on.a.store.write(async (tx) => {
        await tx.agents.insert(agent);
        await log(tx, 'lost');
        tx.afterCommit(() => {
          followed = true;
        });
        throw new Error('changed my mind');
      });
      await expect(failing).rejects.toThrow('changed my mind');
      expect(await on.b.store.read((tx) => tx.agents.find(agent.id))).toBeNull();
      expect(await on.b.store.read((tx) => tx.audit.slice({}, 10))).toEqual([]);
      expect(followed).toBe(false);
    });

    test('ends with each step once, still inside it, and then tells that it is committed', async () => {
      const seen: string[] = [];
      await on.a.store.write(async (tx) => {
        for (const _ of [1, 2]) tx.beforeCommit('step', async () => void seen.push('step'));
        tx.afterCommit(() => void seen.push('committed'));
        seen.push('work');
      });
      expect(seen).toEqual(['work', 'step', 'committed']);
    });

    test('loses no update of a row that others change at the same time', async () => {
      const agent = agentWith({ session: 0 });
      await on.a.store.write((tx) => tx.agents.insert(agent));
      await times(30, (index) =>
        on.either(index).write(async (tx) => {
          const current = await tx.agents.find(agent.id);
          if (current !== null) await tx.agents.update({ ...current, session: current.session + 1 });
        }),
      );
      expect((await on.a.store.read((tx) => tx.agents.find(agent.id)))?.session).toBe(30);
    });

    test('of what two want to add at once is done again, and the second finds what the first made', async () => {
      const code = 'wanted-by-many';
      const outcomes = await times(8, (index) =>
        on.either(index).write(async (tx) => {
          if ((await tx.agents.findByCode(code)) !== null) return 'taken';
          await tx.agents.insert(agentWith({ code }));
          return 'made';
        }),
      );
      expect(outcomes.filter((outcome) => outcome === 'made')).toHaveLength(1);
      expect(outcomes.filter((outcome) => outcome === 'taken')).toHaveLength(7);
    });

    test('of the services, tokens and commands of an agent waits for whoever has the agent', async () => {
      const agent = agentWith();
      const service = serviceWith(agent.id);
      const command = commandWith(agent.id, service.id);
      await on.a.store.write(async (tx) => {
        await tx.agents.insert(agent);
        await tx.services.insert(service);
        await tx.commands.insert(command);
      });
      // One by way of the command, one by way of the service, one by way of the agent: no update is lost.
      const counted = (text: string | null) => Number(text ?? 0) + 1;
      await times(18, (index) =>
        on.either(index).write(async (tx) => {
          if (index % 3 === 0) await tx.commands.find(command.id);
          if (index % 3 === 1) await tx.services.find(service.id);
          if (index % 3 === 2) await tx.agents.find(agent.id);
          const [held] = await tx.services.heldBy(agent.id);
          if (held === undefined) throw new Error('the service is gone');
          await tx.services.update({ ...held, description: String(counted(held.description)) });
        }),
      );
      expect((await on.a.store.read((tx) => tx.services.find(service.id)))?.service.description).toBe('18');
    });
  });

  describe('what is stored comes back', () => {
    const texts = [
      '',
      'é ß 漢字 🙂',
      'a\0b',
      '\0',
      '\u{10FFFF}0',
      '\u{10FFFF}\0\u{10FFFF}',
      "'; drop table agent; --",
      '\\',
      '%_',
    ];
    test.each(texts)('text %j', async (text) => {
      const agent = agentWith({ name: text, stateReason: text, capabilities: [text] });
      await on.a.store.write((tx) => tx.agents.insert(agent));
      expect(await on.b.store.read((tx) => tx.agents.find(agent.id))).toEqual(agent);
    });

    test('numbers up to the greatest safe one, flags, documents and nothing at all', async () => {
      const [agent, result] = [agentWith(), { seq: Number.MAX_SAFE_INTEGER, percent: 1.5, message: 'a\0b' }];
      const service = serviceWith(agent.id, { released: true, manifest: { deep: [{ nothing: null, yes: true }] } });
      const progress = { ...result, data: { big: 1e300, small: -0.1 }, receivedAt: 1_795_000_000_000 };
      const command = commandWith(agent.id, service.id, {
        progress,
        outcomeKnown: false,
        payloadErased: true,
        secretPayload: { password: 'p' },
        startBy: 1_795_000_000_001,
      });
      await on.a.store.write(async (tx) => {
        await tx.agents.insert(agent);
        await tx.services.insert(service);
        await tx.commands.insert(command);
      });
      await on.b.store.read(async (tx) => {
        expect((await tx.services.find(service.id))?.service).toEqual(service);
        expect(await tx.commands.find(command.id)).toEqual(command);
      });
    });

    test('however a search is written: its signs mean themselves', async () => {
      await on.a.store.write(async (tx) => {
        for (const name of ['50%', '50x', 'a_b', 'axb', 'Back\\slash']) await tx.agents.insert(agentWith({ name }));
      });
      const found = async (q: string) =>
        (await on.b.store.read((tx) => tx.agents.list({ q }, firstPage, 1_000))).items.map(({ name }) => name).sort();
      expect(await found('0%')).toEqual(['50%']);
      expect(await found('A_B')).toEqual(['a_b']);
      expect(await found('k\\s')).toEqual(['Back\\slash']);
    });
  });

  test('a secret payload is there until the command is final, and after the scrub in no file', async () => {
    const agent = agentWith();
    const service = serviceWith(agent.id);
    const secrets = Array.from({ length: 6 }, (_none, index) => `canary-${index}-${newId('')}`);
    const commands = secrets.map((password) => commandWith(agent.id, service.id, { secretPayload: { password } }));
    await on.a.store.write(async (tx) => {
      await tx.agents.insert(agent);
      await tx.services.insert(service);
      for (const command of commands) await tx.commands.insert(command);
    });
    const stored = await on.place.files();
    expect(secrets.every((secret) => stored.includes(secret))).toBe(true);
    // The last one stays open, so that its row keeps the place where the others were.
    await times(commands.length - 1, (index) =>
      on.either(index).write(async (tx) => {
        const [command] = (await tx.commands.open(agent.id)).filter(({ id }) => id === commands[index]?.id);
        expect(command?.secretPayload).toEqual({ password: secrets[index] });
        if (command === undefined) return;
        await tx.commands.update({ ...command, status: 'CANCELLED', secretPayload: null, payloadErased: true });
      }),
    );
    await on.b.store.scrub();
    const left = await on.place.files();
    expect(secrets.filter((secret) => left.includes(secret))).toEqual(secrets.slice(-1));
  });

  describe('the audit log', () => {
    test('has no gap, one chain and the order of its commits, however many write at once', async () => {
      const order: string[] = [];
      await times(24, async (index) => {
        const name = `writer ${index}`;
        const lost = on.either(index).write(async (tx) => {
          await log(tx, 'lost');
          throw new Error('lost');
        });
        await expect(lost).rejects.toThrow('lost');
        await on.either(index + 1).write(async (tx) => {
          await log(tx, name);
          await log(tx, name);
        });
        order.push(name);
      });
      const events = await on.a.store.read((tx) => tx.audit.slice({}, 1_000));
      expect(events).toHaveLength(48);
      expectUnbroken(events);
      // What one transaction wrote stands together.
      for (let index = 0; index < events.length; index += 2) {
        expect(events[index + 1]?.correlationId).toBe(events[index]?.correlationId);
      }
      expect(new Set(events.map(({ correlationId }) => correlationId))).toEqual(new Set(order));
    });

    test('stays as it is for a writer that looked at its end', async () => {
      await on.a.store.write((tx) => log(tx, 'first'));
      await times(10, (index) =>
        on.either(index).write(async (tx) => {
          const head = await tx.audit.head();
          await log(tx, `after ${head}`);
        }),
      );
      const events = await on.a.store.read((tx) => tx.audit.slice({ after: 1 }, 100));
      expect(events.map(({ seq, correlationId }) => [seq, correlationId])).toEqual(
        events.map((_event, index) => [index + 2, `after ${index + 1}`]),
      );
    });
  });

  test('whoever follows the feed misses nothing that is written meanwhile', async () => {
    const total = 40;
    let writing = true;
    const reader = async () => {
      const seen: number[] = [];
      for (let again = true; again; ) {
        again = writing;
        const from = seen.at(-1) ?? 0;
        const events = await on.b.store.read((tx) => tx.events.after(from, 7));
        seen.push(...events.map(({ position }) => position));
        if (events.length > 0) again = true;
      }
      return seen;
    };
    const reading = reader();
    await times(total, (index) => on.either(index).write((tx) => tx.events.append(eventWith())));
    writing = false;
    expect(await reading).toEqual(Array.from({ length: total }, (_none, index) => index + 1));
  });

  test('claims made at once share what there is: nothing twice, nothing left, each in the order of creation', async () => {
    const agent = agentWith();
    const service = serviceWith(agent.id);
    const commands = Array.from({ length: 20 }, () => commandWith(agent.id, service.id));
    await on.a.store.write(async (tx) => {
      await tx.agents.insert(agent);
      await tx.services.insert(service);
      for (const command of commands) await tx.commands.insert(command);
    });
    const claim = async (tx: Transaction): Promise<Command[]> => {
      const claimed = await tx.commands.claimable(agent.id, 2_000, 3);
      for (const command of claimed) {
        const delivery: Delivery = {
          id: newId('dlv_'),
          commandId: command.id,
          agentId: agent.id,
          attempt: 1,
          bootId: 'boot-0000-0001',
          deliveredAt: 2_000,
          accepted: null,
          voided: false,
        };
        await tx.commands.update({ ...command, attempt: 1, ackLeaseExpiresAt: 32_000 });
        await tx.deliveries.insert(delivery);
      }
      return claimed;
    };
    const rounds = await times(10, (index) => on.either(index).write(claim));
    const rest = await on.a.store.write(async (tx) => {
      const claimed: Command[] = [];
      for (let more = await claim(tx); more.length > 0; more = await claim(tx)) claimed.push(...more);
      return claimed;
    });
    const ids = [...rounds, rest].map((round) => round.map(({ id }) => id));
    expect(ids.flat().sort()).toEqual(commands.map(({ id }) => id).sort());
    for (const round of ids) expect(round).toEqual([...round].sort());
  });

  describe('what only one may have', () => {
    test('an idempotency key: parallel requests all find the command of the first', async () => {
      const commandIds = await times(10, (index) =>
        on.either(index).write(async (tx) => {
          const known = await tx.memory.findIdempotency('key');
          if (known !== null) return known.commandId;
          const record = { scope: 'key', bodyDigest: 'd', commandId: `cmd ${index}`, createdAt: 1_000 };
          await tx.memory.rememberIdempotency(record);
          return record.commandId;
        }),
      );
      expect(new Set(commandIds).size).toBe(1);
    });

    test('a place in the count of failed logins', async () => {
      const admitted = await times(20, (index) =>
        on.either(index).write(async (tx) => {
          const { count } = await tx.memory.countLoginFailures('somebody', 0);
          if (count >= 5) return false;
          await tx.memory.addLoginFailure(newId('lgf_'), 'somebody', 1_000);
          return true;
        }),
      );
      expect(admitted.filter((yes) => yes)).toHaveLength(5);
    });

    test('the first of equal refusals, and again when that is long ago', async () => {
      const first = await times(10, (index) => on.either(index).write((tx) => tx.memory.noteRefusal('r', 1_000, 0)));
      expect(first.filter((yes) => yes)).toHaveLength(1);
      expect(await on.a.store.write((tx) => tx.memory.noteRefusal('r', 2_000, 999))).toBe(false);
      expect(await on.b.store.write((tx) => tx.memory.noteRefusal('r', 2_000, 1_000))).toBe(true);
    });

    test('the role of the last owner', async () => {
      const owners = [userWith(), userWith()];
      await on.a.store.write(async (tx) => {
        for (const owner of owners) await tx.users.insert(owner);
      });
      const demoted = await Promise.all(
        owners.map(({ id }, index) =>
          on.either(index).write(async (tx) => {
            const user = await tx.users.find(id);
            if (user === null || (await tx.users.countActiveOwners()) < 2) return false;
            await tx.users.update({ ...user, role: 'viewer' });
            return true;
          }),
        ),
      );
      expect(demoted.filter((yes) => yes)).toHaveLength(1);
      expect(await on.a.store.read((tx) => tx.users.countActiveOwners())).toBe(1);
    });

    test('a service event', async () => {
      const first = await times(6, (index) =>
        on.either(index).write((tx) => tx.memory.rememberServiceEvent('a', 'e', 1)),
      );
      expect(first.filter((yes) => yes)).toHaveLength(1);
    });
  });
});
