/**
 * `npm run screenshots -w capsule-site`: the pictures of the console tour, from the real console. It starts what `npm start`
 * starts, with one agent beside it that falls silent, does an operator's work over HTTP, and photographs every step in both
 * languages, light and dark. The pictures are committed: look at them before you do.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openBrowser } from '../test/browser.ts';
import { languages } from './page.ts';
import { appearances, screenshotFolder, screenshotName, screenshotSize, type TourStep, tourSteps } from './tour.ts';

interface Places {
  service: string;
  command: string;
}

const repository = fileURLToPath(new URL('../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'capsule-screenshots-'));
const patienceMs = 120_000;

/** Leads to what a step shows, and waits until it is there. */
const goTo: Record<TourStep, (page: Page, places: Places) => Promise<unknown>> = {
  overview: (page) => see(page, '/console/', '.attention'),
  token: async (page) => {
    await see(page, '/console/tokens?new=1', 'dialog form');
    await page.locator('dialog input[type=text]').first().fill('night shift');
    await page.locator('dialog button[type=submit]').click();
    await page.locator('dialog .issued').waitFor();
  },
  service: (page, { service }) => see(page, `/console/services/${service}`, '.tabs'),
  action: async (page, { service }) => {
    await see(page, `/console/services/${service}/actions/set-interval`, 'form');
    await page.locator('main form input').first().fill('20');
  },
  command: async (page, { command }) => {
    await see(page, `/console/commands/${command}`, '[data-step]');
    await page.locator('[data-step]').last().scrollIntoViewIfNeeded();
  },
  configs: async (page, { service }) => {
    await see(page, `/console/services/${service}/configs`, '[data-revision="2"]');
    await page.locator('[data-revision="2"]').scrollIntoViewIfNeeded();
  },
  audit: async (page) => {
    await see(page, '/console/audit', 'ol.audit');
    await page.locator('.verification button').click();
    await page.locator('[data-valid=true]').waitFor();
  },
};

