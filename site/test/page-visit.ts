/**
 * One visit of one page in a real browser: everything the measures of the site need to know about it. Gathered in one
 * go, because loading is what costs.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { AxeResults } from 'axe-core';
import type { BrowserContext, Page, Response } from 'playwright-core';

const axeSource = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** What depends on the theme; everything else is the same in light and dark. */
const themeRules = ['color-contrast', 'link-in-text-block'];

export interface PageVisit {
  url: string;
  language: string;
  ids: string[];
  /** Absolute addresses of every link. */
  links: string[];
  /** `rule: selector` of each violation of axe. */
  violations: string[];
  /** Requests that left the site, and answers of the site that were not 200. */
  badRequests: string[];
  /** Addresses of the scripts and styles that loaded. */
  assets: string[];
  /** Pixels by which the page is wider than a telephone of 390. */
  overflowPx: number;
  /** Marked texts that have no Chinese. */
  englishOnly: number;
}

export async function newVisitor(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.addInitScript(axeSource);
  return page;
}

const telephone = { width: 390, height: 800 };
const desktop = { width: 1280, height: 800 };

/** `whole`: also what is around the content, which is the same on every page of a topic. */
export async function visitPage(page: Page, url: string, site: string, whole: boolean): Promise<PageVisit> {
  const badRequests: string[] = [];
  const assets: string[] = [];
  const onResponse = (response: Response): void => {
    const address = response.url();
    if (!address.startsWith(site) && !address.startsWith('data:')) badRequests.push(`leaves the site: ${address}`);
    if (response.status() >= 400) badRequests.push(`${response.status()}: ${address}`);
    if (['script', 'stylesheet'].includes(response.request().resourceType())) assets.push(address);
  };
  page.on('response', onResponse);
  try {
    await page.setViewportSize(telephone);
    await page.goto(url);
    const narrow = await page.evaluate(readPage, { levels, themeRules, whole });
    if (!whole) return { url, ...narrow, badRequests, assets };
    await page.setViewportSize(desktop);
    await page.goto(url);
    const wide = await page.evaluate(readPage, { levels, themeRules, whole });
    const violations = [...narrow.violations, ...wide.violations];
    return { url, ...narrow, violations, badRequests, assets };
  } finally {
    page.off('response', onResponse);
  }
}

interface Rules {
  whole: boolean;
  levels: string[];
  themeRules: string[];
}

/** Runs in the page. */
async function readPage({ levels, themeRules, whole }: Rules) {
  const { axe } = window as unknown as { axe: { run(context: object, options: object): Promise<AxeResults> } };
  const root = document.documentElement;
  const seen = {
    language: root.lang,
    ids: [...document.querySelectorAll('[id]')].map((element) => element.id),
    // Those of pictures are no HTML elements, so the attribute is resolved here.
    links: [...document.querySelectorAll('a[href]')].map(
      (element) => new URL(element.getAttribute('href') ?? '', document.baseURI).href,
    ),
    overflowPx: root.scrollWidth - innerWidth,
    englishOnly: root.lang === 'zh-CN' ? document.querySelectorAll('main [lang="en"]').length : 0,
  };
  const remove = (selector: string): void => {
    for (const element of document.querySelectorAll(selector)) element.remove();
  };
  // A colour that is still on its way to the other theme would be measured.
  const still = document.createElement('style');
  still.textContent = '* { transition: none !important; animation: none !important; }';
  document.head.append(still);
  // axe reads the whole document each time; what is judged on whole visits need not be read on the others.
  if (!whole) remove('header, nav.sidebar, .right-sidebar-container, mobile-starlight-toc');

  const violations: string[] = [];
  const judge = async (theme: string, options: object): Promise<void> => {
    root.dataset.theme = theme;
    const results = await axe.run(root, { ...options, resultTypes: ['violations'], preload: false });
    for (const { id, nodes } of results.violations) {
      for (const node of nodes.slice(0, 3)) {
        violations.push(`${theme} ${id}: ${node.target.join(' ')} ${node.html.slice(0, 120)}`);
      }
    }
  };
  const experimental = 'label-content-name-mismatch';
  const off = Object.fromEntries([...themeRules, experimental].map((rule) => [rule, { enabled: false }]));
  await judge('light', { runOnly: { type: 'tag', values: levels }, rules: off });
  // Colours are the costly part: of many equal rows the first are enough, and code has the same colours on every page.
  remove('tr:nth-child(n+9), li:nth-child(n+9)');
  if (!whole) remove('pre');
  for (const theme of ['light', 'dark']) await judge(theme, { runOnly: { type: 'rule', values: themeRules } });
  return { ...seen, violations };
}
