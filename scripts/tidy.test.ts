// The house rules, executed. Goal: a change that goes against the architecture is red with a sentence that says what to
// do. Method: each rule is a pure function over file texts; it runs over the whole project, and over fixtures that break
// it and fixtures that keep it, so that no rule can become empty unnoticed.

import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { barrel, packageEntries } from './tidy/barrels.ts';
import { fileName } from './tidy/file-names.ts';
import {
  fileLength,
  generatedFile,
  machineTrace,
  markdownTitle,
  propertyThatThrows,
  unfinishedWork,
} from './tidy/file-texts.ts';
import { importCycles } from './tidy/import-cycles.ts';
import { importDirection } from './tidy/import-direction.ts';
import type { ProjectFile, Violation } from './tidy/project-file.ts';
import { readProject } from './tidy/read-project.ts';

type Rule = (files: readonly ProjectFile[]) => Violation[];
/** What the fixture shows, and its files: path → text. */
type Fixture = readonly [title: string, files: Record<string, string>];

interface RuleCase {
  readonly rule: Rule;
  readonly broken: readonly Fixture[];
  readonly kept: readonly Fixture[];
}

const perFile =
  (rule: (file: ProjectFile) => Violation[]): Rule =>
  (files) =>
    files.flatMap(rule);

const importing = (specifier: string): string => `import { x } from '${specifier}';\nx();\n`;
const importingType = (specifier: string): string => `import type { X } from '${specifier}';\nexport type Y = X;\n`;

