/** The drift check: quiet on the committed state, red for every kind of change, and it says what to run. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readContractSource } from '../scripts/contract-source.ts';
import { generateAll } from '../scripts/generate.ts';
import { driftedFiles, driftReport, specRoot } from '../scripts/generated-files.ts';

let copy: string;

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'capsule-contract-'));
  for (const folder of ['schemas', 'catalogue', 'openapi', 'asyncapi', 'examples', 'translations', 'generated']) {
    cpSync(join(specRoot, folder), join(copy, folder), { recursive: true });
  }
});

afterAll(() => rmSync(copy, { recursive: true, force: true }));

async function drift(): Promise<string[]> {
  return driftedFiles(copy, await generateAll(readContractSource(copy)));
}

/** Drift after one edit of the copy, which is undone again. */
async function driftAfter(file: string, edit: (text: string) => string): Promise<string[]> {
  const path = join(copy, file);
  const before = readFileSync(path, 'utf8');
  const after = edit(before);
  expect(after, `the edit of ${file} changes something`).not.toBe(before);
  writeFileSync(path, after);
  try {
    return await drift();
  } finally {
    writeFileSync(path, before);
  }
}

describe('the drift check', () => {
  test('finds nothing in the committed state', async () => {
    expect(await drift()).toEqual([]);
  });

  test('is red when a normative sentence changes', async () => {
    const drifted = await driftAfter('catalogue/requirements/conventions.yaml', (text) =>
      text.replace('on every request and on the WebSocket upgrade.', 'on every request.'),
    );
    expect(drifted).toContain('spec/generated/catalogue/requirements.json');
    expect(drifted).toContain('spec/generated/tables.ts');
    expect(drifted).toContain('spec/generated/contract-identity.ts');
  });

  test('is red when an enum changes', async () => {
    const drifted = await driftAfter('schemas/CommandStatus.yaml', (text) => text.replace('EXPIRED', 'LAPSED'));
    expect(drifted).toContain('spec/generated/schemas.json');
    expect(drifted).toContain('spec/generated/openapi.json');
    expect(drifted).toContain('spec/generated/openapi-types.ts');
    expect(drifted).toContain('spec/generated/compiled-validators.js');
  });

  test('is red when an error code changes', async () => {
    const drifted = await driftAfter('catalogue/errors.yaml', (text) =>
      text.replaceAll('USERNAME_TAKEN', 'USERNAME_HELD'),
    )
      // The code is named by an operation as well, so the generator itself refuses: red either way.
      .catch((error: unknown) => [String(error)]);
    expect(drifted.join(' ')).toMatch(/USERNAME_TAKEN is not in the catalogue/);
  });

  test('is red when an error code is added', async () => {
    const drifted = await driftAfter('catalogue/errors.yaml', (text) =>
      text.replace(
        '- code: MALFORMED_JSON',
        '- code: MALFORMED_TEXT\n  status: 400\n  meaning: { en: Not text. }\n- code: MALFORMED_JSON',
      ),
    );
    expect(drifted).toEqual(
      expect.arrayContaining([
        'spec/generated/asyncapi.json',
        'spec/generated/catalogue/errors.json',
        'spec/generated/contract-errors.ts',
        'spec/generated/openapi.json',
        'spec/generated/types.ts',
      ]),
    );
  });

  test('is red when a role changes', async () => {
    const drifted = await driftAfter('catalogue/role-matrix.yaml', (text) =>
      text.replace('agentDisable: operator', 'agentDisable: owner'),
    );
    expect(drifted).toContain('spec/generated/operations.ts');
    expect(drifted).toContain('spec/generated/openapi.yaml');
  });

  test('is red when a generated file is edited by hand', async () => {
    const drifted = await driftAfter('generated/catalogue/limits.json', (text) => text.replace('1048576', '2097152'));
    expect(drifted).toEqual(['spec/generated/catalogue/limits.json']);
  });

  test('is red when a session message changes', async () => {
    const drifted = await driftAfter('asyncapi/channels/agent-session.yaml', (text) =>
      text.replace('x-replies: [command.ack]', 'x-replies: [command.ack, error]'),
    );
    expect(drifted).toContain('spec/generated/asyncapi.yaml');
    expect(drifted).toContain('spec/generated/tables.ts');
  });

  test('says what to run', () => {
    const report = driftReport(['spec/generated/schemas.json']);
    expect(report).toContain('spec/generated/schemas.json');
    expect(report).toContain('npm run generate -w capsule-contract');
  });
});

describe('generation', () => {
  test('gives the same bytes every time', async () => {
    const first = await generateAll(readContractSource(specRoot));
    const second = await generateAll(readContractSource(specRoot));
    expect([...second]).toEqual([...first]);
  });

  test('names its script on the first lines of every file', async () => {
    for (const [path, content] of await generateAll(readContractSource(specRoot))) {
      const start = content
        .split('\n')
        .slice(0, path.endsWith('.json') ? 2 : 1)
        .join('\n');
      expect(start, path).toMatch(/spec\/scripts\/generate-[a-z]+\.ts/);
    }
  });
});
