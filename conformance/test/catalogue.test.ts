/** What the kit's checks say of themselves is true of the contract's catalogue. */
import { profiles, requirements } from 'capsule-contract';
import { describe, expect, test } from 'vitest';
import { allAgentChecks } from '../src/checks/agent/all-agent-checks.ts';
import type { Check } from '../src/checks/check.ts';
import { allOpstageChecks } from '../src/checks/opstage/all-opstage-checks.ts';

const checks: Check[] = [...allOpstageChecks, ...allAgentChecks];
const breaches = (holds: (check: Check) => boolean) => checks.filter((one) => !holds(one)).map(({ id }) => id);

describe('every check', () => {
  test('quotes the sentence of its requirement, literally', () => {
    expect(breaches(({ requirement, sentence }) => requirements[requirement].sentence.en === sentence)).toEqual([]);
  });

  test('has an id that is its requirement, or a variant below it', () => {
    const form = /^[a-z0-9-]+(?:\/[A-Za-z0-9-]+)*$/;
    expect(breaches(({ id, requirement }) => form.test(id) && id.split('/')[0] === requirement)).toEqual([]);
  });

  test('has an id of its own within its role', () => {
    const keys = checks.map(({ role, id }) => `${role} ${id}`);
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });

  test('judges a role its requirement binds, in the profile the catalogue gives or, of a core rule, in one beyond it', () => {
    const fits = ({ requirement, role, profile }: Check) => {
      const bound = profiles.find(({ name }) => name === requirements[requirement].binds[role]);
      if (bound === undefined) return false;
      return (
        bound.name === profile || (bound.always && profiles.some((one) => one.name === profile && one.role === role))
      );
    };
    expect(breaches(fits)).toEqual([]);
  });

  test('states a truth and says how it is shown', () => {
    const stated = ({ title, how }: Check) => title !== '' && !/\bshould\b/i.test(title) && how.length > 20;
    expect(breaches(stated)).toEqual([]);
  });

  test('is not for a requirement the catalogue excludes', () => {
    expect(breaches(({ requirement }) => requirements[requirement].excluded === undefined)).toEqual([]);
  });
});
