/** Registrations made by hand: with any token, with or without a code, sent again under the same key. */
import type { Reply } from '../../target/caller.ts';
import type { OpstageTrial } from '../opstage-trial.ts';

export interface Registering {
  token: string;
  /** Null leaves it out. */
  code?: string | null;
  bootId?: string;
  services?: readonly unknown[];
  /** Sent as Idempotency-Key. */
  key?: string;
}

/** A registration with a key, which can be sent again as it is. */
export const repeatable = (t: OpstageTrial, token: string) => ({
  token,
  code: t.code('agent'),
  bootId: t.driver.newBootId(),
  key: t.random.word(24),
});

export async function register(t: OpstageTrial, options: Registering): Promise<Reply<'agentRegister'>> {
  const { token, code = t.code('agent'), bootId = t.driver.newBootId(), services, key } = options;
  const reply = await t.send('agentRegister', {
    body: {
      registrationToken: token,
      agent: { ...(code === null ? {} : { code }), mode: 'external' },
      bootId,
      capabilities: ['commands.progress', 'commands.cancel', 'token.rotate'],
      ...(services ? { services } : {}),
    },
    headers: key === undefined ? {} : { 'idempotency-key': key },
  });
  const { data } = (reply.body ?? {}) as { data?: { agentToken?: unknown } };
  if (typeof data?.agentToken === 'string') t.driver.register(data.agentToken, `agent token of ${code ?? 'an agent'}`);
  return reply;
}
