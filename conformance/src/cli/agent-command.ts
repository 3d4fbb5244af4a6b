/** `capsule-conformance agent`: judges an agent by the command that starts it, or one that somebody else starts. */
import { Command } from 'commander';
import { allAgentChecks } from '../checks/agent/all-agent-checks.ts';
import { parallelDefault } from '../runner/parallel-default.ts';
import { runAgent } from '../runner/run-agent.ts';
import {
  type AttachFlags,
  addAgentFlags,
  addAttachFlags,
  agentReplayWords,
  agentSubject,
  agentWords,
} from './agent-flags.ts';
import { applyConfigFile } from './config-file.ts';
import { judge } from './judge.ts';
import { addRunFlags, type RunFlags } from './run-flags.ts';

export function agentCommand(): Command {
  const command = addAttachFlags(addAgentFlags(new Command('agent').description('judges an agent')));
  return addRunFlags(command, parallelDefault.agent)
    .addHelpText('after', examples)
    .action(async () => {
      applyConfigFile(command, command.opts<RunFlags>().config);
      const flags = command.opts<AttachFlags & RunFlags>();
      const subject = agentSubject(flags);
      await judge({
        role: 'agent',
        flags,
        checks: allAgentChecks,
        subjectWords: agentWords(flags),
        replayWords: agentReplayWords(flags),
        run: (options) => runAgent({ ...options, ...subject }),
      });
    });
}

const examples = `
Examples:
  capsule-conformance agent --start "python3 agent.py"
  capsule-conformance agent --start "java -jar agent.jar" --start-timeout-seconds 60 --patience 2
  capsule-conformance agent --attach --listen 127.0.0.1:8080
  capsule-conformance agent --start ./agent --only 'command-*' --seed 7f3a
  capsule-conformance agent --start ./agent --known-failures known-failures.yaml --report junit=junit.xml`;
