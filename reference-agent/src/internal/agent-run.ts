/**
 * One agent from its opened state folder to its end: registration, then the loops, then an orderly stop.
 *
 * Two signals: `living` ends everything; `serving` is the part of it that ends first at a stop, so that nothing new begins
 * while heartbeats and results go on.
 */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { AgentEnd } from '../agent-end.ts';
import type { Log } from '../log.ts';
import type { AgentSettings } from './agent-settings.ts';
import { describe } from './answer.ts';
import { atMost } from './at-most.ts';
import { type Duty, takeUpDuty } from './duty.ts';
import type { EventQueue } from './event-queue.ts';
import { HttpTransport } from './http-transport.ts';
import { Identity, storedIdentity } from './identity.ts';
import { Journal } from './journal.ts';
import { failed } from './outcome.ts';
import { register, registrationMark } from './registration.ts';
import { maskedLog, SecretMask } from './secret-mask.ts';
import type { ServiceDeclaration } from './service-declaration.ts';
import { ServiceWatch } from './service-watch.ts';
import { sleep } from './sleep.ts';
import { StateFolder } from './state-folder.ts';
import { ToldIntervals } from './told-intervals.ts';

const CAPABILITIES = ['commands.progress', 'commands.cancel', 'token.rotate'];
const SESSION_CAPABILITY = 'session.ws';
/** For results, events and the goodbye after the last handler has ended. */
const FAREWELL_MS = 5_000;

export class AgentRun {
  readonly ended: Promise<AgentEnd>;
  readonly #events: EventQueue;
  readonly log: Log;
  readonly #bootId = randomUUID();
  readonly #settings: AgentSettings;
  readonly #folder: StateFolder;
  readonly #journal: Journal;
  readonly #intervals: ToldIntervals;
  readonly #mask: SecretMask;
  readonly #services: ServiceWatch[];
  readonly #capabilities: string[];
  readonly #living = new AbortController();
  readonly #serving = new AbortController();
  readonly #end = Promise.withResolvers<AgentEnd>();
  #duty: Duty | null = null;
  #setUp: Promise<void> = Promise.resolve();
  #ending = false;

  private constructor(
    settings: AgentSettings,
    declarations: readonly ServiceDeclaration[],
    events: EventQueue,
    mask: SecretMask,
    state: { folder: StateFolder; journal: Journal; intervals: ToldIntervals },
  ) {
    this.#settings = settings;
    this.#events = events;
    this.#mask = mask;
    this.#folder = state.folder;
    this.#journal = state.journal;
    this.#intervals = state.intervals;
    this.log = maskedLog(settings.log, mask, settings.clock);
    this.ended = this.#end.promise;
    this.#capabilities = settings.session === 'off' ? CAPABILITIES : [...CAPABILITIES, SESSION_CAPABILITY];
    const { clock } = settings;
    const watch = { mode: settings.agent.mode, fingerprintKey: state.folder.fingerprintKey, clock, log: this.log };
    this.#services = declarations.map((declaration) => new ServiceWatch(declaration, watch));
  }

  /** Locks and reads the state folder; what an earlier process left running is recorded as failed. */
  static async open(
    settings: AgentSettings,
    declarations: readonly ServiceDeclaration[],
    events: EventQueue,
  ): Promise<AgentRun> {
    const mask = new SecretMask();
    if (settings.registrationToken) mask.add(settings.registrationToken);
    const folder = await StateFolder.open(settings.stateDir);
    try {
      const journal = await Journal.open(join(folder.path, 'journal.log'), () => settings.clock.now());
      for (const command of journal.unanswered()) {
        if (command.result) continue;
        const message = 'the agent was restarted while the action ran';
        await journal.result(command.commandId, failed('AGENT_RESTARTED', message));
      }
      const intervals = new ToldIntervals((await folder.read('intervals')) ?? {}, (told) => {
        // Only a convenience for the next start: losing it costs nothing.
        folder.write('intervals', { ...told }).catch(() => {});
      });
      return new AgentRun(settings, declarations, events, mask, { folder, journal, intervals });
    } catch (error) {
      await folder.close();
      throw error;
    }
  }

  get agentId(): string | null {
    return this.#duty?.calls.identity.agentId ?? null;
  }

  /** Begins to work; returns at once. */
  run(): void {
    this.#setUp = this.#begin();
  }

  /** Looks at the configuration now rather than at the next turn. */
  async refresh(): Promise<void> {
    await this.#duty?.reporter.look(this.#settings.probeTimeoutMs);
  }

