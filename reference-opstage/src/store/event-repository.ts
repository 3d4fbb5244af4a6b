import type { EventRepository } from '../app/ports/event-store.ts';
import { feedEventCodec } from './codecs.ts';
import type { Counter } from './counter.ts';
import { insertion } from './row-statements.ts';
import type { Scope } from './scope.ts';
import { statement } from './statement.ts';

const insertEvent = insertion('feedEvent', feedEventCodec.columns);
const eventById = statement((db, { id }: { id: string }) =>
  db.selectFrom('feedEvent').selectAll().where('id', '=', id),
);
const newest = statement((db) => db.selectFrom('feedEvent').selectAll().orderBy('position', 'desc').limit(1));
const behind = statement((db, { position, limit }: { position: number; limit: number }) =>
  db.selectFrom('feedEvent').selectAll().where('position', '>', position).orderBy('position').limit(limit),
);
const newestWrittenBefore = statement((db, { before }: { before: number }) =>
  db.selectFrom('feedEvent').select('position').where('writtenAt', '<=', before).orderBy('position', 'desc').limit(1),
);
const removeThrough = statement((db, { through }: { through: number }) =>
  db.deleteFrom('feedEvent').where('position', '<=', through),
);

/** The feed within one transaction. */
export interface EventWriting {
  events: EventRepository;
  /** Writes what was appended. To be called last: from here on every other writer of the feed waits for this one. */
  flush(): Promise<void>;
}

export function eventWriting(scope: Scope, counter: Counter): EventWriting {
  const unwritten: Parameters<EventRepository['append']>[0][] = [];
  const flush = async () => {
    const appended = unwritten.splice(0);
    if (appended.length === 0) return;
    let position = await counter.next('event', appended.length);
    for (const event of appended) {
      await scope.change(insertEvent, feedEventCodec.encode({ ...event, position }));
      position += 1;
    }
  };
  const events: EventRepository = {
    async append(event) {
      unwritten.push(event);
    },
    async find(id) {
      const row = await scope.first(eventById, { id });
      return row === undefined ? null : feedEventCodec.decode(row);
    },
    async head() {
      const row = await scope.first(newest, {});
      return row === undefined ? null : feedEventCodec.decode(row);
    },
    async after(position, limit) {
      return (await scope.all(behind, { position, limit })).map(feedEventCodec.decode);
    },
    async prune(before, kept) {
      const head = await events.head();
      if (head === null) return;
      const old = await scope.first(newestWrittenBefore, { before });
      const through = Math.min(Math.max(old?.position ?? 0, head.position - kept), head.position - 1);
      await scope.change(removeThrough, { through });
    },
  };
  return { events, flush };
}
