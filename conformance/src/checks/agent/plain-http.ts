/** A plain-http Opstage outside loopback is refused before anything leaves the machine. */
import { networkInterfaces } from 'node:os';
import { type AgentCheck, agentCheck } from '../check.ts';
import { accepted } from './capsule-run.ts';

const sentences = {
  'tls-outside-loopback':
    'An agent MUST refuse a plain-http Opstage URL outside loopback unless it is explicitly allowed, and MUST NOT send any packet with the token to it before.',
} as const;

export const plainHttpChecks: AgentCheck[] = [
  agentCheck({
    id: 'tls-outside-loopback',
    needs: ['start'],
    requirement: 'tls-outside-loopback',
    sentence: sentences['tls-outside-loopback'],
    title: 'no connection is opened to a plain-http Opstage outside loopback',
    how: 'Starts the agent against the loopback address, where it must come, then a second time with fresh state against the same Opstage by an address of this machine outside loopback. Expects not one connection.',
    opstage: { everyInterface: true },
    async run(t) {
      const address = addressOutsideLoopback();
      if (address === null) t.couldNotRun('this machine has no IPv4 address outside loopback');
      const beganAt = performance.now();
      await t.start();
      const heartbeat = await accepted(t, 'a heartbeat by loopback', 'agentHeartbeat');
      const tookMs = performance.now() - beganAt;
      await t.kill();
      const second = t.another();
      try {
        const registrationToken = t.opstage.issueRegistrationToken();
        t.transcript.note(`the kit starts the agent with fresh state against http://${address}`);
        await second.start({ url: `http://${address}:${t.opstage.port}`, registrationToken }, {});
        // As long as it took by loopback and more; an agent that ends at once has refused at once.
        await second.exited(3_000 + 2 * tookMs);
      } finally {
        await second.dispose();
      }
      const opened = t.opstage.outsideConnections;
      t.that('no connection by an address outside loopback', opened === 0, `${opened} connection(s)`, heartbeat);
    },
  }),
];

function addressOutsideLoopback(): string | null {
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  return addresses.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? null;
}
