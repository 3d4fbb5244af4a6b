// What an operator relies on without thinking of it: the keyboard alone is enough, nothing dangerous happens by habit, the
// page is live without asking again and again, and it survives a restart of Opstage.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { buildConsole } from '../../console/build.ts';
import { scratchFolder, startProcess } from '../opstage-process.ts';
import { openBrowser } from './console-browser.ts';
import { type ConsoleFleet, startConsoleFleet } from './console-fleet.ts';
import { type ConsoleVisit, languages, visit } from './console-visit.ts';

/** Beside everything else that a machine may be doing. */
vi.setConfig({ testTimeout: 120_000 });

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

async function signedIn(options: { width?: number } = {}): Promise<ConsoleVisit> {
  const found = await visit(browser, fleet.url, { language: 'en', ...options });
  await found.signIn();
  return found;
}

const focused = (page: Page): Promise<string> =>
  page.evaluate(() => document.activeElement?.textContent?.trim() || document.activeElement?.id || '');

async function tabTo(page: Page, name: string): Promise<void> {
  for (let step = 0; step < 60; step += 1) {
    if ((await focused(page)) === name) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reaches ${name}`);
}

test('the keyboard alone is enough to sign in, to go somewhere, to run an action and to leave', async () => {
  const { page, words, context, faults } = await visit(browser, fleet.url, { language: 'en' });
  await page.goto(fleet.url);
  await page.locator('form').waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.type('admin');
  await page.keyboard.press('Tab');
  await page.keyboard.type('correct horse battery');
  await page.keyboard.press('Enter');
  await page.locator('[data-feed=live]').waitFor();
  await page.locator('.counts').first().waitFor();
  await tabTo(page, words.nav.skip);
  await page.keyboard.press('Enter');
  expect(await focused(page)).toContain(words.overview.title);
  await page.goto(fleet.url + fleet.pages.service);
  await page.locator('.action-list').waitFor();
  await tabTo(page, 'Work');
  await page.keyboard.press('Enter');
  const heading = page.getByRole('heading', { name: 'Work', level: 1 });
  await heading.waitFor();
  await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
  await tabTo(page, words.action.run);
  await page.keyboard.press('Enter');
  await page.locator('[data-step=created]').waitFor();
  await tabTo(page, words.commands.cancel);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.waitForFunction((label) => document.activeElement?.textContent === label, words.commands.cancel);
  expect(faults).toEqual([]);
  await context.close();
});

test('an action of high danger runs once its service is named, with the confirmation the contract asks for', async () => {
  const { page, words, context } = await signedIn();
  await page.goto(fleet.url + fleet.pages.action);
  await page.getByLabel('Reason').fill('because I say so');
  await page.getByLabel('Zone').selectOption('A');
  await page.getByRole('button', { name: words.action.run }).click();
  const dialog = page.getByRole('dialog');
  const confirm = dialog.getByRole('button', { name: words.action.run, exact: true });
  expect(await confirm.isEnabled()).toBe(false);
  await dialog.getByRole('textbox').fill(`${fleet.agent.serviceCode}x`);
  expect(await confirm.isEnabled()).toBe(false);
  await dialog.getByRole('textbox').fill(fleet.agent.serviceCode);
  const asked = page.waitForRequest((request) => request.method() === 'POST');
  await confirm.click();
  const body = (await asked).postDataJSON() as object;
  const payload = { drill: true, reason: 'because I say so', zone: 'A' };
  expect(body).toEqual({ confirmation: true, payload });
  await page.locator('[data-step=created]').waitFor();
  await context.close();
});

test('what only Opstage can judge is shown at the field it is about', async () => {
  const { page, words, context } = await signedIn();
  await page.goto(fleet.url + fleet.pages.action);
  const reason = page.getByLabel('Reason');
  await reason.fill('digits 123');
  await page.getByLabel('Zone').selectOption('B');
  await page.getByRole('button', { name: words.action.run }).click();
  await page.getByRole('dialog').getByRole('textbox').fill(fleet.agent.serviceCode);
  await page.getByRole('dialog').getByRole('button', { name: words.action.run, exact: true }).click();
  await page.getByRole('alert').getByText('ACTION_PAYLOAD_INVALID').first().waitFor();
  await page.keyboard.press('Escape');
  await page.locator('[aria-invalid=true]').waitFor();
  expect(await reason.getAttribute('aria-invalid')).toBe('true');
  await context.close();
});

test('a page that nobody touches asks for nothing; what happens appears on it by itself', async () => {
  const { page, calls, context } = await signedIn();
  await page.goto(fleet.url + fleet.pages.agents);
  const row = page.getByRole('row', { name: fleet.agent.code });
  await row.locator('[data-status=ONLINE]').waitFor();
  const before = calls.length;
  await page.waitForTimeout(2_500);
  expect(calls.slice(before)).toEqual([]);
  const path = { agentId: fleet.agent.id };
  await fleet.opstage.data('agentDisable', { path, as: fleet.opstage.owner, body: { reason: 'for a moment' } });
  await row.locator('[data-status=DISABLED]').waitFor();
  await row.getByText('for a moment').waitFor();
  await fleet.opstage.data('agentEnable', { path, as: fleet.opstage.owner, body: {} });
  await row.locator('[data-status=DISABLED]').waitFor({ state: 'detached' });
  await context.close();
});

test('a role sees what it may do and nothing else', async () => {
  const body = { username: 'vera', role: 'viewer', password: 'another password' };
  await fleet.opstage.data('userCreate', { as: fleet.opstage.owner, body });
  const { page, words, context, signIn } = await visit(browser, fleet.url, { language: 'en' });
  await signIn('vera', 'another password');
  const offered = await page.getByRole('navigation', { name: words.nav.main }).getByRole('link').allInnerTexts();
  expect(offered).toEqual([words.nav.overview, words.nav.agents, words.nav.services, words.nav.commands]);
  await page.goto(fleet.url + fleet.pages.action);
  await page.getByText(words.action.viewerOnly).waitFor();
  await page.goto(fleet.url + fleet.pages.agent);
  await page.locator('.facts').waitFor();
  expect(await page.locator('.actions button').count()).toBe(0);
  await context.close();
});

test('language and appearance change at once and are remembered', async () => {
  const { page, words, context } = await signedIn();
  const html = page.locator('html');
  await page.getByLabel(words.nav.language).selectOption('zh-CN');
  await page.getByRole('heading', { name: languages['zh-CN'].overview.title, level: 1 }).waitFor();
  await page.getByLabel(languages['zh-CN'].nav.appearance).selectOption('dark');
  await page.reload();
  await page.getByRole('heading', { name: languages['zh-CN'].overview.title, level: 1 }).waitFor();
  expect(await html.getAttribute('lang')).toBe('zh-CN');
  expect(await html.getAttribute('data-appearance')).toBe('dark');
  expect(await page.evaluate(() => getComputedStyle(document.body).colorScheme)).toBe('dark');
  await context.close();
});

test('a session that ends elsewhere leads back to sign-in, and from there to where one was', async () => {
  const { page, words, context } = await signedIn();
  await page.goto(fleet.url + fleet.pages.commands);
  await page.getByRole('table').waitFor();
  await context.clearCookies();
  await page.getByRole('link', { name: words.nav.services }).click();
  await page.getByText(words.signIn.ended).waitFor();
  await page.getByLabel(words.signIn.username).fill('admin');
  await page.getByLabel(words.signIn.password).fill('correct horse battery');
  await page.getByRole('button', { name: words.signIn.submit }).click();
  await page.getByRole('heading', { name: words.services.title, level: 1 }).waitFor();
  await context.close();
});

test('a page that could not be loaded says so, and loads when asked again', async () => {
  const { page, words, context } = await signedIn();
  await page.locator('.counts').first().waitFor();
  const pages = /\/assets\/users-page-/;
  await page.route(pages, (route) => route.abort());
  await page.getByRole('link', { name: words.nav.users }).click();
  await page.getByRole('alert').getByText(words.failure.UNREACHABLE).waitFor();
  await page.unroute(pages);
  await page.getByRole('button', { name: words.failure.retry }).click();
  await page.getByRole('heading', { name: words.users.title, level: 1 }).waitFor();
  await context.close();
});

test('after a restart of Opstage the page is live again, and shows what happened meanwhile', async () => {
  const scratch = scratchFolder();
  const first = await startProcess(scratch.folder);
  const { page, context, signIn } = await visit(browser, first.url, { language: 'en' });
  await signIn();
  await page.locator('.counts').first().waitFor();
  first.child.kill('SIGKILL');
  await page.locator('[data-feed=lost]').waitFor();
  const second = await startProcess(scratch.folder, { OPSTAGE_PORT: new URL(first.url).port });
  const token = await page.evaluate(async () => {
    const { data } = await (await fetch('/api/admin/auth/me')).json();
    const headers = { 'X-CSRF-Token': data.csrfToken, 'Content-Type': 'application/json' };
    const issued = await fetch('/api/admin/registration-tokens', { method: 'POST', headers, body: '{}' });
    return (await issued.json()).data.token as string;
  });
  const agent = { code: 'newcomer', mode: 'embedded' };
  const registration = { registrationToken: token, agent, bootId: 'boot-0000-0002', capabilities: [] };
  const headers = { 'Content-Type': 'application/json' };
  const body = JSON.stringify(registration);
  expect((await fetch(`${second.url}/api/agents/register`, { method: 'POST', headers, body })).status).toBe(200);
  await page.locator('[data-feed=live]').waitFor();
  await page.locator('.counts a[href$="agents?status=ONLINE"]').getByText('1', { exact: true }).waitFor();
  await context.close();
  second.child.kill('SIGKILL');
  await second.exited;
  scratch.remove();
});
