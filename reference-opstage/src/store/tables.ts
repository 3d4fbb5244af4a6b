/**
 * The tables as Kysely sees them, derived from the entities of the domain: the same names in camel case, booleans as
 * 0 and 1, nested values as JSON text. Both forms are the same on every database this can run on.
 */

import type { ConfigRevision, IdempotencyRecord, RegisterAttempt, RejectedRevision } from '../app/ports/store.ts';
import type { Action } from '../domain/action.ts';
import type { Agent } from '../domain/agent.ts';
import type { AgentToken } from '../domain/agent-token.ts';
import type { AuditEvent } from '../domain/audit-event.ts';
import type { Command, Delivery } from '../domain/command.ts';
import type { ConfigItem } from '../domain/config-item.ts';
import type { FeedEvent } from '../domain/feed-event.ts';
import type { OperatorSession } from '../domain/operator-session.ts';
import type { RegistrationToken } from '../domain/registration-token.ts';
import type { Service } from '../domain/service.ts';
import type { User } from '../domain/user.ts';

type Column<T> =
  | (null extends T ? null : never)
  | (NonNullable<T> extends boolean ? number : NonNullable<T> extends string | number ? NonNullable<T> : string);

export type Row<E> = { [K in keyof E]: Column<E[K]> };

/** The position keeps the order in which an agent listed its actions or items. */
type Positioned<E> = Row<E> & { position: number };

export interface CommandExtras {
  /** Place in the order of creation. */
  sequence: number;
  /** What time alone will do next, so that reads and sweeps can judge it in SQL. */
  deadlineAt: number | null;
  deadlineStatus: string | null;
}

export interface Tables {
  agent: Row<Agent>;
  agentToken: Row<AgentToken>;
  registrationToken: Row<RegistrationToken>;
  service: Row<Service>;
  action: Positioned<Action>;
  configItem: Positioned<ConfigItem>;
  configRevision: Row<ConfigRevision>;
  command: Row<Command> & CommandExtras;
  /** The payload of an open command as it is delivered, where that differs from what is shown. */
  commandSecret: { commandId: string; payload: string };
  delivery: Row<Delivery>;
  operator: Row<User>;
  operatorSession: Row<OperatorSession>;
  auditEvent: AuditRow;
  feedEvent: Row<FeedEvent>;
  counter: { name: string; value: number };
  idempotency: Row<IdempotencyRecord>;
  registerAttempt: Row<RegisterAttempt>;
  rejectedRevision: Row<RejectedRevision>;
  serviceEvent: { agentId: string; eventId: string; at: number };
  refusal: { key: string; at: number };
  loginFailure: { id: string; subject: string; at: number };
}

/** Actor and target are columns of their own, because operators filter by them. */
export type AuditRow = Omit<Row<AuditEvent>, 'actor' | 'target'> & {
  actorType: string;
  actorId: string | null;
  actorName: string | null;
  targetType: string;
  targetId: string | null;
  targetCode: string | null;
};
