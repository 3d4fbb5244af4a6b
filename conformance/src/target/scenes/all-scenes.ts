/** One scene for every operation of the contract; the type holds that none is missing. */
import type { OperationId } from 'capsule-contract/types';
import { agentScenes } from './agent-scenes.ts';
import { auditScenes } from './audit-scenes.ts';
import { commandScenes } from './command-scenes.ts';
import { fleetScenes } from './fleet-scenes.ts';
import { operatorScenes } from './operator-scenes.ts';
import { registrationTokenScenes } from './registration-token-scenes.ts';
import type { Scene } from './scene.ts';
import { systemScenes } from './system-scenes.ts';
import { userScenes } from './user-scenes.ts';

export const scenes: Readonly<Record<OperationId, Scene>> = {
  ...systemScenes,
  ...agentScenes,
  ...commandScenes,
  ...operatorScenes,
  ...userScenes,
  ...registrationTokenScenes,
  ...fleetScenes,
  ...auditScenes,
};
