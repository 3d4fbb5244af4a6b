import type { FastifyReply, FastifyRequest } from 'fastify';

export const cookieName = 'opstage_session';

const flags = { httpOnly: true, sameSite: 'lax', path: '/' } as const;

export function setSessionCookie(request: FastifyRequest, reply: FastifyReply, value: string, expiresAt: number): void {
  const secure = !isLoopbackHttp(request);
  reply.setCookie(cookieName, value, { ...flags, secure, expires: new Date(expiresAt) });
}

export function clearSessionCookie(request: FastifyRequest, reply: FastifyReply): void {
  reply.clearCookie(cookieName, { ...flags, secure: !isLoopbackHttp(request) });
}

/** Only a browser that talks plain http to its own machine gets a cookie without `Secure`. */
function isLoopbackHttp(request: FastifyRequest): boolean {
  if (request.protocol !== 'http') return false;
  const address = request.socket.remoteAddress ?? '';
  return /^(127\.|::1$|::ffff:127\.)/.test(address) && /^(localhost|127\.[0-9.]+|::1|\[::1\])$/.test(request.hostname);
}
