/** Which session of an agent is its newest; within one process. */
export interface SessionRegistry {
  /** Makes this the agent's session; the one before is told that it was replaced. */
  enter(agentId: string, session: RegisteredSession): void;
  leave(agentId: string, session: RegisteredSession): void;
  newest(agentId: string): RegisteredSession | null;
}

export interface RegisteredSession {
  replaced(): void;
}

export function createSessionRegistry(): SessionRegistry {
  const sessions = new Map<string, RegisteredSession>();
  return {
    enter(agentId, session) {
      const before = sessions.get(agentId);
      sessions.set(agentId, session);
      if (before !== undefined && before !== session) before.replaced();
    },
    leave(agentId, session) {
      if (sessions.get(agentId) === session) sessions.delete(agentId);
    },
    newest: (agentId) => sessions.get(agentId) ?? null,
  };
}
