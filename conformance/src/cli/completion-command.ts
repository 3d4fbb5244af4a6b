/** `capsule-conformance completion <shell>`: a script that completes commands, options, choices and requirements. */
import { requirements } from 'capsule-contract';
import { Argument, Command } from 'commander';
import { addOutputFlags, type OutputFlags, print } from './output-flags.ts';

const shells = ['bash', 'zsh', 'fish'] as const;
type Shell = (typeof shells)[number];

export function completionCommand(): Command {
  const command = new Command('completion')
    .description('prints a completion script for a shell')
    .addArgument(new Argument('<shell>', 'the shell').choices(shells))
    .addHelpText(
      'after',
      `
Examples:
  source <(capsule-conformance completion bash)
  capsule-conformance completion zsh > ~/.zfunc/_capsule-conformance
  capsule-conformance completion fish > ~/.config/fish/completions/capsule-conformance.fish`,
    );
  return addOutputFlags(command).action((shell: Shell) => {
    const script = completionScript(command.parent ?? command, shell);
    print(command.opts<OutputFlags>(), { shell, script }, () => script);
  });
}

interface Words {
  /** As typed: `opstage`, `doctor agent`. */
  path: string;
  description: string;
  /** What may come instead of an option. */
  words: string[];
  options: { long: string; description: string; values: string[]; takesValue: boolean }[];
}

export function completionScript(program: Command, shell: Shell): string {
  const words = wordsOf(program);
  if (shell === 'fish') return fishScript(words);
  const script = bashScript(words);
  if (shell === 'bash') return `${script}complete -o default -F _capsule_conformance capsule-conformance\n`;
  // Loaded by the first Tab of a shell, the file is that Tab's completion as well.
  return `#compdef capsule-conformance
autoload -U +X bashcompinit && bashcompinit
${script}complete -o default -F _capsule_conformance capsule-conformance
[[ \${funcstack[1]-} != _capsule-conformance ]] || _bash_complete -o default -F _capsule_conformance
`;
}

function wordsOf(command: Command, path = ''): Words[] {
  const slugs = Object.keys(requirements);
  const takesRequirement = command.registeredArguments.some((one) => one.name() === 'requirement');
  const choices = command.registeredArguments.flatMap((one) => one.argChoices ?? []);
  const own: Words = {
    path,
    description: command.description(),
    words: [...command.commands.map((one) => one.name()), ...choices, ...(takesRequirement ? slugs : [])],
    options: command.options.map(({ long, description, argChoices, required, optional }) => ({
      long: long ?? '',
      description,
      values: argChoices ?? (long === '--only' ? slugs : []),
      takesValue: required || optional,
    })),
  };
  const inner = command.commands.flatMap((one) => wordsOf(one, `${path} ${one.name()}`.trim()));
  return [own, ...inner];
}

function bashScript(words: readonly Words[]): string {
  const cases = words
    .map(({ path, words: next, options }) => {
      const values = options
        .filter((one) => one.values.length > 0)
        .map(({ long, values }) => `      ${long}) values="${values.join(' ')}" ;;`);
      const files = options.filter((one) => one.takesValue && one.values.length === 0).map(({ long }) => long);
      const previous = [...values, ...(files.length > 0 ? [`      ${files.join('|')}) return ;;`] : [])];
      const choose = previous.length > 0 ? `    case "$previous" in\n${previous.join('\n')}\n    esac\n` : '';
      const all = [...next, ...options.map(({ long }) => long), '--help'].join(' ');
      return `  "${path}")\n${choose}    words="${all}"\n    ;;`;
    })
    .join('\n');
  const paths = words.flatMap(({ path }) => (path === '' ? [] : [`"${path}"`])).join('|');
  return `_capsule_conformance() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} path= values= words= word index
  for ((index = 1; index < COMP_CWORD; index++)); do
    word=\${path:+$path }\${COMP_WORDS[index]}
    case "$word" in
      ${paths}) path=$word ;;
    esac
  done
  case "$path" in
${cases}
  esac
  COMPREPLY=($(compgen -W "\${values:-$words}" -- "$current"))
}
`;
}

function fishScript(words: readonly Words[]): string {
  const quoted = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
  const descriptions = new Map(words.map(({ path, description }) => [path, description]));
  const lines = words.flatMap(({ path, words: next, options }) => {
    const when = `-n ${quoted(condition(path, words))}`;
    const line = `complete -c capsule-conformance ${when}`;
    return [
      ...next.map((word) => {
        const description = descriptions.get(`${path} ${word}`.trim());
        return `${line} -f -a ${quoted(word)}${description ? ` -d ${quoted(description)}` : ''}`;
      }),
      ...options.map(({ long, description, values, takesValue }) => {
        const value = values.length > 0 ? ` -x -a ${quoted(values.join(' '))}` : takesValue ? ' -r' : '';
        return `${line} -l ${long.slice(2)}${value} -d ${quoted(description)}`;
      }),
    ];
  });
  return `${lines.join('\n')}\n`;
}

function condition(path: string, words: readonly Words[]): string {
  if (path === '') return '__fish_use_subcommand';
  const below = words.filter((one) => one.path.startsWith(`${path} `)).map((one) => one.path.split(' ').at(-1));
  const seen = path
    .split(' ')
    .map((word) => `__fish_seen_subcommand_from ${word}`)
    .join('; and ');
  return below.length > 0 ? `${seen}; and not __fish_seen_subcommand_from ${below.join(' ')}` : seen;
}
