// Written by spec/scripts/generate-types.ts; change the sources and run: npm run generate -w capsule-contract
import type { components, operations } from './openapi-types.ts';

/** Accepts the frame named by `re`. */
export type AckFrame = components['schemas']['AckFrame'];

/** One action as operators see it. */
export type Action = components['schemas']['Action'];

/** One action as an agent declares it. */
export type ActionDefinition = components['schemas']['ActionDefinition'];

/** Opaque id of a declared action; stable across reports: the prefix `act_` and 16 to 64 characters. Never parsed, only compared. */
export type ActionId = components['schemas']['ActionId'];

/** A page of Action. */
export type ActionListResponse = components['schemas']['ActionListResponse'];

/** The name of an action, unique within its service. */
export type ActionName = components['schemas']['ActionName'];

/** A success whose `data` is Action. */
export type ActionResponse = components['schemas']['ActionResponse'];

/** JSON Schema 2020-12 limited to: type, properties, required, additionalProperties, items, enum, const, numeric, length and item bounds, anyOf, pattern (RE2 syntax, at most 200 characters); title, description, default, format and writeOnly are annotations. No `$ref`, no `$id`; at most 64 KiB and depth 8. One outside these limits rejects its service with `ACTION_SCHEMA_UNSUPPORTED`, not the request. */
export type ActionSchema = components['schemas']['ActionSchema'];

/** Who did something. */
export type ActorRef = components['schemas']['ActorRef'];

/** Who caused an event. `system` is Opstage itself (a timer); `anonymous` was not identified. */
export type ActorType = components['schemas']['ActorType'];

/** An agent as operators see it; status evaluated at read time. */
export type Agent = components['schemas']['Agent'];

/** The name of an agent chosen by who runs it; unique in one Opstage. */
export type AgentCode = components['schemas']['AgentCode'];

/** How many agents have each status. */
export type AgentCounts = components['schemas']['AgentCounts'];

/** How an agent describes itself at registration. */
export type AgentDescription = components['schemas']['AgentDescription'];

/** A frame from agent to Opstage, told apart by `type`. */
export type AgentFrame = components['schemas']['AgentFrame'];

/** Opaque id of an agent; kept when the agent is replaced: the prefix `agt_` and 16 to 64 characters. Never parsed, only compared. */
export type AgentId = components['schemas']['AgentId'];

/** A page of Agent. */
export type AgentListResponse = components['schemas']['AgentListResponse'];

/** How the agent lives: inside the service, beside it, or apart from it. */
export type AgentMode = components['schemas']['AgentMode'];

/** Enrols an agent with a registration token. */
export type AgentRegisterRequest = components['schemas']['AgentRegisterRequest'];

/** The identity given to an agent, with what it needs to start. */
export type AgentRegistration = components['schemas']['AgentRegistration'];

/** A success whose `data` is AgentRegistration. */
export type AgentRegistrationResponse = components['schemas']['AgentRegistrationResponse'];

/** A success whose `data` is Agent. */
export type AgentResponse = components['schemas']['AgentResponse'];

/** Status of an agent. REVOKED and DISABLED are set by operators; ONLINE and OFFLINE follow from when it was last heard. */
export type AgentStatus = components['schemas']['AgentStatus'];

/** Bearer token of an agent. Shown only in the answer that issues it. */
export type AgentToken = components['schemas']['AgentToken'];

/** Something that deserves a look. */
export type AttentionItem = components['schemas']['AttentionItem'];

/** Why something deserves an operator's look. */
export type AttentionKind = components['schemas']['AttentionKind'];

/** What kind of object the dashboard points at. */
export type AttentionTargetType = components['schemas']['AttentionTargetType'];

/** What an audit event records. */
export type AuditAction = components['schemas']['AuditAction'];

/** One event of the audit log; never changed. A line of a JSON-lines export is one of these. */
export type AuditEvent = components['schemas']['AuditEvent'];

/** Opaque id of an audit event: the prefix `aud_` and 16 to 64 characters. Never parsed, only compared. */
export type AuditEventId = components['schemas']['AuditEventId'];

/** A page of AuditEvent. */
export type AuditEventListResponse = components['schemas']['AuditEventListResponse'];

/** A success whose `data` is AuditEvent. */
export type AuditEventResponse = components['schemas']['AuditEventResponse'];

/** Form of an audit export: JSON lines or CSV. */
export type AuditExportFormat = components['schemas']['AuditExportFormat'];

/** The newest event of a log. */
export type AuditHead = components['schemas']['AuditHead'];

/** Whether what was asked happened. */
export type AuditResult = components['schemas']['AuditResult'];

/** Place of an audit event in the log: 1 for the first, then without a gap. */
export type AuditSeq = components['schemas']['AuditSeq'];

/** Whether an audit log is unbroken. */
export type AuditVerification = components['schemas']['AuditVerification'];

/** A success whose `data` is AuditVerification. */
export type AuditVerificationResponse = components['schemas']['AuditVerificationResponse'];

/** Random name of one run of an agent process: made at process start, used until it ends. */
export type BootId = components['schemas']['BootId'];

/** Says that Opstage is about to close this session. */
export type Bye = components['schemas']['Bye'];

/** Says that Opstage closes the session; not answered. */
export type ByeFrame = components['schemas']['ByeFrame'];

/** Name of an optional feature. Known: `commands.progress`, `commands.cancel`, `session.ws`, `token.rotate`. Extensions use reverse-DNS names. An unknown one is kept and ignored. */
export type Capability = components['schemas']['Capability'];

/** An event of the feed in the form of CloudEvents 1.0. */
export type CloudEvent = components['schemas']['CloudEvent'];

/** A command as operators see it, with every deadline passed already applied. */
export type Command = components['schemas']['Command'];

/** The command after the ack. */
export type CommandAckAnswer = components['schemas']['CommandAckAnswer'];

/** A success whose `data` is CommandAckAnswer. */
export type CommandAckAnswerResponse = components['schemas']['CommandAckAnswerResponse'];

/** Answers `command.dispatch`, or a delivery of another transport; answered by `ack` with a CommandAckAnswer. */
export type CommandAckFrame = components['schemas']['CommandAckFrame'];

/** Accepts or refuses a delivery on a session: the HTTP body and the command, which HTTP has in its path. */
export type CommandAckMessage = components['schemas']['CommandAckMessage'];

/** Accepts or refuses a delivery. */
export type CommandAckRequest = components['schemas']['CommandAckRequest'];

/** Asks to cancel a running command. */
export type CommandCancel = components['schemas']['CommandCancel'];

/** Asks to cancel a running command; not answered. */
export type CommandCancelFrame = components['schemas']['CommandCancelFrame'];

