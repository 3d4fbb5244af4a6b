/**
 * What an Opstage remembers of commands, judged as the contract says, and how often each came to its end. Of its own it ends
 * only what an agent does not name as running any more; no other deadline passes.
 */
export interface LedgerCommand {
  readonly id: string;
  readonly number: number;
  readonly workMs: number;
  state: 'PENDING' | 'RUNNING' | 'FINAL';
  attempt: number;
  /** The newest delivery; null when none is remembered. */
  deliveryId: string | null;
  acked: boolean;
  leaseUntil: number;
  /** While RUNNING: heartbeats in a row that did not name it. */
  unnamed: number;
  /** Results that were accepted as the final outcome; more than one is a fault of this ledger. */
  outcomes: Result[];
}

export interface Result {
  success: boolean;
  data?: { number?: number };
  error?: { code: string };
}

export interface Verdict {
  status: number;
  code: string | null;
  data: object;
}

const LEASE_MS = 200;
const UNNAMED_MAX = 8;
const SECONDS_PER_LEASE = 4;

export class CommandLedger {
  readonly commands: LedgerCommand[] = [];
  /** Which ways brought the acks that were accepted. */
  readonly started = { http: 0, session: 0 };
  readonly #prefix: string;

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  order(workMs: number): LedgerCommand {
    const number = this.commands.length + 1;
    const id = `cmd_${this.#prefix}${String(number).padStart(18, '0')}`;
    const command: LedgerCommand = {
      id,
      number,
      workMs,
      state: 'PENDING',
      attempt: 0,
      deliveryId: null,
      acked: false,
      leaseUntil: 0,
      unnamed: 0,
      outcomes: [],
    };
    this.commands.push(command);
    return command;
  }

  /** Commands to deliver now, each under a new delivery. */
  deliver(max: number, now: number): object[] {
    const due = this.commands.filter(({ state, leaseUntil }) => state === 'PENDING' && leaseUntil <= now);
    return due.slice(0, max).map((command) => {
      command.attempt += 1;
      command.deliveryId = `dlv_${command.id.slice(4)}_${command.attempt}`;
      command.acked = false;
      command.leaseUntil = now + LEASE_MS;
      return this.delivery(command);
    });
  }

  delivery({ id, number, workMs, deliveryId, attempt }: LedgerCommand): object {
    return {
      id,
      type: 'ACTION_EXECUTE',
      serviceCode: 'hostile',
      serviceId: 'svc_0123456789abcdef0123',
      actionName: 'work',
      payload: { number, workMs },
      timeoutSeconds: 3_600,
      idempotent: false,
      startBy: '2099-01-01T00:00:00.000Z',
      expiresAt: '2099-01-01T02:00:00.000Z',
      createdAt: '2098-12-31T23:00:00.000Z',
      delivery: { id: deliveryId, attempt, ackLeaseSeconds: SECONDS_PER_LEASE },
    };
  }

  /** Forgets deliveries and acks of what is not final: it is delivered anew, as after a restore. */
  forget(): void {
    for (const command of this.commands) {
      if (command.state === 'FINAL') continue;
      Object.assign(command, { state: 'PENDING', acked: false, leaseUntil: 0 });
    }
  }

  ack(id: string, deliveryId: string, accepted: boolean, way: 'http' | 'session'): Verdict {
    const command = this.#find(id);
    if (!command) return refused(404, 'COMMAND_NOT_FOUND');
    if (command.deliveryId !== deliveryId) return refused(409, 'COMMAND_DELIVERY_STALE');
    if (!accepted) {
      // Whatever the reason: a refusal is an outcome, and none is expected here.
      command.outcomes.push({ success: false, error: { code: 'REFUSED' } });
      command.state = 'FINAL';
    } else if (command.state === 'PENDING') {
      command.state = 'RUNNING';
      command.acked = true;
      command.unnamed = 0;
      this.started[way] += 1;
    }
    return ok({ commandId: id, status: command.state === 'RUNNING' ? 'RUNNING' : 'FAILED', leaseExpiresAt: null });
  }

  /**
   * A heartbeat. What it does not name, several times in a row, is not running: the run lease of the contract, counted in
   * heartbeats so that a busy machine ends nothing.
   */
  heartbeat(running: readonly string[]): void {
    for (const command of this.commands) {
      if (command.state !== 'RUNNING') continue;
      command.unnamed = running.includes(command.id) ? 0 : command.unnamed + 1;
      if (command.unnamed < UNNAMED_MAX) continue;
      command.outcomes.push({ success: false, error: { code: 'AGENT_LOST' } });
      command.state = 'FINAL';
    }
  }

  result(id: string, deliveryId: string, result: Result): Verdict {
    const command = this.#find(id);
    if (!command) return refused(404, 'COMMAND_NOT_FOUND');
    const [outcome] = command.outcomes;
    if (outcome) {
      const same = JSON.stringify(essence(outcome)) === JSON.stringify(essence(result));
      return same ? ok({ ...answer(command), replayed: true }) : refused(409, 'COMMAND_ALREADY_COMPLETED');
    }
    if (command.deliveryId !== deliveryId) return refused(409, 'COMMAND_DELIVERY_STALE');
    if (!command.acked) return refused(409, 'COMMAND_NOT_ACKNOWLEDGED');
    command.outcomes.push(result);
    command.state = 'FINAL';
    return ok(answer(command));
  }

  #find(id: string): LedgerCommand | undefined {
    return this.commands.find((command) => command.id === id);
  }
}

export function ok(data: object): Verdict {
  return { status: 200, code: null, data };
}

export function refused(status: number, code: string): Verdict {
  return { status, code, data: {} };
}

function answer({ id, outcomes }: LedgerCommand): object {
  return { commandId: id, status: outcomes[0]?.success ? 'SUCCEEDED' : 'FAILED', replayed: false, late: false };
}

function essence({ success, data, error }: Result): object {
  return { success, data, error };
}
