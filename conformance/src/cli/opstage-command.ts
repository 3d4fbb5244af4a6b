/** `capsule-conformance opstage`: judges an Opstage by its URL and an owner login. */
import { Command } from 'commander';
import { allOpstageChecks } from '../checks/opstage/all-opstage-checks.ts';
import { parallelDefault } from '../runner/parallel-default.ts';
import { runOpstage } from '../runner/run-opstage.ts';
import { applyConfigFile } from './config-file.ts';
import { judge } from './judge.ts';
import { addOpstageFlags, type OpstageFlags, opstageSubject, opstageWords } from './opstage-flags.ts';
import { addRunFlags, type RunFlags } from './run-flags.ts';

export function opstageCommand(): Command {
  const command = addOpstageFlags(new Command('opstage').description('judges an Opstage'));
  return addRunFlags(command, parallelDefault.opstage)
    .addHelpText('after', examples)
    .action(async () => {
      applyConfigFile(command, command.opts<RunFlags>().config);
      const flags = command.opts<OpstageFlags & RunFlags>();
      const subject = opstageSubject(flags, 'opstage');
      await judge({
        role: 'opstage',
        flags,
        checks: allOpstageChecks,
        subjectWords: opstageWords(subject),
        run: (options) => runOpstage({ ...subject, ...options }),
      });
    });
}

const examples = `
Examples (the password of the owner is in CAPSULE_OWNER_PASSWORD):
  capsule-conformance opstage --url http://127.0.0.1:8080 --owner admin
  capsule-conformance opstage --url http://127.0.0.1:8080 --owner admin --start "node main.js" --data-folder data
  capsule-conformance opstage --config capsule-conformance.yaml --report html=report.html,junit=junit.xml
  capsule-conformance opstage --url http://127.0.0.1:8080 --owner admin --only 'audit-*' --level should`;
