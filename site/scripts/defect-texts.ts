/**
 * What is wrong with each broken implementation of the kit, in Chinese: content/zh-cn/defects/<role>.json, by the name of
 * the defect, with the hash of the English it was made from. A text whose English has changed since is shown in English
 * until it is translated again; `node scripts/check-texts.ts defects` lists what is missing or stale.
 */
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { kitFilePath, type Role } from './kit-checks.ts';
import type { MatrixRow } from './kit-matrix.ts';
import { sourceHash } from './source-hash.ts';

interface DefectText {
  /** Hash of the English sentence. */
  source: string;
  /** Says what the implementation does, without naming it. */
  wrong: string;
}

type Broken = Pick<MatrixRow, 'defect' | 'wrong'>;

const textsOf = (role: Role): Record<string, DefectText> =>
  JSON.parse(readFileSync(new URL(`../content/zh-cn/defects/${role}.json`, import.meta.url), 'utf8'));

const texts: Record<Role, Record<string, DefectText>> = { opstage: textsOf('opstage'), agent: textsOf('agent') };

/** Undefined where there is none for the English of today. */
export function chineseOfDefect(role: Role, { defect, wrong }: Broken): string | undefined {
  const text = texts[role][defect];
  return text?.source === sourceHash(wrong) ? text.wrong : undefined;
}

/** Those the kit keeps, whether a matrix of them is published or not. */
export async function kitDefects(role: Role): Promise<Broken[]> {
  const { defects } = (await import(pathToFileURL(kitFilePath(`broken/${role}/defects.ts`)).href)) as {
    defects: Record<string, { wrong: string }>;
  };
  return Object.entries(defects).map(([defect, { wrong }]) => ({ defect, wrong }));
}

/** What has no Chinese for the English of today. */
export async function untranslatedDefects(): Promise<
  { key: string; section: string; source: string; wrong: string }[]
> {
  const roles = (['opstage', 'agent'] as const).map(async (role) =>
    (await kitDefects(role))
      .filter((one) => chineseOfDefect(role, one) === undefined)
      .map(({ defect, wrong }) => ({
        key: `${role} ${defect}`,
        section: 'defects',
        source: sourceHash(wrong),
        wrong,
      })),
  );
  return (await Promise.all(roles)).flat();
}
