/** How checks open an agent's session and wait on it. A session is cut when its check is over. */
import type { ErrorBody, ErrorCode } from 'capsule-contract/types';
import { AgentSession, type ReceivedFrame, type SentFrame, type SessionOptions } from '../../target/agent-session.ts';
import type { FakeAgent } from '../../target/fake-agent.ts';
import type { OpstageTrial } from '../opstage-trial.ts';

/** Every capability an agent with a session can have. */
export const sessionCapabilities = ['commands.progress', 'commands.cancel', 'token.rotate', 'session.ws'] as const;

export function trySession(t: OpstageTrial, agent: FakeAgent, options: Partial<SessionOptions> = {}) {
  const { transcript, signal } = t;
  return AgentSession.open({ as: agent, agentId: agent.id, ...options }, { url: t.subject.url, transcript, signal });
}

/** An upgraded session on which nothing was said yet. */
export async function openSession(
  t: OpstageTrial,
  agent: FakeAgent,
  options: Partial<SessionOptions> = {},
): Promise<AgentSession> {
  const { session, reply } = await trySession(t, agent, options);
  if (session === null) return t.fail('101 for the upgrade', `${reply.status} ${reply.text}`, reply);
  t.cite(reply);
  return session;
}

/** A session with its hello said and its welcome received. */
export async function welcomed(
  t: OpstageTrial,
  agent: FakeAgent,
  hello: { maxRunning?: number; capabilities?: readonly string[] } = {},
  options: Partial<SessionOptions> = {},
): Promise<{ session: AgentSession; welcome: ReceivedFrame }> {
  const session = await openSession(t, agent, options);
  const data = { bootId: agent.bootId, capabilities: sessionCapabilities, maxRunning: 10, ...hello };
  const welcome = await replied(t, session, session.send('hello', data));
  t.equal('the reply to hello', welcome.frame.type, 'welcome', welcome, session);
  return { session, welcome };
}

/** The reply to a frame. */
export async function replied(t: OpstageTrial, session: AgentSession, sent: SentFrame): Promise<ReceivedFrame> {
  const reply = await t.until('a reply to the frame', () => session.replyTo(sent) ?? session.end);
  if ('code' in reply) return t.fail('a reply to the frame', `the session was closed ${reply.code}`, sent);
  return reply;
}

/** Sends a frame and gives the data of its ack. */
export async function acked(t: OpstageTrial, session: AgentSession, type: string, data: unknown, extra = {}) {
  const reply = await replied(t, session, session.send(type, data, extra));
  t.equal(`the reply to ${type}`, [reply.frame.type, reply.frame.data.code], ['ack', undefined], reply);
  return { data: reply.frame.data, message: reply.message };
}

/** A reply that refuses with this code. */
export function refusedFrame(t: OpstageTrial, reply: ReceivedFrame, code: ErrorCode): ErrorBody {
  t.equal('the reply', [reply.frame.type, reply.frame.data.code], ['error', code], reply);
  return reply.frame.data as unknown as ErrorBody;
}

/** A frame of this type that came, perhaps unasked. */
export function frameOf(
  t: OpstageTrial,
  session: AgentSession,
  type: string,
  fits: (frame: ReceivedFrame) => boolean = () => true,
): Promise<ReceivedFrame> {
  return t.until(`a frame ${type}`, () => session.ofType(type).find(fits));
}

/** The session is closed by Opstage with this code. */
export async function closedWith(
  t: OpstageTrial,
  session: AgentSession,
  ...codes: [number, ...number[]]
): Promise<void> {
  const end = await t.until(`a close ${codes.join(' or ')}`, () => session.end, { ceilingMs: 20_000 });
  t.that(`a close ${codes.join(' or ')}`, codes.includes(end.code), `${end.code} ${end.reason}`, session);
}

/** Every frame that came had the form of the contract. */
export function soundFrames(t: OpstageTrial, session: AgentSession): void {
  const [fault] = session.faults;
  if (fault) t.fail('frames of the form of the contract', fault.text, fault);
  t.cite(session);
}
