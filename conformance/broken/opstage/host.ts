/**
 * A process that is one broken Opstage after the other, because starting a process costs more than most runs. Told by its
 * parent which defect comes next, it listens with an empty memory on a free port and says where.
 */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { activate } from './defects.ts';
import { configuredLimits } from './limits.ts';
import { createOpstage } from './opstage-server.ts';
import { emptyState } from './state.ts';
import { createOwner } from './users.ts';

export interface Wanted {
  /** Null: none. */
  defect: string | null;
  password: string;
  /** Variables that configure durations. */
  durations: Record<string, string>;
}

let current: Server | null = null;

process.on('message', ({ defect, password, durations }: Wanted) => {
  current?.close();
  current?.closeAllConnections();
  activate(defect);
  const state = emptyState(configuredLimits({ ...process.env, ...durations }), Date.now);
  createOwner(state, 'admin', password);
  const server = createOpstage(state);
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
  current = server;
});
process.on('disconnect', () => process.exit(0));
