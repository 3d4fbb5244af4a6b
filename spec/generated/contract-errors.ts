// Written by spec/scripts/generate-errors.ts; change the sources and run: npm run generate -w capsule-contract
import type { ContractErrorOptions } from '../contract-error.ts';
import { ContractError } from '../contract-error.ts';

/** One constructor for each error code; the public message is the catalogue’s meaning unless another is given. */
export const contractErrors = {
  CONTRACT_VERSION_UNSUPPORTED: (options?: ContractErrorOptions) =>
    new ContractError("CONTRACT_VERSION_UNSUPPORTED", 400, "The request names a contract version that this Opstage does not speak; `details.supported` lists the versions it speaks.", options),
  MALFORMED_JSON: (options?: ContractErrorOptions) =>
    new ContractError("MALFORMED_JSON", 400, "The body or frame is not one well-formed JSON document in UTF-8, an object in it has the same member twice, or it is nested deeper than `jsonDepthMax`.", options),
  UNAUTHORIZED: (options?: ContractErrorOptions) =>
    new ContractError("UNAUTHORIZED", 401, "The operator operation was called without a living operator session.", options),
  LOGIN_FAILED: (options?: ContractErrorOptions) =>
    new ContractError("LOGIN_FAILED", 401, "User name and password do not belong to an active user; the answer does not tell which of them is wrong.", options),
  REGISTRATION_TOKEN_INVALID: (options?: ContractErrorOptions) =>
    new ContractError("REGISTRATION_TOKEN_INVALID", 401, "The registration token is unknown.", options),
  REGISTRATION_TOKEN_EXPIRED: (options?: ContractErrorOptions) =>
    new ContractError("REGISTRATION_TOKEN_EXPIRED", 401, "The registration token's `expiresAt` has passed.", options),
  REGISTRATION_TOKEN_REVOKED: (options?: ContractErrorOptions) =>
    new ContractError("REGISTRATION_TOKEN_REVOKED", 401, "An operator revoked the registration token.", options),
  AGENT_TOKEN_MISSING: (options?: ContractErrorOptions) =>
    new ContractError("AGENT_TOKEN_MISSING", 401, "The agent operation was called without an `Authorization: Bearer` token; another scheme counts as none.", options),
  AGENT_TOKEN_INVALID: (options?: ContractErrorOptions) =>
    new ContractError("AGENT_TOKEN_INVALID", 401, "The agent token is unknown, or dead because of a rotation or a repeated registration.", options),
  AGENT_TOKEN_REVOKED: (options?: ContractErrorOptions) =>
    new ContractError("AGENT_TOKEN_REVOKED", 401, "The agent token is dead because its agent was revoked or replaced.", options),
  FORBIDDEN: (options?: ContractErrorOptions) =>
    new ContractError("FORBIDDEN", 403, "The operator's role is too low for the operation.", options),
  CSRF_INVALID: (options?: ContractErrorOptions) =>
    new ContractError("CSRF_INVALID", 403, "A cookie-authenticated state change came without the session's `X-CSRF-Token`.", options),
  AGENT_DISABLED: (options?: ContractErrorOptions) =>
    new ContractError("AGENT_DISABLED", 403, "The agent is disabled: 403 for its own calls and for a registration that would replace it; 409 for an operator who executes an action on it.", options),
  AGENT_ID_MISMATCH: (options?: ContractErrorOptions) =>
    new ContractError("AGENT_ID_MISMATCH", 403, "The agent id of the path is not the agent of the token.", options),
  REGISTRATION_TOKEN_SCOPE: (options?: ContractErrorOptions) =>
    new ContractError("REGISTRATION_TOKEN_SCOPE", 403, "The registration token is bound to another agent code, or to the replacement of an agent with another code.", options),
  ROUTE_NOT_FOUND: (options?: ContractErrorOptions) =>
    new ContractError("ROUTE_NOT_FOUND", 404, "The path is not a route of the contract, or is malformed.", options),
  AGENT_NOT_FOUND: (options?: ContractErrorOptions) =>
    new ContractError("AGENT_NOT_FOUND", 404, "No agent has this id.", options),
  SERVICE_NOT_FOUND: (options?: ContractErrorOptions) =>
    new ContractError("SERVICE_NOT_FOUND", 404, "No service has this id.", options),
  ACTION_NOT_FOUND: (options?: ContractErrorOptions) =>
    new ContractError("ACTION_NOT_FOUND", 404, "The service declares no action of this name.", options),
  COMMAND_NOT_FOUND: (options?: ContractErrorOptions) =>
    new ContractError("COMMAND_NOT_FOUND", 404, "No command has this id, or it is not a command of the calling agent, or the delivery id never belonged to it.", options),
  USER_NOT_FOUND: (options?: ContractErrorOptions) =>
    new ContractError("USER_NOT_FOUND", 404, "No user has this id.", options),
  REGISTRATION_TOKEN_NOT_FOUND: (options?: ContractErrorOptions) =>
    new ContractError("REGISTRATION_TOKEN_NOT_FOUND", 404, "No registration token has this id.", options),
  AUDIT_EVENT_NOT_FOUND: (options?: ContractErrorOptions) =>
    new ContractError("AUDIT_EVENT_NOT_FOUND", 404, "No retained audit event has this id.", options),
  METHOD_NOT_ALLOWED: (options?: ContractErrorOptions) =>
    new ContractError("METHOD_NOT_ALLOWED", 405, "The route exists, but not with this method; `Allow` lists its methods.", options),
  AGENT_CODE_TAKEN: (options?: ContractErrorOptions) =>
    new ContractError("AGENT_CODE_TAKEN", 409, "An agent with this code exists and the registration token does not allow its replacement.", options),
  REGISTRATION_TOKEN_USED: (options?: ContractErrorOptions) =>
    new ContractError("REGISTRATION_TOKEN_USED", 409, "The registration token has been used `maxUses` times.", options),
  AGENT_REVOKED: (options?: ContractErrorOptions) =>
    new ContractError("AGENT_REVOKED", 409, "The agent is revoked: no action can be executed on it and it can be neither disabled nor enabled.", options),
  AGENT_OFFLINE: (options?: ContractErrorOptions) =>
    new ContractError("AGENT_OFFLINE", 409, "The agent of the service is offline and the request did not ask to wait for it.", options),
  ACTION_REQUIRES_CONFIRMATION: (options?: ContractErrorOptions) =>
    new ContractError("ACTION_REQUIRES_CONFIRMATION", 409, "The action must be confirmed: its danger level is HIGH, it declares `requiresConfirmation`, or it is not idempotent and the outcome of the command to be retried is unknown.", options),
  COMMAND_DELIVERY_STALE: (options?: ContractErrorOptions) =>
    new ContractError("COMMAND_DELIVERY_STALE", 409, "A newer delivery of the command exists, or the result names a delivery that was not acknowledged.", options),
  COMMAND_CANCELLED: (options?: ContractErrorOptions) =>
    new ContractError("COMMAND_CANCELLED", 409, "The command has been cancelled.", options),
  COMMAND_ALREADY_COMPLETED: (options?: ContractErrorOptions) =>
    new ContractError("COMMAND_ALREADY_COMPLETED", 409, "The command is in a final state and the request does not repeat what led to it.", options),
  COMMAND_NOT_ACKNOWLEDGED: (options?: ContractErrorOptions) =>
    new ContractError("COMMAND_NOT_ACKNOWLEDGED", 409, "A result or progress came for a command that no delivery of was ever acknowledged.", options),
  COMMAND_NOT_CANCELLABLE: (options?: ContractErrorOptions) =>
    new ContractError("COMMAND_NOT_CANCELLABLE", 409, "The command is RUNNING and its action, or its agent, cannot be cancelled.", options),
  COMMAND_NOT_RETRYABLE: (options?: ContractErrorOptions) =>
    new ContractError("COMMAND_NOT_RETRYABLE", 409, "Only a FAILED, EXPIRED or CANCELLED command can be retried; this one is not.", options),
  COMMAND_PAYLOAD_ERASED: (options?: ContractErrorOptions) =>
    new ContractError("COMMAND_PAYLOAD_ERASED", 409, "A retry without payload needs the original one, and values of it were erased when the command became final.", options),
  LAST_OWNER_REQUIRED: (options?: ContractErrorOptions) =>
    new ContractError("LAST_OWNER_REQUIRED", 409, "The change would leave no active owner.", options),
  USERNAME_TAKEN: (options?: ContractErrorOptions) =>
    new ContractError("USERNAME_TAKEN", 409, "A user with this user name exists.", options),
  COMMAND_EXPIRED: (options?: ContractErrorOptions) =>
    new ContractError("COMMAND_EXPIRED", 410, "The command's deadline has passed.", options),
  BODY_TOO_LARGE: (options?: ContractErrorOptions) =>
    new ContractError("BODY_TOO_LARGE", 413, "The decoded body is longer than `maxBodyBytes`; `details.limit` and `details.limitValue` name the limit.", options),
  COMMAND_RESULT_TOO_LARGE: (options?: ContractErrorOptions) =>
    new ContractError("COMMAND_RESULT_TOO_LARGE", 413, "The decoded body of a result is longer than `maxBodyBytes`.", options),
  MEDIA_TYPE_UNSUPPORTED: (options?: ContractErrorOptions) =>
    new ContractError("MEDIA_TYPE_UNSUPPORTED", 415, "The body's `Content-Type` is not one the operation takes.", options),
  CONTENT_ENCODING_UNSUPPORTED: (options?: ContractErrorOptions) =>
    new ContractError("CONTENT_ENCODING_UNSUPPORTED", 415, "The body has a `Content-Encoding` this Opstage does not take.", options),
  VALIDATION_FAILED: (options?: ContractErrorOptions) =>
    new ContractError("VALIDATION_FAILED", 422, "Body, query, header or frame does not satisfy the schema, or members of it contradict each other; `details.issues` lists pointer and reason.", options),
  IDEMPOTENCY_KEY_REUSED: (options?: ContractErrorOptions) =>
    new ContractError("IDEMPOTENCY_KEY_REUSED", 422, "The `Idempotency-Key` was used with another body in the same scope.", options),
  ACTION_PAYLOAD_INVALID: (options?: ContractErrorOptions) =>
    new ContractError("ACTION_PAYLOAD_INVALID", 422, "The payload does not satisfy the action's input schema; `details.issues` lists pointer and reason.", options),
  UPGRADE_REQUIRED: (options?: ContractErrorOptions) =>
    new ContractError("UPGRADE_REQUIRED", 426, "The session route was called without a valid WebSocket upgrade to the subprotocol `capsule.session.v1`.", options),
  RATE_LIMITED: (options?: ContractErrorOptions) =>
    new ContractError("RATE_LIMITED", 429, "The caller sends too much; `Retry-After` says how many seconds to wait.", options),
  LOGIN_THROTTLED: (options?: ContractErrorOptions) =>
    new ContractError("LOGIN_THROTTLED", 429, "Too many failed logins for this account name or from this address; `Retry-After` says how many seconds to wait.", options),
  INTERNAL_ERROR: (options?: ContractErrorOptions) =>
    new ContractError("INTERNAL_ERROR", 500, "Opstage has a defect or its storage failed. No client input may cause it; the code exists so that even then there is an envelope.", options),
  SERVICE_UNAVAILABLE: (options?: ContractErrorOptions) =>
    new ContractError("SERVICE_UNAVAILABLE", 503, "Opstage is starting, stopping or overloaded; `Retry-After` says how many seconds to wait.", options),
  SERVICE_CODE_TAKEN: (options?: ContractErrorOptions) =>
    new ContractError("SERVICE_CODE_TAKEN", null, "The service code belongs to another agent that is neither revoked nor has released it.", options),
  ACTION_SCHEMA_UNSUPPORTED: (options?: ContractErrorOptions) =>
    new ContractError("ACTION_SCHEMA_UNSUPPORTED", null, "An input or output schema of an action uses what the contract's schema subset does not have, or is too large or too deep.", options),
  DUPLICATE_ITEM: (options?: ContractErrorOptions) =>
    new ContractError("DUPLICATE_ITEM", null, "The report holds the same service code, config key or action name twice.", options),
  UNKNOWN_MESSAGE_TYPE: (options?: ContractErrorOptions) =>
    new ContractError("UNKNOWN_MESSAGE_TYPE", null, "The frame's `type` is not a message of the contract that an agent may send.", options),
} as const;
