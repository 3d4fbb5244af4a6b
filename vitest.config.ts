import { defineConfig } from 'vitest/config';

/** One project per room, so that `npm test -w <package>` runs that room alone. */
const rooms = ['spec', 'conformance', 'reference-opstage', 'reference-agent', 'scripts'];

/**
 * What takes all processors for minutes comes after everything else, and the whole kit last and alone: beside other tests
 * it would judge how busy the machine is as well.
 */
const heavy = [
  {
    name: 'matrix',
    root: 'conformance',
    include: [
      'broken/opstage/matrix.test.ts',
      'broken/opstage/strangers.test.ts',
      'broken/agent/attached.test.ts',
      'broken/mutation/lies.test.ts',
    ],
    sequence: { groupOrder: 1 },
  },
  { name: 'site', root: 'site', include: ['**/*.test.ts'], sequence: { groupOrder: 1 } },
  { name: 'whole', root: 'scripts', include: ['conformance.test.ts'], sequence: { groupOrder: 2 } },
];

const shared = {
  // Several tests start real processes; the ceiling is generous so that a loaded machine raises no false alarm.
  testTimeout: 60_000,
  hookTimeout: 60_000,
};

export default defineConfig({
  test: {
    // Twice as many as the least machine has processors: most files wait for processes half of their time.
    maxWorkers: 4,
    projects: [
      ...rooms.map((room) => ({
        test: {
          ...shared,
          name: room,
          root: room,
          include: ['**/*.test.ts'],
          exclude: ['**/node_modules/**', ...heavy.flatMap(({ root, include }) => (root === room ? include : []))],
        },
      })),
      ...heavy.map((project) => ({ test: { ...shared, ...project } })),
    ],
  },
});
