/**
 * The frames of RFC 6455, as far as a client without extensions needs them: what is sent is masked and whole, what is
 * received may be cut anywhere by the network and into fragments by the peer.
 */
import { randomBytes } from 'node:crypto';

const OPCODES = { continuation: 0x0, text: 0x1, binary: 0x2, close: 0x8, ping: 0x9, pong: 0xa } as const;
const FINAL = 0x80;
const RESERVED = 0x70;
const MASKED = 0x80;
const CONTROL_BYTES_MAX = 125;

export type ReceivedFrame =
  | { kind: 'text'; text: string }
  | { kind: 'ping'; payload: Buffer }
  | { kind: 'pong' }
  /** `code` is 1005 when the peer gave none. */
  | { kind: 'close'; code: number; reason: string };

/** What a peer sent that cannot be read on from; `code` is the close code that says so. */
export class FrameFault extends Error {
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.name = 'FrameFault';
    this.code = code;
  }
}

export function encodeFrame(kind: 'text' | 'close' | 'ping' | 'pong', payload: Buffer): Buffer {
  const { length } = payload;
  const extended = length < 126 ? 0 : length <= 0xffff ? 2 : 8;
  const head = Buffer.alloc(2 + extended);
  head[0] = FINAL | OPCODES[kind];
  head[1] = MASKED | (extended === 0 ? length : extended === 2 ? 126 : 127);
  if (extended === 2) head.writeUInt16BE(length, 2);
  if (extended === 8) head.writeBigUInt64BE(BigInt(length), 2);
  const mask = randomBytes(4);
  return Buffer.concat([head, mask, masked(payload, mask)]);
}

export function closePayload(code: number, reason: string): Buffer {
  const head = Buffer.alloc(2);
  head.writeUInt16BE(code);
  return Buffer.concat([head, Buffer.from(reason)]).subarray(0, CONTROL_BYTES_MAX);
}

/** Puts frames together again from whatever pieces arrive. */
export class FrameReader {
  readonly #messageBytesMax: number;
  #pieces: Buffer[] = [];
  #bytes = 0;
  /** How many bytes the next step needs; nothing is joined before they are there. */
  #needed = 2;
  #fragments: Buffer[] | null = null;
  #fragmentBytes = 0;

  constructor(messageBytesMax: number) {
    this.#messageBytesMax = messageBytesMax;
  }

  /** The frames that `bytes` complete; throws FrameFault, after which nothing more is to be read. */
  *read(bytes: Buffer): Generator<ReceivedFrame> {
    this.#pieces.push(bytes);
    this.#bytes += bytes.length;
    while (this.#bytes >= this.#needed) {
      const joined = this.#pieces.length === 1 ? (this.#pieces[0] ?? bytes) : Buffer.concat(this.#pieces);
      this.#pieces = [joined];
      const size = this.#sizeOf(joined);
      if (joined.length < size.whole) {
        this.#needed = size.whole;
        return;
      }
      this.#pieces = [joined.subarray(size.whole)];
      this.#bytes = joined.length - size.whole;
      this.#needed = 2;
      const frame = this.#frame(joined[0] ?? 0, joined.subarray(size.head, size.whole));
      if (frame) yield frame;
    }
  }

  /** Where the payload begins and where the frame ends; for a head that is not whole, how much of it is needed. */
  #sizeOf(bytes: Buffer): { head: number; whole: number } {
    const second = bytes[1] ?? 0;
    if (second & MASKED) throw new FrameFault(4400, 'a frame of Opstage is masked');
    if (second < 126) return { head: 2, whole: 2 + second };
    const head = second === 126 ? 4 : 10;
    if (bytes.length < head) return { head, whole: head };
    const length = second === 126 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
    if (length + this.#fragmentBytes > this.#messageBytesMax) throw tooBig(this.#messageBytesMax);
    return { head, whole: head + length };
  }

  #frame(first: number, payload: Buffer): ReceivedFrame | null {
    if (first & RESERVED) throw new FrameFault(4400, 'a frame uses an extension that was not agreed on');
    const final = (first & FINAL) !== 0;
    const opcode = first & 0x0f;
    if (opcode >= OPCODES.close) {
      if (!final || payload.length > CONTROL_BYTES_MAX) throw new FrameFault(4400, 'a control frame is too long');
      return controlFrame(opcode, payload);
    }
    if (opcode === OPCODES.binary) throw new FrameFault(4400, 'a binary message is none of this session');
    if ((opcode === OPCODES.text) !== (this.#fragments === null) || opcode > OPCODES.binary) {
      throw new FrameFault(4400, 'a frame out of order');
    }
    this.#fragments = [...(this.#fragments ?? []), payload];
    this.#fragmentBytes += payload.length;
    if (this.#fragmentBytes > this.#messageBytesMax) throw tooBig(this.#messageBytesMax);
    if (!final) return null;
    const message = Buffer.concat(this.#fragments);
    this.#fragments = null;
    this.#fragmentBytes = 0;
    return { kind: 'text', text: textOf(message) };
  }
}

function controlFrame(opcode: number, payload: Buffer): ReceivedFrame {
  if (opcode === OPCODES.ping) return { kind: 'ping', payload };
  if (opcode === OPCODES.pong) return { kind: 'pong' };
  if (opcode !== OPCODES.close) throw new FrameFault(4400, 'a control frame of an unknown kind');
  const code = payload.length < 2 ? 1005 : payload.readUInt16BE(0);
  return { kind: 'close', code, reason: payload.length < 2 ? '' : textOf(payload.subarray(2)) };
}

function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new FrameFault(4400, 'a text that is no UTF-8');
  }
}

function tooBig(limit: number): FrameFault {
  return new FrameFault(1009, `a message of more than ${limit} bytes`);
}

function masked(payload: Buffer, mask: Buffer): Buffer {
  const result = Buffer.allocUnsafe(payload.length);
  for (let index = 0; index < payload.length; index += 1) {
    result[index] = (payload[index] ?? 0) ^ (mask[index & 3] ?? 0);
  }
  return result;
}
