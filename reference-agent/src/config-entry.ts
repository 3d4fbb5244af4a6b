import type { ConfigItemReport } from 'capsule-contract/types';

/**
 * One configuration item as a service declares it.
 *
 * `value` is shown to operators as text. With `sensitive: true` neither `value` nor `defaultValue` leaves the process:
 * operators see that the value changed by a fingerprint, nothing else.
 */
export interface ConfigEntry {
  /** Unique within the service, 1–200 code points. */
  key: string;
  value?: unknown;
  defaultValue?: unknown;
  /** Default: by the kind of `value`. */
  type?: ConfigItemReport['type'];
  label?: string;
  /** Where the value comes from, such as `env` or a file name. */
  source?: string;
  /** Descriptive; this contract version writes no configuration. Default false. */
  editable?: boolean;
  /** Default false. */
  sensitive?: boolean;
  /** Where the secret lies, in words of its vault; never the secret. */
  secretRef?: string;
}

/** Gives all items of a service; called twice in each heartbeat interval, with a bounded time. */
export type ConfigProvider = () => readonly ConfigEntry[] | Promise<readonly ConfigEntry[]>;
