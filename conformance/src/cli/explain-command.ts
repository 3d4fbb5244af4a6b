/** `capsule-conformance explain <requirement>`: the rule, why it is there, and how it is checked. */
import { requirements } from 'capsule-contract';
import { Command } from 'commander';
import { allAgentChecks } from '../checks/agent/all-agent-checks.ts';
import type { Check } from '../checks/check.ts';
import { allOpstageChecks } from '../checks/opstage/all-opstage-checks.ts';
import { indented } from '../report/indented.ts';
import { wrapped } from '../report/wrapped.ts';
import { didYouMean } from './nearest-name.ts';
import { addOutputFlags, columnsOf, type OutputFlags, print } from './output-flags.ts';
import { UsageError } from './usage-error.ts';

export function explainCommand(): Command {
  const command = new Command('explain')
    .description('explains one requirement: its sentence, its reason, its checks')
    .argument('<requirement>', 'id of a requirement or of a check')
    .addHelpText(
      'after',
      `
Examples:
  capsule-conformance explain no-silent-takeover
  capsule-conformance explain request-id/every-answer --json`,
    );
  return addOutputFlags(command).action((id: string) => {
    const flags = command.opts<OutputFlags>();
    const explained = explanation(id, [...allOpstageChecks, ...allAgentChecks]);
    print(flags, explained, () => inWords(explained, columnsOf(process.stdout)));
  });
}

export function explanation(id: string, checks: readonly Check[]) {
  const [slug = ''] = id.split('/');
  const requirement = Object.values(requirements).find((one) => one.id === slug);
  if (!requirement) {
    throw new UsageError(`There is no requirement ${slug}.${didYouMean(slug, Object.keys(requirements))}`);
  }
  const own = checks.filter((check) => check.requirement === slug);
  if (id !== slug && !own.some((check) => check.id === id)) {
    throw new UsageError(
      `${slug} has no check ${id}.${didYouMean(
        id,
        own.map((check) => check.id),
      )}`,
    );
  }
  return {
    ...requirement,
    checks: own.map(({ id, role, profile, title, how, needs = [], since = 'quick' as const }) => ({
      ...{ id, role, profile, title, how, needs, since },
    })),
  };
}

function inWords(explained: ReturnType<typeof explanation>, columns: number): string {
  const { id, level, binds, section, sentence, rationale, operations, errors, excluded, checks } = explained;
  const prose = (text: string, margin = 0) => indented(wrapped(text, columns - margin), margin);
  const lines = [
    `${id} (${level}, binds ${Object.keys(binds).join(' and ')}, section ${section})`,
    '',
    prose(sentence.en),
    sentence['zh-CN'],
    '',
    prose(`Why: ${rationale.en}`),
  ];
  if (operations.length > 0) lines.push(prose(`Operations: ${operations.join(', ')}`));
  if (errors.length > 0) lines.push(prose(`Errors: ${errors.join(', ')}`));
  for (const check of checks) {
    lines.push('', `Check ${check.id} (${check.role}, ${check.profile}): ${check.title}`, prose(check.how, 2));
    if (check.since !== 'quick') lines.push('  Not part of a quick run.');
    if (check.needs.length > 0) lines.push(`  Needs: ${check.needs.join(', ')}`);
  }
  if (checks.length === 0) {
    lines.push('', excluded ? prose(`Not checked: ${excluded.reason.en}`) : 'This kit has no check for it.');
  }
  return `${lines.join('\n')}\n`;
}
