/**
 * An agent played by the kit over HTTP. It does nothing by itself: no heartbeat, no claim, unless a check calls it.
 * Every method sends one call with a correct default body, overridable member by member, and judges nothing.
 */
import { randomUUID } from 'node:crypto';
import type {
  AgentRegistration,
  CommandAckRequest,
  CommandDelivery,
  CommandProgressRequest,
  CommandResultRequest,
  HeartbeatRequest,
  OperationId,
  ServiceReportRequest,
} from 'capsule-contract/types';
import type { Caller, Reply } from './caller.ts';
import type { Actor, CallOptions } from './contract-call.ts';
import type { ServiceItem } from './sample-service.ts';

export class FakeAgent implements Actor {
  readonly lane: string;
  readonly id: string;
  readonly code: string;
  readonly registration: AgentRegistration;
  /** Replace it to play a restarted process. */
  bootId: string;
  /** Replace it after a rotation. */
  token: string;
  readonly #driver: Caller;
  readonly #services = new Map<string, ServiceItem>();
  readonly #running = new Set<string>();
  #lastCallAt = performance.now();

  constructor(driver: Caller, registration: AgentRegistration, bootId: string) {
    this.#driver = driver;
    this.registration = registration;
    this.id = registration.agentId;
    this.code = registration.code;
    this.token = registration.agentToken;
    this.bootId = bootId;
    this.lane = `agent ${registration.code}`;
  }

  credentials(): [string, string][] {
    return [['authorization', `Bearer ${this.token}`]];
  }

  /** Any agent operation, on this agent's path and with its token. */
  async send<Op extends OperationId>(operationId: Op, options: CallOptions = {}): Promise<Reply<Op>> {
    this.#lastCallAt = performance.now();
    return this.#driver.send(operationId, { as: this, ...options, path: { agentId: this.id, ...options.path } });
  }

  heartbeat(body: Partial<HeartbeatRequest> = {}): Promise<Reply<'agentHeartbeat'>> {
    const services = [...this.#services.values()].map(({ manifest, revision, health }) => ({
      code: manifest.code,
      revision,
      ...(health ? { health } : {}),
    }));
    return this.send('agentHeartbeat', {
      body: { bootId: this.bootId, services, running: [...this.#running], ...body },
    });
  }

  report(services: readonly unknown[], body: Partial<ServiceReportRequest> = {}): Promise<Reply<'serviceReport'>> {
    return this.send('serviceReport', { body: { bootId: this.bootId, services, ...body } });
  }

  claim(
    body: { max?: number; waitSeconds?: number; bootId?: string } = {},
    options: CallOptions = {},
  ): Promise<Reply<'commandClaim'>> {
    const waitSeconds = body.waitSeconds ?? 0;
    return this.send('commandClaim', {
      timeoutMs: (waitSeconds + 15) * 1000,
      ...options,
      body: { bootId: this.bootId, max: 10, waitSeconds, ...body },
    });
  }

  /** Accepts the delivery unless the body says otherwise; an accepted command is named in later heartbeats. */
  async ack(delivery: CommandDelivery, body: Partial<CommandAckRequest> = {}): Promise<Reply<'commandAck'>> {
    const full = { deliveryId: delivery.delivery.id, accepted: true, ...body };
    const reply = await this.send('commandAck', { path: { commandId: delivery.id }, body: full });
    if (reply.status === 200 && full.accepted) this.#running.add(delivery.id);
    return reply;
  }

  progress(delivery: CommandDelivery, body: Partial<CommandProgressRequest> = {}): Promise<Reply<'commandProgress'>> {
    return this.send('commandProgress', {
      path: { commandId: delivery.id },
      body: { deliveryId: delivery.delivery.id, seq: 1, ...body },
    });
  }

  /** Success without data unless the body says otherwise. */
  async result(delivery: CommandDelivery, body: Partial<CommandResultRequest> = {}): Promise<Reply<'commandResult'>> {
    const reply = await this.send('commandResult', {
      path: { commandId: delivery.id },
      body: { deliveryId: delivery.delivery.id, success: true, ...body },
    });
    if (reply.status === 200) this.#running.delete(delivery.id);
    return reply;
  }

  disconnect(reason = 'the check is done with it'): Promise<Reply<'agentDisconnect'>> {
    return this.send('agentDisconnect', { body: { bootId: this.bootId, reason } });
  }

  /** Remembers what was reported, so that heartbeats list it. */
  knows(item: ServiceItem): void {
    this.#services.set(item.manifest.code, item);
  }

  /** A heartbeat, when the last call is so long ago that the agent might soon count as offline. */
  async stayLive(): Promise<void> {
    const offlineAfterMs = this.registration.offlineAfterSeconds * 1000;
    if (performance.now() - this.#lastCallAt > offlineAfterMs / 4) this.#driver.must(await this.heartbeat());
  }

  /** The process was restarted: a new boot id, nothing running. */
  restart(): void {
    this.bootId = `boot-${randomUUID()}`;
    this.#running.clear();
  }
}
