import type { Command } from 'capsule-contract/types';
import { StatusBadge } from '../components/badge.tsx';
import { DataTable } from '../components/data-table.tsx';
import { Elapsed, Moment } from '../components/moment.tsx';
import { t } from '../language/language.ts';
import { paths } from './paths.ts';

export function CommandTable({ commands, caption }: { commands: readonly Command[]; caption: string }) {
  const words = t().commands;
  return (
    <DataTable
      caption={caption}
      rows={commands}
      keyOf={({ id }) => id}
      columns={[
        {
          title: words.action,
          head: true,
          cell: ({ id, actionName }) => <a href={paths.command(id)}>{actionName}</a>,
        },
        {
          title: t().list.status,
          cell: ({ status, progress, outcomeKnown }) => (
            <>
              <StatusBadge status={status} of="command" />
              {status === 'RUNNING' && typeof progress?.percent === 'number' && (
                <span class="muted number"> {words.progressOf(progress.percent)}</span>
              )}
              {outcomeKnown === false && <span class="badge bad">{t().attentionKind.COMMAND_OUTCOME_UNKNOWN}</span>}
            </>
          ),
        },
        {
          title: words.service,
          cell: ({ serviceId, serviceCode }) => <a href={paths.service(serviceId)}>{serviceCode}</a>,
        },
        { title: words.by, cell: ({ createdBy }) => createdBy.name ?? createdBy.id ?? createdBy.type },
        { title: words.created, cell: ({ createdAt }) => <Moment at={createdAt} /> },
        {
          title: words.duration,
          number: true,
          cell: ({ acknowledgedAt, finishedAt }) =>
            acknowledgedAt === null ? t().general.none : <Elapsed from={acknowledgedAt} to={finishedAt} />,
        },
      ]}
    />
  );
}
