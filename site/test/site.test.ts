// The measures of the site, in a real browser, over every page of both languages. Method: build once, visit each page
// once and gather everything there is to know, then judge what was gathered; so each test below is a question to the
// same visits, and a failure lists all places at once.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { namedThings } from '../scripts/names.ts';
import { openBrowser } from './browser.ts';
import { openTab, type PageVisit, patienceMs } from './page-visit.ts';
import { basePath, buildSite, builtFile, builtFolder, builtPages } from './site-under-test.ts';
import { type StaticServer, serveFolder } from './static-server.ts';

const tabs = 3;
vi.setConfig({ testTimeout: patienceMs });

let server: StaticServer;
let browser: Browser;
const visits = new Map<string, PageVisit>();

beforeAll(async () => {
  await buildSite();
  server = await serveFolder(builtFolder, basePath);
  browser = await openBrowser();
  const context = await browser.newContext();
  context.setDefaultTimeout(patienceMs);
  const site = { url: server.url, context, seen: { shells: new Set<string>(), looks: new Set<string>() } };
  const waiting = builtPages();
  const visitAll = async (): Promise<void> => {
    const visit = await openTab(site);
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
      visits.set(path, await visit(path));
    }
  };
  await Promise.all(Array.from({ length: tabs }, visitAll));
  await context.close();
}, 1_800_000);

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

async function newPage(path: string): Promise<Page> {
  const page = await browser.newPage();
  page.setDefaultTimeout(patienceMs);
  await page.goto(`${server.url}${path}`);
  return page;
}

/** What is wrong, page by page, so that an empty list is the measure kept. */
const faults = (of: (visit: PageVisit, path: string) => readonly string[]): string[] =>
  [...visits].flatMap(([path, visit]) => of(visit, path).map((fault) => `${path}: ${fault}`));

describe('every page', () => {
  test('exists in both languages under the same address', () => {
    const english = [...visits.keys()].filter((path) => !path.startsWith('/zh-cn/'));
    const chinese = [...visits.keys()].filter((path) => path.startsWith('/zh-cn/'));
    expect(chinese.map((path) => path.slice('/zh-cn'.length)).sort()).toEqual(english.sort());
    expect(english.length).toBeGreaterThan(390);
  });

  test('says its language', () => {
    expect(
      faults(({ language }, path) => (language === (path.startsWith('/zh-cn/') ? 'zh-CN' : 'en') ? [] : [language])),
    ).toEqual([]);
  });

  test('keeps WCAG A and AA in light and in dark', () => {
    expect(faults(({ violations }) => violations)).toEqual([]);
  });

  test('has no id twice', () => {
    expect(faults(({ ids }) => ids.filter((id, index) => ids.indexOf(id) !== index))).toEqual([]);
  });

  test('takes nothing from elsewhere and asks for nothing that is missing', () => {
    expect(faults(({ badRequests }) => badRequests)).toEqual([]);
  });

  test('fits a telephone of 390 pixels', () => {
    expect(faults(({ overflowPx }) => (overflowPx > 0 ? [`${overflowPx} px too wide`] : []))).toEqual([]);
  });

  test('leads nowhere that does not exist', () => {
    expect(faults(({ links }) => links.filter((link) => isBroken(link)))).toEqual([]);
  });

  test('has a Markdown twin', () => {
    const twin = (path: string): string =>
      /^(\/zh-cn)?\/$/.test(path) ? `${path}index.md` : path.replace(/\/$/, '.md');
    expect([...visits.keys()].filter((path) => !existsSync(join(builtFolder, twin(path))))).toEqual([]);
  });
});

function isBroken(link: string): boolean {
  const { origin, pathname, hash } = new URL(link);
  if (origin !== new URL(server.url).origin) return false;
  if (!pathname.startsWith(`${basePath}/`)) return true;
  const path = decodeURIComponent(pathname.slice(basePath.length));
  const target = visits.get(path);
  if (target === undefined) return !(/\.\w+$/.test(path) && existsSync(join(builtFolder, path)));
  const id = decodeURIComponent(hash.slice(1));
  return id !== '' && id !== '_top' && !target.ids.includes(id);
}

describe('the weight', () => {
  const bytes = (address: string): Buffer =>
    builtFile(decodeURIComponent(new URL(address).pathname.slice(basePath.length)));

  test('of scripts before the search is used is at most 40 KB a page', () => {
    const loaded = new Map([...visits.values()].flatMap(({ shell, assets }) => (assets ? [[shell, assets]] : [])));
    expect(
      faults(({ shell }) => {
        const scripts = loaded.get(shell)?.filter((asset) => asset.endsWith('.js'));
        if (scripts === undefined) return ['none of its kind was loaded'];
        const size = scripts.reduce((sum, asset) => sum + bytes(asset).length, 0);
        return size > 40 * 1024 ? [`${size} bytes of script`] : [];
      }),
    ).toEqual([]);
  });

  test('of styles is at most 20 KB compressed', () => {
    const sheets = new Set(
      [...visits.values()].flatMap(({ assets }) => (assets ?? []).filter((asset) => asset.endsWith('.css'))),
    );
    const size = [...sheets].reduce((sum, sheet) => sum + gzipSync(bytes(sheet)).length, 0);
    expect(size).toBeLessThanOrEqual(20 * 1024);
  });

  test('of the page of an operation is at most 80 KB', () => {
    expect(
      faults((_, path) => {
        if (!/^(\/zh-cn)?\/http\/./.test(path)) return [];
        const size = builtFile(`${path}index.html`).length;
        return size > 80 * 1024 ? [`${size} bytes`] : [];
      }),
    ).toEqual([]);
  });
});

