/** `capsule-conformance list`: every requirement with its checks, one line each. */
import { requirements } from 'capsule-contract';
import { Command, Option } from 'commander';
import { allAgentChecks } from '../checks/agent/all-agent-checks.ts';
import type { Check } from '../checks/check.ts';
import { allOpstageChecks } from '../checks/opstage/all-opstage-checks.ts';
import { addOutputFlags, type OutputFlags, print } from './output-flags.ts';

export interface ListedRequirement {
  requirement: string;
  role: 'opstage' | 'agent';
  level: string;
  profile: string;
  section: string;
  /** Why it has no check, where the catalogue says so. */
  excluded: string | null;
  checks: {
    id: string;
    title: string;
    how: string;
    needs: string[];
    profile: string;
    /** The least depth it belongs to. */
    since: 'quick' | 'standard';
  }[];
}

export function listCommand(): Command {
  const command = new Command('list')
    .description('lists the requirements and their checks')
    .addOption(new Option('--role <role>', 'only those binding this role').choices(['opstage', 'agent']))
    .addHelpText(
      'after',
      `
Examples:
  capsule-conformance list --role agent
  capsule-conformance list --json | jq '.[] | select(.checks == []) | .requirement'`,
    );
  return addOutputFlags(command).action(() => {
    const flags = command.opts<OutputFlags & { role?: 'opstage' | 'agent' }>();
    const listed = listedRequirements([...allOpstageChecks, ...allAgentChecks], flags.role);
    print(flags, listed, () => listing(listed));
  });
}

const roles = ['opstage', 'agent'] as const;

export function listedRequirements(checks: readonly Check[], only?: 'opstage' | 'agent'): ListedRequirement[] {
  return Object.values(requirements).flatMap(({ id, level, binds, section, excluded }) =>
    roles
      .filter((role) => binds[role] !== undefined && (only === undefined || role === only))
      .map((role) => ({
        requirement: id,
        role,
        level,
        profile: binds[role] ?? '',
        section,
        excluded: excluded?.reason.en ?? null,
        checks: checks
          .filter((check) => check.requirement === id && check.role === role)
          .map(({ id, title, how, needs, profile, since = 'quick' as const }) => ({
            ...{ id, title, how, needs: [...(needs ?? [])], profile, since },
          })),
      })),
  );
}

/** Columns: role, level, requirement, checks or why there is none. */
export function listing(listed: readonly ListedRequirement[]): string {
  const rows = listed.map(({ role, level, requirement, excluded, checks }) => {
    const proof =
      checks.length > 0
        ? checks.map(({ id, since }) => (since === 'quick' ? id : `${id} (${since})`)).join(' ')
        : excluded
          ? `excluded: ${excluded}`
          : '-';
    return [role, level, requirement, proof];
  });
  const widths = [0, 1, 2].map((column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return `${lines.sort().join('\n')}\n`;
}
