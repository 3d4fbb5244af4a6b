/** How a command ends: by its deadlines, judged whenever it is looked at, and by what others do. */
import type { ActorRef, AuditAction, CommandStatus, JsonObject, OutcomeError } from 'capsule-contract/types';
import { writeAudit } from './audit-log.ts';
import type { Origin } from './call.ts';
import { defect } from './defects.ts';
import { holdsSecrets, redacted } from './redaction.ts';
import type { CommandRecord, State } from './state.ts';

export interface Ending {
  status: Extract<CommandStatus, 'SUCCEEDED' | 'FAILED' | 'EXPIRED' | 'CANCELLED'>;
  outcomeKnown: boolean;
  at: number;
  error?: OutcomeError | null;
}

export function isFinal({ status }: CommandRecord): boolean {
  return status !== 'PENDING' && status !== 'RUNNING';
}

/** The earliest deadline that has passed, and what it makes of the command. */
export function passedDeadline(state: State, command: CommandRecord): Ending | null {
  const { cancelGraceSeconds } = state.limits;
  const deadlines: Ending[] = [];
  const isHeldOn = command.deliveries.length > 0 && defect('delivered-command-never-expires');
  if (command.status === 'PENDING' && !defect('start-deadline-ignored') && !isHeldOn) {
    deadlines.push({ status: 'EXPIRED', outcomeKnown: true, at: command.startBy });
  }
  const isDisabled = state.agents.get(command.agentId)?.decision === 'DISABLED';
  if (isDisabled && defect('deadlines-stand-still-while-disabled')) return null;
  if (command.status === 'RUNNING') {
    const { leaseExpiresAt, cancelRequestedAt, expiresAt } = command;
    const lost = { code: 'AGENT_LOST', message: 'The agent gave no sign of the command in time.' };
    const known = defect('lost-outcome-called-known');
    if (leaseExpiresAt !== null && !defect('run-lease-ignored')) {
      deadlines.push({ status: 'FAILED', outcomeKnown: known, at: leaseExpiresAt, error: lost });
    }
    if (cancelRequestedAt !== null && !defect('cancel-grace-ignored')) {
      deadlines.push({ status: 'CANCELLED', outcomeKnown: false, at: cancelRequestedAt + cancelGraceSeconds * 1000 });
    }
    if (!defect('expiry-ignored')) deadlines.push({ status: 'EXPIRED', outcomeKnown: false, at: expiresAt });
  }
  const [first] = deadlines.sort((a, b) => a.at - b.at);
  return first && state.now() >= first.at ? first : null;
}

/** The command as it is now: a deadline that has passed is applied to what is shown, and nothing is written. */
export function evaluated(state: State, command: CommandRecord): CommandRecord {
  if (defect('deadlines-only-by-the-sweep')) return command;
  const ending = passedDeadline(state, command);
  return ending ? { ...command, ...ended(command, ending) } : command;
}

function ended(command: CommandRecord, { status, outcomeKnown, at, error = null }: Ending): Partial<CommandRecord> {
  const keepsSecrets = defect('payload-kept-when-final') || (defect('expired-payload-kept') && status === 'EXPIRED');
  const erased = holdsSecrets(command.payload) && !keepsSecrets;
  const payload = erased ? (redacted(command.payload) as JsonObject) : command.payload;
  return { status, outcomeKnown, finishedAt: at, error, leaseExpiresAt: null, payload, payloadErased: erased };
}

const actions: Record<Ending['status'], AuditAction> = {
  SUCCEEDED: 'command.succeeded',
  FAILED: 'command.failed',
  EXPIRED: 'command.expired',
  CANCELLED: 'command.cancelled',
};

export function endCommand(
  state: State,
  command: CommandRecord,
  ending: Ending,
  by: { origin: Origin | null; actor: ActorRef },
  isSilent = false,
): void {
  Object.assign(command, ended(command, ending));
  state.openCommands.delete(command);
  if (isSilent) return;
  if (defect('expiry-not-audited') && ending.status === 'EXPIRED') return;
  if (defect('ending-audited-twice')) writeEnding(state, command, ending, by);
  writeEnding(state, command, ending, by);
}

function writeEnding(
  state: State,
  command: CommandRecord,
  ending: Ending,
  { origin, actor }: { origin: Origin | null; actor: ActorRef },
): void {
  writeAudit(state, origin, {
    action: actions[ending.status],
    actor,
    target: { type: 'command', id: command.id, code: command.actionName },
    at: defect('deadline-dated-when-written') ? state.now() : ending.at,
    details: ending.error ? { outcomeCode: ending.error.code } : {},
  });
}
