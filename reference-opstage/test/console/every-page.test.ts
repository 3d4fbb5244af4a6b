// Every page of the console, in light and dark, wide and as narrow as a telephone: accessible by WCAG A and AA, without a
// sideways scroll, and true to the content policy.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildConsole } from '../../console/build.ts';
import { openBrowser } from './console-browser.ts';
import { type ConsoleFleet, startConsoleFleet } from './console-fleet.ts';
import { type ConsoleVisit, visit } from './console-visit.ts';

const axeSource = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const telephone = 390;

let browser: Browser;
let fleet: ConsoleFleet;
beforeAll(async () => {
  await buildConsole();
  [browser, fleet] = await Promise.all([openBrowser(), startConsoleFleet()]);
});
afterAll(async () => {
  await browser?.close();
  await fleet?.opstage.stop();
});

/** Rules that one theme can break and the other keep. */
const themeRules = ['color-contrast', 'link-in-text-block'];
const themes = { light: 'dark', dark: 'light' } as const;

const ways = [
  { language: 'en', appearance: 'light', width: 1280 },
  { language: 'zh-CN', appearance: 'dark', width: telephone },
] as const;

describe.each(ways)('in $language, $appearance first, $width pixels wide', (way) => {
  test('every page is accessible, fits, and keeps the policy', { timeout: 120_000 }, async () => {
    const found = await visit(browser, fleet.url, way);
    const { page } = found;
    await page.goto(fleet.url);
    await page.locator('form').waitFor();
    const complaints = (await look(page)).map((complaint) => `sign-in: ${complaint}`);
    await found.signIn();
    for (const [name, address] of Object.entries(fleet.pages)) {
      await page.goto(fleet.url + address);
      await settled(page);
      for (const complaint of await look(page)) complaints.push(`${name}: ${complaint}`);
    }
    for (const complaint of await lookAtDialogs(found)) complaints.push(complaint);
    expect(complaints).toEqual([]);
    expect(found.faults).toEqual([]);
    await found.context.close();
  });
});

/** Everything that was on its way has arrived. */
async function settled(page: Page): Promise<void> {
  await page.locator('[data-feed=live]').waitFor();
  await page.locator('h1').first().waitFor();
  await page.waitForFunction(() => document.querySelector('.loading') === null);
}

async function lookAtDialogs({ page, words }: ConsoleVisit): Promise<string[]> {
  const complaints: string[] = [];
  const lookAt = async (name: string): Promise<void> => {
    for (const complaint of await look(page)) complaints.push(`${name}: ${complaint}`);
  };
  await page.goto(fleet.url + fleet.pages.agent);
  await page.getByRole('button', { name: words.agents.revoke }).click();
  await lookAt('revoke');
  await page.goto(fleet.url + fleet.pages.users);
  await page.getByRole('button', { name: words.users.create }).click();
  await lookAt('new user');
  await page.goto(fleet.url + fleet.pages.action);
  await page.getByRole('button', { name: words.action.run }).click();
  await page.locator('[aria-invalid=true]').first().waitFor();
  await lookAt('faulty form');
  return complaints;
}

/** What a page does wrong in the theme it has, and in the other one. */
async function look(page: Page): Promise<string[]> {
  const overflowPx = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  // Evaluated by the debugger, which no policy of the page binds.
  await page.evaluate(axeSource);
  const violations = await judged(page, { type: 'tag', values: levels });
  const dark = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
  await setAppearance(page, themes[dark ? 'dark' : 'light']);
  const otherTheme = await judged(page, { type: 'rule', values: themeRules });
  await setAppearance(page, undefined);
  const wide = overflowPx > 0 ? [`is ${overflowPx} pixels too wide`] : [];
  return [...violations, ...otherTheme.map((violation) => `other theme: ${violation}`), ...wide];
}

async function setAppearance(page: Page, appearance: 'light' | 'dark' | undefined): Promise<void> {
  await page.evaluate((chosen) => {
    if (chosen === undefined) delete document.documentElement.dataset.appearance;
    else document.documentElement.dataset.appearance = chosen;
  }, appearance);
}

async function judged(page: Page, runOnly: { type: 'tag' | 'rule'; values: string[] }): Promise<string[]> {
  return page.evaluate(async (only) => {
    const { axe } = window as unknown as { axe: { run(context: object, options: object): Promise<AxeResults> } };
    const results = await axe.run(document, { runOnly: only, resultTypes: ['violations'], preload: false });
    return results.violations.flatMap(({ id, nodes }) =>
      nodes.slice(0, 3).map(({ target, html }) => `${id}: ${target.join(' ')} ${html.slice(0, 160)}`),
    );
  }, runOnly);
}
