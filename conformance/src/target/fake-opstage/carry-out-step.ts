/** The world steps of a script: what an operator, a restart or a bad day does to an Opstage. */
import type { WorldStep } from './fault-script.ts';
import type { Memory } from './memory.ts';
import type { SessionBook } from './sessions/session-book.ts';

export function carryOutStep(step: WorldStep, memory: Memory, sessions: SessionBook): void {
  const { services, commands, identities, heldClaims, settings } = memory;
  const session = sessions.current;
  switch (step.do) {
    case 'ask-for-report':
      services.askFor(step.code);
      break;
    case 'redeliver':
      commands.redeliver(step.commandId);
      sessions.dispatch();
      heldClaims.wake();
      break;
    case 'cancel':
      commands.cancel(step.commandId);
      sessions.tellCancel(step.commandId);
      break;
    case 'forget':
      services.forget();
      if (step.what === 'everything') identities.forget();
      break;
    case 'remember':
      identities.remember();
      break;
    case 'tell-intervals':
      settings.heartbeatIntervalSeconds = step.heartbeatIntervalSeconds ?? settings.heartbeatIntervalSeconds;
      settings.commandPollIntervalSeconds = step.commandPollIntervalSeconds ?? settings.commandPollIntervalSeconds;
      break;
    case 'end-claims':
      heldClaims.wake();
      break;
    case 'rotate-token':
      identities.askToRotate();
      break;
    case 'expire-pending-token':
      identities.expirePending();
      break;
    case 'close-session':
      session?.close(step.code, 'closed by the kit');
      break;
    case 'drop-session':
      session?.drop();
      break;
    case 'drain':
      sessions.drain(step.reconnectAfterMs);
      break;
    case 'silence':
      session?.beSilent();
      break;
    case 'send-frame':
      session?.sendText(step.text.padEnd(step.bytes ?? 0, ' '));
      break;
  }
}
