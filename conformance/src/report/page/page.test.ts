/** The HTML report in a real browser: it opens from disk, loads nothing, and people of every kind can use it. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import chromium from '@sparticuz/chromium';
import { type Browser, type Page, chromium as playwright } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { viewerPage } from '../../../scripts/viewer-page.ts';
import { sampleReport, soundReport } from '../../../test/sample-report.ts';
import { htmlReport } from '../html-report.ts';
import { jsonReport } from '../json-report.ts';
import { pageParts } from '../page-parts.ts';
import { inChinese } from '../wording.ts';

// Ceilings that only a hanging program reaches: a busy machine takes its time.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Of the sample report; what is not here stays English and is marked. */
const translations = { commands: '命令', 'Asks, and looks at the answer.': '询问，并察看应答。' };
let folder = '';
let browser: Browser;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'capsule-html-'));
  const entry = { reason: 'Ticket 7.', link: 'https://example.org/7', expires: '2026-12-31' };
  const full = sampleReport({
    partial: true,
    interrupted: 'the run was interrupted',
    knownFailures: [
      { ...entry, check: 'spread-fleet-start', state: 'fails' },
      { ...entry, check: 'request-id/every-answer', state: 'no-longer-fails' },
    ],
    unstable: [{ check: 'no-silent-takeover/known-code', verdicts: ['passed', 'failed'] }],
  });
  writeFileSync(join(folder, 'report.html'), htmlReport(full));
  writeFileSync(join(folder, 'chinese.html'), htmlReport(full, pageParts(), inChinese(translations)));
  const unfit = { reason: 'nothing answers', exchange: full.requirements[1]?.checks[1]?.failure?.exchange ?? [] };
  writeFileSync(join(folder, 'unfit.html'), htmlReport(sampleReport({ unfit, exitCode: 3 })));
  writeFileSync(join(folder, 'later.json'), jsonReport(soundReport()));
  writeFileSync(join(folder, 'later.html'), htmlReport(soundReport()));
  writeFileSync(join(folder, 'viewer.html'), await viewerPage());
  writeFileSync(join(folder, 'chinese-viewer.html'), await viewerPage(translations));
  writeFileSync(join(folder, 'nonsense.json'), '{"a":1}');
  writeFileSync(join(folder, 'around.html'), '<!doctype html><iframe src="viewer.html"></iframe>');
  browser = await playwright.launch({
    executablePath: await chromium.executablePath(),
    // Its own arguments are for functions in a cloud: one process for everything, which ends with the first page closed.
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
});

afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

interface View {
  colorScheme?: 'light' | 'dark';
  width?: number;
  javaScriptEnabled?: boolean;
  file?: string;
}

async function withPage<T>(
  view: View,
  look: (page: Page, requests: string[], complaints: string[]) => Promise<T>,
): Promise<T> {
  const { colorScheme = 'light', width = 1280, javaScriptEnabled = true, file = 'report.html' } = view;
  const context = await browser.newContext({
    colorScheme,
    javaScriptEnabled,
    viewport: { width, height: 900 },
  });
  context.setDefaultTimeout(240_000);
  try {
    const page = await context.newPage();
    const requests: string[] = [];
    const complaints: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('dialog', (dialog) => complaints.push(dialog.message()));
    await page.goto(pathToFileURL(join(folder, file)).href);
    return await look(page, requests, complaints);
  } finally {
    await context.close();
  }
}

test('it loads nothing but itself, runs nothing a subject sent, and complains of nothing', async () => {
  await withPage({}, async (page, requests, complaints) => {
    await page.waitForFunction(() => document.querySelector('#shown')?.textContent !== '');
    expect(requests.map((url) => url.split('/').at(-1))).toEqual(['report.html']);
    expect(complaints).toEqual([]);
    expect(await page.content()).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  });
});

