import * as core from './0001-core.ts';
import * as auditChain from './0002-audit-chain.ts';
import * as eventFeed from './0003-event-feed.ts';
import * as manyProcesses from './0004-many-processes.ts';
import * as commandSecrets from './0005-command-secrets.ts';
import * as longLists from './0006-long-lists.ts';

/** Every migration in order; a new one is added at the end. */
export const migrations = [core, auditChain, eventFeed, manyProcesses, commandSecrets, longLists];
