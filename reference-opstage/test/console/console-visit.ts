/** One person's browser window on a console: what is asked of it, and everything that must never happen in it. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { words as english, type Words } from '../../console/src/language/en.ts';
import { words as chinese } from '../../console/src/language/zh.ts';

export const languages = { en: english, 'zh-CN': chinese } as const;
export type Language = keyof typeof languages;

export interface ConsoleVisit {
  page: Page;
  words: Words;
  context: BrowserContext;
  /** Errors of scripts, refused by the content policy, requests that left Opstage. Empty for a good console. */
  faults: string[];
  /** Calls of the contract, as `GET /api/…`, in order; the streams left out. */
  calls: string[];
  signIn(username?: string, password?: string): Promise<void>;
}

interface VisitOptions {
  language: Language;
  appearance?: 'light' | 'dark';
  width?: number;
}

/** Generous: everything waited for here happens within a second where the machine has nothing else to do. */
const patienceMs = 40_000;

export async function visit(browser: Browser, url: string, options: VisitOptions): Promise<ConsoleVisit> {
  const { language, appearance = 'light', width = 1280 } = options;
  const viewport = { width, height: 900 };
  const context = await browser.newContext({ locale: language, colorScheme: appearance, viewport });
  context.setDefaultTimeout(patienceMs);
  const page = await context.newPage();
  const words = languages[language];
  const faults: string[] = [];
  const calls: string[] = [];
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  page.on('pageerror', (error) => faults.push(`script: ${error.message}`));
  page.on('console', (message) => {
    if (/policy/i.test(message.text())) faults.push(message.text());
  });
  page.on('request', (request) => {
    const address = new URL(request.url());
    if (address.origin !== url) faults.push(`left Opstage: ${request.url()}`);
    if (address.pathname.startsWith('/api/') && !address.pathname.endsWith('/stream')) {
      calls.push(`${request.method()} ${address.pathname}`);
    }
  });
  return {
    page,
    words,
    context,
    faults,
    calls,
    async signIn(username = 'admin', password = 'correct horse battery') {
      await page.goto(url);
      await page.getByLabel(words.signIn.username).fill(username);
      await page.getByLabel(words.signIn.password).fill(password);
      await page.getByRole('button', { name: words.signIn.submit }).click();
      await page.locator('[data-feed=live]').waitFor();
    },
  };
}
