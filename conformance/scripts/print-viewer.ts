/**
 * Prints the viewer page: for whoever wants it without building the package. `--chinese` reads translations of what stands
 * in reports, `{ English: Chinese }`, from standard input, and prints the page in Chinese.
 */
import { readFileSync } from 'node:fs';
import { viewerPage } from './viewer-page.ts';

const translations = process.argv.includes('--chinese') ? JSON.parse(readFileSync(0, 'utf8')) : null;
process.stdout.write(await viewerPage(translations));
