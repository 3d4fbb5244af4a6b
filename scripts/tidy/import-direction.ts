// The import directions of the house: which package may import which, and which room inside a package may import which.
// A room is a folder; the tables below are the whole rule. Unit tests may look into every room of their own package.

import { type Import, importsOf } from './imports-of.ts';
import { isCode, isTest, type ProjectFile, type Violation } from './project-file.ts';

const packageNames: Record<string, string> = {
  spec: 'capsule-contract',
  conformance: 'capsule-conformance',
  'reference-opstage': 'capsule-opstage',
  'reference-agent': 'capsule-agent',
  site: 'capsule-site',
};

/** Which rooms of the kit a room may import besides itself. The entry of the package, in room '', passes on two of them. */
const kitRooms: Record<string, readonly string[]> = {
  '': ['runner', 'report'],
  cli: ['runner', 'report', 'checks', 'model', 'arbitraries', 'target'],
  runner: ['checks', 'model', 'arbitraries', 'target'],
  checks: ['model', 'arbitraries', 'target'],
  model: [],
  arbitraries: [],
  target: [],
  report: [],
};

/** Which rooms of Opstage a room may import besides itself. A file directly in src/ other than main.ts is in room ''. */
const opstageRooms: Record<string, readonly string[]> = {
  http: ['app', 'domain'],
  app: ['domain'],
  store: ['app', 'domain'],
  domain: [],
  '': ['app', 'domain'],
};

type Judge = (file: ProjectFile, imported: Import) => string | null;

/** Every import of `file` that goes against the direction. */
export function importDirection(file: ProjectFile): Violation[] {
  // What a guide tells its reader to type is a program of the reader, who may import what he likes.
  if (!isCode(file.path) || file.path.startsWith('site/guides/')) return [];
  const judges = [acrossPackages, ...(isTest(file.path) ? [] : [insideKit, insideOpstage, insideAgent])];
  return importsOf(file).flatMap((imported) => {
    const message = judges.map((judge) => judge(file, imported)).find((verdict) => verdict !== null);
    return message === undefined || message === null ? [] : [{ path: file.path, message }];
  });
}

const acrossPackages: Judge = ({ path }, { specifier, target }) => {
  const own = path.split('/')[0] ?? '';
  if (target !== null) {
    const theirs = target.split('/')[0] ?? '';
    if (theirs === own || (!(own in packageNames) && !(theirs in packageNames))) return null;
    return `imports ${specifier}, a file outside its package; import the other package's exports by name.`;
  }
  const [theirs = '', ...rest] = specifier.split('/');
  if (!Object.values(packageNames).includes(theirs)) return null;
  if (rest[0] === 'src') return `imports ${specifier}; a package's src/ is private, import its exports.`;
  if (theirs === packageNames[own] || theirs === 'capsule-contract') {
    return own === 'spec' && theirs !== packageNames[own] ? 'spec imports no other package.' : null;
  }
  return `imports ${theirs}; only capsule-contract may be imported, and another side is started as a process.`;
};

const roomOf = (path: string, src: string): string | null => {
  if (!path.startsWith(src)) return null;
  const parts = path.slice(src.length).split('/');
  return parts.length === 1 ? '' : (parts[0] ?? '');
};

const insideKit: Judge = ({ path }, { specifier, target, typeOnly }) => {
  const src = 'conformance/src/';
  const from = roomOf(path, src);
  if (from === null) return null;
  if (from === 'report' && /^capsule-/.test(specifier)) return `report sees only the RunReport type, not ${specifier}.`;
  if (from === 'checks' && specifier === 'vitest') return 'a check knows no test framework; it returns a result.';
  if (target === null || /^conformance\/(package|replay-case\.schema)\.json$/.test(target)) return null;
  const to = roomOf(target, src);
  if (to === null) return `imports ${specifier}; the kit's src/ imports nothing of the package but src/.`;
  if (from === to) return null;
  if (from === 'report' && typeOnly && target === `${src}runner/run-report.ts`) return null;
  if (kitRooms[from]?.includes(to)) return null;
  return `${from} imports ${specifier}; the kit's direction is cli → runner → checks → {model, arbitraries, target}, and report sees only the RunReport type.`;
};

const insideOpstage: Judge = ({ path }, { specifier, target }) => {
  const src = 'reference-opstage/src/';
  const from = roomOf(path, src);
  if (from === null) return null;
  if (target === null) {
    const foreign = from === 'domain' && !/^capsule-contract(\/|$)/.test(specifier);
    return foreign ? `domain imports ${specifier}; it imports nothing but itself and the contract.` : null;
  }
  if (target === `${src}main.ts`) return `imports ${specifier}; nothing imports the wiring.`;
  const to = roomOf(target, src);
  if (path === `${src}main.ts` || from === to) return null;
  if (from === 'store' && to === 'app' && !/^app\/ports(\.ts$|\/)/.test(target.slice(src.length))) {
    return `store imports ${specifier}; of app it sees only the ports (app/ports).`;
  }
  if (to !== null && opstageRooms[from]?.includes(to)) return null;
  return `${from || 'src'} imports ${specifier}; Opstage's direction is http → app → domain and store → {app's ports, domain}; only main.ts wires.`;
};

const insideAgent: Judge = ({ path }, { specifier, target, typeOnly }) => {
  if (path.startsWith('reference-agent/src/')) {
    const own = target?.startsWith('reference-agent/src/');
    const contractType = typeOnly && /^capsule-contract(\/|$)/.test(specifier);
    if (own || specifier.startsWith('node:') || contractType) return null;
    return `imports ${specifier}; the SDK runs on Node alone and takes only types from the contract.`;
  }
  if (path.startsWith('reference-agent/sample/') && target?.startsWith('reference-agent/src/')) {
    return target === 'reference-agent/src/index.ts'
      ? null
      : `imports ${specifier}; a sample uses the SDK's entry only.`;
  }
  return null;
};