describe.each(['light', 'dark'] as const)('in the %s theme', (colorScheme) => {
  test.each([
    [1280, 'report.html'],
    [390, 'report.html'],
    [1280, 'unfit.html'],
    [390, 'chinese.html'],
  ])('axe finds nothing at %i px in %s, and nothing overflows', async (width, file) => {
    await withPage({ colorScheme, width, file }, async (page) => {
      for (const details of await page.locator('details').all())
        await details.evaluate((one) => one.setAttribute('open', ''));
      // Through the debugger, because the page's policy lets in no script.
      await page.evaluate(axe);
      const found = await page.evaluate(async () => {
        const { violations } = await (globalThis as unknown as { axe: typeof import('axe-core') }).axe.run(document);
        return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
      });
      expect(found).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    });
  });
});

test('without scripts everything is there to read', async () => {
  await withPage({ javaScriptEnabled: false }, async (page) => {
    expect(await page.locator('article.failure').count()).toBe(2);
    expect(await page.locator('tr[data-verdicts]').count()).toBe(6);
    expect(await page.locator('.fields').isVisible()).toBe(false);
  });
});

test('filters leave what is asked for', async () => {
  await withPage({}, async (page) => {
    const rows = () => page.locator('tr[data-verdicts]:visible').count();
    expect(await rows()).toBe(6);
    await page.selectOption('select[name=level]', 'SHOULD');
    expect(await rows()).toBe(2);
    await page.selectOption('select[name=level]', '');
    await page.selectOption('select[name=area]', 'commands');
    expect(await rows()).toBe(2);
    await page.uncheck('input[value=not-applicable]');
    expect(await rows()).toBe(1);
    await page.check('input[value=not-applicable]');
    await page.selectOption('select[name=area]', '');
    await page.fill('input[type=search]', 'silent takeover');
    expect(await rows()).toBe(1);
    expect(await page.locator('#shown').textContent()).toBe('1 of 6 requirements shown');
    expect(await page.locator('article.failure:visible').count()).toBe(1);
  });
});

test('a chip of the matrix leads to its failure', async () => {
  await withPage({}, async (page) => {
    await page.locator('a.chip.failed').first().click();
    expect(await page.locator('article.failure:target h3').textContent()).toContain('no-silent-takeover');
  });
});

test('copying takes the whole text, or selects it where there is no clipboard', async () => {
  await withPage({}, async (page) => {
    const replay = page.locator('.copyable', { hasText: 'Replay' }).first();
    await replay.locator('button').click();
    await page.waitForFunction(() =>
      [...document.querySelectorAll('button.copy')].some((one) => one.textContent !== 'copy'),
    );
    const label = await replay.locator('button').textContent();
    const taken =
      label === 'copied'
        ? await page.evaluate(() => navigator.clipboard.readText().catch(() => 'unreadable'))
        : await page.evaluate(() => getSelection()?.toString());
    expect(['unreadable', 'capsule-conformance opstage --only no-silent-takeover/known-code --seed 1']).toContain(
      taken,
    );
  });
});

test.each(['later.json', 'later.html'])('another run is compared from %s', async (other) => {
  await withPage({}, async (page) => {
    await page.setInputFiles('#compare input', join(folder, other));
    await page.waitForSelector('#difference h3');
    const text = (await page.locator('#difference').textContent()) ?? '';
    expect(text).toContain('Mended (1)no-silent-takeover/known-code: failed, now passed');
    expect(text).toContain('Only in the earlier run (4)');
    expect(text).toContain('Later: Harbour <Control> 2.4.1, 2026-03-02');
  });
});

test('a report dropped onto the page is compared too, and anything else is named as none', async () => {
  await withPage({}, async (page) => {
    const drop = (name: string) =>
      page.evaluate(
        ([title, text]) => {
          const transfer = new DataTransfer();
          transfer.items.add(new File([text ?? ''], title ?? ''));
          document.body.dispatchEvent(
            new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: transfer }),
          );
        },
        [name, readFileSync(join(folder, name), 'utf8')],
      );
    await drop('later.json');
    await page.waitForSelector('#difference h3');
    await drop('nonsense.json');
    await page.waitForFunction(() => document.querySelector('#difference')?.textContent?.includes('is no report'));
  });
});

test('on paper the controls are gone and every detail is open', async () => {
  await withPage({ colorScheme: 'dark' }, async (page) => {
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.fields').isVisible()).toBe(false);
    expect(await page.locator('details:not([open])').count()).toBe(0);
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(255, 255, 255)');
    expect((await page.pdf()).subarray(0, 5).toString()).toBe('%PDF-');
  });
});

