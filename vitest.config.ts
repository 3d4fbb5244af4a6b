import { defineConfig } from 'vitest/config';

/** One project per room, so that `npm test -w <package>` runs that room alone. */
const rooms = ['spec', 'conformance', 'reference-opstage', 'reference-agent', 'scripts', 'site'];

/**
 * What takes both processors for minutes comes after everything else, one file at a time: beside other tests it would
 * judge how busy the machine is as well.
 */
const heavy = [
  {
    name: 'matrix',
    root: 'conformance',
    include: ['broken/{opstage,agent}/*.test.ts', 'broken/mutation/lies.test.ts'],
  },
  { name: 'whole', root: 'scripts', include: ['conformance.test.ts'] },
];

const shared = {
  // Several tests start real processes; the ceiling is generous so that a loaded machine raises no false alarm.
  testTimeout: 60_000,
  hookTimeout: 60_000,
};

const beside = { ...shared, maxWorkers: 3, sequence: { groupOrder: 0 } };
const alone = (groupOrder: number) => ({ ...shared, maxWorkers: 1, sequence: { groupOrder } });

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
      ...heavy.map((project, index) => ({ test: { ...alone(index + 1), ...project } })),
    ],
  },
});
