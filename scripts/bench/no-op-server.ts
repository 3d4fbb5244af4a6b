/** The HTTP server of the reference Opstage with one route that does nothing: the baseline of every rate. */
import fastify from 'fastify';

const server = fastify();
const answer = JSON.stringify({ success: true, data: { padding: 'x'.repeat(200) } });

server.post('/no-op', (_request, reply) => reply.type('application/json; charset=utf-8').send(answer));
process.stdout.write(`listening on ${await server.listen({ host: '127.0.0.1', port: 0 })}\n`);
