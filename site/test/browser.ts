/** One headless Chromium for all tests of the site, from the npm registry, so that nothing has to be installed beside it. */
import chromium from '@sparticuz/chromium';
import { type Browser, chromium as playwright } from 'playwright-core';

export async function openBrowser(): Promise<Browser> {
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    // Its own arguments are for functions in a cloud: one process for everything, which ends with the first page closed.
    args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none', '--disable-background-networking'],
    headless: true,
  });
}