const rules: Record<string, RuleCase> = {
  'imports keep their direction': {
    rule: perFile(importDirection),
    broken: [
      ['spec imports the kit', { 'spec/scripts/generate.ts': importing('capsule-conformance') }],
      ['spec imports a file of the kit', { 'spec/index.ts': importing('../conformance/src/cli/main.ts') }],
      ['the kit imports a reference', { 'conformance/src/runner/run.ts': importing('capsule-opstage') }],
      ['a test of the kit imports a reference', { 'conformance/test/null-floor.test.ts': importing('capsule-agent') }],
      ['a reference imports the kit', { 'reference-agent/sample/main.ts': importing('capsule-conformance') }],
      ['one reference imports the other', { 'reference-opstage/src/app/agent.ts': importing('capsule-agent') }],
      ['the contract is entered through a path', { 'reference-opstage/src/main.ts': importing('../../spec/index.ts') }],
      ['a src/ of another package is named', { 'site/pages.ts': importing('capsule-contract/src/types.ts') }],
      [
        'a script of the root reaches into a package',
        { 'scripts/run.ts': importing('../conformance/src/cli/main.ts') },
      ],
      ['an import hides in a call', { 'spec/scripts/a.ts': `await import('capsule-agent');\n` }],
      ['an import hides in a type', { 'spec/scripts/a.ts': `export type A = import('capsule-agent').CapsuleAgent;\n` }],
      ['an import hides in an Astro component', { 'site/A.astro': `---\n${importing('capsule-opstage')}---\n<p />\n` }],
      ['the runner imports the command line', { 'conformance/src/runner/run.ts': importing('../cli/arguments.ts') }],
      ['a check imports the runner', { 'conformance/src/checks/opstage/a.ts': importing('../../runner/run.ts') }],
      ['a target imports a check', { 'conformance/src/target/a.ts': importing('../checks/check.ts') }],
      ['the model imports a target', { 'conformance/src/model/state.ts': importing('../target/http-client.ts') }],
      [
        'the kit imports a broken twin',
        { 'conformance/src/runner/a.ts': importing('../../broken/opstage/defects.ts') },
      ],
      ['a report runs the runner', { 'conformance/src/report/json.ts': importing('../runner/run-report.ts') }],
      ['a report sees another type', { 'conformance/src/report/json.ts': importingType('../runner/plan.ts') }],
      ['a report reads the contract', { 'conformance/src/report/json.ts': importing('capsule-contract') }],
      ['a check knows vitest', { 'conformance/src/checks/opstage/a.ts': importing('vitest') }],
      ['http imports the store', { 'reference-opstage/src/http/a.ts': importing('../store/agent.ts') }],
      ['the store imports http', { 'reference-opstage/src/store/a.ts': importing('../http/server.ts') }],
      ['the store imports the app itself', { 'reference-opstage/src/store/a.ts': importing('../app/agent.ts') }],
      ['the app imports the store', { 'reference-opstage/src/app/a.ts': importing('../store/agent.ts') }],
      ['the domain imports the app', { 'reference-opstage/src/domain/a.ts': importing('../app/agent.ts') }],
      ['the domain imports a library', { 'reference-opstage/src/domain/a.ts': importing('nanoid') }],
      ['the domain imports a Node module', { 'reference-opstage/src/domain/a.ts': importing('node:crypto') }],
      ['another file than main.ts wires', { 'reference-opstage/src/wire.ts': importing('./store/agent.ts') }],
      ['the wiring is imported', { 'reference-opstage/src/http/a.ts': importing('../main.ts') }],
      ['the wiring is imported by its neighbour', { 'reference-opstage/src/version.ts': importing('./main.ts') }],
      ['the SDK takes a dependency', { 'reference-agent/src/internal/a.ts': importing('undici') }],
      ['the SDK takes a value of the contract', { 'reference-agent/src/a.ts': importing('capsule-contract') }],
      ['a sample reaches into the SDK', { 'reference-agent/sample/a.ts': importing('../src/internal/http.ts') }],
    ],
    kept: [
      ['everyone imports the contract', { 'conformance/src/target/a.ts': importing('capsule-contract/types') }],
      ['the runner imports checks and targets', { 'conformance/src/runner/a.ts': importing('../target/a.ts') }],
      ['a report sees the RunReport type', { 'conformance/src/report/a.ts': importingType('../runner/run-report.ts') }],
      ['the store sees a port', { 'reference-opstage/src/store/a.ts': importingType('../app/ports/agent-store.ts') }],
      ['main.ts wires', { 'reference-opstage/src/main.ts': importing('./http/a.ts') + importing('./store/a.ts') }],
      ['the domain reads the contract', { 'reference-opstage/src/domain/a.ts': importing('capsule-contract') }],
      ['a unit test looks into its package', { 'reference-opstage/src/http/a.test.ts': importing('../store/a.ts') }],
      ['the SDK takes a type of the contract', { 'reference-agent/src/a.ts': importingType('capsule-contract/types') }],
      ['a sample imports the entry', { 'reference-agent/sample/a.ts': importing('../src/index.ts') }],
      [
        'a comment or a string is no import',
        { 'spec/a.ts': `// import 'capsule-agent'\nexport const x = "import 'capsule-agent'";\n` },
      ],
    ],
  },

  'imports form no cycle': {
    rule: importCycles,
    broken: [
      ['two files', { 'spec/a.ts': importing('./b.ts'), 'spec/b.ts': importing('./a.ts') }],
      ['a file and itself', { 'spec/a.ts': importing('./a.ts') }],
      ['only types', { 'spec/a.ts': importingType('./b.ts'), 'spec/b.ts': importingType('./a.ts') }],
      [
        'three files in different folders',
        { 'spec/a.ts': importing('./x/b.ts'), 'spec/x/b.ts': importing('./c.ts'), 'spec/x/c.ts': importing('../a.ts') },
      ],
    ],
    kept: [
      [
        'two ways to one file',
        { 'spec/a.ts': importing('./b.ts') + importing('./c.ts'), 'spec/b.ts': importing('./c.ts'), 'spec/c.ts': '' },
      ],
    ],
  },

  'only the entry of a package re-exports': {
    rule: (files) => {
      const entries = packageEntries(files);
      return files.flatMap((file) => barrel(file, entries));
    },
    broken: [
      ['everything', { 'conformance/src/checks/index.ts': `export * from './check.ts';\n` }],
      ['one name', { 'conformance/src/checks/check.ts': `export { x } from './x.ts';\nexport const y = 1;\n` }],
      ['a type', { 'conformance/src/checks/check.ts': `export type { X } from './x.ts';\n` }],
    ],
    kept: [
      [
        'an entry, named at any depth of exports',
        {
          'spec/package.json': JSON.stringify({ exports: { '.': { default: './index.ts' } } }),
          'spec/index.ts': `export * from './generated/operations.ts';\n`,
        },
      ],
      [
        'the source of an entry that is built',
        {
          'conformance/package.json': JSON.stringify({ exports: { '.': { default: './dist/index.js' } } }),
          'conformance/src/index.ts': `export { run } from './runner/run.ts';\n`,
        },
      ],
      ['a generated file', { 'spec/generated/types.ts': `export type * from './schemas.ts';\n` }],
    ],
  },

  'program files are kebab-case and their names say something': {
    rule: perFile(fileName),
    broken: [
      ['camelCase', { 'spec/scripts/bundleOpenapi.ts': '' }],
      ['PascalCase', { 'reference-agent/src/CapsuleAgent.ts': '' }],
      ['snake_case', { 'spec/scripts/bundle_openapi.mjs': '' }],
      ['utils', { 'conformance/src/utils.ts': '' }],
      ['a word of the name', { 'conformance/src/string-utils.ts': '' }],
      ['a folder of helpers', { 'conformance/test/helpers/start.ts': '' }],
      ['a manager', { 'reference-opstage/src/app/session-manager.ts': '' }],
      ['common', { 'reference-opstage/src/common/time.ts': '' }],
    ],
    kept: [
      ['a test, a declaration, a configuration', { 'a/b-c.test.ts': '', 'a/b.d.ts': '', 'site/astro.config.ts': '' }],
      ['a generated file', { 'spec/generated/OpenApi.ts': '' }],
      ['a word inside a word', { 'spec/commonality.ts': '' }],
    ],
  },

  'nothing is unfinished, left out or silenced': {
    rule: perFile(unfinishedWork),
    broken: [
      ['a mark', { 'spec/a.ts': '// T\u004fDO later\n' }],
      ['another mark', { 'spec/openapi/a.yaml': '# F\u0049XME\n' }],
      ['a skipped test', { 'spec/a.test.ts': `test.\u0073kip('x', () => {});\n` }],
      ['a focused suite', { 'spec/a.test.ts': `describe.\u006fnly('x', () => {});\n` }],
      ['a test of a table, focused', { 'spec/a.test.ts': `test.concurrent.\u006fnly.each([])('x', () => {});\n` }],
      ['a conditional test', { 'spec/a.test.ts': `it.\u0073kipIf(ci)('x', () => {});\n` }],
      ['a silenced type error', { 'spec/a.ts': '// @ts-\u0069gnore\n' }],
      ['any', { 'spec/a.ts': 'export const a = b as \u0061ny;\n' }],
    ],
    kept: [['a method called skip', { 'spec/a.ts': 'reader.skip(4);\n' }]],
  },

  'no file names a machine or a registry': {
    rule: perFile(machineTrace),
    broken: [
      ['a workspace', { 'README.md': 'see /\u0077ork/main\n' }],
      ['a home', { 'spec/a.ts': `const a = '/\u0068ome/ann/x';\n` }],
      ['the home of root', { '.ci/run': 'cd /\u0072oot/x\n' }],
      ['a file address', { 'spec/a.ts': `const a = 'file:/\u002f/srv/x';\n` }],
      ['a registry in a setting', { '.npmrc': '\u0072egistry=https://npm.example.org\n' }],
      ['a registry of a scope', { '.npmrc': '@a:\u0072egistry = https://npm.example.org\n' }],
      ['a registry address', { 'README.md': 'https://\u0072egistry.example.org/node\n' }],
      ['a resolved package', { 'package-lock.json': '"resolved":\u0020"https://npm.example.org/x.tgz"\n' }],
    ],
    kept: [
      ['a resolved workspace', { 'package-lock.json': '"resolved": "spec"\n' }],
      ['a folder called work', { 'spec/a.ts': `import './work/a.ts';\n` }],
      ['a route', { 'spec/a.ts': `const a = '/api/agents/register';\n` }],
    ],
  },

  'program text and documents stay within 400 lines': {
    rule: perFile(fileLength),
    broken: [
      ['code', { 'spec/a.ts': 'x;\n'.repeat(401) }],
      ['code without a last line end', { 'spec/a.ts': `${'x;\n'.repeat(400)}x;` }],
      ['a document', { 'README.md': 'x\n'.repeat(401) }],
    ],
    kept: [
      ['400 lines', { 'spec/a.ts': 'x;\n'.repeat(400) }],
      ['data', { 'spec/catalogue/errors.yaml': '- x\n'.repeat(500) }],
      ['a generated file', { 'spec/generated/types.ts': 'x;\n'.repeat(5000) }],
    ],
  },

  'generated files are in generated/ and name their script': {
    rule: perFile(generatedFile),
    broken: [
      ['no script named', { 'spec/generated/types.ts': 'export type A = 1;\n' }],
      [
        'named on line two',
        { 'spec/generated/openapi.yaml': 'openapi: 3.1.0\n# Written by scripts/generate-openapi.ts\n' },
      ],
      ['elsewhere', { 'spec/types.ts': '// Gen\u0065rated by scripts/generate-types.ts\n' }],
    ],
    kept: [
      ['a named script', { 'spec/generated/types.ts': '// Written by spec/scripts/generate-types.ts; do not edit.\n' }],
      ['JSON has no comments', { 'spec/generated/openapi.json': '{}\n' }],
    ],
  },

  'a Markdown document has exactly one title': {
    rule: perFile(markdownTitle),
    broken: [
      ['none', { 'README.md': '## a\n' }],
      ['two', { 'README.md': '# a\n\n# b\n' }],
      ['a heading beside the front matter title', { 'site/a.md': '---\ntitle: a\n---\n\n# a\n' }],
    ],
    kept: [
      ['a comment in a shell example', { 'README.md': '# a\n\n```sh\n# not a title\n```\n' }],
      ['a front matter title', { 'site/a.md': '---\ntitle: a\n---\n\n## b\n' }],
    ],
  },

  'properties of the kit return their result': {
    rule: perFile(propertyThatThrows),
    broken: [['in a check', { 'conformance/src/checks/opstage/a.ts': 'fc.assert(property);\n' }]],
    kept: [
      ['fc.check', { 'conformance/src/checks/opstage/a.ts': 'fc.check(property);\n' }],
      ['a unit test', { 'conformance/src/arbitraries/valid.test.ts': 'fc.assert(property);\n' }],
    ],
  },
};