/** The commands delivered, oldest first; none is an empty array. */
export type CommandClaimAnswer = components['schemas']['CommandClaimAnswer'];

/** A success whose `data` is CommandClaimAnswer. */
export type CommandClaimAnswerResponse = components['schemas']['CommandClaimAnswerResponse'];

/** Asks for commands to run; waits for one if told to. */
export type CommandClaimRequest = components['schemas']['CommandClaimRequest'];

/** How many commands have each status. */
export type CommandCounts = components['schemas']['CommandCounts'];

/** Asks to execute an action. */
export type CommandCreateRequest = components['schemas']['CommandCreateRequest'];

/** The command an execute or retry led to. */
export type CommandCreation = components['schemas']['CommandCreation'];

/** A success whose `data` is CommandCreation. */
export type CommandCreationResponse = components['schemas']['CommandCreationResponse'];

/** A command delivered to its agent, by claim or by `command.dispatch`. */
export type CommandDelivery = components['schemas']['CommandDelivery'];

/** Delivers a command on a session; answered by `command.ack`. */
export type CommandDispatchFrame = components['schemas']['CommandDispatchFrame'];

/** Opaque id of a command; executed at most once per agent: the prefix `cmd_` and 16 to 64 characters. Never parsed, only compared. */
export type CommandId = components['schemas']['CommandId'];

/** A page of Command. */
export type CommandListResponse = components['schemas']['CommandListResponse'];

/** How far a command is, as last reported. */
export type CommandProgress = components['schemas']['CommandProgress'];

/** The lease after a progress report. */
export type CommandProgressAnswer = components['schemas']['CommandProgressAnswer'];

/** A success whose `data` is CommandProgressAnswer. */
export type CommandProgressAnswerResponse = components['schemas']['CommandProgressAnswerResponse'];

/** Progress on a session; answered by `ack` with a CommandProgressAnswer. */
export type CommandProgressFrame = components['schemas']['CommandProgressFrame'];

/** Tells on a session how far a running command is: the HTTP body and the command, which HTTP has in its path. */
export type CommandProgressMessage = components['schemas']['CommandProgressMessage'];

/** How far a running command is. */
export type CommandProgressRequest = components['schemas']['CommandProgressRequest'];

/** A success whose `data` is Command. */
export type CommandResponse = components['schemas']['CommandResponse'];

/** A result as Opstage recorded it. */
export type CommandResult = components['schemas']['CommandResult'];

/** The command after the result. */
export type CommandResultAnswer = components['schemas']['CommandResultAnswer'];

/** A success whose `data` is CommandResultAnswer. */
export type CommandResultAnswerResponse = components['schemas']['CommandResultAnswerResponse'];

/** A result on a session; answered by `ack` with a CommandResultAnswer. */
export type CommandResultFrame = components['schemas']['CommandResultFrame'];

/** Opaque id of a result as Opstage recorded it: the prefix `crs_` and 16 to 64 characters. Never parsed, only compared. */
export type CommandResultId = components['schemas']['CommandResultId'];

/** Gives the outcome of a command on a session: the HTTP body and the command, which HTTP has in its path. */
export type CommandResultMessage = components['schemas']['CommandResultMessage'];

/** The outcome of a command. Two are equal when success, cancelled, message, data and error are. */
export type CommandResultRequest = components['schemas']['CommandResultRequest'];

/** Asks to run a finished command again, as a new one. */
export type CommandRetryRequest = components['schemas']['CommandRetryRequest'];

/** State of a command. PENDING and RUNNING are open, the other four are final. */
export type CommandStatus = components['schemas']['CommandStatus'];

/** What a command asks. 1.0 knows one type; an agent refuses any other. */
export type CommandType = components['schemas']['CommandType'];

/** What happened to one configuration item. */
export type ConfigChange = components['schemas']['ConfigChange'];

/** What happened to a configuration item. */
export type ConfigChangeKind = components['schemas']['ConfigChangeKind'];

/** One configuration item as operators see it. */
export type ConfigItem = components['schemas']['ConfigItem'];

/** Opaque id of a configuration item; stable across reports: the prefix `cfg_` and 16 to 64 characters. Never parsed, only compared. */
export type ConfigItemId = components['schemas']['ConfigItemId'];

/** One configuration item as an agent reports it. A sensitive item carries no value; values sent by mistake are dropped. */
export type ConfigItemReport = components['schemas']['ConfigItemReport'];

/** Type of a configuration value, for display. */
export type ConfigItemType = components['schemas']['ConfigItemType'];

/** The name of a configuration item, unique within its service. Length in code points. */
export type ConfigKey = components['schemas']['ConfigKey'];

/** One change of the configuration of a service. */
export type ConfigRevision = components['schemas']['ConfigRevision'];

/** A page of ConfigRevision. */
export type ConfigRevisionListResponse = components['schemas']['ConfigRevisionListResponse'];

/** How many times Opstage saw the configuration of a service change; 0 before its first item was reported. */
export type ConfigRevisionNumber = components['schemas']['ConfigRevisionNumber'];

/** The contract an Opstage speaks. */
export type ContractVersion = components['schemas']['ContractVersion'];

/** A major version of the wire contract, as in the header `Capsule-Contract`. */
export type ContractWireVersion = components['schemas']['ContractWireVersion'];

/** The value a cookie-authenticated state change sends in `X-CSRF-Token`. */
export type CsrfToken = components['schemas']['CsrfToken'];

/** How much harm an action can do. HIGH always needs confirmation. */
export type DangerLevel = components['schemas']['DangerLevel'];

/** The state of the fleet at a glance, from the same evaluated state as the lists. */
export type Dashboard = components['schemas']['Dashboard'];

/** A success whose `data` is Dashboard. */
export type DashboardResponse = components['schemas']['DashboardResponse'];

/** Opaque id of one delivery of a command; a redelivery has a new one: the prefix `dlv_` and 16 to 64 characters. Never parsed, only compared. */
export type DeliveryId = components['schemas']['DeliveryId'];

/** This delivery of a command. */
export type DeliveryInfo = components['schemas']['DeliveryInfo'];

/** The agent counts as OFFLINE from now on. */
export type DisconnectAnswer = components['schemas']['DisconnectAnswer'];

/** A success whose `data` is DisconnectAnswer. */
export type DisconnectAnswerResponse = components['schemas']['DisconnectAnswerResponse'];

/** Says that this process stops in an orderly way. */
export type DisconnectRequest = components['schemas']['DisconnectRequest'];

/** Status of a service as Opstage judges it at read time, from its agent, its last health and the age of that. */
export type EffectiveStatus = components['schemas']['EffectiveStatus'];

