/**
 * One visit of one page in a real browser: everything the measures of the site need to know about it, gathered in one go.
 * Loading a page and judging its colours is what costs, so both are done once for what many pages share. The first page
 * of each topic and language, and the first with other scripts or styles, is loaded as a reader would, on a telephone and
 * on a desktop. Of the others only the `<main>` is new: it is put in the place of the last one, and its scripts run.
 */
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { AxeResults } from 'axe-core';
import type { BrowserContext, Page, Request, Response } from 'playwright-core';
import { builtFile } from './site-under-test.ts';

export interface PageVisit {
  language: string;
  ids: string[];
  /** Absolute addresses of every link. */
  links: string[];
  /** `rule: selector` of each violation of axe. */
  violations: string[];
  /** Requests that left the site or failed, and answers of the site that were not 200. */
  badRequests: string[];
  /** Its scripts and styles: pages of the same shell load the same. */
  shell: string;
  /** Addresses of the scripts and styles that loaded, where the whole page did. */
  assets: string[] | null;
  /** Pixels by which the page is wider than a telephone of 390. */
  overflowPx: number;
}

/** What the visits of one site have seen already; shared by all tabs. */
export interface Seen {
  shells: Set<string>;
  /** Text as it looks: colours, what is behind it, size. A look that was judged once need not be judged again. */
  looks: Set<string>;
}

export interface Site {
  /** With the base path, without a slash at its end. */
  url: string;
  context: BrowserContext;
  seen: Seen;
}

const axeSource = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
/** Nothing here takes long; on a machine that does much else it may. */
export const patienceMs = 300_000;
const telephone = { width: 390, height: 800 };
const desktop = { width: 1280, height: 800 };

/** A tab of the browser; it visits one page at a time. */
export async function openTab({ url: site, context, seen }: Site): Promise<(path: string) => Promise<PageVisit>> {
  const tab = await context.newPage();
  await tab.addInitScript(axeSource);
  const trouble = listenForTrouble(tab, site);

  async function read() {
    const { looks, ...rest } = await tab.evaluate(readPage, [...seen.looks]);
    for (const look of looks) seen.looks.add(look);
    return rest;
  }

  async function load(address: string, shell: string): Promise<PageVisit> {
    const assets: string[] = [];
    const onResponse = (response: Response): void => {
      if (['script', 'stylesheet'].includes(response.request().resourceType())) assets.push(response.url());
    };
    tab.on('response', onResponse);
    await tab.setViewportSize(desktop);
    await tab.goto(address);
    const wide = await read();
    tab.off('response', onResponse);
    await tab.setViewportSize(telephone);
    await tab.goto(address);
    const narrow = await read();
    return { ...narrow, shell, assets, badRequests: [], violations: [...wide.violations, ...narrow.violations] };
  }

  async function putContent(address: string, shell: string): Promise<PageVisit> {
    const parts = await tab.evaluate(replaceContent, address);
    return { ...(await read()), ...parts, shell, assets: null, badRequests: [] };
  }

  let isLoaded = false;
  return async (path) => {
    const address = `${site}${path}`;
    const shell = shellOf(path);
    const topic = path.replace(/^(\/zh-cn)?\/([^/]*).*$/, '$1/$2');
    const isNew = !seen.shells.has(shell) || !seen.shells.has(topic);
    seen.shells.add(shell).add(topic);
    const visit = await withPatience((isNew || !isLoaded ? load : putContent)(address, shell), path);
    isLoaded = true;
    return { ...visit, badRequests: trouble.splice(0) };
  };
}

/** The browser waits for ever for a script in a page; this does not, and says which page it was. */
async function withPatience<T>(visit: Promise<T>, path: string): Promise<T> {
  const patience = setTimeout(patienceMs, undefined, { ref: false }).then(() => {
    throw new Error(`${path} was not read within ${patienceMs / 1000} s`);
  });
  return Promise.race([visit, patience]);
}

/** What went wrong since it was last taken. */
function listenForTrouble(tab: Page, site: string): string[] {
  const trouble: string[] = [];
  tab.on('request', (request: Request) => {
    const address = request.url();
    if (!address.startsWith(site) && !address.startsWith('data:')) trouble.push(`leaves the site: ${address}`);
  });
  tab.on('response', (response: Response) => {
    if (response.status() >= 400) trouble.push(`${response.status()}: ${response.url()}`);
  });
  tab.on('pageerror', (error) => trouble.push(`script: ${error.message}`));
  return trouble;
}