  /** Finishes or fails what runs within `graceMs`, says goodbye, closes everything. */
  async stop(graceMs: number): Promise<void> {
    if (this.#ending) return;
    this.#ending = true;
    this.#serving.abort(new Error('the agent stops'));
    await this.#setUp;
    if (this.#duty) await this.#sayGoodbye(this.#duty, graceMs);
    await this.#close({ reason: 'stopped' });
  }

  /** Never rejects. */
  async #begin(): Promise<void> {
    try {
      const identity = await this.#identity();
      if (!(identity instanceof Identity)) return await this.#finish(identity);
      if (this.#ending) return;
      this.#duty = this.#takeUp(identity);
      this.log.info('the agent is at work', { agentId: identity.agentId, bootId: this.#bootId });
    } catch (error) {
      if (!this.#ending) await this.#fail(error);
    }
  }

  async #identity(): Promise<Identity | AgentEnd> {
    const { registrationToken, agent, clock, random, startSpreadMs } = this.#settings;
    const stored = storedIdentity(this.#folder, this.#mask, await this.#folder.read('identity'));
    if (stored instanceof Identity) return stored;
    if (!registrationToken) return stored ? { reason: 'revoked' } : { reason: 'not-registered' };
    if (stored?.registrationMark === registrationMark(this.#folder, registrationToken)) return { reason: 'revoked' };
    if (startSpreadMs > 0) await sleep(clock, random() * startSpreadMs, this.#serving.signal);
    const request = { registrationToken, agent, bootId: this.#bootId, capabilities: this.#capabilities };
    const answer = await register(
      request,
      {
        transport: new HttpTransport(this.#settings.url, clock),
        folder: this.#folder,
        mask: this.#mask,
        clock,
        random,
        log: this.log,
        intervals: this.#intervals,
      },
      this.#serving.signal,
    );
    if (answer instanceof Identity) return answer;
    this.log.error('Opstage refuses to register this agent', { answer: describe(answer) });
    return { reason: 'registration-refused', code: answer.code, message: answer.message };
  }

  #takeUp(identity: Identity): Duty {
    return takeUpDuty({
      settings: this.#settings,
      bootId: this.#bootId,
      capabilities: this.#capabilities,
      identity,
      journal: this.#journal,
      intervals: this.#intervals,
      services: this.#services,
      events: this.#events,
      log: this.log,
      logFor: (fields) => maskedLog(this.#settings.log, this.#mask, this.#settings.clock, fields),
      living: this.#living.signal,
      serving: AbortSignal.any([this.#living.signal, this.#serving.signal]),
      revoked: () => void this.#revoked(identity),
      failed: (error) => void this.#fail(error),
    });
  }

  async #sayGoodbye({ calls, heartbeat, intake, runner, outbox }: Duty, graceMs: number): Promise<void> {
    const living = this.#living.signal;
    const { clock } = this.#settings;
    await atMost(graceMs, intake.finish(), clock);
    await runner.finish(graceMs);
    await atMost(FAREWELL_MS, outbox.idle(), clock);
    // A shut gate: Opstage does not listen to this agent, and has been told so often enough.
    if (calls.gate.shutUntil !== null || living.aborted) return;
    if (!this.#events.empty) await atMost(FAREWELL_MS, heartbeat.lastBeat(living), clock);
    heartbeat.rest();
    const body = { bootId: this.#bootId, reason: 'the agent was stopped' };
    await atMost(FAREWELL_MS, calls.attempt({ operation: 'agentDisconnect', body }, living), clock);
  }

  async #revoked(identity: Identity): Promise<void> {
    const { registrationToken } = this.#settings;
    const mark = registrationToken ? registrationMark(this.#folder, registrationToken) : null;
    try {
      await identity.end(mark);
      await this.#finish({ reason: 'revoked' });
    } catch (error) {
      await this.#fail(error);
    }
  }

  #fail(error: unknown): Promise<void> {
    this.log.error('the agent cannot go on', { reason: String(error) });
    return this.#finish({ reason: 'failed', error });
  }

  /** Ends without another call; what ran is recorded as failed and told when there is someone to tell it to. */
  async #finish(end: AgentEnd): Promise<void> {
    if (this.#ending) return;
    this.#ending = true;
    this.#serving.abort(new Error('the agent is over'));
    this.#living.abort(new Error('the agent is over'));
    await this.#duty?.runner.finish(0);
    await this.#close(end);
  }

  async #close(end: AgentEnd): Promise<void> {
    this.#living.abort(new Error('the agent is over'));
    try {
      await this.#journal.close();
      await this.#folder.close();
    } catch (error) {
      this.log.error('the state folder could not be closed', { reason: String(error) });
    }
    this.#end.resolve(end);
  }
}
