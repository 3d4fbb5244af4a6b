/**
 * Heartbeats of agents that go on as they did, on SQLite. What the fast statements found true of an agent stays true until
 * one of its rows changes, and on the only connection there is every change is seen: triggers tell of it. Until then its
 * heartbeats are judged here and written together, before anybody else looks at the database and after a second at the
 * latest. So whoever reads sees them all, and kill -9 costs a second of signs of life, which come again by themselves.
 */
import type Database from 'better-sqlite3';
import type { Beat, BeatHealth } from '../app/ports/beat.ts';
import type { Unwritten } from './group-commit.ts';

/** The tables whose rows say whether an agent goes on, and their column with its id. */
const watched = { agent: 'id', agent_token: 'agent_id', service: 'agent_id', command: 'agent_id' };
const unwrittenMs = 1_000;
/** So many agents are written at once: whoever comes then waits for that. */
const agentsMax = 500;

const changedRows = { insert: ['new'], update: ['old', 'new'], delete: ['old'] };

const noteAgent = `update agent set last_seen_at = @at, live_until = @liveUntil
  where id = @agentId and state = 'ACTIVE' and boot_id = @bootId and disconnected_boot_id is null
    and offline_noted_at is null and last_seen_at < @at`;
const noteHealth = `update service set health_received_at = @at, health = @health,
    health_id = case when health = @health then health_id else @newId end
  where agent_id = @agentId and code = @code and revision = @revision and released = 0 and health_status = @status
    and health_received_at < @at`;

interface Quiet {
  tokenId: string;
  bootId: string;
  /** The newest session a heartbeat came on; null while none did. */
  session: number | null;
  heartbeatIntervalSeconds: number;
  offlineAfterSeconds: number;
  at: number;
  services: Map<string, { revision: string; status: string | null; receivedAt: number }>;
}

/** What is not written yet of one agent: its last heartbeat, and the last health of each service. */
interface Waiting {
  beat: Beat;
  healths: Map<string, { revision: string; health: BeatHealth; receivedAt: number }>;
}

export interface QuietAgents extends Unwritten {
  /** Whether this heartbeat was all there is to know; else the database has to be asked. */
  takes(beat: Beat): boolean;
  /** The database found that the agent goes on, and holds this heartbeat. */
  learn(beat: Beat): void;
  stop(): void;
}

/** `due` is called when it is time for a transaction. */
export function quietAgents(sqlite: Database.Database, due: () => void): QuietAgents {
  const known = new Map<string, Quiet>();
  let unwritten = new Map<string, Waiting>();
  let uncommitted = 0;
  let writing = false;
  let timer: NodeJS.Timeout | undefined;
  sqlite.function('opstage_changed', { directOnly: false }, (agentId: unknown) => {
    if (!writing) known.delete(String(agentId));
    return null;
  });
  for (const [table, column] of Object.entries(watched)) {
    for (const [event, rows] of Object.entries(changedRows)) {
      const calls = rows.map((row) => `select opstage_changed(${row}.${column});`).join(' ');
      sqlite.exec(`create temp trigger ${table}_${event}_told after ${event} on main.${table} begin ${calls} end`);
    }
  }
  const agentText = sqlite.prepare(noteAgent);
  const healthText = sqlite.prepare(noteHealth);

  const goesOn = (quiet: Quiet, { agentId: _, services, session, at, ...beat }: Beat): boolean =>
    quiet.tokenId === beat.tokenId &&
    quiet.bootId === beat.bootId &&
    (session === null || quiet.session === session) &&
    quiet.heartbeatIntervalSeconds === beat.heartbeatIntervalSeconds &&
    quiet.offlineAfterSeconds === beat.offlineAfterSeconds &&
    isFresh(quiet.at, at, beat.offlineAfterSeconds) &&
    services.every(({ code, revision, health }) => {
      const service = quiet.services.get(code);
      if (service === undefined || service.revision !== revision) return false;
      if (health === null) return true;
      return service.status === health.status && isFresh(service.receivedAt, at, beat.offlineAfterSeconds);
    });

  const note = (quiet: Quiet, beat: Beat) => {
    quiet.at = beat.at;
    const waiting = unwritten.get(beat.agentId) ?? { beat, healths: new Map() };
    waiting.beat = beat;
    for (const service of beat.services) {
      if (service.health === null) continue;
      const own = quiet.services.get(service.code);
      if (own !== undefined) own.receivedAt = beat.at;
      waiting.healths.set(service.code, { revision: service.revision, health: service.health, receivedAt: beat.at });
    }
    unwritten.set(beat.agentId, waiting);
    if (unwritten.size === agentsMax) due();
    timer ??= setTimeout(due, unwrittenMs);
  };

  return {
    takes(beat) {
      const quiet = known.get(beat.agentId);
      if (quiet === undefined || !goesOn(quiet, beat)) return false;
      note(quiet, beat);
      return true;
    },
    learn({ agentId, services, session, ...beat }) {
      const learnt: Quiet = { ...beat, session, services: new Map() };
      for (const { code, revision, health } of services) {
        learnt.services.set(code, { revision, status: health?.status ?? null, receivedAt: beat.at });
      }
      known.set(agentId, learnt);
    },
    get unwritten() {
      return unwritten.size > 0;
    },
    write() {
      clearTimeout(timer);
      timer = undefined;
      const batch = unwritten;
      unwritten = new Map();
      uncommitted += batch.size;
      writing = true;
      try {
        for (const { beat, healths } of batch.values()) {
          const { agentId, bootId, at } = beat;
          agentText.run({ agentId, bootId, at, liveUntil: at + beat.offlineAfterSeconds * 1000 });
          for (const [code, { revision, health, receivedAt }] of healths) {
            const { status, shown, newId } = health;
            const text = JSON.stringify(shown);
            healthText.run({ agentId, code, revision, at: receivedAt, status, health: text, newId: newId() });
          }
        }
      } finally {
        writing = false;
      }
    },
    written() {
      uncommitted = 0;
    },
    lost() {
      clearTimeout(timer);
      timer = undefined;
      const some = uncommitted + unwritten.size > 0;
      unwritten = new Map();
      uncommitted = 0;
      known.clear();
      return some;
    },
    stop: () => clearTimeout(timer),
  };
}

/** Heard in time, and by a clock that did not go back since. */
function isFresh(before: number, now: number, offlineAfterSeconds: number): boolean {
  return now >= before && now < before + offlineAfterSeconds * 1000;
}
