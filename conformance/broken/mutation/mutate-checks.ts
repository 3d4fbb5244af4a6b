/** The mutation run: which expectations of the checks are noticed when they are missing, and by what. */
import { writeFileSync } from 'node:fs';
import type { Check } from '../../src/checks/check.ts';
import type { Trial } from '../../src/checks/trial.ts';
import { globMatcher } from '../../src/runner/plan.ts';
import { SeededRandom } from '../../src/target/seeded-random.ts';
import { atMost } from './at-most.ts';
import { keepLies, keptLies, type LieRow, plainly } from './kept-lies.ts';
import { type Change, type Lie, liar, liesAbout } from './lie.ts';
import { subjectOf } from './subject.ts';
import { expectationLines, type Switch, withSwitch } from './switchboard.ts';
import { type Shown, shownIn } from './transcript-kinds.ts';

export interface Wanted {
  role: 'opstage' | 'agent';
  /** How many checks; null for all. */
  sample: number | null;
  only: string | null;
  seed: string;
  /** Runs side by side. */
  width: number;
  write: boolean;
  report: string | null;
}

interface Run {
  verdict: string;
  /** What the failure expected. */
  expected: string;
  one: Switch;
  shown: Shown[];
  durationMs: number;
}

interface Noticed {
  n: number;
  expected: string;
}

/** A check that reaches an expectation, with the messages it rests on there. */
interface Reach {
  check: Check;
  cited: Shown[];
  durationMs: number;
}

/** Lies tried for one expectation before it is given up. */
const triesMax = 40;
/** A lie is kept when it was noticed so often in a row. */
const confirmations = 2;

