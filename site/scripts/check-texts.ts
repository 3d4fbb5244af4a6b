/**
 * What a check says of itself, in Chinese: content/zh-cn/checks/<section>.json, by role and id, with the hash of the
 * English it was made from. A text whose English has changed since is shown in English until it is translated again.
 * Started as a program it lists what is missing or stale: `node scripts/check-texts.ts [section]`; the section `defects`
 * is that of the broken implementations.
 */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { requirementSections, requirements } from 'capsule-contract';
import { untranslatedDefects } from './defect-texts.ts';
import { type KitCheck, kitEntries, type Role } from './kit-checks.ts';
import { sourceHash } from './source-hash.ts';

interface CheckText {
  /** Hash of the English title and description. */
  source: string;
  title: string;
  how: string;
}

const file = (section: string): string =>
  fileURLToPath(new URL(`../content/zh-cn/checks/${section}.json`, import.meta.url));

const texts = new Map<string, CheckText>(
  requirementSections.flatMap(({ section }) =>
    existsSync(file(section)) ? Object.entries(JSON.parse(readFileSync(file(section), 'utf8'))) : [],
  ) as [string, CheckText][],
);

const sourceOf = ({ title, how }: KitCheck): string => sourceHash(`${title}\n${how}`);

/** Undefined where there is none for the English of today. */
export function chineseOf(role: Role, check: KitCheck): CheckText | undefined {
  const text = texts.get(`${role} ${check.id}`);
  return text?.source === sourceOf(check) ? text : undefined;
}

/** What has no Chinese for the English of today. */
export const untranslatedChecks = (): { key: string; section: string; source: string; title: string; how: string }[] =>
  kitEntries.flatMap(({ requirement, role, checks }) =>
    checks
      .filter((check) => chineseOf(role, check) === undefined)
      .map((check) => ({
        key: `${role} ${check.id}`,
        section: requirements[requirement].section,
        source: sourceOf(check),
        title: check.title,
        how: check.how,
      })),
  );

if (import.meta.main) {
  const section = process.argv[2];
  const missing = [...untranslatedChecks(), ...(await untranslatedDefects())].filter(
    (one) => section === undefined || one.section === section,
  );
  process.stdout.write(`${JSON.stringify(missing, null, 1)}\n`);
}
