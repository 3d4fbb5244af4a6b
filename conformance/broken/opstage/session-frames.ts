/** Frames of an agent session: read as the bodies of their HTTP twins are, and judged by the same rules. */
import { messages } from 'capsule-contract';
import { contractErrors } from 'capsule-contract/errors';
import type { Limits, MessageType, TypeName } from 'capsule-contract/types';
import { validate } from 'capsule-contract/validators';
import { withoutNulls } from 'capsule-contract/without-nulls';
import { defect } from './defects.ts';
import { readJson } from './json-document.ts';
import { judgedBody } from './request-body.ts';

export interface AgentFrame {
  type: MessageType;
  id: string;
  data: Record<string, unknown>;
}

/** Throws what the frame is refused with; `named` is told the id as soon as it can be read. */
export function readFrame(bytes: Buffer, limits: Limits, named: (id: string) => void): AgentFrame {
  const document = readJson(bytes, limits.jsonDepthMax + 1);
  if (document === null || document === 'too deep') throw contractErrors.MALFORMED_JSON();
  const { value, unsafeIntegers } = document;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalid('', 'is no object');
  const plain = withoutNulls(value) as Record<string, unknown>;
  if (validate('FrameId', plain.id).ok) named(plain.id as string);
  const envelope = validate('SessionFrame', plain);
  if (!envelope.ok && !defect('frame-envelopes-not-judged')) {
    throw contractErrors.VALIDATION_FAILED({ details: { issues: envelope.issues.slice(0, 100).map(shown) } });
  }
  const { type, id, data } = plain as unknown as AgentFrame;
  const message = Object.hasOwn(messages, type) ? messages[type] : undefined;
  if (message === undefined || message.direction === 'opstage-to-agent') {
    throw defect('unknown-type-is-invalid') ? invalid('/type', 'is unknown') : contractErrors.UNKNOWN_MESSAGE_TYPE();
  }
  const inside = unsafeIntegers.filter((path) => path.startsWith('/data/')).map((path) => path.slice('/data'.length));
  if (!defect('frame-data-not-judged'))
    judgedBody(message.dataType as TypeName, message.httpTwin, { body: data, unsafeIntegers: inside }, limits);
  return { type, id, data };
}

function invalid(path: string, message: string) {
  return contractErrors.VALIDATION_FAILED({ details: { issues: [{ path, message }] } });
}

function shown({ path, message }: { path: string; message: string }) {
  return { path, message };
}
