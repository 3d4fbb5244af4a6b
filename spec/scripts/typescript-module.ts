/** Text of generated TypeScript modules: constants with a type that the compiler checks their content against. */
import { header } from './generated-files.ts';

export interface Constant {
  name: string;
  type: string;
  description: string;
  value: unknown;
}

export function constantsModule(
  script: string,
  typeModule: string,
  types: readonly string[],
  constants: readonly Constant[],
): string {
  const imports = `import type { ${[...types].sort().join(', ')} } from '${typeModule}';`;
  const texts = constants.map(
    ({ name, type, description, value }) =>
      `/** ${description} */\nexport const ${name}: ${type} = ${JSON.stringify(value, null, 2)};\n`,
  );
  return [`// ${header(script)}`, imports, '', ...texts].join('\n');
}
