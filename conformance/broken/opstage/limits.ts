/** The limits this Opstage enforces and advertises: the contract's defaults, durations configurable by environment. */
import { limits as entries } from 'capsule-contract';
import type { LimitName, Limits } from 'capsule-contract/types';

export function configuredLimits(env: NodeJS.ProcessEnv): Limits {
  const values: Partial<Record<LimitName, number>> = {};
  for (const entry of Object.values(entries)) {
    const text = entry.env === null ? undefined : env[entry.env];
    const value = text === undefined ? entry.default : Number(text);
    if (!Number.isInteger(value) || value < entry.min || value > entry.max) {
      throw new RangeError(`${entry.env} is a whole number from ${entry.min} to ${entry.max}`);
    }
    values[entry.name] = value;
  }
  for (const { name, atLeast = [] } of Object.values(entries)) {
    for (const { of, factor, plus } of atLeast) {
      values[name] = Math.max(values[name] ?? 0, Math.ceil((values[of] ?? 0) * factor + plus));
    }
  }
  return values as Limits;
}
