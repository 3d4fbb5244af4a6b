import { expect, test } from 'vitest';
import { allAgentChecks } from '../checks/agent/all-agent-checks.ts';
import { allOpstageChecks } from '../checks/opstage/all-opstage-checks.ts';
import { onlyHint } from './only-hint.ts';

test.each([
  ['a letter left out', 'heartbeat-cadnce', ' Did you mean heartbeat-cadence?'],
  ['the name of a check', 'version-header/evry-request', ' Did you mean version-header/every-request?'],
  ['the first word of several names', 'heartbeat', " Did you mean 'heartbeat*'?"],
  ['a word within names', 'cadence', " Did you mean '*cadence*'?"],
  ['a pattern with a misspelt word', 'hartbeat-*', " Did you mean 'heartbeat*'?"],
  ['a rule for the other role', 'no-silent-takeover', ' It binds an opstage, not an agent.'],
  ['nothing like any name', 'zzz', ' capsule-conformance list --role agent names all there are.'],
])('%s: the hint says what was meant', (_name, pattern, hint) => {
  expect(onlyHint(pattern, allAgentChecks, [...allOpstageChecks, ...allAgentChecks])).toBe(hint);
});
