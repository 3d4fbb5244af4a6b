/**
 * Services of a report, judged one by one: generated items go out many in one report, so that thousands of bounds cost a
 * few calls. Used for both operations that take services: a registration and a report.
 */
import type { OperationId, RejectedService } from 'capsule-contract/types';
import { valueAt, withValueAt } from '../../arbitraries/json-pointer.ts';
import type { Reply } from '../../target/caller.ts';
import { scenes } from '../../target/scenes/all-scenes.ts';
import type { Stage } from '../../target/scenes/scene.ts';
import type { OpstageTrial } from '../opstage-trial.ts';

export const reportingOperations = ['agentRegister', 'serviceReport'] as const satisfies OperationId[];
export type ReportingOperation = (typeof reportingOperations)[number];

/** An item somewhere in a generated body, and which place in it the case is about. */
export interface GeneratedItem {
  item: unknown;
  /** Pointer within the item. */
  pointer: string;
  /** Pointers within the item that a report of the fault may name. */
  places: readonly string[];
  what: string;
}

/** How much goes into one report: well under the limits of items and bytes. */
const itemsMax = 150;
const charactersMax = 400_000;
const codeAt = '/manifest/code';

export function generatedItem(
  value: unknown,
  isolatedItem: string,
  { pointer, pointers = [pointer], what }: { pointer: string; pointers?: readonly string[]; what: string },
): GeneratedItem {
  const within = (absolute: string) => absolute.slice(isolatedItem.length);
  return { item: valueAt(value, isolatedItem), pointer: within(pointer), places: pointers.map(within), what };
}

/** Gives each item a code of its own, unless the case is about the code. */
export function underOwnCode(t: OpstageTrial, generated: GeneratedItem): GeneratedItem {
  const { item, pointer } = generated;
  if (pointer === codeAt || typeof valueAt(item, codeAt) !== 'string') return generated;
  return { ...generated, item: withValueAt(item, codeAt, t.code('item')) };
}

export function batches<One extends { item: unknown }>(all: readonly One[]): One[][] {
  const made: One[][] = [];
  let characters = Number.POSITIVE_INFINITY;
  for (const one of all) {
    const length = JSON.stringify(one.item).length;
    const last = made.at(-1);
    if (last && last.length < itemsMax && characters + length <= charactersMax) {
      last.push(one);
      characters += length;
    } else {
      made.push([one]);
      characters = length;
    }
  }
  return made;
}

export interface Reported {
  reply: Reply<ReportingOperation>;
  services: { code: string; id: string }[];
  rejected: RejectedService[];
  agentId: string;
}

export async function sendItems(
  t: OpstageTrial,
  operationId: ReportingOperation,
  stage: Stage,
  items: readonly unknown[],
): Promise<Reported> {
  const [body] = stage.bodies;
  const options = await stage.again({ ...body, services: items });
  const reply = await t.send(operationId, options);
  const data = t.expect(reply).success();
  const { services, rejected } = data;
  const agentId = 'agentId' in data ? data.agentId : (stage.call.path?.agentId ?? '');
  return { reply, services: [...services], rejected: [...rejected], agentId };
}

export const stageOf = (t: OpstageTrial, operationId: ReportingOperation) => scenes[operationId].stage(t.driver);