/** An error: of an HTTP answer, or the data of an `error` frame. */
export type ErrorBody = components['schemas']['ErrorBody'];

/** Code of an error envelope. Closed: no other code is ever sent. */
export type ErrorCode = components['schemas']['ErrorCode'];

/** Facts about an error that a program can use; which are present depends on the code. */
export type ErrorDetails = components['schemas']['ErrorDetails'];

/** Refuses the frame named by `re`; `re` is absent when that frame could not be read. */
export type ErrorFrame = components['schemas']['ErrorFrame'];

/** The envelope of every error answer. */
export type ErrorResponse = components['schemas']['ErrorResponse'];

/** What an event is about: ids and statuses only. Which members are present depends on the type. */
export type EventData = components['schemas']['EventData'];

/** Opaque id of an event of the feed; the SSE `id` and the cursor of a reader: the prefix `evt_` and 16 to 64 characters. Never parsed, only compared. */
export type EventId = components['schemas']['EventId'];

/** Events after a cursor, oldest first. */
export type EventPage = components['schemas']['EventPage'];

/** A success whose `data` is EventPage. */
export type EventPageResponse = components['schemas']['EventPageResponse'];

/** What an event of the feed tells. */
export type EventType = components['schemas']['EventType'];

/** Names one session frame, chosen by its sender; a reply repeats it in `re`. */
export type FrameId = components['schemas']['FrameId'];

/** Says that this process stops in an orderly way; the twin of disconnect. */
export type Goodbye = components['schemas']['Goodbye'];

/** Last frame of an agent that stops; not answered. */
export type GoodbyeFrame = components['schemas']['GoodbyeFrame'];

/** Health of a service as last received. */
export type Health = components['schemas']['Health'];

/** One part of a health tree as last received. */
export type HealthCheck = components['schemas']['HealthCheck'];

/** One part of a health tree as the agent sees it. */
export type HealthCheckReport = components['schemas']['HealthCheckReport'];

/** Opaque id of a health record as Opstage received it: the prefix `hlr_` and 16 to 64 characters. Never parsed, only compared. */
export type HealthRecordId = components['schemas']['HealthRecordId'];

/** Health of a service as its agent sees it: the root of a tree of at most 64 nodes and 4 levels, the root included. */
export type HealthReport = components['schemas']['HealthReport'];

/** Health as its owner sees it. */
export type HealthStatus = components['schemas']['HealthStatus'];

/** Intervals to keep and things to do. */
export type HeartbeatAnswer = components['schemas']['HeartbeatAnswer'];

/** A success whose `data` is HeartbeatAnswer. */
export type HeartbeatAnswerResponse = components['schemas']['HeartbeatAnswerResponse'];

/** What Opstage asks of the agent. */
export type HeartbeatDirectives = components['schemas']['HeartbeatDirectives'];

/** Something that happened in a service and belongs into the audit log. */
export type HeartbeatEvent = components['schemas']['HeartbeatEvent'];

/** Name an agent gives an event of a service, unique within the agent, so that a repeated heartbeat is not audited twice. */
export type HeartbeatEventId = components['schemas']['HeartbeatEventId'];

/** A heartbeat on a session; answered by `ack` with a HeartbeatAnswer. */
export type HeartbeatFrame = components['schemas']['HeartbeatFrame'];

/** The regular sign of life of an agent. */
export type HeartbeatRequest = components['schemas']['HeartbeatRequest'];

/** One service in a heartbeat. */
export type HeartbeatService = components['schemas']['HeartbeatService'];

/** Opens a session. */
export type Hello = components['schemas']['Hello'];

/** First frame of an agent; answered by `welcome`. */
export type HelloFrame = components['schemas']['HelloFrame'];

/** The value of the `Idempotency-Key` header: 1 to 128 visible ASCII characters. */
export type IdempotencyKey = components['schemas']['IdempotencyKey'];

/** Why one service of a report was rejected. */
export type ItemError = components['schemas']['ItemError'];

/** A JSON object whose members belong to somebody else than this contract (an action, a probe, a service). Kept as it came. */
export type JsonObject = components['schemas']['JsonObject'];

/** Free labels of a service, name to value. */
export type Labels = components['schemas']['Labels'];

/** Every limit and duration an Opstage enforces, by name. Counts and lengths are fixed by the contract; durations are configurable. */
export type Limits = components['schemas']['Limits'];

/** Opens an operator session. */
export type LoginRequest = components['schemas']['LoginRequest'];

/** The operator session is over. */
export type LogoutAnswer = components['schemas']['LogoutAnswer'];

/** A success whose `data` is LogoutAnswer. */
export type LogoutAnswerResponse = components['schemas']['LogoutAnswerResponse'];

/** What a Capsule Service says it is. Unknown members are kept and shown. */
export type Manifest = components['schemas']['Manifest'];

/** One thing a Capsule Service can do, in words of its author; this contract gives it no meaning. */
export type ManifestCapability = components['schemas']['ManifestCapability'];

/** An id of any kind, where the kind is named by a member beside it. */
export type OpaqueId = components['schemas']['OpaqueId'];

/** Who is logged in, and what the session needs. */
export type OperatorSession = components['schemas']['OperatorSession'];

/** A success whose `data` is OperatorSession. */
export type OperatorSessionResponse = components['schemas']['OperatorSessionResponse'];

/** A frame from Opstage to agent, told apart by `type`. */
export type OpstageFrame = components['schemas']['OpstageFrame'];

/** A profile an Opstage claims; `opstage-core` always. */
export type OpstageProfile = components['schemas']['OpstageProfile'];

/** Why a command did not succeed. A bare UPPER_SNAKE name is one of the catalogue of outcome codes; any other is a reverse-DNS name. Never an error code of an error envelope. */
export type OutcomeCode = components['schemas']['OutcomeCode'];

/** Why a command did not succeed. */
export type OutcomeError = components['schemas']['OutcomeError'];

/** Why an agent refuses or fails a command. */
export type OutcomeErrorReport = components['schemas']['OutcomeErrorReport'];

/** Number of a page, from 1. */
export type PageNumber = components['schemas']['PageNumber'];

/** Entries on a page. */
export type PageSize = components['schemas']['PageSize'];

/** Where a page lies in its list. */
export type Pagination = components['schemas']['Pagination'];

/** A new password. Length in code points; nothing else is asked of it. */
export type Password = components['schemas']['Password'];

/** Why an operator does this. */
export type ReasonRequest = components['schemas']['ReasonRequest'];

/** A registration token, without its secret value. */
export type RegistrationToken = components['schemas']['RegistrationToken'];

