/** Frames of the agent session: read and judged like the bodies of their HTTP twins, and written. */
import { messages } from 'capsule-contract';
import { contractErrors } from 'capsule-contract/errors';
import type { Limits, TypeName } from 'capsule-contract/types';
import { type Issue, validate } from 'capsule-contract/validators';
import { withoutNulls } from 'capsule-contract/without-nulls';
import { isJsonObject, type JsonObject } from '../../domain/json.ts';
import type { ParsedJson } from '../json-parser.ts';
import { judged, parsed, validationFailed } from '../request-body.ts';

/** The part of a frame that every frame has. */
export interface Frame {
  type: string;
  id: string;
  data: JsonObject;
  /** JSON pointers of numbers in `data` that lost digits. */
  inexactPaths: string[];
  hasNulls: boolean;
}

/** The document of a frame; throws MALFORMED_JSON when there is none. */
export function readDocument(bytes: Buffer, limits: Limits): ParsedJson {
  // One level more than a body, which is what stands in `data`.
  return parsed(bytes, limits, { exemptBelow: 1, depthMax: limits.jsonDepthMax + 1 });
}

/** The id a reply can name, whatever else is wrong with the frame. */
export function readableId(value: unknown): string | undefined {
  const id = isJsonObject(value) ? value.id : undefined;
  return validate('FrameId', id).ok ? String(id) : undefined;
}

/** The frame in a document; its `data` is judged by its type later. */
export function readFrame(document: ParsedJson): Frame {
  const { data, ...envelope } = isJsonObject(document.value) ? document.value : {};
  const frame: JsonObject = {
    ...(withoutNulls(envelope) as JsonObject),
    ...(data === undefined || data === null ? {} : { data }),
  };
  const issues: Issue[] = [];
  const verdict = validate('SessionFrame', isJsonObject(document.value) ? frame : document.value);
  if (!verdict.ok) issues.push(...verdict.issues);
  for (const path of document.inexactPaths.filter((inexact) => !inexact.startsWith('/data/'))) {
    issues.push({ path, keyword: 'maximum', message: 'is a number outside the range that survives transport' });
  }
  if (issues.length > 0) throw validationFailed(issues);
  const inexactPaths = document.inexactPaths.map((path) => path.slice('/data'.length));
  const { hasNulls } = document;
  return { type: String(frame.type), id: String(frame.id), data: frame.data as JsonObject, inexactPaths, hasNulls };
}

/** What the frame says, judged by the type of its message; throws what the HTTP twin answers. */
export function judgeFrame(frame: Frame, limits: Limits) {
  const message = messageOf(frame.type);
  if (message === null) throw contractErrors.UNKNOWN_MESSAGE_TYPE();
  const { dataType } = message as { dataType: TypeName };
  const { data: value, inexactPaths, hasNulls } = frame;
  return judged(dataType, { value, inexactPaths, hasNulls }, limits);
}

export function messageOf(type: string) {
  const message = Object.hasOwn(messages, type) ? messages[type as keyof typeof messages] : null;
  return message === null || message.direction === 'opstage-to-agent' ? null : message;
}

export function frameText(type: string, id: string, ts: string, data: unknown, re?: string): string {
  return JSON.stringify({ v: 1, type, id, ts, ...(re === undefined ? {} : { re }), data });
}
