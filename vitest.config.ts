import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

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
    include: ['broken/opstage/*.test.ts', 'broken/agent/attached.test.ts', 'broken/mutation/lies.test.ts'],
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

/** Minutes of waiting begin before everything else, so that nobody waits for them at the end. */
const longest = [
  'broken/agent/matrix',
  'broken/opstage/matrix',
  'site/test/site',
  'site/test/guides',
  'hostile-afternoon',
  'null-floor',
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const place = longest.findIndex((name) => moduleId.includes(`${name}.test.ts`));
      return place < 0 ? longest.length : place;
    };
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}

export default defineConfig({
  test: {
    maxWorkers: 4,
    sequence: { sequencer: LongestFirst },
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
