/**
 * Reads YAML by the package `yaml`, the one thing the command line needs beyond Node. It is loaded here and only when a
 * file is read, so that programs which embed the SDK need not have it.
 */
import type { LineCounter, Node } from 'yaml';
import { AgentFileError } from './file-fault.ts';
import type { Located, LocatedEntry } from './located.ts';

export async function readYaml(file: string, text: string): Promise<Located> {
  const yaml = await import('yaml').catch(() => {
    throw new Error('the command line reads its file with the package `yaml`, which is missing: npm install yaml');
  });
  const lines = new yaml.LineCounter();
  const document = yaml.parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [error] = document.errors;
  if (error) {
    const line = lines.linePos(error.pos[0]).line;
    const now = text.split('\n')[line - 1]?.trim() ?? '';
    throw new AgentFileError(file, [{ line, key: '', problem: `no YAML: ${error.message}`, now }]);
  }
  const locate = (node: Node | null): Located => {
    if (yaml.isAlias(node)) return locate(node.resolve(document) ?? null);
    const located: Located = {
      line: lineOf(node, lines),
      source: node?.range ? text.slice(node.range[0], node.range[1]) : '',
      value: node?.toJS(document) ?? null,
    };
    if (yaml.isSeq(node)) located.items = node.items.map((item) => locate(yaml.isNode(item) ? item : null));
    if (yaml.isMap(node)) {
      const entries = new Map<string, LocatedEntry>();
      for (const { key, value } of node.items) {
        const keyLine = yaml.isNode(key) ? lineOf(key, lines) : located.line;
        const entry = locate(yaml.isNode(value) ? value : null);
        entries.set(String(yaml.isScalar(key) ? key.value : key), { ...entry, keyLine });
      }
      located.entries = entries;
    }
    return located;
  };
  return locate(document.contents);
}

function lineOf(node: Node | null, lines: LineCounter): number {
  return node?.range ? lines.linePos(node.range[0]).line : 1;
}
