/** Claims once, and finds the delivery of a command in what was handed out. */
import type { FakeAgent } from '../../target/fake-agent.ts';
import type { OpstageTrial } from '../opstage-trial.ts';

export async function claimedBy(t: OpstageTrial, agent: FakeAgent) {
  const { commands } = t.driver.must(await agent.claim());
  return ({ id }: { id: string }) =>
    commands.find((one) => one.id === id) ?? t.couldNotRun(`the claim did not deliver ${id}`);
}