const filesOf = (fixture: Record<string, string>): ProjectFile[] =>
  Object.entries(fixture).map(([path, text]) => ({ path, text }));

const project = readProject(fileURLToPath(new URL('..', import.meta.url)));

test('the project is read whole: every package and this very file are seen', () => {
  const paths = project.map(({ path }) => path);
  expect(paths).toEqual(
    expect.arrayContaining([
      'package.json',
      'package-lock.json',
      '.npmrc',
      '.ci/run',
      'README.md',
      'scripts/tidy.test.ts',
    ]),
  );
  for (const name of ['spec', 'conformance', 'reference-opstage', 'reference-agent', 'site']) {
    expect(paths).toContain(`${name}/package.json`);
  }
  expect(paths.filter((path) => path.includes('node_modules'))).toEqual([]);
});

describe.each(Object.entries(rules))('%s', (_title, { rule, broken, kept }) => {
  test('the project keeps the rule', () => {
    expect(rule(project).map(({ path, message }) => `${path} ${message}`)).toEqual([]);
  });

  test.each(broken)('broken: %s', (_case, fixture) => {
    expect(rule(filesOf(fixture))).toHaveLength(1);
  });

  test.each(kept)('kept: %s', (_case, fixture) => {
    expect(rule(filesOf(fixture))).toEqual([]);
  });
});
