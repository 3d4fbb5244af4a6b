/** Beyond these nobody reads it, and the margins would be longer than the text. */
const charactersMax = 50_000;
const depthMax = 40;

/**
 * JSON laid out in lines for people. Nothing of it is written anew: every string, number and name stays as it was sent, in
 * the order it was sent, because how a body was written may be what a failure is about. What is no JSON stays as it is.
 */
export function jsonLayout(text: string, columns = 60): string {
  if (text.length <= columns || text.length > charactersMax || !isJson(text)) return text;
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g) ?? [];
  if (depthOf(tokens) > depthMax) return text;
  let at = 0;
  const next = () => tokens[at++] ?? '';
  const value = (): string => {
    const open = next();
    if (open !== '{' && open !== '[') return open;
    const items: string[] = [];
    while (tokens[at] !== '}' && tokens[at] !== ']') {
      const item = value();
      if (tokens[at] === ':') items.push(`${item}${next()} ${value()}`);
      else items.push(item);
      if (tokens[at] === ',') next();
    }
    const close = next();
    const inline = `${open}${items.join(', ')}${close}`;
    if (inline.length <= columns && !inline.includes('\n')) return inline;
    return `${open}\n  ${items.join(',\n').replaceAll('\n', '\n  ')}\n${close}`;
  };
  return value();
}

function depthOf(tokens: readonly string[]): number {
  let depth = 0;
  let deepest = 0;
  for (const token of tokens) {
    if (token === '{' || token === '[') depth += 1;
    if (token === '}' || token === ']') depth -= 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
