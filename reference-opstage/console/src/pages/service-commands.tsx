import { useLive } from '../client/live.ts';
import { Empty } from '../components/empty.tsx';
import { t } from '../language/language.ts';
import { CommandTable } from './command-table.tsx';
import { paths, withQuery } from './paths.ts';
import type { SectionProps } from './section-props.ts';
import { Shown } from './shown.tsx';

export function ServiceCommands({ service }: SectionProps) {
  const commands = useLive('commandList', { query: { serviceId: service.id, pageSize: 20 } }, ({ data }) => {
    return data.serviceId === service.id && data.commandId !== undefined;
  });
  const words = t();
  const total = commands.pagination?.total ?? 0;
  return (
    <Shown live={commands}>
      {(rows) =>
        rows.length === 0 ? (
          <Empty title={words.commands.empty} />
        ) : (
          <>
            <CommandTable commands={rows} caption={words.services.commands} />
            {total > rows.length && (
              <p>
                <a href={withQuery(paths.commands, { serviceId: service.id })}>{words.overview.all(total)}</a>
              </p>
            )}
          </>
        )
      }
    </Shown>
  );
}
