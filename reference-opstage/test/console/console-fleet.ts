/** A small fleet with something of everything on it, for looking at every page of the console. */
import { actionOf, enrol, execute, runningCommand, type TestAgent } from '../test-agent.ts';
import { startTestOpstage, type TestOpstage } from '../test-opstage.ts';

export interface ConsoleFleet {
  url: string;
  opstage: TestOpstage;
  agent: TestAgent;
  /** Addresses of every page, by what they show. */
  pages: Record<string, string>;
}

/** Every kind of field that a form is made of. */
const inputSchema = {
  type: 'object',
  required: ['reason', 'zone'],
  additionalProperties: false,
  properties: {
    reason: { type: 'string', title: 'Reason', minLength: 5, maxLength: 40, pattern: '^[A-Za-z ]+$' },
    zone: { enum: ['A', 'B'], title: 'Zone' },
    code: { type: 'string', format: 'password', title: 'Code' },
    notify: { type: 'array', title: 'Notify', items: { type: 'string' }, maxItems: 3 },
    window: { type: 'object', title: 'Window', properties: { minutes: { type: 'integer', minimum: 1 } } },
    drill: { type: 'boolean', title: 'Drill', default: true },
    anything: { title: 'Anything', description: 'Free JSON.' },
  },
};

const health = {
  status: 'DEGRADED',
  message: 'one arm is slow',
  checks: [{ name: 'arm', status: 'DEGRADED', details: { latencyMs: 840 } }],
};

export async function startConsoleFleet(): Promise<ConsoleFleet> {
  const opstage = await startTestOpstage();
  const url = await opstage.server.listen({ host: '127.0.0.1', port: 0 });
  const agent = await enrol(opstage, [
    actionOf('stop-all', { label: 'Stop all', dangerLevel: 'HIGH', requiresConfirmation: true, inputSchema }),
    actionOf('work', { label: 'Work', cancellable: true }),
  ]);
  const path = { agentId: agent.id };
  const { manifest } = (await opstage.data('serviceManifestView', {
    path: { serviceId: agent.serviceId },
    as: opstage.owner,
  })) as { manifest: object };
  const configs = (value: string) => [
    { key: 'speed', label: 'Speed', type: 'number', valuePreview: value, editable: false, sensitive: false },
    { key: 'key', type: 'string', editable: false, sensitive: true, fingerprint: 'abcdefghijklmnop' },
  ];
  for (const value of ['1', '2']) {
    const services = [{ manifest, revision: `r${value}`, health, configs: configs(value) }];
    await opstage.data('serviceReport', { path, as: agent.as, body: { bootId: 'boot-0000-0001', services } });
  }
  await enrol(opstage);
  const failed = await runningCommand(opstage, agent, 'work');
  const error = { code: 'ACTION_FAILED', message: 'the disk is full' };
  await agent.result(failed.id, { deliveryId: failed.deliveryId, success: false, error });
  const running = await runningCommand(opstage, agent, 'work', { payload: { size: 3 } });
  await opstage.send('commandProgress', {
    path: { ...path, commandId: running.id },
    as: agent.as,
    body: { deliveryId: running.deliveryId, seq: 1, percent: 40, message: 'nearly half' },
  });
  await execute(opstage, agent, 'work');
  const service = `/console/services/${agent.serviceId}`;
  const pages = {
    overview: '/console/',
    agents: '/console/agents',
    agent: `/console/agents/${agent.id}`,
    services: '/console/services',
    service,
    health: `${service}/health`,
    configs: `${service}/configs`,
    'commands of a service': `${service}/commands`,
    manifest: `${service}/manifest`,
    action: `${service}/actions/stop-all`,
    commands: '/console/commands',
    'running command': `/console/commands/${running.id}`,
    'failed command': `/console/commands/${failed.id}`,
    tokens: '/console/tokens',
    'new token': '/console/tokens?new=1',
    audit: '/console/audit?result=SUCCESS',
    users: '/console/users',
    nowhere: '/console/nowhere',
    'empty list': '/console/agents?status=REVOKED',
    'missing agent': '/console/agents/agt_0123456789abcdef',
  };
  return { url, opstage, agent, pages };
}
