/**
 * The packed kit as a stranger has it: installed from its tarball into an empty folder, under the Node of this test or
 * another. It is staged from what `files` of the manifest names, so that what is forgotten there is missing here.
 */
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, globSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const room = fileURLToPath(new URL('..', import.meta.url));

export interface Ended {
  code: number | null;
  output: string;
}

export class PackedKit {
  /** The empty folder it was installed into. */
  readonly folder: string;
  readonly tarball: string;
  readonly #made: string;
  readonly #env: Readonly<Record<string, string | undefined>>;

  /** `extra` are files put into the package before it is packed, by path. */
  constructor(env: Readonly<Record<string, string>>, extra: Readonly<Record<string, string>> = {}) {
    // npm and the kit run under the Node of this test, whatever else the machine has.
    const path = [dirname(process.execPath), process.env.PATH].join(delimiter);
    this.#env = { ...process.env, PATH: path, GITHUB_STEP_SUMMARY: '', ...env };
    this.#made = mkdtempSync(join(tmpdir(), 'capsule-packed-'));
    this.folder = join(this.#made, 'empty');
    // Apart from the sources, so that tests beside this one and people at work do not build into the same folder.
    const stage = join(this.#made, 'stage');
    const { files } = JSON.parse(readFileSync(join(room, 'package.json'), 'utf8')) as { files: string[] };
    const packed = files.filter((one) => one !== 'dist').flatMap((one) => globSync(one, { cwd: room }));
    for (const file of ['package.json', 'README.md', ...packed]) {
      cpSync(join(room, file), join(stage, file), { recursive: true });
    }
    this.#do(stage, process.execPath, join(room, 'scripts/build-package.ts'), join(stage, 'dist'));
    for (const [file, text] of Object.entries(extra)) {
      mkdirSync(dirname(join(stage, file)), { recursive: true });
      writeFileSync(join(stage, file), text);
    }
    this.#do(stage, 'npm', 'pack', '--silent', '--ignore-scripts', '--pack-destination', this.#made);
    this.tarball = join(this.#made, readdirSync(this.#made).find((name) => name.endsWith('.tgz')) ?? '');
    mkdirSync(this.folder);
    writeFileSync(join(this.folder, 'package.json'), '{ "private": true, "type": "module" }');
    this.#do(this.folder, 'npm', 'install', '--prefer-offline', '--no-audit', '--no-fund', this.tarball);
  }

  /** Runs in the folder with its own programs first, as `npx` would. */
  run(command: string, args: readonly string[], more: Readonly<Record<string, string>> = {}): Promise<Ended> {
    const { PATH: first = '', ...variables } = more;
    const path = [first, join(this.folder, 'node_modules/.bin'), this.#env.PATH].filter((one) => one !== '');
    const env = { ...this.#env, ...variables, PATH: path.join(delimiter) };
    const child = spawn(command, args, { cwd: this.folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString();
      });
    }
    return new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) => resolve({ code, output }));
    });
  }

  remove(): void {
    rmSync(this.#made, { recursive: true, force: true });
  }

  #do(cwd: string, command: string, ...args: string[]): void {
    mkdirSync(cwd, { recursive: true });
    execFileSync(command, args, { cwd, env: this.#env, stdio: 'pipe' });
  }
}
