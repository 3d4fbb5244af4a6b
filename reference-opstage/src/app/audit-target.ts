/** How the objects of Opstage are named in the audit log. */
import type { Agent } from '../domain/agent.ts';
import type { TargetRef } from '../domain/audit-event.ts';
import type { Command } from '../domain/command.ts';
import type { RegistrationToken } from '../domain/registration-token.ts';
import type { Service } from '../domain/service.ts';
import type { User } from '../domain/user.ts';

export function agentTarget(agent: Pick<Agent, 'id' | 'code'>): TargetRef {
  return { type: 'agent', id: agent.id, code: agent.code };
}

export function serviceTarget(service: Pick<Service, 'id' | 'code'>): TargetRef {
  return { type: 'service', id: service.id, code: service.code };
}

export function commandTarget(command: Pick<Command, 'id' | 'actionName'>): TargetRef {
  return { type: 'command', id: command.id, code: command.actionName };
}

export function userTarget(user: Pick<User, 'id' | 'username'>): TargetRef {
  return { type: 'user', id: user.id, code: user.username };
}

export function registrationTokenTarget(token: Pick<RegistrationToken, 'id' | 'label'>): TargetRef {
  return { type: 'registrationToken', id: token.id, code: token.label };
}
