/** `capsule-conformance explain <requirement>`: the rule, why it is there, and how it is checked. */
import { requirements } from 'capsule-contract';
import { Command } from 'commander';
import { allAgentChecks } from '../checks/agent/all-agent-checks.ts';
import type { Check } from '../checks/check.ts';
import { allOpstageChecks } from '../checks/opstage/all-opstage-checks.ts';
import { didYouMean } from './nearest-name.ts';
import { UsageError } from './usage-error.ts';

export function explainCommand(): Command {
  return new Command('explain')
    .description('explains one requirement: its sentence, its reason, its checks')
    .argument('<requirement>', 'id of a requirement or of a check')
    .action((id: string) => {
      process.stdout.write(explanation(id, [...allOpstageChecks, ...allAgentChecks]));
    });
}

export function explanation(id: string, checks: readonly Check[]): string {
  const [slug = ''] = id.split('/');
  const requirement = Object.values(requirements).find((one) => one.id === slug);
  if (!requirement) {
    throw new UsageError(`There is no requirement ${slug}.${didYouMean(slug, Object.keys(requirements))}`);
  }
  const { level, binds, section, sentence, rationale, operations, errors, excluded } = requirement;
  const own = checks.filter((check) => check.requirement === slug);
  const lines = [
    `${slug} (${level}, binds ${Object.keys(binds).join(' and ')}, section ${section})`,
    '',
    sentence.en,
    sentence['zh-CN'],
    '',
    `Why: ${rationale.en}`,
  ];
  if (operations.length > 0) lines.push(`Operations: ${operations.join(', ')}`);
  if (errors.length > 0) lines.push(`Errors: ${errors.join(', ')}`);
  for (const check of own) {
    lines.push('', `Check ${check.id} (${check.role}, ${check.profile}): ${check.title}`, check.how);
    if (check.needs && check.needs.length > 0) lines.push(`Needs: ${check.needs.join(', ')}`);
  }
  if (own.length === 0) lines.push('', excluded ? `Not checked: ${excluded.reason}` : 'This kit has no check for it.');
  return `${lines.join('\n')}\n`;
}
