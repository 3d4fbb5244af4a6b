// part: agent
import { CapsuleAgent } from 'capsule-agent';

const outbox: string[] = ['Dear Mira, ...', 'Dear Bao, ...'];
const settings = { pollSeconds: 5, password: process.env.SMTP_PASSWORD ?? '' };

const agent = new CapsuleAgent({
  url: process.env.OPSTAGE_URL ?? 'http://127.0.0.1:8080',
  registrationToken: process.env.OPSTAGE_REGISTRATION_TOKEN,
  stateDir: process.env.OPSTAGE_AGENT_STATE ?? './mailer-state',
  service: { code: 'mailer', name: 'Mailer', version: '1.0.0' },
});

// part: health
agent.health(() => (outbox.length < 100 ? 'UP' : { status: 'DEGRADED', message: `${outbox.length} letters wait` }));

// part: config
agent.config(() => [
  { key: 'pollSeconds', value: settings.pollSeconds, defaultValue: 5, source: 'env' },
  { key: 'password', value: settings.password, sensitive: true },
]);

// part: action
agent.action(
  {
    name: 'drain',
    label: 'Send what waits',
    cancellable: true,
    timeoutSeconds: 60,
    inputSchema: {
      type: 'object',
      properties: { max: { type: 'integer', minimum: 1, maximum: 500 } },
      additionalProperties: false,
    },
  },
  async (input, { signal, progress, log }) => {
    const max = typeof input.max === 'number' ? input.max : 50;
    let sent = 0;
    while (sent < max && outbox.length > 0 && !signal.aborted) {
      outbox.shift();
      sent += 1;
      progress({ message: `${sent} sent` });
    }
    log.info('drained', { sent });
    return { sent, left: outbox.length };
  },
);

// part: life
await agent.start();
process.once('SIGTERM', () => void agent.stop());
process.once('SIGINT', () => void agent.stop());
const end = await agent.ended;
process.exitCode = end.reason === 'stopped' ? 0 : 1;
