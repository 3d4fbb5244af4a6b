/** A service item with every member the contract knows, so that every place of a report can be made wrong. */
import type { ServiceItem } from '../sample-service.ts';

export function completeService(code: string): ServiceItem {
  return {
    manifest: {
      kind: 'CapsuleService',
      schemaVersion: '1.0',
      code,
      name: 'Proxy checker',
      version: '2.4.1',
      description: 'Checks a pool of proxies every few minutes',
      runtime: 'python',
      agentMode: 'sidecar',
      capabilities: ['proxy.check'],
      labels: { any: 'eu-west' },
    },
    revision: 'sha-5c1f',
    health: {
      status: 'DEGRADED',
      message: '3 of 40 proxies do not answer',
      details: { answering: 37, total: 40 },
      observedAt: '2026-03-01T09:30:00.250Z',
      checks: [
        {
          name: 'pool',
          status: 'DEGRADED',
          message: 'some are slow',
          details: { slowest: 'p-17' },
          observedAt: '2026-03-01T10:30:00+01:00',
          checks: [{ name: 'p-17', status: 'DOWN' }],
        },
      ],
    },
    configs: [
      {
        key: 'pool.size',
        label: 'Size of the pool',
        type: 'number',
        valuePreview: '40',
        defaultValue: '20',
        source: 'env',
        editable: true,
        sensitive: false,
        secretRef: 'vault://proxies/pool',
        fingerprint: 'q2mYw0c3Z8rT5vXb9LkJ1A==',
      },
    ],
    actions: [
      {
        name: 'recheck',
        label: 'Check again',
        description: 'Checks one proxy now',
        dangerLevel: 'LOW',
        requiresConfirmation: false,
        inputSchema: { type: 'object', properties: { proxy: { type: 'string' } } },
        outputSchema: { type: 'object' },
        timeoutSeconds: 30,
        idempotent: true,
        cancellable: true,
      },
    ],
  };
}
