import { expect, test } from 'vitest';
import { closePayload, encodeFrame, FrameFault, FrameReader, type ReceivedFrame } from './web-socket-frames.ts';

const LIMIT = 200_000;

/** A frame as a server sends it: not masked. */
function served(opcode: number, payload: Buffer | string, { final = true, rsv = 0 } = {}): Buffer {
  const body = Buffer.from(payload);
  const first = (final ? 0x80 : 0) | rsv | opcode;
  if (body.length < 126) return Buffer.concat([Buffer.from([first, body.length]), body]);
  const head = body.length <= 0xffff ? Buffer.alloc(4) : Buffer.alloc(10);
  head[0] = first;
  head[1] = head.length === 4 ? 126 : 127;
  if (head.length === 4) head.writeUInt16BE(body.length, 2);
  else head.writeBigUInt64BE(BigInt(body.length), 2);
  return Buffer.concat([head, body]);
}

/** What a reader makes of bytes that arrive in pieces of this size. */
function read(bytes: Buffer, pieceSize = bytes.length): ReceivedFrame[] {
  const reader = new FrameReader(LIMIT);
  const frames: ReceivedFrame[] = [];
  for (let at = 0; at < bytes.length; at += pieceSize) frames.push(...reader.read(bytes.subarray(at, at + pieceSize)));
  return frames;
}

function faultOf(...bytes: Buffer[]): number | null {
  try {
    read(Buffer.concat(bytes));
    return null;
  } catch (error) {
    return error instanceof FrameFault ? error.code : -1;
  }
}

test.each([0, 1, 125, 126, 127, 65_535, 65_536, LIMIT])('a text of %i bytes is read, however it is cut', (length) => {
  const text = 'x'.repeat(length);
  const bytes = Buffer.concat([served(1, text), served(9, 'p'), served(1, 'next')]);
  const pieces = length > 1_000 ? [1_460, 65_536, bytes.length] : [1, 2, 3, 7, bytes.length];
  for (const size of pieces) {
    expect(read(bytes, size)).toEqual([
      { kind: 'text', text },
      { kind: 'ping', payload: Buffer.from('p') },
      { kind: 'text', text: 'next' },
    ]);
  }
});

test('fragments are joined, with control frames between them', () => {
  const smile = Buffer.from('🙂');
  const bytes = Buffer.concat([
    served(1, smile.subarray(0, 2), { final: false }),
    served(9, ''),
    served(0, smile.subarray(2), { final: false }),
    served(10, 'q'),
    served(0, '!'),
  ]);
  expect(read(bytes, 1).map((frame) => (frame.kind === 'text' ? frame.text : frame.kind))).toEqual([
    'ping',
    'pong',
    '🙂!',
  ]);
});

test('a close gives its code and reason, and 1005 where there is none', () => {
  expect(read(served(8, closePayload(4009, 'replaced')))).toEqual([{ kind: 'close', code: 4009, reason: 'replaced' }]);
  expect(read(served(8, ''))).toEqual([{ kind: 'close', code: 1005, reason: '' }]);
});

test('what breaks the protocol is 4400, what is too long 1009', () => {
  expect(faultOf(served(2, 'binary'))).toBe(4400);
  expect(faultOf(served(1, 'x', { rsv: 0x40 }))).toBe(4400);
  expect(faultOf(served(0, 'continues nothing'))).toBe(4400);
  expect(faultOf(served(1, 'a', { final: false }), served(1, 'b'))).toBe(4400);
  expect(faultOf(served(9, 'x'.repeat(126)))).toBe(4400);
  expect(faultOf(served(9, 'x', { final: false }))).toBe(4400);
  expect(faultOf(served(11, ''))).toBe(4400);
  expect(faultOf(served(1, Buffer.from([0xff, 0xfe])))).toBe(4400);
  expect(faultOf(encodeFrame('text', Buffer.from('masked')))).toBe(4400);
  expect(faultOf(served(1, 'x'.repeat(LIMIT + 1)))).toBe(1009);
  const half = 'x'.repeat(LIMIT / 2 + 1);
  expect(faultOf(served(1, half, { final: false }), served(0, half))).toBe(1009);
});

test('a length beyond the limit is refused before its bytes are awaited', () => {
  expect(faultOf(served(1, 'x'.repeat(LIMIT + 1)).subarray(0, 10))).toBe(1009);
});

test('what is sent is masked, each time anew, and says its length in the shortest form', () => {
  for (const [length, head] of [
    [5, 2],
    [125, 2],
    [126, 4],
    [65_535, 4],
    [65_536, 10],
  ] as const) {
    const payload = Buffer.from('y'.repeat(length));
    const frame = encodeFrame('text', payload);
    expect(frame.length).toBe(head + 4 + length);
    expect((frame[1] ?? 0) & 0x80).toBe(0x80);
    const mask = frame.subarray(head, head + 4);
    const unmasked = frame.subarray(head + 4).map((byte, index) => byte ^ (mask[index % 4] ?? 0));
    expect(Buffer.from(unmasked).equals(payload)).toBe(true);
  }
  const twice = [encodeFrame('text', Buffer.from('same')), encodeFrame('text', Buffer.from('same'))];
  expect(twice[0]?.equals(twice[1] ?? Buffer.alloc(0))).toBe(false);
});
