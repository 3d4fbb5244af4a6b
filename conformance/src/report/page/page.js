// The script of the HTML report; html-report.ts puts it into the page behind the source of `diffVerdicts`.

/** @typedef {{ title: string, startedAt: string, seed: string, verdicts: import("../run-diff.ts").Verdicts }} Run */

/** @type {Record<string, string>} */
const words = JSON.parse(found('#words').textContent);
/** @type {HTMLFormElement} */
const form = found('#filters');
/** @type {NodeListOf<HTMLElement>} */
const marked = document.querySelectorAll('[data-verdicts]');
const judged = [...marked];

for (const shy of document.querySelectorAll('.fields, .copy, #compare')) shy.removeAttribute('hidden');

/**
 * @template {Element} T
 * @param {string} selector
 * @returns {T}
 */
function found(selector) {
  const element = /** @type {T | null} */ (document.querySelector(selector));
  if (!element) throw new Error(`The page has no ${selector}.`);
  return element;
}

/** @type {import("../wording.ts").Say} */
function say(text, values = {}) {
  return (words[text] ?? text).replaceAll(/\{(\w+)\}/g, (place, name) => String(values[name] ?? place));
}

function filter() {
  const wanted = new FormData(form);
  const verdicts = wanted.getAll('verdict');
  const area = String(wanted.get('area'));
  const level = String(wanted.get('level'));
  const words = String(wanted.get('text')).toLowerCase().split(/\s+/).filter(Boolean);
  for (const one of judged) {
    const text = one.textContent.toLowerCase();
    one.hidden = !(
      verdicts.includes(one.dataset.verdicts ?? '') &&
      (area === '' || one.dataset.area === area) &&
      (level === '' || one.dataset.level === level) &&
      words.every((word) => text.includes(word))
    );
  }
  for (const body of document.querySelectorAll('tbody')) {
    body.hidden = ![...body.querySelectorAll('tr[data-verdicts]')].some(
      (row) => !(/** @type {HTMLElement} */ (row).hidden),
    );
  }
  const rows = judged.filter((one) => one.tagName === 'TR');
  const shown = rows.filter((row) => !row.hidden).length;
  found('#shown').textContent = say('{shown} of {all} requirements shown', { shown, all: rows.length });
}

form.addEventListener('input', filter);
form.addEventListener('submit', (event) => event.preventDefault());
filter();

for (const button of document.querySelectorAll('button.copy')) {
  button.addEventListener('click', async () => {
    const text = button.closest('.copyable')?.querySelector('pre')?.textContent ?? '';
    button.textContent = (await copied(text)) ? say('copied') : say('press Ctrl-C');
    setTimeout(() => {
      button.textContent = say('copy');
    }, 2000);
  });
}

/**
 * A page from disk may have no clipboard; then the text is left selected for the keys.
 * @param {string} text
 */
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const block = [...document.querySelectorAll('.copyable pre')].find((one) => one.textContent === text);
    if (block) getSelection()?.selectAllChildren(block);
    return false;
  }
}

const closed = new Set();
addEventListener('beforeprint', () => {
  for (const one of document.querySelectorAll('details:not([open])')) {
    closed.add(one);
    one.setAttribute('open', '');
  }
});
addEventListener('afterprint', () => {
  for (const one of closed) one.removeAttribute('open');
  closed.clear();
});

/** @type {Run} */
const own = JSON.parse(found('#run').textContent);
/** @type {HTMLInputElement} */
const chooser = found('#compare input');

chooser.addEventListener('change', () => compareWith(chooser.files?.[0]));
addEventListener('dragover', (event) => {
  event.preventDefault();
  document.body.classList.add('dropping');
});
addEventListener('dragleave', () => document.body.classList.remove('dropping'));
addEventListener('drop', (event) => {
  event.preventDefault();
  document.body.classList.remove('dropping');
  compareWith(event.dataTransfer?.files[0]);
});

/** @param {File | undefined} file */
async function compareWith(file) {
  if (!file) return;
  const output = found('#difference');
  try {
    const other = runOf(await file.text());
    const [before, after] = other.startedAt <= own.startedAt ? [other, own] : [own, other];
    output.replaceChildren(...difference(before, after));
  } catch {
    output.replaceChildren(textElement('p', say('{file} is no report of capsule-conformance.', { file: file.name })));
  }
  found('#compare').scrollIntoView();
}

/**
 * @param {string} text
 * @returns {Run}
 */
function runOf(text) {
  if (text.trimStart().startsWith('<')) {
    const page = new DOMParser().parseFromString(text, 'text/html');
    return JSON.parse(page.querySelector('#run')?.textContent ?? '');
  }
  const { subject, startedAt, seed, requirements } = JSON.parse(text);
  /** @type {{ id: string, verdict: import("../../runner/run-report.ts").Verdict }[]} */
  const checks = requirements.flatMap((/** @type {{ checks: object[] }} */ one) => one.checks);
  const title = subject.name === null ? (subject.start ?? subject.url) : `${subject.name} ${subject.version}`;
  return { title, startedAt, seed, verdicts: Object.fromEntries(checks.map(({ id, verdict }) => [id, verdict])) };
}

/**
 * @param {Run} before
 * @param {Run} after
 */
function difference(before, after) {
  const diff = diffVerdicts(before.verdicts, after.verdicts);
  const when = (/** @type {Run} */ run) =>
    say('{title}, {time} (seed {seed})', {
      title: run.title,
      seed: run.seed,
      time: run.startedAt.slice(0, 16).replace('T', ' '),
    });
  const verdict = (/** @type {import("../../runner/run-report.ts").Verdict} */ one) =>
    say(/** @type {import("../chinese.ts").PageText} */ (one.replaceAll('-', ' ')));
  const turn = (/** @type {import("../run-diff.ts").RunDiff["changed"][number]} */ { check, before: was, after: is }) =>
    `${check}: ${say('{before}, now {after}', { before: verdict(was), after: verdict(is) })}`;
  const groups = /** @type {const} */ ([
    ['Fails now', diff.broken.map(turn)],
    ['Mended', diff.mended.map(turn)],
    ['Otherwise changed', diff.changed.map(turn)],
    ['Only in the later run', diff.added.map((one) => `${one.check}: ${verdict(one.verdict)}`)],
    ['Only in the earlier run', diff.removed.map((one) => `${one.check}: ${verdict(one.verdict)}`)],
  ]);
  return [
    textElement(
      'p',
      say('Earlier: {before}. Later: {after}. {same} checks came to the same verdict.', {
        before: when(before),
        after: when(after),
        same: diff.same,
      }),
    ),
    ...groups.flatMap(([title, lines]) => {
      if (lines.length === 0) return [];
      const list = document.createElement('ul');
      list.append(...lines.map((line) => textElement('li', line)));
      return [textElement('h3', `${say(title)} (${lines.length})`), list];
    }),
  ];
}

/**
 * @param {string} name
 * @param {string} text
 */
function textElement(name, text) {
  const element = document.createElement(name);
  element.textContent = text;
  return element;
}
