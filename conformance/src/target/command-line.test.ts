import { expect, test } from 'vitest';
import { parseCommandLine } from './command-line.ts';

test.each([
  ['node main.js', { program: 'node', args: ['main.js'], env: {} }],
  ['  python3   agent.py ', { program: 'python3', args: ['agent.py'], env: {} }],
  [`node "a b.js" 'c d' ''`, { program: 'node', args: ['a b.js', 'c d', ''], env: {} }],
  ['node a\\ b.js "say \\"hi\\""', { program: 'node', args: ['a b.js', 'say "hi"'], env: {} }],
  ["echo 'a\\b'", { program: 'echo', args: ['a\\b'], env: {} }],
  ['PORT=0 NAME="x y" node x', { program: 'node', args: ['x'], env: { PORT: '0', NAME: 'x y' } }],
  ['sh -c "a && b"', { program: 'sh', args: ['-c', 'a && b'], env: {} }],
])('%s is split as a shell would', (line, expected) => {
  expect(parseCommandLine(line)).toEqual(expected);
});

test.each([
  ['', 'empty'],
  ['   ', 'empty'],
  ['A=1', 'empty'],
  ['node "x', 'unclosed'],
])('%j is refused with a sentence', (line, sentence) => {
  expect(() => parseCommandLine(line)).toThrow(sentence);
});
