// Written by spec/scripts/generate-operations.ts; change the sources and run: npm run generate -w capsule-contract
import type { Operation, OperationId } from '../types.ts';

/** Every operation of the HTTP API, by id. */
export const operations: Readonly<Record<OperationId, Operation>> = {
  "actionList": {
    "operationId": "actionList",
    "method": "GET",
    "path": "/api/admin/capsule-services/{serviceId}/actions",
    "api": "operator",
    "kind": "json",
    "auth": "operator",
    "role": "viewer",
    "csrf": false,
    "mutating": false,
    "body": null,
    "data": {
      "type": "Action",
      "list": true
    },
    "response": "ActionListResponse",
    "line": null,
    "mediaTypes": [
      "application/json"
    ],
    "errors": [
      {
        "code": "CONTRACT_VERSION_UNSUPPORTED",
        "status": 400
      },
      {
        "code": "UNAUTHORIZED",
        "status": 401
      },
      {
        "code": "SERVICE_NOT_FOUND",
        "status": 404
      },
      {
        "code": "VALIDATION_FAILED",
        "status": 422
      },
      {
        "code": "RATE_LIMITED",
        "status": 429
      },
      {
        "code": "INTERNAL_ERROR",
        "status": 500
      },
      {
        "code": "SERVICE_UNAVAILABLE",
        "status": 503
      }
    ],
    "itemErrors": [],
    "requirements": [
      "version-answered",
      "version-unsupported",
      "unknown-members-ignored",
      "success-envelope",
      "error-envelope",
      "error-codes-closed",
      "error-precedence",
      "no-5xx-for-client-input",
      "request-id",
      "routes-match-contract",
      "responses-match-schema",
      "safe-methods-are-safe",
      "lexical-forms",
      "pagination-stable",
      "limits-enforced",
      "throttle-has-retry-after",
      "report-upsert",
      "operator-roles"
    ],
    "pathParams": [
      {
        "name": "serviceId",
        "required": true,
        "schema": {
          "$ref": "#/$defs/ServiceId"
        },
        "refusedBy": null
      }
    ],
    "query": [
      {
        "name": "page",
        "required": false,
        "schema": {
          "$ref": "#/$defs/PageNumber",
          "default": 1
        },
        "refusedBy": null
      },
      {
        "name": "pageSize",
        "required": false,
        "schema": {
          "$ref": "#/$defs/PageSize",
          "default": 20
        },
        "refusedBy": null
      }
    ],
    "headers": [
      {
        "name": "Capsule-Contract",
        "required": false,
        "schema": {
          "$ref": "#/$defs/ContractWireVersion"
        },
        "refusedBy": "CONTRACT_VERSION_UNSUPPORTED"
      }
    ],
    "summary": {
      "en": "Lists a service's actions",
      "zh-CN": "列出服务的动作"
    }
  },
  "actionView": {
    "operationId": "actionView",
    "method": "GET",
    "path": "/api/admin/capsule-services/{serviceId}/actions/{actionName}",
    "api": "operator",
    "kind": "json",
    "auth": "operator",
    "role": "viewer",
    "csrf": false,
    "mutating": false,
    "body": null,
    "data": {
      "type": "Action",
      "list": false
    },
    "response": "ActionResponse",
    "line": null,
    "mediaTypes": [
      "application/json"
    ],
    "errors": [
      {
        "code": "CONTRACT_VERSION_UNSUPPORTED",
        "status": 400
      },
      {
        "code": "UNAUTHORIZED",
        "status": 401
      },
      {
        "code": "ACTION_NOT_FOUND",
        "status": 404
      },
      {
        "code": "SERVICE_NOT_FOUND",
        "status": 404
      },
      {
        "code": "RATE_LIMITED",
        "status": 429
      },
      {
        "code": "INTERNAL_ERROR",
        "status": 500
      },
      {
        "code": "SERVICE_UNAVAILABLE",
        "status": 503
      }
    ],
    "itemErrors": [],
    "requirements": [
      "version-answered",
      "version-unsupported",
      "unknown-members-ignored",
      "success-envelope",
      "error-envelope",
      "error-codes-closed",
      "error-precedence",
      "no-5xx-for-client-input",
      "request-id",
      "routes-match-contract",
      "responses-match-schema",
      "safe-methods-are-safe",
      "lexical-forms",
      "limits-enforced",
      "throttle-has-retry-after",
      "action-schema-subset",
      "operator-roles"
    ],
    "pathParams": [
      {
        "name": "serviceId",
        "required": true,
        "schema": {
          "$ref": "#/$defs/ServiceId"
        },
        "refusedBy": null
      },
      {
        "name": "actionName",
        "required": true,
        "schema": {
          "$ref": "#/$defs/ActionName"
        },
        "refusedBy": null
      }
    ],
    "query": [],
    "headers": [
      {
        "name": "Capsule-Contract",
        "required": false,
        "schema": {
          "$ref": "#/$defs/ContractWireVersion"
        },
        "refusedBy": "CONTRACT_VERSION_UNSUPPORTED"
      }
    ],
    "summary": {
      "en": "Shows an action",
      "zh-CN": "查看动作"
    }
  },
  "commandCreate": {
    "operationId": "commandCreate",
    "method": "POST",
    "path": "/api/admin/capsule-services/{serviceId}/actions/{actionName}",
    "api": "operator",
    "kind": "json",
    "auth": "operator",
    "role": "operator",
    "csrf": true,
    "mutating": true,
    "body": {
      "type": "CommandCreateRequest",
      "lines": null,
      "required": false,
      "contentTypes": [
        "application/json"
      ]
    },
    "data": {
      "type": "CommandCreation",
      "list": false
    },
    "response": "CommandCreationResponse",
    "line": null,
    "mediaTypes": [
      "application/json"
    ],
    "errors": [
      {
        "code": "CONTRACT_VERSION_UNSUPPORTED",
        "status": 400
      },
      {
        "code": "MALFORMED_JSON",
        "status": 400
      },
      {
        "code": "UNAUTHORIZED",
        "status": 401
      },
      {
        "code": "CSRF_INVALID",
        "status": 403
      },
      {
        "code": "FORBIDDEN",
        "status": 403
      },
      {
        "code": "ACTION_NOT_FOUND",
        "status": 404
      },
      {
        "code": "SERVICE_NOT_FOUND",
        "status": 404
      },
      {
        "code": "ACTION_REQUIRES_CONFIRMATION",
        "status": 409
      },
      {
        "code": "AGENT_DISABLED",
        "status": 409
      },
      {
        "code": "AGENT_OFFLINE",
        "status": 409
      },
      {
        "code": "AGENT_REVOKED",
        "status": 409
      },
      {
        "code": "BODY_TOO_LARGE",
        "status": 413
      },
      {
        "code": "CONTENT_ENCODING_UNSUPPORTED",
        "status": 415
      },
      {
        "code": "MEDIA_TYPE_UNSUPPORTED",
        "status": 415
      },
      {
        "code": "ACTION_PAYLOAD_INVALID",
        "status": 422
      },
      {
        "code": "IDEMPOTENCY_KEY_REUSED",
        "status": 422
      },
      {
        "code": "VALIDATION_FAILED",
        "status": 422
      },
      {
        "code": "RATE_LIMITED",
        "status": 429
      },
      {
        "code": "INTERNAL_ERROR",
        "status": 500
      },
      {
        "code": "SERVICE_UNAVAILABLE",
        "status": 503
      }
    ],
    "itemErrors": [],
    "requirements": [
      "version-answered",
      "version-unsupported",
      "unknown-members-ignored",
      "success-envelope",
      "error-envelope",
      "error-codes-closed",
      "error-precedence",
      "no-5xx-for-client-input",
      "request-id",
      "routes-match-contract",
      "responses-match-schema",
      "lexical-forms",
      "limits-enforced",
      "throttle-has-retry-after",
      "liveness",
      "action-schema-subset",
      "sensitive-dropped",
      "action-gate",
      "idempotency-key",
      "command-deadlines",
      "claim-wakes",
      "operator-roles",
      "operator-csrf",
      "audit-complete",
      "crash-loses-nothing"
    ],
    "pathParams": [
      {
        "name": "serviceId",
        "required": true,
        "schema": {
          "$ref": "#/$defs/ServiceId"
        },
        "refusedBy": null
      },
      {
        "name": "actionName",
        "required": true,
        "schema": {
          "$ref": "#/$defs/ActionName"
        },
        "refusedBy": null
      }
    ],
    "query": [],
    "headers": [
      {
        "name": "Capsule-Contract",
        "required": false,
        "schema": {
          "$ref": "#/$defs/ContractWireVersion"
        },
        "refusedBy": "CONTRACT_VERSION_UNSUPPORTED"
      },
      {
        "name": "Idempotency-Key",
        "required": false,
        "schema": {
          "$ref": "#/$defs/IdempotencyKey"
        },
        "refusedBy": null
      }
    ],
    "summary": {
      "en": "Executes an action",
      "zh-CN": "执行动作"
    }
  },
  "commandClaim": {
    "operationId": "commandClaim",
    "method": "POST",
    "path": "/api/agents/{agentId}/commands/claim",
    "api": "agent",
    "kind": "json",
    "auth": "agent",
    "role": null,
    "csrf": false,
    "mutating": true,
    "body": {
      "type": "CommandClaimRequest",
      "lines": null,
      "required": true,
      "contentTypes": [
        "application/json"
      ]
    },
    "data": {
      "type": "CommandClaimAnswer",
      "list": false
    },
    "response": "CommandClaimAnswerResponse",
    "line": null,
    "mediaTypes": [
      "application/json"
    ],
    "errors": [
      {
        "code": "CONTRACT_VERSION_UNSUPPORTED",
        "status": 400
      },
      {
        "code": "MALFORMED_JSON",
        "status": 400
      },
      {
        "code": "AGENT_TOKEN_INVALID",
        "status": 401
      },
      {
        "code": "AGENT_TOKEN_MISSING",
        "status": 401
      },
      {
        "code": "AGENT_TOKEN_REVOKED",
        "status": 401
      },
      {
        "code": "AGENT_DISABLED",
        "status": 403
      },
      {
        "code": "AGENT_ID_MISMATCH",
        "status": 403
      },
      {
        "code": "BODY_TOO_LARGE",
        "status": 413
      },
      {
        "code": "CONTENT_ENCODING_UNSUPPORTED",
        "status": 415
      },
      {
        "code": "MEDIA_TYPE_UNSUPPORTED",
        "status": 415
      },
      {
        "code": "VALIDATION_FAILED",
        "status": 422
      },
      {
        "code": "RATE_LIMITED",
        "status": 429
      },
      {
        "code": "INTERNAL_ERROR",
        "status": 500
      },
      {
        "code": "SERVICE_UNAVAILABLE",
        "status": 503
      }
    ],
    "itemErrors": [],
    "requirements": [
      "version-header",
      "version-answered",
      "version-unsupported",
      "unknown-members-ignored",
      "unknown-enum-is-not-success",
      "success-envelope",
      "error-envelope",
      "error-codes-closed",
      "error-precedence",
      "no-5xx-for-client-input",
      "request-id",
      "routes-match-contract",
      "responses-match-schema",
      "lexical-forms",
      "limits-enforced",
      "throttle-has-retry-after",
      "agent-auth-classes",
      "auth-failure-keeps-identity",
      "only-contract-answers-count",
      "revocation-is-immediate",
      "boot-id",
      "disconnect",
      "sensitive-dropped",
      "command-deadlines",
      "claim-exclusive",
      "claim-wakes",
      "claim-what-can-start",
      "lost-delivery-redelivered",
      "session-newest-wins",
      "session-fallback",
      "reconnect-backoff",
      "operator-roles",
      "throttle-obeyed"
    ],
    "pathParams": [
      {
        "name": "agentId",
        "required": true,
        "schema": {
          "$ref": "#/$defs/AgentId"
        },
        "refusedBy": null
      }
    ],
    "query": [],
    "headers": [
      {
        "name": "Capsule-Contract",
        "required": false,
        "schema": {
          "$ref": "#/$defs/ContractWireVersion"
        },
        "refusedBy": "CONTRACT_VERSION_UNSUPPORTED"
      }
    ],
    "summary": {
      "en": "Claims commands that can start now",
      "zh-CN": "领取现在就能开始的命令"
    }
  },
  "commandAck": {
    "operationId": "commandAck",
    "method": "POST",
    "path": "/api/agents/{agentId}/commands/{commandId}/ack",
    "api": "agent",
    "kind": "json",
    "auth": "agent",
    "role": null,
    "csrf": false,
    "mutating": true,
    "body": {
      "type": "CommandAckRequest",
      "lines": null,
      "required": true,
      "contentTypes": [
        "application/json"
      ]
    },
    "data": {
      "type": "CommandAckAnswer",
      "list": false
    },
    "response": "CommandAckAnswerResponse",
    "line": null,
    "mediaTypes": [
      "application/json"
    ],
    "errors": [
      {
        "code": "CONTRACT_VERSION_UNSUPPORTED",
        "status": 400
      },
      {
        "code": "MALFORMED_JSON",
        "status": 400
      },
      {
        "code": "AGENT_TOKEN_INVALID",
        "status": 401
      },
      {
        "code": "AGENT_TOKEN_MISSING",
        "status": 401
      },
      {
        "code": "AGENT_TOKEN_REVOKED",
        "status": 401
      },
      {
        "code": "AGENT_DISABLED",
        "status": 403
      },
      {
        "code": "AGENT_ID_MISMATCH",
        "status": 403
      },
      {
        "code": "COMMAND_NOT_FOUND",
        "status": 404
      },
      {
        "code": "COMMAND_ALREADY_COMPLETED",
        "status": 409
      },
      {
        "code": "COMMAND_CANCELLED",
        "status": 409
      },
      {
        "code": "COMMAND_DELIVERY_STALE",
        "status": 409
      },
      {
        "code": "COMMAND_EXPIRED",
        "status": 410
      },
      {
        "code": "BODY_TOO_LARGE",
        "status": 413
      },
      {
        "code": "CONTENT_ENCODING_UNSUPPORTED",
        "status": 415
      },
      {
        "code": "MEDIA_TYPE_UNSUPPORTED",
        "status": 415
      },
      {
        "code": "VALIDATION_FAILED",
        "status": 422
      },
      {
        "code": "RATE_LIMITED",
        "status": 429
      },
      {
        "code": "INTERNAL_ERROR",
        "status": 500
      },
      {
        "code": "SERVICE_UNAVAILABLE",
        "status": 503
      }
    ],
    "itemErrors": [],
    "requirements": [
      "version-header",
      "version-answered",
      "version-unsupported",
      "unknown-members-ignored",
      "unknown-enum-is-not-success",
      "success-envelope",
      "error-envelope",
      "error-codes-closed",
      "error-precedence",
      "no-5xx-for-client-input",
      "request-id",
      "routes-match-contract",
      "responses-match-schema",
      "lexical-forms",
      "limits-enforced",
      "throttle-has-retry-after",
      "agent-auth-classes",
      "auth-failure-keeps-identity",
      "only-contract-answers-count",
      "revocation-is-immediate",
      "command-deadlines",
      "claim-what-can-start",
      "ack-idempotent",
      "ack-before-run",
      "refusal-is-explicit",
      "execute-at-most-once",
      "run-lease",
      "no-arbitrary-execution",
      "session-same-outcome",
      "reconnect-backoff",
      "operator-roles",
      "audit-complete",
      "throttle-obeyed",
      "crash-loses-nothing"
    ],
    "pathParams": [
      {
        "name": "agentId",
        "required": true,
        "schema": {
          "$ref": "#/$defs/AgentId"
        },
        "refusedBy": null
      },
      {
        "name": "commandId",
        "required": true,
        "schema": {
          "$ref": "#/$defs/CommandId"
        },
        "refusedBy": null
      }
    ],
    "query": [],
    "headers": [
      {
        "name": "Capsule-Contract",
        "required": false,
        "schema": {
          "$ref": "#/$defs/ContractWireVersion"
        },
        "refusedBy": "CONTRACT_VERSION_UNSUPPORTED"
      }
    ],
    "summary": {
      "en": "Accepts or refuses a delivered command",
      "zh-CN": "接受或拒绝已投递的命令"
    }
  },
  "commandProgress": {
    "operationId": "commandProgress",
    "method": "POST",
    "path": "/api/agents/{agentId}/commands/{commandId}/progress",
    "api": "agent",
    "kind": "json",
    "auth": "agent",
    "role": null,
    "csrf": false,
    "mutating": true,
    "body": {
      "type": "CommandProgressRequest",
      "lines": null,
      "required": true,
      "contentTypes": [
        "application/json"
      ]
    },
    "data": {
      "type": "CommandProgressAnswer",
      "list": false
    },
    "response": "CommandProgressAnswerResponse",
    "line": null,
    "mediaTypes": [
      "application/json"
    ],
    "errors": [
      {
        "code": "CONTRACT_VERSION_UNSUPPORTED",
        "status": 400
      },
      {
        "code": "MALFORMED_JSON",
        "status": 400
      },
      {
        "code": "AGENT_TOKEN_INVALID",
        "status": 401
      },
      {
        "code": "AGENT_TOKEN_MISSING",
        "status": 401
      },
      {
        "code": "AGENT_TOKEN_REVOKED",
        "status": 401
      },
      {
        "code": "AGENT_DISABLED",
        "status": 403
      },
      {
        "code": "AGENT_ID_MISMATCH",
        "status": 403
      },
      {
        "code": "COMMAND_NOT_FOUND",
        "status": 404
      },
      {
        "code": "COMMAND_ALREADY_COMPLETED",
        "status": 409
      },
      {
        "code": "COMMAND_CANCELLED",
        "status": 409
      },
      {
        "code": "COMMAND_DELIVERY_STALE",
        "status": 409
      },
      {
        "code": "COMMAND_NOT_ACKNOWLEDGED",
        "status": 409
      },
      {
        "code": "COMMAND_EXPIRED",
        "status": 410
      },
      {
        "code": "BODY_TOO_LARGE",
        "status": 413
      },
      {
        "code": "CONTENT_ENCODING_UNSUPPORTED",
        "status": 415
      },
      {
        "code": "MEDIA_TYPE_UNSUPPORTED",
        "status": 415
      },
      {
        "code": "VALIDATION_FAILED",
        "status": 422
      },
      {
        "code": "RATE_LIMITED",
        "status": 429
      },
      {
        "code": "INTERNAL_ERROR",
        "status": 500
      },
      {
        "code": "SERVICE_UNAVAILABLE",
        "status": 503
      }
    ],
    "itemErrors": [],
    "requirements": [
      "version-header",
      "version-answered",
      "version-unsupported",
      "unknown-members-ignored",
      "unknown-enum-is-not-success",
      "success-envelope",
      "error-envelope",
      "error-codes-closed",
      "error-precedence",
      "no-5xx-for-client-input",
      "request-id",
      "routes-match-contract",
      "responses-match-schema",
      "lexical-forms",
      "limits-enforced",
      "throttle-has-retry-after",
      "agent-auth-classes",
      "auth-failure-keeps-identity",
      "only-contract-answers-count",
      "revocation-is-immediate",
      "command-deadlines",
      "run-lease",
      "progress-monotonic",
      "cancel",
      "cancel-honoured",
      "session-same-outcome",
      "reconnect-backoff",
      "operator-roles",
      "throttle-obeyed"
    ],
    "pathParams": [
      {
        "name": "agentId",
        "required": true,
        "schema": {
          "$ref": "#/$defs/AgentId"
        },
        "refusedBy": null
      },
      {
        "name": "commandId",
        "required": true,
        "schema": {
          "$ref": "#/$defs/CommandId"
        },
        "refusedBy": null
      }
    ],
    "query": [],
    "headers": [
      {
        "name": "Capsule-Contract",
        "required": false,
        "schema": {
          "$ref": "#/$defs/ContractWireVersion"
        },
        "refusedBy": "CONTRACT_VERSION_UNSUPPORTED"
      }
    ],
    "summary": {
      "en": "Reports progress and renews the run lease",
      "zh-CN": "上报进度并续约运行租约"
    }
  },
  "commandResult": {
    "operationId": "commandResult",
    "method": "POST",
    "path": "/api/agents/{agentId}/commands/{commandId}/result",
    "api": "agent",
    "kind": "json",
    "auth": "agent",
    "role": null,
    "csrf": false,
    "mutating": true,
    "body": {
      "type": "CommandResultRequest",
      "lines": null,
      "required": true,
      "contentTypes": [
        "application/json"
      ]
    },
    "data": {
      "type": "CommandResultAnswer",
      "list": false
    },
    "response": "CommandResultAnswerResponse",
    "line": null,
    "mediaTypes": [
      "application/json"
    ],
    "errors": [
      {
        "code": "CONTRACT_VERSION_UNSUPPORTED",
        "status": 400
      },
      {
        "code": "MALFORMED_JSON",
        "status": 400
      },
      {
        "code": "AGENT_TOKEN_INVALID",
        "status": 401
      },
      {
        "code": "AGENT_TOKEN_MISSING",
        "status": 401
      },
      {
        "code": "AGENT_TOKEN_REVOKED",
        "status": 401
      },
      {
        "code": "AGENT_DISABLED",
        "status": 403
      },
      {
        "code": "AGENT_ID_MISMATCH",
        "status": 403
      },
      {
        "code": "COMMAND_NOT_FOUND",
        "status": 404
      },
      {
        "code": "COMMAND_ALREADY_COMPLETED",
        "status": 409
      },
      {
        "code": "COMMAND_CANCELLED",
        "status": 409
      },
      {
        "code": "COMMAND_DELIVERY_STALE",
        "status": 409
      },
      {
        "code": "COMMAND_NOT_ACKNOWLEDGED",
        "status": 409
      },
      {
        "code": "COMMAND_EXPIRED",
        "status": 410
      },
      {
        "code": "COMMAND_RESULT_TOO_LARGE",
        "status": 413
      },
      {
        "code": "CONTENT_ENCODING_UNSUPPORTED",
        "status": 415
      },
      {
        "code": "MEDIA_TYPE_UNSUPPORTED",
        "status": 415
      },
      {
        "code": "VALIDATION_FAILED",
        "status": 422
      },
      {
        "code": "RATE_LIMITED",
        "status": 429
      },
      {
        "code": "INTERNAL_ERROR",
        "status": 500
      },
      {
        "code": "SERVICE_UNAVAILABLE",
        "status": 503
      }
    ],
    "itemErrors": [],
    "requirements": [
      "version-header",
      "version-answered",
      "version-unsupported",
      "unknown-members-ignored",
      "unknown-enum-is-not-success",
      "success-envelope",
      "error-envelope",
      "error-codes-closed",
      "error-precedence",
      "no-5xx-for-client-input",
      "request-id",
      "routes-match-contract",
      "responses-match-schema",
      "lexical-forms",
      "limits-enforced",
      "throttle-has-retry-after",
      "agent-auth-classes",
      "auth-failure-keeps-identity",
      "only-contract-answers-count",
      "revocation-is-immediate",
      "revocation-settles-commands",
      "disconnect-on-stop",
      "sensitive-dropped",
      "command-deadlines",
      "execute-at-most-once",
      "handler-timeout",
      "result-once",
      "late-result-kept",
      "result-retried",
      "cancel",
      "cancel-honoured",
      "payload-erased",
      "session-same-outcome",
      "reconnect-backoff",
      "operator-roles",
      "audit-complete",
      "throttle-obeyed",
      "crash-loses-nothing"
    ],
    "pathParams": [
      {
        "name": "agentId",
        "required": true,
        "schema": {
          "$ref": "#/$defs/AgentId"
        },
        "refusedBy": null
      },
      {
        "name": "commandId",
        "required": true,
        "schema": {
          "$ref": "#/$defs/CommandId"
        },
        "refusedBy": null
      }
    ],
    "query": [],
    "headers": [
      {
        "name": "Capsule-Contract",
        "required": false,
        "schema": {
          "$ref": "#/$defs/ContractWireVersion"
        },
        "refusedBy": "CONTRACT_VERSION_UNSUPPORTED"
      }
    ],
    "summary": {
      "en": "Gives the outcome of an acknowledged command",
      "zh-CN": "提交已确认命令的结果"
    }
  },
  "agentRegister": {
    "operationId": "agentRegister",
    "method": "POST",
    "path": "/api/agents/register",
    "api": "agent",
    "kind": "json",
    "auth": "none",
    "role": null,
    "csrf": false,
    "mutating": true,
    "body": {
      "type": "AgentRegisterRequest",
      "lines": null,
      "required": true,
      "contentTypes": [
        "application/json"
      ]
    },
    "data": {
      "type": "AgentRegistration",
      "list": false
    },
    "response": "AgentRegistrationResponse",
    "line": null,
    "mediaTypes": [
      "application/json"
    ],
    "errors": [
      {
        "code": "CONTRACT_VERSION_UNSUPPORTED",
        "status": 400
      },
      {
        "code": "MALFORMED_JSON",
        "status": 400
      },
      {
        "code": "REGISTRATION_TOKEN_EXPIRED",
        "status": 401
      },
      {
        "code": "REGISTRATION_TOKEN_INVALID",
        "status": 401
      },
      {
        "code": "REGISTRATION_TOKEN_REVOKED",
        "status": 401
      },
      {
        "code": "AGENT_DISABLED",
        "status": 403
      },
      {
        "code": "REGISTRATION_TOKEN_SCOPE",
        "status": 403
      },
      {
        "code": "AGENT_CODE_TAKEN",
        "status": 409
      },
      {
        "code": "REGISTRATION_TOKEN_USED",
        "status": 409
      },
      {
        "code": "BODY_TOO_LARGE",
        "status": 413
      },
      {
        "code": "CONTENT_ENCODING_UNSUPPORTED",
        "status": 415
      },
      {
        "code": "MEDIA_TYPE_UNSUPPORTED",
        "status": 415
      },
      {
        "code": "IDEMPOTENCY_KEY_REUSED",
        "status": 422
      },
      {
        "code": "VALIDATION_FAILED",
        "status": 422
      },
      {
        "code": "RATE_LIMITED",
        "status": 429
      },
      {
        "code": "INTERNAL_ERROR",
        "status": 500
      },
      {
        "code": "SERVICE_UNAVAILABLE",
        "status": 503
      }
    ],
    "itemErrors": [
      "VALIDATION_FAILED",
      "DUPLICATE_ITEM",
      "SERVICE_CODE_TAKEN",
      "ACTION_SCHEMA_UNSUPPORTED"
    ],
    "requirements": [
      "version-header",
      "version-answered",
      "version-unsupported",
      "unknown-members-ignored",
      "unknown-enum-is-not-success",
      "capabilities-intersect",
      "success-envelope",
      "error-envelope",
      "error-codes-closed",
      "error-precedence",
      "no-5xx-for-client-input",
      "request-id",
      "routes-match-contract",
      "responses-match-schema",
      "lexical-forms",
      "limits-advertised",
      "limits-enforced",
      "throttle-has-retry-after",
      "registration-token-uses",
      "registration-token-states",
      "registration-token-expires",
      "registration-token-scope",
      "ephemeral-agents",
      "no-silent-takeover",
      "replacement",
      "register-retry-safe",
      "register-sends-idempotency-key",
      "agent-token-stored-safely",
      "secrets-shown-once",
      "secrets-hashed-at-rest",
      "only-contract-answers-count",
      "server-told-intervals",
      "intervals-told",
      "boot-id",
      "report-upsert",
      "report-absent-is-unchanged",
      "report-item-isolation",
      "service-ownership",
      "action-schema-subset",
      "report-on-start-and-change",
      "config-change-observed",
      "sensitive-never-travels",
      "reconnect-backoff",
      "operator-roles",
      "audit-complete",
      "tls-outside-loopback",
      "throttle-obeyed",
      "crash-loses-nothing"
    ],
    "pathParams": [],
    "query": [],
    "headers": [
      {
        "name": "Capsule-Contract",
        "required": false,
        "schema": {
          "$ref": "#/$defs/ContractWireVersion"
        },
        "refusedBy": "CONTRACT_VERSION_UNSUPPORTED"
      },
      {
        "name": "Idempotency-Key",
        "required": false,
        "schema": {
          "$ref": "#/$defs/IdempotencyKey"
        },
        "refusedBy": null
      }
    ],
    "summary": {
      "en": "Exchanges a registration token for an agent identity",
      "zh-CN": "用注册令牌换取 Agent 身份"
    }
  },
  "agentTokenRotate": {
    "operationId": "agentTokenRotate",
    "method": "POST",
    "path": "/api/agents/{agentId}/token/rotate",
    "api": "agent",
    "kind": "json",
    "auth": "agent",
    "role": null,
    "csrf": false,
    "mutating": true,
    "body": {
      "type": "TokenRotateRequest",
      "lines": null,
      "required": false,
      "contentTypes": [
        "application/json"
      ]
    },
    "data": {
      "type": "TokenRotation",
      "list": false
    },
    "response": "TokenRotationResponse",
    "line": null,
    "mediaTypes": [
      "application/json"
    ],
    "errors": [
      {
        "code": "CONTRACT_VERSION_UNSUPPORTED",
        "status": 400
      },
      {
        "code": "MALFORMED_JSON",
        "status": 400
      },
      {
        "code": "AGENT_TOKEN_INVALID",
        "status": 401
      },
      {
        "code": "AGENT_TOKEN_MISSING",
        "status": 401
      },
      {
        "code": "AGENT_TOKEN_REVOKED",
        "status": 401
      },
      {
        "code": "AGENT_DISABLED",
        "status": 403
      },
      {
        "code": "AGENT_ID_MISMATCH",
        "status": 403
      },
      {
        "code": "BODY_TOO_LARGE",
        "status": 413
      },
      {
        "code": "CONTENT_ENCODING_UNSUPPORTED",
        "status": 415
      },
      {
        "code": "MEDIA_TYPE_UNSUPPORTED",
        "status": 415
      },
      {
        "code": "VALIDATION_FAILED",
        "status": 422
      },
      {
        "code": "RATE_LIMITED",
        "status": 429
      },
      {
        "code": "INTERNAL_ERROR",
        "status": 500
      },
      {
        "code": "SERVICE_UNAVAILABLE",
        "status": 503
      }
    ],
    "itemErrors": [],
    "requirements": [
      "version-header",
      "version-answered",
      "version-unsupported",
      "unknown-members-ignored",
      "unknown-enum-is-not-success",
      "success-envelope",
      "error-envelope",
      "error-codes-closed",
      "error-precedence",
      "no-5xx-for-client-input",
      "request-id",
      "routes-match-contract",
      "responses-match-schema",
      "lexical-forms",
      "limits-enforced",
      "throttle-has-retry-after",
      "agent-token-stored-safely",
      "secrets-shown-once",
      "secrets-hashed-at-rest",
      "agent-auth-classes",
      "auth-failure-keeps-identity",
      "only-contract-answers-count",
      "revocation-is-immediate",
      "token-rotation-overlap",
      "rotation-directive-followed",
      "reconnect-backoff",
      "operator-roles",
      "audit-complete",
      "throttle-obeyed"
    ],
    "pathParams": [
      {
        "name": "agentId",
        "required": true,
        "schema": {
          "$ref": "#/$defs/AgentId"
        },
        "refusedBy": null
      }
    ],
    "query": [],
    "headers": [
      {
        "name": "Capsule-Contract",
        "required": false,
        "schema": {
          "$ref": "#/$defs/ContractWireVersion"
        },
        "refusedBy": "CONTRACT_VERSION_UNSUPPORTED"
      }
    ],
    "summary": {
      "en": "Issues a pending agent token",
      "zh-CN": "签发一个待启用的 Agent 令牌"
    }
  },
  "agentHeartbeat": {
    "operationId": "agentHeartbeat",
    "method": "POST",
    "path": "/api/agents/{agentId}/heartbeat",
    "api": "agent",
    "kind": "json",
    "auth": "agent",
    "role": null,
    "csrf": false,
    "mutating": true,
    "body": {
      "type": "HeartbeatRequest",
      "lines": null,
      "required": true,
      "contentTypes": [
        "application/json"
      ]
    },
    "data": {
      "type": "HeartbeatAnswer",
      "list": false
    },
    "response": "HeartbeatAnswerResponse",
    "line": null,
    "mediaTypes": [
      "application/json"
    ],
    "errors": [
      {
        "code": "CONTRACT_VERSION_UNSUPPORTED",
        "status": 400
      },
      {
        "code": "MALFORMED_JSON",
        "status": 400
      },
      {
        "code": "AGENT_TOKEN_INVALID",
        "status": 401
      },
      {
        "code": "AGENT_TOKEN_MISSING",
        "status": 401
      },
      {
        "code": "AGENT_TOKEN_REVOKED",
        "status": 401
      },
      {
        "code": "AGENT_DISABLED",
        "status": 403
      },
      {
        "code": "AGENT_ID_MISMATCH",
        "status": 403
      },
      {
        "code": "BODY_TOO_LARGE",
        "status": 413
      },
      {
        "code": "CONTENT_ENCODING_UNSUPPORTED",
        "status": 415
      },
      {
        "code": "MEDIA_TYPE_UNSUPPORTED",
        "status": 415
      },
      {
        "code": "VALIDATION_FAILED",
        "status": 422
      },
      {
        "code": "RATE_LIMITED",
        "status": 429
      },
      {
        "code": "INTERNAL_ERROR",
        "status": 500
      },
      {
        "code": "SERVICE_UNAVAILABLE",
        "status": 503
      }
    ],
    "itemErrors": [],
    "requirements": [
      "version-header",
      "version-answered",
      "version-unsupported",
      "unknown-members-ignored",
      "unknown-enum-is-not-success",
      "capabilities-intersect",
      "success-envelope",
      "error-envelope",
      "error-codes-closed",
      "error-precedence",
      "no-5xx-for-client-input",
      "request-id",
      "routes-match-contract",
      "responses-match-schema",
      "lexical-forms",
      "limits-enforced",
      "throttle-has-retry-after",
      "agent-auth-classes",
      "auth-failure-keeps-identity",
      "only-contract-answers-count",
      "revocation-is-immediate",
      "token-rotation-overlap",
      "rotation-directive-followed",
      "heartbeat-cadence",
      "server-told-intervals",
      "intervals-told",
      "heartbeat-jitter",
      "boot-id",
      "liveness",
      "disconnect",
      "identity-conflict",
      "service-events-audited",
      "revision-resync",
      "health-reported",
      "health-bounded",
      "sensitive-dropped",
      "run-lease",
      "cancel",
      "cancel-honoured",
      "session-same-outcome",
      "reconnect-backoff",
      "operator-roles",
      "audit-complete",
      "tls-outside-loopback",
      "throttle-obeyed"
    ],
    "pathParams": [
      {
        "name": "agentId",
        "required": true,
        "schema": {
          "$ref": "#/$defs/AgentId"
        },
        "refusedBy": null
      }
    ],
    "query": [],
    "headers": [
      {
        "name": "Capsule-Contract",
        "required": false,
        "schema": {
          "$ref": "#/$defs/ContractWireVersion"
        },
        "refusedBy": "CONTRACT_VERSION_UNSUPPORTED"
      }
    ],
    "summary": {
      "en": "Says that the agent lives and how its services are",
      "zh-CN": "报告 Agent 存活及其服务的状况"
    }
  },
  "agentDisconnect": {
    "operationId": "agentDisconnect",
    "method": "POST",
    "path": "/api/agents/{agentId}/disconnect",
    "api": "agent",
    "kind": "json",
    "auth": "agent",
    "role": null,
    "csrf": false,
    "mutating": true,
    "body": {
      "type": "DisconnectRequest",
      "lines": null,
      "required": true,
      "contentTypes": [
        "application/json"
      ]
    },
    "data": {
      "type": "DisconnectAnswer",
      "list": false
    },
    "response": "DisconnectAnswerResponse",
    "line": null,
    "mediaTypes": [
      "application/json"
    ],
    "errors": [
      {
        "code": "CONTRACT_VERSION_UNSUPPORTED",
        "status": 400
      },
      {
        "code": "MALFORMED_JSON",
        "status": 400
      },
      {
        "code": "AGENT_TOKEN_INVALID",
        "status": 401
      },
      {
        "code": "AGENT_TOKEN_MISSING",
        "status": 401
      },
      {
        "code": "AGENT_TOKEN_REVOKED",
        "status": 401
      },
      {
        "code": "AGENT_DISABLED",
        "status": 403
      },
      {
        "code": "AGENT_ID_MISMATCH",
        "status": 403
      },
      {
        "code": "BODY_TOO_LARGE",
        "status": 413
      },
      {
        "code": "CONTENT_ENCODING_UNSUPPORTED",
        "status": 415
      },
      {
        "code": "MEDIA_TYPE_UNSUPPORTED",
        "status": 415
      },
      {
        "code": "VALIDATION_FAILED",
        "status": 422
      },
      {
        "code": "RATE_LIMITED",
        "status": 429
      },
      {
        "code": "INTERNAL_ERROR",
        "status": 500
      },
      {
        "code": "SERVICE_UNAVAILABLE",
        "status": 503
      }
    ],
    "itemErrors": [],
    "requirements": [
      "version-header",
      "version-answered",
      "version-unsupported",
      "unknown-members-ignored",
      "unknown-enum-is-not-success",
      "success-envelope",
      "error-envelope",
      "error-codes-closed",
      "error-precedence",
      "no-5xx-for-client-input",
      "request-id",
      "routes-match-contract",
      "responses-match-schema",
      "lexical-forms",
      "limits-enforced",
      "throttle-has-retry-after",
      "agent-auth-classes",
      "auth-failure-keeps-identity",
      "only-contract-answers-count",
      "boot-id",
      "disconnect",
      "disconnect-on-stop",
      "session-same-outcome",
      "reconnect-backoff",
      "operator-roles",
      "audit-complete",
      "throttle-obeyed"
    ],
    "pathParams": [
      {
        "name": "agentId",
        "required": true,
        "schema": {
          "$ref": "#/$defs/AgentId"
        },
        "refusedBy": null
      }
    ],
    "query": [],
    "headers": [
      {
        "name": "Capsule-Contract",
        "required": false,
        "schema": {
          "$ref": "#/$defs/ContractWireVersion"
        },
        "refusedBy": "CONTRACT_VERSION_UNSUPPORTED"
      }
    ],
    "summary": {
      "en": "Ends this process's presence in an orderly way",
      "zh-CN": "有序结束本进程的在线状态"
    }
  },
  "agentSession": {
    "operationId": "agentSession",
    "method": "GET",
    "path": "/api/agents/{agentId}/session",
    "api": "agent",
    "kind": "websocket",
    "auth": "agent",
    "role": null,
    "csrf": false,
    "mutating": false,
    "body": null,
    "data": null,
    "response": null,
    "line": null,
    "mediaTypes": [
      "application/json"
    ],
    "errors": [
      {
        "code": "CONTRACT_VERSION_UNSUPPORTED",
        "status": 400
      },
      {
        "code": "AGENT_TOKEN_INVALID",
        "status": 401
      },
      {
        "code": "AGENT_TOKEN_MISSING",
        "status": 401
      },
      {
        "code": "AGENT_TOKEN_REVOKED",
        "status": 401
      },
      {
        "code": "AGENT_DISABLED",
        "status": 403
      },
      {
        "code": "AGENT_ID_MISMATCH",
        "status": 403
      },
      {
        "code": "UPGRADE_REQUIRED",
        "status": 426
      },
      {
        "code": "RATE_LIMITED",
        "status": 429
      },
      {
        "code": "INTERNAL_ERROR",
        "status": 500
      },
      {
        "code": "SERVICE_UNAVAILABLE",
        "status": 503
      }
    ],
    "itemErrors": [],
    "requirements": [
      "version-header",
      "version-answered",
      "version-unsupported",
      "unknown-members-ignored",
      "unknown-enum-is-not-success",
      "capabilities-intersect",
      "success-envelope",
      "error-envelope",
      "error-codes-closed",
      "error-precedence",
      "no-5xx-for-client-input",
      "request-id",
      "routes-match-contract",
      "responses-match-schema",
      "safe-methods-are-safe",
      "lexical-forms",
      "limits-enforced",
      "throttle-has-retry-after",
      "agent-auth-classes",
      "auth-failure-keeps-identity",
      "only-contract-answers-count",
      "revocation-is-immediate",
      "token-rotation-overlap",
      "session-auth-before-upgrade",
      "session-hello-first",
      "session-replies",
      "session-same-outcome",
      "session-newest-wins",
      "session-close-codes",
      "session-bad-frame",
      "session-bounded",
      "session-keepalive",
      "session-fallback",
      "reconnect-backoff",
      "session-drain",
      "operator-roles",
      "tls-outside-loopback",
      "throttle-obeyed"
    ],
    "pathParams": [
      {
        "name": "agentId",
        "required": true,
        "schema": {
          "$ref": "#/$defs/AgentId"
        },
        "refusedBy": null
      }
    ],
    "query": [],
    "headers": [
      {
        "name": "Capsule-Contract",
        "required": false,
        "schema": {
          "$ref": "#/$defs/ContractWireVersion"
        },
        "refusedBy": "CONTRACT_VERSION_UNSUPPORTED"
      },
      {
        "name": "Sec-WebSocket-Protocol",
        "required": true,
        "schema": {
          "type": "string",
          "maxLength": 200
        },
        "refusedBy": "UPGRADE_REQUIRED"
      }
    ],
    "summary": {
      "en": "Opens the agent's WebSocket session",
      "zh-CN": "打开 Agent 的 WebSocket 会话"
    }
  },
  "serviceReport": {
    "operationId": "serviceReport",
    "method": "POST",
    "path": "/api/agents/{agentId}/services/report",
    "api": "agent",
    "kind": "json",
    "auth": "agent",
    "role": null,
    "csrf": false,
    "mutating": true,
    "body": {
      "type": "ServiceReportRequest",
      "lines": null,
      "required": true,
      "contentTypes": [
        "application/json"
      ]
    },
    "data": {
      "type": "ServiceReportAnswer",
      "list": false
    },
    "response": "ServiceReportAnswerResponse",
    "line": null,
    "mediaTypes": [
      "application/json"
    ],
    "errors": [
      {
        "code": "CONTRACT_VERSION_UNSUPPORTED",
        "status": 400
      },
      {
        "code": "MALFORMED_JSON",
        "status": 400
      },
      {
        "code": "AGENT_TOKEN_INVALID",
        "status": 401
      },
      {
        "code": "AGENT_TOKEN_MISSING",
        "status": 401
      },
      {
        "code": "AGENT_TOKEN_REVOKED",
        "status": 401
      },
      {
        "code": "AGENT_DISABLED",
        "status": 403
      },
      {
        "code": "AGENT_ID_MISMATCH",
        "status": 403
      },
      {
        "code": "BODY_TOO_LARGE",
        "status": 413
      },
      {
        "code": "CONTENT_ENCODING_UNSUPPORTED",
        "status": 415
      },
      {
        "code": "MEDIA_TYPE_UNSUPPORTED",
        "status": 415
      },
      {
        "code": "VALIDATION_FAILED",
        "status": 422
      },
      {
        "code": "RATE_LIMITED",
        "status": 429
      },
      {
        "code": "INTERNAL_ERROR",
        "status": 500
      },
      {
        "code": "SERVICE_UNAVAILABLE",
        "status": 503
      }
    ],
    "itemErrors": [
      "VALIDATION_FAILED",
      "DUPLICATE_ITEM",
      "SERVICE_CODE_TAKEN",
      "ACTION_SCHEMA_UNSUPPORTED"
    ],
    "requirements": [
      "version-header",
      "version-answered",
      "version-unsupported",
      "unknown-members-ignored",
      "unknown-enum-is-not-success",
      "success-envelope",
      "error-envelope",
      "error-codes-closed",
      "error-precedence",
      "no-5xx-for-client-input",
      "request-id",
      "routes-match-contract",
      "responses-match-schema",
      "lexical-forms",
      "limits-enforced",
      "throttle-has-retry-after",
      "agent-auth-classes",
      "auth-failure-keeps-identity",
      "only-contract-answers-count",
      "revocation-is-immediate",
      "report-upsert",
      "report-absent-is-unchanged",
      "report-item-isolation",
      "service-ownership",
      "action-schema-subset",
      "report-on-start-and-change",
      "revision-resync",
      "health-reported",
      "config-change-observed",
      "sensitive-never-travels",
      "sensitive-dropped",
      "session-same-outcome",
      "reconnect-backoff",
      "operator-roles",
      "audit-complete",
      "throttle-obeyed",
      "crash-loses-nothing"
    ],
    "pathParams": [
      {
        "name": "agentId",
        "required": true,
        "schema": {
          "$ref": "#/$defs/AgentId"
        },
        "refusedBy": null
      }
    ],
    "query": [],
    "headers": [
      {
        "name": "Capsule-Contract",
        "required": false,
        "schema": {
          "$ref": "#/$defs/ContractWireVersion"
        },
        "refusedBy": "CONTRACT_VERSION_UNSUPPORTED"
      }
    ],
    "summary": {
      "en": "Reports capsule services, their health, configuration and actions",
      "zh-CN": "上报 Capsule 服务及其健康、配置与动作"
    }
  },
  "agentList": {
    "operationId": "agentList",
    "method": "GET",
    "path": "/api/admin/agents",
    "api": "operator",
    "kind": "json",
    "auth": "operator",
    "role": "viewer",
    "csrf": false,
    "mutating": false,
    "body": null,
    "data": {
      "type": "Agent",
      "list": true
    },
    "response": "AgentListResponse",
    "line": null,
    "mediaTypes": [
      "application/json"
    ],
    "errors": [
      {
        "code": "CONTRACT_VERSION_UNSUPPORTED",
        "status": 400
      },
      {
        "code": "UNAUTHORIZED",
        "status": 401
      },
      {
        "code": "VALIDATION_FAILED",
        "status": 422
      },
      {
        "code": "RATE_LIMITED",
        "status": 429
      },
      {
        "code": "INTERNAL_ERROR",
        "status": 500
      },
      {
        "code": "SERVICE_UNAVAILABLE",
        "status": 503
      }
    ],
    "itemErrors": [],
    "requirements": [
      "version-answered",
      "version-unsupported",
      "unknown-members-ignored",
      "success-envelope",
      "error-envelope",
      "error-codes-closed",
      "error-precedence",
      "no-5xx-for-client-input",
      "request-id",
      "routes-match-contract",
      "responses-match-schema",
      "safe-methods-are-safe",
      "lexical-forms",
      "pagination-stable",
      "limits-enforced",
      "throttle-has-retry-after",
      "ephemeral-agents",
      "liveness",
      "operator-roles"
    ],
    "pathParams": [],
    "query": [
      {
        "name": "status",
        "required": false,
        "schema": {
          "$ref": "#/$defs/AgentStatus"
        },
        "refusedBy": null
      },
      {
        "name": "q",
        "required": false,
        "schema": {
          "type": "string",
          "minLength": 1,
          "maxLength": 200
        },
        "refusedBy": null
      },
      {
        "name": "page",
        "required": false,
        "schema": {
          "$ref": "#/$defs/PageNumber",
          "default": 1
        },
        "refusedBy": null
      },
      {
        "name": "pageSize",
        "required": false,
        "schema": {
          "$ref": "#/$defs/PageSize",
          "default": 20
        },
        "refusedBy": null
      }
    ],
    "headers": [
      {
        "name": "Capsule-Contract",
        "required": false,
        "schema": {
          "$ref": "#/$defs/ContractWireVersion"
        },
        "refusedBy": "CONTRACT_VERSION_UNSUPPORTED"
      }
    ],
    "summary": {
      "en": "Lists agents",
      "zh-CN": "列出 Agent"
    }
  },
  "agentView": {
    "operationId": "agentView",
    "method": "GET",
    "path": "/api/admin/agents/{agentId}",
    "api": "operator",
    "kind": "json",
    "auth": "operator",
    "role": "viewer",
    "csrf": false,
    "mutating": false,
    "body": null,
    "data": {
      "type": "Agent",
      "list": false
    },
    "response": "AgentResponse",
    "line": null,
    "mediaTypes": [
      "application/json"
    ],
    "errors": [
      {
        "code": "CONTRACT_VERSION_UNSUPPORTED",
        "status": 400
      },
      {
        "code": "UNAUTHORIZED",
        "status": 401
      },
      {
        "code": "AGENT_NOT_FOUND",
        "status": 404
      },
      {
        "code": "RATE_LIMITED",
        "status": 429
      },
      {
        "code": "INTERNAL_ERROR",
        "status": 500
      },
      {
        "code": "SERVICE_UNAVAILABLE",
        "status": 503
      }
    ],
    "itemErrors": [],
    "requirements": [
      "version-answered",
      "version-unsupported",
      "unknown-members-ignored",
      "success-envelope",
      "error-envelope",
      "error-codes-closed",
      "error-precedence",
      "no-5xx-for-client-input",
      "request-id",
      "routes-match-contract",
      "responses-match-schema",
      "safe-methods-are-safe",
      "lexical-forms",
      "limits-enforced",
      "throttle-has-retry-after",
      "ephemeral-agents",
      "liveness",
      "operator-roles"
    ],
    "pathParams": [
      {
        "name": "agentId",
        "required": true,
        "schema": {
          "$ref": "#/$defs/AgentId"
        },
        "refusedBy": null
      }
    ],
    "query": [],
    "headers": [
      {
        "name": "Capsule-Contract",
        "required": false,
        "schema": {
          "$ref": "#/$defs/ContractWireVersion"
        },
        "refusedBy": "CONTRACT_VERSION_UNSUPPORTED"
      }
    ],
    "summary": {
      "en": "Shows an agent",
      "zh-CN": "查看 Agent"
    }
  },
  "agentDisable": {
    "operationId": "agentDisable",
    "method": "POST",
    "path": "/api/admin/agents/{agentId}/disable",
    "api": "operator",
    "kind": "json",
    "auth": "operator",
    "role": "operator",
    "csrf": true,
    "mutating": true,
    "body": {
      "type": "ReasonRequest",
      "lines": null,
      "required": false,
      "contentTypes": [
        "application/json"
      ]
    },
    "data": {
      "type": "Agent",
      "list": false
    },
    "response": "AgentResponse",
    "line": null,
    "mediaTypes": [
      "application/json"
    ],
    "errors": [
      {
        "code": "CONTRACT_VERSION_UNSUPPORTED",
        "status": 400
      },
      {
        "code": "MALFORMED_JSON",
        "status": 400
      },
      {
        "code": "UNAUTHORIZED",
        "status": 401
      },
      {
        "code": "CSRF_INVALID",
        "status": 403
      },
      {
        "code": "FORBIDDEN",
        "status": 403
      },
      {
        "code": "AGENT_NOT_FOUND",
        "status": 404
      },
      {
        "code": "AGENT_REVOKED",
        "status": 409
      },
      {
        "code": "BODY_TOO_LARGE",
        "status": 413
      },
      {
        "code": "CONTENT_ENCODING_UNSUPPORTED",
        "status": 415
      },
      {
        "code": "MEDIA_TYPE_UNSUPPORTED",
        "status": 415
      },
      {
        "code": "VALIDATION_FAILED",
        "status": 422
      },
      {
        "code": "RATE_LIMITED",
        "status": 429
      },
      {
        "code": "INTERNAL_ERROR",
        "status": 500
      },
      {
        "code": "SERVICE_UNAVAILABLE",
        "status": 503
      }
    ],
    "itemErrors": [],
    "requirements": [
      "version-answered",
      "version-unsupported",
      "unknown-members-ignored",
      "success-envelope",
      "error-envelope",
      "error-codes-closed",
      "error-precedence",
      "no-5xx-for-client-input",
      "request-id",
      "routes-match-contract",
      "responses-match-schema",
      "lexical-forms",
      "limits-enforced",
      "throttle-has-retry-after",
      "revocation-is-immediate",
      "revocation-settles-commands",
      "operator-roles",
      "operator-csrf",
      "audit-complete"
    ],
    "pathParams": [
      {
        "name": "agentId",
        "required": true,
        "schema": {
          "$ref": "#/$defs/AgentId"
        },
        "refusedBy": null
      }
    ],
    "query": [],
    "headers": [
      {
        "name": "Capsule-Contract",
        "required": false,
        "schema": {
          "$ref": "#/$defs/ContractWireVersion"
        },
        "refusedBy": "CONTRACT_VERSION_UNSUPPORTED"
      }
    ],
    "summary": {
      "en": "Shuts an agent out until it is enabled",
      "zh-CN": "禁用 Agent，直至重新启用"
    }
  },
  "agentEnable": {
    "operationId": "agentEnable",
    "method": "POST",
    "path": "/api/admin/agents/{agentId}/enable",
    "api": "operator",
    "kind": "json",
    "auth": "operator",
    "role": "operator",
    "csrf": true,
    "mutating": true,
    "body": {
      "type": "ReasonRequest",
      "lines": null,
      "required": false,
      "contentTypes": [
        "application/json"
      ]
    },
    "data": {
      "type": "Agent",
      "list": false
    },
    "response": "AgentResponse",
    "line": null,
    "mediaTypes": [
      "application/json"
    ],
    "errors": [
      {
        "code": "CONTRACT_VERSION_UNSUPPORTED",
        "status": 400
      },
      {
        "code": "MALFORMED_JSON",
        "status": 400
      },
      {
        "code": "UNAUTHORIZED",
        "status": 401
      },
      {
        "code": "CSRF_INVALID",
        "status": 403
      },
      {
        "code": "FORBIDDEN",
        "status": 403
      },
      {
        "code": "AGENT_NOT_FOUND",
        "status": 404
      },
      {
        "code": "AGENT_REVOKED",
        "status": 409
      },
      {
        "code": "BODY_TOO_LARGE",
        "status": 413
      },
      {
        "code": "CONTENT_ENCODING_UNSUPPORTED",
        "status": 415
      },
      {
        "code": "MEDIA_TYPE_UNSUPPORTED",
        "status": 415
      },
      {
        "code": "VALIDATION_FAILED",
        "status": 422
      },
      {
        "code": "RATE_LIMITED",
        "status": 429
      },
      {
        "code": "INTERNAL_ERROR",
        "status": 500
      },
      {
        "code": "SERVICE_UNAVAILABLE",
        "status": 503
      }
    ],
    "itemErrors": [],
    "requirements": [
      "version-answered",
      "version-unsupported",
      "unknown-members-ignored",
      "success-envelope",
      "error-envelope",
      "error-codes-closed",
      "error-precedence",
      "no-5xx-for-client-input",
      "request-id",
      "routes-match-contract",
      "responses-match-schema",
      "lexical-forms",
      "limits-enforced",
      "throttle-has-retry-after",
      "revocation-settles-commands",
      "operator-roles",
      "operator-csrf",
      "audit-complete"
    ],
    "pathParams": [
      {
        "name": "agentId",
        "required": true,
        "schema": {
          "$ref": "#/$defs/AgentId"
        },
        "refusedBy": null
      }
    ],
    "query": [],
    "headers": [
      {
        "name": "Capsule-Contract",
        "required": false,
        "schema": {
          "$ref": "#/$defs/ContractWireVersion"
        },
        "refusedBy": "CONTRACT_VERSION_UNSUPPORTED"
      }
    ],
    "summary": {
      "en": "Lets a disabled agent in again",
      "zh-CN": "重新启用 Agent"
    }
  },
  "agentRevoke": {
    "operationId": "agentRevoke",
    "method": "POST",
    "path": "/api/admin/agents/{agentId}/revoke",
    "api": "operator",
    "kind": "json",
    "auth": "operator",
    "role": "owner",
    "csrf": true,
    "mutating": true,
    "body": {
      "type": "ReasonRequest",
      "lines": null,
      "required": false,
      "contentTypes": [
        "application/json"
      ]
    },
    "data": {
      "type": "Agent",
      "list": false
    },
    "response": "AgentResponse",
    "line": null,
    "mediaTypes": [
      "application/json"
    ],
    "errors": [
      {
        "code": "CONTRACT_VERSION_UNSUPPORTED",
        "status": 400
      },
      {
        "code": "MALFORMED_JSON",
        "status": 400
      },
      {
        "code": "UNAUTHORIZED",
        "status": 401
      },
      {
        "code": "CSRF_INVALID",
        "status": 403
      },
      {
        "code": "FORBIDDEN",
        "status": 403
      },
      {
        "code": "AGENT_NOT_FOUND",
        "status": 404
      },
      {
        "code": "BODY_TOO_LARGE",
        "status": 413
      },
      {
        "code": "CONTENT_ENCODING_UNSUPPORTED",
        "status": 415
      },
      {
        "code": "MEDIA_TYPE_UNSUPPORTED",
        "status": 415
      },
      {
        "code": "VALIDATION_FAILED",
        "status": 422
      },
      {
        "code": "RATE_LIMITED",
        "status": 429
      },
      {
        "code": "INTERNAL_ERROR",
        "status": 500
      },
      {
        "code": "SERVICE_UNAVAILABLE",
        "status": 503
      }
    ],
    "itemErrors": [],
    "requirements": [
      "version-answered",
      "version-unsupported",
      "unknown-members-ignored",
      "success-envelope",
      "error-envelope",
      "error-codes-closed",
      "error-precedence",
      "no-5xx-for-client-input",
      "request-id",
      "routes-match-contract",
      "responses-match-schema",
      "lexical-forms",
      "limits-enforced",
      "throttle-has-retry-after",
      "revocation-is-immediate",
      "revocation-settles-commands",
      "service-ownership",
      "operator-roles",
      "operator-csrf",
      "audit-complete"
    ],
    "pathParams": [
      {
        "name": "agentId",
        "required": true,
        "schema": {
          "$ref": "#/$defs/AgentId"
        },
        "refusedBy": null
      }
    ],
    "query": [],
    "headers": [
      {
        "name": "Capsule-Contract",
        "required": false,
        "schema": {
          "$ref": "#/$defs/ContractWireVersion"
        },
        "refusedBy": "CONTRACT_VERSION_UNSUPPORTED"
      }
    ],
    "summary": {
      "en": "Ends an agent's identity",
      "zh-CN": "吊销 Agent 身份"
    }
  },
  "auditList": {
    "operationId": "auditList",
    "method": "GET",
    "path": "/api/admin/audit-events",
    "api": "operator",
    "kind": "json",
    "auth": "operator",
    "role": "operator",
    "csrf": false,
    "mutating": false,
    "body": null,
    "data": {
      "type": "AuditEvent",
      "list": true
    },
    "response": "AuditEventListResponse",
    "line": null,
    "mediaTypes": [
      "application/json"
    ],
    "errors": [
      {
        "code": "CONTRACT_VERSION_UNSUPPORTED",
        "status": 400
      },
      {
        "code": "UNAUTHORIZED",
        "status": 401
      },
      {
        "code": "FORBIDDEN",
        "status": 403
      },
      {
        "code": "VALIDATION_FAILED",
        "status": 422
      },
      {
        "code": "RATE_LIMITED",
        "status": 429
      },
      {
        "code": "INTERNAL_ERROR",
        "status": 500
      },
      {
        "code": "SERVICE_UNAVAILABLE",
        "status": 503
      }
    ],
    "itemErrors": [],
    "requirements": [
      "version-answered",
      "version-unsupported",
      "unknown-members-ignored",
      "success-envelope",
      "error-envelope",
      "error-codes-closed",
      "error-precedence",
      "no-5xx-for-client-input",
      "request-id",
      "routes-match-contract",
      "responses-match-schema",
      "safe-methods-are-safe",
      "lexical-forms",
      "pagination-stable",
      "limits-enforced",
      "throttle-has-retry-after",
      "secrets-shown-once",
      "service-events-audited",
      "sensitive-dropped",
      "operator-roles",
      "audit-complete",
      "audit-sequence",
      "audit-attribution",
      "audit-chain",
      "crash-loses-nothing"
    ],
    "pathParams": [],
    "query": [
      {
        "name": "action",
        "required": false,
        "schema": {
          "$ref": "#/$defs/AuditAction"
        },
        "refusedBy": null
      },
      {
        "name": "result",
        "required": false,
        "schema": {
          "$ref": "#/$defs/AuditResult"
        },
        "refusedBy": null
      },
      {
        "name": "actorId",
        "required": false,
        "schema": {
          "type": "string",
          "minLength": 1,
          "maxLength": 128
        },
        "refusedBy": null
      },
      {
        "name": "targetId",
        "required": false,
        "schema": {
          "type": "string",
          "minLength": 1,
          "maxLength": 128
        },
        "refusedBy": null
      },
      {
        "name": "correlationId",
        "required": false,
        "schema": {
          "type": "string",
          "minLength": 1,
          "maxLength": 128
        },
        "refusedBy": null
      },
      {
        "name": "from",
        "required": false,
        "schema": {
          "$ref": "#/$defs/TimestampInput"
        },
        "refusedBy": null
      },
      {
        "name": "to",
        "required": false,
        "schema": {
          "$ref": "#/$defs/TimestampInput"
        },
        "refusedBy": null
      },
      {
        "name": "after",
        "required": false,
        "schema": {
          "type": "integer",
          "format": "int64",
          "minimum": 0,
          "maximum": 9007199254740991
        },
        "refusedBy": null
      },
      {
        "name": "page",
        "required": false,
        "schema": {
          "$ref": "#/$defs/PageNumber",
          "default": 1
        },
        "refusedBy": null
      },
      {
        "name": "pageSize",
        "required": false,
        "schema": {
          "$ref": "#/$defs/PageSize",
          "default": 20
        },
        "refusedBy": null
      }
    ],
    "headers": [
      {
        "name": "Capsule-Contract",
        "required": false,
        "schema": {
          "$ref": "#/$defs/ContractWireVersion"
        },
        "refusedBy": "CONTRACT_VERSION_UNSUPPORTED"
      }
    ],
    "summary": {
      "en": "Lists audit events",
      "zh-CN": "列出审计事件"
    }
  },
  "auditExport": {
    "operationId": "auditExport",
    "method": "GET",
    "path": "/api/admin/audit-events/export",
    "api": "operator",
    "kind": "export",
    "auth": "operator",
    "role": "operator",
    "csrf": false,
    "mutating": false,
    "body": null,
    "data": null,
    "response": null,
    "line": "AuditEvent",
    "mediaTypes": [
      "application/x-ndjson",
      "text/csv"
    ],
    "errors": [
      {
        "code": "CONTRACT_VERSION_UNSUPPORTED",
        "status": 400
      },
      {
        "code": "UNAUTHORIZED",
        "status": 401
      },
      {
        "code": "FORBIDDEN",
        "status": 403
      },
      {
        "code": "VALIDATION_FAILED",
        "status": 422
      },
      {
        "code": "RATE_LIMITED",
        "status": 429
      },
      {
        "code": "INTERNAL_ERROR",
        "status": 500
      },
      {
        "code": "SERVICE_UNAVAILABLE",
        "status": 503
      }
    ],
    "itemErrors": [],
    "requirements": [
      "version-answered",
      "version-unsupported",
      "unknown-members-ignored",
      "success-envelope",
      "error-envelope",
      "error-codes-closed",
      "error-precedence",
      "no-5xx-for-client-input",
      "request-id",
      "routes-match-contract",
      "responses-match-schema",
      "safe-methods-are-safe",
      "lexical-forms",
      "limits-enforced",
      "throttle-has-retry-after",
      "secrets-shown-once",
      "sensitive-dropped",
      "payload-erased",
      "operator-roles",
      "audit-complete",
      "audit-sequence",
      "audit-attribution",
      "audit-export-complete",
      "audit-chain"
    ],
    "pathParams": [],
    "query": [
      {
        "name": "format",
        "required": false,
        "schema": {
          "$ref": "#/$defs/AuditExportFormat"
        },
        "refusedBy": null
      },
      {
        "name": "action",
        "required": false,
        "schema": {
          "$ref": "#/$defs/AuditAction"
        },
        "refusedBy": null
      },
      {
        "name": "result",
        "required": false,
        "schema": {
          "$ref": "#/$defs/AuditResult"
        },
        "refusedBy": null
      },
      {
        "name": "actorId",
        "required": false,
        "schema": {
          "type": "string",
          "minLength": 1,
          "maxLength": 128
        },
        "refusedBy": null
      },
      {
        "name": "targetId",
        "required": false,
        "schema": {
          "type": "string",
          "minLength": 1,
          "maxLength": 128
        },
        "refusedBy": null
      },
      {
        "name": "correlationId",
        "required": false,
        "schema": {
          "type": "string",
          "minLength": 1,
          "maxLength": 128
        },
        "refusedBy": null
      },
      {
        "name": "from",
        "required": false,
        "schema": {
          "$ref": "#/$defs/TimestampInput"
        },
        "refusedBy": null
      },
      {
        "name": "to",
        "required": false,
        "schema": {
          "$ref": "#/$defs/TimestampInput"
        },
        "refusedBy": null
      },
      {
        "name": "after",
        "required": false,
        "schema": {
          "type": "integer",
          "format": "int64",
          "minimum": 0,
          "maximum": 9007199254740991
        },
        "refusedBy": null
      }
    ],
    "headers": [
      {
        "name": "Capsule-Contract",
        "required": false,
        "schema": {
          "$ref": "#/$defs/ContractWireVersion"
        },
        "refusedBy": "CONTRACT_VERSION_UNSUPPORTED"
      }
    ],
    "summary": {
      "en": "Exports audit events",
      "zh-CN": "导出审计事件"
    }
  },
  "auditVerify": {
    "operationId": "auditVerify",
    "method": "POST",
    "path": "/api/admin/audit-events/verify",
    "api": "operator",
    "kind": "json",
    "auth": "operator",
    "role": "operator",
    "csrf": true,
    "mutating": true,
    "body": {
      "type": null,
      "lines": "AuditEvent",
      "required": false,
      "contentTypes": [
        "application/x-ndjson"
      ]
    },
    "data": {
      "type": "AuditVerification",
      "list": false
    },
    "response": "AuditVerificationResponse",
    "line": null,
    "mediaTypes": [
      "application/json"
    ],
    "errors": [
      {
        "code": "CONTRACT_VERSION_UNSUPPORTED",
        "status": 400
      },
      {
        "code": "MALFORMED_JSON",
        "status": 400
      },
      {
        "code": "UNAUTHORIZED",
        "status": 401
      },
      {
        "code": "CSRF_INVALID",
        "status": 403
      },
      {
        "code": "FORBIDDEN",
        "status": 403
      },
      {
        "code": "BODY_TOO_LARGE",
        "status": 413
      },
      {
        "code": "CONTENT_ENCODING_UNSUPPORTED",
        "status": 415
      },
      {
        "code": "MEDIA_TYPE_UNSUPPORTED",
        "status": 415
      },
      {
        "code": "VALIDATION_FAILED",
        "status": 422
      },
      {
        "code": "RATE_LIMITED",
        "status": 429
      },
      {
        "code": "INTERNAL_ERROR",
        "status": 500
      },
      {
        "code": "SERVICE_UNAVAILABLE",
        "status": 503
      }
    ],
    "itemErrors": [],
    "requirements": [
      "version-answered",
      "version-unsupported",
      "unknown-members-ignored",
      "success-envelope",
      "error-envelope",
      "error-codes-closed",
      "error-precedence",
      "no-5xx-for-client-input",
      "request-id",
      "routes-match-contract",
      "responses-match-schema",
      "lexical-forms",
      "limits-enforced",
      "throttle-has-retry-after",
      "operator-roles",
      "operator-csrf",
      "audit-chain"
    ],
    "pathParams": [],
    "query": [],
    "headers": [
      {
        "name": "Capsule-Contract",
        "required": false,
        "schema": {
          "$ref": "#/$defs/ContractWireVersion"
        },
        "refusedBy": "CONTRACT_VERSION_UNSUPPORTED"
      }
    ],
    "summary": {
      "en": "Verifies the audit chain",
      "zh-CN": "校验审计链"
    }
  },
  "auditView": {
    "operationId": "auditView",
    "method": "GET",
    "path": "/api/admin/audit-events/{auditEventId}",
    "api": "operator",
    "kind": "json",
    "auth": "operator",
    "role": "operator",
    "csrf": false,
    "mutating": false,
    "body": null,
    "data": {
      "type": "AuditEvent",
      "list": false
    },
    "response": "AuditEventResponse",
    "line": null,
    "mediaTypes": [
      "application/json"
    ],
    "errors": [
      {
        "code": "CONTRACT_VERSION_UNSUPPORTED",
        "status": 400
      },
      {
        "code": "UNAUTHORIZED",
        "status": 401
      },
      {
        "code": "FORBIDDEN",
        "status": 403
      },
      {
        "code": "AUDIT_EVENT_NOT_FOUND",
        "status": 404
      },
      {
        "code": "RATE_LIMITED",
        "status": 429
      },
      {
        "code": "INTERNAL_ERROR",
        "status": 500
      },
      {
        "code": "SERVICE_UNAVAILABLE",
        "status": 503
      }
    ],
    "itemErrors": [],
    "requirements": [
      "version-answered",
      "version-unsupported",
      "unknown-members-ignored",
      "success-envelope",
      "error-envelope",
      "error-codes-closed",
      "error-precedence",
      "no-5xx-for-client-input",
      "request-id",
      "routes-match-contract",
      "responses-match-schema",
      "safe-methods-are-safe",
      "lexical-forms",
      "limits-enforced",
      "throttle-has-retry-after",
      "operator-roles",
      "audit-sequence",
      "audit-attribution"
    ],
    "pathParams": [
      {
        "name": "auditEventId",
        "required": true,
        "schema": {
          "$ref": "#/$defs/AuditEventId"
        },
        "refusedBy": null
      }
    ],
    "query": [],
    "headers": [
      {
        "name": "Capsule-Contract",
        "required": false,
        "schema": {
          "$ref": "#/$defs/ContractWireVersion"
        },
        "refusedBy": "CONTRACT_VERSION_UNSUPPORTED"
      }
    ],
    "summary": {
      "en": "Shows an audit event",
      "zh-CN": "查看审计事件"
    }
  },
  "serviceList": {
    "operationId": "serviceList",
    "method": "GET",
    "path": "/api/admin/capsule-services",
    "api": "operator",
    "kind": "json",
    "auth": "operator",
    "role": "viewer",
    "csrf": false,
    "mutating": false,
    "body": null,
    "data": {
      "type": "Service",
      "list": true
    },
    "response": "ServiceListResponse",
    "line": null,
    "mediaTypes": [
      "application/json"
    ],
    "errors": [
      {
        "code": "CONTRACT_VERSION_UNSUPPORTED",
        "status": 400
      },
      {
        "code": "UNAUTHORIZED",
        "status": 401
      },
      {
        "code": "VALIDATION_FAILED",
        "status": 422
      },
      {
        "code": "RATE_LIMITED",
        "status": 429
      },
      {
        "code": "INTERNAL_ERROR",
        "status": 500
      },
      {
        "code": "SERVICE_UNAVAILABLE",
        "status": 503
      }
    ],
    "itemErrors": [],
    "requirements": [
      "version-answered",
      "version-unsupported",
      "unknown-members-ignored",
      "success-envelope",
      "error-envelope",
      "error-codes-closed",
      "error-precedence",
      "no-5xx-for-client-input",
      "request-id",
      "routes-match-contract",
      "responses-match-schema",
      "safe-methods-are-safe",
      "lexical-forms",
      "pagination-stable",
      "limits-enforced",
      "throttle-has-retry-after",
      "liveness",
      "effective-status",
      "operator-roles"
    ],
    "pathParams": [],
    "query": [
      {
        "name": "status",
        "required": false,
        "schema": {
          "$ref": "#/$defs/EffectiveStatus"
        },
        "refusedBy": null
      },
      {
        "name": "agentId",
        "required": false,
        "schema": {
          "$ref": "#/$defs/AgentId"
        },
        "refusedBy": null
      },
      {
        "name": "q",
        "required": false,
        "schema": {
          "type": "string",
          "minLength": 1,
          "maxLength": 200
        },
        "refusedBy": null
      },
      {
        "name": "page",
        "required": false,
        "schema": {
          "$ref": "#/$defs/PageNumber",
          "default": 1
        },
        "refusedBy": null
      },
      {
        "name": "pageSize",
        "required": false,
        "schema": {
          "$ref": "#/$defs/PageSize",
          "default": 20
        },
        "refusedBy": null
      }
    ],
    "headers": [
      {
        "name": "Capsule-Contract",
        "required": false,
        "schema": {
          "$ref": "#/$defs/ContractWireVersion"
        },
        "refusedBy": "CONTRACT_VERSION_UNSUPPORTED"
      }
    ],
    "summary": {
      "en": "Lists capsule services",
      "zh-CN": "列出 Capsule 服务"
    }
  },
  "serviceView": {
    "operationId": "serviceView",
    "method": "GET",
    "path": "/api/admin/capsule-services/{serviceId}",
    "api": "operator",
    "kind": "json",
    "auth": "operator",
    "role": "viewer",
    "csrf": false,
    "mutating": false,
    "body": null,
    "data": {
      "type": "Service",
      "list": false
    },
    "response": "ServiceResponse",
    "line": null,
    "mediaTypes": [
      "application/json"
    ],
    "errors": [
      {
        "code": "CONTRACT_VERSION_UNSUPPORTED",
        "status": 400
      },
      {
        "code": "UNAUTHORIZED",
        "status": 401
      },
      {
        "code": "SERVICE_NOT_FOUND",
        "status": 404
      },
      {
        "code": "RATE_LIMITED",
        "status": 429
      },
      {
        "code": "INTERNAL_ERROR",
        "status": 500
      },
      {
        "code": "SERVICE_UNAVAILABLE",
        "status": 503
      }
    ],
    "itemErrors": [],
    "requirements": [
      "version-answered",
      "version-unsupported",
      "unknown-members-ignored",
      "success-envelope",
      "error-envelope",
      "error-codes-closed",
      "error-precedence",
      "no-5xx-for-client-input",
      "request-id",
      "routes-match-contract",
      "responses-match-schema",
      "safe-methods-are-safe",
      "lexical-forms",
      "limits-enforced",
      "throttle-has-retry-after",
      "liveness",
      "report-upsert",
      "service-ownership",
      "effective-status",
      "last-health-kept",
      "operator-roles"
    ],
    "pathParams": [
      {
        "name": "serviceId",
        "required": true,
        "schema": {
          "$ref": "#/$defs/ServiceId"
        },
        "refusedBy": null
      }
    ],
    "query": [],
    "headers": [
      {
        "name": "Capsule-Contract",
        "required": false,
        "schema": {
          "$ref": "#/$defs/ContractWireVersion"
        },
        "refusedBy": "CONTRACT_VERSION_UNSUPPORTED"
      }
    ],
    "summary": {
      "en": "Shows a capsule service",
      "zh-CN": "查看 Capsule 服务"
    }
  },
  "serviceManifestView": {
    "operationId": "serviceManifestView",
    "method": "GET",
    "path": "/api/admin/capsule-services/{serviceId}/manifest",
    "api": "operator",
    "kind": "json",
    "auth": "operator",
    "role": "viewer",
    "csrf": false,
    "mutating": false,
    "body": null,
    "data": {
      "type": "ServiceManifest",
      "list": false
    },
    "response": "ServiceManifestResponse",
    "line": null,
    "mediaTypes": [
      "application/json"
    ],
    "errors": [
      {
        "code": "CONTRACT_VERSION_UNSUPPORTED",
        "status": 400
      },
      {
        "code": "UNAUTHORIZED",
        "status": 401
      },
      {
        "code": "SERVICE_NOT_FOUND",
        "status": 404
      },
      {
        "code": "RATE_LIMITED",
        "status": 429
      },
      {
        "code": "INTERNAL_ERROR",
        "status": 500
      },
      {
        "code": "SERVICE_UNAVAILABLE",
        "status": 503
      }
    ],
    "itemErrors": [],
    "requirements": [
      "version-answered",
      "version-unsupported",
      "unknown-members-ignored",
      "success-envelope",
      "error-envelope",
      "error-codes-closed",
      "error-precedence",
      "no-5xx-for-client-input",
      "request-id",
      "routes-match-contract",
      "responses-match-schema",
      "safe-methods-are-safe",
      "lexical-forms",
      "limits-enforced",
      "throttle-has-retry-after",
      "operator-roles"
    ],
    "pathParams": [
      {
        "name": "serviceId",
        "required": true,
        "schema": {
          "$ref": "#/$defs/ServiceId"
        },
        "refusedBy": null
      }
    ],
    "query": [],
    "headers": [
      {
        "name": "Capsule-Contract",
        "required": false,
        "schema": {
          "$ref": "#/$defs/ContractWireVersion"
        },
        "refusedBy": "CONTRACT_VERSION_UNSUPPORTED"
      }
    ],
    "summary": {
      "en": "Shows a service's manifest",
      "zh-CN": "查看服务的清单"
    }
  },
  "serviceHealthView": {
    "operationId": "serviceHealthView",
    "method": "GET",
    "path": "/api/admin/capsule-services/{serviceId}/health",
    "api": "operator",
    "kind": "json",
    "auth": "operator",
    "role": "viewer",
    "csrf": false,
    "mutating": false,
    "body": null,
    "data": {
      "type": "ServiceHealth",
      "list": false
    },
    "response": "ServiceHealthResponse",
    "line": null,
    "mediaTypes": [
      "application/json"
    ],
    "errors": [
      {
        "code": "CONTRACT_VERSION_UNSUPPORTED",
        "status": 400
      },
      {
        "code": "UNAUTHORIZED",
        "status": 401
      },
      {
        "code": "SERVICE_NOT_FOUND",
        "status": 404
      },
      {
        "code": "RATE_LIMITED",
        "status": 429
      },
      {
        "code": "INTERNAL_ERROR",
        "status": 500
      },
      {
        "code": "SERVICE_UNAVAILABLE",
        "status": 503
      }
    ],
    "itemErrors": [],
    "requirements": [
      "version-answered",
      "version-unsupported",
      "unknown-members-ignored",
      "success-envelope",
      "error-envelope",
      "error-codes-closed",
      "error-precedence",
      "no-5xx-for-client-input",
      "request-id",
      "routes-match-contract",
      "responses-match-schema",
      "safe-methods-are-safe",
      "lexical-forms",
      "limits-enforced",
      "throttle-has-retry-after",
      "effective-status",
      "last-health-kept",
      "sensitive-dropped",
      "operator-roles"
    ],
    "pathParams": [
      {
        "name": "serviceId",
        "required": true,
        "schema": {
          "$ref": "#/$defs/ServiceId"
        },
        "refusedBy": null
      }
    ],
    "query": [],
    "headers": [
      {
        "name": "Capsule-Contract",
        "required": false,
        "schema": {
          "$ref": "#/$defs/ContractWireVersion"
        },
        "refusedBy": "CONTRACT_VERSION_UNSUPPORTED"
      }
    ],
    "summary": {
      "en": "Shows a service's health",
      "zh-CN": "查看服务的健康状况"
    }
  },
  "serviceConfigView": {
    "operationId": "serviceConfigView",
    "method": "GET",
    "path": "/api/admin/capsule-services/{serviceId}/configs",
    "api": "operator",
    "kind": "json",
    "auth": "operator",
    "role": "viewer",
    "csrf": false,
    "mutating": false,
    "body": null,
    "data": {
      "type": "ServiceConfigs",
      "list": false
    },
    "response": "ServiceConfigsResponse",
    "line": null,
    "mediaTypes": [
      "application/json"
    ],
    "errors": [
      {
        "code": "CONTRACT_VERSION_UNSUPPORTED",
        "status": 400
      },
      {
        "code": "UNAUTHORIZED",
        "status": 401
      },
      {
        "code": "SERVICE_NOT_FOUND",
        "status": 404
      },
      {
        "code": "RATE_LIMITED",
        "status": 429
      },
      {
        "code": "INTERNAL_ERROR",
        "status": 500
      },
      {
        "code": "SERVICE_UNAVAILABLE",
        "status": 503
      }
    ],
    "itemErrors": [],
    "requirements": [
      "version-answered",
      "version-unsupported",
      "unknown-members-ignored",
      "success-envelope",
      "error-envelope",
      "error-codes-closed",
      "error-precedence",
      "no-5xx-for-client-input",
      "request-id",
      "routes-match-contract",
      "responses-match-schema",
      "safe-methods-are-safe",
      "lexical-forms",
      "limits-enforced",
      "throttle-has-retry-after",
      "report-upsert",
      "config-change-observed",
      "config-history",
      "sensitive-dropped",
      "operator-roles"
    ],
    "pathParams": [
      {
        "name": "serviceId",
        "required": true,
        "schema": {
          "$ref": "#/$defs/ServiceId"
        },
        "refusedBy": null
      }
    ],
    "query": [],
    "headers": [
      {
        "name": "Capsule-Contract",
        "required": false,
        "schema": {
          "$ref": "#/$defs/ContractWireVersion"
        },
        "refusedBy": "CONTRACT_VERSION_UNSUPPORTED"
      }
    ],
    "summary": {
      "en": "Shows a service's configuration",
      "zh-CN": "查看服务的配置"
    }
  },
  "serviceConfigHistory": {
    "operationId": "serviceConfigHistory",
    "method": "GET",
    "path": "/api/admin/capsule-services/{serviceId}/configs/history",
    "api": "operator",
    "kind": "json",
    "auth": "operator",
    "role": "viewer",
    "csrf": false,
    "mutating": false,
    "body": null,
    "data": {
      "type": "ConfigRevision",
      "list": true
    },
    "response": "ConfigRevisionListResponse",
    "line": null,
    "mediaTypes": [
      "application/json"
    ],
    "errors": [
      {
        "code": "CONTRACT_VERSION_UNSUPPORTED",
        "status": 400
      },
      {
        "code": "UNAUTHORIZED",
        "status": 401
      },
      {
        "code": "SERVICE_NOT_FOUND",
        "status": 404
      },
      {
        "code": "VALIDATION_FAILED",
        "status": 422
      },
      {
        "code": "RATE_LIMITED",
        "status": 429
      },
      {
        "code": "INTERNAL_ERROR",
        "status": 500
      },
      {
        "code": "SERVICE_UNAVAILABLE",
        "status": 503
      }
    ],
    "itemErrors": [],
    "requirements": [
      "version-answered",
      "version-unsupported",
      "unknown-members-ignored",
      "success-envelope",
      "error-envelope",
      "error-codes-closed",
      "error-precedence",
      "no-5xx-for-client-input",
      "request-id",
      "routes-match-contract",
      "responses-match-schema",
      "safe-methods-are-safe",
      "lexical-forms",
      "pagination-stable",
      "limits-enforced",
      "throttle-has-retry-after",
      "config-change-observed",
      "config-history",
      "sensitive-dropped",
      "operator-roles"
    ],
    "pathParams": [
      {
        "name": "serviceId",
        "required": true,
        "schema": {
          "$ref": "#/$defs/ServiceId"
        },
        "refusedBy": null
      }
    ],
    "query": [
      {
        "name": "page",
        "required": false,
        "schema": {
          "$ref": "#/$defs/PageNumber",
          "default": 1
        },
        "refusedBy": null
      },
      {
        "name": "pageSize",
        "required": false,
        "schema": {
          "$ref": "#/$defs/PageSize",
          "default": 20
        },
        "refusedBy": null
      }
    ],
    "headers": [
      {
        "name": "Capsule-Contract",
        "required": false,
        "schema": {
          "$ref": "#/$defs/ContractWireVersion"
        },
        "refusedBy": "CONTRACT_VERSION_UNSUPPORTED"
      }
    ],
    "summary": {
      "en": "Lists a service's configuration changes",
      "zh-CN": "列出服务的配置变更"
    }
  },
  "commandList": {
    "operationId": "commandList",
    "method": "GET",
    "path": "/api/admin/commands",
    "api": "operator",
    "kind": "json",
    "auth": "operator",
    "role": "viewer",
    "csrf": false,
    "mutating": false,
    "body": null,
    "data": {
      "type": "Command",
      "list": true
    },
    "response": "CommandListResponse",
    "line": null,
    "mediaTypes": [
      "application/json"
    ],
    "errors": [
      {
        "code": "CONTRACT_VERSION_UNSUPPORTED",
        "status": 400
      },
      {
        "code": "UNAUTHORIZED",
        "status": 401
      },
      {
        "code": "VALIDATION_FAILED",
        "status": 422
      },
      {
        "code": "RATE_LIMITED",
        "status": 429
      },
      {
        "code": "INTERNAL_ERROR",
        "status": 500
      },
      {
        "code": "SERVICE_UNAVAILABLE",
        "status": 503
      }
    ],
    "itemErrors": [],
    "requirements": [
      "version-answered",
      "version-unsupported",
      "unknown-members-ignored",
      "success-envelope",
      "error-envelope",
      "error-codes-closed",
      "error-precedence",
      "no-5xx-for-client-input",
      "request-id",
      "routes-match-contract",
      "responses-match-schema",
      "safe-methods-are-safe",
      "lexical-forms",
      "pagination-stable",
      "limits-enforced",
      "throttle-has-retry-after",
      "sensitive-dropped",
      "command-deadlines",
      "operator-roles"
    ],
    "pathParams": [],
    "query": [
      {
        "name": "status",
        "required": false,
        "schema": {
          "$ref": "#/$defs/CommandStatus"
        },
        "refusedBy": null
      },
      {
        "name": "agentId",
        "required": false,
        "schema": {
          "$ref": "#/$defs/AgentId"
        },
        "refusedBy": null
      },
      {
        "name": "serviceId",
        "required": false,
        "schema": {
          "$ref": "#/$defs/ServiceId"
        },
        "refusedBy": null
      },
      {
        "name": "from",
        "required": false,
        "schema": {
          "$ref": "#/$defs/TimestampInput"
        },
        "refusedBy": null
      },
      {
        "name": "to",
        "required": false,
        "schema": {
          "$ref": "#/$defs/TimestampInput"
        },
        "refusedBy": null
      },
      {
        "name": "page",
        "required": false,
        "schema": {
          "$ref": "#/$defs/PageNumber",
          "default": 1
        },
        "refusedBy": null
      },
      {
        "name": "pageSize",
        "required": false,
        "schema": {
          "$ref": "#/$defs/PageSize",
          "default": 20
        },
        "refusedBy": null
      }
    ],
    "headers": [
      {
        "name": "Capsule-Contract",
        "required": false,
        "schema": {
          "$ref": "#/$defs/ContractWireVersion"
        },
        "refusedBy": "CONTRACT_VERSION_UNSUPPORTED"
      }
    ],
    "summary": {
      "en": "Lists commands",
      "zh-CN": "列出命令"
    }
  },
  "commandView": {
    "operationId": "commandView",
    "method": "GET",
    "path": "/api/admin/commands/{commandId}",
    "api": "operator",
    "kind": "json",
    "auth": "operator",
    "role": "viewer",
    "csrf": false,
    "mutating": false,
    "body": null,
    "data": {
      "type": "Command",
      "list": false
    },
    "response": "CommandResponse",
    "line": null,
    "mediaTypes": [
      "application/json"
    ],
    "errors": [
      {
        "code": "CONTRACT_VERSION_UNSUPPORTED",
        "status": 400
      },
      {
        "code": "UNAUTHORIZED",
        "status": 401
      },
      {
        "code": "COMMAND_NOT_FOUND",
        "status": 404
      },
      {
        "code": "RATE_LIMITED",
        "status": 429
      },
      {
        "code": "INTERNAL_ERROR",
        "status": 500
      },
      {
        "code": "SERVICE_UNAVAILABLE",
        "status": 503
      }
    ],
    "itemErrors": [],
    "requirements": [
      "version-answered",
      "version-unsupported",
      "unknown-members-ignored",
      "success-envelope",
      "error-envelope",
      "error-codes-closed",
      "error-precedence",
      "no-5xx-for-client-input",
      "request-id",
      "routes-match-contract",
      "responses-match-schema",
      "safe-methods-are-safe",
      "lexical-forms",
      "limits-enforced",
      "throttle-has-retry-after",
      "revocation-settles-commands",
      "sensitive-dropped",
      "command-deadlines",
      "run-lease",
      "late-result-kept",
      "cancel",
      "payload-erased",
      "operator-roles"
    ],
    "pathParams": [
      {
        "name": "commandId",
        "required": true,
        "schema": {
          "$ref": "#/$defs/CommandId"
        },
        "refusedBy": null
      }
    ],
    "query": [],
    "headers": [
      {
        "name": "Capsule-Contract",
        "required": false,
        "schema": {
          "$ref": "#/$defs/ContractWireVersion"
        },
        "refusedBy": "CONTRACT_VERSION_UNSUPPORTED"
      }
    ],
    "summary": {
      "en": "Shows a command",
      "zh-CN": "查看命令"
    }
  },
  "commandCancel": {
    "operationId": "commandCancel",
    "method": "POST",
    "path": "/api/admin/commands/{commandId}/cancel",
    "api": "operator",
    "kind": "json",
    "auth": "operator",
    "role": "operator",
    "csrf": true,
    "mutating": true,
    "body": {
      "type": "ReasonRequest",
      "lines": null,
      "required": false,
      "contentTypes": [
        "application/json"
      ]
    },
    "data": {
      "type": "Command",
      "list": false
    },
    "response": "CommandResponse",
    "line": null,
    "mediaTypes": [
      "application/json"
    ],
    "errors": [
      {
        "code": "CONTRACT_VERSION_UNSUPPORTED",
        "status": 400
      },
      {
        "code": "MALFORMED_JSON",
        "status": 400
      },
      {
        "code": "UNAUTHORIZED",
        "status": 401
      },
      {
        "code": "CSRF_INVALID",
        "status": 403
      },
      {
        "code": "FORBIDDEN",
        "status": 403
      },
      {
        "code": "COMMAND_NOT_FOUND",
        "status": 404
      },
      {
        "code": "COMMAND_ALREADY_COMPLETED",
        "status": 409
      },
      {
        "code": "COMMAND_NOT_CANCELLABLE",
        "status": 409
      },
      {
        "code": "BODY_TOO_LARGE",
        "status": 413
      },
      {
        "code": "CONTENT_ENCODING_UNSUPPORTED",
        "status": 415
      },
      {
        "code": "MEDIA_TYPE_UNSUPPORTED",
        "status": 415
      },
      {
        "code": "VALIDATION_FAILED",
        "status": 422
      },
      {
        "code": "RATE_LIMITED",
        "status": 429
      },
      {
        "code": "INTERNAL_ERROR",
        "status": 500
      },
      {
        "code": "SERVICE_UNAVAILABLE",
        "status": 503
      }
    ],
    "itemErrors": [],
    "requirements": [
      "version-answered",
      "version-unsupported",
      "unknown-members-ignored",
      "capabilities-intersect",
      "success-envelope",
      "error-envelope",
      "error-codes-closed",
      "error-precedence",
      "no-5xx-for-client-input",
      "request-id",
      "routes-match-contract",
      "responses-match-schema",
      "lexical-forms",
      "limits-enforced",
      "throttle-has-retry-after",
      "command-deadlines",
      "cancel",
      "operator-roles",
      "operator-csrf",
      "audit-complete"
    ],
    "pathParams": [
      {
        "name": "commandId",
        "required": true,
        "schema": {
          "$ref": "#/$defs/CommandId"
        },
        "refusedBy": null
      }
    ],
    "query": [],
    "headers": [
      {
        "name": "Capsule-Contract",
        "required": false,
        "schema": {
          "$ref": "#/$defs/ContractWireVersion"
        },
        "refusedBy": "CONTRACT_VERSION_UNSUPPORTED"
      }
    ],
    "summary": {
      "en": "Cancels a command, or asks its agent to",
      "zh-CN": "取消命令，或请其 Agent 取消"
    }
  },
  "commandRetry": {
    "operationId": "commandRetry",
    "method": "POST",
    "path": "/api/admin/commands/{commandId}/retry",
    "api": "operator",
    "kind": "json",
    "auth": "operator",
    "role": "operator",
    "csrf": true,
    "mutating": true,
    "body": {
      "type": "CommandRetryRequest",
      "lines": null,
      "required": false,
      "contentTypes": [
        "application/json"
      ]
    },
    "data": {
      "type": "CommandCreation",
      "list": false
    },
    "response": "CommandCreationResponse",
    "line": null,
    "mediaTypes": [
      "application/json"
    ],
    "errors": [
      {
        "code": "CONTRACT_VERSION_UNSUPPORTED",
        "status": 400
      },
      {
        "code": "MALFORMED_JSON",
        "status": 400
      },
      {
        "code": "UNAUTHORIZED",
        "status": 401
      },
      {
        "code": "CSRF_INVALID",
        "status": 403
      },
      {
        "code": "FORBIDDEN",
        "status": 403
      },
      {
        "code": "ACTION_NOT_FOUND",
        "status": 404
      },
      {
        "code": "COMMAND_NOT_FOUND",
        "status": 404
      },
      {
        "code": "ACTION_REQUIRES_CONFIRMATION",
        "status": 409
      },
      {
        "code": "AGENT_DISABLED",
        "status": 409
      },
      {
        "code": "AGENT_OFFLINE",
        "status": 409
      },
      {
        "code": "AGENT_REVOKED",
        "status": 409
      },
      {
        "code": "COMMAND_NOT_RETRYABLE",
        "status": 409
      },
      {
        "code": "COMMAND_PAYLOAD_ERASED",
        "status": 409
      },
      {
        "code": "BODY_TOO_LARGE",
        "status": 413
      },
      {
        "code": "CONTENT_ENCODING_UNSUPPORTED",
        "status": 415
      },
      {
        "code": "MEDIA_TYPE_UNSUPPORTED",
        "status": 415
      },
      {
        "code": "ACTION_PAYLOAD_INVALID",
        "status": 422
      },
      {
        "code": "IDEMPOTENCY_KEY_REUSED",
        "status": 422
      },
      {
        "code": "VALIDATION_FAILED",
        "status": 422
      },
      {
        "code": "RATE_LIMITED",
        "status": 429
      },
      {
        "code": "INTERNAL_ERROR",
        "status": 500
      },
      {
        "code": "SERVICE_UNAVAILABLE",
        "status": 503
      }
    ],
    "itemErrors": [],
    "requirements": [
      "version-answered",
      "version-unsupported",
      "unknown-members-ignored",
      "success-envelope",
      "error-envelope",
      "error-codes-closed",
      "error-precedence",
      "no-5xx-for-client-input",
      "request-id",
      "routes-match-contract",
      "responses-match-schema",
      "lexical-forms",
      "limits-enforced",
      "throttle-has-retry-after",
      "sensitive-dropped",
      "action-gate",
      "idempotency-key",
      "command-deadlines",
      "claim-wakes",
      "retry-new-command",
      "payload-erased",
      "operator-roles",
      "operator-csrf",
      "audit-complete"
    ],
    "pathParams": [
      {
        "name": "commandId",
        "required": true,
        "schema": {
          "$ref": "#/$defs/CommandId"
        },
        "refusedBy": null
      }
    ],
    "query": [],
    "headers": [
      {
        "name": "Capsule-Contract",
        "required": false,
        "schema": {
          "$ref": "#/$defs/ContractWireVersion"
        },
        "refusedBy": "CONTRACT_VERSION_UNSUPPORTED"
      },
      {
        "name": "Idempotency-Key",
        "required": false,
        "schema": {
          "$ref": "#/$defs/IdempotencyKey"
        },
        "refusedBy": null
      }
    ],
    "summary": {
      "en": "Executes a finished command's action again",
      "zh-CN": "重试：再次执行已结束命令的动作"
    }
  },
  "dashboardView": {
    "operationId": "dashboardView",
    "method": "GET",
    "path": "/api/admin/dashboard/summary",
    "api": "operator",
    "kind": "json",
    "auth": "operator",
    "role": "viewer",
    "csrf": false,
    "mutating": false,
    "body": null,
    "data": {
      "type": "Dashboard",
      "list": false
    },
    "response": "DashboardResponse",
    "line": null,
    "mediaTypes": [
      "application/json"
    ],
    "errors": [
      {
        "code": "CONTRACT_VERSION_UNSUPPORTED",
        "status": 400
      },
      {
        "code": "UNAUTHORIZED",
        "status": 401
      },
      {
        "code": "RATE_LIMITED",
        "status": 429
      },
      {
        "code": "INTERNAL_ERROR",
        "status": 500
      },
      {
        "code": "SERVICE_UNAVAILABLE",
        "status": 503
      }
    ],
    "itemErrors": [],
    "requirements": [
      "version-answered",
      "version-unsupported",
      "unknown-members-ignored",
      "success-envelope",
      "error-envelope",
      "error-codes-closed",
      "error-precedence",
      "no-5xx-for-client-input",
      "request-id",
      "routes-match-contract",
      "responses-match-schema",
      "safe-methods-are-safe",
      "lexical-forms",
      "limits-enforced",
      "throttle-has-retry-after",
      "liveness",
      "effective-status",
      "command-deadlines",
      "operator-roles"
    ],
    "pathParams": [],
    "query": [],
    "headers": [
      {
        "name": "Capsule-Contract",
        "required": false,
        "schema": {
          "$ref": "#/$defs/ContractWireVersion"
        },
        "refusedBy": "CONTRACT_VERSION_UNSUPPORTED"
      }
    ],
    "summary": {
      "en": "Counts the fleet and lists what needs attention",
      "zh-CN": "汇总全部对象并列出需要关注的事项"
    }
  },
  "eventList": {
    "operationId": "eventList",
    "method": "GET",
    "path": "/api/admin/events",
    "api": "operator",
    "kind": "json",
    "auth": "operator",
    "role": "viewer",
    "csrf": false,
    "mutating": false,
    "body": null,
    "data": {
      "type": "EventPage",
      "list": false
    },
    "response": "EventPageResponse",
    "line": null,
    "mediaTypes": [
      "application/json"
    ],
    "errors": [
      {
        "code": "CONTRACT_VERSION_UNSUPPORTED",
        "status": 400
      },
      {
        "code": "UNAUTHORIZED",
        "status": 401
      },
      {
        "code": "VALIDATION_FAILED",
        "status": 422
      },
      {
        "code": "RATE_LIMITED",
        "status": 429
      },
      {
        "code": "INTERNAL_ERROR",
        "status": 500
      },
      {
        "code": "SERVICE_UNAVAILABLE",
        "status": 503
      }
    ],
    "itemErrors": [],
    "requirements": [
      "version-answered",
      "version-unsupported",
      "unknown-members-ignored",
      "success-envelope",
      "error-envelope",
      "error-codes-closed",
      "error-precedence",
      "no-5xx-for-client-input",
      "request-id",
      "routes-match-contract",
      "responses-match-schema",
      "safe-methods-are-safe",
      "lexical-forms",
      "limits-enforced",
      "throttle-has-retry-after",
      "operator-roles",
      "events-resume",
      "events-consistent"
    ],
    "pathParams": [],
    "query": [
      {
        "name": "after",
        "required": false,
        "schema": {
          "type": "string",
          "minLength": 1,
          "maxLength": 128
        },
        "refusedBy": null
      },
      {
        "name": "limit",
        "required": false,
        "schema": {
          "$ref": "#/$defs/PageSize",
          "default": 20
        },
        "refusedBy": null
      }
    ],
    "headers": [
      {
        "name": "Capsule-Contract",
        "required": false,
        "schema": {
          "$ref": "#/$defs/ContractWireVersion"
        },
        "refusedBy": "CONTRACT_VERSION_UNSUPPORTED"
      }
    ],
    "summary": {
      "en": "Reads the event feed from a cursor",
      "zh-CN": "从游标处读取事件流"
    }
  },
  "eventStream": {
    "operationId": "eventStream",
    "method": "GET",
    "path": "/api/admin/events/stream",
    "api": "operator",
    "kind": "sse",
    "auth": "operator",
    "role": "viewer",
    "csrf": false,
    "mutating": false,
    "body": null,
    "data": null,
    "response": null,
    "line": "CloudEvent",
    "mediaTypes": [
      "text/event-stream"
    ],
    "errors": [
      {
        "code": "CONTRACT_VERSION_UNSUPPORTED",
        "status": 400
      },
      {
        "code": "UNAUTHORIZED",
        "status": 401
      },
      {
        "code": "VALIDATION_FAILED",
        "status": 422
      },
      {
        "code": "RATE_LIMITED",
        "status": 429
      },
      {
        "code": "INTERNAL_ERROR",
        "status": 500
      },
      {
        "code": "SERVICE_UNAVAILABLE",
        "status": 503
      }
    ],
    "itemErrors": [],
    "requirements": [
      "version-answered",
      "version-unsupported",
      "unknown-members-ignored",
      "success-envelope",
      "error-envelope",
      "error-codes-closed",
      "error-precedence",
      "no-5xx-for-client-input",
      "request-id",
      "routes-match-contract",
      "responses-match-schema",
      "safe-methods-are-safe",
      "lexical-forms",
      "limits-enforced",
      "throttle-has-retry-after",
      "sensitive-dropped",
      "operator-roles",
      "events-resume",
      "events-consistent",
      "events-lose-access",
      "events-bounded"
    ],
    "pathParams": [],
    "query": [
      {
        "name": "after",
        "required": false,
        "schema": {
          "type": "string",
          "minLength": 1,
          "maxLength": 128
        },
        "refusedBy": null
      }
    ],
    "headers": [
      {
        "name": "Capsule-Contract",
        "required": false,
        "schema": {
          "$ref": "#/$defs/ContractWireVersion"
        },
        "refusedBy": "CONTRACT_VERSION_UNSUPPORTED"
      },
      {
        "name": "Last-Event-ID",
        "required": false,
        "schema": {
          "type": "string",
          "maxLength": 128
        },
        "refusedBy": null
      }
    ],
    "summary": {
      "en": "Streams the event feed",
      "zh-CN": "流式推送事件"
    }
  },
  "operatorLogin": {
    "operationId": "operatorLogin",
    "method": "POST",
    "path": "/api/admin/auth/login",
    "api": "operator",
    "kind": "json",
    "auth": "none",
    "role": null,
    "csrf": false,
    "mutating": true,
    "body": {
      "type": "LoginRequest",
      "lines": null,
      "required": true,
      "contentTypes": [
        "application/json"
      ]
    },
    "data": {
      "type": "OperatorSession",
      "list": false
    },
    "response": "OperatorSessionResponse",
    "line": null,
    "mediaTypes": [
      "application/json"
    ],
    "errors": [
      {
        "code": "CONTRACT_VERSION_UNSUPPORTED",
        "status": 400
      },
      {
        "code": "MALFORMED_JSON",
        "status": 400
      },
      {
        "code": "LOGIN_FAILED",
        "status": 401
      },
      {
        "code": "BODY_TOO_LARGE",
        "status": 413
      },
      {
        "code": "CONTENT_ENCODING_UNSUPPORTED",
        "status": 415
      },
      {
        "code": "MEDIA_TYPE_UNSUPPORTED",
        "status": 415
      },
      {
        "code": "VALIDATION_FAILED",
        "status": 422
      },
      {
        "code": "LOGIN_THROTTLED",
        "status": 429
      },
      {
        "code": "RATE_LIMITED",
        "status": 429
      },
      {
        "code": "INTERNAL_ERROR",
        "status": 500
      },
      {
        "code": "SERVICE_UNAVAILABLE",
        "status": 503
      }
    ],
    "itemErrors": [],
    "requirements": [
      "version-answered",
      "version-unsupported",
      "unknown-members-ignored",
      "success-envelope",
      "error-envelope",
      "error-codes-closed",
      "error-precedence",
      "no-5xx-for-client-input",
      "request-id",
      "routes-match-contract",
      "responses-match-schema",
      "lexical-forms",
      "limits-enforced",
      "throttle-has-retry-after",
      "operator-roles",
      "session-cookie-flags",
      "login-throttled",
      "no-default-credential",
      "audit-complete"
    ],
    "pathParams": [],
    "query": [],
    "headers": [
      {
        "name": "Capsule-Contract",
        "required": false,
        "schema": {
          "$ref": "#/$defs/ContractWireVersion"
        },
        "refusedBy": "CONTRACT_VERSION_UNSUPPORTED"
      }
    ],
    "summary": {
      "en": "Opens an operator session",
      "zh-CN": "打开操作员会话"
    }
  },
  "operatorLogout": {
    "operationId": "operatorLogout",
    "method": "POST",
    "path": "/api/admin/auth/logout",
    "api": "operator",
    "kind": "json",
    "auth": "operator",
    "role": "viewer",
    "csrf": true,
    "mutating": true,
    "body": null,
    "data": {
      "type": "LogoutAnswer",
      "list": false
    },
    "response": "LogoutAnswerResponse",
    "line": null,
    "mediaTypes": [
      "application/json"
    ],
    "errors": [
      {
        "code": "CONTRACT_VERSION_UNSUPPORTED",
        "status": 400
      },
      {
        "code": "UNAUTHORIZED",
        "status": 401
      },
      {
        "code": "CSRF_INVALID",
        "status": 403
      },
      {
        "code": "RATE_LIMITED",
        "status": 429
      },
      {
        "code": "INTERNAL_ERROR",
        "status": 500
      },
      {
        "code": "SERVICE_UNAVAILABLE",
        "status": 503
      }
    ],
    "itemErrors": [],
    "requirements": [
      "version-answered",
      "version-unsupported",
      "unknown-members-ignored",
      "success-envelope",
      "error-envelope",
      "error-codes-closed",
      "error-precedence",
      "no-5xx-for-client-input",
      "request-id",
      "routes-match-contract",
      "responses-match-schema",
      "lexical-forms",
      "limits-enforced",
      "throttle-has-retry-after",
      "operator-roles",
      "operator-csrf",
      "session-cookie-flags",
      "audit-complete",
      "events-lose-access"
    ],
    "pathParams": [],
    "query": [],
    "headers": [
      {
        "name": "Capsule-Contract",
        "required": false,
        "schema": {
          "$ref": "#/$defs/ContractWireVersion"
        },
        "refusedBy": "CONTRACT_VERSION_UNSUPPORTED"
      }
    ],
    "summary": {
      "en": "Ends the operator session",
      "zh-CN": "结束操作员会话"
    }
  },
  "operatorMe": {
    "operationId": "operatorMe",
    "method": "GET",
    "path": "/api/admin/auth/me",
    "api": "operator",
    "kind": "json",
    "auth": "operator",
    "role": "viewer",
    "csrf": false,
    "mutating": false,
    "body": null,
    "data": {
      "type": "OperatorSession",
      "list": false
    },
    "response": "OperatorSessionResponse",
    "line": null,
    "mediaTypes": [
      "application/json"
    ],
    "errors": [
      {
        "code": "CONTRACT_VERSION_UNSUPPORTED",
        "status": 400
      },
      {
        "code": "UNAUTHORIZED",
        "status": 401
      },
      {
        "code": "RATE_LIMITED",
        "status": 429
      },
      {
        "code": "INTERNAL_ERROR",
        "status": 500
      },
      {
        "code": "SERVICE_UNAVAILABLE",
        "status": 503
      }
    ],
    "itemErrors": [],
    "requirements": [
      "version-answered",
      "version-unsupported",
      "unknown-members-ignored",
      "success-envelope",
      "error-envelope",
      "error-codes-closed",
      "error-precedence",
      "no-5xx-for-client-input",
      "request-id",
      "routes-match-contract",
      "responses-match-schema",
      "safe-methods-are-safe",
      "lexical-forms",
      "limits-enforced",
      "throttle-has-retry-after",
      "operator-roles",
      "session-cookie-flags"
    ],
    "pathParams": [],
    "query": [],
    "headers": [
      {
        "name": "Capsule-Contract",
        "required": false,
        "schema": {
          "$ref": "#/$defs/ContractWireVersion"
        },
        "refusedBy": "CONTRACT_VERSION_UNSUPPORTED"
      }
    ],
    "summary": {
      "en": "Tells who is logged in",
      "zh-CN": "说明当前登录的是谁"
    }
  },
  "registrationTokenList": {
    "operationId": "registrationTokenList",
    "method": "GET",
    "path": "/api/admin/registration-tokens",
    "api": "operator",
    "kind": "json",
    "auth": "operator",
    "role": "operator",
    "csrf": false,
    "mutating": false,
    "body": null,
    "data": {
      "type": "RegistrationToken",
      "list": true
    },
    "response": "RegistrationTokenListResponse",
    "line": null,
    "mediaTypes": [
      "application/json"
    ],
    "errors": [
      {
        "code": "CONTRACT_VERSION_UNSUPPORTED",
        "status": 400
      },
      {
        "code": "UNAUTHORIZED",
        "status": 401
      },
      {
        "code": "FORBIDDEN",
        "status": 403
      },
      {
        "code": "VALIDATION_FAILED",
        "status": 422
      },
      {
        "code": "RATE_LIMITED",
        "status": 429
      },
      {
        "code": "INTERNAL_ERROR",
        "status": 500
      },
      {
        "code": "SERVICE_UNAVAILABLE",
        "status": 503
      }
    ],
    "itemErrors": [],
    "requirements": [
      "version-answered",
      "version-unsupported",
      "unknown-members-ignored",
      "success-envelope",
      "error-envelope",
      "error-codes-closed",
      "error-precedence",
      "no-5xx-for-client-input",
      "request-id",
      "routes-match-contract",
      "responses-match-schema",
      "safe-methods-are-safe",
      "lexical-forms",
      "pagination-stable",
      "limits-enforced",
      "throttle-has-retry-after",
      "registration-token-states",
      "secrets-shown-once",
      "operator-roles"
    ],
    "pathParams": [],
    "query": [
      {
        "name": "status",
        "required": false,
        "schema": {
          "$ref": "#/$defs/RegistrationTokenStatus"
        },
        "refusedBy": null
      },
      {
        "name": "page",
        "required": false,
        "schema": {
          "$ref": "#/$defs/PageNumber",
          "default": 1
        },
        "refusedBy": null
      },
      {
        "name": "pageSize",
        "required": false,
        "schema": {
          "$ref": "#/$defs/PageSize",
          "default": 20
        },
        "refusedBy": null
      }
    ],
    "headers": [
      {
        "name": "Capsule-Contract",
        "required": false,
        "schema": {
          "$ref": "#/$defs/ContractWireVersion"
        },
        "refusedBy": "CONTRACT_VERSION_UNSUPPORTED"
      }
    ],
    "summary": {
      "en": "Lists registration tokens",
      "zh-CN": "列出注册令牌"
    }
  },
  "registrationTokenCreate": {
    "operationId": "registrationTokenCreate",
    "method": "POST",
    "path": "/api/admin/registration-tokens",
    "api": "operator",
    "kind": "json",
    "auth": "operator",
    "role": "operator",
    "csrf": true,
    "mutating": true,
    "body": {
      "type": "RegistrationTokenCreateRequest",
      "lines": null,
      "required": false,
      "contentTypes": [
        "application/json"
      ]
    },
    "data": {
      "type": "RegistrationTokenIssued",
      "list": false
    },
    "response": "RegistrationTokenIssuedResponse",
    "line": null,
    "mediaTypes": [
      "application/json"
    ],
    "errors": [
      {
        "code": "CONTRACT_VERSION_UNSUPPORTED",
        "status": 400
      },
      {
        "code": "MALFORMED_JSON",
        "status": 400
      },
      {
        "code": "UNAUTHORIZED",
        "status": 401
      },
      {
        "code": "CSRF_INVALID",
        "status": 403
      },
      {
        "code": "FORBIDDEN",
        "status": 403
      },
      {
        "code": "AGENT_NOT_FOUND",
        "status": 404
      },
      {
        "code": "BODY_TOO_LARGE",
        "status": 413
      },
      {
        "code": "CONTENT_ENCODING_UNSUPPORTED",
        "status": 415
      },
      {
        "code": "MEDIA_TYPE_UNSUPPORTED",
        "status": 415
      },
      {
        "code": "VALIDATION_FAILED",
        "status": 422
      },
      {
        "code": "RATE_LIMITED",
        "status": 429
      },
      {
        "code": "INTERNAL_ERROR",
        "status": 500
      },
      {
        "code": "SERVICE_UNAVAILABLE",
        "status": 503
      }
    ],
    "itemErrors": [],
    "requirements": [
      "version-answered",
      "version-unsupported",
      "unknown-members-ignored",
      "success-envelope",
      "error-envelope",
      "error-codes-closed",
      "error-precedence",
      "no-5xx-for-client-input",
      "request-id",
      "routes-match-contract",
      "responses-match-schema",
      "lexical-forms",
      "limits-enforced",
      "throttle-has-retry-after",
      "registration-token-uses",
      "registration-token-expires",
      "registration-token-scope",
      "ephemeral-agents",
      "secrets-shown-once",
      "secrets-hashed-at-rest",
      "operator-roles",
      "operator-csrf",
      "audit-complete",
      "crash-loses-nothing"
    ],
    "pathParams": [],
    "query": [],
    "headers": [
      {
        "name": "Capsule-Contract",
        "required": false,
        "schema": {
          "$ref": "#/$defs/ContractWireVersion"
        },
        "refusedBy": "CONTRACT_VERSION_UNSUPPORTED"
      }
    ],
    "summary": {
      "en": "Issues a registration token",
      "zh-CN": "签发注册令牌"
    }
  },
  "registrationTokenView": {
    "operationId": "registrationTokenView",
    "method": "GET",
    "path": "/api/admin/registration-tokens/{tokenId}",
    "api": "operator",
    "kind": "json",
    "auth": "operator",
    "role": "operator",
    "csrf": false,
    "mutating": false,
    "body": null,
    "data": {
      "type": "RegistrationToken",
      "list": false
    },
    "response": "RegistrationTokenResponse",
    "line": null,
    "mediaTypes": [
      "application/json"
    ],
    "errors": [
      {
        "code": "CONTRACT_VERSION_UNSUPPORTED",
        "status": 400
      },
      {
        "code": "UNAUTHORIZED",
        "status": 401
      },
      {
        "code": "FORBIDDEN",
        "status": 403
      },
      {
        "code": "REGISTRATION_TOKEN_NOT_FOUND",
        "status": 404
      },
      {
        "code": "RATE_LIMITED",
        "status": 429
      },
      {
        "code": "INTERNAL_ERROR",
        "status": 500
      },
      {
        "code": "SERVICE_UNAVAILABLE",
        "status": 503
      }
    ],
    "itemErrors": [],
    "requirements": [
      "version-answered",
      "version-unsupported",
      "unknown-members-ignored",
      "success-envelope",
      "error-envelope",
      "error-codes-closed",
      "error-precedence",
      "no-5xx-for-client-input",
      "request-id",
      "routes-match-contract",
      "responses-match-schema",
      "safe-methods-are-safe",
      "lexical-forms",
      "limits-enforced",
      "throttle-has-retry-after",
      "registration-token-states",
      "secrets-shown-once",
      "operator-roles"
    ],
    "pathParams": [
      {
        "name": "tokenId",
        "required": true,
        "schema": {
          "$ref": "#/$defs/RegistrationTokenId"
        },
        "refusedBy": null
      }
    ],
    "query": [],
    "headers": [
      {
        "name": "Capsule-Contract",
        "required": false,
        "schema": {
          "$ref": "#/$defs/ContractWireVersion"
        },
        "refusedBy": "CONTRACT_VERSION_UNSUPPORTED"
      }
    ],
    "summary": {
      "en": "Shows a registration token",
      "zh-CN": "查看注册令牌"
    }
  },
  "registrationTokenRevoke": {
    "operationId": "registrationTokenRevoke",
    "method": "POST",
    "path": "/api/admin/registration-tokens/{tokenId}/revoke",
    "api": "operator",
    "kind": "json",
    "auth": "operator",
    "role": "operator",
    "csrf": true,
    "mutating": true,
    "body": null,
    "data": {
      "type": "RegistrationToken",
      "list": false
    },
    "response": "RegistrationTokenResponse",
    "line": null,
    "mediaTypes": [
      "application/json"
    ],
    "errors": [
      {
        "code": "CONTRACT_VERSION_UNSUPPORTED",
        "status": 400
      },
      {
        "code": "UNAUTHORIZED",
        "status": 401
      },
      {
        "code": "CSRF_INVALID",
        "status": 403
      },
      {
        "code": "FORBIDDEN",
        "status": 403
      },
      {
        "code": "REGISTRATION_TOKEN_NOT_FOUND",
        "status": 404
      },
      {
        "code": "RATE_LIMITED",
        "status": 429
      },
      {
        "code": "INTERNAL_ERROR",
        "status": 500
      },
      {
        "code": "SERVICE_UNAVAILABLE",
        "status": 503
      }
    ],
    "itemErrors": [],
    "requirements": [
      "version-answered",
      "version-unsupported",
      "unknown-members-ignored",
      "success-envelope",
      "error-envelope",
      "error-codes-closed",
      "error-precedence",
      "no-5xx-for-client-input",
      "request-id",
      "routes-match-contract",
      "responses-match-schema",
      "lexical-forms",
      "limits-enforced",
      "throttle-has-retry-after",
      "registration-token-states",
      "operator-roles",
      "operator-csrf",
      "audit-complete"
    ],
    "pathParams": [
      {
        "name": "tokenId",
        "required": true,
        "schema": {
          "$ref": "#/$defs/RegistrationTokenId"
        },
        "refusedBy": null
      }
    ],
    "query": [],
    "headers": [
      {
        "name": "Capsule-Contract",
        "required": false,
        "schema": {
          "$ref": "#/$defs/ContractWireVersion"
        },
        "refusedBy": "CONTRACT_VERSION_UNSUPPORTED"
      }
    ],
    "summary": {
      "en": "Revokes a registration token",
      "zh-CN": "吊销注册令牌"
    }
  },
  "systemHealth": {
    "operationId": "systemHealth",
    "method": "GET",
    "path": "/api/system/health",
    "api": "system",
    "kind": "json",
    "auth": "none",
    "role": null,
    "csrf": false,
    "mutating": false,
    "body": null,
    "data": {
      "type": "SystemHealth",
      "list": false
    },
    "response": "SystemHealthResponse",
    "line": null,
    "mediaTypes": [
      "application/json"
    ],
    "errors": [
      {
        "code": "CONTRACT_VERSION_UNSUPPORTED",
        "status": 400
      },
      {
        "code": "RATE_LIMITED",
        "status": 429
      },
      {
        "code": "INTERNAL_ERROR",
        "status": 500
      },
      {
        "code": "SERVICE_UNAVAILABLE",
        "status": 503
      }
    ],
    "itemErrors": [],
    "requirements": [
      "version-answered",
      "version-unsupported",
      "unknown-members-ignored",
      "success-envelope",
      "error-envelope",
      "error-codes-closed",
      "error-precedence",
      "no-5xx-for-client-input",
      "request-id",
      "routes-match-contract",
      "responses-match-schema",
      "safe-methods-are-safe",
      "lexical-forms",
      "limits-enforced",
      "throttle-has-retry-after",
      "operator-roles"
    ],
    "pathParams": [],
    "query": [],
    "headers": [
      {
        "name": "Capsule-Contract",
        "required": false,
        "schema": {
          "$ref": "#/$defs/ContractWireVersion"
        },
        "refusedBy": "CONTRACT_VERSION_UNSUPPORTED"
      }
    ],
    "summary": {
      "en": "Tells whether Opstage can serve",
      "zh-CN": "说明 Opstage 是否可以提供服务"
    }
  },
  "systemVersion": {
    "operationId": "systemVersion",
    "method": "GET",
    "path": "/api/system/version",
    "api": "system",
    "kind": "json",
    "auth": "none",
    "role": null,
    "csrf": false,
    "mutating": false,
    "body": null,
    "data": {
      "type": "SystemVersion",
      "list": false
    },
    "response": "SystemVersionResponse",
    "line": null,
    "mediaTypes": [
      "application/json"
    ],
    "errors": [
      {
        "code": "CONTRACT_VERSION_UNSUPPORTED",
        "status": 400
      },
      {
        "code": "RATE_LIMITED",
        "status": 429
      },
      {
        "code": "INTERNAL_ERROR",
        "status": 500
      },
      {
        "code": "SERVICE_UNAVAILABLE",
        "status": 503
      }
    ],
    "itemErrors": [],
    "requirements": [
      "version-answered",
      "version-unsupported",
      "unknown-members-ignored",
      "success-envelope",
      "error-envelope",
      "error-codes-closed",
      "error-precedence",
      "no-5xx-for-client-input",
      "request-id",
      "routes-match-contract",
      "responses-match-schema",
      "safe-methods-are-safe",
      "lexical-forms",
      "limits-advertised",
      "limits-enforced",
      "throttle-has-retry-after",
      "operator-roles",
      "audit-sequence"
    ],
    "pathParams": [],
    "query": [],
    "headers": [
      {
        "name": "Capsule-Contract",
        "required": false,
        "schema": {
          "$ref": "#/$defs/ContractWireVersion"
        },
        "refusedBy": "CONTRACT_VERSION_UNSUPPORTED"
      }
    ],
    "summary": {
      "en": "Tells versions, profiles, capabilities and limits",
      "zh-CN": "说明版本、规范集、能力与各项限制"
    }
  },
  "userList": {
    "operationId": "userList",
    "method": "GET",
    "path": "/api/admin/users",
    "api": "operator",
    "kind": "json",
    "auth": "operator",
    "role": "owner",
    "csrf": false,
    "mutating": false,
    "body": null,
    "data": {
      "type": "User",
      "list": true
    },
    "response": "UserListResponse",
    "line": null,
    "mediaTypes": [
      "application/json"
    ],
    "errors": [
      {
        "code": "CONTRACT_VERSION_UNSUPPORTED",
        "status": 400
      },
      {
        "code": "UNAUTHORIZED",
        "status": 401
      },
      {
        "code": "FORBIDDEN",
        "status": 403
      },
      {
        "code": "VALIDATION_FAILED",
        "status": 422
      },
      {
        "code": "RATE_LIMITED",
        "status": 429
      },
      {
        "code": "INTERNAL_ERROR",
        "status": 500
      },
      {
        "code": "SERVICE_UNAVAILABLE",
        "status": 503
      }
    ],
    "itemErrors": [],
    "requirements": [
      "version-answered",
      "version-unsupported",
      "unknown-members-ignored",
      "success-envelope",
      "error-envelope",
      "error-codes-closed",
      "error-precedence",
      "no-5xx-for-client-input",
      "request-id",
      "routes-match-contract",
      "responses-match-schema",
      "safe-methods-are-safe",
      "lexical-forms",
      "pagination-stable",
      "limits-enforced",
      "throttle-has-retry-after",
      "operator-roles"
    ],
    "pathParams": [],
    "query": [
      {
        "name": "page",
        "required": false,
        "schema": {
          "$ref": "#/$defs/PageNumber",
          "default": 1
        },
        "refusedBy": null
      },
      {
        "name": "pageSize",
        "required": false,
        "schema": {
          "$ref": "#/$defs/PageSize",
          "default": 20
        },
        "refusedBy": null
      }
    ],
    "headers": [
      {
        "name": "Capsule-Contract",
        "required": false,
        "schema": {
          "$ref": "#/$defs/ContractWireVersion"
        },
        "refusedBy": "CONTRACT_VERSION_UNSUPPORTED"
      }
    ],
    "summary": {
      "en": "Lists users",
      "zh-CN": "列出用户"
    }
  },
  "userCreate": {
    "operationId": "userCreate",
    "method": "POST",
    "path": "/api/admin/users",
    "api": "operator",
    "kind": "json",
    "auth": "operator",
    "role": "owner",
    "csrf": true,
    "mutating": true,
    "body": {
      "type": "UserCreateRequest",
      "lines": null,
      "required": true,
      "contentTypes": [
        "application/json"
      ]
    },
    "data": {
      "type": "User",
      "list": false
    },
    "response": "UserResponse",
    "line": null,
    "mediaTypes": [
      "application/json"
    ],
    "errors": [
      {
        "code": "CONTRACT_VERSION_UNSUPPORTED",
        "status": 400
      },
      {
        "code": "MALFORMED_JSON",
        "status": 400
      },
      {
        "code": "UNAUTHORIZED",
        "status": 401
      },
      {
        "code": "CSRF_INVALID",
        "status": 403
      },
      {
        "code": "FORBIDDEN",
        "status": 403
      },
      {
        "code": "USERNAME_TAKEN",
        "status": 409
      },
      {
        "code": "BODY_TOO_LARGE",
        "status": 413
      },
      {
        "code": "CONTENT_ENCODING_UNSUPPORTED",
        "status": 415
      },
      {
        "code": "MEDIA_TYPE_UNSUPPORTED",
        "status": 415
      },
      {
        "code": "VALIDATION_FAILED",
        "status": 422
      },
      {
        "code": "RATE_LIMITED",
        "status": 429
      },
      {
        "code": "INTERNAL_ERROR",
        "status": 500
      },
      {
        "code": "SERVICE_UNAVAILABLE",
        "status": 503
      }
    ],
    "itemErrors": [],
    "requirements": [
      "version-answered",
      "version-unsupported",
      "unknown-members-ignored",
      "success-envelope",
      "error-envelope",
      "error-codes-closed",
      "error-precedence",
      "no-5xx-for-client-input",
      "request-id",
      "routes-match-contract",
      "responses-match-schema",
      "lexical-forms",
      "limits-enforced",
      "throttle-has-retry-after",
      "operator-roles",
      "operator-csrf",
      "audit-complete"
    ],
    "pathParams": [],
    "query": [],
    "headers": [
      {
        "name": "Capsule-Contract",
        "required": false,
        "schema": {
          "$ref": "#/$defs/ContractWireVersion"
        },
        "refusedBy": "CONTRACT_VERSION_UNSUPPORTED"
      }
    ],
    "summary": {
      "en": "Creates a user",
      "zh-CN": "创建用户"
    }
  },
  "userView": {
    "operationId": "userView",
    "method": "GET",
    "path": "/api/admin/users/{userId}",
    "api": "operator",
    "kind": "json",
    "auth": "operator",
    "role": "owner",
    "csrf": false,
    "mutating": false,
    "body": null,
    "data": {
      "type": "User",
      "list": false
    },
    "response": "UserResponse",
    "line": null,
    "mediaTypes": [
      "application/json"
    ],
    "errors": [
      {
        "code": "CONTRACT_VERSION_UNSUPPORTED",
        "status": 400
      },
      {
        "code": "UNAUTHORIZED",
        "status": 401
      },
      {
        "code": "FORBIDDEN",
        "status": 403
      },
      {
        "code": "USER_NOT_FOUND",
        "status": 404
      },
      {
        "code": "RATE_LIMITED",
        "status": 429
      },
      {
        "code": "INTERNAL_ERROR",
        "status": 500
      },
      {
        "code": "SERVICE_UNAVAILABLE",
        "status": 503
      }
    ],
    "itemErrors": [],
    "requirements": [
      "version-answered",
      "version-unsupported",
      "unknown-members-ignored",
      "success-envelope",
      "error-envelope",
      "error-codes-closed",
      "error-precedence",
      "no-5xx-for-client-input",
      "request-id",
      "routes-match-contract",
      "responses-match-schema",
      "safe-methods-are-safe",
      "lexical-forms",
      "limits-enforced",
      "throttle-has-retry-after",
      "operator-roles"
    ],
    "pathParams": [
      {
        "name": "userId",
        "required": true,
        "schema": {
          "$ref": "#/$defs/UserId"
        },
        "refusedBy": null
      }
    ],
    "query": [],
    "headers": [
      {
        "name": "Capsule-Contract",
        "required": false,
        "schema": {
          "$ref": "#/$defs/ContractWireVersion"
        },
        "refusedBy": "CONTRACT_VERSION_UNSUPPORTED"
      }
    ],
    "summary": {
      "en": "Shows a user",
      "zh-CN": "查看用户"
    }
  },
  "userUpdate": {
    "operationId": "userUpdate",
    "method": "PATCH",
    "path": "/api/admin/users/{userId}",
    "api": "operator",
    "kind": "json",
    "auth": "operator",
    "role": "owner",
    "csrf": true,
    "mutating": true,
    "body": {
      "type": "UserUpdateRequest",
      "lines": null,
      "required": true,
      "contentTypes": [
        "application/json"
      ]
    },
    "data": {
      "type": "User",
      "list": false
    },
    "response": "UserResponse",
    "line": null,
    "mediaTypes": [
      "application/json"
    ],
    "errors": [
      {
        "code": "CONTRACT_VERSION_UNSUPPORTED",
        "status": 400
      },
      {
        "code": "MALFORMED_JSON",
        "status": 400
      },
      {
        "code": "UNAUTHORIZED",
        "status": 401
      },
      {
        "code": "CSRF_INVALID",
        "status": 403
      },
      {
        "code": "FORBIDDEN",
        "status": 403
      },
      {
        "code": "USER_NOT_FOUND",
        "status": 404
      },
      {
        "code": "LAST_OWNER_REQUIRED",
        "status": 409
      },
      {
        "code": "BODY_TOO_LARGE",
        "status": 413
      },
      {
        "code": "CONTENT_ENCODING_UNSUPPORTED",
        "status": 415
      },
      {
        "code": "MEDIA_TYPE_UNSUPPORTED",
        "status": 415
      },
      {
        "code": "VALIDATION_FAILED",
        "status": 422
      },
      {
        "code": "RATE_LIMITED",
        "status": 429
      },
      {
        "code": "INTERNAL_ERROR",
        "status": 500
      },
      {
        "code": "SERVICE_UNAVAILABLE",
        "status": 503
      }
    ],
    "itemErrors": [],
    "requirements": [
      "version-answered",
      "version-unsupported",
      "unknown-members-ignored",
      "success-envelope",
      "error-envelope",
      "error-codes-closed",
      "error-precedence",
      "no-5xx-for-client-input",
      "request-id",
      "routes-match-contract",
      "responses-match-schema",
      "lexical-forms",
      "limits-enforced",
      "throttle-has-retry-after",
      "operator-roles",
      "operator-csrf",
      "session-cookie-flags",
      "last-owner",
      "audit-complete",
      "events-lose-access"
    ],
    "pathParams": [
      {
        "name": "userId",
        "required": true,
        "schema": {
          "$ref": "#/$defs/UserId"
        },
        "refusedBy": null
      }
    ],
    "query": [],
    "headers": [
      {
        "name": "Capsule-Contract",
        "required": false,
        "schema": {
          "$ref": "#/$defs/ContractWireVersion"
        },
        "refusedBy": "CONTRACT_VERSION_UNSUPPORTED"
      }
    ],
    "summary": {
      "en": "Changes a user's name, role or status",
      "zh-CN": "修改用户的名称、角色或状态"
    }
  },
  "userResetPassword": {
    "operationId": "userResetPassword",
    "method": "POST",
    "path": "/api/admin/users/{userId}/reset-password",
    "api": "operator",
    "kind": "json",
    "auth": "operator",
    "role": "owner",
    "csrf": true,
    "mutating": true,
    "body": {
      "type": "UserResetPasswordRequest",
      "lines": null,
      "required": true,
      "contentTypes": [
        "application/json"
      ]
    },
    "data": {
      "type": "User",
      "list": false
    },
    "response": "UserResponse",
    "line": null,
    "mediaTypes": [
      "application/json"
    ],
    "errors": [
      {
        "code": "CONTRACT_VERSION_UNSUPPORTED",
        "status": 400
      },
      {
        "code": "MALFORMED_JSON",
        "status": 400
      },
      {
        "code": "UNAUTHORIZED",
        "status": 401
      },
      {
        "code": "CSRF_INVALID",
        "status": 403
      },
      {
        "code": "FORBIDDEN",
        "status": 403
      },
      {
        "code": "USER_NOT_FOUND",
        "status": 404
      },
      {
        "code": "BODY_TOO_LARGE",
        "status": 413
      },
      {
        "code": "CONTENT_ENCODING_UNSUPPORTED",
        "status": 415
      },
      {
        "code": "MEDIA_TYPE_UNSUPPORTED",
        "status": 415
      },
      {
        "code": "VALIDATION_FAILED",
        "status": 422
      },
      {
        "code": "RATE_LIMITED",
        "status": 429
      },
      {
        "code": "INTERNAL_ERROR",
        "status": 500
      },
      {
        "code": "SERVICE_UNAVAILABLE",
        "status": 503
      }
    ],
    "itemErrors": [],
    "requirements": [
      "version-answered",
      "version-unsupported",
      "unknown-members-ignored",
      "success-envelope",
      "error-envelope",
      "error-codes-closed",
      "error-precedence",
      "no-5xx-for-client-input",
      "request-id",
      "routes-match-contract",
      "responses-match-schema",
      "lexical-forms",
      "limits-enforced",
      "throttle-has-retry-after",
      "operator-roles",
      "operator-csrf",
      "session-cookie-flags",
      "audit-complete",
      "events-lose-access"
    ],
    "pathParams": [
      {
        "name": "userId",
        "required": true,
        "schema": {
          "$ref": "#/$defs/UserId"
        },
        "refusedBy": null
      }
    ],
    "query": [],
    "headers": [
      {
        "name": "Capsule-Contract",
        "required": false,
        "schema": {
          "$ref": "#/$defs/ContractWireVersion"
        },
        "refusedBy": "CONTRACT_VERSION_UNSUPPORTED"
      }
    ],
    "summary": {
      "en": "Sets a user's password",
      "zh-CN": "重设用户的密码"
    }
  }
};