/** Makes a registration token. `agentCode` and `replaceAgentId` together are 422. */
export type RegistrationTokenCreateRequest = components['schemas']['RegistrationTokenCreateRequest'];

/** Opaque id of a registration token (not its secret value): the prefix `tok_` and 16 to 64 characters. Never parsed, only compared. */
export type RegistrationTokenId = components['schemas']['RegistrationTokenId'];

/** A registration token just made, with its secret value. */
export type RegistrationTokenIssued = components['schemas']['RegistrationTokenIssued'];

/** A success whose `data` is RegistrationTokenIssued. */
export type RegistrationTokenIssuedResponse = components['schemas']['RegistrationTokenIssuedResponse'];

/** A page of RegistrationToken. */
export type RegistrationTokenListResponse = components['schemas']['RegistrationTokenListResponse'];

/** A success whose `data` is RegistrationToken. */
export type RegistrationTokenResponse = components['schemas']['RegistrationTokenResponse'];

/** State of a registration token; only ACTIVE registers. */
export type RegistrationTokenStatus = components['schemas']['RegistrationTokenStatus'];

/** The secret value of a registration token. Shown only in the answer that issues it. */
export type RegistrationTokenValue = components['schemas']['RegistrationTokenValue'];

/** A service of a report that was refused; nothing of it was stored. */
export type RejectedService = components['schemas']['RejectedService'];

/** Names one request in the answer (`X-Request-Id`), in error envelopes and in the audit events it caused. */
export type RequestId = components['schemas']['RequestId'];

/** Opaque string an agent gives the content of a service (manifest, configs, actions): equal for equal content. Length in code points. */
export type Revision = components['schemas']['Revision'];

/** Role of an operator; each includes the ones before it. */
export type Role = components['schemas']['Role'];

/** What the code runs on. */
export type Runtime = components['schemas']['Runtime'];

/** A Capsule Service as operators see it; status evaluated at read time. */
export type Service = components['schemas']['Service'];

/** The name of a Capsule Service chosen by its author; unique in one Opstage and owned by one agent. */
export type ServiceCode = components['schemas']['ServiceCode'];

/** The configuration of a service as last reported. */
export type ServiceConfigs = components['schemas']['ServiceConfigs'];

/** A success whose `data` is ServiceConfigs. */
export type ServiceConfigsResponse = components['schemas']['ServiceConfigsResponse'];

/** How many services have each status. */
export type ServiceCounts = components['schemas']['ServiceCounts'];

/** The kind of an event a service emits, chosen by its author. */
export type ServiceEventType = components['schemas']['ServiceEventType'];

/** Status and last known health of a service. */
export type ServiceHealth = components['schemas']['ServiceHealth'];

/** A success whose `data` is ServiceHealth. */
export type ServiceHealthResponse = components['schemas']['ServiceHealthResponse'];

/** Opaque id of a Capsule Service; stable across reports and owners: the prefix `svc_` and 16 to 64 characters. Never parsed, only compared. */
export type ServiceId = components['schemas']['ServiceId'];

/** Which id Opstage gives a service code. */
export type ServiceIdentity = components['schemas']['ServiceIdentity'];

/** A page of Service. */
export type ServiceListResponse = components['schemas']['ServiceListResponse'];

/** What a service last said it is, with its actions. */
export type ServiceManifest = components['schemas']['ServiceManifest'];

/** A success whose `data` is ServiceManifest. */
export type ServiceManifestResponse = components['schemas']['ServiceManifestResponse'];

/** One service of a report. Absent `health`, `configs` or `actions` leave what is known unchanged; an empty array is none. */
export type ServiceReport = components['schemas']['ServiceReport'];

/** What became of each service of a report. */
export type ServiceReportAnswer = components['schemas']['ServiceReportAnswer'];

/** A success whose `data` is ServiceReportAnswer. */
export type ServiceReportAnswerResponse = components['schemas']['ServiceReportAnswerResponse'];

/** A service report on a session; answered by `ack` with a ServiceReportAnswer. */
export type ServiceReportFrame = components['schemas']['ServiceReportFrame'];

/** Tells what services an agent has. May be split by service. */
export type ServiceReportRequest = components['schemas']['ServiceReportRequest'];

/** A success whose `data` is Service. */
export type ServiceResponse = components['schemas']['ServiceResponse'];

/** The part every session frame has. A receiver reads it first, then judges the frame by its `type`. */
export type SessionFrame = components['schemas']['SessionFrame'];

/** Opaque id of one agent session (WebSocket connection): the prefix `ses_` and 16 to 64 characters. Never parsed, only compared. */
export type SessionId = components['schemas']['SessionId'];

/** SHA-256 in lower-case hex. */
export type Sha256 = components['schemas']['Sha256'];

/** Whether Opstage itself works. An Opstage that cannot serve answers 503 instead. */
export type SystemHealth = components['schemas']['SystemHealth'];

/** A success whose `data` is SystemHealth. */
export type SystemHealthResponse = components['schemas']['SystemHealthResponse'];

/** What an Opstage is, what it speaks and which limits it enforces. */
export type SystemVersion = components['schemas']['SystemVersion'];

/** A success whose `data` is SystemVersion. */
export type SystemVersionResponse = components['schemas']['SystemVersionResponse'];

/** What something was done to. */
export type TargetRef = components['schemas']['TargetRef'];

/** What kind of object an audit event is about. */
export type TargetType = components['schemas']['TargetType'];

/** A time as Opstage writes it: RFC 3339, UTC, `Z`, exactly three digits of milliseconds. */
export type Timestamp = components['schemas']['Timestamp'];

/** A time as a client may write it: RFC 3339 with any offset and any precision, but no leap second. */
export type TimestampInput = components['schemas']['TimestampInput'];

/** Asks for a new agent token. */
export type TokenRotateRequest = components['schemas']['TokenRotateRequest'];

/** A pending agent token: it replaces the current one at its first use. */
export type TokenRotation = components['schemas']['TokenRotation'];

/** A success whose `data` is TokenRotation. */
export type TokenRotationResponse = components['schemas']['TokenRotationResponse'];

/** An operator account. */
export type User = components['schemas']['User'];

/** Makes an operator account. */
export type UserCreateRequest = components['schemas']['UserCreateRequest'];

/** Opaque id of an operator account: the prefix `usr_` and 16 to 64 characters. Never parsed, only compared. */
export type UserId = components['schemas']['UserId'];

/** A page of User. */
export type UserListResponse = components['schemas']['UserListResponse'];

/** Sets a new password and ends all sessions of the account. */
export type UserResetPasswordRequest = components['schemas']['UserResetPasswordRequest'];

