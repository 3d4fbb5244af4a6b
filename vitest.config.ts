import { defineConfig } from 'vitest/config';

/** One project per room, so that `npm test -w <package>` runs that room alone. */
const rooms = ['spec', 'conformance', 'reference-opstage', 'reference-agent', 'scripts'];

/**
 * What takes all processors for minutes comes after everything else, one room after the other: beside other tests it
 * would judge how busy the machine is as well.
 */
const heavy = [
  {
    name: 'matrix',
    root: 'conformance',
    include: ['broken/{opstage,agent}/*.test.ts', 'broken/mutation/lies.test.ts'],
    maxWorkers: 1,
  },
  { name: 'site', root: 'site', include: ['**/*.test.ts'], maxWorkers: 2 },
  { name: 'whole', root: 'scripts', include: ['conformance.test.ts'], maxWorkers: 1 },
];

const shared = {
  // Several tests start real processes; the ceiling is generous so that a loaded machine raises no false alarm.
  testTimeout: 60_000,
  hookTimeout: 60_000,
};

const beside = { ...shared, maxWorkers: 3, sequence: { groupOrder: 0 } };

export default defineConfig({
  test: {
    projects: [
      ...rooms.map((room) => ({
        test: {
          ...beside,
          name: room,
          root: room,
          include: ['**/*.test.ts'],
          exclude: ['**/node_modules/**', ...heavy.flatMap(({ root, include }) => (root === room ? include : []))],
        },
      })),
      ...heavy.map((project, index) => ({
        test: { ...shared, ...project, sequence: { groupOrder: index + 1 } },
      })),
    ],
  },
});
