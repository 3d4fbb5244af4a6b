import type { DangerLevel } from 'capsule-contract/types';
import { t } from '../language/language.ts';
import type { StatusName } from '../language/status-name.ts';
import { dangerTones, statusTones } from './tone.ts';

type Noun = 'agent' | 'service' | 'command' | 'registrationToken';

/** A status in words and colour; hovering tells what the contract means by it. */
export function StatusBadge({ status, of }: { status: StatusName; of?: Noun }) {
  const meaning = of === undefined ? undefined : t().contract.states[`${of}.${status}`];
  return (
    <span class={`badge ${statusTones[status] ?? 'calm'}`} data-status={status} title={meaning?.replaceAll('`', '')}>
      {t().status[status] ?? status}
    </span>
  );
}

export function DangerBadge({ level }: { level: DangerLevel }) {
  return (
    <span class={`badge ${dangerTones[level]}`} data-danger={level}>
      {t().action.dangerOf(t().danger[level])}
    </span>
  );
}