/** A success whose `data` is User. */
export type UserResponse = components['schemas']['UserResponse'];

/** Whether an operator account may log in. */
export type UserStatus = components['schemas']['UserStatus'];

/** Changes an operator account; what is absent stays. */
export type UserUpdateRequest = components['schemas']['UserUpdateRequest'];

/** The login name of an operator account. */
export type Username = components['schemas']['Username'];

/** One thing wrong with a request. Never repeats a value of the request. */
export type ValidationIssue = components['schemas']['ValidationIssue'];

/** Accepts a session. */
export type Welcome = components['schemas']['Welcome'];

/** Answers `hello`. */
export type WelcomeFrame = components['schemas']['WelcomeFrame'];

/** Every type of the contract by its name. */
export interface ContractTypes {
  AckFrame: AckFrame;
  Action: Action;
  ActionDefinition: ActionDefinition;
  ActionId: ActionId;
  ActionListResponse: ActionListResponse;
  ActionName: ActionName;
  ActionResponse: ActionResponse;
  ActionSchema: ActionSchema;
  ActorRef: ActorRef;
  ActorType: ActorType;
  Agent: Agent;
  AgentCode: AgentCode;
  AgentCounts: AgentCounts;
  AgentDescription: AgentDescription;
  AgentFrame: AgentFrame;
  AgentId: AgentId;
  AgentListResponse: AgentListResponse;
  AgentMode: AgentMode;
  AgentRegisterRequest: AgentRegisterRequest;
  AgentRegistration: AgentRegistration;
  AgentRegistrationResponse: AgentRegistrationResponse;
  AgentResponse: AgentResponse;
  AgentStatus: AgentStatus;
  AgentToken: AgentToken;
  AttentionItem: AttentionItem;
  AttentionKind: AttentionKind;
  AttentionTargetType: AttentionTargetType;
  AuditAction: AuditAction;
  AuditEvent: AuditEvent;
  AuditEventId: AuditEventId;
  AuditEventListResponse: AuditEventListResponse;
  AuditEventResponse: AuditEventResponse;
  AuditExportFormat: AuditExportFormat;
  AuditHead: AuditHead;
  AuditResult: AuditResult;
  AuditSeq: AuditSeq;
  AuditVerification: AuditVerification;
  AuditVerificationResponse: AuditVerificationResponse;
  BootId: BootId;
  Bye: Bye;
  ByeFrame: ByeFrame;
  Capability: Capability;
  CloudEvent: CloudEvent;
  Command: Command;
  CommandAckAnswer: CommandAckAnswer;
  CommandAckAnswerResponse: CommandAckAnswerResponse;
  CommandAckFrame: CommandAckFrame;
  CommandAckMessage: CommandAckMessage;
  CommandAckRequest: CommandAckRequest;
  CommandCancel: CommandCancel;
  CommandCancelFrame: CommandCancelFrame;
  CommandClaimAnswer: CommandClaimAnswer;
  CommandClaimAnswerResponse: CommandClaimAnswerResponse;
  CommandClaimRequest: CommandClaimRequest;
  CommandCounts: CommandCounts;
  CommandCreateRequest: CommandCreateRequest;
  CommandCreation: CommandCreation;
  CommandCreationResponse: CommandCreationResponse;
  CommandDelivery: CommandDelivery;
  CommandDispatchFrame: CommandDispatchFrame;
  CommandId: CommandId;
  CommandListResponse: CommandListResponse;
  CommandProgress: CommandProgress;
  CommandProgressAnswer: CommandProgressAnswer;
  CommandProgressAnswerResponse: CommandProgressAnswerResponse;
  CommandProgressFrame: CommandProgressFrame;
  CommandProgressMessage: CommandProgressMessage;
  CommandProgressRequest: CommandProgressRequest;
  CommandResponse: CommandResponse;
  CommandResult: CommandResult;
  CommandResultAnswer: CommandResultAnswer;
  CommandResultAnswerResponse: CommandResultAnswerResponse;
  CommandResultFrame: CommandResultFrame;
  CommandResultId: CommandResultId;
  CommandResultMessage: CommandResultMessage;
  CommandResultRequest: CommandResultRequest;
  CommandRetryRequest: CommandRetryRequest;
  CommandStatus: CommandStatus;
  CommandType: CommandType;
  ConfigChange: ConfigChange;
  ConfigChangeKind: ConfigChangeKind;
  ConfigItem: ConfigItem;
  ConfigItemId: ConfigItemId;
  ConfigItemReport: ConfigItemReport;
  ConfigItemType: ConfigItemType;
  ConfigKey: ConfigKey;
  ConfigRevision: ConfigRevision;
  ConfigRevisionListResponse: ConfigRevisionListResponse;
  ConfigRevisionNumber: ConfigRevisionNumber;
  ContractVersion: ContractVersion;
  ContractWireVersion: ContractWireVersion;
  CsrfToken: CsrfToken;
  DangerLevel: DangerLevel;
  Dashboard: Dashboard;
  DashboardResponse: DashboardResponse;
  DeliveryId: DeliveryId;
  DeliveryInfo: DeliveryInfo;
  DisconnectAnswer: DisconnectAnswer;
  DisconnectAnswerResponse: DisconnectAnswerResponse;
  DisconnectRequest: DisconnectRequest;
  EffectiveStatus: EffectiveStatus;
  ErrorBody: ErrorBody;
  ErrorCode: ErrorCode;
  ErrorDetails: ErrorDetails;
  ErrorFrame: ErrorFrame;
  ErrorResponse: ErrorResponse;
  EventData: EventData;
  EventId: EventId;
  EventPage: EventPage;
  EventPageResponse: EventPageResponse;
  EventType: EventType;
  FrameId: FrameId;
  Goodbye: Goodbye;
  GoodbyeFrame: GoodbyeFrame;
  Health: Health;
  HealthCheck: HealthCheck;
  HealthCheckReport: HealthCheckReport;
  HealthRecordId: HealthRecordId;
  HealthReport: HealthReport;
  HealthStatus: HealthStatus;
  HeartbeatAnswer: HeartbeatAnswer;
  HeartbeatAnswerResponse: HeartbeatAnswerResponse;
  HeartbeatDirectives: HeartbeatDirectives;
  HeartbeatEvent: HeartbeatEvent;
  HeartbeatEventId: HeartbeatEventId;
  HeartbeatFrame: HeartbeatFrame;
  HeartbeatRequest: HeartbeatRequest;
  HeartbeatService: HeartbeatService;
  Hello: Hello;
  HelloFrame: HelloFrame;
  IdempotencyKey: IdempotencyKey;
  ItemError: ItemError;
  JsonObject: JsonObject;
  Labels: Labels;
  Limits: Limits;
  LoginRequest: LoginRequest;
  LogoutAnswer: LogoutAnswer;
  LogoutAnswerResponse: LogoutAnswerResponse;
  Manifest: Manifest;
  ManifestCapability: ManifestCapability;
  OpaqueId: OpaqueId;
  OperatorSession: OperatorSession;
  OperatorSessionResponse: OperatorSessionResponse;
  OpstageFrame: OpstageFrame;
  OpstageProfile: OpstageProfile;
  OutcomeCode: OutcomeCode;
  OutcomeError: OutcomeError;
  OutcomeErrorReport: OutcomeErrorReport;
  PageNumber: PageNumber;
  PageSize: PageSize;
  Pagination: Pagination;
  Password: Password;
  ReasonRequest: ReasonRequest;
  RegistrationToken: RegistrationToken;
  RegistrationTokenCreateRequest: RegistrationTokenCreateRequest;
  RegistrationTokenId: RegistrationTokenId;
  RegistrationTokenIssued: RegistrationTokenIssued;
  RegistrationTokenIssuedResponse: RegistrationTokenIssuedResponse;
  RegistrationTokenListResponse: RegistrationTokenListResponse;
  RegistrationTokenResponse: RegistrationTokenResponse;
  RegistrationTokenStatus: RegistrationTokenStatus;
  RegistrationTokenValue: RegistrationTokenValue;
  RejectedService: RejectedService;
  RequestId: RequestId;
  Revision: Revision;
  Role: Role;
  Runtime: Runtime;
  Service: Service;
  ServiceCode: ServiceCode;
  ServiceConfigs: ServiceConfigs;
  ServiceConfigsResponse: ServiceConfigsResponse;
  ServiceCounts: ServiceCounts;
  ServiceEventType: ServiceEventType;
  ServiceHealth: ServiceHealth;
  ServiceHealthResponse: ServiceHealthResponse;
  ServiceId: ServiceId;
  ServiceIdentity: ServiceIdentity;
  ServiceListResponse: ServiceListResponse;
  ServiceManifest: ServiceManifest;
  ServiceManifestResponse: ServiceManifestResponse;
  ServiceReport: ServiceReport;
  ServiceReportAnswer: ServiceReportAnswer;
  ServiceReportAnswerResponse: ServiceReportAnswerResponse;
  ServiceReportFrame: ServiceReportFrame;
  ServiceReportRequest: ServiceReportRequest;
  ServiceResponse: ServiceResponse;
  SessionFrame: SessionFrame;
  SessionId: SessionId;
  Sha256: Sha256;
  SystemHealth: SystemHealth;
  SystemHealthResponse: SystemHealthResponse;
  SystemVersion: SystemVersion;
  SystemVersionResponse: SystemVersionResponse;
  TargetRef: TargetRef;
  TargetType: TargetType;
  Timestamp: Timestamp;
  TimestampInput: TimestampInput;
  TokenRotateRequest: TokenRotateRequest;
  TokenRotation: TokenRotation;
  TokenRotationResponse: TokenRotationResponse;
  User: User;
  UserCreateRequest: UserCreateRequest;
  UserId: UserId;
  UserListResponse: UserListResponse;
  UserResetPasswordRequest: UserResetPasswordRequest;
  UserResponse: UserResponse;
  UserStatus: UserStatus;
  UserUpdateRequest: UserUpdateRequest;
  Username: Username;
  ValidationIssue: ValidationIssue;
  Welcome: Welcome;
  WelcomeFrame: WelcomeFrame;
}

