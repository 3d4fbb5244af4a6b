import type { Agent } from 'capsule-contract/types';
import { Moment } from '../components/moment.tsx';
import { t } from '../language/language.ts';

/** Signs of life are no events, so an agent that is online is heard now, whatever was read some minutes ago. */
export function LastSeen({ agent: { status, lastSeenAt } }: { agent: Agent }) {
  return status === 'ONLINE' ? <span>{t().agents.nowSeen}</span> : <Moment at={lastSeenAt} />;
}
