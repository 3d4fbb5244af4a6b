/** The actions of a program's services: harmless; long and cancellable; to be confirmed. */
import type { ActionDefinition } from 'capsule-contract/types';
import type { ActionName } from './model-state.ts';

export const modelActions: readonly (ActionDefinition & { name: ActionName })[] = [
  {
    name: 'echo',
    label: 'Echo',
    dangerLevel: 'LOW',
    requiresConfirmation: false,
    idempotent: true,
    cancellable: false,
  },
  {
    name: 'slow',
    label: 'Slow',
    dangerLevel: 'LOW',
    requiresConfirmation: false,
    idempotent: false,
    cancellable: true,
  },
  {
    name: 'confirm',
    label: 'Restart',
    dangerLevel: 'MEDIUM',
    requiresConfirmation: true,
    idempotent: false,
    cancellable: false,
  },
];

export function actionNamed(name: ActionName): ActionDefinition {
  const action = modelActions.find((one) => one.name === name);
  if (!action) throw new Error(`no action ${name}`);
  return action;
}
