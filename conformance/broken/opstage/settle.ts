/** Writes what time has decided: done before every write, and by the sweep when nobody writes. */

import { offlineSince } from './agent-status.ts';
import { revokeAgent } from './agents.ts';
import { system } from './call.ts';
import { endCommand, passedDeadline } from './command-lifecycle.ts';
import { defect } from './defects.ts';
import { tell } from './feed.ts';
import type { State } from './state.ts';

export function settle(state: State): void {
  const due = [...state.openCommands]
    .map((command) => ({ command, ending: passedDeadline(state, command) }))
    .flatMap(({ command, ending }) => (ending ? [{ command, ending }] : []))
    .sort((a, b) => a.ending.at - b.ending.at);
  for (const { command, ending } of due) endCommand(state, command, ending, { origin: null, actor: system });
  for (const agent of state.agents.values()) {
    const since =
      agent.decision === 'ACTIVE' && state.told.get(agent.id) === 'ONLINE' ? offlineSince(state, agent) : null;
    if (since !== null && !defect('silence-not-told')) tell(state, 'capsule.agent.offline', agent.id, since);
  }
  if (defect('ephemeral-agents-stay')) return;
  for (const agent of state.agents.values()) {
    if (!agent.ephemeral || agent.decision !== 'ACTIVE') continue;
    const since = offlineSince(state, agent);
    if (since === null || state.now() < since + state.limits.ephemeralOfflineSeconds * 1000) continue;
    revokeAgent(state, agent, { origin: null, actor: system, releases: true });
  }
}
