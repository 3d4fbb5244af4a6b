// Written by spec/scripts/generate-types.ts; change the sources and run: npm run generate -w capsule-contract
export interface paths {
    "/api/admin/capsule-services/{serviceId}/actions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists a service's actions
         * @description The actions the service declares now, newest first.
         */
        get: operations["actionList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/capsule-services/{serviceId}/actions/{actionName}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Shows an action
         * @description One declared action, with its schemas.
         */
        get: operations["actionView"];
        put?: never;
        /**
         * Executes an action
         * @description Creates a command for the agent behind the service. Refused unless the agent is live (or `queue` lets it wait), the action is declared, confirmation is given where it is needed, and the payload fits the action's schema.
         */
        post: operations["commandCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agents/{agentId}/commands/claim": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Claims commands that can start now
         * @description A long poll: held up to `waitSeconds` while there is nothing to claim. Each command delivered carries a delivery id that the acknowledgement names.
         */
        post: operations["commandClaim"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agents/{agentId}/commands/{commandId}/ack": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accepts or refuses a delivered command
         * @description Only a 200 to `accepted:true` permits running. Repeating the same acknowledgement is answered the same way.
         */
        post: operations["commandAck"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agents/{agentId}/commands/{commandId}/progress": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reports progress and renews the run lease
         * @description A higher `seq` replaces, a lower one is ignored. The answer says until when the lease runs and whether to cancel.
         */
        post: operations["commandProgress"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agents/{agentId}/commands/{commandId}/result": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Gives the outcome of an acknowledged command
         * @description The first accepted result wins; an identical repetition is answered with `replayed:true`. A result that comes after Opstage itself closed the command is kept as `lateResult`.
         */
        post: operations["commandResult"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agents/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Exchanges a registration token for an agent identity
         * @description The registration token stands in the body; there is no Authorization header. The answer is the only place the agent token ever appears. Services may be reported in the same call; a bad one is listed in `rejected` and fails nothing else.
         */
        post: operations["agentRegister"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agents/{agentId}/token/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Issues a pending agent token
         * @description The current token works until the pending one is first used. A pending token that is not used in time, or that another rotation supersedes, dies and the current one stays.
         */
        post: operations["agentTokenRotate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agents/{agentId}/heartbeat": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Says that the agent lives and how its services are
         * @description Names every service with its revision and, when known, its health, and every command acknowledged and not yet answered. The answer tells intervals and directives.
         */
        post: operations["agentHeartbeat"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agents/{agentId}/disconnect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ends this process's presence in an orderly way
         * @description The agent is OFFLINE at once, with the reason. Later calls that name the same `bootId` do not revive it.
         */
        post: operations["agentDisconnect"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agents/{agentId}/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Opens the agent's WebSocket session
         * @description A WebSocket upgrade with the subprotocol `capsule.session.v1` and the bearer token in the header. Refusals are HTTP answers before the upgrade. The messages are in the AsyncAPI document, channel `agentSession`.
         */
        get: operations["agentSession"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/agents/{agentId}/services/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reports capsule services, their health, configuration and actions
         * @description Idempotent by service code. What is absent is unchanged, an empty array means none. A bad service is listed in `rejected` and fails nothing else. A report may be split by service.
         */
        post: operations["serviceReport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/agents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists agents
         * @description Newest first, with the state evaluated when read.
         */
        get: operations["agentList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/agents/{agentId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Shows an agent
         * @description One agent by id, with the state evaluated when read.
         */
        get: operations["agentView"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/agents/{agentId}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Shuts an agent out until it is enabled
         * @description Nothing the agent begins after the answer succeeds. Disabling a disabled agent changes nothing.
         */
        post: operations["agentDisable"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/agents/{agentId}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Lets a disabled agent in again
         * @description Enabling an active agent changes nothing; a revoked one comes back only by replacement.
         */
        post: operations["agentEnable"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/agents/{agentId}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ends an agent's identity
         * @description Its tokens are dead, its sessions closed, its services free, its pending commands cancelled and its running ones failed. Revoking a revoked agent changes nothing.
         */
        post: operations["agentRevoke"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/audit-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists audit events
         * @description Newest first; with `after` in ascending `seq` from there, so that a reader can follow the log.
         */
        get: operations["auditList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/audit-events/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Exports audit events
         * @description All events the filters keep, in `seq` order, as JSON lines (one audit event a line) or formula-safe CSV.
         */
        get: operations["auditExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/audit-events/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Verifies the audit chain
         * @description Without a body Opstage's own log is checked. With a body of JSON lines, as an export gives them, that log is checked. The answer names the first broken `seq`.
         */
        post: operations["auditVerify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/audit-events/{auditEventId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Shows an audit event
         * @description One audit event by id.
         */
        get: operations["auditView"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/capsule-services": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists capsule services
         * @description Newest first, with the effective state evaluated when read.
         */
        get: operations["serviceList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/capsule-services/{serviceId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Shows a capsule service
         * @description One service by id, with the effective state evaluated when read.
         */
        get: operations["serviceView"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/capsule-services/{serviceId}/manifest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Shows a service's manifest
         * @description The manifest as last accepted, unknown members included, and the actions declared with it.
         */
        get: operations["serviceManifestView"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/capsule-services/{serviceId}/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Shows a service's health
         * @description The last health received, kept however old it is, beside the effective state.
         */
        get: operations["serviceHealthView"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/capsule-services/{serviceId}/configs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Shows a service's configuration
         * @description The current items and their revision. A sensitive item carries no value.
         */
        get: operations["serviceConfigView"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/capsule-services/{serviceId}/configs/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists a service's configuration changes
         * @description Newest first; one entry a revision, with every item added, changed or removed.
         */
        get: operations["serviceConfigHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists commands
         * @description Newest first, with passed deadlines already applied to what is shown and filtered.
         */
        get: operations["commandList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/commands/{commandId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Shows a command
         * @description State, progress and outcome, with passed deadlines already applied.
         */
        get: operations["commandView"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/commands/{commandId}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancels a command, or asks its agent to
         * @description A pending command is cancelled at once. A running one is asked to stop, where its action and its agent can; its final state is what the agent reports. Repeating the request changes nothing.
         */
        post: operations["commandCancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/commands/{commandId}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Executes a finished command's action again
         * @description Makes a new command with `retryOf`, through the whole action gate, for a command that failed, expired or was cancelled. Without a payload the original one is used, unless part of it was erased.
         */
        post: operations["commandRetry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/dashboard/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Counts the fleet and lists what needs attention
         * @description Counts use the same evaluated state as lists and views.
         */
        get: operations["dashboardView"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reads the event feed from a cursor
         * @description The feed for clients that poll: events behind `after`, in order, and the cursor to go on from. `reset` says that the cursor was unknown or pruned; then reading goes on from the head.
         */
        get: operations["eventList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/events/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Streams the event feed
         * @description Server-sent events with persistent ids: every retained event behind the cursor, then each new one. Without a cursor it starts from now. The messages are in the AsyncAPI document, channel `operatorEvents`.
         */
        get: operations["eventStream"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Opens an operator session
         * @description Sets the session cookie. A wrong password and an unknown user are answered alike.
         */
        post: operations["operatorLogin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ends the operator session
         * @description The cookie is dead at once, and event streams it opened end.
         */
        post: operations["operatorLogout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/auth/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tells who is logged in
         * @description The user, the CSRF token of this session and its end.
         */
        get: operations["operatorMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/registration-tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists registration tokens
         * @description Newest first, never with their values.
         */
        get: operations["registrationTokenList"];
        put?: never;
        /**
         * Issues a registration token
         * @description The answer is the only place its value ever appears. `agentCode` and `replaceAgentId` bind it to one use; giving both is invalid. A `replaceAgentId` that names no agent is `404 AGENT_NOT_FOUND`.
         */
        post: operations["registrationTokenCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/registration-tokens/{tokenId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Shows a registration token
         * @description Its state and use, never its value.
         */
        get: operations["registrationTokenView"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/registration-tokens/{tokenId}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revokes a registration token
         * @description Agents it enrolled keep their identity. Revoking a revoked one changes nothing.
         */
        post: operations["registrationTokenRevoke"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/system/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tells whether Opstage can serve
         * @description For load balancers and start scripts. Answers 503 `SERVICE_UNAVAILABLE` while Opstage starts or drains.
         */
        get: operations["systemHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/system/version": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tells versions, profiles, capabilities and limits
         * @description What this Opstage is and which limits and durations it enforces. Read it before relying on any duration.
         */
        get: operations["systemVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists users
         * @description Newest first.
         */
        get: operations["userList"];
        put?: never;
        /**
         * Creates a user
         * @description The name is free for one user only.
         */
        post: operations["userCreate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/admin/users/{userId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Shows a user
         * @description One user by id.
         */
        get: operations["userView"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Changes a user's name, role or status
         * @description What is absent stays. Disabling a user ends the user's sessions.
         */
        patch: operations["userUpdate"];
        trace?: never;
    };
    "/api/admin/users/{userId}/reset-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sets a user's password
         * @description Ends the user's sessions.
         */
        post: operations["userResetPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * AckFrame
         * @description Accepts the frame named by `re`.
         */
        AckFrame: {
            /**
             * @description Version of the frame form.
             * @constant
             */
            v: 1;
            /**
             * @description Always `ack`. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "ack";
            /** @description Name of this frame. */
            id: components["schemas"]["FrameId"];
            /** @description When it was sent, by the clock of its sender. */
            ts: components["schemas"]["TimestampInput"];
            /** @description The frame this one answers. */
            re: components["schemas"]["FrameId"];
            /** @description What the HTTP twin answers as `data`: HeartbeatAnswer for `heartbeat`, ServiceReportAnswer for `service.report`, CommandAckAnswer, CommandProgressAnswer and CommandResultAnswer for `command.ack`, `command.progress` and `command.result`. */
            data: components["schemas"]["JsonObject"];
        };
        /**
         * Action
         * @description One action as operators see it.
         */
        Action: {
            /** @description Its id. */
            id: components["schemas"]["ActionId"];
            /** @description Its service. */
            serviceId: components["schemas"]["ServiceId"];
            /** @description Its name. */
            name: components["schemas"]["ActionName"];
            /** @description Its name, for people. */
            label: string;
            /** @description What it does, for people. */
            description: string | null;
            /** @description How much harm it can do. */
            dangerLevel: components["schemas"]["DangerLevel"];
            /** @description Whether executing it needs confirmation: as declared, and always true for HIGH. */
            requiresConfirmation: boolean;
            /** @description What its payload looks like; null is any object. */
            inputSchema: components["schemas"]["ActionSchema"] | null;
            /** @description What its result data looks like; null is any object. */
            outputSchema: components["schemas"]["ActionSchema"] | null;
            /**
             * Format: int32
             * @description Seconds a run may take, the default filled in.
             */
            timeoutSeconds: number;
            /** @description Whether running it twice does no more than once. */
            idempotent: boolean;
            /** @description Whether a run can be cancelled. */
            cancellable: boolean;
            /** @description First reported. */
            createdAt: components["schemas"]["Timestamp"];
            /** @description Last changed. */
            updatedAt: components["schemas"]["Timestamp"];
        };
        /**
         * ActionDefinition
         * @description One action as an agent declares it.
         */
        ActionDefinition: {
            /** @description Its name. */
            name: components["schemas"]["ActionName"];
            /** @description Its name, for people. */
            label: string;
            /** @description What it does, for people. */
            description?: string;
            /** @description How much harm it can do. */
            dangerLevel: components["schemas"]["DangerLevel"];
            /** @description Whether executing it needs confirmation; HIGH always does. */
            requiresConfirmation: boolean;
            /** @description What its payload looks like; absent is any object. */
            inputSchema?: components["schemas"]["ActionSchema"];
            /** @description What its result data looks like; absent is any object. */
            outputSchema?: components["schemas"]["ActionSchema"];
            /**
             * Format: int32
             * @description Seconds a run may take; absent is the default.
             */
            timeoutSeconds?: number;
            /** @description Whether running it twice does no more than once. */
            idempotent: boolean;
            /** @description Whether a run can be cancelled. */
            cancellable: boolean;
        };
        /**
         * ActionId
         * @description Opaque id of a declared action; stable across reports: the prefix `act_` and 16 to 64 characters. Never parsed, only compared.
         */
        ActionId: string;
        /**
         * ActionListResponse
         * @description A page of Action.
         */
        ActionListResponse: {
            /**
             * @description Always true.
             * @constant
             */
            success: true;
            /** @description The entries of this page. */
            data: components["schemas"]["Action"][];
            pagination: components["schemas"]["Pagination"];
        };
        /**
         * ActionName
         * @description The name of an action, unique within its service.
         */
        ActionName: string;
        /**
         * ActionResponse
         * @description A success whose `data` is Action.
         */
        ActionResponse: {
            /**
             * @description Always true.
             * @constant
             */
            success: true;
            data: components["schemas"]["Action"];
        };
        /**
         * ActionSchema
         * @description JSON Schema 2020-12 limited to: type, properties, required, additionalProperties, items, enum, const, numeric, length and item bounds, anyOf, pattern (RE2 syntax, at most 200 characters); title, description, default, format and writeOnly are annotations. No `$ref`, no `$id`; at most 64 KiB and depth 8. One outside these limits rejects its service with `ACTION_SCHEMA_UNSUPPORTED`, not the request.
         */
        ActionSchema: {
            [key: string]: unknown;
        };
        /**
         * ActorRef
         * @description Who did something.
         */
        ActorRef: {
            /** @description What kind of actor. */
            type: components["schemas"]["ActorType"];
            /** @description Its id; null for `system` and `anonymous`. */
            id: components["schemas"]["OpaqueId"] | null;
            /** @description Username or agent code at that time; null where there is none. */
            name: string | null;
        };
        /**
         * ActorType
         * @description Who caused an event. `system` is Opstage itself (a timer); `anonymous` was not identified.
         * @enum {string}
         */
        ActorType: "user" | "agent" | "system" | "anonymous";
        /**
         * Agent
         * @description An agent as operators see it; status evaluated at read time.
         */
        Agent: {
            /** @description Its id. */
            id: components["schemas"]["AgentId"];
            /** @description Its code. */
            code: components["schemas"]["AgentCode"];
            /** @description Its name, for people. */
            name: string | null;
            /** @description How it lives. */
            mode: components["schemas"]["AgentMode"];
            /** @description What it runs on. */
            runtime: components["schemas"]["Runtime"] | null;
            /** @description Version of the agent program. */
            version: string | null;
            /** @description Its status now. */
            status: components["schemas"]["AgentStatus"];
            /** @description Why the status is what it is, for people. */
            statusReason: string;
            /** @description Whether it is revoked after a time OFFLINE. */
            ephemeral: boolean;
            /** @description Optional features it announced last. */
            capabilities: components["schemas"]["Capability"][];
            /** @description The process last heard. */
            bootId: components["schemas"]["BootId"] | null;
            /** @description Last accepted request or frame. */
            lastSeenAt: components["schemas"]["Timestamp"] | null;
            /** @description Why it disconnected, until it is heard again. */
            disconnectReason: string | null;
            /** @description Whether it has a session. */
            sessionOpen: boolean;
            /**
             * Format: int32
             * @description Heartbeat interval last told to it, in seconds.
             */
            heartbeatIntervalSeconds: number;
            /**
             * Format: int32
             * @description Silence after which it is OFFLINE, in seconds.
             */
            offlineAfterSeconds: number;
            /**
             * Format: int32
             * @description Services it owns.
             */
            serviceCount: number;
            /** @description When it was created. */
            createdAt: components["schemas"]["Timestamp"];
            /** @description When it last changed. */
            updatedAt: components["schemas"]["Timestamp"];
            /** @description When it was disabled; null when it is not. */
            disabledAt: components["schemas"]["Timestamp"] | null;
            /** @description When it was revoked; null when it is not. */
            revokedAt: components["schemas"]["Timestamp"] | null;
        };
        /**
         * AgentCode
         * @description The name of an agent chosen by who runs it; unique in one Opstage.
         */
        AgentCode: string;
        /**
         * AgentCounts
         * @description How many agents have each status.
         */
        AgentCounts: {
            /**
             * Format: int32
             * @description How many are ONLINE.
             */
            ONLINE: number;
            /**
             * Format: int32
             * @description How many are OFFLINE.
             */
            OFFLINE: number;
            /**
             * Format: int32
             * @description How many are DISABLED.
             */
            DISABLED: number;
            /**
             * Format: int32
             * @description How many are REVOKED.
             */
            REVOKED: number;
            /**
             * Format: int32
             * @description How many in all.
             */
            total: number;
        };
        /**
         * AgentDescription
         * @description How an agent describes itself at registration.
         */
        AgentDescription: {
            /** @description Its code; may be absent with an ephemeral token only. */
            code?: components["schemas"]["AgentCode"];
            /** @description Its name, for people. */
            name?: string;
            /** @description How it lives. */
            mode: components["schemas"]["AgentMode"];
            /** @description What it runs on. */
            runtime?: components["schemas"]["Runtime"];
            /** @description Version of the agent program. */
            version?: string;
        };
        /**
         * AgentFrame
         * @description A frame from agent to Opstage, told apart by `type`.
         */
        AgentFrame: components["schemas"]["HelloFrame"] | components["schemas"]["HeartbeatFrame"] | components["schemas"]["ServiceReportFrame"] | components["schemas"]["CommandAckFrame"] | components["schemas"]["CommandProgressFrame"] | components["schemas"]["CommandResultFrame"] | components["schemas"]["GoodbyeFrame"] | components["schemas"]["AckFrame"] | components["schemas"]["ErrorFrame"];
        /**
         * AgentId
         * @description Opaque id of an agent; kept when the agent is replaced: the prefix `agt_` and 16 to 64 characters. Never parsed, only compared.
         */
        AgentId: string;
        /**
         * AgentListResponse
         * @description A page of Agent.
         */
        AgentListResponse: {
            /**
             * @description Always true.
             * @constant
             */
            success: true;
            /** @description The entries of this page. */
            data: components["schemas"]["Agent"][];
            pagination: components["schemas"]["Pagination"];
        };
        /**
         * AgentMode
         * @description How the agent lives: inside the service, beside it, or apart from it.
         * @enum {string}
         */
        AgentMode: "embedded" | "sidecar" | "external";
        /**
         * AgentRegisterRequest
         * @description Enrols an agent with a registration token.
         */
        AgentRegisterRequest: {
            /** @description The secret value of a registration token. Any text is looked up, so that an unknown one is 401 and not 422. */
            registrationToken: string;
            /** @description Who registers. */
            agent: components["schemas"]["AgentDescription"];
            /** @description The process that speaks. */
            bootId: components["schemas"]["BootId"];
            /** @description Optional features the agent has. */
            capabilities: components["schemas"]["Capability"][];
            /** @description Its services, as in a report. */
            services?: components["schemas"]["ServiceReport"][];
        };
        /**
         * AgentRegistration
         * @description The identity given to an agent, with what it needs to start.
         */
        AgentRegistration: {
            /** @description Its id. */
            agentId: components["schemas"]["AgentId"];
            /** @description Its code; made by Opstage where the request had none. */
            code: components["schemas"]["AgentCode"];
            /** @description Its bearer token, shown here only. */
            agentToken: components["schemas"]["AgentToken"];
            /**
             * Format: int32
             * @description Seconds from one heartbeat to the next.
             */
            heartbeatIntervalSeconds: number;
            /**
             * Format: int32
             * @description Seconds an agent waits between claims that do not wait.
             */
            commandPollIntervalSeconds: number;
            /**
             * Format: int32
             * @description Seconds without a sign of life after which this agent counts as OFFLINE; at least 2.4 heartbeat intervals.
             */
            offlineAfterSeconds: number;
            /** @description Optional features in force: announced by the agent and known to Opstage. */
            capabilities: components["schemas"]["Capability"][];
            /** @description The limits enforced. */
            limits: components["schemas"]["Limits"];
            /** @description Opstage's clock; the only one that counts for deadlines. */
            serverTime: components["schemas"]["Timestamp"];
            /** @description Services accepted. */
            services: components["schemas"]["ServiceIdentity"][];
            /** @description Services refused, and why. */
            rejected: components["schemas"]["RejectedService"][];
        };
        /**
         * AgentRegistrationResponse
         * @description A success whose `data` is AgentRegistration.
         */
        AgentRegistrationResponse: {
            /**
             * @description Always true.
             * @constant
             */
            success: true;
            data: components["schemas"]["AgentRegistration"];
        };
        /**
         * AgentResponse
         * @description A success whose `data` is Agent.
         */
        AgentResponse: {
            /**
             * @description Always true.
             * @constant
             */
            success: true;
            data: components["schemas"]["Agent"];
        };
        /**
         * AgentStatus
         * @description Status of an agent. REVOKED and DISABLED are set by operators; ONLINE and OFFLINE follow from when it was last heard.
         * @enum {string}
         */
        AgentStatus: "ONLINE" | "OFFLINE" | "DISABLED" | "REVOKED";
        /**
         * AgentToken
         * @description Bearer token of an agent. Shown only in the answer that issues it.
         */
        AgentToken: string;
        /**
         * AttentionItem
         * @description Something that deserves a look.
         */
        AttentionItem: {
            /** @description Why. */
            kind: components["schemas"]["AttentionKind"];
            /** @description What kind of object. */
            targetType: components["schemas"]["AttentionTargetType"];
            /** @description Its id. */
            targetId: components["schemas"]["OpaqueId"];
            /** @description Code of the agent or service, name of the action of a command. */
            code: string | null;
            /** @description Why the status is what it is, for people. */
            statusReason: string;
            /** @description Since when, where that is known. */
            since: components["schemas"]["Timestamp"] | null;
        };
        /**
         * AttentionKind
         * @description Why something deserves an operator's look.
         * @enum {string}
         */
        AttentionKind: "AGENT_OFFLINE" | "AGENT_DISABLED" | "SERVICE_UNHEALTHY" | "SERVICE_STALE" | "SERVICE_UNKNOWN" | "COMMAND_FAILED" | "COMMAND_OUTCOME_UNKNOWN";
        /**
         * AttentionTargetType
         * @description What kind of object the dashboard points at.
         * @enum {string}
         */
        AttentionTargetType: "agent" | "service" | "command";
        /**
         * AuditAction
         * @description What an audit event records.
         * @enum {string}
         */
        AuditAction: "user.login" | "user.login.failed" | "user.logout" | "user.created" | "user.updated" | "user.password.reset" | "registrationToken.created" | "registrationToken.revoked" | "agent.registered" | "agent.register.refused" | "agent.replaced" | "agent.disabled" | "agent.enabled" | "agent.revoked" | "agent.disconnected" | "agent.token.rotated" | "agent.identity.conflict" | "agent.access.refused" | "service.reported" | "service.report.refused" | "service.owner.changed" | "service.released" | "service.config.changed" | "service.event" | "command.created" | "command.retried" | "command.refused" | "command.started" | "command.cancel.requested" | "command.cancelled" | "command.succeeded" | "command.failed" | "command.expired" | "command.late_result" | "audit.exported" | "audit.pruned" | "access.refused";
        /**
         * AuditEvent
         * @description One event of the audit log; never changed. A line of a JSON-lines export is one of these.
         */
        AuditEvent: {
            /** @description Its id. */
            id: components["schemas"]["AuditEventId"];
            /** @description Its place in the log. */
            seq: components["schemas"]["AuditSeq"];
            /** @description When it happened. */
            at: components["schemas"]["Timestamp"];
            /** @description What happened. */
            action: components["schemas"]["AuditAction"];
            /** @description Whether what was asked happened. */
            result: components["schemas"]["AuditResult"];
            /** @description Who caused it. */
            actor: components["schemas"]["ActorRef"];
            /** @description What it is about. */
            target: components["schemas"]["TargetRef"];
            /** @description Why it was refused. */
            errorCode: components["schemas"]["ErrorCode"] | null;
            /** @description The request that caused it; null when a timer did. */
            requestId: components["schemas"]["RequestId"] | null;
            /** @description What ties events together: the command id where there is one. */
            correlationId: string | null;
            /** @description Address of the client; forwarding headers count only from configured proxies. */
            ip: string | null;
            /** @description User agent of the client, cut at 500. */
            userAgent: string | null;
            /** @description Facts about it; never a secret. */
            details: components["schemas"]["JsonObject"];
            /** @description Hash of the event before; zeros for the first. With `opstage-audit-chain`. */
            prevHash?: components["schemas"]["Sha256"];
            /** @description SHA-256 over `prevHash` and this event without `hash` and `prevHash` in RFC 8785 form. With `opstage-audit-chain`. */
            hash?: components["schemas"]["Sha256"];
        };
        /**
         * AuditEventId
         * @description Opaque id of an audit event: the prefix `aud_` and 16 to 64 characters. Never parsed, only compared.
         */
        AuditEventId: string;
        /**
         * AuditEventListResponse
         * @description A page of AuditEvent.
         */
        AuditEventListResponse: {
            /**
             * @description Always true.
             * @constant
             */
            success: true;
            /** @description The entries of this page. */
            data: components["schemas"]["AuditEvent"][];
            pagination: components["schemas"]["Pagination"];
        };
        /**
         * AuditEventResponse
         * @description A success whose `data` is AuditEvent.
         */
        AuditEventResponse: {
            /**
             * @description Always true.
             * @constant
             */
            success: true;
            data: components["schemas"]["AuditEvent"];
        };
        /**
         * AuditExportFormat
         * @description Form of an audit export: JSON lines or CSV.
         * @enum {string}
         */
        AuditExportFormat: "jsonl" | "csv";
        /**
         * AuditHead
         * @description The newest event of a log.
         */
        AuditHead: {
            /** @description Its place. */
            seq: components["schemas"]["AuditSeq"];
            /** @description Its hash. */
            hash: components["schemas"]["Sha256"];
        };
        /**
         * AuditResult
         * @description Whether what was asked happened.
         * @enum {string}
         */
        AuditResult: "SUCCESS" | "REFUSED";
        /**
         * AuditSeq
         * Format: int64
         * @description Place of an audit event in the log: 1 for the first, then without a gap.
         */
        AuditSeq: number;
        /**
         * AuditVerification
         * @description Whether an audit log is unbroken.
         */
        AuditVerification: {
            /** @description Whether every event follows from the one before. */
            valid: boolean;
            /**
             * Format: int64
             * @description Events looked at.
             */
            checked: number;
            /** @description The first event that does not fit; null when all do or when it has no readable seq. */
            firstBrokenSeq: components["schemas"]["AuditSeq"] | null;
            /** @description What does not fit, for people; null when all does. */
            reason: string | null;
            /** @description The newest event; null for an empty log or a broken one. */
            head: components["schemas"]["AuditHead"] | null;
        };
        /**
         * AuditVerificationResponse
         * @description A success whose `data` is AuditVerification.
         */
        AuditVerificationResponse: {
            /**
             * @description Always true.
             * @constant
             */
            success: true;
            data: components["schemas"]["AuditVerification"];
        };
        /**
         * BootId
         * @description Random name of one run of an agent process: made at process start, used until it ends.
         */
        BootId: string;
        /**
         * Bye
         * @description Says that Opstage is about to close this session.
         */
        Bye: {
            /** @description Why, for people. */
            reason: string;
            /**
             * Format: int32
             * @description Milliseconds to wait at least before the next session; differs from agent to agent.
             */
            reconnectAfterMs: number;
        };
        /**
         * ByeFrame
         * @description Says that Opstage closes the session; not answered.
         */
        ByeFrame: {
            /**
             * @description Version of the frame form.
             * @constant
             */
            v: 1;
            /**
             * @description Always `bye`. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "bye";
            /** @description Name of this frame. */
            id: components["schemas"]["FrameId"];
            /** @description When it was sent, by the clock of its sender. */
            ts: components["schemas"]["Timestamp"];
            /** @description The frame this one answers; an unasked frame has none. */
            re?: components["schemas"]["FrameId"];
            /** @description Why, and when to come back. */
            data: components["schemas"]["Bye"];
        };
        /**
         * Capability
         * @description Name of an optional feature. Known: `commands.progress`, `commands.cancel`, `session.ws`, `token.rotate`. Extensions use reverse-DNS names. An unknown one is kept and ignored.
         */
        Capability: string;
        /**
         * CloudEvent
         * @description An event of the feed in the form of CloudEvents 1.0.
         */
        CloudEvent: {
            /**
             * @description Version of CloudEvents.
             * @constant
             */
            specversion: "1.0";
            /** @description Its id; the SSE `id` of its message. */
            id: components["schemas"]["EventId"];
            /**
             * Format: uri-reference
             * @description The Opstage it comes from, as a URI reference.
             */
            source: string;
            /** @description What happened. */
            type: components["schemas"]["EventType"];
            /** @description When it happened. */
            time: components["schemas"]["Timestamp"];
            /** @description Id of the object it is about; `stream` for the feed itself. */
            subject: string;
            /**
             * @description Form of `data`.
             * @constant
             */
            datacontenttype: "application/json";
            /** @description Ids and statuses. */
            data: components["schemas"]["EventData"];
        };
        /**
         * Command
         * @description A command as operators see it, with every deadline passed already applied.
         */
        Command: {
            /** @description Its id. */
            id: components["schemas"]["CommandId"];
            /** @description What it asks. */
            type: components["schemas"]["CommandType"];
            /** @description The service to act. */
            serviceId: components["schemas"]["ServiceId"];
            /** @description Its code. */
            serviceCode: components["schemas"]["ServiceCode"];
            /** @description The agent to run it. */
            agentId: components["schemas"]["AgentId"];
            /** @description The action. */
            actionName: components["schemas"]["ActionName"];
            /** @description Its input; redacted names hidden. */
            payload: components["schemas"]["JsonObject"];
            /** @description Whether hidden values are gone from storage, so that a retry needs a new payload. */
            payloadErased: boolean;
            /** @description Its state. */
            status: components["schemas"]["CommandStatus"];
            /** @description As declared when it was created. */
            dangerLevel: components["schemas"]["DangerLevel"];
            /** @description As declared when it was created. */
            idempotent: boolean;
            /** @description As declared when it was created. */
            cancellable: boolean;
            /**
             * Format: int32
             * @description Seconds the handler may run.
             */
            timeoutSeconds: number;
            /** @description Whether it may wait for an OFFLINE agent. */
            queue: boolean;
            /** @description Still PENDING then, it is EXPIRED. */
            startBy: components["schemas"]["Timestamp"];
            /** @description Still RUNNING then, it is EXPIRED. */
            expiresAt: components["schemas"]["Timestamp"];
            /** @description When it was created. */
            createdAt: components["schemas"]["Timestamp"];
            /** @description Who created it. */
            createdBy: components["schemas"]["ActorRef"];
            /**
             * Format: int32
             * @description How often it was delivered.
             */
            attempt: number;
            /** @description Last delivery. */
            deliveredAt: components["schemas"]["Timestamp"] | null;
            /** @description When the agent accepted or refused it. */
            acknowledgedAt: components["schemas"]["Timestamp"] | null;
            /** @description While RUNNING: without a sign of life by then it is FAILED. */
            leaseExpiresAt: components["schemas"]["Timestamp"] | null;
            /** @description When cancellation of the running command was first asked for. */
            cancelRequestedAt: components["schemas"]["Timestamp"] | null;
            /** @description When it reached its final state; the deadline itself where one passed. */
            finishedAt: components["schemas"]["Timestamp"] | null;
            /** @description How far it is. */
            progress: components["schemas"]["CommandProgress"] | null;
            /** @description False when nobody knows what the agent did; null until final. */
            outcomeKnown: boolean | null;
            /** @description The result that decided it. */
            result: components["schemas"]["CommandResult"] | null;
            /** @description Why it did not succeed. */
            error: components["schemas"]["OutcomeError"] | null;
            /** @description The first result that came after Opstage itself had decided. */
            lateResult: components["schemas"]["CommandResult"] | null;
            /** @description The command it repeats. */
            retryOf: components["schemas"]["CommandId"] | null;
        };
        /**
         * CommandAckAnswer
         * @description The command after the ack.
         */
        CommandAckAnswer: {
            /** @description The command. */
            commandId: components["schemas"]["CommandId"];
            /** @description Its state now. */
            status: components["schemas"]["CommandStatus"];
            /** @description Without a sign of life by then it is FAILED; null when it does not run. */
            leaseExpiresAt: components["schemas"]["Timestamp"] | null;
        };
        /**
         * CommandAckAnswerResponse
         * @description A success whose `data` is CommandAckAnswer.
         */
        CommandAckAnswerResponse: {
            /**
             * @description Always true.
             * @constant
             */
            success: true;
            data: components["schemas"]["CommandAckAnswer"];
        };
        /**
         * CommandAckFrame
         * @description Answers `command.dispatch`, or a delivery of another transport; answered by `ack` with a CommandAckAnswer.
         */
        CommandAckFrame: {
            /**
             * @description Version of the frame form.
             * @constant
             */
            v: 1;
            /**
             * @description Always `command.ack`. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "command.ack";
            /** @description Name of this frame. */
            id: components["schemas"]["FrameId"];
            /** @description When it was sent, by the clock of its sender. */
            ts: components["schemas"]["TimestampInput"];
            /** @description The dispatch it answers; absent when the delivery came another way. */
            re?: components["schemas"]["FrameId"];
            /** @description The ack. */
            data: components["schemas"]["CommandAckMessage"];
        };
        /**
         * CommandAckMessage
         * @description Accepts or refuses a delivery on a session: the HTTP body and the command, which HTTP has in its path.
         */
        CommandAckMessage: {
            /** @description The command. */
            commandId: components["schemas"]["CommandId"];
        } & components["schemas"]["CommandAckRequest"];
        /**
         * CommandAckRequest
         * @description Accepts or refuses a delivery.
         */
        CommandAckRequest: {
            /** @description The delivery it belongs to. */
            deliveryId: components["schemas"]["DeliveryId"];
            /** @description True: the agent will run it. False: it never will. */
            accepted: boolean;
            /** @description Why it is refused. A refusal without it is 422 with the path `/error`; with an acceptance it is ignored. */
            error?: components["schemas"]["OutcomeErrorReport"];
        };
        /**
         * CommandCancel
         * @description Asks to cancel a running command.
         */
        CommandCancel: {
            /** @description The command. */
            commandId: components["schemas"]["CommandId"];
        };
        /**
         * CommandCancelFrame
         * @description Asks to cancel a running command; not answered.
         */
        CommandCancelFrame: {
            /**
             * @description Version of the frame form.
             * @constant
             */
            v: 1;
            /**
             * @description Always `command.cancel`. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "command.cancel";
            /** @description Name of this frame. */
            id: components["schemas"]["FrameId"];
            /** @description When it was sent, by the clock of its sender. */
            ts: components["schemas"]["Timestamp"];
            /** @description The frame this one answers; an unasked frame has none. */
            re?: components["schemas"]["FrameId"];
            /** @description The command. */
            data: components["schemas"]["CommandCancel"];
        };
        /**
         * CommandClaimAnswer
         * @description The commands delivered, oldest first; none is an empty array.
         */
        CommandClaimAnswer: {
            /** @description The deliveries. */
            commands: components["schemas"]["CommandDelivery"][];
        };
        /**
         * CommandClaimAnswerResponse
         * @description A success whose `data` is CommandClaimAnswer.
         */
        CommandClaimAnswerResponse: {
            /**
             * @description Always true.
             * @constant
             */
            success: true;
            data: components["schemas"]["CommandClaimAnswer"];
        };
        /**
         * CommandClaimRequest
         * @description Asks for commands to run; waits for one if told to.
         */
        CommandClaimRequest: {
            /** @description The process that will run them. */
            bootId: components["schemas"]["BootId"];
            /**
             * Format: int32
             * @description How many at most.
             */
            max: number;
            /**
             * Format: int32
             * @description How long to wait for the first one; 0 does not wait.
             */
            waitSeconds: number;
        };
        /**
         * CommandCounts
         * @description How many commands have each status.
         */
        CommandCounts: {
            /**
             * Format: int32
             * @description How many are PENDING.
             */
            PENDING: number;
            /**
             * Format: int32
             * @description How many are RUNNING.
             */
            RUNNING: number;
            /**
             * Format: int32
             * @description How many are SUCCEEDED.
             */
            SUCCEEDED: number;
            /**
             * Format: int32
             * @description How many are FAILED.
             */
            FAILED: number;
            /**
             * Format: int32
             * @description How many are EXPIRED.
             */
            EXPIRED: number;
            /**
             * Format: int32
             * @description How many are CANCELLED.
             */
            CANCELLED: number;
            /**
             * Format: int32
             * @description How many in all.
             */
            total: number;
        };
        /**
         * CommandCreateRequest
         * @description Asks to execute an action.
         */
        CommandCreateRequest: {
            /** @description Input of the action; absent is `{}`. */
            payload?: components["schemas"]["JsonObject"];
            /** @description True confirms an action that needs it. */
            confirmation?: boolean;
            /** @description True accepts an OFFLINE agent and waits for it until `startBy`. */
            queue?: boolean;
            /**
             * Format: int32
             * @description Seconds the agent has to start it; absent is the default.
             */
            startWithinSeconds?: number;
        };
        /**
         * CommandCreation
         * @description The command an execute or retry led to.
         */
        CommandCreation: {
            /** @description The command as it is now. */
            command: components["schemas"]["Command"];
            /** @description Whether it existed already under the same idempotency key. */
            replayed: boolean;
        };
        /**
         * CommandCreationResponse
         * @description A success whose `data` is CommandCreation.
         */
        CommandCreationResponse: {
            /**
             * @description Always true.
             * @constant
             */
            success: true;
            data: components["schemas"]["CommandCreation"];
        };
        /**
         * CommandDelivery
         * @description A command delivered to its agent, by claim or by `command.dispatch`.
         */
        CommandDelivery: {
            /** @description The command. */
            id: components["schemas"]["CommandId"];
            /** @description What is asked; an unknown type is refused. */
            type: components["schemas"]["CommandType"];
            /** @description The service to act. */
            serviceCode: components["schemas"]["ServiceCode"];
            /** @description Its id. */
            serviceId: components["schemas"]["ServiceId"];
            /** @description The action to run. */
            actionName: components["schemas"]["ActionName"];
            /** @description Its input, nothing redacted. */
            payload: components["schemas"]["JsonObject"];
            /**
             * Format: int32
             * @description Seconds the handler may run.
             */
            timeoutSeconds: number;
            /** @description Whether running it twice does no more than once. */
            idempotent: boolean;
            /** @description Not acknowledged by then, it is EXPIRED. */
            startBy: components["schemas"]["Timestamp"];
            /** @description Still running then, it is EXPIRED. */
            expiresAt: components["schemas"]["Timestamp"];
            /** @description When it was created. */
            createdAt: components["schemas"]["Timestamp"];
            /** @description This delivery. */
            delivery: components["schemas"]["DeliveryInfo"];
        };
        /**
         * CommandDispatchFrame
         * @description Delivers a command on a session; answered by `command.ack`.
         */
        CommandDispatchFrame: {
            /**
             * @description Version of the frame form.
             * @constant
             */
            v: 1;
            /**
             * @description Always `command.dispatch`. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "command.dispatch";
            /** @description Name of this frame. */
            id: components["schemas"]["FrameId"];
            /** @description When it was sent, by the clock of its sender. */
            ts: components["schemas"]["Timestamp"];
            /** @description The frame this one answers; an unasked frame has none. */
            re?: components["schemas"]["FrameId"];
            /** @description The delivery, as a claim would give it. */
            data: components["schemas"]["CommandDelivery"];
        };
        /**
         * CommandId
         * @description Opaque id of a command; executed at most once per agent: the prefix `cmd_` and 16 to 64 characters. Never parsed, only compared.
         */
        CommandId: string;
        /**
         * CommandListResponse
         * @description A page of Command.
         */
        CommandListResponse: {
            /**
             * @description Always true.
             * @constant
             */
            success: true;
            /** @description The entries of this page. */
            data: components["schemas"]["Command"][];
            pagination: components["schemas"]["Pagination"];
        };
        /**
         * CommandProgress
         * @description How far a command is, as last reported.
         */
        CommandProgress: {
            /**
             * Format: int64
             * @description Number of the report.
             */
            seq: number;
            /**
             * Format: double
             * @description How much is done, 0 to 100.
             */
            percent: number | null;
            /** @description What happens, for people. */
            message: string | null;
            /** @description Facts about it. */
            data: components["schemas"]["JsonObject"] | null;
            /** @description When Opstage received it. */
            receivedAt: components["schemas"]["Timestamp"];
        };
        /**
         * CommandProgressAnswer
         * @description The lease after a progress report.
         */
        CommandProgressAnswer: {
            /** @description The next sign of life is due by then. */
            leaseExpiresAt: components["schemas"]["Timestamp"];
            /** @description Whether an operator asked to cancel. */
            cancelRequested: boolean;
        };
        /**
         * CommandProgressAnswerResponse
         * @description A success whose `data` is CommandProgressAnswer.
         */
        CommandProgressAnswerResponse: {
            /**
             * @description Always true.
             * @constant
             */
            success: true;
            data: components["schemas"]["CommandProgressAnswer"];
        };
        /**
         * CommandProgressFrame
         * @description Progress on a session; answered by `ack` with a CommandProgressAnswer.
         */
        CommandProgressFrame: {
            /**
             * @description Version of the frame form.
             * @constant
             */
            v: 1;
            /**
             * @description Always `command.progress`. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "command.progress";
            /** @description Name of this frame. */
            id: components["schemas"]["FrameId"];
            /** @description When it was sent, by the clock of its sender. */
            ts: components["schemas"]["TimestampInput"];
            /** @description The frame this one answers; an unasked frame has none. */
            re?: components["schemas"]["FrameId"];
            /** @description The progress. */
            data: components["schemas"]["CommandProgressMessage"];
        };
        /**
         * CommandProgressMessage
         * @description Tells on a session how far a running command is: the HTTP body and the command, which HTTP has in its path.
         */
        CommandProgressMessage: {
            /** @description The command. */
            commandId: components["schemas"]["CommandId"];
        } & components["schemas"]["CommandProgressRequest"];
        /**
         * CommandProgressRequest
         * @description How far a running command is.
         */
        CommandProgressRequest: {
            /** @description The delivery it belongs to. */
            deliveryId: components["schemas"]["DeliveryId"];
            /**
             * Format: int64
             * @description Grows with each report; a lower or equal one is ignored.
             */
            seq: number;
            /**
             * Format: double
             * @description How much is done, 0 to 100.
             */
            percent?: number;
            /** @description What happens now, for people. */
            message?: string;
            /** @description Facts about it. */
            data?: components["schemas"]["JsonObject"];
        };
        /**
         * CommandResponse
         * @description A success whose `data` is Command.
         */
        CommandResponse: {
            /**
             * @description Always true.
             * @constant
             */
            success: true;
            data: components["schemas"]["Command"];
        };
        /**
         * CommandResult
         * @description A result as Opstage recorded it.
         */
        CommandResult: {
            /** @description Its id. */
            id: components["schemas"]["CommandResultId"];
            /** @description Whether the action did what was asked. */
            success: boolean;
            /** @description Whether it stopped because cancellation was asked for. */
            cancelled: boolean;
            /** @description What came of it, for people. */
            message: string | null;
            /** @description What the action returned; secret members hidden. */
            data: components["schemas"]["JsonObject"] | null;
            /** @description Why it failed. */
            error: components["schemas"]["OutcomeError"] | null;
            /** @description When the handler started, by the clock of the agent. */
            startedAt: components["schemas"]["Timestamp"] | null;
            /** @description When it ended, by the clock of the agent. */
            finishedAt: components["schemas"]["Timestamp"] | null;
            /** @description When Opstage received it. */
            receivedAt: components["schemas"]["Timestamp"];
        };
        /**
         * CommandResultAnswer
         * @description The command after the result.
         */
        CommandResultAnswer: {
            /** @description The command. */
            commandId: components["schemas"]["CommandId"];
            /** @description Its state now. */
            status: components["schemas"]["CommandStatus"];
            /** @description Whether this very result was recorded before. */
            replayed: boolean;
            /** @description Whether it was kept as the late result of a command that already had a final state. */
            late: boolean;
        };
        /**
         * CommandResultAnswerResponse
         * @description A success whose `data` is CommandResultAnswer.
         */
        CommandResultAnswerResponse: {
            /**
             * @description Always true.
             * @constant
             */
            success: true;
            data: components["schemas"]["CommandResultAnswer"];
        };
        /**
         * CommandResultFrame
         * @description A result on a session; answered by `ack` with a CommandResultAnswer.
         */
        CommandResultFrame: {
            /**
             * @description Version of the frame form.
             * @constant
             */
            v: 1;
            /**
             * @description Always `command.result`. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "command.result";
            /** @description Name of this frame. */
            id: components["schemas"]["FrameId"];
            /** @description When it was sent, by the clock of its sender. */
            ts: components["schemas"]["TimestampInput"];
            /** @description The frame this one answers; an unasked frame has none. */
            re?: components["schemas"]["FrameId"];
            /** @description The result. */
            data: components["schemas"]["CommandResultMessage"];
        };
        /**
         * CommandResultId
         * @description Opaque id of a result as Opstage recorded it: the prefix `crs_` and 16 to 64 characters. Never parsed, only compared.
         */
        CommandResultId: string;
        /**
         * CommandResultMessage
         * @description Gives the outcome of a command on a session: the HTTP body and the command, which HTTP has in its path.
         */
        CommandResultMessage: {
            /** @description The command. */
            commandId: components["schemas"]["CommandId"];
        } & components["schemas"]["CommandResultRequest"];
        /**
         * CommandResultRequest
         * @description The outcome of a command. Two are equal when success, cancelled, message, data and error are.
         */
        CommandResultRequest: {
            /** @description The delivery it belongs to. */
            deliveryId: components["schemas"]["DeliveryId"];
            /** @description Whether it did what was asked. */
            success: boolean;
            /** @description True: it stopped because cancellation was asked for. With `success` true, or unasked, it is 422. */
            cancelled?: boolean;
            /** @description What came of it, for people. */
            message?: string;
            /** @description What the action returns. */
            data?: components["schemas"]["JsonObject"];
            /** @description Why it failed; a failure without it is recorded as `ACTION_FAILED`. */
            error?: components["schemas"]["OutcomeErrorReport"];
            /** @description When the handler started, by the clock of the agent. */
            startedAt?: components["schemas"]["TimestampInput"];
            /** @description When it ended, by the clock of the agent. */
            finishedAt?: components["schemas"]["TimestampInput"];
        };
        /**
         * CommandRetryRequest
         * @description Asks to run a finished command again, as a new one.
         */
        CommandRetryRequest: {
            /** @description Another input; absent is that of the original. */
            payload?: components["schemas"]["JsonObject"];
            /** @description True confirms; needed again, and where the outcome of a non-idempotent action is unknown. */
            confirmation?: boolean;
        };
        /**
         * CommandStatus
         * @description State of a command. PENDING and RUNNING are open, the other four are final.
         * @enum {string}
         */
        CommandStatus: "PENDING" | "RUNNING" | "SUCCEEDED" | "FAILED" | "EXPIRED" | "CANCELLED";
        /**
         * CommandType
         * @description What a command asks. 1.0 knows one type; an agent refuses any other.
         * @enum {string}
         */
        CommandType: "ACTION_EXECUTE";
        /**
         * ConfigChange
         * @description What happened to one configuration item.
         */
        ConfigChange: {
            /** @description The item. */
            key: components["schemas"]["ConfigKey"];
            /** @description What happened. */
            change: components["schemas"]["ConfigChangeKind"];
            /** @description The item before; null when it was added. */
            before: components["schemas"]["ConfigItem"] | null;
            /** @description The item after; null when it was removed. */
            after: components["schemas"]["ConfigItem"] | null;
        };
        /**
         * ConfigChangeKind
         * @description What happened to a configuration item.
         * @enum {string}
         */
        ConfigChangeKind: "ADDED" | "CHANGED" | "REMOVED";
        /**
         * ConfigItem
         * @description One configuration item as operators see it.
         */
        ConfigItem: {
            /** @description Its id. */
            id: components["schemas"]["ConfigItemId"];
            /** @description Its key. */
            key: components["schemas"]["ConfigKey"];
            /** @description Its name, for people. */
            label: string | null;
            /** @description Its type. */
            type: components["schemas"]["ConfigItemType"];
            /** @description Its value as text; always null for a sensitive item. */
            valuePreview: string | null;
            /** @description Its default as text; always null for a sensitive item. */
            defaultValue: string | null;
            /** @description Where the value comes from. */
            source: string | null;
            /** @description Whether it could be edited. */
            editable: boolean;
            /** @description Whether its value is a secret. */
            sensitive: boolean;
            /** @description Where the secret lies. */
            secretRef: string | null;
            /** @description Changes when a sensitive value changes. */
            fingerprint: string | null;
            /** @description First reported. */
            createdAt: components["schemas"]["Timestamp"];
            /** @description Last changed. */
            updatedAt: components["schemas"]["Timestamp"];
        };
        /**
         * ConfigItemId
         * @description Opaque id of a configuration item; stable across reports: the prefix `cfg_` and 16 to 64 characters. Never parsed, only compared.
         */
        ConfigItemId: string;
        /**
         * ConfigItemReport
         * @description One configuration item as an agent reports it. A sensitive item carries no value; values sent by mistake are dropped.
         */
        ConfigItemReport: {
            /** @description Its key. */
            key: components["schemas"]["ConfigKey"];
            /** @description Its name, for people. */
            label?: string;
            /** @description Its type. */
            type: components["schemas"]["ConfigItemType"];
            /** @description Its value as text, perhaps shortened. */
            valuePreview?: string;
            /** @description Its default as text. */
            defaultValue?: string;
            /** @description Where the value comes from, such as `env` or a file name. */
            source?: string;
            /** @description Whether it could be edited; descriptive, 1.0 writes no configuration. */
            editable: boolean;
            /** @description Whether its value is a secret. */
            sensitive: boolean;
            /** @description Where the secret lies, in words of its vault; not the secret. */
            secretRef?: string;
            /** @description Shows that a sensitive value changed: HMAC-SHA-256 of the value under a random key kept by the agent. */
            fingerprint?: string;
        };
        /**
         * ConfigItemType
         * @description Type of a configuration value, for display.
         * @enum {string}
         */
        ConfigItemType: "string" | "number" | "boolean" | "select" | "json" | "duration" | "secretRef";
        /**
         * ConfigKey
         * @description The name of a configuration item, unique within its service. Length in code points.
         */
        ConfigKey: string;
        /**
         * ConfigRevision
         * @description One change of the configuration of a service.
         */
        ConfigRevision: {
            /** @description The revision it led to. */
            configRevision: components["schemas"]["ConfigRevisionNumber"];
            /** @description When Opstage saw it. */
            changedAt: components["schemas"]["Timestamp"];
            /** @description What changed. */
            changes: components["schemas"]["ConfigChange"][];
        };
        /**
         * ConfigRevisionListResponse
         * @description A page of ConfigRevision.
         */
        ConfigRevisionListResponse: {
            /**
             * @description Always true.
             * @constant
             */
            success: true;
            /** @description The entries of this page. */
            data: components["schemas"]["ConfigRevision"][];
            pagination: components["schemas"]["Pagination"];
        };
        /**
         * ConfigRevisionNumber
         * Format: int32
         * @description How many times Opstage saw the configuration of a service change; 0 before its first item was reported.
         */
        ConfigRevisionNumber: number;
        /**
         * ContractVersion
         * @description The contract an Opstage speaks.
         */
        ContractVersion: {
            /** @description Full version of the contract document. */
            version: string;
            /** @description Wire versions accepted in `Capsule-Contract`. */
            supported: components["schemas"]["ContractWireVersion"][];
        };
        /**
         * ContractWireVersion
         * @description A major version of the wire contract, as in the header `Capsule-Contract`.
         */
        ContractWireVersion: string;
        /**
         * CsrfToken
         * @description The value a cookie-authenticated state change sends in `X-CSRF-Token`.
         */
        CsrfToken: string;
        /**
         * DangerLevel
         * @description How much harm an action can do. HIGH always needs confirmation.
         * @enum {string}
         */
        DangerLevel: "LOW" | "MEDIUM" | "HIGH";
        /**
         * Dashboard
         * @description The state of the fleet at a glance, from the same evaluated state as the lists.
         */
        Dashboard: {
            /** @description Agents by status. */
            agents: components["schemas"]["AgentCounts"];
            /** @description Services by effective status. */
            services: components["schemas"]["ServiceCounts"];
            /** @description Commands by status. */
            commands: components["schemas"]["CommandCounts"];
            /** @description What deserves a look, most urgent first. */
            attention: components["schemas"]["AttentionItem"][];
        };
        /**
         * DashboardResponse
         * @description A success whose `data` is Dashboard.
         */
        DashboardResponse: {
            /**
             * @description Always true.
             * @constant
             */
            success: true;
            data: components["schemas"]["Dashboard"];
        };
        /**
         * DeliveryId
         * @description Opaque id of one delivery of a command; a redelivery has a new one: the prefix `dlv_` and 16 to 64 characters. Never parsed, only compared.
         */
        DeliveryId: string;
        /**
         * DeliveryInfo
         * @description This delivery of a command.
         */
        DeliveryInfo: {
            /** @description Its id; ack, progress and result name it. */
            id: components["schemas"]["DeliveryId"];
            /**
             * Format: int32
             * @description How often the command was delivered, this time included.
             */
            attempt: number;
            /**
             * Format: int32
             * @description Seconds until it is delivered again without an ack; cut at `startBy`.
             */
            ackLeaseSeconds: number;
        };
        /**
         * DisconnectAnswer
         * @description The agent counts as OFFLINE from now on.
         */
        DisconnectAnswer: {
            /**
             * @description Always OFFLINE.
             * @constant
             */
            status: "OFFLINE";
            /** @description Opstage's clock; the only one that counts for deadlines. */
            serverTime: components["schemas"]["Timestamp"];
        };
        /**
         * DisconnectAnswerResponse
         * @description A success whose `data` is DisconnectAnswer.
         */
        DisconnectAnswerResponse: {
            /**
             * @description Always true.
             * @constant
             */
            success: true;
            data: components["schemas"]["DisconnectAnswer"];
        };
        /**
         * DisconnectRequest
         * @description Says that this process stops in an orderly way.
         */
        DisconnectRequest: {
            /** @description The process that stops. */
            bootId: components["schemas"]["BootId"];
            /** @description Why, for people. */
            reason: string;
        };
        /**
         * EffectiveStatus
         * @description Status of a service as Opstage judges it at read time, from its agent, its last health and the age of that.
         * @enum {string}
         */
        EffectiveStatus: "HEALTHY" | "UNHEALTHY" | "UNKNOWN" | "STALE" | "OFFLINE";
        /**
         * ErrorBody
         * @description An error: of an HTTP answer, or the data of an `error` frame.
         */
        ErrorBody: {
            /** @description What went wrong, for programs. */
            code: components["schemas"]["ErrorCode"];
            /** @description What went wrong, for people. Never repeats a value of the request. */
            message: string;
            /** @description The request, as in `X-Request-Id`. */
            requestId: components["schemas"]["RequestId"];
            /** @description Facts a program can use. */
            details?: components["schemas"]["ErrorDetails"];
        };
        /**
         * ErrorCode
         * @description Code of an error envelope. Closed: no other code is ever sent.
         * @enum {string}
         */
        ErrorCode: "CONTRACT_VERSION_UNSUPPORTED" | "MALFORMED_JSON" | "UNAUTHORIZED" | "LOGIN_FAILED" | "REGISTRATION_TOKEN_INVALID" | "REGISTRATION_TOKEN_EXPIRED" | "REGISTRATION_TOKEN_REVOKED" | "AGENT_TOKEN_MISSING" | "AGENT_TOKEN_INVALID" | "AGENT_TOKEN_REVOKED" | "FORBIDDEN" | "CSRF_INVALID" | "AGENT_DISABLED" | "AGENT_ID_MISMATCH" | "REGISTRATION_TOKEN_SCOPE" | "ROUTE_NOT_FOUND" | "AGENT_NOT_FOUND" | "SERVICE_NOT_FOUND" | "ACTION_NOT_FOUND" | "COMMAND_NOT_FOUND" | "USER_NOT_FOUND" | "REGISTRATION_TOKEN_NOT_FOUND" | "AUDIT_EVENT_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "AGENT_CODE_TAKEN" | "REGISTRATION_TOKEN_USED" | "AGENT_REVOKED" | "AGENT_OFFLINE" | "ACTION_REQUIRES_CONFIRMATION" | "COMMAND_DELIVERY_STALE" | "COMMAND_CANCELLED" | "COMMAND_ALREADY_COMPLETED" | "COMMAND_NOT_ACKNOWLEDGED" | "COMMAND_NOT_CANCELLABLE" | "COMMAND_NOT_RETRYABLE" | "COMMAND_PAYLOAD_ERASED" | "LAST_OWNER_REQUIRED" | "USERNAME_TAKEN" | "COMMAND_EXPIRED" | "BODY_TOO_LARGE" | "COMMAND_RESULT_TOO_LARGE" | "MEDIA_TYPE_UNSUPPORTED" | "CONTENT_ENCODING_UNSUPPORTED" | "VALIDATION_FAILED" | "IDEMPOTENCY_KEY_REUSED" | "ACTION_PAYLOAD_INVALID" | "UPGRADE_REQUIRED" | "RATE_LIMITED" | "LOGIN_THROTTLED" | "INTERNAL_ERROR" | "SERVICE_UNAVAILABLE" | "SERVICE_CODE_TAKEN" | "ACTION_SCHEMA_UNSUPPORTED" | "DUPLICATE_ITEM" | "UNKNOWN_MESSAGE_TYPE";
        /**
         * ErrorDetails
         * @description Facts about an error that a program can use; which are present depends on the code.
         */
        ErrorDetails: {
            /** @description What is wrong with the request, for `VALIDATION_FAILED` and `ACTION_PAYLOAD_INVALID`. */
            issues?: components["schemas"]["ValidationIssue"][];
            /** @description The contract versions served, for `CONTRACT_VERSION_UNSUPPORTED`. */
            supported?: components["schemas"]["ContractWireVersion"][];
            /** @description The name of the limit that was passed. */
            limit?: string;
            /**
             * Format: int64
             * @description The value of that limit.
             */
            limitValue?: number;
        };
        /**
         * ErrorFrame
         * @description Refuses the frame named by `re`; `re` is absent when that frame could not be read.
         */
        ErrorFrame: {
            /**
             * @description Version of the frame form.
             * @constant
             */
            v: 1;
            /**
             * @description Always `error`. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "error";
            /** @description Name of this frame. */
            id: components["schemas"]["FrameId"];
            /** @description When it was sent, by the clock of its sender. */
            ts: components["schemas"]["TimestampInput"];
            /** @description The frame refused; absent when its id could not be read. */
            re?: components["schemas"]["FrameId"];
            /** @description What the HTTP twin answers as `error`. */
            data: components["schemas"]["ErrorBody"];
        };
        /**
         * ErrorResponse
         * @description The envelope of every error answer.
         */
        ErrorResponse: {
            /**
             * @description Always false.
             * @constant
             */
            success: false;
            /** @description The error. */
            error: components["schemas"]["ErrorBody"];
        };
        /**
         * EventData
         * @description What an event is about: ids and statuses only. Which members are present depends on the type.
         */
        EventData: {
            /** @description The agent. */
            agentId?: components["schemas"]["AgentId"];
            /** @description The service. */
            serviceId?: components["schemas"]["ServiceId"];
            /** @description The command. */
            commandId?: components["schemas"]["CommandId"];
            /** @description Status after the event, of the object named by `subject`. */
            status?: string;
            /** @description Status before the event. */
            previousStatus?: string;
            /** @description Configuration revision after the event. */
            configRevision?: components["schemas"]["ConfigRevisionNumber"];
            /** @description For `stream.reset`: the newest event; null when there is none. */
            headId?: components["schemas"]["EventId"] | null;
        };
        /**
         * EventId
         * @description Opaque id of an event of the feed; the SSE `id` and the cursor of a reader: the prefix `evt_` and 16 to 64 characters. Never parsed, only compared.
         */
        EventId: string;
        /**
         * EventPage
         * @description Events after a cursor, oldest first.
         */
        EventPage: {
            /** @description The events. */
            events: components["schemas"]["CloudEvent"][];
            /** @description Where to go on; null when the feed is still empty. */
            cursor: components["schemas"]["EventId"] | null;
            /** @description True: the cursor given is unknown or pruned and events may be missing; go on from `cursor`. */
            reset: boolean;
        };
        /**
         * EventPageResponse
         * @description A success whose `data` is EventPage.
         */
        EventPageResponse: {
            /**
             * @description Always true.
             * @constant
             */
            success: true;
            data: components["schemas"]["EventPage"];
        };
        /**
         * EventType
         * @description What an event of the feed tells.
         * @enum {string}
         */
        EventType: "capsule.agent.registered" | "capsule.agent.online" | "capsule.agent.offline" | "capsule.agent.disabled" | "capsule.agent.enabled" | "capsule.agent.revoked" | "capsule.agent.replaced" | "capsule.agent.identity.conflict" | "capsule.service.reported" | "capsule.service.status.changed" | "capsule.service.config.changed" | "capsule.service.owner.changed" | "capsule.service.released" | "capsule.service.event" | "capsule.command.created" | "capsule.command.delivered" | "capsule.command.started" | "capsule.command.progress" | "capsule.command.cancel.requested" | "capsule.command.succeeded" | "capsule.command.failed" | "capsule.command.expired" | "capsule.command.cancelled" | "capsule.command.late_result" | "capsule.stream.reset";
        /**
         * FrameId
         * @description Names one session frame, chosen by its sender; a reply repeats it in `re`.
         */
        FrameId: string;
        /**
         * Goodbye
         * @description Says that this process stops in an orderly way; the twin of disconnect.
         */
        Goodbye: {
            /** @description The process that stops. */
            bootId: components["schemas"]["BootId"];
            /** @description Why, for people. */
            reason: string;
        };
        /**
         * GoodbyeFrame
         * @description Last frame of an agent that stops; not answered.
         */
        GoodbyeFrame: {
            /**
             * @description Version of the frame form.
             * @constant
             */
            v: 1;
            /**
             * @description Always `goodbye`. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "goodbye";
            /** @description Name of this frame. */
            id: components["schemas"]["FrameId"];
            /** @description When it was sent, by the clock of its sender. */
            ts: components["schemas"]["TimestampInput"];
            /** @description The frame this one answers; an unasked frame has none. */
            re?: components["schemas"]["FrameId"];
            /** @description Who stops, and why. */
            data: components["schemas"]["Goodbye"];
        };
        /**
         * Health
         * @description Health of a service as last received.
         */
        Health: {
            /** @description The status. */
            status: components["schemas"]["HealthStatus"];
            /** @description Why, for people. */
            message: string | null;
            /** @description Facts a probe found, redacted names hidden. */
            details: components["schemas"]["JsonObject"] | null;
            /** @description When it was observed, by the clock of the agent; shown, never compared. */
            observedAt: components["schemas"]["Timestamp"] | null;
            /** @description What it is made of. */
            checks: components["schemas"]["HealthCheck"][];
        };
        /**
         * HealthCheck
         * @description One part of a health tree as last received.
         */
        HealthCheck: {
            /** @description Name of the part. */
            name: string;
            /** @description The status. */
            status: components["schemas"]["HealthStatus"];
            /** @description Why, for people. */
            message: string | null;
            /** @description Facts a probe found, redacted names hidden. */
            details: components["schemas"]["JsonObject"] | null;
            /** @description When it was observed, by the clock of the agent; shown, never compared. */
            observedAt: components["schemas"]["Timestamp"] | null;
            /** @description What it is made of. */
            checks: components["schemas"]["HealthCheck"][];
        };
        /**
         * HealthCheckReport
         * @description One part of a health tree as the agent sees it.
         */
        HealthCheckReport: {
            /** @description Name of the part. */
            name: string;
            /** @description The status. */
            status: components["schemas"]["HealthStatus"];
            /** @description Why, for people. */
            message?: string;
            /** @description Facts a probe found. */
            details?: components["schemas"]["JsonObject"];
            /** @description When it was observed, by the clock of the agent; shown, never compared. */
            observedAt?: components["schemas"]["TimestampInput"];
            /** @description What it is made of. */
            checks?: components["schemas"]["HealthCheckReport"][];
        };
        /**
         * HealthRecordId
         * @description Opaque id of a health record as Opstage received it: the prefix `hlr_` and 16 to 64 characters. Never parsed, only compared.
         */
        HealthRecordId: string;
        /**
         * HealthReport
         * @description Health of a service as its agent sees it: the root of a tree of at most 64 nodes and 4 levels, the root included.
         */
        HealthReport: {
            /** @description The status. */
            status: components["schemas"]["HealthStatus"];
            /** @description Why, for people. */
            message?: string;
            /** @description Facts a probe found. */
            details?: components["schemas"]["JsonObject"];
            /** @description When it was observed, by the clock of the agent; shown, never compared. */
            observedAt?: components["schemas"]["TimestampInput"];
            /** @description What it is made of. */
            checks?: components["schemas"]["HealthCheckReport"][];
        };
        /**
         * HealthStatus
         * @description Health as its owner sees it.
         * @enum {string}
         */
        HealthStatus: "UP" | "DEGRADED" | "DOWN" | "UNKNOWN";
        /**
         * HeartbeatAnswer
         * @description Intervals to keep and things to do.
         */
        HeartbeatAnswer: {
            /**
             * Format: int32
             * @description Seconds from one heartbeat to the next.
             */
            heartbeatIntervalSeconds: number;
            /**
             * Format: int32
             * @description Seconds an agent waits between claims that do not wait.
             */
            commandPollIntervalSeconds: number;
            /**
             * Format: int32
             * @description Seconds without a sign of life after which this agent counts as OFFLINE; at least 2.4 heartbeat intervals.
             */
            offlineAfterSeconds: number;
            /** @description Opstage's clock; the only one that counts for deadlines. */
            serverTime: components["schemas"]["Timestamp"];
            /** @description What to do. */
            directives: components["schemas"]["HeartbeatDirectives"];
        };
        /**
         * HeartbeatAnswerResponse
         * @description A success whose `data` is HeartbeatAnswer.
         */
        HeartbeatAnswerResponse: {
            /**
             * @description Always true.
             * @constant
             */
            success: true;
            data: components["schemas"]["HeartbeatAnswer"];
        };
        /**
         * HeartbeatDirectives
         * @description What Opstage asks of the agent.
         */
        HeartbeatDirectives: {
            /** @description Services to report in full within one heartbeat interval. */
            reportServices: components["schemas"]["ServiceCode"][];
            /** @description Commands whose cancellation is requested. */
            cancel: components["schemas"]["CommandId"][];
            /** @description True asks the agent to rotate its token. */
            rotateToken?: boolean;
        };
        /**
         * HeartbeatEvent
         * @description Something that happened in a service and belongs into the audit log.
         */
        HeartbeatEvent: {
            /** @description Its name; one name is audited once. */
            id: components["schemas"]["HeartbeatEventId"];
            /** @description The service it happened in. */
            serviceCode: components["schemas"]["ServiceCode"];
            /** @description What happened. */
            type: components["schemas"]["ServiceEventType"];
            /** @description When, by the clock of the agent. */
            at: components["schemas"]["TimestampInput"];
            /** @description What happened, for people. */
            message?: string;
            /** @description Facts about it. */
            data?: components["schemas"]["JsonObject"];
        };
        /**
         * HeartbeatEventId
         * @description Name an agent gives an event of a service, unique within the agent, so that a repeated heartbeat is not audited twice.
         */
        HeartbeatEventId: string;
        /**
         * HeartbeatFrame
         * @description A heartbeat on a session; answered by `ack` with a HeartbeatAnswer.
         */
        HeartbeatFrame: {
            /**
             * @description Version of the frame form.
             * @constant
             */
            v: 1;
            /**
             * @description Always `heartbeat`. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "heartbeat";
            /** @description Name of this frame. */
            id: components["schemas"]["FrameId"];
            /** @description When it was sent, by the clock of its sender. */
            ts: components["schemas"]["TimestampInput"];
            /** @description The frame this one answers; an unasked frame has none. */
            re?: components["schemas"]["FrameId"];
            /** @description The heartbeat. */
            data: components["schemas"]["HeartbeatRequest"];
        };
        /**
         * HeartbeatRequest
         * @description The regular sign of life of an agent.
         */
        HeartbeatRequest: {
            /** @description The process that speaks. */
            bootId: components["schemas"]["BootId"];
            /** @description Optional features; in the first heartbeat of each process. Replaces what was announced before. */
            capabilities?: components["schemas"]["Capability"][];
            /** @description When it was sent, by the clock of the agent; shown, never compared. */
            sentAt?: components["schemas"]["TimestampInput"];
            /** @description Every service of the agent. */
            services: components["schemas"]["HeartbeatService"][];
            /** @description Every command acknowledged and not yet answered. */
            running: components["schemas"]["CommandId"][];
            /** @description What happened since the last heartbeat. */
            events?: components["schemas"]["HeartbeatEvent"][];
        };
        /**
         * HeartbeatService
         * @description One service in a heartbeat.
         */
        HeartbeatService: {
            /** @description Its code. */
            code: components["schemas"]["ServiceCode"];
            /** @description Its health now; absent leaves what is known unchanged and refreshes nothing. */
            health?: components["schemas"]["HealthReport"];
            /** @description Revision of its manifest, configs and actions. */
            revision: components["schemas"]["Revision"];
        };
        /**
         * Hello
         * @description Opens a session.
         */
        Hello: {
            /** @description The process that speaks. */
            bootId: components["schemas"]["BootId"];
            /** @description Optional features the agent has; replaces what was announced before. */
            capabilities: components["schemas"]["Capability"][];
            /**
             * Format: int32
             * @description How many commands may be delivered or running at once; absent is 1.
             * @default 1
             */
            maxRunning: number;
        };
        /**
         * HelloFrame
         * @description First frame of an agent; answered by `welcome`.
         */
        HelloFrame: {
            /**
             * @description Version of the frame form.
             * @constant
             */
            v: 1;
            /**
             * @description Always `hello`. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "hello";
            /** @description Name of this frame. */
            id: components["schemas"]["FrameId"];
            /** @description When it was sent, by the clock of its sender. */
            ts: components["schemas"]["TimestampInput"];
            /** @description The frame this one answers; an unasked frame has none. */
            re?: components["schemas"]["FrameId"];
            /** @description Who speaks. */
            data: components["schemas"]["Hello"];
        };
        /**
         * IdempotencyKey
         * @description The value of the `Idempotency-Key` header: 1 to 128 visible ASCII characters.
         */
        IdempotencyKey: string;
        /**
         * ItemError
         * @description Why one service of a report was rejected.
         */
        ItemError: {
            /** @description What went wrong, for programs. */
            code: components["schemas"]["ErrorCode"];
            /** @description What went wrong, for people. Never repeats a value of the request. */
            message: string;
            /** @description Facts a program can use. */
            details?: components["schemas"]["ErrorDetails"];
        };
        /**
         * JsonObject
         * @description A JSON object whose members belong to somebody else than this contract (an action, a probe, a service). Kept as it came.
         */
        JsonObject: {
            [key: string]: unknown;
        };
        /**
         * Labels
         * @description Free labels of a service, name to value.
         */
        Labels: {
            [key: string]: string;
        };
        /**
         * Limits
         * @description Every limit and duration an Opstage enforces, by name. Counts and lengths are fixed by the contract; durations are configurable.
         */
        Limits: {
            /**
             * Format: int32
             * @description Largest decoded request body (bytes)
             */
            maxBodyBytes: number;
            /**
             * Format: int32
             * @description Largest session frame; at least the body limit and 64 KiB (bytes)
             */
            maxMessageBytes: number;
            /**
             * Format: int32
             * @description Levels of objects and arrays in one JSON document (count)
             */
            jsonDepthMax: number;
            /**
             * Format: int32
             * @description Services in one report or heartbeat (count)
             */
            servicesPerReportMax: number;
            /**
             * Format: int32
             * @description Configuration items of a service (count)
             */
            configsPerServiceMax: number;
            /**
             * Format: int32
             * @description Actions of a service (count)
             */
            actionsPerServiceMax: number;
            /**
             * Format: int32
             * @description Nodes of one health tree, the root included (count)
             */
            healthNodesMax: number;
            /**
             * Format: int32
             * @description Levels of one health tree, the root included (count)
             */
            healthDepthMax: number;
            /**
             * Format: int32
             * @description Length of a message (code points)
             */
            messageLengthMax: number;
            /**
             * Format: int32
             * @description Events in one heartbeat (count)
             */
            heartbeatEventsMax: number;
            /**
             * Format: int32
             * @description Commands one claim may ask for (count)
             */
            claimMax: number;
            /**
             * Format: int32
             * @description Longest wait of a claim (seconds)
             */
            claimWaitSecondsMax: number;
            /**
             * Format: int32
             * @description Largest page of a list (count)
             */
            pageSizeMax: number;
            /**
             * Format: int32
             * @description Page of a list when none is asked for (count)
             */
            pageSizeDefault: number;
            /**
             * Format: int32
             * @description Length of an idempotency key (characters)
             */
            idempotencyKeyLengthMax: number;
            /**
             * Format: int32
             * @description How long an idempotency key of execute and retry is remembered (seconds)
             */
            idempotencySeconds: number;
            /**
             * Format: int32
             * @description Life of a registration token when none is asked for (seconds)
             */
            registrationTokenDefaultSeconds: number;
            /**
             * Format: int32
             * @description Longest life of a registration token (seconds)
             */
            registrationTokenMaxSeconds: number;
            /**
             * Format: int32
             * @description Most uses of one registration token (count)
             */
            registrationTokenMaxUses: number;
            /**
             * Format: int32
             * @description How long a registration can be repeated with its idempotency key (seconds)
             */
            registerRetrySeconds: number;
            /**
             * Format: int32
             * @description Heartbeat interval told to agents (seconds)
             */
            heartbeatIntervalSeconds: number;
            /**
             * Format: int32
             * @description Command poll interval told to agents (seconds)
             */
            commandPollIntervalSeconds: number;
            /**
             * Format: int32
             * @description Silence after which an agent is OFFLINE (seconds)
             */
            offlineAfterSeconds: number;
            /**
             * Format: int32
             * @description How long a delivery waits for its ack before it is delivered again (seconds)
             */
            ackLeaseSeconds: number;
            /**
             * Format: int32
             * @description How long a running command lives without progress or heartbeat (seconds)
             */
            runLeaseSeconds: number;
            /**
             * Format: int32
             * @description Longest time from a passed deadline to its written transition (seconds)
             */
            sweepSeconds: number;
            /**
             * Format: int32
             * @description How long a requested cancellation waits for the agent (seconds)
             */
            cancelGraceSeconds: number;
            /**
             * Format: int32
             * @description How long a rotated token waits for its first use (seconds)
             */
            tokenPendingSeconds: number;
            /**
             * Format: int32
             * @description OFFLINE time after which an ephemeral agent is revoked (seconds)
             */
            ephemeralOfflineSeconds: number;
            /**
             * Format: int32
             * @description Time a command has to start when none is asked for (seconds)
             */
            startWithinSecondsDefault: number;
            /**
             * Format: int32
             * @description Longest time a command may have to start (seconds)
             */
            startWithinSecondsMax: number;
            /**
             * Format: int32
             * @description Run time of an action that declares none (seconds)
             */
            timeoutSecondsDefault: number;
            /**
             * Format: int32
             * @description Longest run time an action may declare (seconds)
             */
            timeoutSecondsMax: number;
            /**
             * Format: int32
             * @description Added to start deadline and run time to give the expiry (seconds)
             */
            expiryGraceSeconds: number;
            /**
             * Format: int32
             * @description Time a new session has to say hello (seconds)
             */
            helloSeconds: number;
            /**
             * Format: int32
             * @description Interval of pings on a session (seconds)
             */
            pingSeconds: number;
            /**
             * Format: int32
             * @description Largest `maxRunning` an agent may announce (count)
             */
            maxRunningMax: number;
            /**
             * Format: int32
             * @description Bad frames in a minute that close a session (count)
             */
            badFramesPerMinuteMax: number;
            /**
             * Format: int32
             * @description Life of an operator session (seconds)
             */
            operatorSessionSeconds: number;
            /**
             * Format: int32
             * @description Failed logins of one account name within the window before 429 (count)
             */
            loginFailuresMax: number;
            /**
             * Format: int32
             * @description Window in which failed logins are counted (seconds)
             */
            loginWindowSeconds: number;
            /**
             * Format: int32
             * @description Failed logins of one address within the window before 429; at least 20 times the account limit (count)
             */
            loginFailuresPerAddressMax: number;
            /**
             * Format: int32
             * @description Open event streams of one operator (count)
             */
            streamsPerUserMax: number;
            /**
             * Format: int32
             * @description How long events of the feed are kept at least; either this or the count holds (seconds)
             */
            eventRetentionSeconds: number;
            /**
             * Format: int32
             * @description How many events of the feed are kept at least (count)
             */
            eventRetentionCount: number;
            /**
             * Format: int64
             * @description How long audit events are kept; 0 is for ever (seconds)
             */
            auditRetentionSeconds: number;
            /**
             * Format: int32
             * @description Configuration revisions kept per service (count)
             */
            configHistoryRevisions: number;
            /**
             * Format: int32
             * @description Largest input or output schema of an action (bytes)
             */
            actionSchemaBytesMax: number;
            /**
             * Format: int32
             * @description Deepest input or output schema of an action (count)
             */
            actionSchemaDepthMax: number;
            /**
             * Format: int32
             * @description Window in which equal refusals of one actor are audited once (seconds)
             */
            refusalDedupSeconds: number;
        };
        /**
         * LoginRequest
         * @description Opens an operator session.
         */
        LoginRequest: {
            /** @description Login name; any text is looked up. */
            username: string;
            /**
             * Format: password
             * @description Password; any text is tried.
             */
            password: string;
        };
        /**
         * LogoutAnswer
         * @description The operator session is over.
         */
        LogoutAnswer: {
            /**
             * @description Always true.
             * @constant
             */
            loggedOut: true;
        };
        /**
         * LogoutAnswerResponse
         * @description A success whose `data` is LogoutAnswer.
         */
        LogoutAnswerResponse: {
            /**
             * @description Always true.
             * @constant
             */
            success: true;
            data: components["schemas"]["LogoutAnswer"];
        };
        /**
         * Manifest
         * @description What a Capsule Service says it is. Unknown members are kept and shown.
         */
        Manifest: {
            /**
             * @description Always `CapsuleService`.
             * @constant
             */
            kind: "CapsuleService";
            /** @description Version of the manifest form. */
            schemaVersion: string;
            /** @description Its code. */
            code: components["schemas"]["ServiceCode"];
            /** @description Its name, for people. */
            name: string;
            /** @description Version of the service. */
            version: string;
            /** @description What it does, for people. */
            description: string;
            /** @description What it runs on. */
            runtime: components["schemas"]["Runtime"];
            /** @description How its agent lives. */
            agentMode: components["schemas"]["AgentMode"];
            /** @description What it can do, in words of its author. */
            capabilities?: components["schemas"]["ManifestCapability"][];
            /** @description Free labels. */
            labels?: components["schemas"]["Labels"];
        };
        /**
         * ManifestCapability
         * @description One thing a Capsule Service can do, in words of its author; this contract gives it no meaning.
         */
        ManifestCapability: string;
        /**
         * OpaqueId
         * @description An id of any kind, where the kind is named by a member beside it.
         */
        OpaqueId: string;
        /**
         * OperatorSession
         * @description Who is logged in, and what the session needs.
         */
        OperatorSession: {
            /** @description The account. */
            user: components["schemas"]["User"];
            /** @description To send in `X-CSRF-Token` with every state change. */
            csrfToken: components["schemas"]["CsrfToken"];
            /** @description When the session ends. */
            expiresAt: components["schemas"]["Timestamp"];
        };
        /**
         * OperatorSessionResponse
         * @description A success whose `data` is OperatorSession.
         */
        OperatorSessionResponse: {
            /**
             * @description Always true.
             * @constant
             */
            success: true;
            data: components["schemas"]["OperatorSession"];
        };
        /**
         * OpstageFrame
         * @description A frame from Opstage to agent, told apart by `type`.
         */
        OpstageFrame: components["schemas"]["WelcomeFrame"] | components["schemas"]["CommandDispatchFrame"] | components["schemas"]["CommandCancelFrame"] | components["schemas"]["ByeFrame"] | components["schemas"]["AckFrame"] | components["schemas"]["ErrorFrame"];
        /**
         * OpstageProfile
         * @description A profile an Opstage claims; `opstage-core` always.
         * @enum {string}
         */
        OpstageProfile: "opstage-core" | "opstage-session" | "opstage-events" | "opstage-audit-chain";
        /**
         * OutcomeCode
         * @description Why a command did not succeed. A bare UPPER_SNAKE name is one of the catalogue of outcome codes; any other is a reverse-DNS name. Never an error code of an error envelope.
         */
        OutcomeCode: string;
        /**
         * OutcomeError
         * @description Why a command did not succeed.
         */
        OutcomeError: {
            /** @description Why, for programs. */
            code: components["schemas"]["OutcomeCode"];
            /** @description Why, for people. */
            message: string | null;
        };
        /**
         * OutcomeErrorReport
         * @description Why an agent refuses or fails a command.
         */
        OutcomeErrorReport: {
            /** @description Why, for programs. */
            code: components["schemas"]["OutcomeCode"];
            /** @description Why, for people; no stack trace. */
            message?: string;
        };
        /**
         * PageNumber
         * Format: int32
         * @description Number of a page, from 1.
         */
        PageNumber: number;
        /**
         * PageSize
         * Format: int32
         * @description Entries on a page.
         */
        PageSize: number;
        /**
         * Pagination
         * @description Where a page lies in its list.
         */
        Pagination: {
            /** @description The page shown. */
            page: components["schemas"]["PageNumber"];
            /** @description Entries asked for per page. */
            pageSize: components["schemas"]["PageSize"];
            /**
             * Format: int32
             * @description Entries in the whole list under the same filters.
             */
            total: number;
        };
        /**
         * Password
         * Format: password
         * @description A new password. Length in code points; nothing else is asked of it.
         */
        Password: string;
        /**
         * ReasonRequest
         * @description Why an operator does this.
         */
        ReasonRequest: {
            /** @description Why, for people; kept in the audit log. */
            reason?: string;
        };
        /**
         * RegistrationToken
         * @description A registration token, without its secret value.
         */
        RegistrationToken: {
            /** @description Its id. */
            id: components["schemas"]["RegistrationTokenId"];
            /** @description What it is for. */
            label: string | null;
            /** @description Its state. */
            status: components["schemas"]["RegistrationTokenStatus"];
            /**
             * Format: int32
             * @description How many agents may register with it.
             */
            maxUses: number;
            /**
             * Format: int32
             * @description How many did.
             */
            uses: number;
            /** @description Whether its agents are ephemeral. */
            ephemeral: boolean;
            /** @description The only code it registers, if bound. */
            agentCode: components["schemas"]["AgentCode"] | null;
            /** @description The agent it replaces, if bound. */
            replaceAgentId: components["schemas"]["AgentId"] | null;
            /** @description Who made it. */
            createdBy: components["schemas"]["ActorRef"];
            /** @description When it was created. */
            createdAt: components["schemas"]["Timestamp"];
            /** @description When it stops working. */
            expiresAt: components["schemas"]["Timestamp"];
            /** @description When it was revoked. */
            revokedAt: components["schemas"]["Timestamp"] | null;
            /** @description When it was last used. */
            lastUsedAt: components["schemas"]["Timestamp"] | null;
        };
        /**
         * RegistrationTokenCreateRequest
         * @description Makes a registration token. `agentCode` and `replaceAgentId` together are 422.
         */
        RegistrationTokenCreateRequest: {
            /** @description What it is for, for people. */
            label?: string;
            /**
             * Format: int32
             * @description How many agents may register with it; absent is 1.
             */
            maxUses?: number;
            /**
             * Format: int32
             * @description Its life in seconds; absent is the default.
             */
            expiresInSeconds?: number;
            /** @description True: its agents may come without a code and are revoked after a time OFFLINE. */
            ephemeral?: boolean;
            /** @description Only an agent of this code may use it. */
            agentCode?: components["schemas"]["AgentCode"];
            /** @description It replaces this agent and does nothing else. */
            replaceAgentId?: components["schemas"]["AgentId"];
        };
        /**
         * RegistrationTokenId
         * @description Opaque id of a registration token (not its secret value): the prefix `tok_` and 16 to 64 characters. Never parsed, only compared.
         */
        RegistrationTokenId: string;
        /**
         * RegistrationTokenIssued
         * @description A registration token just made, with its secret value.
         */
        RegistrationTokenIssued: {
            /** @description The secret value, shown here only. */
            token: components["schemas"]["RegistrationTokenValue"];
        } & components["schemas"]["RegistrationToken"];
        /**
         * RegistrationTokenIssuedResponse
         * @description A success whose `data` is RegistrationTokenIssued.
         */
        RegistrationTokenIssuedResponse: {
            /**
             * @description Always true.
             * @constant
             */
            success: true;
            data: components["schemas"]["RegistrationTokenIssued"];
        };
        /**
         * RegistrationTokenListResponse
         * @description A page of RegistrationToken.
         */
        RegistrationTokenListResponse: {
            /**
             * @description Always true.
             * @constant
             */
            success: true;
            /** @description The entries of this page. */
            data: components["schemas"]["RegistrationToken"][];
            pagination: components["schemas"]["Pagination"];
        };
        /**
         * RegistrationTokenResponse
         * @description A success whose `data` is RegistrationToken.
         */
        RegistrationTokenResponse: {
            /**
             * @description Always true.
             * @constant
             */
            success: true;
            data: components["schemas"]["RegistrationToken"];
        };
        /**
         * RegistrationTokenStatus
         * @description State of a registration token; only ACTIVE registers.
         * @enum {string}
         */
        RegistrationTokenStatus: "ACTIVE" | "USED" | "EXPIRED" | "REVOKED";
        /**
         * RegistrationTokenValue
         * @description The secret value of a registration token. Shown only in the answer that issues it.
         */
        RegistrationTokenValue: string;
        /**
         * RejectedService
         * @description A service of a report that was refused; nothing of it was stored.
         */
        RejectedService: {
            /**
             * Format: int32
             * @description Its place in the request, from 0.
             */
            index: number;
            /** @description Its code, where the item had a well-formed one. */
            code: string | null;
            /** @description Why. */
            error: components["schemas"]["ItemError"];
        };
        /**
         * RequestId
         * @description Names one request in the answer (`X-Request-Id`), in error envelopes and in the audit events it caused.
         */
        RequestId: string;
        /**
         * Revision
         * @description Opaque string an agent gives the content of a service (manifest, configs, actions): equal for equal content. Length in code points.
         */
        Revision: string;
        /**
         * Role
         * @description Role of an operator; each includes the ones before it.
         * @enum {string}
         */
        Role: "viewer" | "operator" | "owner";
        /**
         * Runtime
         * @description What the code runs on.
         * @enum {string}
         */
        Runtime: "nodejs" | "python" | "java" | "go" | "rust" | "other";
        /**
         * Service
         * @description A Capsule Service as operators see it; status evaluated at read time.
         */
        Service: {
            /** @description Its id. */
            id: components["schemas"]["ServiceId"];
            /** @description Its code. */
            code: components["schemas"]["ServiceCode"];
            /** @description Its agent, or its last one when released. */
            agentId: components["schemas"]["AgentId"];
            /** @description The code of that agent. */
            agentCode: components["schemas"]["AgentCode"];
            /** @description Its name, for people. */
            name: string;
            /** @description Its version. */
            version: string;
            /** @description What it does, for people. */
            description: string | null;
            /** @description What it runs on. */
            runtime: components["schemas"]["Runtime"];
            /** @description How its agent lives. */
            agentMode: components["schemas"]["AgentMode"];
            /** @description Its status now. */
            effectiveStatus: components["schemas"]["EffectiveStatus"];
            /** @description Why the status is what it is, for people. */
            statusReason: string;
            /** @description Last health received; never erased by age. */
            health: components["schemas"]["Health"] | null;
            /** @description When that was received, by Opstage's clock. */
            healthReceivedAt: components["schemas"]["Timestamp"] | null;
            /** @description Revision last accepted. */
            revision: components["schemas"]["Revision"];
            /** @description How often its configuration changed. */
            configRevision: components["schemas"]["ConfigRevisionNumber"];
            /** @description Its labels. */
            labels: components["schemas"]["Labels"];
            /**
             * Format: int32
             * @description Actions it declares.
             */
            actionCount: number;
            /** @description Whether its agent gave it up. */
            released: boolean;
            /** @description When it was created. */
            createdAt: components["schemas"]["Timestamp"];
            /** @description When it last changed. */
            updatedAt: components["schemas"]["Timestamp"];
            /** @description Last accepted report. */
            reportedAt: components["schemas"]["Timestamp"];
        };
        /**
         * ServiceCode
         * @description The name of a Capsule Service chosen by its author; unique in one Opstage and owned by one agent.
         */
        ServiceCode: string;
        /**
         * ServiceConfigs
         * @description The configuration of a service as last reported.
         */
        ServiceConfigs: {
            /** @description The service. */
            serviceId: components["schemas"]["ServiceId"];
            /** @description How often it changed. */
            configRevision: components["schemas"]["ConfigRevisionNumber"];
            /** @description The items, by key. */
            items: components["schemas"]["ConfigItem"][];
        };
        /**
         * ServiceConfigsResponse
         * @description A success whose `data` is ServiceConfigs.
         */
        ServiceConfigsResponse: {
            /**
             * @description Always true.
             * @constant
             */
            success: true;
            data: components["schemas"]["ServiceConfigs"];
        };
        /**
         * ServiceCounts
         * @description How many services have each status.
         */
        ServiceCounts: {
            /**
             * Format: int32
             * @description How many are HEALTHY.
             */
            HEALTHY: number;
            /**
             * Format: int32
             * @description How many are UNHEALTHY.
             */
            UNHEALTHY: number;
            /**
             * Format: int32
             * @description How many are UNKNOWN.
             */
            UNKNOWN: number;
            /**
             * Format: int32
             * @description How many are STALE.
             */
            STALE: number;
            /**
             * Format: int32
             * @description How many are OFFLINE.
             */
            OFFLINE: number;
            /**
             * Format: int32
             * @description How many in all.
             */
            total: number;
        };
        /**
         * ServiceEventType
         * @description The kind of an event a service emits, chosen by its author.
         */
        ServiceEventType: string;
        /**
         * ServiceHealth
         * @description Status and last known health of a service.
         */
        ServiceHealth: {
            /** @description The service. */
            serviceId: components["schemas"]["ServiceId"];
            /** @description Its status now. */
            effectiveStatus: components["schemas"]["EffectiveStatus"];
            /** @description Why the status is what it is, for people. */
            statusReason: string;
            /** @description The health record shown. */
            healthId: components["schemas"]["HealthRecordId"] | null;
            /** @description Last health received. */
            health: components["schemas"]["Health"] | null;
            /** @description When that was received, by Opstage's clock. */
            receivedAt: components["schemas"]["Timestamp"] | null;
        };
        /**
         * ServiceHealthResponse
         * @description A success whose `data` is ServiceHealth.
         */
        ServiceHealthResponse: {
            /**
             * @description Always true.
             * @constant
             */
            success: true;
            data: components["schemas"]["ServiceHealth"];
        };
        /**
         * ServiceId
         * @description Opaque id of a Capsule Service; stable across reports and owners: the prefix `svc_` and 16 to 64 characters. Never parsed, only compared.
         */
        ServiceId: string;
        /**
         * ServiceIdentity
         * @description Which id Opstage gives a service code.
         */
        ServiceIdentity: {
            /** @description The code reported. */
            code: components["schemas"]["ServiceCode"];
            /** @description Its id. */
            id: components["schemas"]["ServiceId"];
        };
        /**
         * ServiceListResponse
         * @description A page of Service.
         */
        ServiceListResponse: {
            /**
             * @description Always true.
             * @constant
             */
            success: true;
            /** @description The entries of this page. */
            data: components["schemas"]["Service"][];
            pagination: components["schemas"]["Pagination"];
        };
        /**
         * ServiceManifest
         * @description What a service last said it is, with its actions.
         */
        ServiceManifest: {
            /** @description The service. */
            serviceId: components["schemas"]["ServiceId"];
            /** @description Revision last accepted. */
            revision: components["schemas"]["Revision"];
            /** @description When it was accepted. */
            reportedAt: components["schemas"]["Timestamp"];
            /** @description The manifest, unknown members kept. */
            manifest: components["schemas"]["Manifest"];
            /** @description Its actions. */
            actions: components["schemas"]["Action"][];
        };
        /**
         * ServiceManifestResponse
         * @description A success whose `data` is ServiceManifest.
         */
        ServiceManifestResponse: {
            /**
             * @description Always true.
             * @constant
             */
            success: true;
            data: components["schemas"]["ServiceManifest"];
        };
        /**
         * ServiceReport
         * @description One service of a report. Absent `health`, `configs` or `actions` leave what is known unchanged; an empty array is none.
         */
        ServiceReport: {
            /** @description What it is. */
            manifest: components["schemas"]["Manifest"];
            /** @description Revision of manifest, configs and actions. */
            revision: components["schemas"]["Revision"];
            /** @description Its health now. */
            health?: components["schemas"]["HealthReport"];
            /** @description All its configuration items. */
            configs?: components["schemas"]["ConfigItemReport"][];
            /** @description All its actions. */
            actions?: components["schemas"]["ActionDefinition"][];
        };
        /**
         * ServiceReportAnswer
         * @description What became of each service of a report.
         */
        ServiceReportAnswer: {
            /** @description Services accepted. */
            services: components["schemas"]["ServiceIdentity"][];
            /** @description Services refused, and why. */
            rejected: components["schemas"]["RejectedService"][];
        };
        /**
         * ServiceReportAnswerResponse
         * @description A success whose `data` is ServiceReportAnswer.
         */
        ServiceReportAnswerResponse: {
            /**
             * @description Always true.
             * @constant
             */
            success: true;
            data: components["schemas"]["ServiceReportAnswer"];
        };
        /**
         * ServiceReportFrame
         * @description A service report on a session; answered by `ack` with a ServiceReportAnswer.
         */
        ServiceReportFrame: {
            /**
             * @description Version of the frame form.
             * @constant
             */
            v: 1;
            /**
             * @description Always `service.report`. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "service.report";
            /** @description Name of this frame. */
            id: components["schemas"]["FrameId"];
            /** @description When it was sent, by the clock of its sender. */
            ts: components["schemas"]["TimestampInput"];
            /** @description The frame this one answers; an unasked frame has none. */
            re?: components["schemas"]["FrameId"];
            /** @description The report. */
            data: components["schemas"]["ServiceReportRequest"];
        };
        /**
         * ServiceReportRequest
         * @description Tells what services an agent has. May be split by service.
         */
        ServiceReportRequest: {
            /** @description The process that speaks. */
            bootId: components["schemas"]["BootId"];
            /** @description The services reported; each is judged alone. */
            services: components["schemas"]["ServiceReport"][];
            /** @description Services this agent gives up. */
            released?: components["schemas"]["ServiceCode"][];
        };
        /**
         * ServiceResponse
         * @description A success whose `data` is Service.
         */
        ServiceResponse: {
            /**
             * @description Always true.
             * @constant
             */
            success: true;
            data: components["schemas"]["Service"];
        };
        /**
         * SessionFrame
         * @description The part every session frame has. A receiver reads it first, then judges the frame by its `type`.
         */
        SessionFrame: {
            /**
             * @description Version of the frame form.
             * @constant
             */
            v: 1;
            /** @description What the frame is. */
            type: string;
            /** @description Name of this frame. */
            id: components["schemas"]["FrameId"];
            /** @description When it was sent, by the clock of its sender. */
            ts: components["schemas"]["TimestampInput"];
            /** @description The frame this one answers. */
            re?: components["schemas"]["FrameId"];
            /** @description What it says; its form depends on `type`. */
            data: components["schemas"]["JsonObject"];
        };
        /**
         * SessionId
         * @description Opaque id of one agent session (WebSocket connection): the prefix `ses_` and 16 to 64 characters. Never parsed, only compared.
         */
        SessionId: string;
        /**
         * Sha256
         * @description SHA-256 in lower-case hex.
         */
        Sha256: string;
        /**
         * SystemHealth
         * @description Whether Opstage itself works. An Opstage that cannot serve answers 503 instead.
         */
        SystemHealth: {
            /** @description UP, or DEGRADED where something is impaired. */
            status: components["schemas"]["HealthStatus"];
            /** @description Opstage's clock; the only one that counts for deadlines. */
            serverTime: components["schemas"]["Timestamp"];
        };
        /**
         * SystemHealthResponse
         * @description A success whose `data` is SystemHealth.
         */
        SystemHealthResponse: {
            /**
             * @description Always true.
             * @constant
             */
            success: true;
            data: components["schemas"]["SystemHealth"];
        };
        /**
         * SystemVersion
         * @description What an Opstage is, what it speaks and which limits it enforces.
         */
        SystemVersion: {
            /** @description Name of the implementation. */
            name: string;
            /** @description Version of the implementation. */
            version: string;
            /** @description The contract served. */
            contract: components["schemas"]["ContractVersion"];
            /** @description Profiles claimed. */
            profiles: components["schemas"]["OpstageProfile"][];
            /** @description Optional features this Opstage can use towards agents that announce them. */
            capabilities: components["schemas"]["Capability"][];
            /** @description The limits enforced. */
            limits: components["schemas"]["Limits"];
        };
        /**
         * SystemVersionResponse
         * @description A success whose `data` is SystemVersion.
         */
        SystemVersionResponse: {
            /**
             * @description Always true.
             * @constant
             */
            success: true;
            data: components["schemas"]["SystemVersion"];
        };
        /**
         * TargetRef
         * @description What something was done to.
         */
        TargetRef: {
            /** @description What kind of object. */
            type: components["schemas"]["TargetType"];
            /** @description Its id; null where there is none. */
            id: components["schemas"]["OpaqueId"] | null;
            /** @description Its code, username or name at that time; null where there is none. */
            code: string | null;
        };
        /**
         * TargetType
         * @description What kind of object an audit event is about.
         * @enum {string}
         */
        TargetType: "user" | "agent" | "service" | "command" | "registrationToken" | "session" | "audit" | "system";
        /**
         * Timestamp
         * Format: date-time
         * @description A time as Opstage writes it: RFC 3339, UTC, `Z`, exactly three digits of milliseconds.
         */
        Timestamp: string;
        /**
         * TimestampInput
         * Format: date-time
         * @description A time as a client may write it: RFC 3339 with any offset and any precision, but no leap second.
         */
        TimestampInput: string;
        /**
         * TokenRotateRequest
         * @description Asks for a new agent token.
         */
        TokenRotateRequest: {
            /** @description The process that speaks. */
            bootId?: components["schemas"]["BootId"];
        };
        /**
         * TokenRotation
         * @description A pending agent token: it replaces the current one at its first use.
         */
        TokenRotation: {
            /** @description The pending token, shown here only. */
            agentToken: components["schemas"]["AgentToken"];
            /** @description Unused until then, it is dead and the current one stays. */
            pendingExpiresAt: components["schemas"]["Timestamp"];
        };
        /**
         * TokenRotationResponse
         * @description A success whose `data` is TokenRotation.
         */
        TokenRotationResponse: {
            /**
             * @description Always true.
             * @constant
             */
            success: true;
            data: components["schemas"]["TokenRotation"];
        };
        /**
         * User
         * @description An operator account.
         */
        User: {
            /** @description Its id. */
            id: components["schemas"]["UserId"];
            /** @description Its login name. */
            username: components["schemas"]["Username"];
            /** @description Name for people. */
            displayName: string | null;
            /** @description Its role. */
            role: components["schemas"]["Role"];
            /** @description Whether it may log in. */
            status: components["schemas"]["UserStatus"];
            /** @description When it was created. */
            createdAt: components["schemas"]["Timestamp"];
            /** @description When it last changed. */
            updatedAt: components["schemas"]["Timestamp"];
            /** @description Last successful login. */
            lastLoginAt: components["schemas"]["Timestamp"] | null;
        };
        /**
         * UserCreateRequest
         * @description Makes an operator account.
         */
        UserCreateRequest: {
            /** @description Login name, not yet taken. */
            username: components["schemas"]["Username"];
            /** @description Name for people. */
            displayName?: string;
            /** @description Its role. */
            role: components["schemas"]["Role"];
            /** @description Its first password. */
            password: components["schemas"]["Password"];
        };
        /**
         * UserId
         * @description Opaque id of an operator account: the prefix `usr_` and 16 to 64 characters. Never parsed, only compared.
         */
        UserId: string;
        /**
         * UserListResponse
         * @description A page of User.
         */
        UserListResponse: {
            /**
             * @description Always true.
             * @constant
             */
            success: true;
            /** @description The entries of this page. */
            data: components["schemas"]["User"][];
            pagination: components["schemas"]["Pagination"];
        };
        /**
         * UserResetPasswordRequest
         * @description Sets a new password and ends all sessions of the account.
         */
        UserResetPasswordRequest: {
            /** @description The new password. */
            password: components["schemas"]["Password"];
        };
        /**
         * UserResponse
         * @description A success whose `data` is User.
         */
        UserResponse: {
            /**
             * @description Always true.
             * @constant
             */
            success: true;
            data: components["schemas"]["User"];
        };
        /**
         * UserStatus
         * @description Whether an operator account may log in.
         * @enum {string}
         */
        UserStatus: "ACTIVE" | "DISABLED";
        /**
         * UserUpdateRequest
         * @description Changes an operator account; what is absent stays.
         */
        UserUpdateRequest: {
            /** @description Name for people. */
            displayName?: string;
            /** @description Its role. */
            role?: components["schemas"]["Role"];
            /** @description Whether it may log in. */
            status?: components["schemas"]["UserStatus"];
        };
        /**
         * Username
         * @description The login name of an operator account.
         */
        Username: string;
        /**
         * ValidationIssue
         * @description One thing wrong with a request. Never repeats a value of the request.
         */
        ValidationIssue: {
            /** @description JSON pointer to the offending member; empty for the whole body; `query` and `header` faults start with the parameter name. */
            path: string;
            /** @description What is wrong, in English. */
            message: string;
        };
        /**
         * Welcome
         * @description Accepts a session.
         */
        Welcome: {
            /** @description The agent. */
            agentId: components["schemas"]["AgentId"];
            /** @description This session. */
            sessionId: components["schemas"]["SessionId"];
            /**
             * Format: int32
             * @description Interval of pings; nothing for two of them closes 4008.
             */
            pingSeconds: number;
            /**
             * Format: int32
             * @description Seconds from one heartbeat to the next.
             */
            heartbeatIntervalSeconds: number;
            /**
             * Format: int32
             * @description Seconds an agent waits between claims that do not wait.
             */
            commandPollIntervalSeconds: number;
            /**
             * Format: int32
             * @description Seconds without a sign of life after which this agent counts as OFFLINE; at least 2.4 heartbeat intervals.
             */
            offlineAfterSeconds: number;
            /** @description The limits enforced. */
            limits: components["schemas"]["Limits"];
            /** @description Opstage's clock; the only one that counts for deadlines. */
            serverTime: components["schemas"]["Timestamp"];
            /** @description What to do. */
            directives: components["schemas"]["HeartbeatDirectives"];
        };
        /**
         * WelcomeFrame
         * @description Answers `hello`.
         */
        WelcomeFrame: {
            /**
             * @description Version of the frame form.
             * @constant
             */
            v: 1;
            /**
             * @description Always `welcome`. (enum property replaced by openapi-typescript)
             * @enum {string}
             */
            type: "welcome";
            /** @description Name of this frame. */
            id: components["schemas"]["FrameId"];
            /** @description When it was sent, by the clock of its sender. */
            ts: components["schemas"]["Timestamp"];
            /** @description The frame this one answers. */
            re: components["schemas"]["FrameId"];
            /** @description The session. */
            data: components["schemas"]["Welcome"];
        };
    };
    responses: never;
    parameters: {
        /** @description The calling agent's own id; another agent's is `403 AGENT_ID_MISMATCH`. */
        OwnAgentId: components["schemas"]["AgentId"];
        /** @description The agent meant. */
        AgentId: components["schemas"]["AgentId"];
        /** @description The capsule service meant. */
        ServiceId: components["schemas"]["ServiceId"];
        /** @description The action's name as its service declares it. */
        ActionName: components["schemas"]["ActionName"];
        /** @description The command meant. */
        CommandId: components["schemas"]["CommandId"];
        /** @description The user meant. */
        UserId: components["schemas"]["UserId"];
        /** @description The registration token meant, by id (never by its value). */
        RegistrationTokenId: components["schemas"]["RegistrationTokenId"];
        /** @description The audit event meant. */
        AuditEventId: components["schemas"]["AuditEventId"];
        /**
         * @description The contract version the caller speaks. Agents send it always; without it the request is served as version 1.
         * @example 1
         */
        CapsuleContract: components["schemas"]["ContractWireVersion"];
        /** @description Makes a repetition of the same request answer the first one's outcome. */
        IdempotencyKey: components["schemas"]["IdempotencyKey"];
        /**
         * @description The id of the last event seen; wins over `after`. An unknown one starts the stream with `stream.reset`.
         * @example evt_9hT2kQ7mVx4LpR3s
         */
        LastEventId: string;
        /**
         * @description Names the subprotocol `capsule.session.v1`. A token never stands here.
         * @example capsule.session.v1
         */
        SecWebSocketProtocol: string;
        /** @description Which page, from 1. */
        Page: number;
        /** @description Items a page. */
        PageSize: number;
        /** @description Keeps what carries this text in its code or name, upper and lower case alike. */
        Search: string;
        /** @description Keeps agents in this state, as evaluated when read. */
        AgentStatusFilter: components["schemas"]["AgentStatus"];
        /** @description Keeps services in this effective state, as evaluated when read. */
        EffectiveStatusFilter: components["schemas"]["EffectiveStatus"];
        /** @description Keeps commands in this state, as evaluated when read. */
        CommandStatusFilter: components["schemas"]["CommandStatus"];
        /** @description Keeps registration tokens in this state, as evaluated when read. */
        RegistrationTokenStatusFilter: components["schemas"]["RegistrationTokenStatus"];
        /** @description Keeps what belongs to this agent. */
        AgentFilter: components["schemas"]["AgentId"];
        /** @description Keeps what belongs to this capsule service. */
        ServiceFilter: components["schemas"]["ServiceId"];
        /** @description Keeps what was created (for audit events, happened) at or after this time. */
        From: components["schemas"]["TimestampInput"];
        /** @description Keeps what was created (for audit events, happened) before this time. */
        To: components["schemas"]["TimestampInput"];
        /** @description Keeps audit events of this action. */
        AuditActionFilter: components["schemas"]["AuditAction"];
        /** @description Keeps audit events with this result. */
        AuditResultFilter: components["schemas"]["AuditResult"];
        /** @description Keeps audit events this user or agent caused. */
        ActorFilter: string;
        /** @description Keeps audit events about this object. */
        TargetFilter: string;
        /** @description Keeps audit events with this correlation id; for commands it is the command id. */
        CorrelationFilter: string;
        /** @description Keeps audit events with a greater `seq`, and turns the order to ascending `seq`. */
        AfterSeq: number;
        /** @description JSON lines or CSV. */
        ExportFormat: components["schemas"]["AuditExportFormat"];
        /** @description The id of the last event seen. An unknown or pruned one is answered with a reset; absent means from now on. */
        AfterEvent: string;
        /** @description At most so many events in the answer. */
        EventLimit: number;
    };
    requestBodies: never;
    headers: {
        /**
         * @description The contract version served, whatever the request said.
         * @example 1
         */
        "Capsule-Contract": "1";
        /**
         * @description Identifies this exchange; the audit events it caused carry the same.
         * @example req_5f0c7a1e9b3d4c62
         */
        "X-Request-Id": components["schemas"]["RequestId"];
        /**
         * @description Nothing under `/api/` may be stored.
         * @example no-store
         */
        "Cache-Control": "no-store";
        /**
         * @description Seconds to wait before the same request has a chance.
         * @example 5
         */
        "Retry-After": number;
        /**
         * @description The only scheme an agent authenticates with.
         * @example Bearer
         */
        "WWW-Authenticate": string;
        /**
         * @description The session cookie; HttpOnly, SameSite=Lax, Path=/, and Secure unless Opstage is plain http on loopback.
         * @example opstage_session=Zk3vQ0r8mXw2; Path=/; HttpOnly; SameSite=Lax; Secure
         */
        "Set-Cookie": string;
        /**
         * @description The subprotocol of the session.
         * @example capsule.session.v1
         */
        "Sec-WebSocket-Protocol": "capsule.session.v1";
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    actionList: {
        parameters: {
            query?: {
                /** @description Which page, from 1. */
                page?: components["parameters"]["Page"];
                /** @description Items a page. */
                pageSize?: components["parameters"]["PageSize"];
            };
            header?: {
                /**
                 * @description The contract version the caller speaks. Agents send it always; without it the request is served as version 1.
                 * @example 1
                 */
                "Capsule-Contract"?: components["parameters"]["CapsuleContract"];
            };
            path: {
                /** @description The capsule service meant. */
                serviceId: components["parameters"]["ServiceId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of Action. */
            200: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActionListResponse"];
                };
            };
            /** @description The request cannot be read in this contract version or form: `CONTRACT_VERSION_UNSUPPORTED`. */
            400: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is not known: `UNAUTHORIZED`. */
            401: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The target does not exist: `SERVICE_NOT_FOUND`. */
            404: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The content is not valid: `VALIDATION_FAILED`. */
            422: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Too many requests: `RATE_LIMITED`. */
            429: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage itself failed: `INTERNAL_ERROR`. */
            500: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage cannot serve now: `SERVICE_UNAVAILABLE`. */
            503: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    actionView: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The contract version the caller speaks. Agents send it always; without it the request is served as version 1.
                 * @example 1
                 */
                "Capsule-Contract"?: components["parameters"]["CapsuleContract"];
            };
            path: {
                /** @description The capsule service meant. */
                serviceId: components["parameters"]["ServiceId"];
                /** @description The action's name as its service declares it. */
                actionName: components["parameters"]["ActionName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; `data` is Action. */
            200: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActionResponse"];
                };
            };
            /** @description The request cannot be read in this contract version or form: `CONTRACT_VERSION_UNSUPPORTED`. */
            400: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is not known: `UNAUTHORIZED`. */
            401: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The target does not exist: `ACTION_NOT_FOUND`, `SERVICE_NOT_FOUND`. */
            404: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Too many requests: `RATE_LIMITED`. */
            429: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage itself failed: `INTERNAL_ERROR`. */
            500: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage cannot serve now: `SERVICE_UNAVAILABLE`. */
            503: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    commandCreate: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The contract version the caller speaks. Agents send it always; without it the request is served as version 1.
                 * @example 1
                 */
                "Capsule-Contract"?: components["parameters"]["CapsuleContract"];
                /** @description Makes a repetition of the same request answer the first one's outcome. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The capsule service meant. */
                serviceId: components["parameters"]["ServiceId"];
                /** @description The action's name as its service declares it. */
                actionName: components["parameters"]["ActionName"];
            };
            cookie?: never;
        };
        /** @description A CommandCreateRequest; absent counts as `{}`. */
        requestBody?: {
            content: {
                "application/json": components["schemas"]["CommandCreateRequest"];
            };
        };
        responses: {
            /** @description Done; `data` is CommandCreation. */
            200: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandCreationResponse"];
                };
            };
            /** @description The request cannot be read in this contract version or form: `CONTRACT_VERSION_UNSUPPORTED`, `MALFORMED_JSON`. */
            400: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is not known: `UNAUTHORIZED`. */
            401: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is known and may not do this: `CSRF_INVALID`, `FORBIDDEN`. */
            403: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The target does not exist: `ACTION_NOT_FOUND`, `SERVICE_NOT_FOUND`. */
            404: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The present state does not allow it: `ACTION_REQUIRES_CONFIRMATION`, `AGENT_DISABLED`, `AGENT_OFFLINE`, `AGENT_REVOKED`. */
            409: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The body is too large: `BODY_TOO_LARGE`. */
            413: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The media type or encoding is not taken: `CONTENT_ENCODING_UNSUPPORTED`, `MEDIA_TYPE_UNSUPPORTED`. */
            415: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The content is not valid: `ACTION_PAYLOAD_INVALID`, `IDEMPOTENCY_KEY_REUSED`, `VALIDATION_FAILED`. */
            422: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Too many requests: `RATE_LIMITED`. */
            429: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage itself failed: `INTERNAL_ERROR`. */
            500: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage cannot serve now: `SERVICE_UNAVAILABLE`. */
            503: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    commandClaim: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The contract version the caller speaks. Agents send it always; without it the request is served as version 1.
                 * @example 1
                 */
                "Capsule-Contract"?: components["parameters"]["CapsuleContract"];
            };
            path: {
                /** @description The calling agent's own id; another agent's is `403 AGENT_ID_MISMATCH`. */
                agentId: components["parameters"]["OwnAgentId"];
            };
            cookie?: never;
        };
        /** @description A CommandClaimRequest. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["CommandClaimRequest"];
            };
        };
        responses: {
            /** @description Done; `data` is CommandClaimAnswer. */
            200: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandClaimAnswerResponse"];
                };
            };
            /** @description The request cannot be read in this contract version or form: `CONTRACT_VERSION_UNSUPPORTED`, `MALFORMED_JSON`. */
            400: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is not known: `AGENT_TOKEN_INVALID`, `AGENT_TOKEN_MISSING`, `AGENT_TOKEN_REVOKED`. */
            401: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is known and may not do this: `AGENT_DISABLED`, `AGENT_ID_MISMATCH`. */
            403: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The body is too large: `BODY_TOO_LARGE`. */
            413: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The media type or encoding is not taken: `CONTENT_ENCODING_UNSUPPORTED`, `MEDIA_TYPE_UNSUPPORTED`. */
            415: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The content is not valid: `VALIDATION_FAILED`. */
            422: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Too many requests: `RATE_LIMITED`. */
            429: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage itself failed: `INTERNAL_ERROR`. */
            500: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage cannot serve now: `SERVICE_UNAVAILABLE`. */
            503: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    commandAck: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The contract version the caller speaks. Agents send it always; without it the request is served as version 1.
                 * @example 1
                 */
                "Capsule-Contract"?: components["parameters"]["CapsuleContract"];
            };
            path: {
                /** @description The calling agent's own id; another agent's is `403 AGENT_ID_MISMATCH`. */
                agentId: components["parameters"]["OwnAgentId"];
                /** @description The command meant. */
                commandId: components["parameters"]["CommandId"];
            };
            cookie?: never;
        };
        /** @description A CommandAckRequest. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["CommandAckRequest"];
            };
        };
        responses: {
            /** @description Done; `data` is CommandAckAnswer. */
            200: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandAckAnswerResponse"];
                };
            };
            /** @description The request cannot be read in this contract version or form: `CONTRACT_VERSION_UNSUPPORTED`, `MALFORMED_JSON`. */
            400: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is not known: `AGENT_TOKEN_INVALID`, `AGENT_TOKEN_MISSING`, `AGENT_TOKEN_REVOKED`. */
            401: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is known and may not do this: `AGENT_DISABLED`, `AGENT_ID_MISMATCH`. */
            403: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The target does not exist: `COMMAND_NOT_FOUND`. */
            404: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The present state does not allow it: `COMMAND_ALREADY_COMPLETED`, `COMMAND_CANCELLED`, `COMMAND_DELIVERY_STALE`. */
            409: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The target is past its end: `COMMAND_EXPIRED`. */
            410: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The body is too large: `BODY_TOO_LARGE`. */
            413: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The media type or encoding is not taken: `CONTENT_ENCODING_UNSUPPORTED`, `MEDIA_TYPE_UNSUPPORTED`. */
            415: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The content is not valid: `VALIDATION_FAILED`. */
            422: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Too many requests: `RATE_LIMITED`. */
            429: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage itself failed: `INTERNAL_ERROR`. */
            500: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage cannot serve now: `SERVICE_UNAVAILABLE`. */
            503: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    commandProgress: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The contract version the caller speaks. Agents send it always; without it the request is served as version 1.
                 * @example 1
                 */
                "Capsule-Contract"?: components["parameters"]["CapsuleContract"];
            };
            path: {
                /** @description The calling agent's own id; another agent's is `403 AGENT_ID_MISMATCH`. */
                agentId: components["parameters"]["OwnAgentId"];
                /** @description The command meant. */
                commandId: components["parameters"]["CommandId"];
            };
            cookie?: never;
        };
        /** @description A CommandProgressRequest. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["CommandProgressRequest"];
            };
        };
        responses: {
            /** @description Done; `data` is CommandProgressAnswer. */
            200: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandProgressAnswerResponse"];
                };
            };
            /** @description The request cannot be read in this contract version or form: `CONTRACT_VERSION_UNSUPPORTED`, `MALFORMED_JSON`. */
            400: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is not known: `AGENT_TOKEN_INVALID`, `AGENT_TOKEN_MISSING`, `AGENT_TOKEN_REVOKED`. */
            401: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is known and may not do this: `AGENT_DISABLED`, `AGENT_ID_MISMATCH`. */
            403: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The target does not exist: `COMMAND_NOT_FOUND`. */
            404: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The present state does not allow it: `COMMAND_ALREADY_COMPLETED`, `COMMAND_CANCELLED`, `COMMAND_DELIVERY_STALE`, `COMMAND_NOT_ACKNOWLEDGED`. */
            409: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The target is past its end: `COMMAND_EXPIRED`. */
            410: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The body is too large: `BODY_TOO_LARGE`. */
            413: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The media type or encoding is not taken: `CONTENT_ENCODING_UNSUPPORTED`, `MEDIA_TYPE_UNSUPPORTED`. */
            415: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The content is not valid: `VALIDATION_FAILED`. */
            422: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Too many requests: `RATE_LIMITED`. */
            429: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage itself failed: `INTERNAL_ERROR`. */
            500: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage cannot serve now: `SERVICE_UNAVAILABLE`. */
            503: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    commandResult: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The contract version the caller speaks. Agents send it always; without it the request is served as version 1.
                 * @example 1
                 */
                "Capsule-Contract"?: components["parameters"]["CapsuleContract"];
            };
            path: {
                /** @description The calling agent's own id; another agent's is `403 AGENT_ID_MISMATCH`. */
                agentId: components["parameters"]["OwnAgentId"];
                /** @description The command meant. */
                commandId: components["parameters"]["CommandId"];
            };
            cookie?: never;
        };
        /** @description A CommandResultRequest. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["CommandResultRequest"];
            };
        };
        responses: {
            /** @description Done; `data` is CommandResultAnswer. */
            200: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandResultAnswerResponse"];
                };
            };
            /** @description The request cannot be read in this contract version or form: `CONTRACT_VERSION_UNSUPPORTED`, `MALFORMED_JSON`. */
            400: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is not known: `AGENT_TOKEN_INVALID`, `AGENT_TOKEN_MISSING`, `AGENT_TOKEN_REVOKED`. */
            401: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is known and may not do this: `AGENT_DISABLED`, `AGENT_ID_MISMATCH`. */
            403: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The target does not exist: `COMMAND_NOT_FOUND`. */
            404: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The present state does not allow it: `COMMAND_ALREADY_COMPLETED`, `COMMAND_CANCELLED`, `COMMAND_DELIVERY_STALE`, `COMMAND_NOT_ACKNOWLEDGED`. */
            409: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The target is past its end: `COMMAND_EXPIRED`. */
            410: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The body is too large: `COMMAND_RESULT_TOO_LARGE`. */
            413: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The media type or encoding is not taken: `CONTENT_ENCODING_UNSUPPORTED`, `MEDIA_TYPE_UNSUPPORTED`. */
            415: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The content is not valid: `VALIDATION_FAILED`. */
            422: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Too many requests: `RATE_LIMITED`. */
            429: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage itself failed: `INTERNAL_ERROR`. */
            500: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage cannot serve now: `SERVICE_UNAVAILABLE`. */
            503: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    agentRegister: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The contract version the caller speaks. Agents send it always; without it the request is served as version 1.
                 * @example 1
                 */
                "Capsule-Contract"?: components["parameters"]["CapsuleContract"];
                /** @description Makes a repetition of the same request answer the first one's outcome. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description A AgentRegisterRequest. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["AgentRegisterRequest"];
            };
        };
        responses: {
            /** @description Done; `data` is AgentRegistration. */
            200: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentRegistrationResponse"];
                };
            };
            /** @description The request cannot be read in this contract version or form: `CONTRACT_VERSION_UNSUPPORTED`, `MALFORMED_JSON`. */
            400: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is not known: `REGISTRATION_TOKEN_EXPIRED`, `REGISTRATION_TOKEN_INVALID`, `REGISTRATION_TOKEN_REVOKED`. */
            401: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is known and may not do this: `AGENT_DISABLED`, `REGISTRATION_TOKEN_SCOPE`. */
            403: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The present state does not allow it: `AGENT_CODE_TAKEN`, `REGISTRATION_TOKEN_USED`. */
            409: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The body is too large: `BODY_TOO_LARGE`. */
            413: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The media type or encoding is not taken: `CONTENT_ENCODING_UNSUPPORTED`, `MEDIA_TYPE_UNSUPPORTED`. */
            415: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The content is not valid: `IDEMPOTENCY_KEY_REUSED`, `VALIDATION_FAILED`. */
            422: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Too many requests: `RATE_LIMITED`. */
            429: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage itself failed: `INTERNAL_ERROR`. */
            500: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage cannot serve now: `SERVICE_UNAVAILABLE`. */
            503: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    agentTokenRotate: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The contract version the caller speaks. Agents send it always; without it the request is served as version 1.
                 * @example 1
                 */
                "Capsule-Contract"?: components["parameters"]["CapsuleContract"];
            };
            path: {
                /** @description The calling agent's own id; another agent's is `403 AGENT_ID_MISMATCH`. */
                agentId: components["parameters"]["OwnAgentId"];
            };
            cookie?: never;
        };
        /** @description A TokenRotateRequest; absent counts as `{}`. */
        requestBody?: {
            content: {
                "application/json": components["schemas"]["TokenRotateRequest"];
            };
        };
        responses: {
            /** @description Done; `data` is TokenRotation. */
            200: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenRotationResponse"];
                };
            };
            /** @description The request cannot be read in this contract version or form: `CONTRACT_VERSION_UNSUPPORTED`, `MALFORMED_JSON`. */
            400: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is not known: `AGENT_TOKEN_INVALID`, `AGENT_TOKEN_MISSING`, `AGENT_TOKEN_REVOKED`. */
            401: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is known and may not do this: `AGENT_DISABLED`, `AGENT_ID_MISMATCH`. */
            403: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The body is too large: `BODY_TOO_LARGE`. */
            413: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The media type or encoding is not taken: `CONTENT_ENCODING_UNSUPPORTED`, `MEDIA_TYPE_UNSUPPORTED`. */
            415: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The content is not valid: `VALIDATION_FAILED`. */
            422: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Too many requests: `RATE_LIMITED`. */
            429: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage itself failed: `INTERNAL_ERROR`. */
            500: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage cannot serve now: `SERVICE_UNAVAILABLE`. */
            503: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    agentHeartbeat: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The contract version the caller speaks. Agents send it always; without it the request is served as version 1.
                 * @example 1
                 */
                "Capsule-Contract"?: components["parameters"]["CapsuleContract"];
            };
            path: {
                /** @description The calling agent's own id; another agent's is `403 AGENT_ID_MISMATCH`. */
                agentId: components["parameters"]["OwnAgentId"];
            };
            cookie?: never;
        };
        /** @description A HeartbeatRequest. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["HeartbeatRequest"];
            };
        };
        responses: {
            /** @description Done; `data` is HeartbeatAnswer. */
            200: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HeartbeatAnswerResponse"];
                };
            };
            /** @description The request cannot be read in this contract version or form: `CONTRACT_VERSION_UNSUPPORTED`, `MALFORMED_JSON`. */
            400: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is not known: `AGENT_TOKEN_INVALID`, `AGENT_TOKEN_MISSING`, `AGENT_TOKEN_REVOKED`. */
            401: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is known and may not do this: `AGENT_DISABLED`, `AGENT_ID_MISMATCH`. */
            403: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The body is too large: `BODY_TOO_LARGE`. */
            413: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The media type or encoding is not taken: `CONTENT_ENCODING_UNSUPPORTED`, `MEDIA_TYPE_UNSUPPORTED`. */
            415: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The content is not valid: `VALIDATION_FAILED`. */
            422: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Too many requests: `RATE_LIMITED`. */
            429: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage itself failed: `INTERNAL_ERROR`. */
            500: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage cannot serve now: `SERVICE_UNAVAILABLE`. */
            503: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    agentDisconnect: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The contract version the caller speaks. Agents send it always; without it the request is served as version 1.
                 * @example 1
                 */
                "Capsule-Contract"?: components["parameters"]["CapsuleContract"];
            };
            path: {
                /** @description The calling agent's own id; another agent's is `403 AGENT_ID_MISMATCH`. */
                agentId: components["parameters"]["OwnAgentId"];
            };
            cookie?: never;
        };
        /** @description A DisconnectRequest. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["DisconnectRequest"];
            };
        };
        responses: {
            /** @description Done; `data` is DisconnectAnswer. */
            200: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DisconnectAnswerResponse"];
                };
            };
            /** @description The request cannot be read in this contract version or form: `CONTRACT_VERSION_UNSUPPORTED`, `MALFORMED_JSON`. */
            400: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is not known: `AGENT_TOKEN_INVALID`, `AGENT_TOKEN_MISSING`, `AGENT_TOKEN_REVOKED`. */
            401: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is known and may not do this: `AGENT_DISABLED`, `AGENT_ID_MISMATCH`. */
            403: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The body is too large: `BODY_TOO_LARGE`. */
            413: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The media type or encoding is not taken: `CONTENT_ENCODING_UNSUPPORTED`, `MEDIA_TYPE_UNSUPPORTED`. */
            415: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The content is not valid: `VALIDATION_FAILED`. */
            422: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Too many requests: `RATE_LIMITED`. */
            429: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage itself failed: `INTERNAL_ERROR`. */
            500: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage cannot serve now: `SERVICE_UNAVAILABLE`. */
            503: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    agentSession: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The contract version the caller speaks. Agents send it always; without it the request is served as version 1.
                 * @example 1
                 */
                "Capsule-Contract"?: components["parameters"]["CapsuleContract"];
                /**
                 * @description Names the subprotocol `capsule.session.v1`. A token never stands here.
                 * @example capsule.session.v1
                 */
                "Sec-WebSocket-Protocol": components["parameters"]["SecWebSocketProtocol"];
            };
            path: {
                /** @description The calling agent's own id; another agent's is `403 AGENT_ID_MISMATCH`. */
                agentId: components["parameters"]["OwnAgentId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session is open; its messages are in the AsyncAPI document. */
            101: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Sec-WebSocket-Protocol": components["headers"]["Sec-WebSocket-Protocol"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request cannot be read in this contract version or form: `CONTRACT_VERSION_UNSUPPORTED`. */
            400: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is not known: `AGENT_TOKEN_INVALID`, `AGENT_TOKEN_MISSING`, `AGENT_TOKEN_REVOKED`. */
            401: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is known and may not do this: `AGENT_DISABLED`, `AGENT_ID_MISMATCH`. */
            403: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description A WebSocket upgrade is needed: `UPGRADE_REQUIRED`. */
            426: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Too many requests: `RATE_LIMITED`. */
            429: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage itself failed: `INTERNAL_ERROR`. */
            500: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage cannot serve now: `SERVICE_UNAVAILABLE`. */
            503: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    serviceReport: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The contract version the caller speaks. Agents send it always; without it the request is served as version 1.
                 * @example 1
                 */
                "Capsule-Contract"?: components["parameters"]["CapsuleContract"];
            };
            path: {
                /** @description The calling agent's own id; another agent's is `403 AGENT_ID_MISMATCH`. */
                agentId: components["parameters"]["OwnAgentId"];
            };
            cookie?: never;
        };
        /** @description A ServiceReportRequest. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["ServiceReportRequest"];
            };
        };
        responses: {
            /** @description Done; `data` is ServiceReportAnswer. */
            200: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceReportAnswerResponse"];
                };
            };
            /** @description The request cannot be read in this contract version or form: `CONTRACT_VERSION_UNSUPPORTED`, `MALFORMED_JSON`. */
            400: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is not known: `AGENT_TOKEN_INVALID`, `AGENT_TOKEN_MISSING`, `AGENT_TOKEN_REVOKED`. */
            401: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is known and may not do this: `AGENT_DISABLED`, `AGENT_ID_MISMATCH`. */
            403: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The body is too large: `BODY_TOO_LARGE`. */
            413: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The media type or encoding is not taken: `CONTENT_ENCODING_UNSUPPORTED`, `MEDIA_TYPE_UNSUPPORTED`. */
            415: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The content is not valid: `VALIDATION_FAILED`. */
            422: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Too many requests: `RATE_LIMITED`. */
            429: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage itself failed: `INTERNAL_ERROR`. */
            500: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage cannot serve now: `SERVICE_UNAVAILABLE`. */
            503: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    agentList: {
        parameters: {
            query?: {
                /** @description Keeps agents in this state, as evaluated when read. */
                status?: components["parameters"]["AgentStatusFilter"];
                /** @description Keeps what carries this text in its code or name, upper and lower case alike. */
                q?: components["parameters"]["Search"];
                /** @description Which page, from 1. */
                page?: components["parameters"]["Page"];
                /** @description Items a page. */
                pageSize?: components["parameters"]["PageSize"];
            };
            header?: {
                /**
                 * @description The contract version the caller speaks. Agents send it always; without it the request is served as version 1.
                 * @example 1
                 */
                "Capsule-Contract"?: components["parameters"]["CapsuleContract"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of Agent. */
            200: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentListResponse"];
                };
            };
            /** @description The request cannot be read in this contract version or form: `CONTRACT_VERSION_UNSUPPORTED`. */
            400: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is not known: `UNAUTHORIZED`. */
            401: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The content is not valid: `VALIDATION_FAILED`. */
            422: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Too many requests: `RATE_LIMITED`. */
            429: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage itself failed: `INTERNAL_ERROR`. */
            500: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage cannot serve now: `SERVICE_UNAVAILABLE`. */
            503: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    agentView: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The contract version the caller speaks. Agents send it always; without it the request is served as version 1.
                 * @example 1
                 */
                "Capsule-Contract"?: components["parameters"]["CapsuleContract"];
            };
            path: {
                /** @description The agent meant. */
                agentId: components["parameters"]["AgentId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; `data` is Agent. */
            200: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentResponse"];
                };
            };
            /** @description The request cannot be read in this contract version or form: `CONTRACT_VERSION_UNSUPPORTED`. */
            400: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is not known: `UNAUTHORIZED`. */
            401: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The target does not exist: `AGENT_NOT_FOUND`. */
            404: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Too many requests: `RATE_LIMITED`. */
            429: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage itself failed: `INTERNAL_ERROR`. */
            500: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage cannot serve now: `SERVICE_UNAVAILABLE`. */
            503: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    agentDisable: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The contract version the caller speaks. Agents send it always; without it the request is served as version 1.
                 * @example 1
                 */
                "Capsule-Contract"?: components["parameters"]["CapsuleContract"];
            };
            path: {
                /** @description The agent meant. */
                agentId: components["parameters"]["AgentId"];
            };
            cookie?: never;
        };
        /** @description A ReasonRequest; absent counts as `{}`. */
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ReasonRequest"];
            };
        };
        responses: {
            /** @description Done; `data` is Agent. */
            200: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentResponse"];
                };
            };
            /** @description The request cannot be read in this contract version or form: `CONTRACT_VERSION_UNSUPPORTED`, `MALFORMED_JSON`. */
            400: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is not known: `UNAUTHORIZED`. */
            401: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is known and may not do this: `CSRF_INVALID`, `FORBIDDEN`. */
            403: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The target does not exist: `AGENT_NOT_FOUND`. */
            404: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The present state does not allow it: `AGENT_REVOKED`. */
            409: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The body is too large: `BODY_TOO_LARGE`. */
            413: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The media type or encoding is not taken: `CONTENT_ENCODING_UNSUPPORTED`, `MEDIA_TYPE_UNSUPPORTED`. */
            415: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The content is not valid: `VALIDATION_FAILED`. */
            422: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Too many requests: `RATE_LIMITED`. */
            429: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage itself failed: `INTERNAL_ERROR`. */
            500: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage cannot serve now: `SERVICE_UNAVAILABLE`. */
            503: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    agentEnable: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The contract version the caller speaks. Agents send it always; without it the request is served as version 1.
                 * @example 1
                 */
                "Capsule-Contract"?: components["parameters"]["CapsuleContract"];
            };
            path: {
                /** @description The agent meant. */
                agentId: components["parameters"]["AgentId"];
            };
            cookie?: never;
        };
        /** @description A ReasonRequest; absent counts as `{}`. */
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ReasonRequest"];
            };
        };
        responses: {
            /** @description Done; `data` is Agent. */
            200: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentResponse"];
                };
            };
            /** @description The request cannot be read in this contract version or form: `CONTRACT_VERSION_UNSUPPORTED`, `MALFORMED_JSON`. */
            400: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is not known: `UNAUTHORIZED`. */
            401: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is known and may not do this: `CSRF_INVALID`, `FORBIDDEN`. */
            403: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The target does not exist: `AGENT_NOT_FOUND`. */
            404: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The present state does not allow it: `AGENT_REVOKED`. */
            409: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The body is too large: `BODY_TOO_LARGE`. */
            413: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The media type or encoding is not taken: `CONTENT_ENCODING_UNSUPPORTED`, `MEDIA_TYPE_UNSUPPORTED`. */
            415: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The content is not valid: `VALIDATION_FAILED`. */
            422: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Too many requests: `RATE_LIMITED`. */
            429: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage itself failed: `INTERNAL_ERROR`. */
            500: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage cannot serve now: `SERVICE_UNAVAILABLE`. */
            503: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    agentRevoke: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The contract version the caller speaks. Agents send it always; without it the request is served as version 1.
                 * @example 1
                 */
                "Capsule-Contract"?: components["parameters"]["CapsuleContract"];
            };
            path: {
                /** @description The agent meant. */
                agentId: components["parameters"]["AgentId"];
            };
            cookie?: never;
        };
        /** @description A ReasonRequest; absent counts as `{}`. */
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ReasonRequest"];
            };
        };
        responses: {
            /** @description Done; `data` is Agent. */
            200: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AgentResponse"];
                };
            };
            /** @description The request cannot be read in this contract version or form: `CONTRACT_VERSION_UNSUPPORTED`, `MALFORMED_JSON`. */
            400: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is not known: `UNAUTHORIZED`. */
            401: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is known and may not do this: `CSRF_INVALID`, `FORBIDDEN`. */
            403: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The target does not exist: `AGENT_NOT_FOUND`. */
            404: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The body is too large: `BODY_TOO_LARGE`. */
            413: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The media type or encoding is not taken: `CONTENT_ENCODING_UNSUPPORTED`, `MEDIA_TYPE_UNSUPPORTED`. */
            415: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The content is not valid: `VALIDATION_FAILED`. */
            422: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Too many requests: `RATE_LIMITED`. */
            429: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage itself failed: `INTERNAL_ERROR`. */
            500: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage cannot serve now: `SERVICE_UNAVAILABLE`. */
            503: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    auditList: {
        parameters: {
            query?: {
                /** @description Keeps audit events of this action. */
                action?: components["parameters"]["AuditActionFilter"];
                /** @description Keeps audit events with this result. */
                result?: components["parameters"]["AuditResultFilter"];
                /** @description Keeps audit events this user or agent caused. */
                actorId?: components["parameters"]["ActorFilter"];
                /** @description Keeps audit events about this object. */
                targetId?: components["parameters"]["TargetFilter"];
                /** @description Keeps audit events with this correlation id; for commands it is the command id. */
                correlationId?: components["parameters"]["CorrelationFilter"];
                /** @description Keeps what was created (for audit events, happened) at or after this time. */
                from?: components["parameters"]["From"];
                /** @description Keeps what was created (for audit events, happened) before this time. */
                to?: components["parameters"]["To"];
                /** @description Keeps audit events with a greater `seq`, and turns the order to ascending `seq`. */
                after?: components["parameters"]["AfterSeq"];
                /** @description Which page, from 1. */
                page?: components["parameters"]["Page"];
                /** @description Items a page. */
                pageSize?: components["parameters"]["PageSize"];
            };
            header?: {
                /**
                 * @description The contract version the caller speaks. Agents send it always; without it the request is served as version 1.
                 * @example 1
                 */
                "Capsule-Contract"?: components["parameters"]["CapsuleContract"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of AuditEvent. */
            200: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditEventListResponse"];
                };
            };
            /** @description The request cannot be read in this contract version or form: `CONTRACT_VERSION_UNSUPPORTED`. */
            400: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is not known: `UNAUTHORIZED`. */
            401: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is known and may not do this: `FORBIDDEN`. */
            403: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The content is not valid: `VALIDATION_FAILED`. */
            422: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Too many requests: `RATE_LIMITED`. */
            429: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage itself failed: `INTERNAL_ERROR`. */
            500: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage cannot serve now: `SERVICE_UNAVAILABLE`. */
            503: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    auditExport: {
        parameters: {
            query?: {
                /** @description JSON lines or CSV. */
                format?: components["parameters"]["ExportFormat"];
                /** @description Keeps audit events of this action. */
                action?: components["parameters"]["AuditActionFilter"];
                /** @description Keeps audit events with this result. */
                result?: components["parameters"]["AuditResultFilter"];
                /** @description Keeps audit events this user or agent caused. */
                actorId?: components["parameters"]["ActorFilter"];
                /** @description Keeps audit events about this object. */
                targetId?: components["parameters"]["TargetFilter"];
                /** @description Keeps audit events with this correlation id; for commands it is the command id. */
                correlationId?: components["parameters"]["CorrelationFilter"];
                /** @description Keeps what was created (for audit events, happened) at or after this time. */
                from?: components["parameters"]["From"];
                /** @description Keeps what was created (for audit events, happened) before this time. */
                to?: components["parameters"]["To"];
                /** @description Keeps audit events with a greater `seq`, and turns the order to ascending `seq`. */
                after?: components["parameters"]["AfterSeq"];
            };
            header?: {
                /**
                 * @description The contract version the caller speaks. Agents send it always; without it the request is served as version 1.
                 * @example 1
                 */
                "Capsule-Contract"?: components["parameters"]["CapsuleContract"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A stream or file of AuditEvent. */
            200: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": string;
                    "text/csv": string;
                };
            };
            /** @description The request cannot be read in this contract version or form: `CONTRACT_VERSION_UNSUPPORTED`. */
            400: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is not known: `UNAUTHORIZED`. */
            401: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is known and may not do this: `FORBIDDEN`. */
            403: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The content is not valid: `VALIDATION_FAILED`. */
            422: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Too many requests: `RATE_LIMITED`. */
            429: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage itself failed: `INTERNAL_ERROR`. */
            500: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage cannot serve now: `SERVICE_UNAVAILABLE`. */
            503: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    auditVerify: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The contract version the caller speaks. Agents send it always; without it the request is served as version 1.
                 * @example 1
                 */
                "Capsule-Contract"?: components["parameters"]["CapsuleContract"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description JSON lines, one AuditEvent a line. Absent: Opstage's own log. */
        requestBody?: {
            content: {
                "application/x-ndjson": string;
            };
        };
        responses: {
            /** @description Done; `data` is AuditVerification. */
            200: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditVerificationResponse"];
                };
            };
            /** @description The request cannot be read in this contract version or form: `CONTRACT_VERSION_UNSUPPORTED`, `MALFORMED_JSON`. */
            400: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is not known: `UNAUTHORIZED`. */
            401: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is known and may not do this: `CSRF_INVALID`, `FORBIDDEN`. */
            403: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The body is too large: `BODY_TOO_LARGE`. */
            413: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The media type or encoding is not taken: `CONTENT_ENCODING_UNSUPPORTED`, `MEDIA_TYPE_UNSUPPORTED`. */
            415: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The content is not valid: `VALIDATION_FAILED`. */
            422: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Too many requests: `RATE_LIMITED`. */
            429: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage itself failed: `INTERNAL_ERROR`. */
            500: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage cannot serve now: `SERVICE_UNAVAILABLE`. */
            503: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    auditView: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The contract version the caller speaks. Agents send it always; without it the request is served as version 1.
                 * @example 1
                 */
                "Capsule-Contract"?: components["parameters"]["CapsuleContract"];
            };
            path: {
                /** @description The audit event meant. */
                auditEventId: components["parameters"]["AuditEventId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; `data` is AuditEvent. */
            200: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditEventResponse"];
                };
            };
            /** @description The request cannot be read in this contract version or form: `CONTRACT_VERSION_UNSUPPORTED`. */
            400: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is not known: `UNAUTHORIZED`. */
            401: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is known and may not do this: `FORBIDDEN`. */
            403: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The target does not exist: `AUDIT_EVENT_NOT_FOUND`. */
            404: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Too many requests: `RATE_LIMITED`. */
            429: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage itself failed: `INTERNAL_ERROR`. */
            500: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage cannot serve now: `SERVICE_UNAVAILABLE`. */
            503: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    serviceList: {
        parameters: {
            query?: {
                /** @description Keeps services in this effective state, as evaluated when read. */
                status?: components["parameters"]["EffectiveStatusFilter"];
                /** @description Keeps what belongs to this agent. */
                agentId?: components["parameters"]["AgentFilter"];
                /** @description Keeps what carries this text in its code or name, upper and lower case alike. */
                q?: components["parameters"]["Search"];
                /** @description Which page, from 1. */
                page?: components["parameters"]["Page"];
                /** @description Items a page. */
                pageSize?: components["parameters"]["PageSize"];
            };
            header?: {
                /**
                 * @description The contract version the caller speaks. Agents send it always; without it the request is served as version 1.
                 * @example 1
                 */
                "Capsule-Contract"?: components["parameters"]["CapsuleContract"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of Service. */
            200: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceListResponse"];
                };
            };
            /** @description The request cannot be read in this contract version or form: `CONTRACT_VERSION_UNSUPPORTED`. */
            400: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is not known: `UNAUTHORIZED`. */
            401: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The content is not valid: `VALIDATION_FAILED`. */
            422: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Too many requests: `RATE_LIMITED`. */
            429: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage itself failed: `INTERNAL_ERROR`. */
            500: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage cannot serve now: `SERVICE_UNAVAILABLE`. */
            503: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    serviceView: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The contract version the caller speaks. Agents send it always; without it the request is served as version 1.
                 * @example 1
                 */
                "Capsule-Contract"?: components["parameters"]["CapsuleContract"];
            };
            path: {
                /** @description The capsule service meant. */
                serviceId: components["parameters"]["ServiceId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; `data` is Service. */
            200: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceResponse"];
                };
            };
            /** @description The request cannot be read in this contract version or form: `CONTRACT_VERSION_UNSUPPORTED`. */
            400: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is not known: `UNAUTHORIZED`. */
            401: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The target does not exist: `SERVICE_NOT_FOUND`. */
            404: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Too many requests: `RATE_LIMITED`. */
            429: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage itself failed: `INTERNAL_ERROR`. */
            500: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage cannot serve now: `SERVICE_UNAVAILABLE`. */
            503: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    serviceManifestView: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The contract version the caller speaks. Agents send it always; without it the request is served as version 1.
                 * @example 1
                 */
                "Capsule-Contract"?: components["parameters"]["CapsuleContract"];
            };
            path: {
                /** @description The capsule service meant. */
                serviceId: components["parameters"]["ServiceId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; `data` is ServiceManifest. */
            200: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceManifestResponse"];
                };
            };
            /** @description The request cannot be read in this contract version or form: `CONTRACT_VERSION_UNSUPPORTED`. */
            400: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is not known: `UNAUTHORIZED`. */
            401: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The target does not exist: `SERVICE_NOT_FOUND`. */
            404: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Too many requests: `RATE_LIMITED`. */
            429: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage itself failed: `INTERNAL_ERROR`. */
            500: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage cannot serve now: `SERVICE_UNAVAILABLE`. */
            503: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    serviceHealthView: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The contract version the caller speaks. Agents send it always; without it the request is served as version 1.
                 * @example 1
                 */
                "Capsule-Contract"?: components["parameters"]["CapsuleContract"];
            };
            path: {
                /** @description The capsule service meant. */
                serviceId: components["parameters"]["ServiceId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; `data` is ServiceHealth. */
            200: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceHealthResponse"];
                };
            };
            /** @description The request cannot be read in this contract version or form: `CONTRACT_VERSION_UNSUPPORTED`. */
            400: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is not known: `UNAUTHORIZED`. */
            401: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The target does not exist: `SERVICE_NOT_FOUND`. */
            404: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Too many requests: `RATE_LIMITED`. */
            429: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage itself failed: `INTERNAL_ERROR`. */
            500: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage cannot serve now: `SERVICE_UNAVAILABLE`. */
            503: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    serviceConfigView: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The contract version the caller speaks. Agents send it always; without it the request is served as version 1.
                 * @example 1
                 */
                "Capsule-Contract"?: components["parameters"]["CapsuleContract"];
            };
            path: {
                /** @description The capsule service meant. */
                serviceId: components["parameters"]["ServiceId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; `data` is ServiceConfigs. */
            200: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceConfigsResponse"];
                };
            };
            /** @description The request cannot be read in this contract version or form: `CONTRACT_VERSION_UNSUPPORTED`. */
            400: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is not known: `UNAUTHORIZED`. */
            401: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The target does not exist: `SERVICE_NOT_FOUND`. */
            404: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Too many requests: `RATE_LIMITED`. */
            429: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage itself failed: `INTERNAL_ERROR`. */
            500: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage cannot serve now: `SERVICE_UNAVAILABLE`. */
            503: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    serviceConfigHistory: {
        parameters: {
            query?: {
                /** @description Which page, from 1. */
                page?: components["parameters"]["Page"];
                /** @description Items a page. */
                pageSize?: components["parameters"]["PageSize"];
            };
            header?: {
                /**
                 * @description The contract version the caller speaks. Agents send it always; without it the request is served as version 1.
                 * @example 1
                 */
                "Capsule-Contract"?: components["parameters"]["CapsuleContract"];
            };
            path: {
                /** @description The capsule service meant. */
                serviceId: components["parameters"]["ServiceId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of ConfigRevision. */
            200: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConfigRevisionListResponse"];
                };
            };
            /** @description The request cannot be read in this contract version or form: `CONTRACT_VERSION_UNSUPPORTED`. */
            400: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is not known: `UNAUTHORIZED`. */
            401: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The target does not exist: `SERVICE_NOT_FOUND`. */
            404: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The content is not valid: `VALIDATION_FAILED`. */
            422: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Too many requests: `RATE_LIMITED`. */
            429: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage itself failed: `INTERNAL_ERROR`. */
            500: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage cannot serve now: `SERVICE_UNAVAILABLE`. */
            503: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    commandList: {
        parameters: {
            query?: {
                /** @description Keeps commands in this state, as evaluated when read. */
                status?: components["parameters"]["CommandStatusFilter"];
                /** @description Keeps what belongs to this agent. */
                agentId?: components["parameters"]["AgentFilter"];
                /** @description Keeps what belongs to this capsule service. */
                serviceId?: components["parameters"]["ServiceFilter"];
                /** @description Keeps what was created (for audit events, happened) at or after this time. */
                from?: components["parameters"]["From"];
                /** @description Keeps what was created (for audit events, happened) before this time. */
                to?: components["parameters"]["To"];
                /** @description Which page, from 1. */
                page?: components["parameters"]["Page"];
                /** @description Items a page. */
                pageSize?: components["parameters"]["PageSize"];
            };
            header?: {
                /**
                 * @description The contract version the caller speaks. Agents send it always; without it the request is served as version 1.
                 * @example 1
                 */
                "Capsule-Contract"?: components["parameters"]["CapsuleContract"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of Command. */
            200: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandListResponse"];
                };
            };
            /** @description The request cannot be read in this contract version or form: `CONTRACT_VERSION_UNSUPPORTED`. */
            400: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is not known: `UNAUTHORIZED`. */
            401: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The content is not valid: `VALIDATION_FAILED`. */
            422: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Too many requests: `RATE_LIMITED`. */
            429: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage itself failed: `INTERNAL_ERROR`. */
            500: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage cannot serve now: `SERVICE_UNAVAILABLE`. */
            503: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    commandView: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The contract version the caller speaks. Agents send it always; without it the request is served as version 1.
                 * @example 1
                 */
                "Capsule-Contract"?: components["parameters"]["CapsuleContract"];
            };
            path: {
                /** @description The command meant. */
                commandId: components["parameters"]["CommandId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; `data` is Command. */
            200: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandResponse"];
                };
            };
            /** @description The request cannot be read in this contract version or form: `CONTRACT_VERSION_UNSUPPORTED`. */
            400: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is not known: `UNAUTHORIZED`. */
            401: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The target does not exist: `COMMAND_NOT_FOUND`. */
            404: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Too many requests: `RATE_LIMITED`. */
            429: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage itself failed: `INTERNAL_ERROR`. */
            500: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage cannot serve now: `SERVICE_UNAVAILABLE`. */
            503: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    commandCancel: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The contract version the caller speaks. Agents send it always; without it the request is served as version 1.
                 * @example 1
                 */
                "Capsule-Contract"?: components["parameters"]["CapsuleContract"];
            };
            path: {
                /** @description The command meant. */
                commandId: components["parameters"]["CommandId"];
            };
            cookie?: never;
        };
        /** @description A ReasonRequest; absent counts as `{}`. */
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ReasonRequest"];
            };
        };
        responses: {
            /** @description Done; `data` is Command. */
            200: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandResponse"];
                };
            };
            /** @description The request cannot be read in this contract version or form: `CONTRACT_VERSION_UNSUPPORTED`, `MALFORMED_JSON`. */
            400: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is not known: `UNAUTHORIZED`. */
            401: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is known and may not do this: `CSRF_INVALID`, `FORBIDDEN`. */
            403: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The target does not exist: `COMMAND_NOT_FOUND`. */
            404: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The present state does not allow it: `COMMAND_ALREADY_COMPLETED`, `COMMAND_NOT_CANCELLABLE`. */
            409: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The body is too large: `BODY_TOO_LARGE`. */
            413: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The media type or encoding is not taken: `CONTENT_ENCODING_UNSUPPORTED`, `MEDIA_TYPE_UNSUPPORTED`. */
            415: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The content is not valid: `VALIDATION_FAILED`. */
            422: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Too many requests: `RATE_LIMITED`. */
            429: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage itself failed: `INTERNAL_ERROR`. */
            500: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage cannot serve now: `SERVICE_UNAVAILABLE`. */
            503: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    commandRetry: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The contract version the caller speaks. Agents send it always; without it the request is served as version 1.
                 * @example 1
                 */
                "Capsule-Contract"?: components["parameters"]["CapsuleContract"];
                /** @description Makes a repetition of the same request answer the first one's outcome. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description The command meant. */
                commandId: components["parameters"]["CommandId"];
            };
            cookie?: never;
        };
        /** @description A CommandRetryRequest; absent counts as `{}`. */
        requestBody?: {
            content: {
                "application/json": components["schemas"]["CommandRetryRequest"];
            };
        };
        responses: {
            /** @description Done; `data` is CommandCreation. */
            200: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandCreationResponse"];
                };
            };
            /** @description The request cannot be read in this contract version or form: `CONTRACT_VERSION_UNSUPPORTED`, `MALFORMED_JSON`. */
            400: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is not known: `UNAUTHORIZED`. */
            401: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is known and may not do this: `CSRF_INVALID`, `FORBIDDEN`. */
            403: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The target does not exist: `ACTION_NOT_FOUND`, `COMMAND_NOT_FOUND`. */
            404: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The present state does not allow it: `ACTION_REQUIRES_CONFIRMATION`, `AGENT_DISABLED`, `AGENT_OFFLINE`, `AGENT_REVOKED`, `COMMAND_NOT_RETRYABLE`, `COMMAND_PAYLOAD_ERASED`. */
            409: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The body is too large: `BODY_TOO_LARGE`. */
            413: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The media type or encoding is not taken: `CONTENT_ENCODING_UNSUPPORTED`, `MEDIA_TYPE_UNSUPPORTED`. */
            415: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The content is not valid: `ACTION_PAYLOAD_INVALID`, `IDEMPOTENCY_KEY_REUSED`, `VALIDATION_FAILED`. */
            422: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Too many requests: `RATE_LIMITED`. */
            429: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage itself failed: `INTERNAL_ERROR`. */
            500: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage cannot serve now: `SERVICE_UNAVAILABLE`. */
            503: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    dashboardView: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The contract version the caller speaks. Agents send it always; without it the request is served as version 1.
                 * @example 1
                 */
                "Capsule-Contract"?: components["parameters"]["CapsuleContract"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; `data` is Dashboard. */
            200: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DashboardResponse"];
                };
            };
            /** @description The request cannot be read in this contract version or form: `CONTRACT_VERSION_UNSUPPORTED`. */
            400: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is not known: `UNAUTHORIZED`. */
            401: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Too many requests: `RATE_LIMITED`. */
            429: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage itself failed: `INTERNAL_ERROR`. */
            500: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage cannot serve now: `SERVICE_UNAVAILABLE`. */
            503: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    eventList: {
        parameters: {
            query?: {
                /** @description The id of the last event seen. An unknown or pruned one is answered with a reset; absent means from now on. */
                after?: components["parameters"]["AfterEvent"];
                /** @description At most so many events in the answer. */
                limit?: components["parameters"]["EventLimit"];
            };
            header?: {
                /**
                 * @description The contract version the caller speaks. Agents send it always; without it the request is served as version 1.
                 * @example 1
                 */
                "Capsule-Contract"?: components["parameters"]["CapsuleContract"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; `data` is EventPage. */
            200: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventPageResponse"];
                };
            };
            /** @description The request cannot be read in this contract version or form: `CONTRACT_VERSION_UNSUPPORTED`. */
            400: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is not known: `UNAUTHORIZED`. */
            401: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The content is not valid: `VALIDATION_FAILED`. */
            422: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Too many requests: `RATE_LIMITED`. */
            429: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage itself failed: `INTERNAL_ERROR`. */
            500: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage cannot serve now: `SERVICE_UNAVAILABLE`. */
            503: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    eventStream: {
        parameters: {
            query?: {
                /** @description The id of the last event seen. An unknown or pruned one is answered with a reset; absent means from now on. */
                after?: components["parameters"]["AfterEvent"];
            };
            header?: {
                /**
                 * @description The contract version the caller speaks. Agents send it always; without it the request is served as version 1.
                 * @example 1
                 */
                "Capsule-Contract"?: components["parameters"]["CapsuleContract"];
                /**
                 * @description The id of the last event seen; wins over `after`. An unknown one starts the stream with `stream.reset`.
                 * @example evt_9hT2kQ7mVx4LpR3s
                 */
                "Last-Event-ID"?: components["parameters"]["LastEventId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A stream or file of CloudEvent. */
            200: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description The request cannot be read in this contract version or form: `CONTRACT_VERSION_UNSUPPORTED`. */
            400: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is not known: `UNAUTHORIZED`. */
            401: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The content is not valid: `VALIDATION_FAILED`. */
            422: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Too many requests: `RATE_LIMITED`. */
            429: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage itself failed: `INTERNAL_ERROR`. */
            500: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage cannot serve now: `SERVICE_UNAVAILABLE`. */
            503: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    operatorLogin: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The contract version the caller speaks. Agents send it always; without it the request is served as version 1.
                 * @example 1
                 */
                "Capsule-Contract"?: components["parameters"]["CapsuleContract"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description A LoginRequest. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["LoginRequest"];
            };
        };
        responses: {
            /** @description Done; `data` is OperatorSession. */
            200: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Set-Cookie": components["headers"]["Set-Cookie"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperatorSessionResponse"];
                };
            };
            /** @description The request cannot be read in this contract version or form: `CONTRACT_VERSION_UNSUPPORTED`, `MALFORMED_JSON`. */
            400: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is not known: `LOGIN_FAILED`. */
            401: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The body is too large: `BODY_TOO_LARGE`. */
            413: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The media type or encoding is not taken: `CONTENT_ENCODING_UNSUPPORTED`, `MEDIA_TYPE_UNSUPPORTED`. */
            415: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The content is not valid: `VALIDATION_FAILED`. */
            422: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Too many requests: `LOGIN_THROTTLED`, `RATE_LIMITED`. */
            429: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage itself failed: `INTERNAL_ERROR`. */
            500: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage cannot serve now: `SERVICE_UNAVAILABLE`. */
            503: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    operatorLogout: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The contract version the caller speaks. Agents send it always; without it the request is served as version 1.
                 * @example 1
                 */
                "Capsule-Contract"?: components["parameters"]["CapsuleContract"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; `data` is LogoutAnswer. */
            200: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Set-Cookie": components["headers"]["Set-Cookie"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LogoutAnswerResponse"];
                };
            };
            /** @description The request cannot be read in this contract version or form: `CONTRACT_VERSION_UNSUPPORTED`. */
            400: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is not known: `UNAUTHORIZED`. */
            401: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is known and may not do this: `CSRF_INVALID`. */
            403: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Too many requests: `RATE_LIMITED`. */
            429: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage itself failed: `INTERNAL_ERROR`. */
            500: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage cannot serve now: `SERVICE_UNAVAILABLE`. */
            503: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    operatorMe: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The contract version the caller speaks. Agents send it always; without it the request is served as version 1.
                 * @example 1
                 */
                "Capsule-Contract"?: components["parameters"]["CapsuleContract"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; `data` is OperatorSession. */
            200: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OperatorSessionResponse"];
                };
            };
            /** @description The request cannot be read in this contract version or form: `CONTRACT_VERSION_UNSUPPORTED`. */
            400: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is not known: `UNAUTHORIZED`. */
            401: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Too many requests: `RATE_LIMITED`. */
            429: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage itself failed: `INTERNAL_ERROR`. */
            500: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage cannot serve now: `SERVICE_UNAVAILABLE`. */
            503: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    registrationTokenList: {
        parameters: {
            query?: {
                /** @description Keeps registration tokens in this state, as evaluated when read. */
                status?: components["parameters"]["RegistrationTokenStatusFilter"];
                /** @description Which page, from 1. */
                page?: components["parameters"]["Page"];
                /** @description Items a page. */
                pageSize?: components["parameters"]["PageSize"];
            };
            header?: {
                /**
                 * @description The contract version the caller speaks. Agents send it always; without it the request is served as version 1.
                 * @example 1
                 */
                "Capsule-Contract"?: components["parameters"]["CapsuleContract"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of RegistrationToken. */
            200: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegistrationTokenListResponse"];
                };
            };
            /** @description The request cannot be read in this contract version or form: `CONTRACT_VERSION_UNSUPPORTED`. */
            400: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is not known: `UNAUTHORIZED`. */
            401: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is known and may not do this: `FORBIDDEN`. */
            403: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The content is not valid: `VALIDATION_FAILED`. */
            422: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Too many requests: `RATE_LIMITED`. */
            429: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage itself failed: `INTERNAL_ERROR`. */
            500: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage cannot serve now: `SERVICE_UNAVAILABLE`. */
            503: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    registrationTokenCreate: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The contract version the caller speaks. Agents send it always; without it the request is served as version 1.
                 * @example 1
                 */
                "Capsule-Contract"?: components["parameters"]["CapsuleContract"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description A RegistrationTokenCreateRequest; absent counts as `{}`. */
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RegistrationTokenCreateRequest"];
            };
        };
        responses: {
            /** @description Done; `data` is RegistrationTokenIssued. */
            200: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegistrationTokenIssuedResponse"];
                };
            };
            /** @description The request cannot be read in this contract version or form: `CONTRACT_VERSION_UNSUPPORTED`, `MALFORMED_JSON`. */
            400: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is not known: `UNAUTHORIZED`. */
            401: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is known and may not do this: `CSRF_INVALID`, `FORBIDDEN`. */
            403: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The target does not exist: `AGENT_NOT_FOUND`. */
            404: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The body is too large: `BODY_TOO_LARGE`. */
            413: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The media type or encoding is not taken: `CONTENT_ENCODING_UNSUPPORTED`, `MEDIA_TYPE_UNSUPPORTED`. */
            415: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The content is not valid: `VALIDATION_FAILED`. */
            422: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Too many requests: `RATE_LIMITED`. */
            429: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage itself failed: `INTERNAL_ERROR`. */
            500: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage cannot serve now: `SERVICE_UNAVAILABLE`. */
            503: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    registrationTokenView: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The contract version the caller speaks. Agents send it always; without it the request is served as version 1.
                 * @example 1
                 */
                "Capsule-Contract"?: components["parameters"]["CapsuleContract"];
            };
            path: {
                /** @description The registration token meant, by id (never by its value). */
                tokenId: components["parameters"]["RegistrationTokenId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; `data` is RegistrationToken. */
            200: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegistrationTokenResponse"];
                };
            };
            /** @description The request cannot be read in this contract version or form: `CONTRACT_VERSION_UNSUPPORTED`. */
            400: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is not known: `UNAUTHORIZED`. */
            401: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is known and may not do this: `FORBIDDEN`. */
            403: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The target does not exist: `REGISTRATION_TOKEN_NOT_FOUND`. */
            404: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Too many requests: `RATE_LIMITED`. */
            429: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage itself failed: `INTERNAL_ERROR`. */
            500: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage cannot serve now: `SERVICE_UNAVAILABLE`. */
            503: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    registrationTokenRevoke: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The contract version the caller speaks. Agents send it always; without it the request is served as version 1.
                 * @example 1
                 */
                "Capsule-Contract"?: components["parameters"]["CapsuleContract"];
            };
            path: {
                /** @description The registration token meant, by id (never by its value). */
                tokenId: components["parameters"]["RegistrationTokenId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; `data` is RegistrationToken. */
            200: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegistrationTokenResponse"];
                };
            };
            /** @description The request cannot be read in this contract version or form: `CONTRACT_VERSION_UNSUPPORTED`. */
            400: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is not known: `UNAUTHORIZED`. */
            401: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is known and may not do this: `CSRF_INVALID`, `FORBIDDEN`. */
            403: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The target does not exist: `REGISTRATION_TOKEN_NOT_FOUND`. */
            404: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Too many requests: `RATE_LIMITED`. */
            429: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage itself failed: `INTERNAL_ERROR`. */
            500: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage cannot serve now: `SERVICE_UNAVAILABLE`. */
            503: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    systemHealth: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The contract version the caller speaks. Agents send it always; without it the request is served as version 1.
                 * @example 1
                 */
                "Capsule-Contract"?: components["parameters"]["CapsuleContract"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; `data` is SystemHealth. */
            200: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SystemHealthResponse"];
                };
            };
            /** @description The request cannot be read in this contract version or form: `CONTRACT_VERSION_UNSUPPORTED`. */
            400: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Too many requests: `RATE_LIMITED`. */
            429: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage itself failed: `INTERNAL_ERROR`. */
            500: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage cannot serve now: `SERVICE_UNAVAILABLE`. */
            503: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    systemVersion: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The contract version the caller speaks. Agents send it always; without it the request is served as version 1.
                 * @example 1
                 */
                "Capsule-Contract"?: components["parameters"]["CapsuleContract"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; `data` is SystemVersion. */
            200: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SystemVersionResponse"];
                };
            };
            /** @description The request cannot be read in this contract version or form: `CONTRACT_VERSION_UNSUPPORTED`. */
            400: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Too many requests: `RATE_LIMITED`. */
            429: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage itself failed: `INTERNAL_ERROR`. */
            500: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage cannot serve now: `SERVICE_UNAVAILABLE`. */
            503: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    userList: {
        parameters: {
            query?: {
                /** @description Which page, from 1. */
                page?: components["parameters"]["Page"];
                /** @description Items a page. */
                pageSize?: components["parameters"]["PageSize"];
            };
            header?: {
                /**
                 * @description The contract version the caller speaks. Agents send it always; without it the request is served as version 1.
                 * @example 1
                 */
                "Capsule-Contract"?: components["parameters"]["CapsuleContract"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of User. */
            200: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserListResponse"];
                };
            };
            /** @description The request cannot be read in this contract version or form: `CONTRACT_VERSION_UNSUPPORTED`. */
            400: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is not known: `UNAUTHORIZED`. */
            401: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is known and may not do this: `FORBIDDEN`. */
            403: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The content is not valid: `VALIDATION_FAILED`. */
            422: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Too many requests: `RATE_LIMITED`. */
            429: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage itself failed: `INTERNAL_ERROR`. */
            500: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage cannot serve now: `SERVICE_UNAVAILABLE`. */
            503: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    userCreate: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The contract version the caller speaks. Agents send it always; without it the request is served as version 1.
                 * @example 1
                 */
                "Capsule-Contract"?: components["parameters"]["CapsuleContract"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description A UserCreateRequest. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserCreateRequest"];
            };
        };
        responses: {
            /** @description Done; `data` is User. */
            200: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserResponse"];
                };
            };
            /** @description The request cannot be read in this contract version or form: `CONTRACT_VERSION_UNSUPPORTED`, `MALFORMED_JSON`. */
            400: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is not known: `UNAUTHORIZED`. */
            401: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is known and may not do this: `CSRF_INVALID`, `FORBIDDEN`. */
            403: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The present state does not allow it: `USERNAME_TAKEN`. */
            409: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The body is too large: `BODY_TOO_LARGE`. */
            413: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The media type or encoding is not taken: `CONTENT_ENCODING_UNSUPPORTED`, `MEDIA_TYPE_UNSUPPORTED`. */
            415: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The content is not valid: `VALIDATION_FAILED`. */
            422: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Too many requests: `RATE_LIMITED`. */
            429: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage itself failed: `INTERNAL_ERROR`. */
            500: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage cannot serve now: `SERVICE_UNAVAILABLE`. */
            503: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    userView: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The contract version the caller speaks. Agents send it always; without it the request is served as version 1.
                 * @example 1
                 */
                "Capsule-Contract"?: components["parameters"]["CapsuleContract"];
            };
            path: {
                /** @description The user meant. */
                userId: components["parameters"]["UserId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; `data` is User. */
            200: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserResponse"];
                };
            };
            /** @description The request cannot be read in this contract version or form: `CONTRACT_VERSION_UNSUPPORTED`. */
            400: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is not known: `UNAUTHORIZED`. */
            401: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is known and may not do this: `FORBIDDEN`. */
            403: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The target does not exist: `USER_NOT_FOUND`. */
            404: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Too many requests: `RATE_LIMITED`. */
            429: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage itself failed: `INTERNAL_ERROR`. */
            500: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage cannot serve now: `SERVICE_UNAVAILABLE`. */
            503: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    userUpdate: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The contract version the caller speaks. Agents send it always; without it the request is served as version 1.
                 * @example 1
                 */
                "Capsule-Contract"?: components["parameters"]["CapsuleContract"];
            };
            path: {
                /** @description The user meant. */
                userId: components["parameters"]["UserId"];
            };
            cookie?: never;
        };
        /** @description A UserUpdateRequest. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserUpdateRequest"];
            };
        };
        responses: {
            /** @description Done; `data` is User. */
            200: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserResponse"];
                };
            };
            /** @description The request cannot be read in this contract version or form: `CONTRACT_VERSION_UNSUPPORTED`, `MALFORMED_JSON`. */
            400: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is not known: `UNAUTHORIZED`. */
            401: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is known and may not do this: `CSRF_INVALID`, `FORBIDDEN`. */
            403: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The target does not exist: `USER_NOT_FOUND`. */
            404: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The present state does not allow it: `LAST_OWNER_REQUIRED`. */
            409: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The body is too large: `BODY_TOO_LARGE`. */
            413: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The media type or encoding is not taken: `CONTENT_ENCODING_UNSUPPORTED`, `MEDIA_TYPE_UNSUPPORTED`. */
            415: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The content is not valid: `VALIDATION_FAILED`. */
            422: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Too many requests: `RATE_LIMITED`. */
            429: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage itself failed: `INTERNAL_ERROR`. */
            500: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage cannot serve now: `SERVICE_UNAVAILABLE`. */
            503: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
    userResetPassword: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description The contract version the caller speaks. Agents send it always; without it the request is served as version 1.
                 * @example 1
                 */
                "Capsule-Contract"?: components["parameters"]["CapsuleContract"];
            };
            path: {
                /** @description The user meant. */
                userId: components["parameters"]["UserId"];
            };
            cookie?: never;
        };
        /** @description A UserResetPasswordRequest. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserResetPasswordRequest"];
            };
        };
        responses: {
            /** @description Done; `data` is User. */
            200: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserResponse"];
                };
            };
            /** @description The request cannot be read in this contract version or form: `CONTRACT_VERSION_UNSUPPORTED`, `MALFORMED_JSON`. */
            400: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is not known: `UNAUTHORIZED`. */
            401: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The caller is known and may not do this: `CSRF_INVALID`, `FORBIDDEN`. */
            403: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The target does not exist: `USER_NOT_FOUND`. */
            404: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The body is too large: `BODY_TOO_LARGE`. */
            413: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The media type or encoding is not taken: `CONTENT_ENCODING_UNSUPPORTED`, `MEDIA_TYPE_UNSUPPORTED`. */
            415: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description The content is not valid: `VALIDATION_FAILED`. */
            422: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Too many requests: `RATE_LIMITED`. */
            429: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage itself failed: `INTERNAL_ERROR`. */
            500: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Opstage cannot serve now: `SERVICE_UNAVAILABLE`. */
            503: {
                headers: {
                    "Capsule-Contract": components["headers"]["Capsule-Contract"];
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Retry-After": components["headers"]["Retry-After"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
        };
    };
}
