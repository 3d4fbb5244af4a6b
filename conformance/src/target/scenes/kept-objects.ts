/**
 * Objects that several scenes of one trial share, because their calls leave them as they are: an agent with a service and
 * a command to look at, a user. Made when first asked for; a scene that uses its object up makes one of its own.
 */
import type { User } from 'capsule-contract/types';
import type { OpstageDriver, ReportedService } from '../opstage-driver.ts';

interface Kept {
  service?: Promise<ReportedService>;
  command?: Promise<string>;
  user?: Promise<User>;
}

const keptBy = new WeakMap<OpstageDriver, Kept>();

export function keptService(driver: OpstageDriver): Promise<ReportedService> {
  const kept = keptOf(driver);
  kept.service ??= reported(driver);
  return kept.service;
}

/** The id of a command that stays PENDING unless its deadline passes. */
export function keptCommand(driver: OpstageDriver): Promise<string> {
  const kept = keptOf(driver);
  kept.command ??= keptService(driver).then(async (service) => (await driver.createCommand(service)).id);
  return kept.command;
}

/** A user with the role viewer who never logs in. */
export function keptUser(driver: OpstageDriver): Promise<User> {
  const kept = keptOf(driver);
  kept.user ??= created(driver);
  return kept.user;
}

function keptOf(driver: OpstageDriver): Kept {
  const kept = keptBy.get(driver) ?? {};
  keptBy.set(driver, kept);
  return kept;
}

async function reported(driver: OpstageDriver): Promise<ReportedService> {
  const configs = [
    { key: 'mailbox', type: 'string' as const, editable: false, sensitive: false, valuePreview: 'billing' },
  ];
  return driver.reportService(await driver.enrol(), { configs });
}

async function created(driver: OpstageDriver): Promise<User> {
  const body = { username: driver.newCode('user'), role: 'viewer', password: 'correct-horse-battery' };
  return driver.must(await driver.send('userCreate', { body }));
}
