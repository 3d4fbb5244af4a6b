// The operator's day in a real browser, in both languages: everything is found by the words a person reads, and nothing is
// waited for but what appears on the page by itself.
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildConsole } from '../../console/build.ts';
import { type OpstageProcess, scratchFolder, startProcess } from '../opstage-process.ts';
import { openBrowser } from './console-browser.ts';
import { type ConsoleVisit, type Language, visit } from './console-visit.ts';

const sample = fileURLToPath(new URL('../../../reference-agent/sample/conformance-capsule.ts', import.meta.url));
const dayMs = 120_000;
/** An agent that asks for work often, so that the day does not wait for its turns. */
const quick = { OPSTAGE_HEARTBEAT_INTERVAL_SECONDS: '1', OPSTAGE_COMMAND_POLL_INTERVAL_SECONDS: '1' };

let browser: Browser;
const ended: (() => void | Promise<void>)[] = [];

beforeAll(async () => {
  await buildConsole();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  for (const end of ended.reverse()) await end();
});

test.concurrent.each<Language>(['en', 'zh-CN'])("the operator's day, in %s", { timeout: dayMs }, async (language) => {
  const { url } = await startOpstage();
  const day = await visit(browser, url, { language });
  await signInAfterAMistake(day, url);
  const agentUrl = await bringInAnAgent(day, url);
  await seeTheServiceTurnHealthy(day, agentUrl);
  await runAndCancel(day);
  await seeAConfigChangeAppear(day);
  await verifyTheAudit(day);
  await signOut(day, url);
  expect(day.faults).toEqual([]);
});

async function startOpstage(): Promise<OpstageProcess> {
  const scratch = scratchFolder();
  ended.push(scratch.remove);
  const opstage = await startProcess(scratch.folder, quick);
  ended.push(() => void opstage.child.kill('SIGKILL'));
  return opstage;
}

async function signInAfterAMistake({ page, words }: ConsoleVisit, url: string): Promise<void> {
  await page.goto(url);
  expect(await page.locator('html').getAttribute('lang')).toBe(words.locale);
  await page.getByLabel(words.signIn.username).fill('admin');
  await page.getByLabel(words.signIn.password).fill('not the password');
  await page.getByRole('button', { name: words.signIn.submit }).click();
  const refusal = words.contract.errors.LOGIN_FAILED?.meaning ?? 'the contract has no such error';
  await page.getByRole('alert').getByText(refusal).waitFor();
  await page.getByLabel(words.signIn.password).fill('correct horse battery');
  await page.getByRole('button', { name: words.signIn.submit }).click();
  await page.getByRole('heading', { name: words.overview.title, level: 1 }).waitFor();
  await page.getByText(words.overview.empty).waitFor();
}

