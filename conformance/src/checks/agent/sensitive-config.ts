/** A sensitive value stays where it is; only that it changed may be seen. */
import { createHash } from 'node:crypto';
import type { Exchange } from '../../target/fake-opstage/exchange.ts';
import type { AgentTrial } from '../agent-trial.ts';
import { type AgentCheck, agentCheck } from '../check.ts';
import { heartbeats, needsStartAndCapsule, now, order, ready, resultOf, sent } from './capsule-run.ts';
import { configOf } from './reports.ts';

const sentences = {
  'sensitive-never-travels':
    "An agent MUST NOT send the value of a sensitive config item anywhere; a change of it shows only through `fingerprint`, an HMAC-SHA-256 under a random key kept in the agent's state.",
} as const;

const sensitive = { requirement: 'sensitive-never-travels', sentence: sentences['sensitive-never-travels'] } as const;

export const sensitiveConfigChecks: AgentCheck[] = [
  agentCheck({
    ...sensitive,
    id: 'sensitive-never-travels',
    title: 'the value of a sensitive item stands in nothing the agent sends',
    how: 'Sets the sensitive item `secret` to a canary and lets the agent report, work and stop. Expects the canary in no request and no output, plain or in common encodings, and no value member on the item.',
    needs: needsStartAndCapsule,
    async run(t) {
      await ready(t);
      const canary = `canary-${t.random.word(32)}`;
      const after = now(t);
      const result = await resultOf(t, order(t, 'set-config', { key: 'secret', value: canary }));
      const report = await sent(t, 'a report of the change', 'serviceReport', { after });
      const item = configOf(report, 'secret');
      t.equal('the item’s `sensitive`', item?.sensitive, true, report);
      t.equal('its values', [item?.valuePreview ?? null, item?.defaultValue ?? null], [null, null], report);
      await heartbeats(t, 2);
      await t.stop({ ceilingMs: 30_000 });
      const places = t.opstage.exchanges
        .filter(({ recorded: { request } }) => holds(JSON.stringify(request), canary))
        .map(({ number, operationId }) => `message ${number} (${operationId})`);
      if (holds(t.process.output, canary)) places.push('the output of the process');
      t.equal('the places where the value stands', places, [], result, report);
    },
  }),
  agentCheck({
    ...sensitive,
    id: 'sensitive-never-travels/fingerprint',
    title: 'a change shows in the fingerprint, and only a key of the agent’s own makes it',
    how: 'Sets `secret` to one value, another, and the first again, to the first after a restart, and to the first in an agent with fresh state. Expects fingerprints equal for equal values on one state folder, different otherwise, and none that is a plain SHA-256 of the value.',
    needs: needsStartAndCapsule,
    async run(t) {
      const value = `value-${t.random.word(24)}`;
      await ready(t);
      const first = await fingerprintOf(t, value);
      const other = await fingerprintOf(t, `${value}-changed`);
      const again = await fingerprintOf(t, value);
      t.that(
        'another fingerprint for another value',
        other.text !== first.text,
        other.text,
        first.report,
        other.report,
      );
      t.equal('the fingerprint of the same value', again.text, first.text, first.report, again.report);
      t.that('no plain digest of the value', !plainDigests(value).includes(first.text), first.text, first.report);
      await t.kill();
      const restarted = now(t);
      await ready(t);
      // An agent may have kept the value over the restart; another one first, so that setting it is a change.
      await fingerprintOf(t, `${value}-once-more`, restarted);
      const kept = await fingerprintOf(t, value, restarted);
      t.equal('the fingerprint of the same value after a restart', kept.text, first.text, first.report, kept.report);
      await t.kill();
      const second = t.another();
      try {
        const registrationToken = t.opstage.issueRegistrationToken(t.opstage.agent);
        const after = now(t);
        await second.start({ url: t.opstage.url, registrationToken }, {});
        await sent(t, 'a report of the second agent', 'serviceReport', { after });
        const fresh = await fingerprintOf(t, value, after);
        t.that(
          'another fingerprint under another key',
          fresh.text !== first.text,
          fresh.text,
          first.report,
          fresh.report,
        );
      } finally {
        await second.dispose();
      }
    },
  }),
];

/**
 * Sets `secret` to another value than it has and gives the fingerprint reported for it. An agent may report once more
 * what it had before; so only another fingerprint than the last one since the message `since` tells of the new value.
 */
async function fingerprintOf(t: AgentTrial, value: string, since = 0): Promise<{ text: string; report: Exchange }> {
  const after = now(t);
  const previous = t.opstage
    .exchangesOf('serviceReport', { after: since })
    .map((one) => configOf(one, 'secret')?.fingerprint)
    .findLast((text) => typeof text === 'string');
  await resultOf(t, order(t, 'set-config', { key: 'secret', value }));
  const report = await sent(t, 'a report of the secret with a fingerprint of its new value', 'serviceReport', {
    after,
    fits: (one) => {
      const { fingerprint } = configOf(one, 'secret') ?? {};
      return typeof fingerprint === 'string' && fingerprint !== previous;
    },
  });
  return { text: String(configOf(report, 'secret')?.fingerprint), report };
}

/** Plain, and in the encodings a careless program would use. */
function holds(text: string, canary: string): boolean {
  const bytes = Buffer.from(canary);
  const forms = [canary, encodeURIComponent(canary), bytes.toString('hex'), ...base64Cores(bytes)];
  return forms.some((form) => text.includes(form));
}

/** The parts of a base64 text that do not depend on what stands before and after. */
function base64Cores(bytes: Buffer): string[] {
  return [0, 1, 2].flatMap((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    const core = text.slice(4, -4);
    return [core, core.replaceAll('+', '-').replaceAll('/', '_')];
  });
}

function plainDigests(value: string): string[] {
  const digest = createHash('sha256').update(value).digest();
  return [digest.toString('hex'), digest.toString('base64'), digest.toString('base64url')];
}
