/** Every operation that is served, and the function that answers it. */
import type { OperationId } from 'capsule-contract/types';
import { agentTokenRotate } from './agent-tokens.ts';
import { agentDisable, agentEnable, agentList, agentRevoke, agentShow } from './agents.ts';
import { auditVerify } from './audit-chain.ts';
import { auditExport, auditList, auditView } from './audit-reads.ts';
import type { Call, Outcome } from './call.ts';
import { commandClaim } from './claims.ts';
import { commandAck, commandProgress, commandResult } from './command-answers.ts';
import { commandCancel, commandCreate, commandList, commandRetry, commandShow } from './commands.ts';
import { serviceConfigHistory, serviceConfigView } from './configs.ts';
import { dashboardView } from './dashboard.ts';
import { agentRegister } from './enrolment.ts';
import { eventStream } from './event-streams.ts';
import { eventList } from './feed.ts';
import { agentDisconnect, agentHeartbeat } from './heartbeat.ts';
import { operatorLogin, operatorLogout, operatorMe } from './operator-sessions.ts';
import {
  registrationTokenCreate,
  registrationTokenList,
  registrationTokenRevoke,
  registrationTokenView,
} from './registration-tokens.ts';
import { serviceReport } from './service-reports.ts';
import {
  actionList,
  actionShow,
  serviceHealthView,
  serviceList,
  serviceManifestView,
  serviceShow,
} from './services.ts';
import { agentSession } from './session-upgrades.ts';
import type { State } from './state.ts';
import { systemHealth, systemVersion } from './system.ts';
import { userCreate, userList, userResetPassword, userShow, userUpdate } from './users.ts';

export type Handler = (state: State, call: Call) => Outcome | Promise<Outcome>;

export const handlers: Partial<Record<OperationId, Handler>> = {
  systemHealth,
  systemVersion,
  agentRegister,
  agentHeartbeat,
  agentDisconnect,
  agentTokenRotate,
  serviceReport,
  commandClaim,
  commandAck,
  commandProgress,
  commandResult,
  operatorLogin,
  operatorLogout,
  operatorMe,
  userList,
  userCreate,
  userView: userShow,
  userUpdate,
  userResetPassword,
  registrationTokenList,
  registrationTokenCreate,
  registrationTokenView,
  registrationTokenRevoke,
  agentList,
  agentView: agentShow,
  agentDisable,
  agentEnable,
  agentRevoke,
  serviceList,
  serviceView: serviceShow,
  serviceManifestView,
  serviceHealthView,
  serviceConfigView,
  serviceConfigHistory,
  actionList,
  actionView: actionShow,
  commandCreate,
  commandList,
  commandView: commandShow,
  commandCancel,
  commandRetry,
  auditList,
  auditView,
  auditExport,
  auditVerify,
  eventList,
  eventStream,
  agentSession,
  dashboardView,
};
