import type { InputSchema } from './input-schema.ts';
import type { Faults } from './payload-faults.ts';

/** What every field of a payload is given, whatever its kind. */
export interface PayloadFieldProps {
  schema: InputSchema;
  label: string;
  pointer: string;
  required: boolean;
  value: unknown;
  faults: Faults;
  /** `undefined` takes the member away. */
  onChange(value: unknown): void;
}
