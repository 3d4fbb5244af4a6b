import { defineConfig } from 'vitest/config';

/** One project per room, so that `npm test -w <package>` runs that room alone. */
const rooms = ['spec', 'conformance', 'reference-opstage', 'reference-agent', 'scripts', 'site'];

/** The whole kit takes the machine for itself: beside other tests it would judge them too. */
const whole = 'conformance.test.ts';

const shared = {
  // Several tests start real processes; the ceiling is generous so that a loaded machine raises no false alarm.
  testTimeout: 60_000,
  hookTimeout: 60_000,
};

export default defineConfig({
  test: {
    // Most files wait for real processes and real seconds rather than compute.
    maxWorkers: 4,
    projects: [
      ...rooms.map((room) => ({
        test: {
          ...shared,
          name: room,
          root: room,
          include: ['**/*.test.ts'],
          exclude: ['**/node_modules/**', ...(room === 'scripts' ? [whole] : [])],
        },
      })),
      { test: { ...shared, name: 'whole', root: 'scripts', include: [whole], sequence: { groupOrder: 1 } } },
    ],
  },
});
