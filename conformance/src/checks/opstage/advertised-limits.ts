/** Contract, section 2: what an Opstage says about its limits, in the two places where it says it. */
import { contract, limits } from 'capsule-contract';
import { type OpstageCheck, opstageCheck } from '../check.ts';

const advertised = {
  requirement: 'limits-advertised',
  sentence:
    '`GET /api/system/version` MUST give `contract.supported`, `capabilities` and `limits`; these MUST be the ones enforced, and every duration that Opstage applies MUST be an entry of `limits`.',
} as const;

export const advertisedLimitChecks: OpstageCheck[] = [
  opstageCheck({
    ...advertised,
    id: 'limits-advertised/complete',
    title: 'every limit of the contract is advertised, within its bounds',
    how: 'Reads systemVersion without credentials. Expects contract.supported with the version served, opstage-core among the profiles, and every limit of the catalogue between its bounds.',
    async run(t) {
      const reply = await t.send('systemVersion', { as: t.anonymous });
      const version = t.expect(reply).success();
      const { supported } = version.contract;
      t.that('the served version among contract.supported', supported.includes(contract.wireVersion), supported, reply);
      t.that('opstage-core among the profiles', version.profiles.includes('opstage-core'), version.profiles, reply);
      const given: Readonly<Record<string, number>> = version.limits as unknown as Record<string, number>;
      for (const entry of Object.values(limits)) {
        const value = given[entry.name] ?? Number.NaN;
        const least = (entry.atLeast ?? []).map(({ of, factor, plus }) => factor * (given[of] ?? Number.NaN) + plus);
        const fits =
          Number.isInteger(value) && value >= entry.min && value <= entry.max && least.every((bound) => value >= bound);
        const bounds = [`${entry.min} to ${entry.max}`, ...least.map((bound) => `at least ${bound}`)].join(', ');
        t.that(`limits.${entry.name} as an integer of ${bounds}`, fits, given[entry.name], reply);
      }
    },
  }),
  opstageCheck({
    ...advertised,
    id: 'limits-advertised/registration',
    title: 'a registration tells the same limits and intervals',
    how: 'Registers an agent and sends a heartbeat. Expects the limits of systemVersion in the first, and its intervals in both.',
    async run(t) {
      const versionReply = await t.send('systemVersion');
      const version = t.expect(versionReply).success();
      const agent = await t.enrol();
      const registered = t.transcript.messages.find(({ operationId }) => operationId === 'agentRegister');
      const cited = registered ?? versionReply.message;
      t.equal('limits of the registration', agent.registration.limits, version.limits, cited, versionReply);
      const { heartbeatIntervalSeconds, commandPollIntervalSeconds, offlineAfterSeconds } = version.limits;
      const intervals = { heartbeatIntervalSeconds, commandPollIntervalSeconds, offlineAfterSeconds };
      t.equal('intervals of the registration', pick(agent.registration, intervals), intervals, cited, versionReply);
      const heartbeat = await agent.heartbeat();
      t.equal(
        'intervals of the heartbeat',
        pick(t.expect(heartbeat).success(), intervals),
        intervals,
        heartbeat,
        versionReply,
      );
    },
  }),
];

function pick(from: object, like: object): object {
  return Object.fromEntries(Object.keys(like).map((name) => [name, Reflect.get(from, name)]));
}