/** The number of survivors. */
export async function mutateChecks(wanted: Wanted): Promise<number> {
  const subject = subjectOf(wanted.role);
  const limit = atMost(wanted.width);
  const reaches = new Map<number, Reach[]>();
  const noticedBy = new Map<number, string>();
  const lies = new Map<number, LieRow>();
  const busy = new Set<number>();

  const run = (check: Check, with_: { defect?: string; lie?: Lie; off?: number }): Promise<Run> =>
    limit(async () => {
      const { defect = null, lie = null, off = null } = with_;
      const one: Switch = { off, reached: new Set(), failures: [], cited: new Map() };
      let trial: Trial | null = null;
      const { begin, altered } = liar(lie);
      const began = performance.now();
      const switched = {
        ...check,
        run: (t: Trial) => {
          trial = t;
          begin();
          return withSwitch(one, () => check.run(t as never));
        },
      } as Check;
      const report = await subject.judge(defect, switched, altered, defect === null && lie === null ? 1 : 0.4);
      const durationMs = performance.now() - began;
      const said = report.requirements.flatMap(({ checks }) => checks).find(({ id }) => id === check.id);
      const { transcript } = (trial as Trial | null) ?? {};
      const shown = lie === null && defect === null ? shownIn(transcript?.messages ?? []) : [];
      const expected = said?.failure?.expected ?? '';
      return { verdict: said?.verdict ?? 'harness-error', expected, one, shown, durationMs };
    });

  const survey = async (check: Check) => {
    const sound = await run(check, {});
    if (sound.verdict !== 'passed') {
      process.stdout.write(`${check.id} is ${sound.verdict} without a defect and is left out\n`);
      return;
    }
    for (const n of sound.one.reached) {
      const numbers = sound.one.cited.get(n) ?? new Set();
      const cited = sound.shown.filter(({ message }) => numbers.has(message)).reverse();
      reaches.set(n, [...(reaches.get(n) ?? []), { check, cited, durationMs: sound.durationMs }]);
    }
    for (const n of sound.one.reached) {
      if (noticedBy.has(n) || !(expectationLines[n]?.acts || sound.one.reached.size === 1)) continue;
      if ((await run(check, { off: n })).verdict !== 'passed') noticedBy.set(n, 'the Opstage without a defect');
    }
  };

  /** Lines that send what provokes the defect: without them it does not show, whichever line would notice it. */
  const provokedBy = async (check: Check, defect: string): Promise<void> => {
    const { verdict, one } = await run(check, { defect });
    if (verdict !== 'failed') return;
    for (const n of one.reached) {
      if (noticedBy.has(n) || !expectationLines[n]?.acts) continue;
      if ((await run(check, { defect, off: n })).verdict !== 'failed') noticedBy.set(n, defect);
    }
  };

  /** Which expectation the run failed at, if nothing says the same without it. */
  const onlyNotice = async (check: Check, with_: { defect?: string; lie?: Lie }): Promise<Noticed | null> => {
    const caught = await run(check, with_);
    const n = caught.one.failures.at(-1)?.n;
    if (caught.verdict !== 'failed' || n === undefined || noticedBy.has(n)) return null;
    const expected = plainly(caught.expected);
    const without = await run(check, { ...with_, off: n });
    const isMissed =
      without.verdict !== 'failed' || (with_.lie !== undefined && plainly(without.expected) !== expected);
    return isMissed ? { n, expected } : null;
  };

  const tryLie = async (check: Check, lie: Lie): Promise<void> => {
    const found = await onlyNotice(check, { lie });
    if (found === null || noticedBy.has(found.n)) return;
    const { n, expected } = found;
    for (let count = 1; count < confirmations; count += 1) {
      const again = await onlyNotice(check, { lie });
      if (again?.n !== n || again.expected !== expected) return;
    }
    const { file, text } = expectationLines[n] as (typeof expectationLines)[number];
    noticedBy.set(n, `a lie about ${lie.what}`);
    lies.set(n, { check: check.id, expectation: `${file}: ${text}`, expected, lie });
  };

  const search = async (n: number): Promise<void> => {
    if (noticedBy.has(n) || busy.has(n)) return;
    busy.add(n);
    const [fastest, second] = (reaches.get(n) ?? []).sort((a, b) => a.durationMs - b.durationMs);
    let tries = 0;
    for (const reach of [fastest, second]) {
      if (!reach) continue;
      const most = second === undefined ? triesMax : (triesMax * (reach === fastest ? 2 : 3)) / 3;
      for (const lie of candidates(reach, expectationLines[n]?.text ?? '')) {
        if (noticedBy.has(n) || tries >= most) break;
        tries += 1;
        await tryLie(reach.check, lie);
      }
    }
  };

  const matchers = wanted.only?.split(',').map(globMatcher) ?? [() => true];
  const fits = (name: string) => matchers.some((matches) => matches(name));
  const drawn = subject.checks
    .filter(({ id, requirement }) => fits(id) || fits(requirement))
    // By its own id, so that a new check moves no other.
    .map((check) => ({ check, place: new SeededRandom(`${wanted.seed}/${check.id}`).integer(0, 2 ** 31 - 1) }))
    .sort((a, b) => a.place - b.place)
    .slice(0, wanted.sample ?? undefined)
    .map(({ check }) => check);
  await Promise.all(drawn.map(survey));
  const checks = new Map(drawn.map((check) => [check.id, check]));
  await Promise.all(
    drawn.flatMap((check) =>
      subject.defectsFor(check.id).map(async (defect) => {
        const found = await onlyNotice(check, { defect });
        if (found !== null) noticedBy.set(found.n, defect);
        await provokedBy(check, defect);
      }),
    ),
  );
  const keep = () => {
    const others = keptLies().filter(({ check }) => !checks.has(check));
    if (wanted.write) keepLies([...others, ...lies.values()]);
  };
  const stop = onStop(keep);
  if (subject.takesLies) {
    for (const row of keptLies().filter(({ check }) => checks.has(check))) {
      const n = expectationLines.findIndex(({ file, text }) => `${file}: ${text}` === row.expectation);
      if (n < 0 || !reaches.has(n)) continue;
      noticedBy.set(n, `a lie about ${row.lie.what}`);
      lies.set(n, row);
    }
    await Promise.all([...reaches.keys()].map(search));
  }

  stop();
  const reached = [...reaches.keys()].sort((a, b) => a - b);
  const survivors = reached.filter((n) => !noticedBy.has(n));
  for (const n of survivors) {
    const { file, line, text } = expectationLines[n] as (typeof expectationLines)[number];
    process.stdout.write(`survives: ${file}:${line} ${text}\n`);
  }
  const byDefect = [...noticedBy.values()].filter((what) => !what.startsWith('a lie')).length;
  process.stdout.write(
    `${drawn.length} checks reach ${reached.length} expectations: ${byDefect} are noticed by a broken twin, ` +
      `${lies.size} by a lie, ${survivors.length} survive\n`,
  );
  keep();
  if (wanted.report !== null) {
    const expectations = reached.map((n) => ({ ...expectationLines[n], noticedBy: noticedBy.get(n) ?? null }));
    writeFileSync(wanted.report, `${JSON.stringify({ role: wanted.role, expectations }, null, 2)}\n`);
  }
  return survivors.length;
}

