/** Who did something, as it is written into the audit log and onto what they made. */
export interface ActorRef {
  type: 'user' | 'agent' | 'system' | 'anonymous';
  id: string | null;
  /** Username or agent code at that time. */
  name: string | null;
}

export const systemActor: ActorRef = { type: 'system', id: null, name: null };
export const anonymousActor: ActorRef = { type: 'anonymous', id: null, name: null };
