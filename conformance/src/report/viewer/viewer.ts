/**
 * The script of viewer.html: turns a JSON report that is dropped onto it, chosen, or posted to it by the page around it
 * into its HTML report, in a frame that can reach nothing. No byte leaves the machine. The page around it may post
 * `{ scheme: 'light' | 'dark' }` too, to be followed where its reader has chosen one.
 */
import type { RunReport } from '../../runner/run-report.ts';
import { htmlReport } from '../html-report.ts';
import type { PageParts, Scheme } from '../page-parts.ts';
import { inChinese, inEnglish } from '../wording.ts';

/** Put in by the build: what `pageParts()` gives where there are files. */
declare const builtPageParts: PageParts;
/** Put in by the build: Chinese by its English, for a Chinese page; null for an English one. */
declare const builtTranslations: Readonly<Record<string, string>> | null;

const wording = builtTranslations === null ? inEnglish : inChinese(builtTranslations);
const { say } = wording;

const status = found('#status');
const frame = found('iframe') as HTMLIFrameElement;
const chooser = found('input') as HTMLInputElement;
const schemes = found('meta[name=color-scheme]') as HTMLMetaElement;
let scheme: Scheme | null = null;
let shown: RunReport | null = null;

chooser.addEventListener('change', () => showFile(chooser.files?.[0]));
addEventListener('dragover', (event) => event.preventDefault());
addEventListener('drop', (event) => {
  event.preventDefault();
  showFile(event.dataTransfer?.files[0]);
});
addEventListener('message', ({ data, source }) => {
  if (source !== parent || source === window || typeof data !== 'object' || data === null) return;
  if (data.scheme === 'light' || data.scheme === 'dark') follow(data.scheme);
  else show(data, say('the report'));
});

async function showFile(file: File | undefined): Promise<void> {
  if (!file) return;
  try {
    show(JSON.parse(await file.text()), file.name);
  } catch {
    status.textContent = say('{file} is no JSON report of capsule-conformance.', { file: file.name });
  }
}

function show(report: RunReport, name: string): void {
  try {
    draw(report);
    shown = report;
    status.textContent = say('Showing {file}. Drop another report to show that instead.', { file: name });
  } catch {
    status.textContent = say('{file} is no JSON report of capsule-conformance.', { file: name });
  }
}

function draw(report: RunReport): void {
  frame.srcdoc = htmlReport(report, scheme === null ? builtPageParts : { ...builtPageParts, scheme }, wording);
  frame.hidden = false;
}

function follow(chosen: Scheme): void {
  if (chosen === scheme) return;
  scheme = chosen;
  schemes.content = chosen;
  if (shown !== null) draw(shown);
}

function found(selector: string): Element {
  const element = document.querySelector(selector);
  if (!element) throw new Error(`The viewer has no ${selector}.`);
  return element;
}
