/**
 * Elements of XML and HTML as text. Thirty lines instead of a library: the reports need elements, attributes and
 * escaping and nothing else, and the libraries leave out the one hard part, the characters XML forbids (see
 * `printable.ts`).
 */

/** Text that is markup already, and is not escaped again. */
export interface Markup {
  markup: string;
}

export type Content = Markup | string | readonly Content[];

const special: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (one) => special[one] ?? one);
}

/** An attribute that is null is left out; true stands for an attribute without a value. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number | true | null>>,
  ...content: Content[]
): Markup {
  const written = Object.entries(attributes).flatMap(([key, value]) => {
    if (value === null) return [];
    if (value === true) return [` ${key}`];
    // A line end in an attribute would be read back as a space.
    return [` ${key}="${escaped(String(value)).replaceAll('\n', '&#10;').replaceAll('\t', '&#9;')}"`];
  });
  return { markup: `<${name}${written.join('')}>${inside(content)}</${name}>` };
}

export function inside(content: Content): string {
  if (typeof content === 'string') return escaped(content);
  return 'markup' in content ? content.markup : content.map(inside).join('');
}

/** A sentence of the catalogue, in which code stands between backticks. */
export function withCode(sentence: string): Content {
  const parts = sentence.split('`');
  if (parts.length % 2 === 0) return sentence;
  return parts.map((part, index) => (index % 2 === 1 ? element('code', {}, part) : part));
}