const { child, url, password } = await start();
const browser = await openBrowser();
try {
  await needsChinese(browser);
  const { places, storageState } = await work(browser);
  mkdirSync(screenshotFolder, { recursive: true });
  for (const language of languages) {
    for (const appearance of appearances) {
      const context = await browser.newContext({
        locale: language,
        colorScheme: appearance,
        viewport: screenshotSize,
        deviceScaleFactor: 1.5,
        reducedMotion: 'reduce',
        storageState,
      });
      const page = await context.newPage();
      page.setDefaultTimeout(patienceMs);
      for (const step of tourSteps) {
        await goTo[step](page, places);
        await page.evaluate(() => document.fonts.ready);
        const picture = await toWebp(browser, await page.screenshot());
        writeFileSync(join(screenshotFolder, screenshotName(step, language, appearance)), picture);
      }
      await context.close();
      process.stdout.write(`${tourSteps.length} pictures, ${language}, ${appearance}\n`);
    }
  }
} finally {
  await browser.close();
  child.kill('SIGTERM');
  await once(child, 'exit');
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

async function start(): Promise<{ child: ChildProcess; url: string; password: string }> {
  const child = spawn(process.execPath, ['scripts/start.ts'], {
    cwd: repository,
    env: { ...process.env, PORT: String(await freePort()), CAPSULE_FOLDER: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  for await (const chunk of child.stdout) {
    printed += String(chunk);
    const url = /Console\s+(\S+?)\/\s/.exec(printed)?.[1];
    const password = /Password\s+(\S+)/.exec(printed)?.[1];
    if (url !== undefined && password !== undefined) return { child, url, password };
  }
  throw new Error(`npm start ended before it said where the console is:\n${printed}`);
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

async function see(page: Page, path: string, until: string): Promise<void> {
  await page.goto(url + path);
  await page.locator('[data-feed=live]').waitFor();
  await page.locator(until).first().waitFor();
  await page.waitForFunction(() => document.querySelector('.loading') === null);
}

/** An operator's work, so that there is something to see: one action run, one setting changed, one agent gone silent. */
async function work(browser: Browser): Promise<{ places: Places; storageState: State }> {
  const context = await browser.newContext();
  const call = await signIn(context);
  const service = await until(async () => {
    const found = await call<{ id: string; code: string; effectiveStatus: string }[]>('GET', 'capsule-services');
    return found.find(({ code, effectiveStatus }) => code === 'proxy-checker' && effectiveStatus === 'HEALTHY')?.id;
  });
  const run = async (action: string, payload: object): Promise<string> => {
    const path = `capsule-services/${service}/actions/${action}`;
    const { command } = await call<{ command: { id: string } }>('POST', path, { payload });
    const { id } = command;
    return until(async () => {
      const { status } = await call<{ status: string }>('GET', `commands/${id}`);
      return status === 'SUCCEEDED' ? id : undefined;
    });
  };
  const command = await run('check-now', {});
  await run('set-interval', { seconds: 30 });
  await silentAgent();
  await until(async () => (await call<unknown[]>('GET', 'agents?status=OFFLINE')).at(0));
  const storageState = await context.storageState();
  await context.close();
  return { places: { service, command }, storageState };
}

type State = Awaited<ReturnType<BrowserContext['storageState']>>;

/** Signs the context in and returns how to call the Operator API. */
async function signIn(context: BrowserContext) {
  const login = await context.request.post(`${url}/api/admin/auth/login`, { data: { username: 'admin', password } });
  const { csrfToken } = ((await login.json()) as { data: { csrfToken: string } }).data;
  return async <Data>(method: string, path: string, data?: object): Promise<Data> => {
    const headers = { 'X-CSRF-Token': csrfToken };
    const answer = await context.request.fetch(`${url}/api/admin/${path}`, { method, headers, ...(data && { data }) });
    if (!answer.ok()) throw new Error(`${method} ${path} was answered ${answer.status()}: ${await answer.text()}`);
    return ((await answer.json()) as { data: Data }).data;
  };
}

async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (const deadline = Date.now() + patienceMs; Date.now() < deadline; await sleep(250)) {
    const found = await look();
    if (found !== undefined) return found;
  }
  throw new Error(`waited ${patienceMs / 1000} s in vain for ${look}`);
}

/** The agent of the five-minute guide, which sends one heartbeat and no more. */
async function silentAgent(): Promise<void> {
  const guide = fileURLToPath(new URL('../guides/five-minute-agent/', import.meta.url));
  const files = ['1-log-in.sh', '2-registration-token.sh', '3-register.sh', '4-report.sh', '5-heartbeat.sh'];
  const script = files.map((file) => readFileSync(join(guide, file), 'utf8')).join('\n');
  const env = { ...process.env, OPSTAGE_URL: url, OPSTAGE_OWNER_PASSWORD: password };
  const shell = spawn('sh', ['-e', '-c', script], { cwd: folder, env, stdio: ['ignore', 'ignore', 'inherit'] });
  const [code] = await once(shell, 'exit');
  if (code !== 0) throw new Error(`the snippets of the five-minute agent ended with ${code}`);
}

/** Smaller than PNG; the browser has the encoder. */
async function toWebp(browser: Browser, png: Buffer): Promise<Buffer> {
  const page = await browser.newPage();
  const base64 = await page.evaluate(async (source) => {
    const image = new Image();
    image.src = `data:image/png;base64,${source}`;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.width;
    canvas.height = image.height;
    canvas.getContext('2d')?.drawImage(image, 0, 0);
    return canvas.toDataURL('image/webp', 0.82).split(',')[1] ?? '';
  }, png.toString('base64'));
  await page.close();
  return Buffer.from(base64, 'base64');
}

/** Without a Chinese font every character is the same empty box, and so are its pictures. */
async function needsChinese(browser: Browser): Promise<void> {
  const page = await browser.newPage();
  const isBox = await page.evaluate(() => {
    const drawn = (text: string): string => {
      const canvas = document.createElement('canvas');
      canvas.getContext('2d')?.fillText(text, 10, 30);
      return canvas.toDataURL();
    };
    return drawn('中') === drawn('文');
  });
  await page.close();
  if (isBox)
    throw new Error('This machine has no Chinese font, for example Noto Sans SC: install one, then try again.');
}