/** Name of a type of the contract. */
export type TypeName = keyof ContractTypes;

/** Id of an operation of the HTTP API. */
export type OperationId =
  | "actionList"
  | "actionView"
  | "commandCreate"
  | "commandClaim"
  | "commandAck"
  | "commandProgress"
  | "commandResult"
  | "agentRegister"
  | "agentTokenRotate"
  | "agentHeartbeat"
  | "agentDisconnect"
  | "agentSession"
  | "serviceReport"
  | "agentList"
  | "agentView"
  | "agentDisable"
  | "agentEnable"
  | "agentRevoke"
  | "auditList"
  | "auditExport"
  | "auditVerify"
  | "auditView"
  | "serviceList"
  | "serviceView"
  | "serviceManifestView"
  | "serviceHealthView"
  | "serviceConfigView"
  | "serviceConfigHistory"
  | "commandList"
  | "commandView"
  | "commandCancel"
  | "commandRetry"
  | "dashboardView"
  | "eventList"
  | "eventStream"
  | "operatorLogin"
  | "operatorLogout"
  | "operatorMe"
  | "registrationTokenList"
  | "registrationTokenCreate"
  | "registrationTokenView"
  | "registrationTokenRevoke"
  | "systemHealth"
  | "systemVersion"
  | "userList"
  | "userCreate"
  | "userView"
  | "userUpdate"
  | "userResetPassword";

/** The request body of each operation. */
export interface OperationBody {
  actionList: never;
  actionView: never;
  commandCreate: CommandCreateRequest;
  commandClaim: CommandClaimRequest;
  commandAck: CommandAckRequest;
  commandProgress: CommandProgressRequest;
  commandResult: CommandResultRequest;
  agentRegister: AgentRegisterRequest;
  agentTokenRotate: TokenRotateRequest;
  agentHeartbeat: HeartbeatRequest;
  agentDisconnect: DisconnectRequest;
  agentSession: never;
  serviceReport: ServiceReportRequest;
  agentList: never;
  agentView: never;
  agentDisable: ReasonRequest;
  agentEnable: ReasonRequest;
  agentRevoke: ReasonRequest;
  auditList: never;
  auditExport: never;
  auditVerify: never;
  auditView: never;
  serviceList: never;
  serviceView: never;
  serviceManifestView: never;
  serviceHealthView: never;
  serviceConfigView: never;
  serviceConfigHistory: never;
  commandList: never;
  commandView: never;
  commandCancel: ReasonRequest;
  commandRetry: CommandRetryRequest;
  dashboardView: never;
  eventList: never;
  eventStream: never;
  operatorLogin: LoginRequest;
  operatorLogout: never;
  operatorMe: never;
  registrationTokenList: never;
  registrationTokenCreate: RegistrationTokenCreateRequest;
  registrationTokenView: never;
  registrationTokenRevoke: never;
  systemHealth: never;
  systemVersion: never;
  userList: never;
  userCreate: UserCreateRequest;
  userView: never;
  userUpdate: UserUpdateRequest;
  userResetPassword: UserResetPasswordRequest;
}

