/**
 * The operator console: files that `npm run build` made, from memory. They live outside `/api/`, which is the contract's
 * alone; every page of the console is the same document, which finds its own way by the address.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';

const builtFolder = fileURLToPath(new URL('../../console/dist/', import.meta.url));
const home = '/console/';

/** Everything from here and nothing inline: what slips into a page as text can neither run nor phone home. */
const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const notBuilt =
  'This Opstage serves the contract under /api/, but its console is not built: run `npm run build -w capsule-opstage`, then load this page again.\n';

const mediaTypes: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

interface ConsoleFile {
  type: string;
  plain: Buffer;
  gzipped: Buffer;
  /** Named after its content, so that it never changes. */
  lasting: boolean;
}

type ConsoleFiles = ReadonlyMap<string, ConsoleFile>;

/** Answers what belongs to the console; false for everything else. */
export function createConsole(folder: string = builtFolder): (request: FastifyRequest, reply: FastifyReply) => boolean {
  let files: ConsoleFiles | null = null;
  return (request, reply) => {
    const [path = ''] = request.originalUrl.split('?', 1);
    if (request.raw.method !== 'GET' && request.raw.method !== 'HEAD') return false;
    if (path !== '/' && path !== '/console' && !path.startsWith(home)) return false;
    files ??= readBuilt(folder);
    if (files === null) {
      reply.code(404).type('text/plain; charset=utf-8').send(notBuilt);
      return true;
    }
    if (!path.startsWith(home)) {
      reply.redirect(home, 302);
      return true;
    }
    const asset = path.startsWith(`${home}assets/`);
    const file = files.get(asset ? path.slice(home.length) : 'index.html');
    if (file === undefined) return false;
    sendFile(request, reply, file);
    return true;
  };
}

function sendFile(request: FastifyRequest, reply: FastifyReply, { type, plain, gzipped, lasting }: ConsoleFile): void {
  const gzip = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  reply.headers({ 'Content-Type': type, Vary: 'Accept-Encoding' });
  reply.header('Cache-Control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache');
  if (type.startsWith('text/html')) reply.header('Content-Security-Policy', pagePolicy);
  if (gzip) reply.header('Content-Encoding', 'gzip');
  reply.code(200).send(gzip ? gzipped : plain);
}

/** All files of the build; null while there is none. */
function readBuilt(folder: string): ConsoleFiles | null {
  if (!existsSync(join(folder, 'index.html'))) return null;
  const file = (path: string, type: string): [string, ConsoleFile] => {
    const plain = readFileSync(join(folder, path));
    return [path, { type, plain, gzipped: gzipSync(plain), lasting: /-[A-Z0-9]{8}\.\w+$/.test(path) }];
  };
  const assets = readdirSync(join(folder, 'assets')).flatMap((name) => {
    const type = mediaTypes[extname(name)];
    return type === undefined ? [] : [file(`assets/${name}`, type)];
  });
  return new Map([file('index.html', 'text/html; charset=utf-8'), ...assets]);
}
