/**
 * Runs tests of the store on both databases, unchanged. `a` and `b` are two Opstage processes where the database takes
 * more than one, and the same process where it does not; each test has an empty database.
 */
import { afterAll, afterEach, beforeAll, beforeEach, describe } from 'vitest';
import type { Store } from '../src/app/ports/store.ts';
import type { Database } from '../src/store/postgres-database.ts';
import { type Place, postgresKind, type StoreKind, sqliteKind } from './store-processes.ts';

export interface Stores {
  kind: StoreKind;
  place: Place;
  a: Database;
  b: Database;
  /** Every other one in the other process. */
  either(index: number): Store;
}

export function onEachStore(tests: (on: Stores) => void): void {
  describe.each([sqliteKind(), postgresKind()])('the store on $name', (kind) => {
    const on = { kind, either: (index: number) => (index % 2 === 0 ? on.a : on.b).store } as Stores;
    beforeAll(() => kind.begin());
    afterAll(() => kind.end());
    beforeEach(async () => {
      on.place = await kind.newPlace();
      on.a = await on.place.open();
      on.b = await on.place.open();
    });
    afterEach(async () => {
      await on.a.store.close();
      await on.b.store.close();
      await on.place.remove();
    });
    tests(on);
  });
}

export const times = <T>(count: number, make: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_none, index) => make(index)));