/** The `data` of a success of each operation; `never` where it has none. */
export interface OperationData {
  actionList: Action[];
  actionView: Action;
  commandCreate: CommandCreation;
  commandClaim: CommandClaimAnswer;
  commandAck: CommandAckAnswer;
  commandProgress: CommandProgressAnswer;
  commandResult: CommandResultAnswer;
  agentRegister: AgentRegistration;
  agentTokenRotate: TokenRotation;
  agentHeartbeat: HeartbeatAnswer;
  agentDisconnect: DisconnectAnswer;
  agentSession: never;
  serviceReport: ServiceReportAnswer;
  agentList: Agent[];
  agentView: Agent;
  agentDisable: Agent;
  agentEnable: Agent;
  agentRevoke: Agent;
  auditList: AuditEvent[];
  auditExport: never;
  auditVerify: AuditVerification;
  auditView: AuditEvent;
  serviceList: Service[];
  serviceView: Service;
  serviceManifestView: ServiceManifest;
  serviceHealthView: ServiceHealth;
  serviceConfigView: ServiceConfigs;
  serviceConfigHistory: ConfigRevision[];
  commandList: Command[];
  commandView: Command;
  commandCancel: Command;
  commandRetry: CommandCreation;
  dashboardView: Dashboard;
  eventList: EventPage;
  eventStream: never;
  operatorLogin: OperatorSession;
  operatorLogout: LogoutAnswer;
  operatorMe: OperatorSession;
  registrationTokenList: RegistrationToken[];
  registrationTokenCreate: RegistrationTokenIssued;
  registrationTokenView: RegistrationToken;
  registrationTokenRevoke: RegistrationToken;
  systemHealth: SystemHealth;
  systemVersion: SystemVersion;
  userList: User[];
  userCreate: User;
  userView: User;
  userUpdate: User;
  userResetPassword: User;
}

/** The query of each operation, coerced. */
export interface OperationQuery {
  actionList: NonNullable<operations['actionList']['parameters']['query']>;
  actionView: Record<never, never>;
  commandCreate: Record<never, never>;
  commandClaim: Record<never, never>;
  commandAck: Record<never, never>;
  commandProgress: Record<never, never>;
  commandResult: Record<never, never>;
  agentRegister: Record<never, never>;
  agentTokenRotate: Record<never, never>;
  agentHeartbeat: Record<never, never>;
  agentDisconnect: Record<never, never>;
  agentSession: Record<never, never>;
  serviceReport: Record<never, never>;
  agentList: NonNullable<operations['agentList']['parameters']['query']>;
  agentView: Record<never, never>;
  agentDisable: Record<never, never>;
  agentEnable: Record<never, never>;
  agentRevoke: Record<never, never>;
  auditList: NonNullable<operations['auditList']['parameters']['query']>;
  auditExport: NonNullable<operations['auditExport']['parameters']['query']>;
  auditVerify: Record<never, never>;
  auditView: Record<never, never>;
  serviceList: NonNullable<operations['serviceList']['parameters']['query']>;
  serviceView: Record<never, never>;
  serviceManifestView: Record<never, never>;
  serviceHealthView: Record<never, never>;
  serviceConfigView: Record<never, never>;
  serviceConfigHistory: NonNullable<operations['serviceConfigHistory']['parameters']['query']>;
  commandList: NonNullable<operations['commandList']['parameters']['query']>;
  commandView: Record<never, never>;
  commandCancel: Record<never, never>;
  commandRetry: Record<never, never>;
  dashboardView: Record<never, never>;
  eventList: NonNullable<operations['eventList']['parameters']['query']>;
  eventStream: NonNullable<operations['eventStream']['parameters']['query']>;
  operatorLogin: Record<never, never>;
  operatorLogout: Record<never, never>;
  operatorMe: Record<never, never>;
  registrationTokenList: NonNullable<operations['registrationTokenList']['parameters']['query']>;
  registrationTokenCreate: Record<never, never>;
  registrationTokenView: Record<never, never>;
  registrationTokenRevoke: Record<never, never>;
  systemHealth: Record<never, never>;
  systemVersion: Record<never, never>;
  userList: NonNullable<operations['userList']['parameters']['query']>;
  userCreate: Record<never, never>;
  userView: Record<never, never>;
  userUpdate: Record<never, never>;
  userResetPassword: Record<never, never>;
}

/** Error codes that can be an HTTP answer. */
export type HttpErrorCode =
  | "CONTRACT_VERSION_UNSUPPORTED"
  | "MALFORMED_JSON"
  | "UNAUTHORIZED"
  | "LOGIN_FAILED"
  | "REGISTRATION_TOKEN_INVALID"
  | "REGISTRATION_TOKEN_EXPIRED"
  | "REGISTRATION_TOKEN_REVOKED"
  | "AGENT_TOKEN_MISSING"
  | "AGENT_TOKEN_INVALID"
  | "AGENT_TOKEN_REVOKED"
  | "FORBIDDEN"
  | "CSRF_INVALID"
  | "AGENT_DISABLED"
  | "AGENT_ID_MISMATCH"
  | "REGISTRATION_TOKEN_SCOPE"
  | "ROUTE_NOT_FOUND"
  | "AGENT_NOT_FOUND"
  | "SERVICE_NOT_FOUND"
  | "ACTION_NOT_FOUND"
  | "COMMAND_NOT_FOUND"
  | "USER_NOT_FOUND"
  | "REGISTRATION_TOKEN_NOT_FOUND"
  | "AUDIT_EVENT_NOT_FOUND"
  | "METHOD_NOT_ALLOWED"
  | "AGENT_CODE_TAKEN"
  | "REGISTRATION_TOKEN_USED"
  | "AGENT_REVOKED"
  | "AGENT_OFFLINE"
  | "ACTION_REQUIRES_CONFIRMATION"
  | "COMMAND_DELIVERY_STALE"
  | "COMMAND_CANCELLED"
  | "COMMAND_ALREADY_COMPLETED"
  | "COMMAND_NOT_ACKNOWLEDGED"
  | "COMMAND_NOT_CANCELLABLE"
  | "COMMAND_NOT_RETRYABLE"
  | "COMMAND_PAYLOAD_ERASED"
  | "LAST_OWNER_REQUIRED"
  | "USERNAME_TAKEN"
  | "COMMAND_EXPIRED"
  | "BODY_TOO_LARGE"
  | "COMMAND_RESULT_TOO_LARGE"
  | "MEDIA_TYPE_UNSUPPORTED"
  | "CONTENT_ENCODING_UNSUPPORTED"
  | "VALIDATION_FAILED"
  | "IDEMPOTENCY_KEY_REUSED"
  | "ACTION_PAYLOAD_INVALID"
  | "UPGRADE_REQUIRED"
  | "RATE_LIMITED"
  | "LOGIN_THROTTLED"
  | "INTERNAL_ERROR"
  | "SERVICE_UNAVAILABLE";

