/**
 * A small Opstage that keeps the contract (opstage-core) in memory, with one thing wrong when asked for:
 * `node main.ts --port 0 --defect <name>`. It is the kit's own subject: the kit must pass it as it is and catch it with
 * every defect. Being written apart from the reference, it is also a second witness that the kit asks for nothing more
 * than the contract does.
 */
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { activate, defect } from './defects.ts';
import { configuredLimits } from './limits.ts';
import { createOpstage } from './opstage-server.ts';
import { emptyState } from './state.ts';
import { createOwner } from './users.ts';

function quit(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(2);
}

const { values } = parseArgs({ options: { port: { type: 'string' }, defect: { type: 'string' } } });
if (values.defect !== undefined && !activate(values.defect)) quit(`There is no defect "${values.defect}".`);
// With a port on the command line it is started by hand, for the kit to find; without, as the kit starts a subject.
const byHand = values.port !== undefined;
const configured = (byHand ? process.env.CAPSULE_OWNER_PASSWORD : process.env.OPSTAGE_OWNER_PASSWORD) || undefined;
const password = configured ?? (defect('default-password') ? 'opstage-admin' : undefined);
if (password === undefined)
  quit(`${byHand ? 'CAPSULE' : 'OPSTAGE'}_OWNER_PASSWORD is not set: there is no default password.`);

const state = emptyState(configuredLimits(process.env), Date.now);
createOwner(state, 'admin', password);
const server = createOpstage(state);
server.listen(Number(values.port ?? process.env.OPSTAGE_PORT ?? 0), '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`listening on http://127.0.0.1:${port}\n`);
});
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => process.exit(0));
