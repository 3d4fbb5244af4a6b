import { type Answer, refusal } from '../answer.ts';
import { subprotocol } from '../sessions/agent-message.ts';
import type { AgentCall } from './operation-call.ts';

/** Whether the upgrade is one to a session: 101 when it is; who calls was judged before. */
export function agentSession({ headers }: AgentCall<unknown>): Answer {
  const offered = (headers['sec-websocket-protocol'] ?? '').split(',').map((one) => one.trim());
  const isUpgrade = (headers.upgrade ?? '').toLowerCase() === 'websocket';
  if (!isUpgrade || !offered.includes(subprotocol)) return refusal('UPGRADE_REQUIRED');
  return { status: 101, headers: {}, text: '' };
}