test('the viewer shows the page of a JSON report, its script working, and loads nothing', async () => {
  await withPage({ file: 'viewer.html' }, async (page, requests, complaints) => {
    await page.setInputFiles('input', join(folder, 'nonsense.json'));
    await page.waitForFunction(() => document.querySelector('#status')?.textContent?.includes('is no JSON report'));
    await page.setInputFiles('input', join(folder, 'later.json'));
    const report = page.frameLocator('iframe');
    await report.locator('#shown', { hasText: '2 of 2 requirements shown' }).waitFor();
    expect(await report.locator('h1').textContent()).toBe('Harbour <Control> 2.4.1');
    expect(requests.filter((url) => !/viewer\.html$|^about:srcdoc$/.test(url))).toEqual([]);
    expect(complaints).toEqual([]);
  });
});

test('the viewer and its report follow the theme of the page around them, whenever that is chosen', async () => {
  await withPage({ file: 'around.html' }, async (page) => {
    const viewer = page.frameLocator('iframe');
    const report = viewer.frameLocator('iframe');
    const choose = async (scheme: 'light' | 'dark') => {
      await page.evaluate((chosen) => frames[0]?.postMessage({ scheme: chosen }, '*'), scheme);
      await viewer.locator(`meta[content=${scheme}]`).waitFor({ state: 'attached' });
    };
    const ground = async (scheme: 'light' | 'dark') => {
      await report.locator(`meta[content=${scheme}]`).waitFor({ state: 'attached' });
      return report.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor);
    };
    await viewer.locator('#status', { hasText: 'Nothing is sent' }).waitFor();
    await choose('dark');
    await viewer.locator('input').setInputFiles(join(folder, 'later.json'));
    expect(await ground('dark')).toBe('rgb(20, 23, 27)');
    await choose('light');
    expect(await ground('light')).toBe('rgb(255, 255, 255)');
  });
});

/** Texts of the page in which English words stand side by side and are not marked as English, nor as code. */
const unmarkedEnglish = (page: Page) =>
  page.evaluate(() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    while (texts.nextNode() !== null) {
      const around = texts.currentNode.parentElement;
      const text = texts.currentNode.textContent ?? '';
      if (around?.closest('[lang=en], code, pre, script, h1, .about, .request, .response') !== null) continue;
      if (/[a-z]{2,} [a-z]{2,}/i.test(text)) found.push(text);
    }
    return found;
  });

test('the page in Chinese says everything of its own in Chinese, and marks what the run wrote in English', async () => {
  await withPage({ file: 'chinese.html' }, async (page) => {
    await page.setInputFiles('#compare input', join(folder, 'nonsense.json'));
    await page.waitForFunction(() => document.querySelector('#difference')?.textContent?.includes('不是'));
    await page.setInputFiles('#compare input', join(folder, 'later.json'));
    await page.waitForSelector('#difference h3');
    expect(await unmarkedEnglish(page)).toEqual([]);
    expect(await page.locator('.partial').textContent()).toBe('部分运行：the run was interrupted');
    expect(await page.locator('.partial [lang=en]').textContent()).toBe('the run was interrupted');
    expect(await page.locator('#shown').textContent()).toBe('显示 6 条要求中的 6 条');
    expect(await page.locator('article.failure').first().textContent()).toContain('询问，并察看应答。');
    expect(await page.locator('select[name=area] option[value=commands]').textContent()).toBe('命令');
  });
});

test('the viewer in Chinese shows reports in Chinese', async () => {
  await withPage({ file: 'chinese-viewer.html' }, async (page, _, complaints) => {
    expect(await unmarkedEnglish(page)).toEqual([]);
    await page.setInputFiles('input', join(folder, 'later.json'));
    const report = page.frameLocator('iframe');
    await report.locator('#shown', { hasText: '显示 2 条要求中的 2 条' }).waitFor();
    expect(await page.locator('#status').textContent()).toBe('正在显示 later.json。再拖入一份报告即可换看。');
    expect(complaints).toEqual([]);
  });
});