/** All scripts and styles of a page, in its head and in its text. */
const shellOf = (path: string): string =>
  (
    builtFile(`${path}index.html`)
      .toString()
      .match(/<script[\s\S]*?<\/script>|<style[\s\S]*?<\/style>|<link[^>]*stylesheet[^>]*>/g) ?? []
  ).join('\n');

/** Runs in the page: the `<main>` of another page takes the place of its own. What is around it is gone from then on. */
async function replaceContent(address: string) {
  const text = await (await fetch(address)).text();
  const other = new DOMParser().parseFromString(text, 'text/html');
  const ids = [...other.querySelectorAll('[id]')].map((element) => element.id);
  const links = [...other.querySelectorAll('a[href]')].map(
    (element) => new URL(element.getAttribute('href') ?? '', address).href,
  );
  for (const around of document.querySelectorAll(
    'header, nav.sidebar, .right-sidebar-container, mobile-starlight-toc',
  )) {
    around.remove();
  }
  const main = other.querySelector('main');
  if (main === null) throw new Error(`${address} has no <main>`);
  history.replaceState(null, '', address);
  document.title = other.title;
  document.documentElement.lang = other.documentElement.lang;
  document.documentElement.dataset.theme = 'light';
  const sheets = [...main.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')].map(
    (sheet) => new Promise((loaded) => (sheet.onload = loaded)),
  );
  document.querySelector('main')?.replaceWith(main);
  await Promise.all(sheets);
  // A parsed script does not run; one that is made does, and it says so, because a module takes its time.
  for (const parsed of main.querySelectorAll('script')) {
    const ran = new Promise((resolve) => document.addEventListener('script-ran', resolve, { once: true }));
    const made = document.createElement('script');
    made.type = parsed.type;
    made.textContent = `${parsed.textContent}\n;document.dispatchEvent(new Event('script-ran'));`;
    parsed.replaceWith(made);
    await ran;
  }
  return { ids, links };
}

/** Runs in the page. `knownLooks` need not be judged again. */
async function readPage(knownLooks: readonly string[]) {
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
  };
  // A colour that is still on its way to the other theme would be measured.
  const still = document.createElement('style');
  still.textContent = '* { transition: none !important; animation: none !important; }';
  document.head.append(still);

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
  const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
  /** What depends on the theme; everything else is the same in light and dark. */
  const colours = ['color-contrast', 'link-in-text-block'];
  const experimental = 'label-content-name-mismatch';
  const off = Object.fromEntries([...colours, experimental].map((rule) => [rule, { enabled: false }]));
  await judge('light', { runOnly: { type: 'tag', values: levels }, rules: off });

  const known = new Set(knownLooks);
  const fresh: string[] = [];
  for (const theme of ['light', 'dark']) {
    root.dataset.theme = theme;
    const found = [...looksOfText()].map((look) => `${theme} ${look}`).filter((look) => !known.has(look));
    if (found.length > 0) await judge(theme, { runOnly: { type: 'rule', values: colours } });
    fresh.push(...found);
  }
  still.remove();
  return { ...seen, violations, looks: fresh };

  function looksOfText(): Set<string> {
    const behind = new Map<Element | null, string>([[null, '']]);
    const behindOf = (element: Element | null): string => {
      const before = behind.get(element);
      if (before !== undefined || element === null) return before ?? '';
      const { backgroundColor, backgroundImage, opacity, filter } = getComputedStyle(element);
      const own = [backgroundColor, backgroundImage, opacity, filter].join(' ');
      const isClear = own === 'rgba(0, 0, 0, 0) none 1 none';
      const all = `${behindOf(element.parentElement)}${isClear ? '' : ` / ${own}`}`;
      behind.set(element, all);
      return all;
    };
    const isText = (node: Node): boolean => node.textContent?.trim() !== '';
    const lookOf = (element: Element): string => {
      const { color, fontSize, fontWeight, textShadow, textDecorationLine } = getComputedStyle(element);
      const around = element.closest('a')?.parentElement;
      const isInText = [...(around?.childNodes ?? [])].some((node) => node.nodeName === '#text' && isText(node));
      const beside = isInText && around ? ` ${textDecorationLine} in ${getComputedStyle(around).color}` : '';
      return `${color}${beside} ${fontSize} ${fontWeight} ${textShadow} on ${behindOf(element)}`;
    };
    // What nobody sees is judged nowhere, so it must not stand for what is seen.
    const isSeen = (element: Element): boolean =>
      element.checkVisibility({ visibilityProperty: true }) && element.getBoundingClientRect().width > 1;
    const elements = new Set(document.querySelectorAll('input, select, textarea, button'));
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
      if (isText(text) && text.parentElement !== null) elements.add(text.parentElement);
    }
    return new Set([...elements].filter(isSeen).map(lookOf));
  }
}
