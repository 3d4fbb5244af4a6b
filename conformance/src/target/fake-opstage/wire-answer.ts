/**
 * An answer as bytes, and what befalls them on their way. The fake holds its end of every connection itself, so that the
 * bytes need no proxy to be tampered with, and it is known which of them left.
 */
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Answer } from './answer.ts';
import type { Fault } from './fault-script.ts';

const wireKinds = ['cut-bytes', 'garbage', 'trickle'] as const;
export type WireFault = Extract<Fault, { kind: (typeof wireKinds)[number] }>;

export function isWireFault(fault: Fault | undefined): fault is WireFault {
  return wireKinds.some((kind) => kind === fault?.kind);
}

/** Status line, headers and body; the connection ends with it. */
export function answerBytes({ status, headers, text }: Answer): Buffer {
  const all = { ...headers, 'content-length': Buffer.byteLength(text), connection: 'close' };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return Buffer.from([`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`, ...lines, '', text].join('\r\n'));
}

/** One unmasked text message of a WebSocket (RFC 6455, section 5.2). */
export function frameBytes(text: string): Buffer {
  const payload = Buffer.from(text);
  const { length } = payload;
  if (length < 126) return Buffer.concat([Buffer.from([0x81, length]), payload]);
  const head = Buffer.alloc(length < 65_536 ? 4 : 10);
  head[0] = 0x81;
  if (length < 65_536) {
    head[1] = 126;
    head.writeUInt16BE(length, 2);
  } else {
    head[1] = 127;
    head.writeBigUInt64BE(BigInt(length), 2);
  }
  return Buffer.concat([head, payload]);
}

/** Sends them as the fault has it; false when the other end was gone before they had left. */
export async function sendBytes(socket: Socket, bytes: Buffer, fault: WireFault): Promise<boolean> {
  if (fault.kind === 'garbage') return written(socket, Buffer.concat([Buffer.from(fault.text, 'latin1'), bytes]));
  if (fault.kind === 'cut-bytes') return written(socket, bytes.subarray(0, Math.min(fault.bytes, bytes.length - 1)));
  const size = Math.ceil(bytes.length / fault.pieces);
  for (let from = 0; from < bytes.length; from += size) {
    if (from > 0) await new Promise((resolve) => setTimeout(resolve, fault.everyMs));
    if (!(await written(socket, bytes.subarray(from, from + size)))) return false;
  }
  return true;
}

function written(socket: Socket, bytes: Buffer): Promise<boolean> {
  if (socket.destroyed || !socket.writable) return Promise.resolve(false);
  return new Promise((resolve) => {
    const gone = () => resolve(false);
    socket.once('close', gone);
    socket.write(bytes, (error) => {
      socket.off('close', gone);
      resolve(!error);
    });
  });
}
