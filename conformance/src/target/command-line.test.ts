import { expect, test } from 'vitest';
import { commandLineOf, parseCommandLine } from './command-line.ts';

test.each([
  ['node main.js', { program: 'node', args: ['main.js'], env: {} }],
  ['  python3   agent.py ', { program: 'python3', args: ['agent.py'], env: {} }],
  [`node "a b.js" 'c d' ''`, { program: 'node', args: ['a b.js', 'c d', ''], env: {} }],
  ['node a\\ b.js "say \\"hi\\""', { program: 'node', args: ['a b.js', 'say "hi"'], env: {} }],
  ["echo 'a\\b'", { program: 'echo', args: ['a\\b'], env: {} }],
  ['PORT=0 NAME="x y" node x', { program: 'node', args: ['x'], env: { PORT: '0', NAME: 'x y' } }],
  ['sh -c "a && b"', { program: 'sh', args: ['-c', 'a && b'], env: {} }],
])('%s is split as a shell would', (line, expected) => {
  expect(parseCommandLine(line, 'linux')).toEqual(expected);
});

test.each([
  ['node C:\\agents\\new\\main.js', { program: 'node', args: ['C:\\agents\\new\\main.js'], env: {} }],
  ['"C:\\Program Files\\nodejs\\node.exe" x', { program: 'C:\\Program Files\\nodejs\\node.exe', args: ['x'], env: {} }],
  ['node "D:\\my agents\\\\" last', { program: 'node', args: ['D:\\my agents\\', 'last'], env: {} }],
  ['node "say \\"hi\\"" \\\\share\\x', { program: 'node', args: ['say "hi"', '\\\\share\\x'], env: {} }],
  ["node C:\\Users\\O'Brien\\x.js", { program: 'node', args: ["C:\\Users\\O'Brien\\x.js"], env: {} }],
  ['PORT=0 node "" x', { program: 'node', args: ['', 'x'], env: { PORT: '0' } }],
])('on Windows %s is split as its programs do', (line, expected) => {
  expect(parseCommandLine(line, 'win32')).toEqual(expected);
});

test.each(['linux', 'win32'] as const)('words that were quoted for %s are split into the same words', (platform) => {
  const words = [
    'kit',
    '--start',
    'node "C:\\a b\\c.js" \'x\'',
    'D:\\end \\',
    'a\\"b',
    '',
    '$HOME `x` 100%',
    '\\\\',
    'é*',
  ];
  const { program, args } = parseCommandLine(commandLineOf(words, platform), platform);
  expect([program, ...args]).toEqual(words);
});

test.each([
  ['', 'empty'],
  ['   ', 'empty'],
  ['A=1', 'empty'],
  ['node "x', 'unclosed'],
])('%j is refused with a sentence', (line, sentence) => {
  expect(() => parseCommandLine(line, 'linux')).toThrow(sentence);
  expect(() => parseCommandLine(line, 'win32')).toThrow(sentence);
});
