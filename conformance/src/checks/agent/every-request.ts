/** Rules that hold for every request of an agent: judged by monitors over all messages of the run. */
import { type AgentCheck, agentCheck } from '../check.ts';
import { judgeEveryMessage } from '../every-message-check.ts';

type Facts = Pick<AgentCheck, 'requirement' | 'sentence' | 'title' | 'how'>;

const rules: readonly Facts[] = [
  {
    requirement: 'version-header',
    sentence: 'An agent MUST send `Capsule-Contract: 1` on every request and on the WebSocket upgrade.',
    title: 'every request names the contract version',
    how: 'Looks at every request the agent sent in the whole run. Expects the header Capsule-Contract: 1.',
  },
  {
    requirement: 'responses-match-schema',
    sentence:
      "Every body and every frame that an agent or Opstage sends MUST validate against the contract's schema for it.",
    title: 'every body the agent sends is valid against the contract',
    how: 'Validates the body of every request of the run against the type its operation demands.',
  },
  {
    requirement: 'agent-token-stored-safely',
    sentence:
      'An agent MUST persist its agent token with owner-only permission, atomically and before first use, MUST reuse it after a restart, and MUST NOT put it into a log, a URL or a process argument.',
    title: 'no token stands in a URL',
    how: 'Searches the request line of every request of the run for the tokens the kit issued. Expects none.',
  },
];

export const everyRequestChecks: readonly AgentCheck[] = rules.map((facts) =>
  agentCheck({
    ...facts,
    id: `${facts.requirement}/every-request`,
    turn: 'last',
    async run(t) {
      // With --only nothing else may have run: the start alone makes the agent register, report and beat.
      await judgeEveryMessage(t, t.monitors, facts.requirement, () => t.startReady());
    },
  }),
);