describe('addresses', () => {
  const stableFile = new URL('./stable-addresses.txt', import.meta.url);
  const stable = readFileSync(stableFile, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  const isThere = (address: string): boolean => {
    const [path = '', id] = address.split('#');
    const visit = visits.get(path);
    return visit !== undefined && (id === undefined || visit.ids.includes(id));
  };

  test('that were given once exist, in both languages', () => {
    const both = stable.flatMap((line) => [line, `/zh-cn${line}`]);
    expect(both.filter((address) => !isThere(address))).toEqual([]);
  });

  test('of new things are written down (add them to test/stable-addresses.txt; the list may only grow)', () => {
    const now = [...new Set(namedThings().map(([, address]) => address))];
    expect(now.filter((address) => !stable.includes(address))).toEqual([]);
  });
});

describe('the search', () => {
  const opened = new Map<string, Page>();
  const search = async (language: '' | '/zh-cn', query: string): Promise<string[]> => {
    const page = opened.get(language) ?? (await newPage(`${language}/`));
    if (!opened.has(language)) await page.locator('capsule-search button.open').click();
    opened.set(language, page);
    await page.locator('capsule-search input').fill(query);
    await page.locator('capsule-search .results[aria-busy="false"]').waitFor();
    const found = await page
      .locator('capsule-search .results a')
      .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));
    return found.map((address) => decodeURIComponent(address.slice(server.url.length)));
  };

  test.each([
    ['a requirement id', 'run-lease', '/specification/requirements/commands/#run-lease'],
    ['an error code', 'AGENT_CODE_TAKEN', '/errors/agent-code-taken/'],
    ['an operation id', 'agentRegister', '/http/agent-register/'],
    ['a path', '/api/agents/register', '/http/agent-register/'],
    ['a message', 'command.dispatch', '/session/command-dispatch/'],
    ['a type', 'HeartbeatRequest', '/schemas/heartbeat-request/'],
    ['a limit', 'ackLeaseSeconds', '/specification/limits/#ackLeaseSeconds'],
  ])('puts the page of %s first in both languages', async (_, query, expected) => {
    expect((await search('', query))[0]).toBe(expected);
    expect((await search('/zh-cn', query))[0]).toBe(`/zh-cn${expected}`);
  });

  test.each([
    ['en', 'five-minute agent', '/start/five-minute-agent/'],
    ['en', 'redacted', '/specification/redacted-names/'],
    ['zh-cn', '五分钟', '/zh-cn/start/five-minute-agent/'],
    ['zh-cn', '脱敏名称', '/zh-cn/specification/redacted-names/'],
    ['zh-cn', '审计矩阵', '/zh-cn/specification/audit-matrix/'],
  ])('finds words of %s: %s', async (language, query, expected) => {
    const found = await search(language === 'en' ? '' : '/zh-cn', query);
    expect(found.map((address) => address.split('#')[0]).slice(0, 3)).toContain(expected);
  });
});

test('the report viewer is told the theme its reader chose', async () => {
  const page = await newPage('/conformance/report-viewer/');
  const viewer = page.frameLocator('iframe.viewer');
  for (const theme of ['dark', 'light']) {
    await page.locator('starlight-theme-select select').first().selectOption(theme);
    await viewer.locator(`meta[name=color-scheme][content=${theme}]`).waitFor({ state: 'attached' });
  }
  await page.close();
});

describe('the message checker', () => {
  test('names what is wrong with a document, with a pointer, and sends nothing', async () => {
    const page = await newPage('/zh-cn/start/message-checker/');
    const result = page.locator('#checker-result');
    await page.locator('.checker button').click();
    await result.getByText('有效。', { exact: true }).waitFor();
    const sent: string[] = [];
    page.on('request', (request) => sent.push(request.url()));
    await page.locator('#checker-type').selectOption('HeartbeatRequest');
    await page.locator('#checker-document').fill('{"bootId":"boot-1234567890123456","services":[],"running":[7]}');
    await page.locator('.checker button').click();
    await result.getByText('/running/0').waitFor();
    expect(sent).toEqual([]);
  });
});

test('llms.txt leads to every page', () => {
  const text = builtFile('llms.txt').toString();
  const targets = [...text.matchAll(/\]\(([^)]+\.md)\)/g)].map(([, target = '']) => target);
  const pages = [...visits.keys()].filter((path) => !path.startsWith('/zh-cn/') && path !== '/');
  expect(targets.map((target) => `/${target.replace(/\.md$/, '/')}`).sort()).toEqual(pages.sort());
  expect(targets.filter((target) => !existsSync(join(builtFolder, target)))).toEqual([]);
});

test('there is a favicon', () => {
  expect(existsSync(join(builtFolder, 'favicon.svg'))).toBe(true);
});