/** From the empty fleet to an agent started with the lines on the screen; returns the address of its page. */
async function bringInAnAgent({ page, words }: ConsoleVisit, url: string): Promise<string> {
  await page.getByRole('link', { name: words.overview.firstToken }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(words.tokens.label).fill('first');
  await dialog.getByRole('button', { name: words.tokens.submit }).click();
  const lines = (await dialog.getByRole('region', { name: words.tokens.issued }).innerText()).trim().split('\n');
  const environment = Object.fromEntries(lines.map((line) => line.split('=') as [string, string]));
  expect(Object.keys(environment)).toEqual(['OPSTAGE_URL', 'OPSTAGE_REGISTRATION_TOKEN', 'OPSTAGE_AGENT_STATE']);
  expect(environment.OPSTAGE_URL).toBe(url);
  await dialog.getByText(words.tokens.waiting).waitFor();
  startAgent(environment);
  await dialog.getByText(words.tokens.arrived('conformance')).waitFor();
  await dialog.getByRole('link', { name: words.tokens.open }).click();
  await page.getByRole('heading', { name: 'conformance', level: 1 }).waitFor();
  // Shown once: the page of tokens has it no more.
  const token = environment.OPSTAGE_REGISTRATION_TOKEN ?? '';
  expect(await page.content()).not.toContain(token);
  return page.url();
}

function startAgent(environment: Record<string, string>): ChildProcess {
  const scratch = scratchFolder();
  const { PATH = '' } = process.env;
  const env = { PATH, ...environment, OPSTAGE_AGENT_STATE: scratch.folder };
  const agent = spawn(process.execPath, [sample], { env, stdio: 'ignore' });
  ended.push(scratch.remove, () => void agent.kill('SIGKILL'));
  return agent;
}

async function seeTheServiceTurnHealthy({ page, words }: ConsoleVisit, agentUrl: string): Promise<void> {
  expect(page.url()).toBe(agentUrl);
  const row = page.getByRole('row', { name: 'conformance' });
  await row.getByText(words.status.HEALTHY, { exact: true }).waitFor();
  await row.getByRole('link', { name: 'conformance' }).click();
  await page.getByRole('heading', { name: 'Conformance capsule', level: 1 }).waitFor();
}

async function runAndCancel({ page, words }: ConsoleVisit): Promise<void> {
  await page.getByRole('link', { name: words.action.runNamed('Sleep'), exact: true }).click();
  const field = page.getByLabel('ms');
  const run = page.getByRole('button', { name: words.action.run, exact: true });
  await run.click();
  await page.getByText(words.form.required).waitFor();
  expect(await field.getAttribute('aria-invalid')).toBe('true');
  await field.fill('as long as it takes');
  await page.getByText(words.form.integer).waitFor();
  await field.fill('-1');
  await page.locator('.fault').getByText(words.form.minimum(0)).waitFor();
  await field.fill('30000');
  await run.click();
  await page.getByText(words.commands.events.acknowledged).waitFor();
  const progress = page.locator('progress[value]');
  await progress.waitFor();
  expect(Number(await progress.getAttribute('value'))).toBeGreaterThan(0);
  await page.getByRole('button', { name: words.commands.cancel, exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: words.commands.cancel, exact: true }).click();
  await badge(page, 'CANCELLED').waitFor();
  await page.locator('[data-step=cancelRequested]').waitFor();
  expect(await page.getByRole('button', { name: words.commands.retry }).isVisible()).toBe(true);
}

/** One window looks at the configuration while the other changes it. */
async function seeAConfigChangeAppear({ page, words, context }: ConsoleVisit): Promise<void> {
  await page.getByRole('link', { name: 'conformance' }).first().click();
  await page.getByRole('heading', { name: 'Conformance capsule', level: 1 }).waitFor();
  const watcher = await context.newPage();
  await watcher.goto(page.url());
  await watcher.getByRole('link', { name: words.services.configs, exact: true }).click();
  await watcher.locator('[data-revision="1"]').waitFor();
  await page.getByRole('link', { name: words.action.runNamed('Set a configuration item'), exact: true }).click();
  await page.getByLabel('key').selectOption({ label: 'colour' });
  await page.getByLabel('value').fill('green');
  await page.getByRole('button', { name: words.action.run, exact: true }).click();
  await badge(page, 'SUCCEEDED').waitFor();
  const change = watcher.locator('[data-revision="2"]');
  await change.waitFor();
  expect(await change.locator('.removed').innerText()).toContain('blue');
  expect(await change.locator('.added').innerText()).toContain('green');
  await watcher.close();
}

async function verifyTheAudit({ page, words, context }: ConsoleVisit): Promise<void> {
  await page.getByRole('link', { name: words.nav.audit, exact: true }).click();
  await page.getByRole('button', { name: words.audit.verify }).click();
  await page.locator('[data-valid=true]').waitFor();
  await page.getByText(words.list.refine).click();
  await page.getByLabel(words.audit.action).selectOption('command.cancelled');
  await page.getByRole('button', { name: words.list.apply }).click();
  await page.waitForURL(/action=command\.cancelled/);
  await page.locator('ol.audit > li').first().getByText('command.cancelled').waitFor();
  await page.waitForFunction(() => document.querySelectorAll('ol.audit > li').length === 1);
  const address = await page.getByRole('link', { name: words.audit.exportJson }).getAttribute('href');
  const exported = await context.request.get(new URL(address ?? '', page.url()).href);
  const lines = (await exported.text()).trim().split('\n');
  expect(lines.map((line) => (JSON.parse(line) as { action: string }).action)).toEqual(['command.cancelled']);
}

async function signOut({ page, words }: ConsoleVisit, url: string): Promise<void> {
  await page.getByRole('button', { name: words.nav.signOut }).click();
  await page.getByRole('heading', { name: words.signIn.title, level: 1 }).waitFor();
  await page.goto(`${url}/console/agents`);
  await page.getByRole('heading', { name: words.signIn.title, level: 1 }).waitFor();
}

const badge = (page: Page, status: string) => page.locator(`.title-line [data-status=${status}]`);
