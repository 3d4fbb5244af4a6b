/** `capsule-conformance list`: every requirement with its checks, one line each. */
import { requirements } from 'capsule-contract';
import { Command, Option } from 'commander';
import { allAgentChecks } from '../checks/agent/all-agent-checks.ts';
import type { Check } from '../checks/check.ts';
import { allOpstageChecks } from '../checks/opstage/all-opstage-checks.ts';

export function listCommand(): Command {
  const command = new Command('list')
    .description('lists the requirements and their checks')
    .addOption(new Option('--role <role>', 'only those binding this role').choices(['opstage', 'agent']));
  return command.action(() => {
    const { role } = command.opts<{ role?: 'opstage' | 'agent' }>();
    process.stdout.write(listing([...allOpstageChecks, ...allAgentChecks], role));
  });
}

const roles = ['opstage', 'agent'] as const;

/** Columns: role, level, requirement, checks or why there is none. */
export function listing(checks: readonly Check[], only?: 'opstage' | 'agent'): string {
  const rows = Object.values(requirements).flatMap(({ id, level, binds, excluded }) =>
    roles
      .filter((role) => binds[role] !== undefined && (only === undefined || role === only))
      .map((role) => {
        const own = checks.filter((check) => check.requirement === id && check.role === role).map((check) => check.id);
        const proof = own.length > 0 ? own.join(' ') : excluded ? `excluded: ${excluded.reason}` : '-';
        return [role, level, id, proof];
      }),
  );
  const widths = [0, 1, 2].map((column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return `${lines.sort().join('\n')}\n`;
}