/** Id of a requirement; never renumbered, never reused. */
export type RequirementId =
  | "version-header"
  | "version-answered"
  | "version-unsupported"
  | "unknown-members-ignored"
  | "unknown-enum-is-not-success"
  | "capabilities-intersect"
  | "success-envelope"
  | "error-envelope"
  | "error-codes-closed"
  | "error-precedence"
  | "no-5xx-for-client-input"
  | "request-id"
  | "routes-match-contract"
  | "responses-match-schema"
  | "safe-methods-are-safe"
  | "lexical-forms"
  | "pagination-stable"
  | "limits-advertised"
  | "limits-enforced"
  | "throttle-has-retry-after"
  | "registration-token-uses"
  | "registration-token-states"
  | "registration-token-expires"
  | "registration-token-scope"
  | "ephemeral-agents"
  | "no-silent-takeover"
  | "replacement"
  | "register-retry-safe"
  | "register-sends-idempotency-key"
  | "agent-token-stored-safely"
  | "secrets-shown-once"
  | "secrets-hashed-at-rest"
  | "agent-auth-classes"
  | "auth-failure-keeps-identity"
  | "only-contract-answers-count"
  | "revocation-is-immediate"
  | "revocation-settles-commands"
  | "token-rotation-overlap"
  | "rotation-directive-followed"
  | "heartbeat-cadence"
  | "server-told-intervals"
  | "intervals-told"
  | "heartbeat-jitter"
  | "boot-id"
  | "liveness"
  | "disconnect"
  | "disconnect-on-stop"
  | "identity-conflict"
  | "service-events-audited"
  | "report-upsert"
  | "report-absent-is-unchanged"
  | "report-item-isolation"
  | "service-ownership"
  | "action-schema-subset"
  | "report-on-start-and-change"
  | "revision-resync"
  | "health-reported"
  | "health-bounded"
  | "effective-status"
  | "last-health-kept"
  | "config-change-observed"
  | "config-history"
  | "sensitive-never-travels"
  | "sensitive-dropped"
  | "action-gate"
  | "idempotency-key"
  | "command-deadlines"
  | "claim-exclusive"
  | "claim-wakes"
  | "claim-what-can-start"
  | "lost-delivery-redelivered"
  | "ack-idempotent"
  | "ack-before-run"
  | "refusal-is-explicit"
  | "execute-at-most-once"
  | "run-lease"
  | "handler-timeout"
  | "result-once"
  | "late-result-kept"
  | "result-retried"
  | "progress-monotonic"
  | "cancel"
  | "cancel-honoured"
  | "retry-new-command"
  | "payload-erased"
  | "no-arbitrary-execution"
  | "session-auth-before-upgrade"
  | "session-hello-first"
  | "session-replies"
  | "session-same-outcome"
  | "session-newest-wins"
  | "session-close-codes"
  | "session-bad-frame"
  | "session-bounded"
  | "session-keepalive"
  | "session-fallback"
  | "reconnect-backoff"
  | "session-drain"
  | "operator-roles"
  | "operator-csrf"
  | "session-cookie-flags"
  | "login-throttled"
  | "no-default-credential"
  | "last-owner"
  | "audit-complete"
  | "audit-sequence"
  | "audit-attribution"
  | "audit-export-complete"
  | "audit-chain"
  | "events-resume"
  | "events-consistent"
  | "events-lose-access"
  | "events-bounded"
  | "tls-outside-loopback"
  | "throttle-obeyed"
  | "crash-loses-nothing";

/** Name of an advertised limit or duration. */
export type LimitName =
  | "maxBodyBytes"
  | "maxMessageBytes"
  | "jsonDepthMax"
  | "servicesPerReportMax"
  | "configsPerServiceMax"
  | "actionsPerServiceMax"
  | "healthNodesMax"
  | "healthDepthMax"
  | "messageLengthMax"
  | "heartbeatEventsMax"
  | "claimMax"
  | "claimWaitSecondsMax"
  | "pageSizeMax"
  | "pageSizeDefault"
  | "idempotencyKeyLengthMax"
  | "idempotencySeconds"
  | "registrationTokenDefaultSeconds"
  | "registrationTokenMaxSeconds"
  | "registrationTokenMaxUses"
  | "registerRetrySeconds"
  | "heartbeatIntervalSeconds"
  | "commandPollIntervalSeconds"
  | "offlineAfterSeconds"
  | "ackLeaseSeconds"
  | "runLeaseSeconds"
  | "sweepSeconds"
  | "cancelGraceSeconds"
  | "tokenPendingSeconds"
  | "ephemeralOfflineSeconds"
  | "startWithinSecondsDefault"
  | "startWithinSecondsMax"
  | "timeoutSecondsDefault"
  | "timeoutSecondsMax"
  | "expiryGraceSeconds"
  | "helloSeconds"
  | "pingSeconds"
  | "maxRunningMax"
  | "badFramesPerMinuteMax"
  | "operatorSessionSeconds"
  | "loginFailuresMax"
  | "loginWindowSeconds"
  | "loginFailuresPerAddressMax"
  | "streamsPerUserMax"
  | "eventRetentionSeconds"
  | "eventRetentionCount"
  | "auditRetentionSeconds"
  | "configHistoryRevisions"
  | "actionSchemaBytesMax"
  | "actionSchemaDepthMax"
  | "refusalDedupSeconds";

/** Outcome codes the contract itself gives a meaning. */
export type OutcomeCodeName =
  | "ACTION_FAILED"
  | "ACTION_TIMEOUT"
  | "AGENT_RESTARTED"
  | "COMMAND_TYPE_UNKNOWN"
  | "ACTION_NOT_FOUND"
  | "ACTION_PAYLOAD_INVALID"
  | "AGENT_BUSY"
  | "RESULT_REJECTED"
  | "AGENT_LOST"
  | "AGENT_REVOKED";

/** What a claim of conformance can name. */
export type ProfileName =
  | "agent-core"
  | "agent-progress"
  | "agent-session"
  | "agent-rotation"
  | "opstage-core"
  | "opstage-session"
  | "opstage-events"
  | "opstage-audit-chain";

/** `type` of a session frame. */
export type MessageType =
  | "hello"
  | "welcome"
  | "heartbeat"
  | "service.report"
  | "command.dispatch"
  | "command.ack"
  | "command.progress"
  | "command.result"
  | "command.cancel"
  | "goodbye"
  | "bye"
  | "ack"
  | "error";