/** What was found is kept even when there was no time for the rest; the answer takes it off again. */
function onStop(keep: () => void): () => void {
  const stopped = () => {
    keep();
    process.exit(3);
  };
  process.once('SIGTERM', stopped);
  return () => process.off('SIGTERM', stopped);
}

/**
 * Lies about what the expectation cites, the last message first; a few of the whole answer, then of its parts. A part whose
 * name stands in the expectation is the likeliest that it looks at, and comes before all others.
 */
function candidates({ cited }: Reach, expectation: string): Lie[] {
  const words = new Set(expectation.match(/[A-Za-z]+/g));
  const isNamed = ({ place }: Lie) => place.split(/[/ ]/).some((name) => name !== 'data' && words.has(name));
  const each = cited.slice(0, 6).map((shown) => liesOf(shown));
  const most = Math.max(0, ...each.map(({ length }) => length));
  const all = Array.from({ length: most }).flatMap((_, index) => each.flatMap((list) => list[index] ?? []));
  return [...all.filter(isNamed), ...all.filter((lie) => !isNamed(lie))];
}

function liesOf({ what, nth, text, status, headers }: Shown): Lie[] {
  const about = (place: string, change: Change): Lie => ({ what, nth, place, change });
  if (what === 'eventStream' && status === 200) {
    const events = [1, 2, 3, 4].flatMap((place) =>
      (['/type', '/id', '/subject', '/data/status', '/data/previousStatus', '/data/headId'] as const).map(
        (pointer) => ({
          ...{ what: 'event', nth: place, place: pointer, change: 'another' as const },
        }),
      ),
    );
    return [about('header content-type', 'another'), ...events];
  }
  if (what === 'agentSession' && status === 101) {
    return [1, 2, 3].map((place) => ({ what: 'close', nth: place, place: '/code', change: 'another' }));
  }
  const whole = [about('answer', status === 200 ? 'refused' : 'accepted'), about('answer', 'recoded')];
  const headed = headers
    .filter(([name]) =>
      /^(allow|retry-after|content-type|set-cookie|www-authenticate|cache-control|upgrade)$/.test(name),
    )
    .flatMap(([name]) => [about(`header ${name}`, 'gone'), about(`header ${name}`, 'another')]);
  const isFrame = what.startsWith('frame ');
  try {
    const parts = liesAbout(JSON.parse(text)).map(({ place, change }) => about(place, change));
    return isFrame ? parts : [...whole, ...parts, ...headed];
  } catch {
    const texts = (['shorter', 'longer', 'turned', 'another'] as const).map((change) => about('text', change));
    return [...whole, ...texts, ...headed];
  }
}
