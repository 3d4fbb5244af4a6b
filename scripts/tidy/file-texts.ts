// Rules about the text of one file. The patterns are written so that they do not match their own source.

import { isCode, isGenerated, isTest, type ProjectFile, type Violation } from './project-file.ts';

const linesMax = 400;

const unfinished: readonly (readonly [RegExp, string])[] = [
  [/\b(T[O]DO|F[I]XME|X[X]X|H[A]CK)\b/, 'finish it now or describe it in an issue'],
  [/\b(it|test|describe|suite)(\.\w+)*\.(skip|only|todo|fails|skipIf|runIf)\b/, 'every test runs, always'],
  [/@ts-(i[g]nore|n[o]check)/, 'mend the type'],
  [/\bas a[n]y\b/, 'name the type'],
];

const machineTraces: readonly (readonly [RegExp, string])[] = [
  [/(?<![\w.])\/(work|root|Users|home\/\w+)\//, 'a path of one machine'],
  [/\bfile:\/\/\/(?!\$)\w/, 'a path of one machine'],
  [/https?:\/\/[^/\s"']*\bregis[t]ry\b/, 'a registry host'],
  [/^\s*(@[\w-]+:)?regis[t]ry\s*=/m, 'a registry host'],
  [/"resolved":\s*"https?:/, 'a registry host'],
];

const lineOf = (text: string, index: number): number => text.slice(0, index).split('\n').length;

const search = (
  { path, text }: ProjectFile,
  table: readonly (readonly [RegExp, string])[],
  say: (found: string, why: string) => string,
): Violation[] =>
  table.flatMap(([pattern, why]) => {
    const match = pattern.exec(text);
    return match === null ? [] : [{ path: `${path}:${lineOf(text, match.index)}`, message: say(match[0].trim(), why) }];
  });

/** No mark of unfinished work, no test that is left out, no type error silenced. */
export function unfinishedWork(file: ProjectFile): Violation[] {
  if (isGenerated(file.path) || !(isCode(file.path) || /\.(ya?ml|sql|css|sh|py)$/.test(file.path))) return [];
  return search(file, unfinished, (found, why) => `contains "${found}"; ${why}.`);
}

/** Nothing in the repository names the machine or the registry it was made with. */
export function machineTrace(file: ProjectFile): Violation[] {
  return search(file, machineTraces, (found, why) => `contains "${found}", ${why}.`);
}

/** Program text and Markdown stay short; data in YAML and JSON may be as long as it is. */
export function fileLength({ path, text }: ProjectFile): Violation[] {
  if (isGenerated(path) || !(isCode(path) || /\.(md|mdx|css)$/.test(path))) return [];
  const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
  return lines > linesMax ? [{ path, message: `has ${lines} lines, more than ${linesMax}; it is two things.` }] : [];
}

/** A generated file says which script wrote it, and lives in generated/. JSON has no comment and says nothing. */
export function generatedFile({ path, text }: ProjectFile): Violation[] {
  const lineOne = text.split('\n', 1)[0] ?? '';
  if (isGenerated(path)) {
    const named = /\bscripts\/[\w/-]+\.(ts|mjs)\b/.test(lineOne);
    if (named || !/\.(ts|mts|mjs|js|ya?ml|mdx?)$/.test(path)) return [];
    return [{ path, message: 'does not say on line one which script wrote it (scripts/….ts).' }];
  }
  if (!/\bgen[e]rated by\b/i.test(lineOne)) return [];
  return [{ path, message: 'says that it is generated; generated files live only in a folder generated/.' }];
}

/** A Markdown document has exactly one title: its `#` heading, or `title:` in its front matter. */
export function markdownTitle({ path, text }: ProjectFile): Violation[] {
  if (!/\.mdx?$/.test(path)) return [];
  const frontMatter = /^---\n([\s\S]*?)\n---\n/.exec(text);
  const body = text.slice(frontMatter?.[0].length ?? 0).replace(/^(```+|~~~+)[\s\S]*?^\1/gm, '');
  const titles = (body.match(/^# /gm)?.length ?? 0) + (/^title:/m.test(frontMatter?.[1] ?? '') ? 1 : 0);
  return titles === 1 ? [] : [{ path, message: `has ${titles} titles; a document has exactly one.` }];
}

/** A check of the kit reports what it saw; a property that throws would hide the evidence. */
export function propertyThatThrows({ path, text }: ProjectFile): Violation[] {
  if (!path.startsWith('conformance/src/') || !isCode(path) || isTest(path) || !/\bfc\.assert\(/.test(text)) return [];
  return [{ path, message: 'calls fc.assert; use fc.check and return the result.' }];
}
