// Written by spec/scripts/generate-tables.ts; change the sources and run: npm run generate -w capsule-contract
import type { AuditAction, AuditActionEntry, AuditMatrix, ErrorCode, ErrorEntry, EventType, EventTypeEntry, GlossaryEntry, Lifecycles, LimitEntry, LimitName, MessageType, OperationId, OutcomeCodeEntry, OutcomeCodeName, ProfileEntry, RequirementEntry, RequirementId, RequirementSection, Role, SessionMessage } from '../types.ts';

/** Every error code. */
export const errors: Readonly<Record<ErrorCode, ErrorEntry>> = {
  "CONTRACT_VERSION_UNSUPPORTED": {
    "code": "CONTRACT_VERSION_UNSUPPORTED",
    "status": 400,
    "statuses": [
      400
    ],
    "where": [
      "http"
    ],
    "retryable": "after-change",
    "meaning": {
      "en": "The request names a contract version that this Opstage does not speak; `details.supported` lists the versions it speaks.",
      "zh-CN": "请求声明的契约版本不被此 Opstage 支持；`details.supported` 列出其支持的版本。"
    },
    "client": {
      "en": "Send a version from `details.supported`, or update the client or Opstage; do not repeat the request unchanged.",
      "zh-CN": "改用 `details.supported` 中的版本，或升级客户端或 Opstage；不要原样重发。"
    },
    "requirements": [
      "version-unsupported"
    ]
  },
  "MALFORMED_JSON": {
    "code": "MALFORMED_JSON",
    "status": 400,
    "statuses": [
      400
    ],
    "where": [
      "http",
      "session"
    ],
    "retryable": "after-change",
    "meaning": {
      "en": "The body or frame is not one well-formed JSON document in UTF-8, an object in it has the same member twice, or it is nested deeper than `jsonDepthMax`.",
      "zh-CN": "请求体或帧不是一个格式正确的 UTF-8 JSON 文档，或其中某个对象含有重复成员，或嵌套深度超过 `jsonDepthMax`。"
    },
    "client": {
      "en": "Correct the serialisation; the same bytes fail again.",
      "zh-CN": "修正序列化；原样字节必定再次失败。"
    },
    "requirements": [
      "lexical-forms",
      "error-precedence",
      "session-bad-frame"
    ]
  },
  "UNAUTHORIZED": {
    "code": "UNAUTHORIZED",
    "status": 401,
    "statuses": [
      401
    ],
    "where": [
      "http"
    ],
    "retryable": "after-change",
    "meaning": {
      "en": "The operator operation was called without a living operator session.",
      "zh-CN": "调用操作员接口时没有有效的操作员会话。"
    },
    "client": {
      "en": "Log in and repeat the request with the new session cookie and CSRF token.",
      "zh-CN": "重新登录，并使用新的会话 Cookie 与 CSRF 令牌重发请求。"
    },
    "requirements": [
      "operator-roles",
      "session-cookie-flags"
    ]
  },
  "LOGIN_FAILED": {
    "code": "LOGIN_FAILED",
    "status": 401,
    "statuses": [
      401
    ],
    "where": [
      "http"
    ],
    "retryable": "after-change",
    "meaning": {
      "en": "User name and password do not belong to an active user; the answer does not tell which of them is wrong.",
      "zh-CN": "用户名与密码不对应任何启用的用户；应答不透露哪一项有误。"
    },
    "client": {
      "en": "Ask the person for the credentials again.",
      "zh-CN": "请用户重新输入凭据。"
    },
    "requirements": [
      "login-throttled"
    ]
  },
  "REGISTRATION_TOKEN_INVALID": {
    "code": "REGISTRATION_TOKEN_INVALID",
    "status": 401,
    "statuses": [
      401
    ],
    "where": [
      "http"
    ],
    "retryable": "after-change",
    "meaning": {
      "en": "The registration token is unknown.",
      "zh-CN": "注册令牌不存在。"
    },
    "client": {
      "en": "Get a registration token from an operator; do not call again with this one.",
      "zh-CN": "向操作员索取注册令牌；不要再用此令牌调用。"
    },
    "requirements": [
      "registration-token-states"
    ]
  },
  "REGISTRATION_TOKEN_EXPIRED": {
    "code": "REGISTRATION_TOKEN_EXPIRED",
    "status": 401,
    "statuses": [
      401
    ],
    "where": [
      "http"
    ],
    "retryable": "after-change",
    "meaning": {
      "en": "The registration token's `expiresAt` has passed.",
      "zh-CN": "注册令牌的 `expiresAt` 已过。"
    },
    "client": {
      "en": "Get a new registration token from an operator.",
      "zh-CN": "向操作员索取新的注册令牌。"
    },
    "requirements": [
      "registration-token-states",
      "registration-token-expires"
    ]
  },
  "REGISTRATION_TOKEN_REVOKED": {
    "code": "REGISTRATION_TOKEN_REVOKED",
    "status": 401,
    "statuses": [
      401
    ],
    "where": [
      "http"
    ],
    "retryable": "after-change",
    "meaning": {
      "en": "An operator revoked the registration token.",
      "zh-CN": "注册令牌已被操作员吊销。"
    },
    "client": {
      "en": "Get a new registration token from an operator.",
      "zh-CN": "向操作员索取新的注册令牌。"
    },
    "requirements": [
      "registration-token-states"
    ]
  },
  "AGENT_TOKEN_MISSING": {
    "code": "AGENT_TOKEN_MISSING",
    "status": 401,
    "statuses": [
      401
    ],
    "where": [
      "http"
    ],
    "retryable": "after-change",
    "meaning": {
      "en": "The agent operation was called without an `Authorization: Bearer` token; another scheme counts as none.",
      "zh-CN": "调用 Agent 接口时没有 `Authorization: Bearer` 令牌；其他认证方案视同没有。"
    },
    "client": {
      "en": "Send the stored agent token; keep the credential and retry no faster than the heartbeat interval.",
      "zh-CN": "发送已保存的 Agent 令牌；保留凭据，重试间隔不短于心跳间隔。"
    },
    "requirements": [
      "agent-auth-classes",
      "auth-failure-keeps-identity"
    ]
  },
  "AGENT_TOKEN_INVALID": {
    "code": "AGENT_TOKEN_INVALID",
    "status": 401,
    "statuses": [
      401
    ],
    "where": [
      "http"
    ],
    "retryable": "after-delay",
    "meaning": {
      "en": "The agent token is unknown, or dead because of a rotation or a repeated registration.",
      "zh-CN": "Agent 令牌不存在，或因轮换或重复注册而失效。"
    },
    "client": {
      "en": "Try the other stored token if there is one; keep the credential and retry no faster than the heartbeat interval.",
      "zh-CN": "若另存有一个令牌则改用它；保留凭据，重试间隔不短于心跳间隔。"
    },
    "requirements": [
      "agent-auth-classes",
      "auth-failure-keeps-identity",
      "token-rotation-overlap"
    ]
  },
  "AGENT_TOKEN_REVOKED": {
    "code": "AGENT_TOKEN_REVOKED",
    "status": 401,
    "statuses": [
      401
    ],
    "where": [
      "http"
    ],
    "retryable": "never",
    "meaning": {
      "en": "The agent token is dead because its agent was revoked or replaced.",
      "zh-CN": "Agent 令牌因其 Agent 被吊销或被替换而失效。"
    },
    "client": {
      "en": "Retry once to confirm; then the identity has ended: stop calling until a new registration token is given.",
      "zh-CN": "重试一次以确认；此后该身份即告终止：在得到新的注册令牌之前停止调用。"
    },
    "requirements": [
      "agent-auth-classes",
      "auth-failure-keeps-identity",
      "revocation-is-immediate"
    ]
  },
  "FORBIDDEN": {
    "code": "FORBIDDEN",
    "status": 403,
    "statuses": [
      403
    ],
    "where": [
      "http"
    ],
    "retryable": "after-change",
    "meaning": {
      "en": "The operator's role is too low for the operation.",
      "zh-CN": "操作员的角色权限不足以执行该操作。"
    },
    "client": {
      "en": "Do not repeat; ask an owner for the role or let someone with it act.",
      "zh-CN": "不要重试；向所有者申请角色，或由具备该角色的人操作。"
    },
    "requirements": [
      "operator-roles"
    ]
  },
  "CSRF_INVALID": {
    "code": "CSRF_INVALID",
    "status": 403,
    "statuses": [
      403
    ],
    "where": [
      "http"
    ],
    "retryable": "after-change",
    "meaning": {
      "en": "A cookie-authenticated state change came without the session's `X-CSRF-Token`.",
      "zh-CN": "以 Cookie 认证的状态变更请求缺少该会话的 `X-CSRF-Token`。"
    },
    "client": {
      "en": "Read the CSRF token of the session with operatorMe and repeat with the header.",
      "zh-CN": "用 operatorMe 读取会话的 CSRF 令牌，并带上该请求头重发。"
    },
    "requirements": [
      "operator-csrf"
    ]
  },
  "AGENT_DISABLED": {
    "code": "AGENT_DISABLED",
    "status": 403,
    "statuses": [
      403,
      409
    ],
    "where": [
      "http"
    ],
    "retryable": "after-delay",
    "meaning": {
      "en": "The agent is disabled: 403 for its own calls and for a registration that would replace it; 409 for an operator who executes an action on it.",
      "zh-CN": "Agent 已被禁用：对 Agent 自身的调用及试图替换它的注册返回 403；操作员在其上执行动作时返回 409。"
    },
    "client": {
      "en": "An agent keeps its credential and retries no faster than the heartbeat interval; an operator enables the agent first.",
      "zh-CN": "Agent 保留凭据，重试间隔不短于心跳间隔；操作员应先启用该 Agent。"
    },
    "requirements": [
      "agent-auth-classes",
      "replacement",
      "action-gate",
      "error-precedence"
    ]
  },
  "AGENT_ID_MISMATCH": {
    "code": "AGENT_ID_MISMATCH",
    "status": 403,
    "statuses": [
      403
    ],
    "where": [
      "http"
    ],
    "retryable": "after-change",
    "meaning": {
      "en": "The agent id of the path is not the agent of the token.",
      "zh-CN": "路径中的 Agent id 与令牌所属的 Agent 不一致。"
    },
    "client": {
      "en": "Use the id that came with the token; keep the credential.",
      "zh-CN": "使用与令牌一同签发的 id；保留凭据。"
    },
    "requirements": [
      "agent-auth-classes"
    ]
  },
  "REGISTRATION_TOKEN_SCOPE": {
    "code": "REGISTRATION_TOKEN_SCOPE",
    "status": 403,
    "statuses": [
      403
    ],
    "where": [
      "http"
    ],
    "retryable": "after-change",
    "meaning": {
      "en": "The registration token is bound to another agent code, or to the replacement of an agent with another code.",
      "zh-CN": "注册令牌绑定的是另一个 Agent 编码，或绑定于替换一个使用其他编码的 Agent。"
    },
    "client": {
      "en": "Register with the code the token is bound to, or get a fitting token.",
      "zh-CN": "使用令牌所绑定的编码注册，或索取合适的令牌。"
    },
    "requirements": [
      "registration-token-scope",
      "no-silent-takeover"
    ]
  },
  "ROUTE_NOT_FOUND": {
    "code": "ROUTE_NOT_FOUND",
    "status": 404,
    "statuses": [
      404
    ],
    "where": [
      "http"
    ],
    "retryable": "never",
    "meaning": {
      "en": "The path is not a route of the contract, or is malformed.",
      "zh-CN": "路径不是契约中的路由，或路径格式有误。"
    },
    "client": {
      "en": "Correct the path; check the contract version and the profiles that Opstage serves.",
      "zh-CN": "修正路径；核对契约版本以及 Opstage 所提供的规范集。"
    },
    "requirements": [
      "routes-match-contract",
      "error-envelope"
    ]
  },
  "AGENT_NOT_FOUND": {
    "code": "AGENT_NOT_FOUND",
    "status": 404,
    "statuses": [
      404
    ],
    "where": [
      "http"
    ],
    "retryable": "never",
    "meaning": {
      "en": "No agent has this id.",
      "zh-CN": "没有此 id 的 Agent。"
    },
    "client": {
      "en": "Take ids from lists; do not repeat.",
      "zh-CN": "id 应取自列表；不要重试。"
    },
    "requirements": [
      "error-precedence"
    ]
  },
  "SERVICE_NOT_FOUND": {
    "code": "SERVICE_NOT_FOUND",
    "status": 404,
    "statuses": [
      404
    ],
    "where": [
      "http"
    ],
    "retryable": "never",
    "meaning": {
      "en": "No service has this id.",
      "zh-CN": "没有此 id 的服务。"
    },
    "client": {
      "en": "Take ids from lists; do not repeat.",
      "zh-CN": "id 应取自列表；不要重试。"
    },
    "requirements": [
      "error-precedence"
    ]
  },
  "ACTION_NOT_FOUND": {
    "code": "ACTION_NOT_FOUND",
    "status": 404,
    "statuses": [
      404
    ],
    "where": [
      "http"
    ],
    "retryable": "after-change",
    "meaning": {
      "en": "The service declares no action of this name.",
      "zh-CN": "该服务未声明此名称的动作。"
    },
    "client": {
      "en": "Read the service's actions again; do not repeat unchanged.",
      "zh-CN": "重新读取服务的动作列表；不要原样重试。"
    },
    "requirements": [
      "action-gate",
      "error-precedence"
    ]
  },
  "COMMAND_NOT_FOUND": {
    "code": "COMMAND_NOT_FOUND",
    "status": 404,
    "statuses": [
      404
    ],
    "where": [
      "http",
      "session"
    ],
    "retryable": "never",
    "meaning": {
      "en": "No command has this id, or it is not a command of the calling agent, or the delivery id never belonged to it.",
      "zh-CN": "没有此 id 的命令，或该命令不属于发起调用的 Agent，或投递 id 从未属于该命令。"
    },
    "client": {
      "en": "An agent stops sending anything about this command; an operator takes ids from lists.",
      "zh-CN": "Agent 停止发送与该命令有关的任何内容；操作员应从列表取得 id。"
    },
    "requirements": [
      "ack-idempotent",
      "result-once",
      "error-precedence"
    ]
  },
  "USER_NOT_FOUND": {
    "code": "USER_NOT_FOUND",
    "status": 404,
    "statuses": [
      404
    ],
    "where": [
      "http"
    ],
    "retryable": "never",
    "meaning": {
      "en": "No user has this id.",
      "zh-CN": "没有此 id 的用户。"
    },
    "client": {
      "en": "Take ids from lists; do not repeat.",
      "zh-CN": "id 应取自列表；不要重试。"
    },
    "requirements": [
      "error-precedence"
    ]
  },
  "REGISTRATION_TOKEN_NOT_FOUND": {
    "code": "REGISTRATION_TOKEN_NOT_FOUND",
    "status": 404,
    "statuses": [
      404
    ],
    "where": [
      "http"
    ],
    "retryable": "never",
    "meaning": {
      "en": "No registration token has this id.",
      "zh-CN": "没有此 id 的注册令牌。"
    },
    "client": {
      "en": "Take ids from lists; do not repeat.",
      "zh-CN": "id 应取自列表；不要重试。"
    },
    "requirements": [
      "error-precedence"
    ]
  },
  "AUDIT_EVENT_NOT_FOUND": {
    "code": "AUDIT_EVENT_NOT_FOUND",
    "status": 404,
    "statuses": [
      404
    ],
    "where": [
      "http"
    ],
    "retryable": "never",
    "meaning": {
      "en": "No retained audit event has this id.",
      "zh-CN": "现存审计事件中没有此 id。"
    },
    "client": {
      "en": "Take ids from lists; an event older than the advertised retention is gone.",
      "zh-CN": "id 应取自列表；超过公布保留期的事件已不存在。"
    },
    "requirements": [
      "error-precedence",
      "audit-sequence"
    ]
  },
  "METHOD_NOT_ALLOWED": {
    "code": "METHOD_NOT_ALLOWED",
    "status": 405,
    "statuses": [
      405
    ],
    "where": [
      "http"
    ],
    "retryable": "never",
    "meaning": {
      "en": "The route exists, but not with this method; `Allow` lists its methods.",
      "zh-CN": "路由存在但不支持此方法；`Allow` 列出其支持的方法。"
    },
    "client": {
      "en": "Use a method from `Allow`.",
      "zh-CN": "使用 `Allow` 中的方法。"
    },
    "requirements": [
      "error-precedence",
      "safe-methods-are-safe"
    ]
  },
  "AGENT_CODE_TAKEN": {
    "code": "AGENT_CODE_TAKEN",
    "status": 409,
    "statuses": [
      409
    ],
    "where": [
      "http"
    ],
    "retryable": "after-change",
    "meaning": {
      "en": "An agent with this code exists and the registration token does not allow its replacement.",
      "zh-CN": "已存在使用此编码的 Agent，而注册令牌不允许替换它。"
    },
    "client": {
      "en": "Reuse the stored agent token, register under another code, or ask an operator for a token that replaces the agent.",
      "zh-CN": "复用已保存的 Agent 令牌、换用其他编码注册，或向操作员索取可替换该 Agent 的令牌。"
    },
    "requirements": [
      "no-silent-takeover"
    ]
  },
  "REGISTRATION_TOKEN_USED": {
    "code": "REGISTRATION_TOKEN_USED",
    "status": 409,
    "statuses": [
      409
    ],
    "where": [
      "http"
    ],
    "retryable": "after-change",
    "meaning": {
      "en": "The registration token has been used `maxUses` times.",
      "zh-CN": "注册令牌的使用次数已达 `maxUses`。"
    },
    "client": {
      "en": "Get a new registration token from an operator.",
      "zh-CN": "向操作员索取新的注册令牌。"
    },
    "requirements": [
      "registration-token-states",
      "registration-token-uses"
    ]
  },
  "AGENT_REVOKED": {
    "code": "AGENT_REVOKED",
    "status": 409,
    "statuses": [
      409
    ],
    "where": [
      "http"
    ],
    "retryable": "after-change",
    "meaning": {
      "en": "The agent is revoked: no action can be executed on it and it can be neither disabled nor enabled.",
      "zh-CN": "Agent 已被吊销：不能在其上执行动作，也不能禁用或启用它。"
    },
    "client": {
      "en": "Register a replacement for the agent first.",
      "zh-CN": "请先为该 Agent 注册替换者。"
    },
    "requirements": [
      "action-gate",
      "error-precedence"
    ]
  },
  "AGENT_OFFLINE": {
    "code": "AGENT_OFFLINE",
    "status": 409,
    "statuses": [
      409
    ],
    "where": [
      "http"
    ],
    "retryable": "after-delay",
    "meaning": {
      "en": "The agent of the service is offline and the request did not ask to wait for it.",
      "zh-CN": "服务所属的 Agent 离线，且请求未要求等待。"
    },
    "client": {
      "en": "Repeat when the agent is online, or send `queue: true`.",
      "zh-CN": "待 Agent 上线后重试，或发送 `queue: true`。"
    },
    "requirements": [
      "action-gate"
    ]
  },
  "ACTION_REQUIRES_CONFIRMATION": {
    "code": "ACTION_REQUIRES_CONFIRMATION",
    "status": 409,
    "statuses": [
      409
    ],
    "where": [
      "http"
    ],
    "retryable": "after-change",
    "meaning": {
      "en": "The action must be confirmed: its danger level is HIGH, it declares `requiresConfirmation`, or it is not idempotent and the outcome of the command to be retried is unknown.",
      "zh-CN": "该动作须经确认：其危险级别为 HIGH，或声明了 `requiresConfirmation`，或它不是幂等的而待重试命令的结局未知。"
    },
    "client": {
      "en": "Ask the person, then repeat with `confirmation: true`.",
      "zh-CN": "征得操作人确认后，带上 `confirmation: true` 重发。"
    },
    "requirements": [
      "action-gate",
      "retry-new-command"
    ]
  },
  "COMMAND_DELIVERY_STALE": {
    "code": "COMMAND_DELIVERY_STALE",
    "status": 409,
    "statuses": [
      409
    ],
    "where": [
      "http",
      "session"
    ],
    "retryable": "never",
    "meaning": {
      "en": "A newer delivery of the command exists, or the result names a delivery that was not acknowledged.",
      "zh-CN": "该命令存在更新的投递，或结果引用了未经确认的投递。"
    },
    "client": {
      "en": "Do not run the command for this delivery; work with the newest delivery that is received.",
      "zh-CN": "不要依据此次投递运行命令；以收到的最新投递为准。"
    },
    "requirements": [
      "ack-idempotent",
      "result-once"
    ]
  },
  "COMMAND_CANCELLED": {
    "code": "COMMAND_CANCELLED",
    "status": 409,
    "statuses": [
      409
    ],
    "where": [
      "http",
      "session"
    ],
    "retryable": "never",
    "meaning": {
      "en": "The command has been cancelled.",
      "zh-CN": "命令已被取消。"
    },
    "client": {
      "en": "Do not run it; stop sending about it.",
      "zh-CN": "不要运行该命令，并停止发送与其有关的内容。"
    },
    "requirements": [
      "ack-idempotent",
      "result-once"
    ]
  },
  "COMMAND_ALREADY_COMPLETED": {
    "code": "COMMAND_ALREADY_COMPLETED",
    "status": 409,
    "statuses": [
      409
    ],
    "where": [
      "http",
      "session"
    ],
    "retryable": "never",
    "meaning": {
      "en": "The command is in a final state and the request does not repeat what led to it.",
      "zh-CN": "命令已处于最终状态，且该请求并非重复导致该状态的请求。"
    },
    "client": {
      "en": "Accept the recorded outcome; stop sending about it.",
      "zh-CN": "接受已记录的结局，并停止发送与其有关的内容。"
    },
    "requirements": [
      "ack-idempotent",
      "result-once",
      "cancel"
    ]
  },
  "COMMAND_NOT_ACKNOWLEDGED": {
    "code": "COMMAND_NOT_ACKNOWLEDGED",
    "status": 409,
    "statuses": [
      409
    ],
    "where": [
      "http",
      "session"
    ],
    "retryable": "after-change",
    "meaning": {
      "en": "A result or progress came for a command that no delivery of was ever acknowledged.",
      "zh-CN": "收到某命令的结果或进度，但其任何一次投递都未曾被确认。"
    },
    "client": {
      "en": "Acknowledge a delivery first; never run before the acknowledgement is answered 200.",
      "zh-CN": "先确认投递；在确认得到 200 应答之前绝不运行。"
    },
    "requirements": [
      "result-once",
      "ack-before-run"
    ]
  },
  "COMMAND_NOT_CANCELLABLE": {
    "code": "COMMAND_NOT_CANCELLABLE",
    "status": 409,
    "statuses": [
      409
    ],
    "where": [
      "http"
    ],
    "retryable": "never",
    "meaning": {
      "en": "The command is RUNNING and its action, or its agent, cannot be cancelled.",
      "zh-CN": "命令正在 RUNNING，而其动作或 Agent 不支持取消。"
    },
    "client": {
      "en": "Wait for the outcome.",
      "zh-CN": "等待其结局。"
    },
    "requirements": [
      "cancel"
    ]
  },
  "COMMAND_NOT_RETRYABLE": {
    "code": "COMMAND_NOT_RETRYABLE",
    "status": 409,
    "statuses": [
      409
    ],
    "where": [
      "http"
    ],
    "retryable": "after-change",
    "meaning": {
      "en": "Only a FAILED, EXPIRED or CANCELLED command can be retried; this one is not.",
      "zh-CN": "只有 FAILED、EXPIRED 或 CANCELLED 的命令可以重试；此命令不符合。"
    },
    "client": {
      "en": "Wait for a final state, or execute the action anew.",
      "zh-CN": "等待命令进入最终状态，或重新执行动作。"
    },
    "requirements": [
      "retry-new-command"
    ]
  },
  "COMMAND_PAYLOAD_ERASED": {
    "code": "COMMAND_PAYLOAD_ERASED",
    "status": 409,
    "statuses": [
      409
    ],
    "where": [
      "http"
    ],
    "retryable": "after-change",
    "meaning": {
      "en": "A retry without payload needs the original one, and values of it were erased when the command became final.",
      "zh-CN": "不带载荷的重试需要原始载荷，而其中部分值在命令进入最终状态时已被清除。"
    },
    "client": {
      "en": "Repeat the retry with a payload.",
      "zh-CN": "带上载荷重新发起重试。"
    },
    "requirements": [
      "retry-new-command",
      "payload-erased"
    ]
  },
  "LAST_OWNER_REQUIRED": {
    "code": "LAST_OWNER_REQUIRED",
    "status": 409,
    "statuses": [
      409
    ],
    "where": [
      "http"
    ],
    "retryable": "after-change",
    "meaning": {
      "en": "The change would leave no active owner.",
      "zh-CN": "此变更将导致没有任何启用的所有者。"
    },
    "client": {
      "en": "Make another user an active owner first.",
      "zh-CN": "请先让另一名用户成为启用的所有者。"
    },
    "requirements": [
      "last-owner"
    ]
  },
  "USERNAME_TAKEN": {
    "code": "USERNAME_TAKEN",
    "status": 409,
    "statuses": [
      409
    ],
    "where": [
      "http"
    ],
    "retryable": "after-change",
    "meaning": {
      "en": "A user with this user name exists.",
      "zh-CN": "已存在使用此用户名的用户。"
    },
    "client": {
      "en": "Choose another user name.",
      "zh-CN": "换用其他用户名。"
    },
    "requirements": [
      "error-codes-closed"
    ]
  },
  "COMMAND_EXPIRED": {
    "code": "COMMAND_EXPIRED",
    "status": 410,
    "statuses": [
      410
    ],
    "where": [
      "http",
      "session"
    ],
    "retryable": "never",
    "meaning": {
      "en": "The command's deadline has passed.",
      "zh-CN": "命令的期限已过。"
    },
    "client": {
      "en": "Do not run it; stop sending about it.",
      "zh-CN": "不要运行该命令，并停止发送与其有关的内容。"
    },
    "requirements": [
      "command-deadlines",
      "ack-idempotent",
      "result-once"
    ]
  },
  "BODY_TOO_LARGE": {
    "code": "BODY_TOO_LARGE",
    "status": 413,
    "statuses": [
      413
    ],
    "where": [
      "http"
    ],
    "retryable": "after-change",
    "meaning": {
      "en": "The decoded body is longer than `maxBodyBytes`; `details.limit` and `details.limitValue` name the limit.",
      "zh-CN": "解码后的请求体超过 `maxBodyBytes`；`details.limit` 与 `details.limitValue` 指明该限制。"
    },
    "client": {
      "en": "Split the request (reports may be split by service); never resend the same body.",
      "zh-CN": "拆分请求（上报可按服务拆分）；绝不重发同一请求体。"
    },
    "requirements": [
      "limits-enforced",
      "throttle-obeyed"
    ]
  },
  "COMMAND_RESULT_TOO_LARGE": {
    "code": "COMMAND_RESULT_TOO_LARGE",
    "status": 413,
    "statuses": [
      413
    ],
    "where": [
      "http"
    ],
    "retryable": "after-change",
    "meaning": {
      "en": "The decoded body of a result is longer than `maxBodyBytes`.",
      "zh-CN": "结果请求解码后的请求体超过 `maxBodyBytes`。"
    },
    "client": {
      "en": "Send once a failed result with code RESULT_REJECTED and without data.",
      "zh-CN": "仅发送一次结局码为 RESULT_REJECTED 且不含数据的失败结果。"
    },
    "requirements": [
      "limits-enforced",
      "result-retried"
    ]
  },
  "MEDIA_TYPE_UNSUPPORTED": {
    "code": "MEDIA_TYPE_UNSUPPORTED",
    "status": 415,
    "statuses": [
      415
    ],
    "where": [
      "http"
    ],
    "retryable": "after-change",
    "meaning": {
      "en": "The body's `Content-Type` is not one the operation takes.",
      "zh-CN": "请求体的 `Content-Type` 不被该操作接受。"
    },
    "client": {
      "en": "Send `application/json` (or the type the operation names).",
      "zh-CN": "使用 `application/json`（或该操作指定的类型）。"
    },
    "requirements": [
      "error-precedence"
    ]
  },
  "CONTENT_ENCODING_UNSUPPORTED": {
    "code": "CONTENT_ENCODING_UNSUPPORTED",
    "status": 415,
    "statuses": [
      415
    ],
    "where": [
      "http"
    ],
    "retryable": "after-change",
    "meaning": {
      "en": "The body has a `Content-Encoding` this Opstage does not take.",
      "zh-CN": "请求体的 `Content-Encoding` 不被此 Opstage 接受。"
    },
    "client": {
      "en": "Send the body without content encoding.",
      "zh-CN": "不使用内容编码重新发送。"
    },
    "requirements": [
      "limits-enforced",
      "error-precedence"
    ]
  },
  "VALIDATION_FAILED": {
    "code": "VALIDATION_FAILED",
    "status": 422,
    "statuses": [
      422
    ],
    "where": [
      "http",
      "session",
      "report-item"
    ],
    "retryable": "after-change",
    "meaning": {
      "en": "Body, query, header or frame does not satisfy the schema, or members of it contradict each other; `details.issues` lists pointer and reason.",
      "zh-CN": "请求体、查询参数、请求头或帧不符合模式，或其成员相互矛盾；`details.issues` 列出指针与原因。"
    },
    "client": {
      "en": "Correct what the issues name; never resend the same body.",
      "zh-CN": "修正 issues 指出的问题；绝不重发同一请求体。"
    },
    "requirements": [
      "error-precedence",
      "lexical-forms",
      "limits-enforced",
      "pagination-stable",
      "report-item-isolation",
      "cancel",
      "ephemeral-agents"
    ]
  },
  "IDEMPOTENCY_KEY_REUSED": {
    "code": "IDEMPOTENCY_KEY_REUSED",
    "status": 422,
    "statuses": [
      422
    ],
    "where": [
      "http"
    ],
    "retryable": "after-change",
    "meaning": {
      "en": "The `Idempotency-Key` was used with another body in the same scope.",
      "zh-CN": "该 `Idempotency-Key` 在同一范围内曾与另一请求体一起使用。"
    },
    "client": {
      "en": "Use a new key for a new request; keep the body equal when repeating one.",
      "zh-CN": "新请求使用新键；重复请求时保持请求体相等。"
    },
    "requirements": [
      "idempotency-key",
      "register-retry-safe"
    ]
  },
  "ACTION_PAYLOAD_INVALID": {
    "code": "ACTION_PAYLOAD_INVALID",
    "status": 422,
    "statuses": [
      422
    ],
    "where": [
      "http"
    ],
    "retryable": "after-change",
    "meaning": {
      "en": "The payload does not satisfy the action's input schema; `details.issues` lists pointer and reason.",
      "zh-CN": "载荷不符合动作的输入模式；`details.issues` 列出指针与原因。"
    },
    "client": {
      "en": "Correct the payload.",
      "zh-CN": "修正载荷。"
    },
    "requirements": [
      "action-gate"
    ]
  },
  "UPGRADE_REQUIRED": {
    "code": "UPGRADE_REQUIRED",
    "status": 426,
    "statuses": [
      426
    ],
    "where": [
      "http"
    ],
    "retryable": "after-change",
    "meaning": {
      "en": "The session route was called without a valid WebSocket upgrade to the subprotocol `capsule.session.v1`.",
      "zh-CN": "调用会话路由时没有有效的、子协议为 `capsule.session.v1` 的 WebSocket 升级请求。"
    },
    "client": {
      "en": "Open it as a WebSocket with that subprotocol, or work over HTTP.",
      "zh-CN": "以 WebSocket 并使用该子协议打开，或改用 HTTP。"
    },
    "requirements": [
      "session-auth-before-upgrade"
    ]
  },
  "RATE_LIMITED": {
    "code": "RATE_LIMITED",
    "status": 429,
    "statuses": [
      429
    ],
    "where": [
      "http",
      "session"
    ],
    "retryable": "after-delay",
    "meaning": {
      "en": "The caller sends too much; `Retry-After` says how many seconds to wait.",
      "zh-CN": "调用方请求过多；`Retry-After` 给出须等待的秒数。"
    },
    "client": {
      "en": "Wait the longer of the own backoff and `Retry-After`, plus jitter, then repeat.",
      "zh-CN": "等待自身退避与 `Retry-After` 中较长者并加抖动，然后重发。"
    },
    "requirements": [
      "throttle-has-retry-after",
      "throttle-obeyed",
      "events-bounded"
    ]
  },
  "LOGIN_THROTTLED": {
    "code": "LOGIN_THROTTLED",
    "status": 429,
    "statuses": [
      429
    ],
    "where": [
      "http"
    ],
    "retryable": "after-delay",
    "meaning": {
      "en": "Too many failed logins for this account name or from this address; `Retry-After` says how many seconds to wait.",
      "zh-CN": "该账户名或该地址的登录失败次数过多；`Retry-After` 给出须等待的秒数。"
    },
    "client": {
      "en": "Wait as long as `Retry-After` says, then let the person try again.",
      "zh-CN": "按 `Retry-After` 等待后再让用户重试。"
    },
    "requirements": [
      "login-throttled",
      "throttle-has-retry-after"
    ]
  },
  "INTERNAL_ERROR": {
    "code": "INTERNAL_ERROR",
    "status": 500,
    "statuses": [
      500
    ],
    "where": [
      "http",
      "session"
    ],
    "retryable": "same-request",
    "meaning": {
      "en": "Opstage has a defect or its storage failed. No client input may cause it; the code exists so that even then there is an envelope.",
      "zh-CN": "Opstage 存在缺陷或其存储出错。任何客户端输入都不得导致此错误；设此错误码是为了在此情形下仍有统一的错误信封。"
    },
    "client": {
      "en": "Retry with backoff; report the request id to who runs Opstage.",
      "zh-CN": "按退避策略重试；将请求 id 报告给 Opstage 的运维者。"
    },
    "requirements": [
      "no-5xx-for-client-input",
      "error-envelope"
    ]
  },
  "SERVICE_UNAVAILABLE": {
    "code": "SERVICE_UNAVAILABLE",
    "status": 503,
    "statuses": [
      503
    ],
    "where": [
      "http",
      "session"
    ],
    "retryable": "after-delay",
    "meaning": {
      "en": "Opstage is starting, stopping or overloaded; `Retry-After` says how many seconds to wait.",
      "zh-CN": "Opstage 正在启动、停止或过载；`Retry-After` 给出须等待的秒数。"
    },
    "client": {
      "en": "Wait the longer of the own backoff and `Retry-After`, plus jitter, then repeat.",
      "zh-CN": "等待自身退避与 `Retry-After` 中较长者并加抖动，然后重发。"
    },
    "requirements": [
      "throttle-has-retry-after",
      "throttle-obeyed"
    ]
  },
  "SERVICE_CODE_TAKEN": {
    "code": "SERVICE_CODE_TAKEN",
    "status": null,
    "statuses": [],
    "where": [
      "report-item"
    ],
    "retryable": "after-change",
    "meaning": {
      "en": "The service code belongs to another agent that is neither revoked nor has released it.",
      "zh-CN": "该服务编码属于另一 Agent，而该 Agent 既未被吊销也未释放此编码。"
    },
    "client": {
      "en": "Report under another code, or let the owner release the code.",
      "zh-CN": "换用其他编码上报，或由所有者释放该编码。"
    },
    "requirements": [
      "service-ownership",
      "report-item-isolation"
    ]
  },
  "ACTION_SCHEMA_UNSUPPORTED": {
    "code": "ACTION_SCHEMA_UNSUPPORTED",
    "status": null,
    "statuses": [],
    "where": [
      "report-item"
    ],
    "retryable": "after-change",
    "meaning": {
      "en": "An input or output schema of an action uses what the contract's schema subset does not have, or is too large or too deep.",
      "zh-CN": "某动作的输入或输出模式使用了契约模式子集之外的内容，或过大、过深。"
    },
    "client": {
      "en": "Simplify the schema to the subset.",
      "zh-CN": "将模式简化至该子集之内。"
    },
    "requirements": [
      "action-schema-subset",
      "report-item-isolation"
    ]
  },
  "DUPLICATE_ITEM": {
    "code": "DUPLICATE_ITEM",
    "status": null,
    "statuses": [],
    "where": [
      "report-item"
    ],
    "retryable": "after-change",
    "meaning": {
      "en": "The report holds the same service code, config key or action name twice.",
      "zh-CN": "上报中同一服务编码、配置键或动作名称出现了两次。"
    },
    "client": {
      "en": "Report each code, key and name once.",
      "zh-CN": "每个编码、键与名称只上报一次。"
    },
    "requirements": [
      "lexical-forms",
      "report-item-isolation"
    ]
  },
  "UNKNOWN_MESSAGE_TYPE": {
    "code": "UNKNOWN_MESSAGE_TYPE",
    "status": null,
    "statuses": [],
    "where": [
      "session"
    ],
    "retryable": "never",
    "meaning": {
      "en": "The frame's `type` is not a message of the contract that an agent may send.",
      "zh-CN": "帧的 `type` 不是契约中允许 Agent 发送的消息。"
    },
    "client": {
      "en": "Do not send it on this session; the connection stays open.",
      "zh-CN": "不要在此会话上发送该消息；连接保持打开。"
    },
    "requirements": [
      "session-bad-frame"
    ]
  }
};

/** Why a command did not succeed. */
export const outcomeCodes: Readonly<Record<OutcomeCodeName, OutcomeCodeEntry>> = {
  "ACTION_FAILED": {
    "code": "ACTION_FAILED",
    "by": "agent",
    "when": [
      "result"
    ],
    "outcomeKnown": true,
    "requirements": [
      "handler-timeout"
    ],
    "meaning": {
      "en": "The handler failed or threw; `message` is its own message.",
      "zh-CN": "处理程序失败或抛出异常；`message` 为其自身的消息。"
    }
  },
  "ACTION_TIMEOUT": {
    "code": "ACTION_TIMEOUT",
    "by": "agent",
    "when": [
      "result"
    ],
    "outcomeKnown": true,
    "requirements": [
      "handler-timeout"
    ],
    "meaning": {
      "en": "The handler ran past the command's `timeoutSeconds`.",
      "zh-CN": "处理程序的运行超过命令的 `timeoutSeconds`。"
    }
  },
  "AGENT_RESTARTED": {
    "code": "AGENT_RESTARTED",
    "by": "agent",
    "when": [
      "result"
    ],
    "outcomeKnown": true,
    "requirements": [
      "execute-at-most-once"
    ],
    "meaning": {
      "en": "The agent restarted while the command ran; it was begun and not finished.",
      "zh-CN": "命令运行期间 Agent 重启；命令已开始但未完成。"
    }
  },
  "COMMAND_TYPE_UNKNOWN": {
    "code": "COMMAND_TYPE_UNKNOWN",
    "by": "agent",
    "when": [
      "ack"
    ],
    "outcomeKnown": true,
    "requirements": [
      "refusal-is-explicit"
    ],
    "meaning": {
      "en": "The agent does not know the command's `type`; nothing ran.",
      "zh-CN": "Agent 不认识命令的 `type`；未运行任何内容。"
    }
  },
  "ACTION_NOT_FOUND": {
    "code": "ACTION_NOT_FOUND",
    "by": "agent",
    "when": [
      "ack"
    ],
    "outcomeKnown": true,
    "requirements": [
      "refusal-is-explicit"
    ],
    "meaning": {
      "en": "The agent has no handler for the action; nothing ran.",
      "zh-CN": "Agent 没有该动作的处理程序；未运行任何内容。"
    }
  },
  "ACTION_PAYLOAD_INVALID": {
    "code": "ACTION_PAYLOAD_INVALID",
    "by": "agent",
    "when": [
      "ack",
      "result"
    ],
    "outcomeKnown": true,
    "requirements": [
      "refusal-is-explicit"
    ],
    "meaning": {
      "en": "The agent found the payload invalid; nothing ran.",
      "zh-CN": "Agent 认定载荷无效；未运行任何内容。"
    }
  },
  "AGENT_BUSY": {
    "code": "AGENT_BUSY",
    "by": "agent",
    "when": [
      "ack"
    ],
    "outcomeKnown": true,
    "requirements": [
      "claim-what-can-start"
    ],
    "meaning": {
      "en": "The agent cannot start the command now; nothing ran.",
      "zh-CN": "Agent 目前无法启动该命令；未运行任何内容。"
    }
  },
  "RESULT_REJECTED": {
    "code": "RESULT_REJECTED",
    "by": "agent",
    "when": [
      "result"
    ],
    "outcomeKnown": true,
    "requirements": [
      "result-retried"
    ],
    "meaning": {
      "en": "The command ran, but Opstage refused its result as too large or invalid.",
      "zh-CN": "命令已运行，但其结果因过大或无效被 Opstage 拒绝。"
    }
  },
  "AGENT_LOST": {
    "code": "AGENT_LOST",
    "by": "opstage",
    "when": [],
    "outcomeKnown": false,
    "requirements": [
      "run-lease",
      "replacement"
    ],
    "meaning": {
      "en": "The run lease lapsed or the agent was replaced while the command ran.",
      "zh-CN": "命令运行期间运行租约到期，或 Agent 被替换。"
    }
  },
  "AGENT_REVOKED": {
    "code": "AGENT_REVOKED",
    "by": "opstage",
    "when": [],
    "outcomeKnown": false,
    "requirements": [
      "revocation-settles-commands"
    ],
    "meaning": {
      "en": "The agent was revoked while the command ran.",
      "zh-CN": "命令运行期间 Agent 被吊销。"
    }
  }
};

/** Every requirement. */
export const requirements: Readonly<Record<RequirementId, RequirementEntry>> = {
  "version-header": {
    "section": "conventions",
    "id": "version-header",
    "level": "MUST",
    "binds": {
      "agent": "agent-core"
    },
    "sentence": {
      "en": "An agent MUST send `Capsule-Contract: 1` on every request and on the WebSocket upgrade.",
      "zh-CN": "Agent 必须在每个请求以及 WebSocket 升级请求上发送 `Capsule-Contract: 1`。"
    },
    "rationale": {
      "en": "A later Opstage can tell old agents from new ones without guessing.",
      "zh-CN": "日后的 Opstage 无须猜测即可区分新旧 Agent。"
    },
    "operations": [
      "agentRegister",
      "agentHeartbeat",
      "agentDisconnect",
      "agentTokenRotate",
      "serviceReport",
      "commandClaim",
      "commandAck",
      "commandProgress",
      "commandResult",
      "agentSession"
    ],
    "messages": [],
    "errors": []
  },
  "version-answered": {
    "section": "conventions",
    "id": "version-answered",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "Opstage MUST send `Capsule-Contract: 1` on every response, naming the version it served and never the request's own text, and MUST serve a request without the header as version 1.",
      "zh-CN": "Opstage 必须在每个响应上发送 `Capsule-Contract: 1`，其值为所采用的版本，绝不照抄请求中的文本；对未带该请求头的请求，必须按版本 1 处理。"
    },
    "rationale": {
      "en": "An agent recognises an answer of Opstage, and not of a proxy in between, by this header.",
      "zh-CN": "Agent 据此响应头识别应答出自 Opstage，而非中间的代理服务器。"
    },
    "operations": [
      "actionList",
      "actionView",
      "commandCreate",
      "commandClaim",
      "commandAck",
      "commandProgress",
      "commandResult",
      "agentRegister",
      "agentTokenRotate",
      "agentHeartbeat",
      "agentDisconnect",
      "agentSession",
      "serviceReport",
      "agentList",
      "agentView",
      "agentDisable",
      "agentEnable",
      "agentRevoke",
      "auditList",
      "auditExport",
      "auditVerify",
      "auditView",
      "serviceList",
      "serviceView",
      "serviceManifestView",
      "serviceHealthView",
      "serviceConfigView",
      "serviceConfigHistory",
      "commandList",
      "commandView",
      "commandCancel",
      "commandRetry",
      "dashboardView",
      "eventList",
      "eventStream",
      "operatorLogin",
      "operatorLogout",
      "operatorMe",
      "registrationTokenList",
      "registrationTokenCreate",
      "registrationTokenView",
      "registrationTokenRevoke",
      "systemHealth",
      "systemVersion",
      "userList",
      "userCreate",
      "userView",
      "userUpdate",
      "userResetPassword"
    ],
    "messages": [],
    "errors": []
  },
  "version-unsupported": {
    "section": "conventions",
    "id": "version-unsupported",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "Opstage MUST answer a request that names any other version with 400 `CONTRACT_VERSION_UNSUPPORTED` and list the versions it speaks in `details.supported`.",
      "zh-CN": "对声明任何其他版本的请求，Opstage 必须应答 400 `CONTRACT_VERSION_UNSUPPORTED`，并在 `details.supported` 中列出其支持的版本。"
    },
    "rationale": {
      "en": "A client that is too new learns what it may fall back to, instead of being served half.",
      "zh-CN": "过新的客户端由此得知可回退到哪个版本，而不是得到半套服务。"
    },
    "operations": [
      "actionList",
      "actionView",
      "commandCreate",
      "commandClaim",
      "commandAck",
      "commandProgress",
      "commandResult",
      "agentRegister",
      "agentTokenRotate",
      "agentHeartbeat",
      "agentDisconnect",
      "agentSession",
      "serviceReport",
      "agentList",
      "agentView",
      "agentDisable",
      "agentEnable",
      "agentRevoke",
      "auditList",
      "auditExport",
      "auditVerify",
      "auditView",
      "serviceList",
      "serviceView",
      "serviceManifestView",
      "serviceHealthView",
      "serviceConfigView",
      "serviceConfigHistory",
      "commandList",
      "commandView",
      "commandCancel",
      "commandRetry",
      "dashboardView",
      "eventList",
      "eventStream",
      "operatorLogin",
      "operatorLogout",
      "operatorMe",
      "registrationTokenList",
      "registrationTokenCreate",
      "registrationTokenView",
      "registrationTokenRevoke",
      "systemHealth",
      "systemVersion",
      "userList",
      "userCreate",
      "userView",
      "userUpdate",
      "userResetPassword"
    ],
    "messages": [],
    "errors": [
      "CONTRACT_VERSION_UNSUPPORTED"
    ]
  },
  "unknown-members-ignored": {
    "section": "conventions",
    "id": "unknown-members-ignored",
    "level": "MUST",
    "binds": {
      "agent": "agent-core",
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "Agent and Opstage MUST ignore object members they do not know and MUST NOT fail because of them.",
      "zh-CN": "Agent 与 Opstage 必须忽略其不认识的对象成员，且不得因此失败。"
    },
    "rationale": {
      "en": "Members can be added within version 1 without breaking anyone.",
      "zh-CN": "如此可在版本 1 内增添成员而不影响任何一方。"
    },
    "operations": [
      "actionList",
      "actionView",
      "commandCreate",
      "commandClaim",
      "commandAck",
      "commandProgress",
      "commandResult",
      "agentRegister",
      "agentTokenRotate",
      "agentHeartbeat",
      "agentDisconnect",
      "agentSession",
      "serviceReport",
      "agentList",
      "agentView",
      "agentDisable",
      "agentEnable",
      "agentRevoke",
      "auditList",
      "auditExport",
      "auditVerify",
      "auditView",
      "serviceList",
      "serviceView",
      "serviceManifestView",
      "serviceHealthView",
      "serviceConfigView",
      "serviceConfigHistory",
      "commandList",
      "commandView",
      "commandCancel",
      "commandRetry",
      "dashboardView",
      "eventList",
      "eventStream",
      "operatorLogin",
      "operatorLogout",
      "operatorMe",
      "registrationTokenList",
      "registrationTokenCreate",
      "registrationTokenView",
      "registrationTokenRevoke",
      "systemHealth",
      "systemVersion",
      "userList",
      "userCreate",
      "userView",
      "userUpdate",
      "userResetPassword"
    ],
    "messages": [
      "hello",
      "heartbeat",
      "service.report",
      "command.ack",
      "command.progress",
      "command.result",
      "goodbye",
      "welcome",
      "command.dispatch",
      "command.cancel",
      "bye",
      "ack",
      "error"
    ],
    "errors": []
  },
  "unknown-enum-is-not-success": {
    "section": "conventions",
    "id": "unknown-enum-is-not-success",
    "level": "MUST",
    "binds": {
      "agent": "agent-core"
    },
    "sentence": {
      "en": "An agent MUST treat an enum value of an answer that it does not know as unknown and never as success.",
      "zh-CN": "对应答中不认识的枚举值，Agent 必须视为未知，绝不视为成功。"
    },
    "rationale": {
      "en": "A new state in a later Opstage must not look like a confirmation to an old agent.",
      "zh-CN": "日后 Opstage 新增的状态不应被旧 Agent 误认为确认。"
    },
    "operations": [
      "agentRegister",
      "agentHeartbeat",
      "agentDisconnect",
      "agentTokenRotate",
      "serviceReport",
      "commandClaim",
      "commandAck",
      "commandProgress",
      "commandResult",
      "agentSession"
    ],
    "messages": [
      "welcome",
      "command.dispatch",
      "ack",
      "error"
    ],
    "errors": []
  },
  "capabilities-intersect": {
    "section": "conventions",
    "id": "capabilities-intersect",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "Opstage MUST use an optional feature towards an agent only if that agent announced its capability: `commands.progress`, `commands.cancel`, `session.ws`, `token.rotate`; extensions use reverse-DNS names. An agent announces at registration, in the first heartbeat of each bootId and in `hello`; the latest announcement replaces the one before.",
      "zh-CN": "只有当 Agent 声明了相应能力时，Opstage 才可以对其使用可选功能，否则不得使用：`commands.progress`、`commands.cancel`、`session.ws`、`token.rotate`；扩展能力使用反向域名命名。Agent 在注册时、在每个 bootId 的首次心跳中以及在 `hello` 中声明；最新声明取代先前声明。"
    },
    "rationale": {
      "en": "The smallest agent stays small: it is never asked for what it did not offer.",
      "zh-CN": "使最小的 Agent 得以保持精简：绝不要求其提供未声明的功能。"
    },
    "operations": [
      "agentRegister",
      "agentHeartbeat",
      "commandCancel",
      "agentSession"
    ],
    "messages": [
      "hello",
      "heartbeat",
      "command.cancel"
    ],
    "errors": [
      "COMMAND_NOT_CANCELLABLE"
    ]
  },
  "success-envelope": {
    "section": "conventions",
    "id": "success-envelope",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "Opstage MUST answer success with status 200 and `{\"success\":true,\"data\":…}`, and add `pagination {page, pageSize, total}` to lists. Exempt are SSE, exports, the 101 of an upgrade and answers to HEAD.",
      "zh-CN": "成功时 Opstage 必须以状态 200 和 `{\"success\":true,\"data\":…}` 应答，列表另附 `pagination {page, pageSize, total}`。SSE、导出、升级的 101 以及对 HEAD 的应答除外。"
    },
    "rationale": {
      "en": "One shape is parsed once; a body without it is not from Opstage.",
      "zh-CN": "统一的结构只需解析一次；不具此结构的响应体不出自 Opstage。"
    },
    "operations": [
      "actionList",
      "actionView",
      "commandCreate",
      "commandClaim",
      "commandAck",
      "commandProgress",
      "commandResult",
      "agentRegister",
      "agentTokenRotate",
      "agentHeartbeat",
      "agentDisconnect",
      "agentSession",
      "serviceReport",
      "agentList",
      "agentView",
      "agentDisable",
      "agentEnable",
      "agentRevoke",
      "auditList",
      "auditExport",
      "auditVerify",
      "auditView",
      "serviceList",
      "serviceView",
      "serviceManifestView",
      "serviceHealthView",
      "serviceConfigView",
      "serviceConfigHistory",
      "commandList",
      "commandView",
      "commandCancel",
      "commandRetry",
      "dashboardView",
      "eventList",
      "eventStream",
      "operatorLogin",
      "operatorLogout",
      "operatorMe",
      "registrationTokenList",
      "registrationTokenCreate",
      "registrationTokenView",
      "registrationTokenRevoke",
      "systemHealth",
      "systemVersion",
      "userList",
      "userCreate",
      "userView",
      "userUpdate",
      "userResetPassword"
    ],
    "messages": [],
    "errors": []
  },
  "error-envelope": {
    "section": "conventions",
    "id": "error-envelope",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "Opstage MUST answer every error with `{\"success\":false,\"error\":{code, message, requestId, details?}}` and the status that the catalogue gives the code, unknown routes and malformed paths included.",
      "zh-CN": "对每个错误，Opstage 必须以 `{\"success\":false,\"error\":{code, message, requestId, details?}}` 及错误目录为该错误码规定的状态应答，未知路由与格式有误的路径亦不例外。"
    },
    "parts": [
      {
        "id": "error-envelope-of-the-parser",
        "level": "SHOULD",
        "binds": [
          "opstage"
        ],
        "sentence": {
          "en": "A request that the HTTP parser itself refuses SHOULD be answered with the same envelope.",
          "zh-CN": "HTTP 解析器本身拒绝的请求，也应当以同样的信封应答。"
        }
      }
    ],
    "rationale": {
      "en": "A client has one way to read a failure, and people can quote the request id.",
      "zh-CN": "客户端只需一种方式读取失败，用户也可引用请求 id。"
    },
    "operations": [
      "actionList",
      "actionView",
      "commandCreate",
      "commandClaim",
      "commandAck",
      "commandProgress",
      "commandResult",
      "agentRegister",
      "agentTokenRotate",
      "agentHeartbeat",
      "agentDisconnect",
      "agentSession",
      "serviceReport",
      "agentList",
      "agentView",
      "agentDisable",
      "agentEnable",
      "agentRevoke",
      "auditList",
      "auditExport",
      "auditVerify",
      "auditView",
      "serviceList",
      "serviceView",
      "serviceManifestView",
      "serviceHealthView",
      "serviceConfigView",
      "serviceConfigHistory",
      "commandList",
      "commandView",
      "commandCancel",
      "commandRetry",
      "dashboardView",
      "eventList",
      "eventStream",
      "operatorLogin",
      "operatorLogout",
      "operatorMe",
      "registrationTokenList",
      "registrationTokenCreate",
      "registrationTokenView",
      "registrationTokenRevoke",
      "systemHealth",
      "systemVersion",
      "userList",
      "userCreate",
      "userView",
      "userUpdate",
      "userResetPassword"
    ],
    "messages": [
      "error"
    ],
    "errors": [
      "ROUTE_NOT_FOUND",
      "METHOD_NOT_ALLOWED",
      "INTERNAL_ERROR"
    ]
  },
  "error-codes-closed": {
    "section": "conventions",
    "id": "error-codes-closed",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "Opstage MUST NOT answer with an error code outside the catalogue: never a framework's, a database's or an agent's own code.",
      "zh-CN": "Opstage 不得以错误目录之外的错误码应答：绝不使用框架、数据库或 Agent 自身的错误码。"
    },
    "rationale": {
      "en": "Clients branch on codes; a code nobody listed is a branch nobody wrote.",
      "zh-CN": "客户端依据错误码分支；未列出的错误码意味着无人处理的分支。"
    },
    "operations": [
      "actionList",
      "actionView",
      "commandCreate",
      "commandClaim",
      "commandAck",
      "commandProgress",
      "commandResult",
      "agentRegister",
      "agentTokenRotate",
      "agentHeartbeat",
      "agentDisconnect",
      "agentSession",
      "serviceReport",
      "agentList",
      "agentView",
      "agentDisable",
      "agentEnable",
      "agentRevoke",
      "auditList",
      "auditExport",
      "auditVerify",
      "auditView",
      "serviceList",
      "serviceView",
      "serviceManifestView",
      "serviceHealthView",
      "serviceConfigView",
      "serviceConfigHistory",
      "commandList",
      "commandView",
      "commandCancel",
      "commandRetry",
      "dashboardView",
      "eventList",
      "eventStream",
      "operatorLogin",
      "operatorLogout",
      "operatorMe",
      "registrationTokenList",
      "registrationTokenCreate",
      "registrationTokenView",
      "registrationTokenRevoke",
      "systemHealth",
      "systemVersion",
      "userList",
      "userCreate",
      "userView",
      "userUpdate",
      "userResetPassword"
    ],
    "messages": [
      "error"
    ],
    "errors": [
      "USERNAME_TAKEN"
    ]
  },
  "error-precedence": {
    "section": "conventions",
    "id": "error-precedence",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "Opstage MUST judge a request in this order and answer with the first step that fails: path 404; method 405 with `Allow`; contract version 400; authentication 401; CSRF token 403; agent id, disabled agent or role 403; body size 413; media type or content encoding 415; JSON 400 `MALFORMED_JSON`; schema 422 `VALIDATION_FAILED` with `details.issues[{path, message}]`; target 404; then agent REVOKED, DISABLED, OFFLINE and confirmation 409; payload 422; other states. Login and registration authenticate after the schema. 429 and 503 may come at any step.",
      "zh-CN": "Opstage 必须按以下顺序判定请求，并以首个不通过的步骤应答：路径 404；方法 405 并附 `Allow`；契约版本 400；认证 401；CSRF 令牌 403；Agent id、已禁用的 Agent 或角色 403；请求体大小 413；媒体类型或内容编码 415；JSON 400 `MALFORMED_JSON`；模式 422 `VALIDATION_FAILED` 并附 `details.issues[{path, message}]`；目标 404；随后是 Agent REVOKED、DISABLED、OFFLINE 与确认 409；载荷 422；其他状态。登录与注册在模式校验之后认证。429 与 503 可以出现在任何一步。"
    },
    "rationale": {
      "en": "Two faults in one request have one answer everywhere, and nothing about a target is told before the caller is known.",
      "zh-CN": "同一请求有两处问题时，各处应答一致；且在识别调用方之前不透露任何目标信息。"
    },
    "operations": [
      "actionList",
      "actionView",
      "commandCreate",
      "commandClaim",
      "commandAck",
      "commandProgress",
      "commandResult",
      "agentRegister",
      "agentTokenRotate",
      "agentHeartbeat",
      "agentDisconnect",
      "agentSession",
      "serviceReport",
      "agentList",
      "agentView",
      "agentDisable",
      "agentEnable",
      "agentRevoke",
      "auditList",
      "auditExport",
      "auditVerify",
      "auditView",
      "serviceList",
      "serviceView",
      "serviceManifestView",
      "serviceHealthView",
      "serviceConfigView",
      "serviceConfigHistory",
      "commandList",
      "commandView",
      "commandCancel",
      "commandRetry",
      "dashboardView",
      "eventList",
      "eventStream",
      "operatorLogin",
      "operatorLogout",
      "operatorMe",
      "registrationTokenList",
      "registrationTokenCreate",
      "registrationTokenView",
      "registrationTokenRevoke",
      "systemHealth",
      "systemVersion",
      "userList",
      "userCreate",
      "userView",
      "userUpdate",
      "userResetPassword"
    ],
    "messages": [],
    "errors": [
      "ROUTE_NOT_FOUND",
      "METHOD_NOT_ALLOWED",
      "CONTRACT_VERSION_UNSUPPORTED",
      "UNAUTHORIZED",
      "LOGIN_FAILED",
      "AGENT_TOKEN_MISSING",
      "AGENT_TOKEN_INVALID",
      "AGENT_TOKEN_REVOKED",
      "CSRF_INVALID",
      "AGENT_ID_MISMATCH",
      "AGENT_DISABLED",
      "FORBIDDEN",
      "BODY_TOO_LARGE",
      "COMMAND_RESULT_TOO_LARGE",
      "MEDIA_TYPE_UNSUPPORTED",
      "CONTENT_ENCODING_UNSUPPORTED",
      "MALFORMED_JSON",
      "VALIDATION_FAILED",
      "AGENT_NOT_FOUND",
      "SERVICE_NOT_FOUND",
      "ACTION_NOT_FOUND",
      "COMMAND_NOT_FOUND",
      "USER_NOT_FOUND",
      "REGISTRATION_TOKEN_NOT_FOUND",
      "AUDIT_EVENT_NOT_FOUND",
      "AGENT_REVOKED",
      "AGENT_OFFLINE",
      "ACTION_REQUIRES_CONFIRMATION",
      "ACTION_PAYLOAD_INVALID",
      "RATE_LIMITED",
      "SERVICE_UNAVAILABLE"
    ]
  },
  "no-5xx-for-client-input": {
    "section": "conventions",
    "id": "no-5xx-for-client-input",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "Opstage MUST NOT answer any client input with a 5xx, and its messages and issues MUST NOT repeat input values.",
      "zh-CN": "对任何客户端输入，Opstage 不得以 5xx 应答；其消息与 issues 不得复述输入值。"
    },
    "rationale": {
      "en": "A 5xx says try again, which is wrong for bad input; an echoed value may be a secret or a script.",
      "zh-CN": "5xx 意味着可重试，这对错误输入并不正确；而回显的值可能是机密或脚本。"
    },
    "operations": [
      "actionList",
      "actionView",
      "commandCreate",
      "commandClaim",
      "commandAck",
      "commandProgress",
      "commandResult",
      "agentRegister",
      "agentTokenRotate",
      "agentHeartbeat",
      "agentDisconnect",
      "agentSession",
      "serviceReport",
      "agentList",
      "agentView",
      "agentDisable",
      "agentEnable",
      "agentRevoke",
      "auditList",
      "auditExport",
      "auditVerify",
      "auditView",
      "serviceList",
      "serviceView",
      "serviceManifestView",
      "serviceHealthView",
      "serviceConfigView",
      "serviceConfigHistory",
      "commandList",
      "commandView",
      "commandCancel",
      "commandRetry",
      "dashboardView",
      "eventList",
      "eventStream",
      "operatorLogin",
      "operatorLogout",
      "operatorMe",
      "registrationTokenList",
      "registrationTokenCreate",
      "registrationTokenView",
      "registrationTokenRevoke",
      "systemHealth",
      "systemVersion",
      "userList",
      "userCreate",
      "userView",
      "userUpdate",
      "userResetPassword"
    ],
    "messages": [
      "error"
    ],
    "errors": [
      "INTERNAL_ERROR"
    ]
  },
  "request-id": {
    "section": "conventions",
    "id": "request-id",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "Every response of Opstage MUST carry `X-Request-Id`, and the audit events it caused MUST carry the same id.",
      "zh-CN": "Opstage 的每个响应必须携带 `X-Request-Id`，由其引起的审计事件必须携带相同的 id。"
    },
    "rationale": {
      "en": "One id leads from a complaint to the record.",
      "zh-CN": "凭一个 id 即可由投诉追溯到记录。"
    },
    "operations": [
      "actionList",
      "actionView",
      "commandCreate",
      "commandClaim",
      "commandAck",
      "commandProgress",
      "commandResult",
      "agentRegister",
      "agentTokenRotate",
      "agentHeartbeat",
      "agentDisconnect",
      "agentSession",
      "serviceReport",
      "agentList",
      "agentView",
      "agentDisable",
      "agentEnable",
      "agentRevoke",
      "auditList",
      "auditExport",
      "auditVerify",
      "auditView",
      "serviceList",
      "serviceView",
      "serviceManifestView",
      "serviceHealthView",
      "serviceConfigView",
      "serviceConfigHistory",
      "commandList",
      "commandView",
      "commandCancel",
      "commandRetry",
      "dashboardView",
      "eventList",
      "eventStream",
      "operatorLogin",
      "operatorLogout",
      "operatorMe",
      "registrationTokenList",
      "registrationTokenCreate",
      "registrationTokenView",
      "registrationTokenRevoke",
      "systemHealth",
      "systemVersion",
      "userList",
      "userCreate",
      "userView",
      "userUpdate",
      "userResetPassword"
    ],
    "messages": [],
    "errors": []
  },
  "routes-match-contract": {
    "section": "conventions",
    "id": "routes-match-contract",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "Under `/api/` Opstage MUST serve every operation of the profiles it claims and nothing else. It MUST split the path on literal `/`, decode each segment once and then match; a segment that after decoding is `.` or `..` or contains `/`, `\\` or NUL is 404. Role and CSRF checks MUST belong to the matched operation, never to path text. HEAD is served wherever GET is, except for agentSession and eventStream; any other method, OPTIONS included, is 405.",
      "zh-CN": "在 `/api/` 之下，Opstage 必须提供其所声明规范集的全部操作，且不提供其他任何内容。必须先按字面 `/` 切分路径，对每段解码一次，再行匹配；解码后为 `.` 或 `..`，或含有 `/`、`\\` 或 NUL 的段一律 404。角色与 CSRF 检查必须归属于匹配到的操作，绝不依据路径文本。凡有 GET 之处均提供 HEAD，agentSession 与 eventStream 除外；其他方法一律 405，OPTIONS 亦然。"
    },
    "rationale": {
      "en": "A path that is spelt in another way must not reach a handler past its guards.",
      "zh-CN": "换一种写法的路径不应绕过防护而到达处理程序。"
    },
    "operations": [
      "actionList",
      "actionView",
      "commandCreate",
      "commandClaim",
      "commandAck",
      "commandProgress",
      "commandResult",
      "agentRegister",
      "agentTokenRotate",
      "agentHeartbeat",
      "agentDisconnect",
      "agentSession",
      "serviceReport",
      "agentList",
      "agentView",
      "agentDisable",
      "agentEnable",
      "agentRevoke",
      "auditList",
      "auditExport",
      "auditVerify",
      "auditView",
      "serviceList",
      "serviceView",
      "serviceManifestView",
      "serviceHealthView",
      "serviceConfigView",
      "serviceConfigHistory",
      "commandList",
      "commandView",
      "commandCancel",
      "commandRetry",
      "dashboardView",
      "eventList",
      "eventStream",
      "operatorLogin",
      "operatorLogout",
      "operatorMe",
      "registrationTokenList",
      "registrationTokenCreate",
      "registrationTokenView",
      "registrationTokenRevoke",
      "systemHealth",
      "systemVersion",
      "userList",
      "userCreate",
      "userView",
      "userUpdate",
      "userResetPassword"
    ],
    "messages": [],
    "errors": [
      "ROUTE_NOT_FOUND",
      "METHOD_NOT_ALLOWED"
    ]
  },
  "responses-match-schema": {
    "section": "conventions",
    "id": "responses-match-schema",
    "level": "MUST",
    "binds": {
      "agent": "agent-core",
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "Every body and every frame that an agent or Opstage sends MUST validate against the contract's schema for it.",
      "zh-CN": "Agent 或 Opstage 发送的每个消息体与每个帧都必须通过契约中相应模式的校验。"
    },
    "rationale": {
      "en": "Generated clients rely on it.",
      "zh-CN": "自动生成的客户端依赖于此。"
    },
    "operations": [
      "actionList",
      "actionView",
      "commandCreate",
      "commandClaim",
      "commandAck",
      "commandProgress",
      "commandResult",
      "agentRegister",
      "agentTokenRotate",
      "agentHeartbeat",
      "agentDisconnect",
      "agentSession",
      "serviceReport",
      "agentList",
      "agentView",
      "agentDisable",
      "agentEnable",
      "agentRevoke",
      "auditList",
      "auditExport",
      "auditVerify",
      "auditView",
      "serviceList",
      "serviceView",
      "serviceManifestView",
      "serviceHealthView",
      "serviceConfigView",
      "serviceConfigHistory",
      "commandList",
      "commandView",
      "commandCancel",
      "commandRetry",
      "dashboardView",
      "eventList",
      "eventStream",
      "operatorLogin",
      "operatorLogout",
      "operatorMe",
      "registrationTokenList",
      "registrationTokenCreate",
      "registrationTokenView",
      "registrationTokenRevoke",
      "systemHealth",
      "systemVersion",
      "userList",
      "userCreate",
      "userView",
      "userUpdate",
      "userResetPassword"
    ],
    "messages": [
      "hello",
      "heartbeat",
      "service.report",
      "command.ack",
      "command.progress",
      "command.result",
      "goodbye",
      "welcome",
      "command.dispatch",
      "command.cancel",
      "bye",
      "ack",
      "error"
    ],
    "errors": []
  },
  "safe-methods-are-safe": {
    "section": "conventions",
    "id": "safe-methods-are-safe",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "GET and HEAD MUST change no state of Opstage, the session upgrade apart; the audit record of a refusal or an export is not such a change. Every response under `/api/` MUST carry `Cache-Control: no-store`.",
      "zh-CN": "除会话升级外，GET 与 HEAD 不得改变 Opstage 的任何状态；拒绝或导出的审计记录不属于此类变更。`/api/` 之下的每个响应必须携带 `Cache-Control: no-store`。"
    },
    "rationale": {
      "en": "Monitors, caches and prefetching must not consume commands or show yesterday's state.",
      "zh-CN": "监控、缓存与预取不应消耗命令，也不应展示过时状态。"
    },
    "operations": [
      "systemHealth",
      "systemVersion",
      "operatorMe",
      "userList",
      "userView",
      "registrationTokenList",
      "registrationTokenView",
      "agentList",
      "agentView",
      "serviceList",
      "serviceView",
      "serviceManifestView",
      "serviceHealthView",
      "serviceConfigView",
      "serviceConfigHistory",
      "actionList",
      "actionView",
      "commandList",
      "commandView",
      "auditList",
      "auditView",
      "auditExport",
      "dashboardView",
      "eventList",
      "eventStream",
      "agentSession"
    ],
    "messages": [],
    "errors": [
      "METHOD_NOT_ALLOWED"
    ]
  },
  "lexical-forms": {
    "section": "conventions",
    "id": "lexical-forms",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "Opstage MUST hold to these forms. Codes match `^[a-z0-9][a-z0-9_-]{0,79}$`, action names `^[A-Za-z][A-Za-z0-9._-]{0,79}$`; config keys have 1 to 200 code points; ids are opaque, a prefix plus 16 to 64 of `[A-Za-z0-9_-]`. Times are RFC 3339, with any offset coming in, in UTC with `Z` and milliseconds going out. `null` in a request means absent, except inside payload, data and an action's schemas. A duplicate JSON member is 400; a duplicate code, key or name within one report rejects that item. Strings are counted in code points. Integers beyond ±(2^53−1) are 422 outside payload and data.",
      "zh-CN": "Opstage 必须遵守以下形式。编码匹配 `^[a-z0-9][a-z0-9_-]{0,79}$`，动作名称匹配 `^[A-Za-z][A-Za-z0-9._-]{0,79}$`；配置键为 1 至 200 个码点；id 不透明，由前缀加 16 至 64 个 `[A-Za-z0-9_-]` 组成。时间采用 RFC 3339，输入可带任意偏移，输出为带 `Z` 与毫秒的 UTC。请求中的 `null` 等同于缺省，但载荷、数据与动作的模式内部除外。JSON 成员重复为 400；同一上报中编码、键或名称重复则拒绝该项。字符串按码点计数。载荷与数据之外，超出 ±(2^53−1) 的整数为 422。"
    },
    "rationale": {
      "en": "Each of these is read differently by two languages unless it is said.",
      "zh-CN": "若不言明，不同语言对其中每一项都会有不同理解。"
    },
    "operations": [
      "actionList",
      "actionView",
      "commandCreate",
      "commandClaim",
      "commandAck",
      "commandProgress",
      "commandResult",
      "agentRegister",
      "agentTokenRotate",
      "agentHeartbeat",
      "agentDisconnect",
      "agentSession",
      "serviceReport",
      "agentList",
      "agentView",
      "agentDisable",
      "agentEnable",
      "agentRevoke",
      "auditList",
      "auditExport",
      "auditVerify",
      "auditView",
      "serviceList",
      "serviceView",
      "serviceManifestView",
      "serviceHealthView",
      "serviceConfigView",
      "serviceConfigHistory",
      "commandList",
      "commandView",
      "commandCancel",
      "commandRetry",
      "dashboardView",
      "eventList",
      "eventStream",
      "operatorLogin",
      "operatorLogout",
      "operatorMe",
      "registrationTokenList",
      "registrationTokenCreate",
      "registrationTokenView",
      "registrationTokenRevoke",
      "systemHealth",
      "systemVersion",
      "userList",
      "userCreate",
      "userView",
      "userUpdate",
      "userResetPassword"
    ],
    "messages": [
      "hello",
      "heartbeat",
      "service.report",
      "command.ack",
      "command.progress",
      "command.result",
      "goodbye",
      "welcome",
      "command.dispatch",
      "command.cancel",
      "bye",
      "ack",
      "error"
    ],
    "errors": [
      "MALFORMED_JSON",
      "VALIDATION_FAILED",
      "DUPLICATE_ITEM"
    ]
  },
  "pagination-stable": {
    "section": "conventions",
    "id": "pagination-stable",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "Lists MUST take `page` ≥ 1 and `pageSize` 1 to 100 (default 20) and give the newest first, with the id as tie-break; while nothing is written the union of the pages MUST be the whole and nothing twice; bad values are 422. Audit events also page by `after`, a `seq`. Filters and what is shown MUST use the same evaluated state.",
      "zh-CN": "列表必须接受 `page` ≥ 1 与 `pageSize` 1 至 100（默认 20），按从新到旧排列，并以 id 决定同序先后；在没有写入期间，各页的并集必须恰为全部且无重复；取值有误为 422。审计事件还可按 `after`（即 `seq`）翻页。筛选与展示必须使用同一判定所得的状态。"
    },
    "rationale": {
      "en": "A script that walks the pages sees every object once, and a filter never contradicts what it shows.",
      "zh-CN": "逐页遍历的脚本恰好看到每个对象一次，筛选结果也绝不与展示矛盾。"
    },
    "operations": [
      "userList",
      "registrationTokenList",
      "agentList",
      "serviceList",
      "serviceConfigHistory",
      "actionList",
      "commandList",
      "auditList"
    ],
    "messages": [],
    "errors": [
      "VALIDATION_FAILED"
    ]
  },
  "limits-advertised": {
    "section": "conventions",
    "id": "limits-advertised",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "`GET /api/system/version` MUST give `contract.supported`, `capabilities` and `limits`; these MUST be the ones enforced, and every duration that Opstage applies MUST be an entry of `limits`.",
      "zh-CN": "`GET /api/system/version` 必须给出 `contract.supported`、`capabilities` 与 `limits`；它们必须就是实际执行的值，且 Opstage 所应用的每个时长都必须是 `limits` 的一项。"
    },
    "rationale": {
      "en": "Clients and checkers adapt to what an installation really does.",
      "zh-CN": "客户端与检验工具得以适应安装实例的真实行为。"
    },
    "operations": [
      "systemVersion",
      "agentRegister"
    ],
    "messages": [
      "welcome"
    ],
    "errors": []
  },
  "limits-enforced": {
    "section": "conventions",
    "id": "limits-enforced",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "What is exactly at a limit MUST be accepted and what is one past it MUST be refused with the limit named. Bytes are limited only for the whole decoded body or frame (1 MiB: 413 `BODY_TOO_LARGE`, for results `COMMAND_RESULT_TOO_LARGE`), and levels of nesting for the whole document (100: 400 `MALFORMED_JSON`); everything else is limited by the schema (200 services a report, 500 configs and 200 actions a service, 64 health nodes of depth 4, 500 code points a message). A report may be split by service. A `Content-Encoding` other than identity may be refused with 415; where gzip is taken, the limit holds after decompression.",
      "zh-CN": "恰好处于限制的内容必须接受，超出一个单位的内容必须拒绝并指明该限制。字节数只针对解码后的整个请求体或帧加以限制（1 MiB：413 `BODY_TOO_LARGE`，结果则为 `COMMAND_RESULT_TOO_LARGE`），嵌套层数只针对整个文档加以限制（100 层：400 `MALFORMED_JSON`）；其余均由模式限制（每次上报 200 个服务，每个服务 500 个配置项与 200 个动作，健康节点 64 个、深度 4，消息 500 个码点）。上报可以按服务拆分。identity 以外的 `Content-Encoding` 可以 415 拒绝；若接受 gzip，则限制适用于解压之后。"
    },
    "rationale": {
      "en": "A limit that is off by one in one implementation is a failure in the field that nobody can explain.",
      "zh-CN": "某个实现中差一的限制，会成为现场无人能解释的故障。"
    },
    "operations": [
      "actionList",
      "actionView",
      "commandCreate",
      "commandClaim",
      "commandAck",
      "commandProgress",
      "commandResult",
      "agentRegister",
      "agentTokenRotate",
      "agentHeartbeat",
      "agentDisconnect",
      "agentSession",
      "serviceReport",
      "agentList",
      "agentView",
      "agentDisable",
      "agentEnable",
      "agentRevoke",
      "auditList",
      "auditExport",
      "auditVerify",
      "auditView",
      "serviceList",
      "serviceView",
      "serviceManifestView",
      "serviceHealthView",
      "serviceConfigView",
      "serviceConfigHistory",
      "commandList",
      "commandView",
      "commandCancel",
      "commandRetry",
      "dashboardView",
      "eventList",
      "eventStream",
      "operatorLogin",
      "operatorLogout",
      "operatorMe",
      "registrationTokenList",
      "registrationTokenCreate",
      "registrationTokenView",
      "registrationTokenRevoke",
      "systemHealth",
      "systemVersion",
      "userList",
      "userCreate",
      "userView",
      "userUpdate",
      "userResetPassword"
    ],
    "messages": [
      "hello",
      "heartbeat",
      "service.report",
      "command.ack",
      "command.progress",
      "command.result",
      "goodbye"
    ],
    "errors": [
      "BODY_TOO_LARGE",
      "COMMAND_RESULT_TOO_LARGE",
      "CONTENT_ENCODING_UNSUPPORTED",
      "VALIDATION_FAILED",
      "MALFORMED_JSON"
    ]
  },
  "throttle-has-retry-after": {
    "section": "conventions",
    "id": "throttle-has-retry-after",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "Every 429 and 503 MUST carry `Retry-After` in seconds. Forwarding headers MUST count only when they come from configured proxies, by default from none.",
      "zh-CN": "每个 429 与 503 必须携带以秒为单位的 `Retry-After`。转发类请求头只有来自已配置的代理服务器时才可以采信，默认不得采信任何来源。"
    },
    "rationale": {
      "en": "Clients wait as long as is needed and nobody escapes a throttle by inventing addresses.",
      "zh-CN": "客户端等待恰当的时长，且无人能靠伪造地址逃避限流。"
    },
    "operations": [
      "actionList",
      "actionView",
      "commandCreate",
      "commandClaim",
      "commandAck",
      "commandProgress",
      "commandResult",
      "agentRegister",
      "agentTokenRotate",
      "agentHeartbeat",
      "agentDisconnect",
      "agentSession",
      "serviceReport",
      "agentList",
      "agentView",
      "agentDisable",
      "agentEnable",
      "agentRevoke",
      "auditList",
      "auditExport",
      "auditVerify",
      "auditView",
      "serviceList",
      "serviceView",
      "serviceManifestView",
      "serviceHealthView",
      "serviceConfigView",
      "serviceConfigHistory",
      "commandList",
      "commandView",
      "commandCancel",
      "commandRetry",
      "dashboardView",
      "eventList",
      "eventStream",
      "operatorLogin",
      "operatorLogout",
      "operatorMe",
      "registrationTokenList",
      "registrationTokenCreate",
      "registrationTokenView",
      "registrationTokenRevoke",
      "systemHealth",
      "systemVersion",
      "userList",
      "userCreate",
      "userView",
      "userUpdate",
      "userResetPassword"
    ],
    "messages": [],
    "errors": [
      "RATE_LIMITED",
      "LOGIN_THROTTLED",
      "SERVICE_UNAVAILABLE"
    ]
  },
  "registration-token-uses": {
    "section": "enrolment",
    "id": "registration-token-uses",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "A registration token MUST be consumed at most `maxUses` times (default 1, at most 1000), atomically: of N parallel registrations exactly that many succeed.",
      "zh-CN": "注册令牌至多被消耗 `maxUses` 次（默认 1，至多 1000），且必须以原子方式进行：N 个并行注册中恰有该数目成功。"
    },
    "rationale": {
      "en": "A token made for one machine must not enrol two because both called at once.",
      "zh-CN": "为一台机器签发的令牌，不应因两台同时调用而注册两台。"
    },
    "operations": [
      "agentRegister",
      "registrationTokenCreate"
    ],
    "messages": [],
    "errors": [
      "REGISTRATION_TOKEN_USED"
    ]
  },
  "registration-token-states": {
    "section": "enrolment",
    "id": "registration-token-states",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "Opstage MUST answer a registration with an unknown token 401 `REGISTRATION_TOKEN_INVALID`, with a revoked one 401 `REGISTRATION_TOKEN_REVOKED`, with an expired one 401 `REGISTRATION_TOKEN_EXPIRED`, with a used-up one 409 `REGISTRATION_TOKEN_USED`, judged in this order. A refused registration MUST consume nothing and change nothing.",
      "zh-CN": "对注册请求，Opstage 必须按此顺序判定并应答：令牌不存在为 401 `REGISTRATION_TOKEN_INVALID`，已吊销为 401 `REGISTRATION_TOKEN_REVOKED`，已过期为 401 `REGISTRATION_TOKEN_EXPIRED`，已用尽为 409 `REGISTRATION_TOKEN_USED`。被拒绝的注册不得消耗任何次数，也不得改变任何内容。"
    },
    "rationale": {
      "en": "Who enrols a machine learns what to ask the operator for, and a failed try costs no use.",
      "zh-CN": "注册机器的人据此知道该向操作员索取什么，失败的尝试也不耗用次数。"
    },
    "operations": [
      "agentRegister",
      "registrationTokenRevoke",
      "registrationTokenView",
      "registrationTokenList"
    ],
    "messages": [],
    "errors": [
      "REGISTRATION_TOKEN_INVALID",
      "REGISTRATION_TOKEN_EXPIRED",
      "REGISTRATION_TOKEN_REVOKED",
      "REGISTRATION_TOKEN_USED"
    ]
  },
  "registration-token-expires": {
    "section": "enrolment",
    "id": "registration-token-expires",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "A registration token created without `expiresInSeconds` MUST expire after `registrationTokenDefaultSeconds` (24 h), and Opstage MUST NOT issue one that lives longer than 30 days.",
      "zh-CN": "创建时未给出 `expiresInSeconds` 的注册令牌必须在 `registrationTokenDefaultSeconds`（24 小时）后过期；Opstage 不得签发有效期超过 30 天的令牌。"
    },
    "rationale": {
      "en": "A forgotten token in a script or a chat must not stay a key for ever.",
      "zh-CN": "遗忘在脚本或聊天中的令牌不应永远是一把钥匙。"
    },
    "operations": [
      "registrationTokenCreate",
      "agentRegister"
    ],
    "messages": [],
    "errors": [
      "REGISTRATION_TOKEN_EXPIRED",
      "VALIDATION_FAILED"
    ]
  },
  "registration-token-scope": {
    "section": "enrolment",
    "id": "registration-token-scope",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "A registration token may be bound to an `agentCode` or to a `replaceAgentId`; Opstage MUST refuse another use of it with 403 `REGISTRATION_TOKEN_SCOPE`.",
      "zh-CN": "注册令牌可以绑定到 `agentCode` 或 `replaceAgentId`；对其他用途，Opstage 必须以 403 `REGISTRATION_TOKEN_SCOPE` 拒绝。"
    },
    "rationale": {
      "en": "A token handed out for one purpose is worth nothing for another.",
      "zh-CN": "为某一用途发放的令牌不应可用于其他用途。"
    },
    "operations": [
      "agentRegister",
      "registrationTokenCreate"
    ],
    "messages": [],
    "errors": [
      "REGISTRATION_TOKEN_SCOPE"
    ]
  },
  "ephemeral-agents": {
    "section": "enrolment",
    "id": "ephemeral-agents",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "With a token of `ephemeral: true` Opstage MUST accept a registration without `code` and make one; without `ephemeral` an absent code is 422 `VALIDATION_FAILED`. After `ephemeralOfflineSeconds` (3600) OFFLINE an ephemeral agent MUST be revoked and its services released.",
      "zh-CN": "对 `ephemeral: true` 的令牌，Opstage 必须接受不带 `code` 的注册并自行生成编码；非 `ephemeral` 时缺少编码为 422 `VALIDATION_FAILED`。临时 Agent 处于 OFFLINE 达 `ephemeralOfflineSeconds`（3600）后，必须被吊销，其服务必须被释放。"
    },
    "rationale": {
      "en": "Diskless, autoscaled and per-task runtimes come and go without leaving rubbish behind.",
      "zh-CN": "无盘、自动伸缩与按任务启动的运行时来去不留残余。"
    },
    "operations": [
      "agentRegister",
      "registrationTokenCreate",
      "agentView",
      "agentList"
    ],
    "messages": [],
    "errors": [
      "VALIDATION_FAILED"
    ]
  },
  "no-silent-takeover": {
    "section": "enrolment",
    "id": "no-silent-takeover",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "Opstage MUST refuse a registration with a known `code` with 409 `AGENT_CODE_TAKEN`, unless the token's `replaceAgentId` is that agent; then `code` MUST be that agent's code.",
      "zh-CN": "对使用已知 `code` 的注册，Opstage 必须以 409 `AGENT_CODE_TAKEN` 拒绝，除非令牌的 `replaceAgentId` 正是该 Agent；此时 `code` 必须是该 Agent 的编码。"
    },
    "rationale": {
      "en": "No registration token is a master key to the agents that exist.",
      "zh-CN": "任何注册令牌都不是现有 Agent 的万能钥匙。"
    },
    "operations": [
      "agentRegister"
    ],
    "messages": [],
    "errors": [
      "AGENT_CODE_TAKEN",
      "REGISTRATION_TOKEN_SCOPE"
    ]
  },
  "replacement": {
    "section": "enrolment",
    "id": "replacement",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "A replacement MUST, in one transaction, keep id and services, revoke the old tokens, close the agent's sessions, make open deliveries stale, turn RUNNING commands FAILED `AGENT_LOST` and a REVOKED agent active. A DISABLED target MUST be refused with 403 `AGENT_DISABLED` and the token not consumed.",
      "zh-CN": "替换必须在一个事务内：保留 id 与服务，吊销旧令牌，关闭该 Agent 的会话，使未完成的投递过时，将 RUNNING 的命令置为 FAILED `AGENT_LOST`，并使 REVOKED 的 Agent 恢复启用。目标为 DISABLED 时必须以 403 `AGENT_DISABLED` 拒绝，且不消耗令牌。"
    },
    "rationale": {
      "en": "A broken machine is exchanged without losing its history, and never half.",
      "zh-CN": "更换故障机器而不丢失其历史，且绝不停在半途。"
    },
    "operations": [
      "agentRegister"
    ],
    "messages": [],
    "errors": [
      "AGENT_DISABLED",
      "AGENT_TOKEN_REVOKED",
      "COMMAND_DELIVERY_STALE"
    ]
  },
  "register-retry-safe": {
    "section": "enrolment",
    "id": "register-retry-safe",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "Judged before `REGISTRATION_TOKEN_USED` and `AGENT_CODE_TAKEN`: a registration with the same token, `Idempotency-Key` and body within `registerRetrySeconds` (600) and before the first use of the agent token it issued MUST succeed again with the same `agentId` and a new agent token, the earlier one dead. The same key with another body MUST be 422 `IDEMPOTENCY_KEY_REUSED`.",
      "zh-CN": "先于 `REGISTRATION_TOKEN_USED` 与 `AGENT_CODE_TAKEN` 判定：在 `registerRetrySeconds`（600）之内且所签发的 Agent 令牌尚未首次使用时，以相同令牌、`Idempotency-Key` 与请求体再次注册必须再次成功，返回相同 `agentId` 与新的 Agent 令牌，先前的令牌失效。相同的键配以其他请求体必须为 422 `IDEMPOTENCY_KEY_REUSED`。"
    },
    "rationale": {
      "en": "An answer lost on the way must not strand a machine whose token is used up.",
      "zh-CN": "途中丢失的应答不应使令牌已用尽的机器陷入绝境。"
    },
    "operations": [
      "agentRegister"
    ],
    "messages": [],
    "errors": [
      "IDEMPOTENCY_KEY_REUSED"
    ]
  },
  "register-sends-idempotency-key": {
    "section": "enrolment",
    "id": "register-sends-idempotency-key",
    "level": "SHOULD",
    "binds": {
      "agent": "agent-core"
    },
    "sentence": {
      "en": "An agent SHOULD send an `Idempotency-Key` with its registration, so that a lost answer is recoverable, and use the agent token of its latest register call.",
      "zh-CN": "Agent 应当在注册时发送 `Idempotency-Key`，以便丢失的应答可以恢复，并使用最近一次注册调用所得的 Agent 令牌。"
    },
    "rationale": {
      "en": "Without the key a lost answer needs a person.",
      "zh-CN": "没有该键，丢失的应答便需人工处理。"
    },
    "operations": [
      "agentRegister"
    ],
    "messages": [],
    "errors": []
  },
  "agent-token-stored-safely": {
    "section": "enrolment",
    "id": "agent-token-stored-safely",
    "level": "MUST",
    "binds": {
      "agent": "agent-core"
    },
    "sentence": {
      "en": "An agent MUST persist its agent token with owner-only permission, atomically and before first use, MUST reuse it after a restart, and MUST NOT put it into a log, a URL or a process argument.",
      "zh-CN": "Agent 必须在首次使用之前以原子方式、仅限属主的权限持久保存 Agent 令牌，重启后必须复用；不得将其写入日志、URL 或进程参数。"
    },
    "rationale": {
      "en": "The token is the identity: who reads it is the agent, and who loses it needs an operator.",
      "zh-CN": "令牌即身份：读到它的人就是该 Agent，丢失它则须求助于操作员。"
    },
    "operations": [
      "agentRegister",
      "agentTokenRotate"
    ],
    "messages": [],
    "errors": []
  },
  "secrets-shown-once": {
    "section": "enrolment",
    "id": "secrets-shown-once",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "A raw token MUST appear only in the answer that issues it, and in no other answer, list, event, audit record, export or log.",
      "zh-CN": "令牌原文必须只出现在签发它的应答中，不得出现在其他任何应答、列表、事件、审计记录、导出或日志中。"
    },
    "rationale": {
      "en": "What cannot be read again cannot leak again.",
      "zh-CN": "无法再次读取的，便无法再次泄露。"
    },
    "operations": [
      "agentRegister",
      "agentTokenRotate",
      "registrationTokenCreate",
      "registrationTokenList",
      "registrationTokenView",
      "auditList",
      "auditExport"
    ],
    "messages": [],
    "errors": []
  },
  "secrets-hashed-at-rest": {
    "section": "enrolment",
    "id": "secrets-hashed-at-rest",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "Opstage MUST store tokens only as SHA-256 and compare them in constant time.",
      "zh-CN": "Opstage 必须仅以 SHA-256 形式存储令牌，并以恒定时间比较。"
    },
    "rationale": {
      "en": "A copy of the database opens no door.",
      "zh-CN": "数据库的副本打不开任何一扇门。"
    },
    "operations": [
      "agentRegister",
      "agentTokenRotate",
      "registrationTokenCreate"
    ],
    "messages": [],
    "errors": []
  },
  "agent-auth-classes": {
    "section": "enrolment",
    "id": "agent-auth-classes",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "Opstage MUST answer 401 `AGENT_TOKEN_MISSING`; 401 `AGENT_TOKEN_INVALID` for a token that is unknown or dead by rotation or register retry; 401 `AGENT_TOKEN_REVOKED` for one dead by revoke or replacement, remembered as long as the agent; all three with `WWW-Authenticate: Bearer`; and 403 `AGENT_DISABLED` or `AGENT_ID_MISMATCH`. Only the `Bearer` scheme counts.",
      "zh-CN": "Opstage 必须应答：没有令牌为 401 `AGENT_TOKEN_MISSING`；令牌不存在或因轮换、重复注册而失效为 401 `AGENT_TOKEN_INVALID`；因吊销或替换而失效为 401 `AGENT_TOKEN_REVOKED`，且与 Agent 的记录保留同样久；三者均附 `WWW-Authenticate: Bearer`；以及 403 `AGENT_DISABLED` 或 `AGENT_ID_MISMATCH`。只认 `Bearer` 方案。"
    },
    "rationale": {
      "en": "An agent decides by the class whether to wait, to try another token, or to stop for ever.",
      "zh-CN": "Agent 依据类别决定等待、改用其他令牌，还是永久停止。"
    },
    "operations": [
      "agentHeartbeat",
      "agentDisconnect",
      "agentTokenRotate",
      "serviceReport",
      "commandClaim",
      "commandAck",
      "commandProgress",
      "commandResult",
      "agentSession"
    ],
    "messages": [],
    "errors": [
      "AGENT_TOKEN_MISSING",
      "AGENT_TOKEN_INVALID",
      "AGENT_TOKEN_REVOKED",
      "AGENT_DISABLED",
      "AGENT_ID_MISMATCH"
    ]
  },
  "auth-failure-keeps-identity": {
    "section": "enrolment",
    "id": "auth-failure-keeps-identity",
    "level": "MUST",
    "binds": {
      "agent": "agent-core"
    },
    "sentence": {
      "en": "Only an HTTP answer `AGENT_TOKEN_REVOKED`, confirmed by one retry, ends an identity; the agent MUST then stop calling until a new registration token is given. On any other 401 or 403 it MUST keep the credential and retry no faster than the heartbeat interval; on `AGENT_TOKEN_INVALID` it tries the other stored token if there is one. No close code and no refused upgrade ends an identity.",
      "zh-CN": "只有经一次重试确认的 HTTP 应答 `AGENT_TOKEN_REVOKED` 才终止身份；此后 Agent 必须停止调用，直至得到新的注册令牌。对其他任何 401 或 403，必须保留凭据，且重试间隔不短于心跳间隔；遇 `AGENT_TOKEN_INVALID` 时，若另存有一个令牌则改用它。任何关闭码与被拒绝的升级均不终止身份。"
    },
    "rationale": {
      "en": "A misconfigured proxy or a restored backup must not make a fleet throw its identities away.",
      "zh-CN": "配置错误的代理服务器或恢复的备份，不应使整批 Agent 抛弃身份。"
    },
    "operations": [
      "agentHeartbeat",
      "agentDisconnect",
      "agentTokenRotate",
      "serviceReport",
      "commandClaim",
      "commandAck",
      "commandProgress",
      "commandResult",
      "agentSession"
    ],
    "messages": [],
    "errors": [
      "AGENT_TOKEN_REVOKED",
      "AGENT_TOKEN_INVALID",
      "AGENT_TOKEN_MISSING",
      "AGENT_DISABLED",
      "AGENT_ID_MISMATCH"
    ]
  },
  "only-contract-answers-count": {
    "section": "enrolment",
    "id": "only-contract-answers-count",
    "level": "MUST",
    "binds": {
      "agent": "agent-core"
    },
    "sentence": {
      "en": "An agent MUST let an answer of any status count only if it carries `Capsule-Contract` and a valid envelope; all else (a proxy's page, a captive portal, a cut body) is a transport failure and is retried. Two exceptions: `Retry-After` is obeyed from anyone, and a 413 from anyone is a 413.",
      "zh-CN": "任何状态的应答，只有携带 `Capsule-Contract` 且信封有效时 Agent 才可以采信；其余一切（代理服务器的页面、强制门户、被截断的响应体）Agent 必须视为传输故障并重试。例外有二：任何来源的 `Retry-After` 均须遵守，任何来源的 413 即为 413。"
    },
    "rationale": {
      "en": "What stands between agent and Opstage must not be able to confirm, refuse or revoke anything.",
      "zh-CN": "介于 Agent 与 Opstage 之间的任何设备，都不应能确认、拒绝或吊销任何事物。"
    },
    "operations": [
      "agentRegister",
      "agentHeartbeat",
      "agentDisconnect",
      "agentTokenRotate",
      "serviceReport",
      "commandClaim",
      "commandAck",
      "commandProgress",
      "commandResult",
      "agentSession"
    ],
    "messages": [],
    "errors": []
  },
  "revocation-is-immediate": {
    "section": "enrolment",
    "id": "revocation-is-immediate",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "After its answer to revoke or disable Opstage MUST let nothing of that agent succeed that begins later and MUST NOT deliver anything to it; held claims MUST end with that 401 or 403 and sessions MUST close 4403, without waiting for their timeouts.",
      "zh-CN": "在对吊销或禁用作出应答之后，该 Agent 此后开始的任何请求不得成功，Opstage 不得再向其投递任何内容；被挂起的领取必须以相应的 401 或 403 结束，会话必须以 4403 关闭，均不等待其超时。"
    },
    "rationale": {
      "en": "An operator who revokes a machine must be able to rely on the answer.",
      "zh-CN": "吊销一台机器的操作员必须能够信赖所得的应答。"
    },
    "operations": [
      "agentRevoke",
      "agentDisable",
      "agentHeartbeat",
      "serviceReport",
      "commandClaim",
      "commandAck",
      "commandProgress",
      "commandResult",
      "agentTokenRotate",
      "agentSession"
    ],
    "messages": [
      "command.dispatch"
    ],
    "errors": [
      "AGENT_TOKEN_REVOKED",
      "AGENT_DISABLED"
    ]
  },
  "revocation-settles-commands": {
    "section": "enrolment",
    "id": "revocation-settles-commands",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "Revoke MUST in its own transaction turn PENDING commands CANCELLED and RUNNING ones FAILED `AGENT_REVOKED` with `outcomeKnown: false`. After disable, PENDING commands MUST wait until `startBy` and RUNNING ones run out their lease; results after enable are judged as usual.",
      "zh-CN": "吊销必须在其自身事务内将 PENDING 的命令置为 CANCELLED，将 RUNNING 的命令置为 FAILED `AGENT_REVOKED` 且 `outcomeKnown: false`。禁用之后，PENDING 的命令必须等待至 `startBy`，RUNNING 的命令必须走完租约；重新启用之后的结果照常判定。"
    },
    "rationale": {
      "en": "No command waits for an agent that never comes back, and disabling is a pause.",
      "zh-CN": "没有命令会等待永不归来的 Agent；禁用只是暂停。"
    },
    "operations": [
      "agentRevoke",
      "agentDisable",
      "agentEnable",
      "commandView",
      "commandResult"
    ],
    "messages": [],
    "errors": []
  },
  "token-rotation-overlap": {
    "section": "enrolment",
    "id": "token-rotation-overlap",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "`token/rotate` MUST issue a pending token. The current token works until the pending one is first used and is dead from then on; a pending token that is unused for `tokenPendingSeconds` (600) or superseded by another rotation MUST be dead and the current one stays. Sessions of a dead token MUST close 4401.",
      "zh-CN": "`token/rotate` 必须签发待用令牌。当前令牌在待用令牌首次使用之前一直有效，此后失效；待用令牌在 `tokenPendingSeconds`（600）内未使用，或被另一次轮换取代，必须失效，而当前令牌保持有效。失效令牌的会话必须以 4401 关闭。"
    },
    "rationale": {
      "en": "A rotation whose answer is lost leaves a working agent.",
      "zh-CN": "即使轮换的应答丢失，Agent 仍能工作。"
    },
    "operations": [
      "agentTokenRotate",
      "agentHeartbeat",
      "agentSession"
    ],
    "messages": [],
    "errors": [
      "AGENT_TOKEN_INVALID"
    ]
  },
  "rotation-directive-followed": {
    "section": "enrolment",
    "id": "rotation-directive-followed",
    "level": "MUST",
    "binds": {
      "agent": "agent-rotation"
    },
    "sentence": {
      "en": "On `directives.rotateToken` an agent MUST rotate and keep both tokens persisted until the new one has worked; if the rotation fails, it keeps working with the old one.",
      "zh-CN": "收到 `directives.rotateToken` 时，Agent 必须轮换，并持久保存两个令牌直至新令牌可用；若轮换失败，则继续使用旧令牌。"
    },
    "rationale": {
      "en": "No instant exists in which a crash leaves the agent without a working token.",
      "zh-CN": "任何时刻崩溃都不会使 Agent 失去可用的令牌。"
    },
    "operations": [
      "agentTokenRotate",
      "agentHeartbeat"
    ],
    "messages": [
      "heartbeat",
      "welcome"
    ],
    "errors": [
      "AGENT_TOKEN_INVALID"
    ]
  },
  "heartbeat-cadence": {
    "section": "liveness",
    "id": "heartbeat-cadence",
    "level": "MUST",
    "binds": {
      "agent": "agent-core"
    },
    "sentence": {
      "en": "An agent MUST send each heartbeat no more than 1.2 intervals after the previous one, whatever else was sent, and also while a claim is held, a handler runs or a health provider hangs; the verdict is that gaps stay below `offlineAfterSeconds`. A heartbeat MUST list every service with its revision and, when known, its health, and in `running` every command acknowledged and not yet answered.",
      "zh-CN": "无论期间发送过什么，Agent 发送相邻两次心跳的间隔不得超过 1.2 个周期，在领取被挂起、处理程序运行或健康探测停滞时亦然；以间隔小于 `offlineAfterSeconds` 为判定标准。心跳必须列出每个服务及其修订标识与已知的健康，并在 `running` 中列出每个已确认而尚未应答的命令。"
    },
    "rationale": {
      "en": "Liveness must not depend on what the capsule is doing.",
      "zh-CN": "存活判定不应取决于 Capsule 正在做什么。"
    },
    "operations": [
      "agentHeartbeat"
    ],
    "messages": [
      "heartbeat"
    ],
    "errors": []
  },
  "server-told-intervals": {
    "section": "liveness",
    "id": "server-told-intervals",
    "level": "MUST",
    "binds": {
      "agent": "agent-core"
    },
    "sentence": {
      "en": "An agent MUST adopt a new interval within one cycle, clamped to 1 s to 3600 s; an absent interval means unchanged and one that is not a positive number is ignored.",
      "zh-CN": "Agent 必须在一个周期内采用新的间隔，并将其限制在 1 秒至 3600 秒之间；缺省表示不变，非正数的值予以忽略。"
    },
    "rationale": {
      "en": "A fleet can be slowed down or watched closely without touching a machine.",
      "zh-CN": "无须触碰任何机器即可放缓或密切观察整批 Agent。"
    },
    "operations": [
      "agentRegister",
      "agentHeartbeat"
    ],
    "messages": [
      "welcome",
      "ack"
    ],
    "errors": []
  },
  "intervals-told": {
    "section": "liveness",
    "id": "intervals-told",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "The intervals that Opstage tells MUST be integers from 1 to 3600 and come from its configuration.",
      "zh-CN": "Opstage 告知的间隔必须是 1 至 3600 的整数，且取自其配置。"
    },
    "rationale": {
      "en": "An agent should never have to clamp what it is told.",
      "zh-CN": "Agent 本不应需要修正所告知的值。"
    },
    "operations": [
      "agentRegister",
      "agentHeartbeat"
    ],
    "messages": [
      "welcome"
    ],
    "errors": []
  },
  "heartbeat-jitter": {
    "section": "liveness",
    "id": "heartbeat-jitter",
    "level": "SHOULD",
    "binds": {
      "agent": "agent-core"
    },
    "sentence": {
      "en": "An agent SHOULD wait the interval times a factor uniform in 0.8 to 1.2 between heartbeats and send the first one after start at a time uniform in the interval.",
      "zh-CN": "Agent 应当以间隔乘以 0.8 至 1.2 之间均匀分布的系数作为心跳等待时间，启动后的首次心跳则在一个间隔内均匀随机发送。"
    },
    "rationale": {
      "en": "A fleet that starts together spreads its load.",
      "zh-CN": "同时启动的一批 Agent 得以分散负载。"
    },
    "operations": [
      "agentHeartbeat"
    ],
    "messages": [
      "heartbeat"
    ],
    "errors": []
  },
  "boot-id": {
    "section": "liveness",
    "id": "boot-id",
    "level": "MUST",
    "binds": {
      "agent": "agent-core"
    },
    "sentence": {
      "en": "An agent MUST choose one random `bootId` per process start and send it in register, heartbeat, claim, hello and disconnect.",
      "zh-CN": "Agent 必须在每次进程启动时选定一个随机 `bootId`，并在注册、心跳、领取、hello 与断开中发送。"
    },
    "rationale": {
      "en": "Opstage tells a restart from a second process, and a late heartbeat from a new life.",
      "zh-CN": "Opstage 据此区分重启与另一进程、迟到的心跳与新的生命周期。"
    },
    "operations": [
      "agentRegister",
      "agentHeartbeat",
      "commandClaim",
      "agentDisconnect"
    ],
    "messages": [
      "hello",
      "heartbeat",
      "goodbye"
    ],
    "errors": []
  },
  "liveness": {
    "section": "liveness",
    "id": "liveness",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "Opstage MUST refresh liveness when an authenticated, accepted request or session frame is received; ping and pong, held claims and refused calls do not count. An agent MUST be OFFLINE when now − last ≥ `offlineAfterSeconds`, which is at least 2.4 times the interval last told to it; this is evaluated at read time and the same in reads, filters, counts and the action gate. After Opstage itself starts, liveness deadlines and run leases MUST last at least their full length from that start.",
      "zh-CN": "收到经认证且被接受的请求或会话帧时，Opstage 必须刷新存活时间；ping 与 pong、挂起的领取以及被拒绝的调用不计。当 现在 − 最近 ≥ `offlineAfterSeconds`（至少为最近告知该 Agent 的间隔的 2.4 倍）时，Agent 必须为 OFFLINE；此项在读取时判定，且在读取、筛选、计数与动作闸门中一致。Opstage 自身启动之后，存活期限与运行租约必须自启动起至少再持续其全长。"
    },
    "rationale": {
      "en": "One truth about being online, and a restart of Opstage does not declare a fleet dead.",
      "zh-CN": "在线与否只有一个答案；Opstage 重启也不会宣告整批 Agent 死亡。"
    },
    "operations": [
      "agentHeartbeat",
      "agentList",
      "agentView",
      "serviceList",
      "serviceView",
      "dashboardView",
      "commandCreate"
    ],
    "messages": [
      "heartbeat"
    ],
    "errors": [
      "AGENT_OFFLINE"
    ]
  },
  "disconnect": {
    "section": "liveness",
    "id": "disconnect",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "On `disconnect {bootId, reason}` or `goodbye` Opstage MUST make the agent OFFLINE at once, with the reason; later calls that name this bootId MUST NOT revive it. The loss of a session alone MUST change nothing.",
      "zh-CN": "收到 `disconnect {bootId, reason}` 或 `goodbye` 时，Opstage 必须立即将 Agent 置为 OFFLINE 并记录原因；此后指称该 bootId 的调用不得使其复活。仅仅失去会话不得改变任何状态。"
    },
    "rationale": {
      "en": "A stop is known at once, and the last call of a dying process does not undo it.",
      "zh-CN": "停止立即可知，且濒死进程的最后一次调用不会撤销它。"
    },
    "operations": [
      "agentDisconnect",
      "agentHeartbeat",
      "commandClaim"
    ],
    "messages": [
      "goodbye"
    ],
    "errors": []
  },
  "disconnect-on-stop": {
    "section": "liveness",
    "id": "disconnect-on-stop",
    "level": "MUST",
    "binds": {
      "agent": "agent-core"
    },
    "sentence": {
      "en": "On an orderly stop an agent MUST finish or fail what runs within a bounded grace and then disconnect.",
      "zh-CN": "有序停止时，Agent 必须在有限的宽限期内完成正在运行的内容或将其置为失败，然后断开。"
    },
    "rationale": {
      "en": "A deployment does not look like a failure.",
      "zh-CN": "部署不应看似故障。"
    },
    "operations": [
      "agentDisconnect",
      "commandResult"
    ],
    "messages": [
      "goodbye",
      "command.result"
    ],
    "errors": []
  },
  "identity-conflict": {
    "section": "liveness",
    "id": "identity-conflict",
    "level": "SHOULD",
    "binds": {
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "When two bootIds alternate on one agent, Opstage SHOULD raise the event and the audit record `agent.identity.conflict`.",
      "zh-CN": "当同一 Agent 上两个 bootId 交替出现时，Opstage 应当产生事件及审计记录 `agent.identity.conflict`。"
    },
    "rationale": {
      "en": "A copied state folder runs commands in two places.",
      "zh-CN": "被复制的状态目录会使命令在两处运行。"
    },
    "operations": [
      "agentHeartbeat"
    ],
    "messages": [
      "heartbeat"
    ],
    "errors": []
  },
  "service-events-audited": {
    "section": "liveness",
    "id": "service-events-audited",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "Each event of a heartbeat (at most 50) MUST become one audit record with the agent as actor, once per event id.",
      "zh-CN": "心跳中的每个事件（至多 50 个）必须成为一条以 Agent 为行为者的审计记录，每个事件 id 仅一次。"
    },
    "rationale": {
      "en": "Every meaningful event of a capsule can be audited, and a heartbeat may be sent again.",
      "zh-CN": "Capsule 的每个有意义的事件皆可审计，且心跳可以重发。"
    },
    "operations": [
      "agentHeartbeat",
      "auditList"
    ],
    "messages": [
      "heartbeat"
    ],
    "errors": []
  },
  "report-upsert": {
    "section": "services",
    "id": "report-upsert",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "A report MUST be idempotent by service code; ids and `createdAt` of services, configs and actions MUST be stable across reports.",
      "zh-CN": "上报必须按服务编码幂等；服务、配置与动作的 id 与 `createdAt` 必须在多次上报之间保持不变。"
    },
    "rationale": {
      "en": "A report that is sent again changes nothing, and links to a service stay good.",
      "zh-CN": "重发的上报不改变任何内容，指向服务的链接始终有效。"
    },
    "operations": [
      "serviceReport",
      "agentRegister",
      "serviceView",
      "serviceConfigView",
      "actionList"
    ],
    "messages": [
      "service.report"
    ],
    "errors": []
  },
  "report-absent-is-unchanged": {
    "section": "services",
    "id": "report-absent-is-unchanged",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "In a report Opstage MUST take absent `health`, `configs` or `actions` as unchanged and an empty array as none.",
      "zh-CN": "在上报中，Opstage 必须将缺省的 `health`、`configs` 或 `actions` 视为不变，将空数组视为没有。"
    },
    "rationale": {
      "en": "An agent can report one thing without repeating all.",
      "zh-CN": "Agent 可以只上报一项而无须重复全部。"
    },
    "operations": [
      "serviceReport",
      "agentRegister"
    ],
    "messages": [
      "service.report"
    ],
    "errors": []
  },
  "report-item-isolation": {
    "section": "services",
    "id": "report-item-isolation",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "A bad service of a report MUST be listed in `rejected` and MUST NOT fail the others; nothing of it is stored.",
      "zh-CN": "上报中有误的服务必须列入 `rejected`，且不得使其他服务失败；该服务的任何内容均不存储。"
    },
    "rationale": {
      "en": "One broken plugin does not take the machine off the map.",
      "zh-CN": "一个损坏的插件不应使整台机器失联。"
    },
    "operations": [
      "serviceReport",
      "agentRegister"
    ],
    "messages": [
      "service.report"
    ],
    "errors": [
      "VALIDATION_FAILED",
      "SERVICE_CODE_TAKEN",
      "ACTION_SCHEMA_UNSUPPORTED",
      "DUPLICATE_ITEM"
    ]
  },
  "service-ownership": {
    "section": "services",
    "id": "service-ownership",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "A service code MUST belong to its agent until that agent is REVOKED or releases it with `released`, which is applied after the services of the same report. Another agent's report of the code MUST be rejected `SERVICE_CODE_TAKEN` with the owner unchanged and the first refusal audited. The next reporter of a free code MUST take over the same service id, audited `service.owner.changed`.",
      "zh-CN": "服务编码必须归其 Agent 所有，直至该 Agent 变为 REVOKED 或以 `released` 释放它；`released` 在同一上报的服务之后生效。其他 Agent 对该编码的上报必须以 `SERVICE_CODE_TAKEN` 拒绝，所有者不变，首次拒绝记入审计。空闲编码的下一个上报者必须接管同一服务 id，并以 `service.owner.changed` 记入审计。"
    },
    "rationale": {
      "en": "A service moves from machine to machine with its history, and is never stolen.",
      "zh-CN": "服务可携其历史在机器间迁移，而绝不会被窃取。"
    },
    "operations": [
      "serviceReport",
      "agentRegister",
      "agentRevoke",
      "serviceView"
    ],
    "messages": [
      "service.report"
    ],
    "errors": [
      "SERVICE_CODE_TAKEN"
    ]
  },
  "action-schema-subset": {
    "section": "services",
    "id": "action-schema-subset",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "`inputSchema` and `outputSchema` are JSON Schema 2020-12 limited to type, properties, required, additionalProperties, items, enum, const, numeric, length and item bounds, anyOf and pattern (RE2 syntax, at most 200); title, description, default, format and writeOnly are annotations; no `$ref`, no `$id`; at most 64 KiB and depth 8. Opstage MUST reject a service with any other schema `ACTION_SCHEMA_UNSUPPORTED`. No schema MUST mean any object, and no payload MUST mean `{}`.",
      "zh-CN": "`inputSchema` 与 `outputSchema` 为 JSON Schema 2020-12 的子集：type、properties、required、additionalProperties、items、enum、const，数值、长度与项数的界限，anyOf 以及 pattern（RE2 语法，至多 200）；title、description、default、format 与 writeOnly 为注解；不含 `$ref` 与 `$id`；至多 64 KiB、深度 8。带有其他模式的服务，Opstage 必须以 `ACTION_SCHEMA_UNSUPPORTED` 拒绝。没有模式必须表示任意对象，没有载荷必须表示 `{}`。"
    },
    "rationale": {
      "en": "Every console can draw a form from it and every Opstage can check a payload in bounded time.",
      "zh-CN": "任何控制台都能据此绘制表单，任何 Opstage 都能在有限时间内校验载荷。"
    },
    "operations": [
      "serviceReport",
      "agentRegister",
      "actionView",
      "commandCreate"
    ],
    "messages": [
      "service.report"
    ],
    "errors": [
      "ACTION_SCHEMA_UNSUPPORTED",
      "ACTION_PAYLOAD_INVALID"
    ]
  },
  "report-on-start-and-change": {
    "section": "services",
    "id": "report-on-start-and-change",
    "level": "MUST",
    "binds": {
      "agent": "agent-core"
    },
    "sentence": {
      "en": "An agent MUST report after registration and after process start, and within one heartbeat interval of a change of manifest, configs or actions, with one report in flight at a time.",
      "zh-CN": "Agent 必须在注册之后、进程启动之后，以及在清单、配置或动作变化后的一个心跳间隔内上报，同一时刻只有一个上报在途。"
    },
    "rationale": {
      "en": "What operators see is what runs.",
      "zh-CN": "操作员所见即所运行。"
    },
    "operations": [
      "serviceReport",
      "agentRegister"
    ],
    "messages": [
      "service.report"
    ],
    "errors": []
  },
  "revision-resync": {
    "section": "services",
    "id": "revision-resync",
    "level": "MUST",
    "binds": {
      "agent": "agent-core",
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "`revision` is an opaque string, equal for equal content. When a heartbeat names another revision than the last accepted one, Opstage MUST answer with the code in `directives.reportServices`, and the agent MUST report that service in full within one interval; Opstage MUST ask again for a rejected pair of code and revision at most once per 10 intervals.",
      "zh-CN": "`revision` 为不透明字符串，内容相等则其相等。心跳所称修订标识与最近接受的不同时，Opstage 必须在应答的 `directives.reportServices` 中列出该编码，Agent 必须在一个间隔内完整上报该服务；对已被拒绝的编码与修订标识组合，Opstage 必须在每 10 个间隔内至多再次索取一次。"
    },
    "rationale": {
      "en": "A lost report or a restored database heals by itself, without a storm.",
      "zh-CN": "丢失的上报或恢复的数据库可自行修复，而不引发风暴。"
    },
    "operations": [
      "agentHeartbeat",
      "serviceReport"
    ],
    "messages": [
      "heartbeat",
      "service.report"
    ],
    "errors": []
  },
  "health-reported": {
    "section": "services",
    "id": "health-reported",
    "level": "MUST",
    "binds": {
      "agent": "agent-core"
    },
    "sentence": {
      "en": "An agent MUST give every service a health: without a probe of its own a service is UP while the process lives.",
      "zh-CN": "Agent 必须为每个服务给出健康：没有自身探测的服务，只要进程存活即为 UP。"
    },
    "rationale": {
      "en": "\"I'm alive\" suffices; silence does not.",
      "zh-CN": "“我还活着”足矣，沉默则不然。"
    },
    "operations": [
      "agentHeartbeat",
      "serviceReport"
    ],
    "messages": [
      "heartbeat",
      "service.report"
    ],
    "errors": []
  },
  "health-bounded": {
    "section": "services",
    "id": "health-bounded",
    "level": "MUST",
    "binds": {
      "agent": "agent-core"
    },
    "sentence": {
      "en": "A health probe that hangs or throws MUST be reported UNKNOWN with the reason in the next heartbeat and MUST delay nothing else.",
      "zh-CN": "停滞或抛出异常的健康探测必须在下一次心跳中报告为 UNKNOWN 并说明原因，且不得延误其他任何事情。"
    },
    "rationale": {
      "en": "One stuck dependency must not silence the agent.",
      "zh-CN": "一个卡住的依赖不应使 Agent 失声。"
    },
    "operations": [
      "agentHeartbeat"
    ],
    "messages": [
      "heartbeat"
    ],
    "errors": []
  },
  "effective-status": {
    "section": "services",
    "id": "effective-status",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "The effective status of a service MUST be: agent REVOKED, DISABLED or OFFLINE → OFFLINE; health never received → UNKNOWN; not received for the agent's `offlineAfterSeconds` → STALE; else UP → HEALTHY, DEGRADED or DOWN → UNHEALTHY, UNKNOWN → UNKNOWN; always with a `statusReason`. It is evaluated at read time; absent health refreshes nothing; `observedAt` is shown and never compared.",
      "zh-CN": "服务的有效状态必须是：Agent 为 REVOKED、DISABLED 或 OFFLINE → OFFLINE；从未收到健康 → UNKNOWN；超过该 Agent 的 `offlineAfterSeconds` 未收到 → STALE；否则 UP → HEALTHY，DEGRADED 或 DOWN → UNHEALTHY，UNKNOWN → UNKNOWN；始终附带 `statusReason`。此项在读取时判定；缺省的健康不刷新任何内容；`observedAt` 只展示，绝不用于比较。"
    },
    "rationale": {
      "en": "Green means that someone said so recently, by Opstage's own clock.",
      "zh-CN": "绿色意味着以 Opstage 自身的时钟衡量，近期确有如此报告。"
    },
    "operations": [
      "serviceList",
      "serviceView",
      "serviceHealthView",
      "dashboardView"
    ],
    "messages": [],
    "errors": []
  },
  "last-health-kept": {
    "section": "services",
    "id": "last-health-kept",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "Staleness MUST NOT erase the last known health of a service.",
      "zh-CN": "状态陈旧不得抹去服务最近已知的健康。"
    },
    "rationale": {
      "en": "What was wrong last is what one wants to see when contact is lost.",
      "zh-CN": "失去联系时，人们想看的正是最后的状况。"
    },
    "operations": [
      "serviceView",
      "serviceHealthView"
    ],
    "messages": [],
    "errors": []
  },
  "config-change-observed": {
    "section": "services",
    "id": "config-change-observed",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "Opstage MUST compare the configs of each report with the stored ones; a change MUST raise `configRevision`, store the change set, write one audit record `service.config.changed` and one event, in one transaction. An identical report MUST write nothing.",
      "zh-CN": "Opstage 必须将每次上报的配置与已存配置比较；发生变化时必须在一个事务内递增 `configRevision`、存储变更集、写入一条审计记录 `service.config.changed` 与一个事件。相同的上报不得写入任何内容。"
    },
    "rationale": {
      "en": "Configuration changes are observable, and an unchanged fleet writes nothing.",
      "zh-CN": "配置变更可被观察，而没有变化的 Agent 群不产生写入。"
    },
    "operations": [
      "serviceReport",
      "agentRegister",
      "serviceConfigView",
      "serviceConfigHistory"
    ],
    "messages": [
      "service.report"
    ],
    "errors": []
  },
  "config-history": {
    "section": "services",
    "id": "config-history",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "`…/configs` MUST give the current config items and `…/configs/history` at least the last 100 revisions.",
      "zh-CN": "`…/configs` 必须给出当前配置项，`…/configs/history` 必须给出至少最近 100 次修订。"
    },
    "rationale": {
      "en": "\"What changed before it broke\" has an answer.",
      "zh-CN": "“出故障之前改了什么”必有答案。"
    },
    "operations": [
      "serviceConfigView",
      "serviceConfigHistory"
    ],
    "messages": [],
    "errors": []
  },
  "sensitive-never-travels": {
    "section": "services",
    "id": "sensitive-never-travels",
    "level": "MUST",
    "binds": {
      "agent": "agent-core"
    },
    "sentence": {
      "en": "An agent MUST NOT send the value of a sensitive config item anywhere; a change of it shows only through `fingerprint`, an HMAC-SHA-256 under a random key kept in the agent's state.",
      "zh-CN": "Agent 不得在任何地方发送敏感配置项的值；其变化只能通过 `fingerprint` 体现，即以保存在 Agent 状态中的随机密钥计算的 HMAC-SHA-256。"
    },
    "rationale": {
      "en": "A secret that never leaves the machine needs no protection elsewhere.",
      "zh-CN": "从未离开机器的机密无须在别处保护。"
    },
    "operations": [
      "serviceReport",
      "agentRegister"
    ],
    "messages": [
      "service.report"
    ],
    "errors": []
  },
  "sensitive-dropped": {
    "section": "services",
    "id": "sensitive-dropped",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "Opstage MUST drop values of sensitive config items that were sent by mistake before storing anything. Values of members whose name is on the catalogue's redaction list (whole name; case, `-` and `_` ignored) MUST become `[redacted]` in payloads, health details, audit and events, result data only where `outputSchema` says `writeOnly` or `format: password`. Reads MUST NOT show a redacted value; only delivery to the agent carries it.",
      "zh-CN": "误发的敏感配置项的值，Opstage 必须在存储任何内容之前丢弃。名称列于目录脱敏名单的成员（整名匹配，忽略大小写、`-` 与 `_`），其值在载荷、健康详情、审计与事件中必须变为 `[redacted]`；结果数据则仅在 `outputSchema` 标明 `writeOnly` 或 `format: password` 之处脱敏。任何读取不得显示已脱敏的值；只有向 Agent 的投递携带它。"
    },
    "rationale": {
      "en": "People paste passwords into payloads; the management plane must not become a place to find them.",
      "zh-CN": "人们会把密码贴进载荷；管理平面不应成为寻获密码之处。"
    },
    "operations": [
      "serviceReport",
      "agentHeartbeat",
      "commandCreate",
      "commandRetry",
      "commandView",
      "commandList",
      "commandClaim",
      "commandResult",
      "serviceConfigView",
      "serviceConfigHistory",
      "serviceHealthView",
      "auditList",
      "auditExport",
      "eventStream"
    ],
    "messages": [
      "heartbeat",
      "service.report",
      "command.dispatch",
      "command.result"
    ],
    "errors": []
  },
  "action-gate": {
    "section": "commands",
    "id": "action-gate",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "Opstage MUST execute an action only for the operator role or above; on a declared action; on a live agent (409 `AGENT_REVOKED`, `AGENT_DISABLED`, `AGENT_OFFLINE`; `queue: true` passes OFFLINE only and waits until `startBy`); with `confirmation: true` where required (409 `ACTION_REQUIRES_CONFIRMATION`; HIGH always); and with a payload valid against `inputSchema` (422 `ACTION_PAYLOAD_INVALID` with pointers). A released service declares no action.",
      "zh-CN": "Opstage 必须仅在满足以下条件时执行动作：操作员或更高角色；动作已声明；Agent 存活（409 `AGENT_REVOKED`、`AGENT_DISABLED`、`AGENT_OFFLINE`；`queue: true` 仅可越过 OFFLINE，并等待至 `startBy`）；在要求确认之处带有 `confirmation: true`（409 `ACTION_REQUIRES_CONFIRMATION`；HIGH 一律要求）；载荷符合 `inputSchema`（422 `ACTION_PAYLOAD_INVALID` 并附指针）。已释放的服务视为未声明任何动作。"
    },
    "rationale": {
      "en": "One gate, in one order, stands before everything that runs on someone's machine.",
      "zh-CN": "凡要在他人机器上运行的一切，其前只有一道闸门、一种顺序。"
    },
    "operations": [
      "commandCreate",
      "commandRetry"
    ],
    "messages": [],
    "errors": [
      "FORBIDDEN",
      "ACTION_NOT_FOUND",
      "AGENT_REVOKED",
      "AGENT_DISABLED",
      "AGENT_OFFLINE",
      "ACTION_REQUIRES_CONFIRMATION",
      "ACTION_PAYLOAD_INVALID"
    ]
  },
  "idempotency-key": {
    "section": "commands",
    "id": "idempotency-key",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "On execute and retry Opstage MUST honour an `Idempotency-Key` of 1 to 128 visible ASCII characters, in the scope of user, operation, target and key, for 24 h: the same key with an equal body (RFC 8785) gives the command as it is now with `replayed: true`; with another body 422 `IDEMPOTENCY_KEY_REUSED`; a refused request binds nothing; parallel equal requests all get the one command.",
      "zh-CN": "对执行与重试，Opstage 必须支持 1 至 128 个可见 ASCII 字符的 `Idempotency-Key`，以用户、操作、目标与键为范围，有效 24 小时：相同的键与相等的请求体（RFC 8785）返回该命令的当前状态并附 `replayed: true`；请求体不同为 422 `IDEMPOTENCY_KEY_REUSED`；被拒绝的请求不绑定任何内容；并行的相同请求均得到同一个命令。"
    },
    "rationale": {
      "en": "A click that timed out can be repeated without doing the thing twice.",
      "zh-CN": "超时的点击可以重来，而事情不会做两次。"
    },
    "operations": [
      "commandCreate",
      "commandRetry"
    ],
    "messages": [],
    "errors": [
      "IDEMPOTENCY_KEY_REUSED",
      "VALIDATION_FAILED"
    ]
  },
  "command-deadlines": {
    "section": "commands",
    "id": "command-deadlines",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "`startBy` MUST be creation plus `startWithinSeconds` (1 to 86400, default 300) and `expiresAt` MUST be `startBy` plus `timeoutSeconds` (default 300) plus 60 s; PENDING at `startBy` and RUNNING at `expiresAt` are EXPIRED. Only Opstage's clock counts, and a deadline has passed when now ≥ it. Every operation on a command MUST first apply passed deadlines, earliest first, then judge the request. Reads show that state without writing; the next write or sweep (at most `sweepSeconds`, 5) MUST write transition, audit and event once, dated at the deadline.",
      "zh-CN": "`startBy` 必须为创建时间加 `startWithinSeconds`（1 至 86400，默认 300），`expiresAt` 必须为 `startBy` 加 `timeoutSeconds`（默认 300）再加 60 秒；到 `startBy` 仍为 PENDING、到 `expiresAt` 仍为 RUNNING 的命令为 EXPIRED。只以 Opstage 的时钟为准，现在 ≥ 期限即为已过。对命令的每个操作必须先按时间先后应用已过的期限，再判定请求。读取展示该状态而不写入；下一次写入或清扫（至多 `sweepSeconds`，5）必须将变更、审计与事件写入一次，时间记为期限时刻。"
    },
    "rationale": {
      "en": "An expired command is never delivered, whenever the sweep happens to run.",
      "zh-CN": "无论清扫何时运行，过期的命令绝不会被投递。"
    },
    "operations": [
      "commandCreate",
      "commandRetry",
      "commandClaim",
      "commandAck",
      "commandProgress",
      "commandResult",
      "commandCancel",
      "commandView",
      "commandList",
      "dashboardView"
    ],
    "messages": [
      "command.dispatch",
      "command.ack",
      "command.progress",
      "command.result"
    ],
    "errors": [
      "COMMAND_EXPIRED"
    ]
  },
  "claim-exclusive": {
    "section": "commands",
    "id": "claim-exclusive",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "Concurrent claims MUST NOT return one command twice within one ack lease, MUST lose none, and MUST give commands in the order of their creation.",
      "zh-CN": "并发的领取不得在同一确认租约内返回同一命令两次，必须不丢失任何命令，且必须按创建顺序给出命令。"
    },
    "rationale": {
      "en": "Two loops of one agent, or a poll and a retry of it, must not both get the work.",
      "zh-CN": "同一 Agent 的两个循环，或一次轮询与其重试，不应同时得到同一工作。"
    },
    "operations": [
      "commandClaim"
    ],
    "messages": [
      "command.dispatch"
    ],
    "errors": []
  },
  "claim-wakes": {
    "section": "commands",
    "id": "claim-wakes",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "A held claim MUST be answered when a command is created for its agent, before `waitSeconds` ends.",
      "zh-CN": "为 Agent 创建命令时，其被挂起的领取必须在 `waitSeconds` 结束之前得到应答。"
    },
    "rationale": {
      "en": "A long poll is as quick as a push.",
      "zh-CN": "长轮询与推送一样迅速。"
    },
    "operations": [
      "commandClaim",
      "commandCreate",
      "commandRetry"
    ],
    "messages": [],
    "errors": []
  },
  "claim-what-can-start": {
    "section": "commands",
    "id": "claim-what-can-start",
    "level": "MUST",
    "binds": {
      "agent": "agent-core",
      "opstage": "opstage-session"
    },
    "sentence": {
      "en": "An agent MUST claim, or accept on a session, only what it can start now; `hello.maxRunning` (1 to 100, default 1) bounds delivered plus RUNNING commands on a session, and Opstage MUST NOT dispatch more.",
      "zh-CN": "Agent 必须只领取（或在会话上接受）其当前能够启动的命令；`hello.maxRunning`（1 至 100，默认 1）限定会话上已投递与 RUNNING 命令的总数，Opstage 不得派发更多。"
    },
    "rationale": {
      "en": "A command that waits inside an agent cannot be cancelled or given to a better moment.",
      "zh-CN": "滞留在 Agent 内部的命令无法取消，也无法改期。"
    },
    "operations": [
      "commandClaim",
      "commandAck"
    ],
    "messages": [
      "hello",
      "command.dispatch",
      "command.ack"
    ],
    "errors": []
  },
  "lost-delivery-redelivered": {
    "section": "commands",
    "id": "lost-delivery-redelivered",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "A delivery without ack within `ackLeaseSeconds` (30, cut at `startBy`) MUST be followed by another one, with `attempt` + 1 and a new delivery id, until `startBy`.",
      "zh-CN": "在 `ackLeaseSeconds`（30，以 `startBy` 为限）内未获确认的投递，必须再次投递，`attempt` 加一并使用新的投递 id，直至 `startBy`。"
    },
    "rationale": {
      "en": "A poll whose answer is lost must not lose the command.",
      "zh-CN": "应答丢失的轮询不应丢失命令。"
    },
    "operations": [
      "commandClaim"
    ],
    "messages": [
      "command.dispatch"
    ],
    "errors": []
  },
  "ack-idempotent": {
    "section": "commands",
    "id": "ack-idempotent",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "A delivery id MUST be stale (409 `COMMAND_DELIVERY_STALE`) only once a newer one exists. Repeating an ack with the same `deliveryId` and `accepted` MUST be 200. Otherwise a CANCELLED command is 409 `COMMAND_CANCELLED`, an EXPIRED one 410 `COMMAND_EXPIRED`, another final state 409 `COMMAND_ALREADY_COMPLETED`, a foreign or unknown one 404 `COMMAND_NOT_FOUND`. Delivery ids are valid on every transport.",
      "zh-CN": "投递 id 必须仅在存在更新的投递之后才算过时（409 `COMMAND_DELIVERY_STALE`）。以相同的 `deliveryId` 与 `accepted` 重复确认必须为 200。否则，CANCELLED 的命令为 409 `COMMAND_CANCELLED`，EXPIRED 为 410 `COMMAND_EXPIRED`，其他最终状态为 409 `COMMAND_ALREADY_COMPLETED`，他人的或不存在的命令为 404 `COMMAND_NOT_FOUND`。投递 id 在任何传输方式上均有效。"
    },
    "rationale": {
      "en": "An agent can repeat an ack until it is answered, and never starts what is settled.",
      "zh-CN": "Agent 可重复确认直至得到应答，且绝不启动已了结的命令。"
    },
    "operations": [
      "commandAck"
    ],
    "messages": [
      "command.ack"
    ],
    "errors": [
      "COMMAND_DELIVERY_STALE",
      "COMMAND_CANCELLED",
      "COMMAND_EXPIRED",
      "COMMAND_ALREADY_COMPLETED",
      "COMMAND_NOT_FOUND"
    ]
  },
  "ack-before-run": {
    "section": "commands",
    "id": "ack-before-run",
    "level": "MUST",
    "binds": {
      "agent": "agent-core"
    },
    "sentence": {
      "en": "An agent MUST ack a delivery, retry the ack until a contract answer comes, and run the command only on 200.",
      "zh-CN": "Agent 必须确认投递，重试该确认直至得到契约应答，且仅在得到 200 时运行命令。"
    },
    "rationale": {
      "en": "Opstage knows of everything that runs before it runs.",
      "zh-CN": "凡运行之事，Opstage 在其运行之前即已知晓。"
    },
    "operations": [
      "commandAck"
    ],
    "messages": [
      "command.ack"
    ],
    "errors": [
      "COMMAND_DELIVERY_STALE",
      "COMMAND_CANCELLED",
      "COMMAND_EXPIRED",
      "COMMAND_ALREADY_COMPLETED",
      "COMMAND_NOT_FOUND"
    ]
  },
  "refusal-is-explicit": {
    "section": "commands",
    "id": "refusal-is-explicit",
    "level": "MUST",
    "binds": {
      "agent": "agent-core"
    },
    "sentence": {
      "en": "An agent MUST answer an unknown command type or an undeclared action with `accepted: false` and a code: never with silence, never with execution.",
      "zh-CN": "对未知的命令类型或未声明的动作，Agent 必须以 `accepted: false` 及结局码应答：绝不沉默，绝不执行。"
    },
    "parts": [
      {
        "id": "refusal-of-an-invalid-payload",
        "level": "SHOULD",
        "binds": [
          "agent"
        ],
        "sentence": {
          "en": "An agent SHOULD answer an invalid payload in the same way, with `ACTION_PAYLOAD_INVALID`.",
          "zh-CN": "对无效的载荷，Agent 应当以同样方式用 `ACTION_PAYLOAD_INVALID` 应答。"
        }
      }
    ],
    "rationale": {
      "en": "A silent refusal looks like a lost delivery and is delivered again and again.",
      "zh-CN": "沉默的拒绝看似投递丢失，会被一再投递。"
    },
    "operations": [
      "commandAck"
    ],
    "messages": [
      "command.dispatch",
      "command.ack"
    ],
    "errors": []
  },
  "execute-at-most-once": {
    "section": "commands",
    "id": "execute-at-most-once",
    "level": "MUST",
    "binds": {
      "agent": "agent-core"
    },
    "sentence": {
      "en": "An agent MUST journal command id and delivery id durably after the accepted ack and before the handler. A known id that is delivered again MUST be acked `accepted: true` under the new delivery id and never started again; its result, stored or when it finishes, goes under the newest acked delivery id. On start the agent MUST send FAILED `AGENT_RESTARTED` for each journaled command without a result. Entries are kept 24 h after the result was finally answered; payloads MUST NOT be journaled.",
      "zh-CN": "Agent 必须在接受的确认之后、处理程序启动之前，将命令 id 与投递 id 持久记入日志。再次投递的已知 id 必须在新的投递 id 之下以 `accepted: true` 确认，且绝不再次启动；其结果（已存储的，或在完成时）使用最新的已确认投递 id 发送。启动时，Agent 必须为日志中每个没有结果的命令发送 FAILED `AGENT_RESTARTED`。条目在结果最终得到应答后保留 24 小时；载荷不得记入日志。"
    },
    "rationale": {
      "en": "A crash in the middle of a handler must not charge a card twice.",
      "zh-CN": "处理程序中途崩溃不应导致重复扣款。"
    },
    "operations": [
      "commandAck",
      "commandResult"
    ],
    "messages": [
      "command.dispatch",
      "command.ack",
      "command.result"
    ],
    "errors": []
  },
  "run-lease": {
    "section": "commands",
    "id": "run-lease",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "The run lease (`runLeaseSeconds`, 90) MUST start at the accepted ack and be renewed only by progress, or by a heartbeat that names the command in `running` from the `bootId` that claimed it; an open session alone renews nothing. When it lapses, the command MUST become FAILED `AGENT_LOST` with `outcomeKnown: false`.",
      "zh-CN": "运行租约（`runLeaseSeconds`，90）必须自接受的确认起算，且仅由进度，或由领取该命令的 `bootId` 在 `running` 中列出该命令的心跳续期；打开的会话本身不续期任何内容。租约到期时，命令必须变为 FAILED `AGENT_LOST`，且 `outcomeKnown: false`。"
    },
    "rationale": {
      "en": "A command whose process is gone is found out, even if the machine is back.",
      "zh-CN": "即使机器已恢复，进程已消失的命令仍会被发现。"
    },
    "operations": [
      "commandAck",
      "commandProgress",
      "agentHeartbeat",
      "commandView"
    ],
    "messages": [
      "command.ack",
      "command.progress",
      "heartbeat"
    ],
    "errors": []
  },
  "handler-timeout": {
    "section": "commands",
    "id": "handler-timeout",
    "level": "MUST",
    "binds": {
      "agent": "agent-core"
    },
    "sentence": {
      "en": "A handler past `timeoutSeconds` MUST be answered FAILED `ACTION_TIMEOUT`; a handler that throws MUST be answered FAILED `ACTION_FAILED` with its message and without a stack trace.",
      "zh-CN": "超过 `timeoutSeconds` 的处理程序必须应答 FAILED `ACTION_TIMEOUT`；抛出异常的处理程序必须应答 FAILED `ACTION_FAILED`，附其消息而不附堆栈。"
    },
    "rationale": {
      "en": "Every run ends with an answer that people can read.",
      "zh-CN": "每次运行都以可供人阅读的应答结束。"
    },
    "operations": [
      "commandResult"
    ],
    "messages": [
      "command.result"
    ],
    "errors": []
  },
  "result-once": {
    "section": "commands",
    "id": "result-once",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "Opstage MUST judge a result in this order: foreign or unknown command 404; identical to the recorded result (equal RFC 8785 form of success, cancelled, message, data and error; absent equals null) 200 `replayed: true`; a final state 409 `COMMAND_ALREADY_COMPLETED` or `COMMAND_CANCELLED`, or 410 `COMMAND_EXPIRED`, unless it is the late result to be kept, which is 200 `late: true`; never acked 409 `COMMAND_NOT_ACKNOWLEDGED`; delivery id not acked 409 `COMMAND_DELIVERY_STALE`. The first accepted result wins.",
      "zh-CN": "Opstage 必须按此顺序判定结果：他人的或不存在的命令 404；与已记录的结果相同（success、cancelled、message、data 与 error 的 RFC 8785 形式相等；缺省等同 null）200 `replayed: true`；处于最终状态 409 `COMMAND_ALREADY_COMPLETED` 或 `COMMAND_CANCELLED`，或 410 `COMMAND_EXPIRED`，但应予保存的迟到结果为 200 `late: true`；从未确认 409 `COMMAND_NOT_ACKNOWLEDGED`；投递 id 未经确认 409 `COMMAND_DELIVERY_STALE`。首个被接受的结果为准。"
    },
    "rationale": {
      "en": "A result can be sent until it is answered, and an outcome never changes.",
      "zh-CN": "结果可重复发送直至得到应答，而结局绝不改变。"
    },
    "operations": [
      "commandResult"
    ],
    "messages": [
      "command.result"
    ],
    "errors": [
      "COMMAND_NOT_FOUND",
      "COMMAND_ALREADY_COMPLETED",
      "COMMAND_CANCELLED",
      "COMMAND_EXPIRED",
      "COMMAND_NOT_ACKNOWLEDGED",
      "COMMAND_DELIVERY_STALE"
    ]
  },
  "late-result-kept": {
    "section": "commands",
    "id": "late-result-kept",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "Where Opstage itself set the final state (AGENT_LOST, EXPIRED, CANCELLED unconfirmed), the first result of an acked delivery MUST be kept as `lateResult` and audited once; repeats MUST write nothing.",
      "zh-CN": "凡最终状态由 Opstage 自行设定（AGENT_LOST、EXPIRED、未经证实的 CANCELLED），已确认投递的首个结果必须保存为 `lateResult` 并记入审计一次；重复的结果不得写入任何内容。"
    },
    "rationale": {
      "en": "The truth that arrives late is still the truth an operator needs.",
      "zh-CN": "迟到的真相仍是操作员所需的真相。"
    },
    "operations": [
      "commandResult",
      "commandView"
    ],
    "messages": [
      "command.result"
    ],
    "errors": []
  },
  "result-retried": {
    "section": "commands",
    "id": "result-retried",
    "level": "MUST",
    "binds": {
      "agent": "agent-core"
    },
    "sentence": {
      "en": "An agent MUST retry a result until a contract 2xx, 404, 409 or 410, across restarts, for 24 h; 401, 403, 408, 429 and 5xx go by their own rules. On 413 or 422 it MUST send once `{success:false, error:{code:\"RESULT_REJECTED\"}}` without data.",
      "zh-CN": "Agent 必须重试结果，直至得到契约的 2xx、404、409 或 410，跨越重启，持续 24 小时；401、403、408、429 与 5xx 按各自规则处理。遇 413 或 422，必须发送一次不含数据的 `{success:false, error:{code:\"RESULT_REJECTED\"}}`。"
    },
    "rationale": {
      "en": "What was done is told, even through an outage.",
      "zh-CN": "已做之事必得告知，即便历经中断。"
    },
    "operations": [
      "commandResult"
    ],
    "messages": [
      "command.result"
    ],
    "errors": [
      "COMMAND_RESULT_TOO_LARGE",
      "VALIDATION_FAILED",
      "COMMAND_NOT_FOUND",
      "COMMAND_ALREADY_COMPLETED",
      "COMMAND_CANCELLED",
      "COMMAND_EXPIRED",
      "COMMAND_NOT_ACKNOWLEDGED",
      "COMMAND_DELIVERY_STALE"
    ]
  },
  "progress-monotonic": {
    "section": "commands",
    "id": "progress-monotonic",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "Progress with a higher `seq` MUST replace what is shown and one with a lower or equal `seq` MUST be ignored with 200; the answer carries `leaseExpiresAt` and `cancelRequested`. Progress that cannot apply is judged in the order of a result.",
      "zh-CN": "`seq` 更高的进度必须取代所展示的进度，`seq` 更低或相等的必须忽略并应答 200；应答携带 `leaseExpiresAt` 与 `cancelRequested`。无法适用的进度按结果的顺序判定。"
    },
    "rationale": {
      "en": "A bar never runs backwards because a packet overtook another.",
      "zh-CN": "进度条绝不因数据包先后颠倒而倒退。"
    },
    "operations": [
      "commandProgress"
    ],
    "messages": [
      "command.progress"
    ],
    "errors": [
      "COMMAND_NOT_FOUND",
      "COMMAND_ALREADY_COMPLETED",
      "COMMAND_CANCELLED",
      "COMMAND_EXPIRED",
      "COMMAND_NOT_ACKNOWLEDGED",
      "COMMAND_DELIVERY_STALE"
    ]
  },
  "cancel": {
    "section": "commands",
    "id": "cancel",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "Cancelling a PENDING command, delivered or not, MUST make it CANCELLED. For a RUNNING and cancellable one on an agent with `commands.cancel`, Opstage MUST set `cancelRequestedAt` once and name the id in every heartbeat and progress answer (and send `command.cancel` on the session) until the command is final; a RUNNING one otherwise is 409 `COMMAND_NOT_CANCELLABLE`. A repeat on a requested or CANCELLED one is 200; another final state 409 `COMMAND_ALREADY_COMPLETED`. The final state MUST be what the agent reports; with none within `cancelGraceSeconds` (60) it MUST be CANCELLED with `outcomeKnown: false`. A result with `cancelled: true` and `success: true`, or with `cancelled: true` unasked, is 422.",
      "zh-CN": "取消 PENDING 的命令，无论是否已投递，必须使其变为 CANCELLED。对 RUNNING 且可取消、且 Agent 具备 `commands.cancel` 的命令，Opstage 必须设置一次 `cancelRequestedAt`，并在命令进入最终状态之前于每个心跳与进度应答中列出该 id（并在会话上发送 `command.cancel`）；其余 RUNNING 的命令为 409 `COMMAND_NOT_CANCELLABLE`。对已请求取消或 CANCELLED 的命令重复取消为 200；其他最终状态为 409 `COMMAND_ALREADY_COMPLETED`。最终状态必须以 Agent 的报告为准；`cancelGraceSeconds`（60）内没有报告则必须为 CANCELLED 且 `outcomeKnown: false`。结果同时带有 `cancelled: true` 与 `success: true`，或未经请求而带有 `cancelled: true`，为 422。"
    },
    "rationale": {
      "en": "A cancellation is a request to a running program, and its answer tells what really happened.",
      "zh-CN": "取消是对运行中程序的请求，其应答说明真正发生了什么。"
    },
    "operations": [
      "commandCancel",
      "agentHeartbeat",
      "commandProgress",
      "commandResult",
      "commandView"
    ],
    "messages": [
      "command.cancel",
      "heartbeat",
      "command.progress",
      "command.result"
    ],
    "errors": [
      "COMMAND_NOT_CANCELLABLE",
      "COMMAND_ALREADY_COMPLETED",
      "VALIDATION_FAILED"
    ]
  },
  "cancel-honoured": {
    "section": "commands",
    "id": "cancel-honoured",
    "level": "MUST",
    "binds": {
      "agent": "agent-progress"
    },
    "sentence": {
      "en": "An agent MUST pass a cancellation on to the handler and report `cancelled: true` if the handler stopped, or its true result if it finished first.",
      "zh-CN": "Agent 必须将取消传达给处理程序；若处理程序因此停止，则报告 `cancelled: true`；若其先行完成，则报告其真实结果。"
    },
    "rationale": {
      "en": "An operator must be able to tell \"stopped\" from \"too late\".",
      "zh-CN": "操作员须能区分“已停止”与“为时已晚”。"
    },
    "operations": [
      "agentHeartbeat",
      "commandProgress",
      "commandResult"
    ],
    "messages": [
      "command.cancel",
      "command.result"
    ],
    "errors": []
  },
  "retry-new-command": {
    "section": "commands",
    "id": "retry-new-command",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "Retry of a FAILED, EXPIRED or CANCELLED command MUST make a new command (`retryOf`) through the whole action gate; any other state is 409 `COMMAND_NOT_RETRYABLE`. The body is `{payload?, confirmation?}`; without payload the original is used, or the retry is 409 `COMMAND_PAYLOAD_ERASED` if anything of it was erased. After `outcomeKnown: false` on a non-idempotent action the retry MUST need `confirmation: true`.",
      "zh-CN": "重试 FAILED、EXPIRED 或 CANCELLED 的命令必须经由完整的动作闸门创建新命令（`retryOf`）；其他状态为 409 `COMMAND_NOT_RETRYABLE`。请求体为 `{payload?, confirmation?}`；不带载荷则使用原载荷，若原载荷有任何部分已被清除则为 409 `COMMAND_PAYLOAD_ERASED`。非幂等动作且 `outcomeKnown: false` 时，重试必须要求 `confirmation: true`。"
    },
    "rationale": {
      "en": "History stays as it was, and what may already have happened is not repeated unasked.",
      "zh-CN": "历史保持原样；可能已经发生之事，未经确认不会重复。"
    },
    "operations": [
      "commandRetry"
    ],
    "messages": [],
    "errors": [
      "COMMAND_NOT_RETRYABLE",
      "COMMAND_PAYLOAD_ERASED",
      "ACTION_REQUIRES_CONFIRMATION"
    ]
  },
  "payload-erased": {
    "section": "commands",
    "id": "payload-erased",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "Redacted payload values MUST be gone from storage, audit, events and exports once the command is final.",
      "zh-CN": "命令进入最终状态后，载荷中已脱敏的值必须从存储、审计、事件与导出中消失。"
    },
    "rationale": {
      "en": "A secret is kept exactly as long as its delivery needs it.",
      "zh-CN": "机密的保存时间恰以投递所需为限。"
    },
    "operations": [
      "commandResult",
      "commandView",
      "commandRetry",
      "auditExport"
    ],
    "messages": [],
    "errors": [
      "COMMAND_PAYLOAD_ERASED"
    ]
  },
  "no-arbitrary-execution": {
    "section": "commands",
    "id": "no-arbitrary-execution",
    "level": "MUST",
    "binds": {
      "agent": "agent-core"
    },
    "sentence": {
      "en": "An agent MUST run registered handlers only; there is no shell action.",
      "zh-CN": "Agent 必须只运行已注册的处理程序；不存在 shell 动作。"
    },
    "rationale": {
      "en": "Who takes over Opstage still cannot run code of his own on the machines.",
      "zh-CN": "即便有人控制了 Opstage，也无法在各机器上运行自己的代码。"
    },
    "operations": [
      "commandAck"
    ],
    "messages": [
      "command.dispatch"
    ],
    "errors": []
  },
  "session-auth-before-upgrade": {
    "section": "session",
    "id": "session-auth-before-upgrade",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-session"
    },
    "sentence": {
      "en": "Opstage MUST refuse a session with an HTTP error envelope before the 101, and MUST NOT take a token from the query or the subprotocol.",
      "zh-CN": "Opstage 必须在 101 之前以 HTTP 错误信封拒绝会话，且不得从查询参数或子协议中获取令牌。"
    },
    "rationale": {
      "en": "The reason of a refusal is readable and a token never stands in an access log.",
      "zh-CN": "拒绝的原因可读，且令牌绝不出现在访问日志中。"
    },
    "operations": [
      "agentSession"
    ],
    "messages": [],
    "errors": [
      "UPGRADE_REQUIRED",
      "AGENT_TOKEN_MISSING",
      "AGENT_TOKEN_INVALID",
      "AGENT_TOKEN_REVOKED",
      "AGENT_DISABLED",
      "AGENT_ID_MISMATCH"
    ]
  },
  "session-hello-first": {
    "section": "session",
    "id": "session-hello-first",
    "level": "MUST",
    "binds": {
      "agent": "agent-session",
      "opstage": "opstage-session"
    },
    "sentence": {
      "en": "The agent MUST send `hello {bootId, capabilities, maxRunning}` first, within `helloSeconds` (10), and Opstage MUST answer it with `welcome`; on anything else first Opstage MUST close 4001.",
      "zh-CN": "Agent 必须在 `helloSeconds`（10）内首先发送 `hello {bootId, capabilities, maxRunning}`，Opstage 必须以 `welcome` 应答；若首先收到其他内容，Opstage 必须以 4001 关闭。"
    },
    "rationale": {
      "en": "Before anything is exchanged both sides know which process speaks and what it can do.",
      "zh-CN": "交换任何内容之前，双方已知是哪个进程在通信、具备何种能力。"
    },
    "operations": [
      "agentSession"
    ],
    "messages": [
      "hello",
      "welcome"
    ],
    "errors": []
  },
  "session-replies": {
    "section": "session",
    "id": "session-replies",
    "level": "MUST",
    "binds": {
      "agent": "agent-session",
      "opstage": "opstage-session"
    },
    "sentence": {
      "en": "Both sides MUST reply thus and to nothing else: `hello` → `welcome`; `heartbeat`, `service.report`, `command.ack`, `command.progress` and `command.result` → `ack` (data = the HTTP twin's `data`) or `error` (data = the twin's `error`), with `re`; `command.dispatch` → `command.ack` with `re`. Frames MUST NOT be resent or deduplicated: after a reconnect an unanswered message goes out as a new frame, a dispatch only by redelivery.",
      "zh-CN": "双方必须仅作如下应答：`hello` → `welcome`；`heartbeat`、`service.report`、`command.ack`、`command.progress` 与 `command.result` → 带 `re` 的 `ack`（数据 = 对应 HTTP 调用的 `data`）或 `error`（数据 = 对应的 `error`）；`command.dispatch` → 带 `re` 的 `command.ack`。帧不得重发，也不得去重：重连之后，未获应答的消息以新帧发出，派发只能通过再次投递。"
    },
    "rationale": {
      "en": "All repetition is left to the rules of commands and reports, which are the same over HTTP.",
      "zh-CN": "一切重复均交由命令与上报的规则处理，与 HTTP 上一致。"
    },
    "operations": [
      "agentSession"
    ],
    "messages": [
      "hello",
      "welcome",
      "heartbeat",
      "service.report",
      "command.ack",
      "command.progress",
      "command.result",
      "command.dispatch",
      "ack",
      "error"
    ],
    "errors": []
  },
  "session-same-outcome": {
    "section": "session",
    "id": "session-same-outcome",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-session"
    },
    "sentence": {
      "en": "Every session message MUST have exactly the effect, the error codes and the audit of its HTTP twin, and HTTP MUST keep working beside the session.",
      "zh-CN": "每个会话消息必须与对应的 HTTP 调用具有完全相同的效果、错误码与审计，且 HTTP 必须在会话之外继续可用。"
    },
    "rationale": {
      "en": "The session is a faster way for the same contract, not a second contract.",
      "zh-CN": "会话是同一契约更快的途径，而非第二份契约。"
    },
    "operations": [
      "agentSession",
      "agentHeartbeat",
      "serviceReport",
      "commandAck",
      "commandProgress",
      "commandResult",
      "agentDisconnect"
    ],
    "messages": [
      "heartbeat",
      "service.report",
      "command.ack",
      "command.progress",
      "command.result",
      "goodbye"
    ],
    "errors": []
  },
  "session-newest-wins": {
    "section": "session",
    "id": "session-newest-wins",
    "level": "MUST",
    "binds": {
      "agent": "agent-session",
      "opstage": "opstage-session"
    },
    "sentence": {
      "en": "A second session of an agent MUST replace the first at its `welcome`: Opstage closes the first 4009 and its later frames have no effect. An agent closed 4009 without a newer session of its own MUST NOT open a session or claim for 60 s.",
      "zh-CN": "Agent 的第二个会话必须在其 `welcome` 时取代第一个：Opstage 以 4009 关闭第一个会话，其后续帧不产生任何效果。Agent 被以 4009 关闭而自身并无更新的会话时，在 60 秒内不得打开会话或领取命令。"
    },
    "rationale": {
      "en": "A half-dead connection never blocks a living one, and two processes with one identity do not fight.",
      "zh-CN": "半死的连接绝不阻塞活的连接，共用一个身份的两个进程也不会相互争抢。"
    },
    "operations": [
      "agentSession",
      "commandClaim"
    ],
    "messages": [
      "welcome",
      "bye"
    ],
    "errors": []
  },
  "session-close-codes": {
    "section": "session",
    "id": "session-close-codes",
    "level": "MUST",
    "binds": {
      "agent": "agent-session",
      "opstage": "opstage-session"
    },
    "sentence": {
      "en": "Both sides MUST use these close codes: 1000 normal, 1012 drain, 1009 too big, 4001 no hello, 4400 protocol, 4401 token dead, 4403 disabled or revoked, 4008 timeout, 4009 replaced, 4429 slow consumer.",
      "zh-CN": "双方必须使用以下关闭码：1000 正常，1012 排空，1009 过大，4001 没有 hello，4400 协议错误，4401 令牌失效，4403 已禁用或已吊销，4008 超时，4009 被取代，4429 消费过慢。"
    },
    "rationale": {
      "en": "An agent knows from the code whether to come back at once, later, or over HTTP.",
      "zh-CN": "Agent 由关闭码得知应立即重来、稍后重来，还是改走 HTTP。"
    },
    "operations": [
      "agentSession"
    ],
    "messages": [
      "bye",
      "goodbye"
    ],
    "errors": []
  },
  "session-bad-frame": {
    "section": "session",
    "id": "session-bad-frame",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-session"
    },
    "sentence": {
      "en": "Opstage MUST answer a frame of malformed JSON or one that fails its schema with `error` and keep the connection; 10 of them within a minute MUST close 4400. A frame of an unknown type MUST be answered `error` `UNKNOWN_MESSAGE_TYPE`.",
      "zh-CN": "对 JSON 格式有误或不符合模式的帧，Opstage 必须以 `error` 应答并保持连接；一分钟内出现 10 个此类帧必须以 4400 关闭。类型未知的帧必须以 `error` `UNKNOWN_MESSAGE_TYPE` 应答。"
    },
    "rationale": {
      "en": "One bad message is told; a broken program is stopped.",
      "zh-CN": "个别错误消息予以告知；损坏的程序予以制止。"
    },
    "operations": [
      "agentSession"
    ],
    "messages": [
      "error"
    ],
    "errors": [
      "MALFORMED_JSON",
      "VALIDATION_FAILED",
      "UNKNOWN_MESSAGE_TYPE"
    ]
  },
  "session-bounded": {
    "section": "session",
    "id": "session-bounded",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-session"
    },
    "sentence": {
      "en": "Opstage MUST take frames up to `limits.maxMessageBytes` (at least the body limit plus 64 KiB), which is the only byte limit of a frame, and MUST close 1009 on a longer one. Send queues MUST be bounded; an overflow closes 4429 and never drops an event silently.",
      "zh-CN": "Opstage 必须接受不超过 `limits.maxMessageBytes`（至少为请求体上限加 64 KiB）的帧，此为帧的唯一字节限制；更长的帧必须以 1009 关闭。发送队列必须有界；溢出则以 4429 关闭，绝不悄然丢弃事件。"
    },
    "rationale": {
      "en": "What fits into a body fits into a frame, and a slow agent cannot fill Opstage's memory.",
      "zh-CN": "能放入请求体的即能放入帧，迟缓的 Agent 也无法占满 Opstage 的内存。"
    },
    "operations": [
      "agentSession"
    ],
    "messages": [
      "hello",
      "heartbeat",
      "service.report",
      "command.ack",
      "command.progress",
      "command.result",
      "goodbye"
    ],
    "errors": []
  },
  "session-keepalive": {
    "section": "session",
    "id": "session-keepalive",
    "level": "MUST",
    "binds": {
      "agent": "agent-session",
      "opstage": "opstage-session"
    },
    "sentence": {
      "en": "Opstage MUST ping every `welcome.pingSeconds` (1 to 30, default 25), and either side that receives nothing for two periods MUST close 4008.",
      "zh-CN": "Opstage 必须每隔 `welcome.pingSeconds`（1 至 30，默认 25）发送 ping；任何一方在两个周期内未收到任何内容必须以 4008 关闭。"
    },
    "rationale": {
      "en": "A dead connection is found out by both ends, through every proxy.",
      "zh-CN": "无论经过何种代理服务器，两端都能发现已死的连接。"
    },
    "operations": [
      "agentSession"
    ],
    "messages": [
      "welcome"
    ],
    "errors": []
  },
  "session-fallback": {
    "section": "session",
    "id": "session-fallback",
    "level": "MUST",
    "binds": {
      "agent": "agent-session"
    },
    "sentence": {
      "en": "On loss of the session an agent MUST resume claiming over HTTP within one poll interval and MUST NOT run anything twice because of it.",
      "zh-CN": "会话丢失时，Agent 必须在一个轮询间隔内恢复通过 HTTP 领取，且不得因此重复运行任何内容。"
    },
    "rationale": {
      "en": "A proxy that kills WebSockets costs speed, not work.",
      "zh-CN": "切断 WebSocket 的代理服务器只损失速度，不损失工作。"
    },
    "operations": [
      "commandClaim",
      "agentSession"
    ],
    "messages": [
      "command.dispatch"
    ],
    "errors": []
  },
  "reconnect-backoff": {
    "section": "session",
    "id": "reconnect-backoff",
    "level": "MUST",
    "binds": {
      "agent": "agent-core"
    },
    "sentence": {
      "en": "On every transport an agent MUST retry after a delay uniform in [d/2, d] with d = min(60 s, 2ⁿ s), reset after 3 successes in a row or a session that was open for two ping periods; `Retry-After` and `bye.reconnectAfterMs` are floors with jitter on top.",
      "zh-CN": "在任何传输方式上，Agent 必须在 [d/2, d] 内均匀分布的延迟之后重试，其中 d = min(60 s, 2ⁿ s)，连续 3 次成功或会话持续两个 ping 周期之后重置；`Retry-After` 与 `bye.reconnectAfterMs` 为下限，其上再加抖动。"
    },
    "rationale": {
      "en": "A fleet that lost Opstage comes back spread out.",
      "zh-CN": "失去 Opstage 的整批 Agent 会错开时间返回。"
    },
    "operations": [
      "agentRegister",
      "agentHeartbeat",
      "agentDisconnect",
      "agentTokenRotate",
      "serviceReport",
      "commandClaim",
      "commandAck",
      "commandProgress",
      "commandResult",
      "agentSession"
    ],
    "messages": [
      "bye"
    ],
    "errors": [
      "RATE_LIMITED",
      "SERVICE_UNAVAILABLE"
    ]
  },
  "session-drain": {
    "section": "session",
    "id": "session-drain",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-session"
    },
    "sentence": {
      "en": "On shutdown Opstage MUST send `bye` with spread `reconnectAfterMs` and then close 1012.",
      "zh-CN": "停机时，Opstage 必须发送带有分散的 `reconnectAfterMs` 的 `bye`，然后以 1012 关闭。"
    },
    "rationale": {
      "en": "A restart of Opstage is not followed by all agents in the same second.",
      "zh-CN": "Opstage 重启后，全部 Agent 不会在同一秒内涌回。"
    },
    "operations": [
      "agentSession"
    ],
    "messages": [
      "bye"
    ],
    "errors": []
  },
  "operator-roles": {
    "section": "operators",
    "id": "operator-roles",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "The role matrix MUST hold for every operation: without a session 401 `UNAUTHORIZED`, with too little role 403 `FORBIDDEN`; agent tokens MUST open no operator route and operator sessions no agent route.",
      "zh-CN": "角色矩阵必须对每个操作成立：没有会话为 401 `UNAUTHORIZED`，角色不足为 403 `FORBIDDEN`；Agent 令牌不得打开操作员路由，操作员会话亦不得打开 Agent 路由。"
    },
    "rationale": {
      "en": "Who may do what is one table, not a habit of each handler.",
      "zh-CN": "谁可做何事由一张表决定，而非各处理程序的习惯。"
    },
    "operations": [
      "actionList",
      "actionView",
      "commandCreate",
      "commandClaim",
      "commandAck",
      "commandProgress",
      "commandResult",
      "agentRegister",
      "agentTokenRotate",
      "agentHeartbeat",
      "agentDisconnect",
      "agentSession",
      "serviceReport",
      "agentList",
      "agentView",
      "agentDisable",
      "agentEnable",
      "agentRevoke",
      "auditList",
      "auditExport",
      "auditVerify",
      "auditView",
      "serviceList",
      "serviceView",
      "serviceManifestView",
      "serviceHealthView",
      "serviceConfigView",
      "serviceConfigHistory",
      "commandList",
      "commandView",
      "commandCancel",
      "commandRetry",
      "dashboardView",
      "eventList",
      "eventStream",
      "operatorLogin",
      "operatorLogout",
      "operatorMe",
      "registrationTokenList",
      "registrationTokenCreate",
      "registrationTokenView",
      "registrationTokenRevoke",
      "systemHealth",
      "systemVersion",
      "userList",
      "userCreate",
      "userView",
      "userUpdate",
      "userResetPassword"
    ],
    "messages": [],
    "errors": [
      "UNAUTHORIZED",
      "FORBIDDEN",
      "AGENT_TOKEN_MISSING"
    ]
  },
  "operator-csrf": {
    "section": "operators",
    "id": "operator-csrf",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "Cookie-authenticated state changes MUST need `X-CSRF-Token`; without it they are 403 `CSRF_INVALID`.",
      "zh-CN": "以 Cookie 认证的状态变更必须携带 `X-CSRF-Token`；否则为 403 `CSRF_INVALID`。"
    },
    "rationale": {
      "en": "Another site in the same browser cannot act for the operator.",
      "zh-CN": "同一浏览器中的其他网站无法冒充操作员行事。"
    },
    "operations": [
      "operatorLogout",
      "userCreate",
      "userUpdate",
      "userResetPassword",
      "registrationTokenCreate",
      "registrationTokenRevoke",
      "agentDisable",
      "agentEnable",
      "agentRevoke",
      "commandCreate",
      "commandCancel",
      "commandRetry",
      "auditVerify"
    ],
    "messages": [],
    "errors": [
      "CSRF_INVALID"
    ]
  },
  "session-cookie-flags": {
    "section": "operators",
    "id": "session-cookie-flags",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "The session cookie MUST be opaque, HttpOnly, SameSite=Lax, Path=/ and Secure unless on loopback http, and MUST be dead after logout, expiry, password reset and disabling of the user.",
      "zh-CN": "会话 Cookie 必须不透明，并带有 HttpOnly、SameSite=Lax、Path=/ 与 Secure（回环 http 除外）；在登出、过期、密码重设与用户被禁用之后必须失效。"
    },
    "rationale": {
      "en": "The cookie is a password for its lifetime.",
      "zh-CN": "在有效期内，Cookie 就是密码。"
    },
    "operations": [
      "operatorLogin",
      "operatorLogout",
      "operatorMe",
      "userResetPassword",
      "userUpdate"
    ],
    "messages": [],
    "errors": [
      "UNAUTHORIZED"
    ]
  },
  "login-throttled": {
    "section": "operators",
    "id": "login-throttled",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "Repeated failed logins for one account name, known or not, MUST be answered 429 `LOGIN_THROTTLED` by advertised limits, the limit per address being at least 20 times higher; an unknown user and a wrong password MUST be indistinguishable in code and body.",
      "zh-CN": "对同一账户名（无论是否存在）的反复登录失败，必须按公布的限制应答 429 `LOGIN_THROTTLED`，每地址的限制至少高出 20 倍；用户不存在与密码错误在错误码与响应体上必须无法区分。"
    },
    "parts": [
      {
        "id": "login-equal-in-time",
        "level": "SHOULD",
        "binds": [
          "opstage"
        ],
        "sentence": {
          "en": "An unknown user and a wrong password SHOULD be indistinguishable in time as well.",
          "zh-CN": "用户不存在与密码错误在耗时上也应当无法区分。"
        }
      }
    ],
    "rationale": {
      "en": "Passwords cannot be tried out, names cannot be found out, and an office behind one address still works.",
      "zh-CN": "密码无从试探，用户名无从探知，而共用一个地址的办公室仍可正常工作。"
    },
    "operations": [
      "operatorLogin"
    ],
    "messages": [],
    "errors": [
      "LOGIN_FAILED",
      "LOGIN_THROTTLED"
    ]
  },
  "no-default-credential": {
    "section": "operators",
    "id": "no-default-credential",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "On an empty database Opstage MUST refuse to start without a configured owner password.",
      "zh-CN": "在空数据库上，若未配置所有者密码，Opstage 必须拒绝启动。"
    },
    "rationale": {
      "en": "A default password is a public one.",
      "zh-CN": "默认密码即公开密码。"
    },
    "operations": [
      "operatorLogin"
    ],
    "messages": [],
    "errors": []
  },
  "last-owner": {
    "section": "operators",
    "id": "last-owner",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "The last active owner MUST NOT be demoted or disabled: 409 `LAST_OWNER_REQUIRED`.",
      "zh-CN": "最后一名启用的所有者不得被降级或禁用：409 `LAST_OWNER_REQUIRED`。"
    },
    "rationale": {
      "en": "Nobody locks everybody out, not even two owners at the same instant.",
      "zh-CN": "任何人都不能把所有人锁在门外，即便两名所有者同时操作。"
    },
    "operations": [
      "userUpdate"
    ],
    "messages": [],
    "errors": [
      "LAST_OWNER_REQUIRED"
    ]
  },
  "audit-complete": {
    "section": "operators",
    "id": "audit-complete",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "Every state change, refusal and denial in the audit matrix MUST yield exactly its events, one per object, in the transaction of the change. Heartbeats, unchanged reports and requests for a state that already holds (200) MUST yield none, and of the unidentified 401s only login failures yield one; of equal refusals by one identified actor within `refusalDedupSeconds` (60) only the first is written.",
      "zh-CN": "审计矩阵中的每个状态变更、拒绝与否决必须在变更的事务内恰好产生其事件，每个对象一个。心跳、无变化的上报以及请求已成立的状态（200）不得产生事件；未识别身份的 401 中仅登录失败产生事件；同一已识别行为者在 `refusalDedupSeconds`（60）内的相同拒绝只写入首个。"
    },
    "rationale": {
      "en": "The log tells all that happened and nothing that did not.",
      "zh-CN": "日志记述所发生的一切，而不记述未发生之事。"
    },
    "operations": [
      "agentRegister",
      "agentHeartbeat",
      "agentDisconnect",
      "agentTokenRotate",
      "serviceReport",
      "commandAck",
      "commandResult",
      "operatorLogin",
      "operatorLogout",
      "userCreate",
      "userUpdate",
      "userResetPassword",
      "registrationTokenCreate",
      "registrationTokenRevoke",
      "agentDisable",
      "agentEnable",
      "agentRevoke",
      "commandCreate",
      "commandCancel",
      "commandRetry",
      "auditExport",
      "auditList"
    ],
    "messages": [
      "heartbeat",
      "service.report",
      "command.ack",
      "command.progress",
      "command.result",
      "goodbye"
    ],
    "errors": []
  },
  "audit-sequence": {
    "section": "operators",
    "id": "audit-sequence",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "`seq` MUST be gapless and increasing from the first retained event, events MUST be immutable, and the retention MUST be advertised.",
      "zh-CN": "`seq` 必须自首个现存事件起连续递增，事件必须不可变，保留期必须公布。"
    },
    "rationale": {
      "en": "A missing event is visible.",
      "zh-CN": "事件缺失一望可知。"
    },
    "operations": [
      "auditList",
      "auditView",
      "auditExport",
      "systemVersion"
    ],
    "messages": [],
    "errors": [
      "AUDIT_EVENT_NOT_FOUND"
    ]
  },
  "audit-attribution": {
    "section": "operators",
    "id": "audit-attribution",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "An audit event MUST carry actor, target, result, `requestId`, `correlationId` (the command id where there is one), ip and user agent, and MUST NOT carry a secret.",
      "zh-CN": "审计事件必须携带行为者、目标、结果、`requestId`、`correlationId`（有命令时为命令 id）、ip 与 user agent 标识，且不得携带机密。"
    },
    "rationale": {
      "en": "Who did what, from where, and what came of it, in one line.",
      "zh-CN": "谁在何处做了什么、结果如何，一行尽知。"
    },
    "operations": [
      "auditList",
      "auditView",
      "auditExport"
    ],
    "messages": [],
    "errors": []
  },
  "audit-export-complete": {
    "section": "operators",
    "id": "audit-export-complete",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "JSON-lines and CSV exports MUST be complete in `seq` order, and CSV MUST be formula-safe.",
      "zh-CN": "JSON 行与 CSV 导出必须按 `seq` 顺序完整，CSV 必须防公式注入。"
    },
    "rationale": {
      "en": "An auditor can rely on the file and open it in a spreadsheet.",
      "zh-CN": "审计人员可以信赖该文件，并在电子表格中打开。"
    },
    "operations": [
      "auditExport"
    ],
    "messages": [],
    "errors": []
  },
  "audit-chain": {
    "section": "operators",
    "id": "audit-chain",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-audit-chain"
    },
    "sentence": {
      "en": "`hash` MUST be the lower-case hex SHA-256 of the 64 ASCII digits of `prevHash` (zeros for the first) followed by the RFC 8785 form of the exported event without `hash` and `prevHash`; JSON lines carry both. A pruned log MUST start with `audit.pruned {throughSeq, throughHash}`. `POST …/audit-events/verify` MUST check the log, or a JSON-lines body, and name the first broken `seq`.",
      "zh-CN": "`hash` 必须是以下内容的小写十六进制 SHA-256：`prevHash` 的 64 个 ASCII 数字（首个为零），后接导出事件去除 `hash` 与 `prevHash` 之后的 RFC 8785 形式；JSON 行携带二者。清理过的日志必须以 `audit.pruned {throughSeq, throughHash}` 开头。`POST …/audit-events/verify` 必须校验日志或 JSON 行请求体，并指出首个断裂的 `seq`。"
    },
    "rationale": {
      "en": "A log that was altered afterwards gives itself away, even outside Opstage.",
      "zh-CN": "事后篡改的日志会自行暴露，即便离开 Opstage。"
    },
    "operations": [
      "auditVerify",
      "auditExport",
      "auditList"
    ],
    "messages": [],
    "errors": []
  },
  "events-resume": {
    "section": "operators",
    "id": "events-resume",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-events"
    },
    "sentence": {
      "en": "The feed MUST be SSE with persistent ids; `Last-Event-ID` wins over `?after=`, and neither means from now. It MUST give every retained event in order, without gap or duplicate, and retain at least 24 h or 10,000 events, as advertised. For an unknown or pruned cursor it MUST first send `stream.reset` with the head id and go on from there.",
      "zh-CN": "事件流必须为带有持久 id 的 SSE；`Last-Event-ID` 优先于 `?after=`，二者皆无表示从现在开始。必须按序给出每个现存事件，无缺口、无重复，并至少保留 24 小时或 10,000 个事件（以公布者为准）。游标未知或已被清理时，必须先发送带有最新 id 的 `stream.reset`，再由此继续。"
    },
    "rationale": {
      "en": "A console that slept, or a script that crashed, catches up or knows that it cannot.",
      "zh-CN": "休眠过的控制台或崩溃过的脚本，要么补齐，要么知道无法补齐。"
    },
    "operations": [
      "eventStream",
      "eventList"
    ],
    "messages": [],
    "errors": [
      "VALIDATION_FAILED"
    ]
  },
  "events-consistent": {
    "section": "operators",
    "id": "events-consistent",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-events"
    },
    "sentence": {
      "en": "An event MUST be written with its change: a stream opened from an earlier cursor after a write's answer contains it without further writes, and a read after the event shows at least that state. Data MUST be CloudEvents 1.0 with ids and statuses only. Changes that only time makes (agent OFFLINE, service STALE) MUST be written by the sweep, one event each, without audit.",
      "zh-CN": "事件必须与其变更一同写入：在写操作应答之后从更早的游标打开的事件流，无须更多写入即包含该事件；事件之后的读取至少展示该状态。数据必须为 CloudEvents 1.0，且只含 id 与状态。仅由时间造成的变化（Agent OFFLINE、服务 STALE）必须由清扫写入，各一个事件，不写审计。"
    },
    "rationale": {
      "en": "A watcher never sees less than a reader.",
      "zh-CN": "观察者所见绝不少于读取者。"
    },
    "operations": [
      "eventStream",
      "eventList"
    ],
    "messages": [],
    "errors": []
  },
  "events-lose-access": {
    "section": "operators",
    "id": "events-lose-access",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-events"
    },
    "sentence": {
      "en": "Logout, disabling of the user or expiry of the session MUST end the stream.",
      "zh-CN": "登出、用户被禁用或会话过期必须终止事件流。"
    },
    "rationale": {
      "en": "An open connection is not a way to keep a right one has lost.",
      "zh-CN": "打开的连接不是保留已失权限的途径。"
    },
    "operations": [
      "eventStream",
      "operatorLogout",
      "userUpdate",
      "userResetPassword"
    ],
    "messages": [],
    "errors": [
      "UNAUTHORIZED"
    ]
  },
  "events-bounded": {
    "section": "operators",
    "id": "events-bounded",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-events"
    },
    "sentence": {
      "en": "The feed MUST send keep-alive comments, allow at most 8 streams a user, and cut a stalled reader; it MUST NOT buffer without bound.",
      "zh-CN": "事件流必须发送保活注释，每个用户至多允许 8 个流，并切断停滞的读取者；不得无界缓冲。"
    },
    "rationale": {
      "en": "A forgotten browser tab must not take Opstage down.",
      "zh-CN": "被遗忘的浏览器标签页不应拖垮 Opstage。"
    },
    "operations": [
      "eventStream"
    ],
    "messages": [],
    "errors": [
      "RATE_LIMITED"
    ]
  },
  "tls-outside-loopback": {
    "section": "operators",
    "id": "tls-outside-loopback",
    "level": "MUST",
    "binds": {
      "agent": "agent-core"
    },
    "sentence": {
      "en": "An agent MUST refuse a plain-http Opstage URL outside loopback unless it is explicitly allowed, and MUST NOT send any packet with the token to it before.",
      "zh-CN": "除非得到明确许可，Agent 必须拒绝回环之外的明文 http Opstage 地址；在此之前不得向其发送任何携带令牌的数据包。"
    },
    "rationale": {
      "en": "A token sent once in clear is lost.",
      "zh-CN": "令牌只要明文发送过一次，便已失守。"
    },
    "operations": [
      "agentRegister",
      "agentHeartbeat",
      "agentSession"
    ],
    "messages": [],
    "errors": []
  },
  "throttle-obeyed": {
    "section": "operators",
    "id": "throttle-obeyed",
    "level": "MUST",
    "binds": {
      "agent": "agent-core"
    },
    "sentence": {
      "en": "On 429 and 503 an agent MUST wait the longer of its own backoff and `Retry-After`, plus jitter; it MUST retry only 408, 429, 5xx, network errors and non-contract answers, and MUST NOT resend a body refused with 413 or 422.",
      "zh-CN": "遇 429 与 503，Agent 必须等待自身退避与 `Retry-After` 中较长者并加抖动；必须只重试 408、429、5xx、网络错误与非契约应答，且不得重发被 413 或 422 拒绝的请求体。"
    },
    "rationale": {
      "en": "An overloaded Opstage gets room, and a request that can never succeed is not repeated for ever.",
      "zh-CN": "过载的 Opstage 得以喘息，注定无法成功的请求不会无尽重复。"
    },
    "operations": [
      "agentRegister",
      "agentHeartbeat",
      "agentDisconnect",
      "agentTokenRotate",
      "serviceReport",
      "commandClaim",
      "commandAck",
      "commandProgress",
      "commandResult",
      "agentSession"
    ],
    "messages": [],
    "errors": [
      "RATE_LIMITED",
      "SERVICE_UNAVAILABLE",
      "BODY_TOO_LARGE",
      "COMMAND_RESULT_TOO_LARGE",
      "VALIDATION_FAILED"
    ]
  },
  "crash-loses-nothing": {
    "section": "operators",
    "id": "crash-loses-nothing",
    "level": "MUST",
    "binds": {
      "opstage": "opstage-core"
    },
    "sentence": {
      "en": "After kill -9 at any instant every acknowledged write MUST be there, every change MUST have its audit event, and nothing half-written MUST be left.",
      "zh-CN": "在任何时刻 kill -9 之后，每个已应答的写入必须存在，每个变更必须有其审计事件，且不得有任何写到一半的内容。"
    },
    "rationale": {
      "en": "An answer of Opstage is a promise.",
      "zh-CN": "Opstage 的应答即承诺。"
    },
    "operations": [
      "agentRegister",
      "serviceReport",
      "commandCreate",
      "commandAck",
      "commandResult",
      "registrationTokenCreate",
      "auditList"
    ],
    "messages": [],
    "errors": []
  }
};

/** What the sections of the requirements are, in order. */
export const requirementSections: readonly RequirementSection[] = [
  {
    "section": "conventions",
    "number": 2,
    "title": {
      "en": "Conventions",
      "zh-CN": "通用约定"
    },
    "about": {
      "en": "What holds for every request and every answer.",
      "zh-CN": "适用于每个请求与每个应答的规则。"
    }
  },
  {
    "section": "enrolment",
    "number": 3,
    "title": {
      "en": "Enrolment, identity, tokens",
      "zh-CN": "注册、身份与令牌"
    },
    "about": {
      "en": "How an agent gets an identity, proves it, keeps it and loses it.",
      "zh-CN": "Agent 如何取得、证明、保有与失去身份。"
    }
  },
  {
    "section": "liveness",
    "number": 4,
    "title": {
      "en": "Heartbeat and liveness",
      "zh-CN": "心跳与存活"
    },
    "about": {
      "en": "How Opstage knows which agents live, and how an agent learns what is asked of it.",
      "zh-CN": "Opstage 如何得知哪些 Agent 存活，Agent 又如何得知对其的要求。"
    }
  },
  {
    "section": "services",
    "number": 5,
    "title": {
      "en": "Services, health, configuration",
      "zh-CN": "服务、健康与配置"
    },
    "about": {
      "en": "What an agent reports about its services, and what Opstage makes of it. Contract 1.0 writes no configuration: `editable` only describes an item.",
      "zh-CN": "Agent 就其服务上报什么，Opstage 如何处理。契约 1.0 不写入配置：`editable` 仅用于描述配置项。"
    }
  },
  {
    "section": "commands",
    "number": 6,
    "title": {
      "en": "Commands",
      "zh-CN": "命令"
    },
    "about": {
      "en": "The guarantee: delivery is at-least-once until acknowledged or expired; one command id executes at most once per agent; the operator sees exactly one final outcome, with `outcomeKnown: false` when the truth is unknown.",
      "zh-CN": "保证：在确认或过期之前，投递至少一次；同一命令 id 在每个 Agent 上至多执行一次；操作员恰好看到一个最终结局，真相未知时 `outcomeKnown: false`。"
    }
  },
  {
    "section": "session",
    "number": 7,
    "title": {
      "en": "Agent session",
      "zh-CN": "Agent 会话"
    },
    "about": {
      "en": "The WebSocket beside the HTTP calls: the same messages, less waiting. Frames are JSON objects `{v: 1, type, id, ts, re?, data}`; no compression.",
      "zh-CN": "与 HTTP 调用并行的 WebSocket：消息相同，等待更少。帧为 JSON 对象 `{v: 1, type, id, ts, re?, data}`；不使用压缩。"
    }
  },
  {
    "section": "operators",
    "number": 8,
    "title": {
      "en": "Operator API, event feed, audit",
      "zh-CN": "操作员接口、事件流与审计"
    },
    "about": {
      "en": "What people and scripts may do, what is recorded of it, and how changes are followed. Roles: viewer < operator < owner.",
      "zh-CN": "人与脚本可以做什么，由此记录什么，以及如何跟踪变更。角色：viewer < operator < owner。"
    }
  }
];

/** States, transitions, and what an operation answers where none applies. */
export const lifecycles: Lifecycles = {
  "agent": {
    "kind": "states",
    "title": {
      "en": "Agent",
      "zh-CN": "Agent"
    },
    "about": {
      "en": "DISABLED and REVOKED are stored; ONLINE and OFFLINE are judged at read time from the last sign of life. REVOKED is left only by replacement.",
      "zh-CN": "DISABLED 与 REVOKED 为存储状态；ONLINE 与 OFFLINE 在读取时依据最近一次活动判定。REVOKED 只能经由替换离开。"
    },
    "states": [
      {
        "name": "ONLINE",
        "initial": true,
        "final": false,
        "meaning": {
          "en": "Heard of within `offlineAfterSeconds`.",
          "zh-CN": "在 `offlineAfterSeconds` 内收到过消息。"
        }
      },
      {
        "name": "OFFLINE",
        "initial": false,
        "final": false,
        "meaning": {
          "en": "Not heard of for `offlineAfterSeconds`, or disconnected.",
          "zh-CN": "超过 `offlineAfterSeconds` 未收到消息，或已断开。"
        }
      },
      {
        "name": "DISABLED",
        "initial": false,
        "final": false,
        "meaning": {
          "en": "Refused by an operator's decision until enabled; keeps its token.",
          "zh-CN": "由操作员决定予以拒绝，直至重新启用；令牌保留。"
        }
      },
      {
        "name": "REVOKED",
        "initial": false,
        "final": false,
        "meaning": {
          "en": "Its tokens are dead and its service codes free.",
          "zh-CN": "其令牌已失效，其服务编码已空闲。"
        }
      }
    ],
    "transitions": [
      {
        "from": [],
        "to": "ONLINE",
        "actor": "agent",
        "by": {
          "operation": "agentRegister"
        },
        "trigger": {
          "en": "A registration with a new code.",
          "zh-CN": "以新编码注册。"
        },
        "requirements": [
          "registration-token-uses"
        ],
        "audit": "agent.registered",
        "event": "capsule.agent.registered"
      },
      {
        "from": [
          "ONLINE"
        ],
        "to": "OFFLINE",
        "actor": "system",
        "by": {
          "timer": "offlineAfterSeconds"
        },
        "trigger": {
          "en": "No accepted request or frame for `offlineAfterSeconds`.",
          "zh-CN": "在 `offlineAfterSeconds` 内没有被接受的请求或帧。"
        },
        "requirements": [
          "liveness"
        ],
        "audit": null,
        "event": "capsule.agent.offline"
      },
      {
        "from": [
          "ONLINE",
          "OFFLINE"
        ],
        "to": "OFFLINE",
        "actor": "agent",
        "by": {
          "operation": "agentDisconnect",
          "message": "goodbye"
        },
        "trigger": {
          "en": "The agent disconnects.",
          "zh-CN": "Agent 断开。"
        },
        "requirements": [
          "disconnect"
        ],
        "audit": "agent.disconnected",
        "event": "capsule.agent.offline"
      },
      {
        "from": [
          "OFFLINE"
        ],
        "to": "ONLINE",
        "actor": "agent",
        "by": {
          "operation": "agentHeartbeat",
          "message": "heartbeat"
        },
        "trigger": {
          "en": "An accepted request or frame of the agent, not of a disconnected bootId; a heartbeat stands for all.",
          "zh-CN": "收到该 Agent 的被接受的请求或帧，且不属于已断开的 bootId；此处以心跳代表全部。"
        },
        "requirements": [
          "liveness",
          "disconnect"
        ],
        "audit": null,
        "event": "capsule.agent.online"
      },
      {
        "from": [
          "ONLINE",
          "OFFLINE"
        ],
        "to": "DISABLED",
        "actor": "user",
        "by": {
          "operation": "agentDisable"
        },
        "trigger": {
          "en": "An operator disables the agent.",
          "zh-CN": "操作员禁用 Agent。"
        },
        "requirements": [
          "revocation-is-immediate",
          "revocation-settles-commands"
        ],
        "audit": "agent.disabled",
        "event": "capsule.agent.disabled"
      },
      {
        "from": [
          "DISABLED"
        ],
        "to": "OFFLINE",
        "actor": "user",
        "by": {
          "operation": "agentEnable"
        },
        "trigger": {
          "en": "An operator enables the agent; it is ONLINE again with its next accepted request.",
          "zh-CN": "操作员启用 Agent；在其下一个被接受的请求时恢复 ONLINE。"
        },
        "requirements": [
          "revocation-settles-commands"
        ],
        "audit": "agent.enabled",
        "event": "capsule.agent.enabled"
      },
      {
        "from": [
          "ONLINE",
          "OFFLINE",
          "DISABLED"
        ],
        "to": "REVOKED",
        "actor": "user",
        "by": {
          "operation": "agentRevoke"
        },
        "trigger": {
          "en": "An owner revokes the agent.",
          "zh-CN": "所有者吊销 Agent。"
        },
        "requirements": [
          "revocation-is-immediate",
          "revocation-settles-commands"
        ],
        "audit": "agent.revoked",
        "event": "capsule.agent.revoked"
      },
      {
        "from": [
          "OFFLINE"
        ],
        "to": "REVOKED",
        "actor": "system",
        "by": {
          "timer": "ephemeralOfflineSeconds"
        },
        "trigger": {
          "en": "An ephemeral agent was OFFLINE too long.",
          "zh-CN": "临时 Agent 处于 OFFLINE 过久。"
        },
        "requirements": [
          "ephemeral-agents"
        ],
        "audit": "agent.revoked",
        "event": "capsule.agent.revoked"
      },
      {
        "from": [
          "ONLINE",
          "OFFLINE",
          "REVOKED"
        ],
        "to": "ONLINE",
        "actor": "agent",
        "by": {
          "operation": "agentRegister"
        },
        "trigger": {
          "en": "A registration whose token names the agent in `replaceAgentId`.",
          "zh-CN": "所用令牌以 `replaceAgentId` 指明该 Agent 的注册。"
        },
        "requirements": [
          "replacement"
        ],
        "audit": "agent.replaced",
        "event": "capsule.agent.replaced"
      }
    ],
    "illegal": [
      {
        "operation": "agentRegister",
        "states": [
          "DISABLED"
        ],
        "error": "AGENT_DISABLED",
        "status": 403,
        "requirements": [
          "replacement"
        ]
      },
      {
        "operation": "agentDisable",
        "states": [
          "REVOKED"
        ],
        "error": "AGENT_REVOKED",
        "status": 409,
        "requirements": [
          "error-precedence"
        ]
      },
      {
        "operation": "agentEnable",
        "states": [
          "REVOKED"
        ],
        "error": "AGENT_REVOKED",
        "status": 409,
        "requirements": [
          "error-precedence"
        ]
      },
      {
        "operation": "commandCreate",
        "states": [
          "REVOKED"
        ],
        "error": "AGENT_REVOKED",
        "status": 409,
        "requirements": [
          "action-gate"
        ]
      },
      {
        "operation": "commandCreate",
        "states": [
          "DISABLED"
        ],
        "error": "AGENT_DISABLED",
        "status": 409,
        "requirements": [
          "action-gate"
        ]
      },
      {
        "operation": "commandCreate",
        "states": [
          "OFFLINE"
        ],
        "error": "AGENT_OFFLINE",
        "status": 409,
        "requirements": [
          "action-gate"
        ]
      },
      {
        "operation": "commandRetry",
        "states": [
          "REVOKED"
        ],
        "error": "AGENT_REVOKED",
        "status": 409,
        "requirements": [
          "retry-new-command",
          "action-gate"
        ]
      },
      {
        "operation": "commandRetry",
        "states": [
          "DISABLED"
        ],
        "error": "AGENT_DISABLED",
        "status": 409,
        "requirements": [
          "retry-new-command",
          "action-gate"
        ]
      },
      {
        "operation": "commandRetry",
        "states": [
          "OFFLINE"
        ],
        "error": "AGENT_OFFLINE",
        "status": 409,
        "requirements": [
          "retry-new-command",
          "action-gate"
        ]
      },
      {
        "operation": "agentHeartbeat",
        "states": [
          "DISABLED"
        ],
        "error": "AGENT_DISABLED",
        "status": 403,
        "requirements": [
          "agent-auth-classes"
        ]
      },
      {
        "operation": "agentHeartbeat",
        "states": [
          "REVOKED"
        ],
        "error": "AGENT_TOKEN_REVOKED",
        "status": 401,
        "requirements": [
          "agent-auth-classes"
        ]
      }
    ]
  },
  "registrationToken": {
    "kind": "states",
    "title": {
      "en": "Registration token",
      "zh-CN": "注册令牌"
    },
    "about": {
      "en": "Judged at read time, in this order: REVOKED, EXPIRED, USED, ACTIVE.",
      "zh-CN": "在读取时按此顺序判定：REVOKED、EXPIRED、USED、ACTIVE。"
    },
    "states": [
      {
        "name": "ACTIVE",
        "initial": true,
        "final": false,
        "meaning": {
          "en": "Has uses left and has not expired.",
          "zh-CN": "仍有可用次数且未过期。"
        }
      },
      {
        "name": "USED",
        "initial": false,
        "final": false,
        "meaning": {
          "en": "Used `maxUses` times.",
          "zh-CN": "已使用 `maxUses` 次。"
        }
      },
      {
        "name": "EXPIRED",
        "initial": false,
        "final": false,
        "meaning": {
          "en": "Its `expiresAt` has passed.",
          "zh-CN": "其 `expiresAt` 已过。"
        }
      },
      {
        "name": "REVOKED",
        "initial": false,
        "final": true,
        "meaning": {
          "en": "Revoked by an operator.",
          "zh-CN": "已由操作员吊销。"
        }
      }
    ],
    "transitions": [
      {
        "from": [],
        "to": "ACTIVE",
        "actor": "user",
        "by": {
          "operation": "registrationTokenCreate"
        },
        "trigger": {
          "en": "An operator issues the token.",
          "zh-CN": "操作员签发令牌。"
        },
        "requirements": [
          "registration-token-expires"
        ],
        "audit": "registrationToken.created",
        "event": null
      },
      {
        "from": [
          "ACTIVE"
        ],
        "to": "ACTIVE",
        "actor": "agent",
        "by": {
          "operation": "agentRegister"
        },
        "trigger": {
          "en": "A registration that leaves uses.",
          "zh-CN": "注册后仍有剩余次数。"
        },
        "requirements": [
          "registration-token-uses"
        ],
        "audit": "agent.registered",
        "event": "capsule.agent.registered"
      },
      {
        "from": [
          "ACTIVE"
        ],
        "to": "USED",
        "actor": "agent",
        "by": {
          "operation": "agentRegister"
        },
        "trigger": {
          "en": "The registration that takes the last use.",
          "zh-CN": "用去最后一次的注册。"
        },
        "requirements": [
          "registration-token-uses"
        ],
        "audit": "agent.registered",
        "event": "capsule.agent.registered"
      },
      {
        "from": [
          "ACTIVE",
          "USED"
        ],
        "to": "EXPIRED",
        "actor": "system",
        "by": {
          "timer": "registrationTokenDefaultSeconds"
        },
        "trigger": {
          "en": "`expiresAt` has passed.",
          "zh-CN": "`expiresAt` 已过。"
        },
        "requirements": [
          "registration-token-expires"
        ],
        "audit": null,
        "event": null
      },
      {
        "from": [
          "ACTIVE",
          "USED",
          "EXPIRED"
        ],
        "to": "REVOKED",
        "actor": "user",
        "by": {
          "operation": "registrationTokenRevoke"
        },
        "trigger": {
          "en": "An operator revokes the token.",
          "zh-CN": "操作员吊销令牌。"
        },
        "requirements": [
          "registration-token-states"
        ],
        "audit": "registrationToken.revoked",
        "event": null
      }
    ],
    "illegal": [
      {
        "operation": "agentRegister",
        "states": [
          "EXPIRED"
        ],
        "error": "REGISTRATION_TOKEN_EXPIRED",
        "status": 401,
        "requirements": [
          "registration-token-states"
        ]
      },
      {
        "operation": "agentRegister",
        "states": [
          "REVOKED"
        ],
        "error": "REGISTRATION_TOKEN_REVOKED",
        "status": 401,
        "requirements": [
          "registration-token-states"
        ]
      },
      {
        "operation": "agentRegister",
        "states": [
          "USED"
        ],
        "error": "REGISTRATION_TOKEN_USED",
        "status": 409,
        "requirements": [
          "registration-token-states"
        ]
      }
    ]
  },
  "agentToken": {
    "kind": "states",
    "title": {
      "en": "Agent token",
      "zh-CN": "Agent 令牌"
    },
    "about": {
      "en": "An agent has one CURRENT token (none once REVOKED) and at most one PENDING one. A DEAD token answers AGENT_TOKEN_INVALID, a REVOKED one AGENT_TOKEN_REVOKED.",
      "zh-CN": "一个 Agent 有一个 CURRENT 令牌（吊销后没有），且至多一个 PENDING 令牌。DEAD 令牌应答 AGENT_TOKEN_INVALID，REVOKED 令牌应答 AGENT_TOKEN_REVOKED。"
    },
    "states": [
      {
        "name": "CURRENT",
        "initial": true,
        "final": false,
        "meaning": {
          "en": "Works.",
          "zh-CN": "可用。"
        }
      },
      {
        "name": "PENDING",
        "initial": true,
        "final": false,
        "meaning": {
          "en": "Issued by rotation, not used yet; works, and its first use makes it CURRENT.",
          "zh-CN": "由轮换签发且尚未使用；可用，首次使用即成为 CURRENT。"
        }
      },
      {
        "name": "DEAD",
        "initial": false,
        "final": true,
        "meaning": {
          "en": "Superseded by rotation or by a repeated registration, or never used in time.",
          "zh-CN": "被轮换或重复注册取代，或未及时使用。"
        }
      },
      {
        "name": "REVOKED",
        "initial": false,
        "final": true,
        "meaning": {
          "en": "Its agent was revoked or replaced; remembered as long as the agent.",
          "zh-CN": "其 Agent 已被吊销或替换；与该 Agent 的记录保留同样久。"
        }
      }
    ],
    "transitions": [
      {
        "from": [],
        "to": "CURRENT",
        "actor": "agent",
        "by": {
          "operation": "agentRegister"
        },
        "trigger": {
          "en": "Registration, replacement or repeated registration.",
          "zh-CN": "注册、替换或重复注册。"
        },
        "requirements": [
          "register-retry-safe",
          "replacement"
        ],
        "audit": "agent.registered",
        "event": "capsule.agent.registered"
      },
      {
        "from": [
          "CURRENT"
        ],
        "to": "DEAD",
        "actor": "agent",
        "by": {
          "operation": "agentRegister"
        },
        "trigger": {
          "en": "The registration is repeated before the token's first use.",
          "zh-CN": "在该令牌首次使用之前重复注册。"
        },
        "requirements": [
          "register-retry-safe"
        ],
        "audit": "agent.token.rotated",
        "event": null
      },
      {
        "from": [],
        "to": "PENDING",
        "actor": "agent",
        "by": {
          "operation": "agentTokenRotate"
        },
        "trigger": {
          "en": "The agent rotates.",
          "zh-CN": "Agent 进行轮换。"
        },
        "requirements": [
          "token-rotation-overlap"
        ],
        "audit": "agent.token.rotated",
        "event": null
      },
      {
        "from": [
          "PENDING"
        ],
        "to": "CURRENT",
        "actor": "agent",
        "by": {
          "operation": "agentHeartbeat",
          "message": "heartbeat"
        },
        "trigger": {
          "en": "The first use of the pending token, in any call.",
          "zh-CN": "待用令牌在任一调用中首次使用。"
        },
        "requirements": [
          "token-rotation-overlap"
        ],
        "audit": null,
        "event": null
      },
      {
        "from": [
          "CURRENT"
        ],
        "to": "DEAD",
        "actor": "agent",
        "by": {
          "operation": "agentHeartbeat",
          "message": "heartbeat"
        },
        "trigger": {
          "en": "The first use of the agent's pending token.",
          "zh-CN": "该 Agent 的待用令牌首次使用。"
        },
        "requirements": [
          "token-rotation-overlap"
        ],
        "audit": null,
        "event": null
      },
      {
        "from": [
          "PENDING"
        ],
        "to": "DEAD",
        "actor": "agent",
        "by": {
          "operation": "agentTokenRotate"
        },
        "trigger": {
          "en": "Another rotation supersedes the pending token.",
          "zh-CN": "另一次轮换取代待用令牌。"
        },
        "requirements": [
          "token-rotation-overlap"
        ],
        "audit": "agent.token.rotated",
        "event": null
      },
      {
        "from": [
          "PENDING"
        ],
        "to": "DEAD",
        "actor": "system",
        "by": {
          "timer": "tokenPendingSeconds"
        },
        "trigger": {
          "en": "The pending token was not used in time.",
          "zh-CN": "待用令牌未及时使用。"
        },
        "requirements": [
          "token-rotation-overlap"
        ],
        "audit": null,
        "event": null
      },
      {
        "from": [
          "CURRENT",
          "PENDING"
        ],
        "to": "REVOKED",
        "actor": "user",
        "by": {
          "operation": "agentRevoke"
        },
        "trigger": {
          "en": "The agent is revoked.",
          "zh-CN": "Agent 被吊销。"
        },
        "requirements": [
          "revocation-is-immediate"
        ],
        "audit": "agent.revoked",
        "event": "capsule.agent.revoked"
      },
      {
        "from": [
          "CURRENT",
          "PENDING"
        ],
        "to": "REVOKED",
        "actor": "system",
        "by": {
          "timer": "ephemeralOfflineSeconds"
        },
        "trigger": {
          "en": "The ephemeral agent expired.",
          "zh-CN": "临时 Agent 到期。"
        },
        "requirements": [
          "ephemeral-agents"
        ],
        "audit": "agent.revoked",
        "event": "capsule.agent.revoked"
      },
      {
        "from": [
          "CURRENT",
          "PENDING"
        ],
        "to": "REVOKED",
        "actor": "agent",
        "by": {
          "operation": "agentRegister"
        },
        "trigger": {
          "en": "The agent is replaced.",
          "zh-CN": "Agent 被替换。"
        },
        "requirements": [
          "replacement"
        ],
        "audit": "agent.replaced",
        "event": "capsule.agent.replaced"
      }
    ],
    "illegal": [
      {
        "operation": "agentHeartbeat",
        "states": [
          "DEAD"
        ],
        "error": "AGENT_TOKEN_INVALID",
        "status": 401,
        "requirements": [
          "agent-auth-classes"
        ]
      },
      {
        "operation": "agentHeartbeat",
        "states": [
          "REVOKED"
        ],
        "error": "AGENT_TOKEN_REVOKED",
        "status": 401,
        "requirements": [
          "agent-auth-classes"
        ]
      }
    ]
  },
  "serviceEffectiveStatus": {
    "kind": "truthTable",
    "title": {
      "en": "Effective status of a service",
      "zh-CN": "服务的有效状态"
    },
    "about": {
      "en": "Evaluated at read time; the first row whose conditions all hold decides. An absent condition is not looked at. `healthAge` compares the time since Opstage last received health with the agent's `offlineAfterSeconds`.",
      "zh-CN": "在读取时判定；由首个全部条件成立的行决定。未列出的条件不予考察。`healthAge` 将距 Opstage 最近一次收到健康报告的时间与该 Agent 的 `offlineAfterSeconds` 比较。"
    },
    "states": [
      {
        "name": "HEALTHY",
        "meaning": {
          "en": "The last health, received in time, is UP.",
          "zh-CN": "最近及时收到的健康为 UP。"
        }
      },
      {
        "name": "UNHEALTHY",
        "meaning": {
          "en": "The last health, received in time, is DEGRADED or DOWN.",
          "zh-CN": "最近及时收到的健康为 DEGRADED 或 DOWN。"
        }
      },
      {
        "name": "UNKNOWN",
        "meaning": {
          "en": "No health was ever received, or the last one says UNKNOWN.",
          "zh-CN": "从未收到健康报告，或最近一次为 UNKNOWN。"
        }
      },
      {
        "name": "STALE",
        "meaning": {
          "en": "The agent is online but health was not received in time.",
          "zh-CN": "Agent 在线，但未及时收到健康报告。"
        }
      },
      {
        "name": "OFFLINE",
        "meaning": {
          "en": "The agent is not online.",
          "zh-CN": "Agent 不在线。"
        }
      }
    ],
    "rows": [
      {
        "when": {
          "agentStatus": [
            "REVOKED"
          ]
        },
        "status": "OFFLINE",
        "statusReason": {
          "en": "The agent is revoked.",
          "zh-CN": "Agent 已吊销。"
        },
        "requirements": [
          "effective-status"
        ]
      },
      {
        "when": {
          "agentStatus": [
            "DISABLED"
          ]
        },
        "status": "OFFLINE",
        "statusReason": {
          "en": "The agent is disabled.",
          "zh-CN": "Agent 已禁用。"
        },
        "requirements": [
          "effective-status"
        ]
      },
      {
        "when": {
          "agentStatus": [
            "OFFLINE"
          ]
        },
        "status": "OFFLINE",
        "statusReason": {
          "en": "The agent is offline.",
          "zh-CN": "Agent 离线。"
        },
        "requirements": [
          "effective-status"
        ]
      },
      {
        "when": {
          "agentStatus": [
            "ONLINE"
          ],
          "healthAge": "never"
        },
        "status": "UNKNOWN",
        "statusReason": {
          "en": "No health has been received.",
          "zh-CN": "从未收到健康报告。"
        },
        "requirements": [
          "effective-status"
        ]
      },
      {
        "when": {
          "agentStatus": [
            "ONLINE"
          ],
          "healthAge": "overdue"
        },
        "status": "STALE",
        "statusReason": {
          "en": "Health is overdue.",
          "zh-CN": "健康报告已逾期。"
        },
        "requirements": [
          "effective-status",
          "last-health-kept"
        ]
      },
      {
        "when": {
          "agentStatus": [
            "ONLINE"
          ],
          "healthAge": "current",
          "healthStatus": [
            "UP"
          ]
        },
        "status": "HEALTHY",
        "statusReason": {
          "en": "The last health is UP.",
          "zh-CN": "最近的健康为 UP。"
        },
        "requirements": [
          "effective-status"
        ]
      },
      {
        "when": {
          "agentStatus": [
            "ONLINE"
          ],
          "healthAge": "current",
          "healthStatus": [
            "DEGRADED"
          ]
        },
        "status": "UNHEALTHY",
        "statusReason": {
          "en": "The last health is DEGRADED.",
          "zh-CN": "最近的健康为 DEGRADED。"
        },
        "requirements": [
          "effective-status"
        ]
      },
      {
        "when": {
          "agentStatus": [
            "ONLINE"
          ],
          "healthAge": "current",
          "healthStatus": [
            "DOWN"
          ]
        },
        "status": "UNHEALTHY",
        "statusReason": {
          "en": "The last health is DOWN.",
          "zh-CN": "最近的健康为 DOWN。"
        },
        "requirements": [
          "effective-status"
        ]
      },
      {
        "when": {
          "agentStatus": [
            "ONLINE"
          ],
          "healthAge": "current",
          "healthStatus": [
            "UNKNOWN"
          ]
        },
        "status": "UNKNOWN",
        "statusReason": {
          "en": "The last health is UNKNOWN.",
          "zh-CN": "最近的健康为 UNKNOWN。"
        },
        "requirements": [
          "effective-status"
        ]
      }
    ]
  },
  "command": {
    "kind": "states",
    "title": {
      "en": "Command",
      "zh-CN": "命令"
    },
    "about": {
      "en": "Every operation on a command first applies the deadlines that have passed, earliest first, then judges the request. Deliveries, lease, cancellation request and late result are fields, not states. `outcomeKnown` is false wherever Opstage set the final state without the agent's word after the command was RUNNING.",
      "zh-CN": "对命令的每个操作都先按时间先后应用已过的期限，再判定请求。投递、租约、取消请求与迟到结果是字段而非状态。凡命令进入 RUNNING 之后由 Opstage 在没有 Agent 陈述的情况下设定最终状态的，`outcomeKnown` 均为 false。"
    },
    "states": [
      {
        "name": "PENDING",
        "initial": true,
        "final": false,
        "meaning": {
          "en": "Waits for an accepted acknowledgement; may have been delivered.",
          "zh-CN": "等待被接受的确认；可能已投递。"
        }
      },
      {
        "name": "RUNNING",
        "initial": false,
        "final": false,
        "meaning": {
          "en": "Accepted by the agent.",
          "zh-CN": "已被 Agent 接受。"
        }
      },
      {
        "name": "SUCCEEDED",
        "initial": false,
        "final": true,
        "meaning": {
          "en": "The agent reported success.",
          "zh-CN": "Agent 报告成功。"
        }
      },
      {
        "name": "FAILED",
        "initial": false,
        "final": true,
        "meaning": {
          "en": "The agent refused it or reported failure, or was lost.",
          "zh-CN": "Agent 拒绝或报告失败，或 Agent 失联。"
        }
      },
      {
        "name": "EXPIRED",
        "initial": false,
        "final": true,
        "meaning": {
          "en": "A deadline passed first.",
          "zh-CN": "期限先行到达。"
        }
      },
      {
        "name": "CANCELLED",
        "initial": false,
        "final": true,
        "meaning": {
          "en": "Cancelled before it ran, or while it ran.",
          "zh-CN": "在运行前或运行中被取消。"
        }
      }
    ],
    "transitions": [
      {
        "from": [],
        "to": "PENDING",
        "actor": "user",
        "by": {
          "operation": "commandCreate"
        },
        "trigger": {
          "en": "An operator executes an action.",
          "zh-CN": "操作员执行动作。"
        },
        "requirements": [
          "action-gate",
          "idempotency-key"
        ],
        "audit": "command.created",
        "event": "capsule.command.created"
      },
      {
        "from": [],
        "to": "PENDING",
        "actor": "user",
        "by": {
          "operation": "commandRetry"
        },
        "trigger": {
          "en": "An operator retries a final command; this is the new one.",
          "zh-CN": "操作员重试处于最终状态的命令；此为新命令。"
        },
        "requirements": [
          "retry-new-command"
        ],
        "audit": "command.retried",
        "event": "capsule.command.created"
      },
      {
        "from": [
          "PENDING"
        ],
        "to": "PENDING",
        "actor": "agent",
        "by": {
          "operation": "commandClaim",
          "message": "command.dispatch"
        },
        "trigger": {
          "en": "Delivered: a new delivery id, `attempt` + 1, an ack lease.",
          "zh-CN": "投递：新的投递 id、`attempt` 加一、一个确认租约。"
        },
        "requirements": [
          "claim-exclusive",
          "lost-delivery-redelivered"
        ],
        "audit": null,
        "event": "capsule.command.delivered"
      },
      {
        "from": [
          "PENDING"
        ],
        "to": "PENDING",
        "actor": "system",
        "by": {
          "timer": "ackLeaseSeconds"
        },
        "trigger": {
          "en": "The ack lease lapsed; the command may be delivered again.",
          "zh-CN": "确认租约到期；命令可再次投递。"
        },
        "requirements": [
          "lost-delivery-redelivered"
        ],
        "audit": null,
        "event": null
      },
      {
        "from": [
          "PENDING"
        ],
        "to": "RUNNING",
        "actor": "agent",
        "by": {
          "operation": "commandAck",
          "message": "command.ack"
        },
        "trigger": {
          "en": "The newest delivery is acknowledged with `accepted: true`.",
          "zh-CN": "最新投递以 `accepted: true` 确认。"
        },
        "requirements": [
          "ack-idempotent",
          "run-lease"
        ],
        "audit": "command.started",
        "event": "capsule.command.started"
      },
      {
        "from": [
          "PENDING"
        ],
        "to": "FAILED",
        "actor": "agent",
        "by": {
          "operation": "commandAck",
          "message": "command.ack"
        },
        "trigger": {
          "en": "The newest delivery is answered `accepted: false`.",
          "zh-CN": "最新投递以 `accepted: false` 应答。"
        },
        "requirements": [
          "refusal-is-explicit",
          "ack-idempotent"
        ],
        "audit": "command.failed",
        "event": "capsule.command.failed",
        "outcomeKnown": true
      },
      {
        "from": [
          "PENDING"
        ],
        "to": "EXPIRED",
        "actor": "system",
        "by": {
          "timer": "startWithinSecondsDefault"
        },
        "trigger": {
          "en": "`startBy` has passed.",
          "zh-CN": "`startBy` 已过。"
        },
        "requirements": [
          "command-deadlines"
        ],
        "audit": "command.expired",
        "event": "capsule.command.expired",
        "outcomeKnown": true
      },
      {
        "from": [
          "PENDING"
        ],
        "to": "CANCELLED",
        "actor": "user",
        "by": {
          "operation": "commandCancel"
        },
        "trigger": {
          "en": "An operator cancels it before it was accepted.",
          "zh-CN": "操作员在其被接受之前取消。"
        },
        "requirements": [
          "cancel"
        ],
        "audit": "command.cancelled",
        "event": "capsule.command.cancelled",
        "outcomeKnown": true
      },
      {
        "from": [
          "PENDING"
        ],
        "to": "CANCELLED",
        "actor": "user",
        "by": {
          "operation": "agentRevoke"
        },
        "trigger": {
          "en": "Its agent is revoked.",
          "zh-CN": "其 Agent 被吊销。"
        },
        "requirements": [
          "revocation-settles-commands"
        ],
        "audit": "command.cancelled",
        "event": "capsule.command.cancelled",
        "outcomeKnown": true
      },
      {
        "from": [
          "PENDING"
        ],
        "to": "CANCELLED",
        "actor": "system",
        "by": {
          "timer": "ephemeralOfflineSeconds"
        },
        "trigger": {
          "en": "Its ephemeral agent expired.",
          "zh-CN": "其临时 Agent 到期。"
        },
        "requirements": [
          "ephemeral-agents",
          "revocation-settles-commands"
        ],
        "audit": "command.cancelled",
        "event": "capsule.command.cancelled",
        "outcomeKnown": true
      },
      {
        "from": [
          "RUNNING"
        ],
        "to": "RUNNING",
        "actor": "agent",
        "by": {
          "operation": "commandProgress",
          "message": "command.progress"
        },
        "trigger": {
          "en": "Progress; the run lease is renewed.",
          "zh-CN": "进度；运行租约续期。"
        },
        "requirements": [
          "progress-monotonic",
          "run-lease"
        ],
        "audit": null,
        "event": "capsule.command.progress"
      },
      {
        "from": [
          "RUNNING"
        ],
        "to": "RUNNING",
        "actor": "user",
        "by": {
          "operation": "commandCancel"
        },
        "trigger": {
          "en": "The first cancellation request for a cancellable command.",
          "zh-CN": "对可取消命令的首次取消请求。"
        },
        "requirements": [
          "cancel"
        ],
        "audit": "command.cancel.requested",
        "event": "capsule.command.cancel.requested"
      },
      {
        "from": [
          "RUNNING"
        ],
        "to": "SUCCEEDED",
        "actor": "agent",
        "by": {
          "operation": "commandResult",
          "message": "command.result"
        },
        "trigger": {
          "en": "The first accepted result with `success: true`.",
          "zh-CN": "首个被接受的 `success: true` 结果。"
        },
        "requirements": [
          "result-once"
        ],
        "audit": "command.succeeded",
        "event": "capsule.command.succeeded",
        "outcomeKnown": true
      },
      {
        "from": [
          "RUNNING"
        ],
        "to": "FAILED",
        "actor": "agent",
        "by": {
          "operation": "commandResult",
          "message": "command.result"
        },
        "trigger": {
          "en": "The first accepted result with `success: false`.",
          "zh-CN": "首个被接受的 `success: false` 结果。"
        },
        "requirements": [
          "result-once"
        ],
        "audit": "command.failed",
        "event": "capsule.command.failed",
        "outcomeKnown": true
      },
      {
        "from": [
          "RUNNING"
        ],
        "to": "CANCELLED",
        "actor": "agent",
        "by": {
          "operation": "commandResult",
          "message": "command.result"
        },
        "trigger": {
          "en": "The first accepted result, with `cancelled: true`, after a request.",
          "zh-CN": "在请求取消之后，首个被接受的结果为 `cancelled: true`。"
        },
        "requirements": [
          "cancel",
          "result-once"
        ],
        "audit": "command.cancelled",
        "event": "capsule.command.cancelled",
        "outcomeKnown": true
      },
      {
        "from": [
          "RUNNING"
        ],
        "to": "CANCELLED",
        "actor": "system",
        "by": {
          "timer": "cancelGraceSeconds"
        },
        "trigger": {
          "en": "No outcome within `cancelGraceSeconds` of the request.",
          "zh-CN": "在请求取消后的 `cancelGraceSeconds` 内没有结局。"
        },
        "requirements": [
          "cancel"
        ],
        "audit": "command.cancelled",
        "event": "capsule.command.cancelled",
        "outcomeKnown": false
      },
      {
        "from": [
          "RUNNING"
        ],
        "to": "FAILED",
        "actor": "system",
        "by": {
          "timer": "runLeaseSeconds"
        },
        "trigger": {
          "en": "The run lease lapsed: AGENT_LOST.",
          "zh-CN": "运行租约到期：AGENT_LOST。"
        },
        "requirements": [
          "run-lease"
        ],
        "audit": "command.failed",
        "event": "capsule.command.failed",
        "outcomeKnown": false
      },
      {
        "from": [
          "RUNNING"
        ],
        "to": "EXPIRED",
        "actor": "system",
        "by": {
          "timer": "expiryGraceSeconds"
        },
        "trigger": {
          "en": "`expiresAt` has passed.",
          "zh-CN": "`expiresAt` 已过。"
        },
        "requirements": [
          "command-deadlines"
        ],
        "audit": "command.expired",
        "event": "capsule.command.expired",
        "outcomeKnown": false
      },
      {
        "from": [
          "RUNNING"
        ],
        "to": "FAILED",
        "actor": "user",
        "by": {
          "operation": "agentRevoke"
        },
        "trigger": {
          "en": "Its agent is revoked: AGENT_REVOKED.",
          "zh-CN": "其 Agent 被吊销：AGENT_REVOKED。"
        },
        "requirements": [
          "revocation-settles-commands"
        ],
        "audit": "command.failed",
        "event": "capsule.command.failed",
        "outcomeKnown": false
      },
      {
        "from": [
          "RUNNING"
        ],
        "to": "FAILED",
        "actor": "system",
        "by": {
          "timer": "ephemeralOfflineSeconds"
        },
        "trigger": {
          "en": "Its ephemeral agent expired: AGENT_REVOKED.",
          "zh-CN": "其临时 Agent 到期：AGENT_REVOKED。"
        },
        "requirements": [
          "ephemeral-agents",
          "revocation-settles-commands"
        ],
        "audit": "command.failed",
        "event": "capsule.command.failed",
        "outcomeKnown": false
      },
      {
        "from": [
          "RUNNING"
        ],
        "to": "FAILED",
        "actor": "agent",
        "by": {
          "operation": "agentRegister"
        },
        "trigger": {
          "en": "Its agent is replaced: AGENT_LOST.",
          "zh-CN": "其 Agent 被替换：AGENT_LOST。"
        },
        "requirements": [
          "replacement"
        ],
        "audit": "command.failed",
        "event": "capsule.command.failed",
        "outcomeKnown": false
      }
    ],
    "illegal": [
      {
        "operation": "commandAck",
        "states": [
          "CANCELLED"
        ],
        "error": "COMMAND_CANCELLED",
        "status": 409,
        "requirements": [
          "ack-idempotent"
        ]
      },
      {
        "operation": "commandAck",
        "states": [
          "EXPIRED"
        ],
        "error": "COMMAND_EXPIRED",
        "status": 410,
        "requirements": [
          "ack-idempotent"
        ]
      },
      {
        "operation": "commandAck",
        "states": [
          "SUCCEEDED",
          "FAILED"
        ],
        "error": "COMMAND_ALREADY_COMPLETED",
        "status": 409,
        "requirements": [
          "ack-idempotent"
        ]
      },
      {
        "operation": "commandProgress",
        "states": [
          "PENDING"
        ],
        "error": "COMMAND_NOT_ACKNOWLEDGED",
        "status": 409,
        "requirements": [
          "progress-monotonic"
        ]
      },
      {
        "operation": "commandProgress",
        "states": [
          "CANCELLED"
        ],
        "error": "COMMAND_CANCELLED",
        "status": 409,
        "requirements": [
          "progress-monotonic"
        ]
      },
      {
        "operation": "commandProgress",
        "states": [
          "EXPIRED"
        ],
        "error": "COMMAND_EXPIRED",
        "status": 410,
        "requirements": [
          "progress-monotonic"
        ]
      },
      {
        "operation": "commandProgress",
        "states": [
          "SUCCEEDED",
          "FAILED"
        ],
        "error": "COMMAND_ALREADY_COMPLETED",
        "status": 409,
        "requirements": [
          "progress-monotonic"
        ]
      },
      {
        "operation": "commandResult",
        "states": [
          "PENDING"
        ],
        "error": "COMMAND_NOT_ACKNOWLEDGED",
        "status": 409,
        "requirements": [
          "result-once"
        ]
      },
      {
        "operation": "commandResult",
        "states": [
          "CANCELLED"
        ],
        "error": "COMMAND_CANCELLED",
        "status": 409,
        "requirements": [
          "result-once"
        ]
      },
      {
        "operation": "commandResult",
        "states": [
          "EXPIRED"
        ],
        "error": "COMMAND_EXPIRED",
        "status": 410,
        "requirements": [
          "result-once"
        ]
      },
      {
        "operation": "commandResult",
        "states": [
          "SUCCEEDED",
          "FAILED"
        ],
        "error": "COMMAND_ALREADY_COMPLETED",
        "status": 409,
        "requirements": [
          "result-once"
        ]
      },
      {
        "operation": "commandCancel",
        "states": [
          "SUCCEEDED",
          "FAILED",
          "EXPIRED"
        ],
        "error": "COMMAND_ALREADY_COMPLETED",
        "status": 409,
        "requirements": [
          "cancel"
        ]
      },
      {
        "operation": "commandRetry",
        "states": [
          "PENDING",
          "RUNNING",
          "SUCCEEDED"
        ],
        "error": "COMMAND_NOT_RETRYABLE",
        "status": 409,
        "requirements": [
          "retry-new-command"
        ]
      }
    ]
  }
};

/** Every audit action. */
export const auditActions: Readonly<Record<AuditAction, AuditActionEntry>> = {
  "user.login": {
    "action": "user.login",
    "results": [
      "SUCCESS"
    ],
    "actors": [
      "user"
    ],
    "target": "user",
    "once": false,
    "requirements": [
      "audit-complete"
    ],
    "meaning": {
      "en": "A user logged in.",
      "zh-CN": "用户已登录。"
    }
  },
  "user.login.failed": {
    "action": "user.login.failed",
    "results": [
      "REFUSED"
    ],
    "actors": [
      "anonymous"
    ],
    "target": "user",
    "once": false,
    "requirements": [
      "audit-complete",
      "login-throttled"
    ],
    "meaning": {
      "en": "A login failed. The target names the account where it exists and is empty otherwise; what was typed is never recorded.",
      "zh-CN": "登录失败。账户存在时目标指明该账户，否则为空；绝不记录所输入的内容。"
    }
  },
  "user.logout": {
    "action": "user.logout",
    "results": [
      "SUCCESS"
    ],
    "actors": [
      "user"
    ],
    "target": "user",
    "once": false,
    "requirements": [
      "audit-complete"
    ],
    "meaning": {
      "en": "A user logged out.",
      "zh-CN": "用户已登出。"
    }
  },
  "user.created": {
    "action": "user.created",
    "results": [
      "SUCCESS",
      "REFUSED"
    ],
    "actors": [
      "user",
      "system"
    ],
    "target": "user",
    "once": true,
    "requirements": [
      "audit-complete"
    ],
    "meaning": {
      "en": "A user was created; by the system for the first owner.",
      "zh-CN": "用户已创建；首位所有者由系统创建。"
    }
  },
  "user.updated": {
    "action": "user.updated",
    "results": [
      "SUCCESS",
      "REFUSED"
    ],
    "actors": [
      "user"
    ],
    "target": "user",
    "once": true,
    "requirements": [
      "audit-complete",
      "last-owner"
    ],
    "meaning": {
      "en": "A user's display name, role or status was changed.",
      "zh-CN": "用户的显示名称、角色或状态已变更。"
    }
  },
  "user.password.reset": {
    "action": "user.password.reset",
    "results": [
      "SUCCESS"
    ],
    "actors": [
      "user"
    ],
    "target": "user",
    "once": false,
    "requirements": [
      "audit-complete"
    ],
    "meaning": {
      "en": "An owner set a user's password; the user's sessions ended.",
      "zh-CN": "所有者重设了用户的密码；该用户的会话已终止。"
    }
  },
  "registrationToken.created": {
    "action": "registrationToken.created",
    "results": [
      "SUCCESS"
    ],
    "actors": [
      "user"
    ],
    "target": "registrationToken",
    "once": false,
    "requirements": [
      "audit-complete",
      "registration-token-uses"
    ],
    "meaning": {
      "en": "A registration token was issued.",
      "zh-CN": "注册令牌已签发。"
    }
  },
  "registrationToken.revoked": {
    "action": "registrationToken.revoked",
    "results": [
      "SUCCESS"
    ],
    "actors": [
      "user"
    ],
    "target": "registrationToken",
    "once": false,
    "requirements": [
      "audit-complete",
      "registration-token-states"
    ],
    "meaning": {
      "en": "A registration token was revoked.",
      "zh-CN": "注册令牌已吊销。"
    }
  },
  "agent.registered": {
    "action": "agent.registered",
    "results": [
      "SUCCESS"
    ],
    "actors": [
      "agent"
    ],
    "target": "agent",
    "once": false,
    "requirements": [
      "audit-complete",
      "registration-token-uses"
    ],
    "meaning": {
      "en": "A new agent registered.",
      "zh-CN": "新 Agent 已注册。"
    }
  },
  "agent.register.refused": {
    "action": "agent.register.refused",
    "results": [
      "REFUSED"
    ],
    "actors": [
      "anonymous"
    ],
    "target": "registrationToken",
    "once": true,
    "requirements": [
      "audit-complete",
      "registration-token-states"
    ],
    "meaning": {
      "en": "A registration with a known registration token was refused; the token stands for the actor.",
      "zh-CN": "使用已知注册令牌的注册被拒绝；以该令牌代表行为者。"
    }
  },
  "agent.replaced": {
    "action": "agent.replaced",
    "results": [
      "SUCCESS"
    ],
    "actors": [
      "agent"
    ],
    "target": "agent",
    "once": false,
    "requirements": [
      "audit-complete",
      "replacement"
    ],
    "meaning": {
      "en": "An agent was replaced by a new registration that keeps its id and services.",
      "zh-CN": "Agent 被一次新注册替换，其 id 与服务保持不变。"
    }
  },
  "agent.disabled": {
    "action": "agent.disabled",
    "results": [
      "SUCCESS",
      "REFUSED"
    ],
    "actors": [
      "user"
    ],
    "target": "agent",
    "once": true,
    "requirements": [
      "audit-complete",
      "revocation-is-immediate"
    ],
    "meaning": {
      "en": "An agent was disabled.",
      "zh-CN": "Agent 已禁用。"
    }
  },
  "agent.enabled": {
    "action": "agent.enabled",
    "results": [
      "SUCCESS",
      "REFUSED"
    ],
    "actors": [
      "user"
    ],
    "target": "agent",
    "once": true,
    "requirements": [
      "audit-complete"
    ],
    "meaning": {
      "en": "A disabled agent was enabled.",
      "zh-CN": "已禁用的 Agent 重新启用。"
    }
  },
  "agent.revoked": {
    "action": "agent.revoked",
    "results": [
      "SUCCESS"
    ],
    "actors": [
      "user",
      "system"
    ],
    "target": "agent",
    "once": false,
    "requirements": [
      "audit-complete",
      "revocation-is-immediate",
      "ephemeral-agents"
    ],
    "meaning": {
      "en": "An agent was revoked; by the system where an ephemeral agent stayed offline too long.",
      "zh-CN": "Agent 已吊销；临时 Agent 离线过久时由系统吊销。"
    }
  },
  "agent.disconnected": {
    "action": "agent.disconnected",
    "results": [
      "SUCCESS"
    ],
    "actors": [
      "agent"
    ],
    "target": "agent",
    "once": false,
    "requirements": [
      "audit-complete",
      "disconnect"
    ],
    "meaning": {
      "en": "An agent announced its stop.",
      "zh-CN": "Agent 已宣告停止。"
    }
  },
  "agent.token.rotated": {
    "action": "agent.token.rotated",
    "results": [
      "SUCCESS"
    ],
    "actors": [
      "agent"
    ],
    "target": "agent",
    "once": false,
    "requirements": [
      "audit-complete",
      "token-rotation-overlap",
      "register-retry-safe"
    ],
    "meaning": {
      "en": "A new agent token was issued to a registered agent, by rotation or because the registration was repeated.",
      "zh-CN": "因轮换或重复注册，已向注册过的 Agent 签发新的 Agent 令牌。"
    }
  },
  "agent.identity.conflict": {
    "action": "agent.identity.conflict",
    "results": [
      "SUCCESS"
    ],
    "actors": [
      "system"
    ],
    "target": "agent",
    "once": true,
    "requirements": [
      "identity-conflict"
    ],
    "meaning": {
      "en": "Two processes use one agent's identity in turn.",
      "zh-CN": "两个进程交替使用同一 Agent 身份。"
    }
  },
  "agent.access.refused": {
    "action": "agent.access.refused",
    "results": [
      "REFUSED"
    ],
    "actors": [
      "agent"
    ],
    "target": "agent",
    "once": true,
    "requirements": [
      "audit-complete",
      "agent-auth-classes"
    ],
    "meaning": {
      "en": "A call of a known agent was refused: its token is revoked, it is disabled, or it named another agent's id. The target is the calling agent.",
      "zh-CN": "已知 Agent 的调用被拒绝：其令牌已吊销、Agent 已禁用，或其指称了另一 Agent 的 id。目标为发起调用的 Agent。"
    }
  },
  "service.reported": {
    "action": "service.reported",
    "results": [
      "SUCCESS"
    ],
    "actors": [
      "agent"
    ],
    "target": "service",
    "once": false,
    "requirements": [
      "audit-complete",
      "report-upsert"
    ],
    "meaning": {
      "en": "A service was reported for the first time, or with another manifest or other actions than before.",
      "zh-CN": "服务首次上报，或其清单或动作与此前不同。"
    }
  },
  "service.report.refused": {
    "action": "service.report.refused",
    "results": [
      "REFUSED"
    ],
    "actors": [
      "agent"
    ],
    "target": "service",
    "once": true,
    "requirements": [
      "audit-complete",
      "service-ownership"
    ],
    "meaning": {
      "en": "An agent reported a service code that belongs to another agent.",
      "zh-CN": "Agent 上报了属于另一 Agent 的服务编码。"
    }
  },
  "service.owner.changed": {
    "action": "service.owner.changed",
    "results": [
      "SUCCESS"
    ],
    "actors": [
      "agent"
    ],
    "target": "service",
    "once": false,
    "requirements": [
      "audit-complete",
      "service-ownership"
    ],
    "meaning": {
      "en": "A free service code was taken over by the agent that reported it.",
      "zh-CN": "空闲的服务编码由上报它的 Agent 接管。"
    }
  },
  "service.released": {
    "action": "service.released",
    "results": [
      "SUCCESS"
    ],
    "actors": [
      "agent",
      "system"
    ],
    "target": "service",
    "once": false,
    "requirements": [
      "audit-complete",
      "service-ownership",
      "ephemeral-agents"
    ],
    "meaning": {
      "en": "A service code was released; by the system for the services of an expired ephemeral agent.",
      "zh-CN": "服务编码已释放；过期临时 Agent 的服务由系统释放。"
    }
  },
  "service.config.changed": {
    "action": "service.config.changed",
    "results": [
      "SUCCESS"
    ],
    "actors": [
      "agent"
    ],
    "target": "service",
    "once": false,
    "requirements": [
      "config-change-observed"
    ],
    "meaning": {
      "en": "A report changed a service's config items; one event for the whole change set, without values.",
      "zh-CN": "一次上报变更了服务的配置项；整个变更集记为一个事件，不含值。"
    }
  },
  "service.event": {
    "action": "service.event",
    "results": [
      "SUCCESS"
    ],
    "actors": [
      "agent"
    ],
    "target": "service",
    "once": false,
    "requirements": [
      "service-events-audited"
    ],
    "meaning": {
      "en": "An event that a capsule raised in a heartbeat.",
      "zh-CN": "Capsule 在心跳中提出的事件。"
    }
  },
  "command.created": {
    "action": "command.created",
    "results": [
      "SUCCESS"
    ],
    "actors": [
      "user"
    ],
    "target": "command",
    "once": false,
    "requirements": [
      "audit-complete",
      "action-gate"
    ],
    "meaning": {
      "en": "An operator executed an action; a command was created.",
      "zh-CN": "操作员执行动作，已创建命令。"
    }
  },
  "command.retried": {
    "action": "command.retried",
    "results": [
      "SUCCESS"
    ],
    "actors": [
      "user"
    ],
    "target": "command",
    "once": false,
    "requirements": [
      "audit-complete",
      "retry-new-command"
    ],
    "meaning": {
      "en": "An operator retried a command; the target is the new command.",
      "zh-CN": "操作员重试命令；目标为新命令。"
    }
  },
  "command.refused": {
    "action": "command.refused",
    "results": [
      "REFUSED"
    ],
    "actors": [
      "user"
    ],
    "target": [
      "service",
      "command"
    ],
    "once": true,
    "requirements": [
      "audit-complete",
      "action-gate",
      "retry-new-command",
      "cancel"
    ],
    "meaning": {
      "en": "An execution, retry or cancellation was refused; the target is the service, or the command to be retried or cancelled.",
      "zh-CN": "执行、重试或取消被拒绝；目标为服务，或待重试、待取消的命令。"
    }
  },
  "command.started": {
    "action": "command.started",
    "results": [
      "SUCCESS"
    ],
    "actors": [
      "agent"
    ],
    "target": "command",
    "once": false,
    "requirements": [
      "audit-complete",
      "ack-idempotent",
      "run-lease"
    ],
    "meaning": {
      "en": "The agent accepted the command; it is RUNNING.",
      "zh-CN": "Agent 已接受命令；命令进入 RUNNING。"
    }
  },
  "command.cancel.requested": {
    "action": "command.cancel.requested",
    "results": [
      "SUCCESS"
    ],
    "actors": [
      "user"
    ],
    "target": "command",
    "once": false,
    "requirements": [
      "audit-complete",
      "cancel"
    ],
    "meaning": {
      "en": "The cancellation of a RUNNING command was requested.",
      "zh-CN": "已请求取消 RUNNING 的命令。"
    }
  },
  "command.cancelled": {
    "action": "command.cancelled",
    "results": [
      "SUCCESS"
    ],
    "actors": [
      "user",
      "agent",
      "system"
    ],
    "target": "command",
    "once": false,
    "requirements": [
      "audit-complete",
      "cancel",
      "revocation-settles-commands"
    ],
    "meaning": {
      "en": "The command became CANCELLED.",
      "zh-CN": "命令变为 CANCELLED。"
    }
  },
  "command.succeeded": {
    "action": "command.succeeded",
    "results": [
      "SUCCESS"
    ],
    "actors": [
      "agent"
    ],
    "target": "command",
    "once": false,
    "requirements": [
      "audit-complete",
      "result-once"
    ],
    "meaning": {
      "en": "The command became SUCCEEDED.",
      "zh-CN": "命令变为 SUCCEEDED。"
    }
  },
  "command.failed": {
    "action": "command.failed",
    "results": [
      "SUCCESS"
    ],
    "actors": [
      "agent",
      "user",
      "system"
    ],
    "target": "command",
    "once": false,
    "requirements": [
      "audit-complete",
      "result-once",
      "run-lease",
      "revocation-settles-commands",
      "replacement"
    ],
    "meaning": {
      "en": "The command became FAILED; `details.outcomeCode` says why.",
      "zh-CN": "命令变为 FAILED；`details.outcomeCode` 说明原因。"
    }
  },
  "command.expired": {
    "action": "command.expired",
    "results": [
      "SUCCESS"
    ],
    "actors": [
      "system"
    ],
    "target": "command",
    "once": false,
    "requirements": [
      "audit-complete",
      "command-deadlines"
    ],
    "meaning": {
      "en": "The command became EXPIRED, dated at its deadline.",
      "zh-CN": "命令变为 EXPIRED，时间记为其期限时刻。"
    }
  },
  "command.late_result": {
    "action": "command.late_result",
    "results": [
      "SUCCESS"
    ],
    "actors": [
      "agent"
    ],
    "target": "command",
    "once": false,
    "requirements": [
      "late-result-kept"
    ],
    "meaning": {
      "en": "The agent's result arrived after Opstage had set the final state; kept as `lateResult`.",
      "zh-CN": "Agent 的结果在 Opstage 设定最终状态之后到达；保存为 `lateResult`。"
    }
  },
  "audit.exported": {
    "action": "audit.exported",
    "results": [
      "SUCCESS"
    ],
    "actors": [
      "user"
    ],
    "target": "audit",
    "once": false,
    "requirements": [
      "audit-complete",
      "audit-export-complete"
    ],
    "meaning": {
      "en": "The audit log was exported; the export ends before this event.",
      "zh-CN": "审计日志已导出；导出内容止于此事件之前。"
    }
  },
  "audit.pruned": {
    "action": "audit.pruned",
    "results": [
      "SUCCESS"
    ],
    "actors": [
      "system"
    ],
    "target": "audit",
    "once": false,
    "requirements": [
      "audit-complete",
      "audit-sequence",
      "audit-chain"
    ],
    "meaning": {
      "en": "Events older than the retention were removed; `details` are `throughSeq` and `throughHash`.",
      "zh-CN": "超过保留期的事件已清除；`details` 为 `throughSeq` 与 `throughHash`。"
    }
  },
  "access.refused": {
    "action": "access.refused",
    "results": [
      "REFUSED"
    ],
    "actors": [
      "user"
    ],
    "target": "system",
    "once": true,
    "requirements": [
      "audit-complete",
      "operator-roles",
      "operator-csrf"
    ],
    "meaning": {
      "en": "A known user's call was refused for its role or for a missing CSRF token; `details.operation` names the operation.",
      "zh-CN": "已知用户的调用因角色不足或缺少 CSRF 令牌被拒绝；`details.operation` 指明操作。"
    }
  }
};

/** Outcome by outcome, exactly the audit events it writes. */
export const auditMatrix: AuditMatrix = {
  "common": {
    "operator": [
      {
        "outcome": "no-session",
        "answer": "UNAUTHORIZED",
        "when": {
          "en": "No living operator session.",
          "zh-CN": "没有有效的操作员会话。"
        },
        "events": []
      },
      {
        "outcome": "csrf-missing",
        "answer": "CSRF_INVALID",
        "when": {
          "en": "A state change without the CSRF token.",
          "zh-CN": "状态变更未携带 CSRF 令牌。"
        },
        "events": [
          {
            "action": "access.refused",
            "result": "REFUSED",
            "actor": "user",
            "target": "system"
          }
        ]
      },
      {
        "outcome": "role-too-low",
        "answer": "FORBIDDEN",
        "when": {
          "en": "The user's role is below the operation's.",
          "zh-CN": "用户角色低于操作所需角色。"
        },
        "events": [
          {
            "action": "access.refused",
            "result": "REFUSED",
            "actor": "user",
            "target": "system"
          }
        ]
      }
    ],
    "agent": [
      {
        "outcome": "token-missing",
        "answer": "AGENT_TOKEN_MISSING",
        "when": {
          "en": "No bearer token.",
          "zh-CN": "没有 Bearer 令牌。"
        },
        "events": []
      },
      {
        "outcome": "token-invalid",
        "answer": "AGENT_TOKEN_INVALID",
        "when": {
          "en": "An unknown token, or one dead by rotation or register retry.",
          "zh-CN": "令牌不存在，或因轮换或重复注册而失效。"
        },
        "events": []
      },
      {
        "outcome": "token-revoked",
        "answer": "AGENT_TOKEN_REVOKED",
        "when": {
          "en": "A token dead by revoke or replacement: the agent is known.",
          "zh-CN": "令牌因吊销或替换而失效：Agent 身份已知。"
        },
        "events": [
          {
            "action": "agent.access.refused",
            "result": "REFUSED",
            "actor": "agent",
            "target": "agent"
          }
        ]
      },
      {
        "outcome": "agent-disabled",
        "answer": "AGENT_DISABLED",
        "when": {
          "en": "The agent is disabled.",
          "zh-CN": "Agent 已被禁用。"
        },
        "events": [
          {
            "action": "agent.access.refused",
            "result": "REFUSED",
            "actor": "agent",
            "target": "agent"
          }
        ]
      },
      {
        "outcome": "agent-id-mismatch",
        "answer": "AGENT_ID_MISMATCH",
        "when": {
          "en": "The path names another agent than the token's.",
          "zh-CN": "路径所指 Agent 与令牌所属 Agent 不同。"
        },
        "events": [
          {
            "action": "agent.access.refused",
            "result": "REFUSED",
            "actor": "agent",
            "target": "agent"
          }
        ]
      }
    ]
  },
  "items": {
    "reportedService": [
      {
        "outcome": "first-report",
        "when": {
          "en": "The code was never reported before.",
          "zh-CN": "此编码此前从未上报。"
        },
        "events": [
          {
            "action": "service.reported",
            "result": "SUCCESS",
            "actor": "agent",
            "target": "service"
          }
        ]
      },
      {
        "outcome": "manifest-changed",
        "when": {
          "en": "Manifest or actions differ from the stored ones.",
          "zh-CN": "清单或动作与已存内容不同。"
        },
        "events": [
          {
            "action": "service.reported",
            "result": "SUCCESS",
            "actor": "agent",
            "target": "service"
          }
        ]
      },
      {
        "outcome": "config-changed",
        "when": {
          "en": "The config items differ from the stored ones (before the first report there are none).",
          "zh-CN": "配置项与已存内容不同（首次上报之前视为没有配置项）。"
        },
        "events": [
          {
            "action": "service.config.changed",
            "result": "SUCCESS",
            "actor": "agent",
            "target": "service"
          }
        ]
      },
      {
        "outcome": "taken-over",
        "when": {
          "en": "The code was free: released, or its agent revoked.",
          "zh-CN": "编码空闲：已释放，或其 Agent 已吊销。"
        },
        "events": [
          {
            "action": "service.owner.changed",
            "result": "SUCCESS",
            "actor": "agent",
            "target": "service"
          }
        ]
      },
      {
        "outcome": "unchanged",
        "when": {
          "en": "Nothing but health, revision or receipt time differs.",
          "zh-CN": "除健康、修订标识或接收时间外没有差异。"
        },
        "events": []
      },
      {
        "outcome": "code-taken",
        "when": {
          "en": "Rejected with SERVICE_CODE_TAKEN.",
          "zh-CN": "以 SERVICE_CODE_TAKEN 拒绝。"
        },
        "events": [
          {
            "action": "service.report.refused",
            "result": "REFUSED",
            "actor": "agent",
            "target": "service"
          }
        ]
      },
      {
        "outcome": "item-invalid",
        "when": {
          "en": "Rejected with another code.",
          "zh-CN": "以其他错误码拒绝。"
        },
        "events": []
      }
    ],
    "releasedCode": [
      {
        "outcome": "released",
        "when": {
          "en": "The code belonged to the agent.",
          "zh-CN": "此编码属于该 Agent。"
        },
        "events": [
          {
            "action": "service.released",
            "result": "SUCCESS",
            "actor": "agent",
            "target": "service"
          }
        ]
      },
      {
        "outcome": "not-held",
        "when": {
          "en": "The agent does not hold the code.",
          "zh-CN": "Agent 并不持有此编码。"
        },
        "events": []
      }
    ],
    "heartbeatEvent": [
      {
        "outcome": "first-sight",
        "when": {
          "en": "An event id this agent has not sent before.",
          "zh-CN": "该 Agent 此前未发送过的事件 id。"
        },
        "events": [
          {
            "action": "service.event",
            "result": "SUCCESS",
            "actor": "agent",
            "target": "service"
          }
        ]
      },
      {
        "outcome": "repeated",
        "when": {
          "en": "An event id seen before.",
          "zh-CN": "已出现过的事件 id。"
        },
        "events": []
      }
    ],
    "commandOfRevokedAgent": [
      {
        "outcome": "pending",
        "when": {
          "en": "The command was PENDING.",
          "zh-CN": "命令处于 PENDING。"
        },
        "events": [
          {
            "action": "command.cancelled",
            "result": "SUCCESS",
            "actor": "user",
            "target": "command"
          }
        ]
      },
      {
        "outcome": "running",
        "when": {
          "en": "The command was RUNNING.",
          "zh-CN": "命令处于 RUNNING。"
        },
        "events": [
          {
            "action": "command.failed",
            "result": "SUCCESS",
            "actor": "user",
            "target": "command"
          }
        ]
      },
      {
        "outcome": "final",
        "when": {
          "en": "The command was final.",
          "zh-CN": "命令已处于最终状态。"
        },
        "events": []
      }
    ],
    "commandOfExpiredAgent": [
      {
        "outcome": "pending",
        "when": {
          "en": "The command was PENDING.",
          "zh-CN": "命令处于 PENDING。"
        },
        "events": [
          {
            "action": "command.cancelled",
            "result": "SUCCESS",
            "actor": "system",
            "target": "command"
          }
        ]
      },
      {
        "outcome": "running",
        "when": {
          "en": "The command was RUNNING.",
          "zh-CN": "命令处于 RUNNING。"
        },
        "events": [
          {
            "action": "command.failed",
            "result": "SUCCESS",
            "actor": "system",
            "target": "command"
          }
        ]
      },
      {
        "outcome": "final",
        "when": {
          "en": "The command was final.",
          "zh-CN": "命令已处于最终状态。"
        },
        "events": []
      }
    ],
    "serviceOfExpiredAgent": [
      {
        "outcome": "held",
        "when": {
          "en": "The service belonged to the agent.",
          "zh-CN": "服务属于该 Agent。"
        },
        "events": [
          {
            "action": "service.released",
            "result": "SUCCESS",
            "actor": "system",
            "target": "service"
          }
        ]
      }
    ],
    "commandOfReplacedAgent": [
      {
        "outcome": "running",
        "when": {
          "en": "The command was RUNNING: FAILED with AGENT_LOST.",
          "zh-CN": "命令处于 RUNNING：以 AGENT_LOST 置为 FAILED。"
        },
        "events": [
          {
            "action": "command.failed",
            "result": "SUCCESS",
            "actor": "agent",
            "target": "command"
          }
        ]
      },
      {
        "outcome": "other",
        "when": {
          "en": "The command was not RUNNING.",
          "zh-CN": "命令不处于 RUNNING。"
        },
        "events": []
      }
    ]
  },
  "operations": {
    "systemHealth": [
      {
        "outcome": "answered",
        "answer": "SUCCESS",
        "when": {
          "en": "The request was answered.",
          "zh-CN": "请求已应答。"
        },
        "events": []
      }
    ],
    "systemVersion": [
      {
        "outcome": "answered",
        "answer": "SUCCESS",
        "when": {
          "en": "The request was answered.",
          "zh-CN": "请求已应答。"
        },
        "events": []
      }
    ],
    "agentRegister": [
      {
        "outcome": "registered",
        "answer": "SUCCESS",
        "when": {
          "en": "A new agent.",
          "zh-CN": "新 Agent。"
        },
        "events": [
          {
            "action": "agent.registered",
            "result": "SUCCESS",
            "actor": "agent",
            "target": "agent"
          }
        ],
        "items": [
          "reportedService"
        ]
      },
      {
        "outcome": "replaced",
        "answer": "SUCCESS",
        "when": {
          "en": "The token replaces an existing agent.",
          "zh-CN": "令牌替换现有 Agent。"
        },
        "events": [
          {
            "action": "agent.replaced",
            "result": "SUCCESS",
            "actor": "agent",
            "target": "agent"
          }
        ],
        "items": [
          "reportedService",
          "commandOfReplacedAgent"
        ]
      },
      {
        "outcome": "repeated",
        "answer": "SUCCESS",
        "when": {
          "en": "A register retry: a new token for the same agent.",
          "zh-CN": "重复注册：为同一 Agent 签发新令牌。"
        },
        "events": [
          {
            "action": "agent.token.rotated",
            "result": "SUCCESS",
            "actor": "agent",
            "target": "agent"
          }
        ]
      },
      {
        "outcome": "token-invalid",
        "answer": "REGISTRATION_TOKEN_INVALID",
        "when": {
          "en": "The registration token is unknown.",
          "zh-CN": "注册令牌不存在。"
        },
        "events": []
      },
      {
        "outcome": "token-expired",
        "answer": "REGISTRATION_TOKEN_EXPIRED",
        "when": {
          "en": "The registration token has expired.",
          "zh-CN": "注册令牌已过期。"
        },
        "events": [
          {
            "action": "agent.register.refused",
            "result": "REFUSED",
            "actor": "anonymous",
            "target": "registrationToken"
          }
        ]
      },
      {
        "outcome": "token-revoked",
        "answer": "REGISTRATION_TOKEN_REVOKED",
        "when": {
          "en": "The registration token is revoked.",
          "zh-CN": "注册令牌已吊销。"
        },
        "events": [
          {
            "action": "agent.register.refused",
            "result": "REFUSED",
            "actor": "anonymous",
            "target": "registrationToken"
          }
        ]
      },
      {
        "outcome": "token-used",
        "answer": "REGISTRATION_TOKEN_USED",
        "when": {
          "en": "The registration token is used up.",
          "zh-CN": "注册令牌已用尽。"
        },
        "events": [
          {
            "action": "agent.register.refused",
            "result": "REFUSED",
            "actor": "anonymous",
            "target": "registrationToken"
          }
        ]
      },
      {
        "outcome": "out-of-scope",
        "answer": "REGISTRATION_TOKEN_SCOPE",
        "when": {
          "en": "The token is bound to something else.",
          "zh-CN": "令牌绑定于其他对象。"
        },
        "events": [
          {
            "action": "agent.register.refused",
            "result": "REFUSED",
            "actor": "anonymous",
            "target": "registrationToken"
          }
        ]
      },
      {
        "outcome": "code-taken",
        "answer": "AGENT_CODE_TAKEN",
        "when": {
          "en": "The code belongs to an existing agent.",
          "zh-CN": "编码属于现有 Agent。"
        },
        "events": [
          {
            "action": "agent.register.refused",
            "result": "REFUSED",
            "actor": "anonymous",
            "target": "registrationToken"
          }
        ]
      },
      {
        "outcome": "target-disabled",
        "answer": "AGENT_DISABLED",
        "when": {
          "en": "The agent to be replaced is disabled.",
          "zh-CN": "待替换的 Agent 已被禁用。"
        },
        "events": [
          {
            "action": "agent.register.refused",
            "result": "REFUSED",
            "actor": "anonymous",
            "target": "registrationToken"
          }
        ]
      },
      {
        "outcome": "key-reused",
        "answer": "IDEMPOTENCY_KEY_REUSED",
        "when": {
          "en": "The key came with another body.",
          "zh-CN": "该键曾与另一请求体一起使用。"
        },
        "events": []
      }
    ],
    "agentHeartbeat": [
      {
        "outcome": "accepted",
        "answer": "SUCCESS",
        "when": {
          "en": "An ordinary heartbeat.",
          "zh-CN": "普通心跳。"
        },
        "events": [],
        "items": [
          "heartbeatEvent"
        ]
      },
      {
        "outcome": "identity-conflict",
        "answer": "SUCCESS",
        "when": {
          "en": "Its bootId alternates with another one.",
          "zh-CN": "其 bootId 与另一 bootId 交替出现。"
        },
        "events": [
          {
            "action": "agent.identity.conflict",
            "result": "SUCCESS",
            "actor": "system",
            "target": "agent"
          }
        ],
        "items": [
          "heartbeatEvent"
        ]
      }
    ],
    "agentDisconnect": [
      {
        "outcome": "disconnected",
        "answer": "SUCCESS",
        "when": {
          "en": "The first disconnect of this bootId.",
          "zh-CN": "该 bootId 的首次断开。"
        },
        "events": [
          {
            "action": "agent.disconnected",
            "result": "SUCCESS",
            "actor": "agent",
            "target": "agent"
          }
        ]
      },
      {
        "outcome": "unchanged",
        "answer": "SUCCESS",
        "when": {
          "en": "A repeated disconnect of this bootId.",
          "zh-CN": "该 bootId 的重复断开。"
        },
        "events": []
      }
    ],
    "agentTokenRotate": [
      {
        "outcome": "rotated",
        "answer": "SUCCESS",
        "when": {
          "en": "A pending token was issued.",
          "zh-CN": "已签发待用令牌。"
        },
        "events": [
          {
            "action": "agent.token.rotated",
            "result": "SUCCESS",
            "actor": "agent",
            "target": "agent"
          }
        ]
      }
    ],
    "serviceReport": [
      {
        "outcome": "accepted",
        "answer": "SUCCESS",
        "when": {
          "en": "The report was judged service by service.",
          "zh-CN": "上报已逐服务判定。"
        },
        "events": [],
        "items": [
          "reportedService",
          "releasedCode"
        ]
      }
    ],
    "commandClaim": [
      {
        "outcome": "answered",
        "answer": "SUCCESS",
        "when": {
          "en": "Commands delivered, or none.",
          "zh-CN": "已投递命令，或没有命令。"
        },
        "events": []
      }
    ],
    "commandAck": [
      {
        "outcome": "started",
        "answer": "SUCCESS",
        "when": {
          "en": "The first accepted ack.",
          "zh-CN": "首次接受的确认。"
        },
        "events": [
          {
            "action": "command.started",
            "result": "SUCCESS",
            "actor": "agent",
            "target": "command"
          }
        ]
      },
      {
        "outcome": "refused-by-agent",
        "answer": "SUCCESS",
        "when": {
          "en": "The first ack with `accepted: false`: the command is FAILED.",
          "zh-CN": "首次 `accepted: false` 的确认：命令变为 FAILED。"
        },
        "events": [
          {
            "action": "command.failed",
            "result": "SUCCESS",
            "actor": "agent",
            "target": "command"
          }
        ]
      },
      {
        "outcome": "unchanged",
        "answer": "SUCCESS",
        "when": {
          "en": "A repeated ack, or one for a newer delivery of a RUNNING command.",
          "zh-CN": "重复的确认，或对 RUNNING 命令较新投递的确认。"
        },
        "events": []
      }
    ],
    "commandProgress": [
      {
        "outcome": "answered",
        "answer": "SUCCESS",
        "when": {
          "en": "Progress taken or ignored.",
          "zh-CN": "进度已采纳或已忽略。"
        },
        "events": []
      }
    ],
    "commandResult": [
      {
        "outcome": "succeeded",
        "answer": "SUCCESS",
        "when": {
          "en": "`success: true`.",
          "zh-CN": "结果为 `success: true`。"
        },
        "events": [
          {
            "action": "command.succeeded",
            "result": "SUCCESS",
            "actor": "agent",
            "target": "command"
          }
        ]
      },
      {
        "outcome": "failed",
        "answer": "SUCCESS",
        "when": {
          "en": "`success: false` without `cancelled: true`.",
          "zh-CN": "`success: false` 且没有 `cancelled: true`。"
        },
        "events": [
          {
            "action": "command.failed",
            "result": "SUCCESS",
            "actor": "agent",
            "target": "command"
          }
        ]
      },
      {
        "outcome": "cancelled",
        "answer": "SUCCESS",
        "when": {
          "en": "`cancelled: true` after a requested cancellation.",
          "zh-CN": "在请求取消之后 `cancelled: true`。"
        },
        "events": [
          {
            "action": "command.cancelled",
            "result": "SUCCESS",
            "actor": "agent",
            "target": "command"
          }
        ]
      },
      {
        "outcome": "late",
        "answer": "SUCCESS",
        "when": {
          "en": "The first result after Opstage itself set the final state.",
          "zh-CN": "Opstage 自行设定最终状态后的首个结果。"
        },
        "events": [
          {
            "action": "command.late_result",
            "result": "SUCCESS",
            "actor": "agent",
            "target": "command"
          }
        ]
      },
      {
        "outcome": "replayed",
        "answer": "SUCCESS",
        "when": {
          "en": "Identical to the recorded result.",
          "zh-CN": "与已记录的结果相同。"
        },
        "events": []
      }
    ],
    "agentSession": [
      {
        "outcome": "answered",
        "answer": "SUCCESS",
        "when": {
          "en": "A session was opened, replaced or closed.",
          "zh-CN": "会话被打开、替换或关闭。"
        },
        "events": []
      }
    ],
    "operatorLogin": [
      {
        "outcome": "logged-in",
        "answer": "SUCCESS",
        "when": {
          "en": "The credentials are right.",
          "zh-CN": "凭据正确。"
        },
        "events": [
          {
            "action": "user.login",
            "result": "SUCCESS",
            "actor": "user",
            "target": "user"
          }
        ]
      },
      {
        "outcome": "login-failed",
        "answer": "LOGIN_FAILED",
        "when": {
          "en": "The credentials are wrong.",
          "zh-CN": "凭据错误。"
        },
        "events": [
          {
            "action": "user.login.failed",
            "result": "REFUSED",
            "actor": "anonymous",
            "target": "user"
          }
        ]
      },
      {
        "outcome": "login-throttled",
        "answer": "LOGIN_THROTTLED",
        "when": {
          "en": "Throttled before the credentials were judged; the failures that led to it are recorded.",
          "zh-CN": "在判定凭据之前即被限流；导致限流的失败均已记录。"
        },
        "events": []
      }
    ],
    "operatorLogout": [
      {
        "outcome": "logged-out",
        "answer": "SUCCESS",
        "when": {
          "en": "The session has ended.",
          "zh-CN": "会话已终止。"
        },
        "events": [
          {
            "action": "user.logout",
            "result": "SUCCESS",
            "actor": "user",
            "target": "user"
          }
        ]
      }
    ],
    "operatorMe": [
      {
        "outcome": "answered",
        "answer": "SUCCESS",
        "when": {
          "en": "The request was answered.",
          "zh-CN": "请求已应答。"
        },
        "events": []
      }
    ],
    "userList": [
      {
        "outcome": "answered",
        "answer": "SUCCESS",
        "when": {
          "en": "The request was answered.",
          "zh-CN": "请求已应答。"
        },
        "events": []
      }
    ],
    "userCreate": [
      {
        "outcome": "created",
        "answer": "SUCCESS",
        "when": {
          "en": "The user was created.",
          "zh-CN": "用户已创建。"
        },
        "events": [
          {
            "action": "user.created",
            "result": "SUCCESS",
            "actor": "user",
            "target": "user"
          }
        ]
      },
      {
        "outcome": "username-taken",
        "answer": "USERNAME_TAKEN",
        "when": {
          "en": "The user name is in use; the target is its user.",
          "zh-CN": "用户名已被使用；目标为使用该名的用户。"
        },
        "events": [
          {
            "action": "user.created",
            "result": "REFUSED",
            "actor": "user",
            "target": "user"
          }
        ]
      }
    ],
    "userView": [
      {
        "outcome": "answered",
        "answer": "SUCCESS",
        "when": {
          "en": "The request was answered.",
          "zh-CN": "请求已应答。"
        },
        "events": []
      }
    ],
    "userUpdate": [
      {
        "outcome": "updated",
        "answer": "SUCCESS",
        "when": {
          "en": "Something changed.",
          "zh-CN": "有内容变更。"
        },
        "events": [
          {
            "action": "user.updated",
            "result": "SUCCESS",
            "actor": "user",
            "target": "user"
          }
        ]
      },
      {
        "outcome": "unchanged",
        "answer": "SUCCESS",
        "when": {
          "en": "Nothing changed.",
          "zh-CN": "没有变更。"
        },
        "events": []
      },
      {
        "outcome": "last-owner",
        "answer": "LAST_OWNER_REQUIRED",
        "when": {
          "en": "It would leave no active owner.",
          "zh-CN": "此变更将导致没有启用的所有者。"
        },
        "events": [
          {
            "action": "user.updated",
            "result": "REFUSED",
            "actor": "user",
            "target": "user"
          }
        ]
      }
    ],
    "userResetPassword": [
      {
        "outcome": "reset",
        "answer": "SUCCESS",
        "when": {
          "en": "The password was set.",
          "zh-CN": "密码已重设。"
        },
        "events": [
          {
            "action": "user.password.reset",
            "result": "SUCCESS",
            "actor": "user",
            "target": "user"
          }
        ]
      }
    ],
    "registrationTokenList": [
      {
        "outcome": "answered",
        "answer": "SUCCESS",
        "when": {
          "en": "The request was answered.",
          "zh-CN": "请求已应答。"
        },
        "events": []
      }
    ],
    "registrationTokenCreate": [
      {
        "outcome": "created",
        "answer": "SUCCESS",
        "when": {
          "en": "The token was issued.",
          "zh-CN": "令牌已签发。"
        },
        "events": [
          {
            "action": "registrationToken.created",
            "result": "SUCCESS",
            "actor": "user",
            "target": "registrationToken"
          }
        ]
      }
    ],
    "registrationTokenView": [
      {
        "outcome": "answered",
        "answer": "SUCCESS",
        "when": {
          "en": "The request was answered.",
          "zh-CN": "请求已应答。"
        },
        "events": []
      }
    ],
    "registrationTokenRevoke": [
      {
        "outcome": "revoked",
        "answer": "SUCCESS",
        "when": {
          "en": "The token was not revoked before.",
          "zh-CN": "令牌此前未被吊销。"
        },
        "events": [
          {
            "action": "registrationToken.revoked",
            "result": "SUCCESS",
            "actor": "user",
            "target": "registrationToken"
          }
        ]
      },
      {
        "outcome": "unchanged",
        "answer": "SUCCESS",
        "when": {
          "en": "The token was revoked already.",
          "zh-CN": "令牌此前已吊销。"
        },
        "events": []
      }
    ],
    "agentList": [
      {
        "outcome": "answered",
        "answer": "SUCCESS",
        "when": {
          "en": "The request was answered.",
          "zh-CN": "请求已应答。"
        },
        "events": []
      }
    ],
    "agentView": [
      {
        "outcome": "answered",
        "answer": "SUCCESS",
        "when": {
          "en": "The request was answered.",
          "zh-CN": "请求已应答。"
        },
        "events": []
      }
    ],
    "agentDisable": [
      {
        "outcome": "disabled",
        "answer": "SUCCESS",
        "when": {
          "en": "The agent was active.",
          "zh-CN": "Agent 此前处于启用状态。"
        },
        "events": [
          {
            "action": "agent.disabled",
            "result": "SUCCESS",
            "actor": "user",
            "target": "agent"
          }
        ]
      },
      {
        "outcome": "unchanged",
        "answer": "SUCCESS",
        "when": {
          "en": "The agent was disabled already.",
          "zh-CN": "Agent 此前已禁用。"
        },
        "events": []
      },
      {
        "outcome": "revoked",
        "answer": "AGENT_REVOKED",
        "when": {
          "en": "The agent is revoked.",
          "zh-CN": "Agent 已吊销。"
        },
        "events": [
          {
            "action": "agent.disabled",
            "result": "REFUSED",
            "actor": "user",
            "target": "agent"
          }
        ]
      }
    ],
    "agentEnable": [
      {
        "outcome": "enabled",
        "answer": "SUCCESS",
        "when": {
          "en": "The agent was disabled.",
          "zh-CN": "Agent 此前处于禁用状态。"
        },
        "events": [
          {
            "action": "agent.enabled",
            "result": "SUCCESS",
            "actor": "user",
            "target": "agent"
          }
        ]
      },
      {
        "outcome": "unchanged",
        "answer": "SUCCESS",
        "when": {
          "en": "The agent was active already.",
          "zh-CN": "Agent 此前已启用。"
        },
        "events": []
      },
      {
        "outcome": "revoked",
        "answer": "AGENT_REVOKED",
        "when": {
          "en": "The agent is revoked.",
          "zh-CN": "Agent 已吊销。"
        },
        "events": [
          {
            "action": "agent.enabled",
            "result": "REFUSED",
            "actor": "user",
            "target": "agent"
          }
        ]
      }
    ],
    "agentRevoke": [
      {
        "outcome": "revoked",
        "answer": "SUCCESS",
        "when": {
          "en": "The agent was not revoked before.",
          "zh-CN": "Agent 此前未被吊销。"
        },
        "events": [
          {
            "action": "agent.revoked",
            "result": "SUCCESS",
            "actor": "user",
            "target": "agent"
          }
        ],
        "items": [
          "commandOfRevokedAgent"
        ]
      },
      {
        "outcome": "unchanged",
        "answer": "SUCCESS",
        "when": {
          "en": "The agent was revoked already.",
          "zh-CN": "Agent 此前已吊销。"
        },
        "events": []
      }
    ],
    "serviceList": [
      {
        "outcome": "answered",
        "answer": "SUCCESS",
        "when": {
          "en": "The request was answered.",
          "zh-CN": "请求已应答。"
        },
        "events": []
      }
    ],
    "serviceView": [
      {
        "outcome": "answered",
        "answer": "SUCCESS",
        "when": {
          "en": "The request was answered.",
          "zh-CN": "请求已应答。"
        },
        "events": []
      }
    ],
    "serviceManifestView": [
      {
        "outcome": "answered",
        "answer": "SUCCESS",
        "when": {
          "en": "The request was answered.",
          "zh-CN": "请求已应答。"
        },
        "events": []
      }
    ],
    "serviceHealthView": [
      {
        "outcome": "answered",
        "answer": "SUCCESS",
        "when": {
          "en": "The request was answered.",
          "zh-CN": "请求已应答。"
        },
        "events": []
      }
    ],
    "serviceConfigView": [
      {
        "outcome": "answered",
        "answer": "SUCCESS",
        "when": {
          "en": "The request was answered.",
          "zh-CN": "请求已应答。"
        },
        "events": []
      }
    ],
    "serviceConfigHistory": [
      {
        "outcome": "answered",
        "answer": "SUCCESS",
        "when": {
          "en": "The request was answered.",
          "zh-CN": "请求已应答。"
        },
        "events": []
      }
    ],
    "actionList": [
      {
        "outcome": "answered",
        "answer": "SUCCESS",
        "when": {
          "en": "The request was answered.",
          "zh-CN": "请求已应答。"
        },
        "events": []
      }
    ],
    "actionView": [
      {
        "outcome": "answered",
        "answer": "SUCCESS",
        "when": {
          "en": "The request was answered.",
          "zh-CN": "请求已应答。"
        },
        "events": []
      }
    ],
    "commandCreate": [
      {
        "outcome": "created",
        "answer": "SUCCESS",
        "when": {
          "en": "A command was created.",
          "zh-CN": "已创建命令。"
        },
        "events": [
          {
            "action": "command.created",
            "result": "SUCCESS",
            "actor": "user",
            "target": "command"
          }
        ]
      },
      {
        "outcome": "replayed",
        "answer": "SUCCESS",
        "when": {
          "en": "The idempotency key names an existing command.",
          "zh-CN": "幂等键对应已有命令。"
        },
        "events": []
      },
      {
        "outcome": "agent-revoked",
        "answer": "AGENT_REVOKED",
        "when": {
          "en": "The agent is revoked.",
          "zh-CN": "Agent 已吊销。"
        },
        "events": [
          {
            "action": "command.refused",
            "result": "REFUSED",
            "actor": "user",
            "target": "service"
          }
        ]
      },
      {
        "outcome": "agent-disabled",
        "answer": "AGENT_DISABLED",
        "when": {
          "en": "The agent is disabled.",
          "zh-CN": "Agent 已禁用。"
        },
        "events": [
          {
            "action": "command.refused",
            "result": "REFUSED",
            "actor": "user",
            "target": "service"
          }
        ]
      },
      {
        "outcome": "agent-offline",
        "answer": "AGENT_OFFLINE",
        "when": {
          "en": "The agent is offline and the request does not queue.",
          "zh-CN": "Agent 离线且请求未要求排队。"
        },
        "events": [
          {
            "action": "command.refused",
            "result": "REFUSED",
            "actor": "user",
            "target": "service"
          }
        ]
      },
      {
        "outcome": "confirmation-missing",
        "answer": "ACTION_REQUIRES_CONFIRMATION",
        "when": {
          "en": "The action needs a confirmation.",
          "zh-CN": "动作需要确认。"
        },
        "events": [
          {
            "action": "command.refused",
            "result": "REFUSED",
            "actor": "user",
            "target": "service"
          }
        ]
      },
      {
        "outcome": "payload-invalid",
        "answer": "ACTION_PAYLOAD_INVALID",
        "when": {
          "en": "The payload does not satisfy the input schema.",
          "zh-CN": "载荷不符合输入模式。"
        },
        "events": [
          {
            "action": "command.refused",
            "result": "REFUSED",
            "actor": "user",
            "target": "service"
          }
        ]
      },
      {
        "outcome": "key-reused",
        "answer": "IDEMPOTENCY_KEY_REUSED",
        "when": {
          "en": "The key came with another body.",
          "zh-CN": "该键曾与另一请求体一起使用。"
        },
        "events": []
      }
    ],
    "commandList": [
      {
        "outcome": "answered",
        "answer": "SUCCESS",
        "when": {
          "en": "The request was answered.",
          "zh-CN": "请求已应答。"
        },
        "events": []
      }
    ],
    "commandView": [
      {
        "outcome": "answered",
        "answer": "SUCCESS",
        "when": {
          "en": "The request was answered.",
          "zh-CN": "请求已应答。"
        },
        "events": []
      }
    ],
    "commandCancel": [
      {
        "outcome": "cancelled",
        "answer": "SUCCESS",
        "when": {
          "en": "The command was PENDING.",
          "zh-CN": "命令此前处于 PENDING。"
        },
        "events": [
          {
            "action": "command.cancelled",
            "result": "SUCCESS",
            "actor": "user",
            "target": "command"
          }
        ]
      },
      {
        "outcome": "requested",
        "answer": "SUCCESS",
        "when": {
          "en": "The command is RUNNING and can be cancelled.",
          "zh-CN": "命令处于 RUNNING 且可取消。"
        },
        "events": [
          {
            "action": "command.cancel.requested",
            "result": "SUCCESS",
            "actor": "user",
            "target": "command"
          }
        ]
      },
      {
        "outcome": "unchanged",
        "answer": "SUCCESS",
        "when": {
          "en": "Requested before, or CANCELLED already.",
          "zh-CN": "此前已请求，或已处于 CANCELLED。"
        },
        "events": []
      },
      {
        "outcome": "not-cancellable",
        "answer": "COMMAND_NOT_CANCELLABLE",
        "when": {
          "en": "The command is RUNNING and cannot be cancelled.",
          "zh-CN": "命令处于 RUNNING 且不可取消。"
        },
        "events": [
          {
            "action": "command.refused",
            "result": "REFUSED",
            "actor": "user",
            "target": "command"
          }
        ]
      },
      {
        "outcome": "completed",
        "answer": "COMMAND_ALREADY_COMPLETED",
        "when": {
          "en": "The command is in another final state.",
          "zh-CN": "命令处于其他最终状态。"
        },
        "events": [
          {
            "action": "command.refused",
            "result": "REFUSED",
            "actor": "user",
            "target": "command"
          }
        ]
      }
    ],
    "commandRetry": [
      {
        "outcome": "created",
        "answer": "SUCCESS",
        "when": {
          "en": "A new command was created; it is the target.",
          "zh-CN": "已创建新命令，并以其为目标。"
        },
        "events": [
          {
            "action": "command.retried",
            "result": "SUCCESS",
            "actor": "user",
            "target": "command"
          }
        ]
      },
      {
        "outcome": "replayed",
        "answer": "SUCCESS",
        "when": {
          "en": "The idempotency key names an existing command.",
          "zh-CN": "幂等键对应已有命令。"
        },
        "events": []
      },
      {
        "outcome": "agent-revoked",
        "answer": "AGENT_REVOKED",
        "when": {
          "en": "The agent is revoked.",
          "zh-CN": "Agent 已吊销。"
        },
        "events": [
          {
            "action": "command.refused",
            "result": "REFUSED",
            "actor": "user",
            "target": "command"
          }
        ]
      },
      {
        "outcome": "agent-disabled",
        "answer": "AGENT_DISABLED",
        "when": {
          "en": "The agent is disabled.",
          "zh-CN": "Agent 已禁用。"
        },
        "events": [
          {
            "action": "command.refused",
            "result": "REFUSED",
            "actor": "user",
            "target": "command"
          }
        ]
      },
      {
        "outcome": "agent-offline",
        "answer": "AGENT_OFFLINE",
        "when": {
          "en": "The agent is offline and the request does not queue.",
          "zh-CN": "Agent 离线且请求未要求排队。"
        },
        "events": [
          {
            "action": "command.refused",
            "result": "REFUSED",
            "actor": "user",
            "target": "command"
          }
        ]
      },
      {
        "outcome": "confirmation-missing",
        "answer": "ACTION_REQUIRES_CONFIRMATION",
        "when": {
          "en": "The action needs a confirmation.",
          "zh-CN": "动作需要确认。"
        },
        "events": [
          {
            "action": "command.refused",
            "result": "REFUSED",
            "actor": "user",
            "target": "command"
          }
        ]
      },
      {
        "outcome": "payload-invalid",
        "answer": "ACTION_PAYLOAD_INVALID",
        "when": {
          "en": "The payload does not satisfy the input schema.",
          "zh-CN": "载荷不符合输入模式。"
        },
        "events": [
          {
            "action": "command.refused",
            "result": "REFUSED",
            "actor": "user",
            "target": "command"
          }
        ]
      },
      {
        "outcome": "not-retryable",
        "answer": "COMMAND_NOT_RETRYABLE",
        "when": {
          "en": "The command is not FAILED, EXPIRED or CANCELLED.",
          "zh-CN": "命令不处于 FAILED、EXPIRED 或 CANCELLED。"
        },
        "events": [
          {
            "action": "command.refused",
            "result": "REFUSED",
            "actor": "user",
            "target": "command"
          }
        ]
      },
      {
        "outcome": "payload-erased",
        "answer": "COMMAND_PAYLOAD_ERASED",
        "when": {
          "en": "The original payload was erased in part.",
          "zh-CN": "原始载荷已被部分清除。"
        },
        "events": [
          {
            "action": "command.refused",
            "result": "REFUSED",
            "actor": "user",
            "target": "command"
          }
        ]
      },
      {
        "outcome": "key-reused",
        "answer": "IDEMPOTENCY_KEY_REUSED",
        "when": {
          "en": "The key came with another body.",
          "zh-CN": "该键曾与另一请求体一起使用。"
        },
        "events": []
      }
    ],
    "auditList": [
      {
        "outcome": "answered",
        "answer": "SUCCESS",
        "when": {
          "en": "The request was answered.",
          "zh-CN": "请求已应答。"
        },
        "events": []
      }
    ],
    "auditView": [
      {
        "outcome": "answered",
        "answer": "SUCCESS",
        "when": {
          "en": "The request was answered.",
          "zh-CN": "请求已应答。"
        },
        "events": []
      }
    ],
    "auditExport": [
      {
        "outcome": "exported",
        "answer": "SUCCESS",
        "when": {
          "en": "A GET began to stream; HEAD writes nothing.",
          "zh-CN": "GET 开始输出；HEAD 不写入任何内容。"
        },
        "events": [
          {
            "action": "audit.exported",
            "result": "SUCCESS",
            "actor": "user",
            "target": "audit"
          }
        ]
      }
    ],
    "auditVerify": [
      {
        "outcome": "answered",
        "answer": "SUCCESS",
        "when": {
          "en": "The request was answered.",
          "zh-CN": "请求已应答。"
        },
        "events": []
      }
    ],
    "dashboardView": [
      {
        "outcome": "answered",
        "answer": "SUCCESS",
        "when": {
          "en": "The request was answered.",
          "zh-CN": "请求已应答。"
        },
        "events": []
      }
    ],
    "eventList": [
      {
        "outcome": "answered",
        "answer": "SUCCESS",
        "when": {
          "en": "The request was answered.",
          "zh-CN": "请求已应答。"
        },
        "events": []
      }
    ],
    "eventStream": [
      {
        "outcome": "answered",
        "answer": "SUCCESS",
        "when": {
          "en": "The request was answered.",
          "zh-CN": "请求已应答。"
        },
        "events": []
      }
    ]
  },
  "messages": {
    "heartbeat": "agentHeartbeat",
    "service.report": "serviceReport",
    "command.ack": "commandAck",
    "command.progress": "commandProgress",
    "command.result": "commandResult",
    "goodbye": "agentDisconnect"
  },
  "timers": [
    {
      "timer": "start-deadline",
      "limit": "startWithinSecondsDefault",
      "when": {
        "en": "A PENDING command reached `startBy`.",
        "zh-CN": "PENDING 命令到达 `startBy`。"
      },
      "events": [
        {
          "action": "command.expired",
          "result": "SUCCESS",
          "actor": "system",
          "target": "command"
        }
      ]
    },
    {
      "timer": "expiry-deadline",
      "limit": "expiryGraceSeconds",
      "when": {
        "en": "A RUNNING command reached `expiresAt`.",
        "zh-CN": "RUNNING 命令到达 `expiresAt`。"
      },
      "events": [
        {
          "action": "command.expired",
          "result": "SUCCESS",
          "actor": "system",
          "target": "command"
        }
      ]
    },
    {
      "timer": "run-lease",
      "limit": "runLeaseSeconds",
      "when": {
        "en": "The run lease of a RUNNING command lapsed: FAILED with AGENT_LOST.",
        "zh-CN": "RUNNING 命令的运行租约到期：以 AGENT_LOST 置为 FAILED。"
      },
      "events": [
        {
          "action": "command.failed",
          "result": "SUCCESS",
          "actor": "system",
          "target": "command"
        }
      ]
    },
    {
      "timer": "cancel-grace",
      "limit": "cancelGraceSeconds",
      "when": {
        "en": "A requested cancellation got no outcome in time.",
        "zh-CN": "已请求的取消未在期限内得到结局。"
      },
      "events": [
        {
          "action": "command.cancelled",
          "result": "SUCCESS",
          "actor": "system",
          "target": "command"
        }
      ]
    },
    {
      "timer": "ack-lease",
      "limit": "ackLeaseSeconds",
      "when": {
        "en": "A delivery was not acknowledged in time; the command waits for the next one.",
        "zh-CN": "投递未及时确认；命令等待下一次投递。"
      },
      "events": []
    },
    {
      "timer": "ephemeral-offline",
      "limit": "ephemeralOfflineSeconds",
      "when": {
        "en": "An ephemeral agent was OFFLINE too long.",
        "zh-CN": "临时 Agent 处于 OFFLINE 过久。"
      },
      "events": [
        {
          "action": "agent.revoked",
          "result": "SUCCESS",
          "actor": "system",
          "target": "agent"
        }
      ],
      "items": [
        "commandOfExpiredAgent",
        "serviceOfExpiredAgent"
      ]
    },
    {
      "timer": "agent-offline",
      "limit": "offlineAfterSeconds",
      "when": {
        "en": "An agent was not heard of.",
        "zh-CN": "未再收到 Agent 的消息。"
      },
      "events": []
    },
    {
      "timer": "health-stale",
      "limit": "offlineAfterSeconds",
      "when": {
        "en": "The health of a service was not received.",
        "zh-CN": "未收到服务的健康报告。"
      },
      "events": []
    },
    {
      "timer": "pending-token",
      "limit": "tokenPendingSeconds",
      "when": {
        "en": "A pending agent token was not used.",
        "zh-CN": "待用 Agent 令牌未被使用。"
      },
      "events": []
    },
    {
      "timer": "audit-retention",
      "limit": "auditRetentionSeconds",
      "when": {
        "en": "Old audit events were pruned, one event per pruning.",
        "zh-CN": "旧审计事件被清理，每次清理记一个事件。"
      },
      "events": [
        {
          "action": "audit.pruned",
          "result": "SUCCESS",
          "actor": "system",
          "target": "audit"
        }
      ]
    },
    {
      "timer": "first-start",
      "limit": null,
      "when": {
        "en": "Opstage started on an empty database and created the first owner.",
        "zh-CN": "Opstage 在空数据库上启动并创建首位所有者。"
      },
      "events": [
        {
          "action": "user.created",
          "result": "SUCCESS",
          "actor": "system",
          "target": "user"
        }
      ]
    }
  ]
};

/** Who may call each operation. */
export const roleMatrix: Readonly<Record<OperationId, Role | 'agent' | 'none'>> = {
  "systemHealth": "none",
  "systemVersion": "none",
  "agentRegister": "none",
  "agentHeartbeat": "agent",
  "agentDisconnect": "agent",
  "agentTokenRotate": "agent",
  "serviceReport": "agent",
  "commandClaim": "agent",
  "commandAck": "agent",
  "commandProgress": "agent",
  "commandResult": "agent",
  "agentSession": "agent",
  "operatorLogin": "none",
  "operatorLogout": "viewer",
  "operatorMe": "viewer",
  "userList": "owner",
  "userCreate": "owner",
  "userView": "owner",
  "userUpdate": "owner",
  "userResetPassword": "owner",
  "registrationTokenList": "operator",
  "registrationTokenCreate": "operator",
  "registrationTokenView": "operator",
  "registrationTokenRevoke": "operator",
  "agentList": "viewer",
  "agentView": "viewer",
  "agentDisable": "operator",
  "agentEnable": "operator",
  "agentRevoke": "owner",
  "serviceList": "viewer",
  "serviceView": "viewer",
  "serviceManifestView": "viewer",
  "serviceHealthView": "viewer",
  "serviceConfigView": "viewer",
  "serviceConfigHistory": "viewer",
  "actionList": "viewer",
  "actionView": "viewer",
  "commandCreate": "operator",
  "commandList": "viewer",
  "commandView": "viewer",
  "commandCancel": "operator",
  "commandRetry": "operator",
  "auditList": "operator",
  "auditView": "operator",
  "auditExport": "operator",
  "auditVerify": "operator",
  "dashboardView": "viewer",
  "eventList": "viewer",
  "eventStream": "viewer"
};

/** Every limit and duration, with its default and bounds. */
export const limits: Readonly<Record<LimitName, LimitEntry>> = {
  "maxBodyBytes": {
    "name": "maxBodyBytes",
    "unit": "bytes",
    "default": 1048576,
    "min": 1048576,
    "max": 1048576,
    "env": null,
    "requirements": [
      "limits-enforced"
    ],
    "meaning": {
      "en": "Longest decoded request body.",
      "zh-CN": "请求体解码后的最大长度。"
    }
  },
  "maxMessageBytes": {
    "name": "maxMessageBytes",
    "unit": "bytes",
    "default": 1114112,
    "min": 1114112,
    "max": 16777216,
    "env": null,
    "requirements": [
      "session-bounded"
    ],
    "meaning": {
      "en": "Longest frame on an agent session; a longer one closes 1009.",
      "zh-CN": "Agent 会话中单个帧的最大长度；超过则以 1009 关闭。"
    },
    "atLeast": [
      {
        "of": "maxBodyBytes",
        "factor": 1,
        "plus": 65536
      }
    ]
  },
  "jsonDepthMax": {
    "name": "jsonDepthMax",
    "unit": "count",
    "default": 100,
    "min": 100,
    "max": 1000,
    "env": null,
    "requirements": [
      "limits-enforced"
    ],
    "meaning": {
      "en": "Levels of objects and arrays in one JSON document; a deeper one is 400 `MALFORMED_JSON`.",
      "zh-CN": "单个 JSON 文档中对象与数组的最大嵌套层数；更深则为 400 `MALFORMED_JSON`。"
    }
  },
  "servicesPerReportMax": {
    "name": "servicesPerReportMax",
    "unit": "count",
    "default": 200,
    "min": 200,
    "max": 200,
    "env": null,
    "requirements": [
      "limits-enforced"
    ],
    "meaning": {
      "en": "Services in one report, registration or heartbeat.",
      "zh-CN": "一次上报、注册或心跳中的服务数。"
    }
  },
  "configsPerServiceMax": {
    "name": "configsPerServiceMax",
    "unit": "count",
    "default": 500,
    "min": 500,
    "max": 500,
    "env": null,
    "requirements": [
      "limits-enforced"
    ],
    "meaning": {
      "en": "Config items of one service.",
      "zh-CN": "一个服务的配置项数。"
    }
  },
  "actionsPerServiceMax": {
    "name": "actionsPerServiceMax",
    "unit": "count",
    "default": 200,
    "min": 200,
    "max": 200,
    "env": null,
    "requirements": [
      "limits-enforced"
    ],
    "meaning": {
      "en": "Actions of one service.",
      "zh-CN": "一个服务的动作数。"
    }
  },
  "healthNodesMax": {
    "name": "healthNodesMax",
    "unit": "count",
    "default": 64,
    "min": 64,
    "max": 64,
    "env": null,
    "requirements": [
      "limits-enforced"
    ],
    "meaning": {
      "en": "Nodes of one health tree, its root counted.",
      "zh-CN": "一棵健康树的节点数（含根）。"
    }
  },
  "healthDepthMax": {
    "name": "healthDepthMax",
    "unit": "count",
    "default": 4,
    "min": 4,
    "max": 4,
    "env": null,
    "requirements": [
      "limits-enforced"
    ],
    "meaning": {
      "en": "Levels of one health tree, its root counted.",
      "zh-CN": "一棵健康树的层数（含根）。"
    }
  },
  "messageLengthMax": {
    "name": "messageLengthMax",
    "unit": "codePoints",
    "default": 500,
    "min": 500,
    "max": 500,
    "env": null,
    "requirements": [
      "limits-enforced"
    ],
    "meaning": {
      "en": "Longest `message` of a health report, progress, result or event.",
      "zh-CN": "健康报告、进度、结果或事件中 `message` 的最大长度。"
    }
  },
  "heartbeatEventsMax": {
    "name": "heartbeatEventsMax",
    "unit": "count",
    "default": 50,
    "min": 50,
    "max": 50,
    "env": null,
    "requirements": [
      "service-events-audited"
    ],
    "meaning": {
      "en": "Events in one heartbeat.",
      "zh-CN": "一次心跳中的事件数。"
    }
  },
  "claimMax": {
    "name": "claimMax",
    "unit": "count",
    "default": 10,
    "min": 10,
    "max": 10,
    "env": null,
    "requirements": [
      "claim-exclusive"
    ],
    "meaning": {
      "en": "Most commands one claim may ask for.",
      "zh-CN": "一次领取可请求的最多命令数。"
    }
  },
  "claimWaitSecondsMax": {
    "name": "claimWaitSecondsMax",
    "unit": "seconds",
    "default": 60,
    "min": 60,
    "max": 60,
    "env": null,
    "requirements": [
      "claim-wakes"
    ],
    "meaning": {
      "en": "Longest `waitSeconds` of a claim.",
      "zh-CN": "领取请求中 `waitSeconds` 的最大值。"
    }
  },
  "pageSizeMax": {
    "name": "pageSizeMax",
    "unit": "count",
    "default": 100,
    "min": 100,
    "max": 100,
    "env": null,
    "requirements": [
      "pagination-stable"
    ],
    "meaning": {
      "en": "Largest `pageSize` of a list.",
      "zh-CN": "列表 `pageSize` 的最大值。"
    }
  },
  "pageSizeDefault": {
    "name": "pageSizeDefault",
    "unit": "count",
    "default": 20,
    "min": 20,
    "max": 20,
    "env": null,
    "requirements": [
      "pagination-stable"
    ],
    "meaning": {
      "en": "`pageSize` of a list where the request names none.",
      "zh-CN": "请求未指定时列表的 `pageSize`。"
    }
  },
  "idempotencyKeyLengthMax": {
    "name": "idempotencyKeyLengthMax",
    "unit": "characters",
    "default": 128,
    "min": 128,
    "max": 128,
    "env": null,
    "requirements": [
      "idempotency-key"
    ],
    "meaning": {
      "en": "Longest `Idempotency-Key`, in visible ASCII characters.",
      "zh-CN": "`Idempotency-Key` 的最大长度（可见 ASCII 字符）。"
    }
  },
  "idempotencySeconds": {
    "name": "idempotencySeconds",
    "unit": "seconds",
    "default": 86400,
    "min": 1,
    "max": 2592000,
    "env": "OPSTAGE_IDEMPOTENCY_SECONDS",
    "requirements": [
      "idempotency-key"
    ],
    "meaning": {
      "en": "How long an idempotency key stays bound to its command.",
      "zh-CN": "幂等键与其命令保持绑定的时长。"
    }
  },
  "registrationTokenDefaultSeconds": {
    "name": "registrationTokenDefaultSeconds",
    "unit": "seconds",
    "default": 86400,
    "min": 1,
    "max": 2592000,
    "env": "OPSTAGE_REGISTRATION_TOKEN_DEFAULT_SECONDS",
    "requirements": [
      "registration-token-expires"
    ],
    "meaning": {
      "en": "Life of a registration token created without `expiresInSeconds`.",
      "zh-CN": "创建时未给出 `expiresInSeconds` 的注册令牌的有效期。"
    }
  },
  "registrationTokenMaxSeconds": {
    "name": "registrationTokenMaxSeconds",
    "unit": "seconds",
    "default": 2592000,
    "min": 2592000,
    "max": 2592000,
    "env": null,
    "requirements": [
      "registration-token-expires"
    ],
    "meaning": {
      "en": "Longest `expiresInSeconds` of a registration token.",
      "zh-CN": "注册令牌 `expiresInSeconds` 的最大值。"
    }
  },
  "registrationTokenMaxUses": {
    "name": "registrationTokenMaxUses",
    "unit": "count",
    "default": 1000,
    "min": 1000,
    "max": 1000,
    "env": null,
    "requirements": [
      "registration-token-uses"
    ],
    "meaning": {
      "en": "Largest `maxUses` of a registration token.",
      "zh-CN": "注册令牌 `maxUses` 的最大值。"
    }
  },
  "registerRetrySeconds": {
    "name": "registerRetrySeconds",
    "unit": "seconds",
    "default": 600,
    "min": 1,
    "max": 86400,
    "env": "OPSTAGE_REGISTER_RETRY_SECONDS",
    "requirements": [
      "register-retry-safe"
    ],
    "meaning": {
      "en": "How long a registration may be repeated with its idempotency key.",
      "zh-CN": "凭幂等键可重复注册的时长。"
    }
  },
  "heartbeatIntervalSeconds": {
    "name": "heartbeatIntervalSeconds",
    "unit": "seconds",
    "default": 30,
    "min": 1,
    "max": 3600,
    "env": "OPSTAGE_HEARTBEAT_INTERVAL_SECONDS",
    "requirements": [
      "intervals-told",
      "heartbeat-cadence"
    ],
    "meaning": {
      "en": "Interval between heartbeats that agents are told.",
      "zh-CN": "告知 Agent 的心跳间隔。"
    }
  },
  "commandPollIntervalSeconds": {
    "name": "commandPollIntervalSeconds",
    "unit": "seconds",
    "default": 5,
    "min": 1,
    "max": 3600,
    "env": "OPSTAGE_COMMAND_POLL_INTERVAL_SECONDS",
    "requirements": [
      "intervals-told"
    ],
    "meaning": {
      "en": "Interval between claims that agents are told.",
      "zh-CN": "告知 Agent 的领取间隔。"
    }
  },
  "offlineAfterSeconds": {
    "name": "offlineAfterSeconds",
    "unit": "seconds",
    "default": 90,
    "min": 3,
    "max": 86400,
    "env": "OPSTAGE_OFFLINE_AFTER_SECONDS",
    "requirements": [
      "liveness",
      "effective-status"
    ],
    "meaning": {
      "en": "An agent not heard of for this long is OFFLINE, a service whose health was not received for this long STALE.",
      "zh-CN": "超过此时长未收到 Agent 消息则 Agent 为 OFFLINE；超过此时长未收到健康报告则服务为 STALE。"
    },
    "atLeast": [
      {
        "of": "heartbeatIntervalSeconds",
        "factor": 2.4,
        "plus": 0
      }
    ]
  },
  "ackLeaseSeconds": {
    "name": "ackLeaseSeconds",
    "unit": "seconds",
    "default": 30,
    "min": 1,
    "max": 3600,
    "env": "OPSTAGE_ACK_LEASE_SECONDS",
    "requirements": [
      "lost-delivery-redelivered",
      "claim-exclusive"
    ],
    "meaning": {
      "en": "How long a delivery waits for its acknowledgement before the command is delivered again.",
      "zh-CN": "投递等待确认的时长，逾时则重新投递命令。"
    }
  },
  "runLeaseSeconds": {
    "name": "runLeaseSeconds",
    "unit": "seconds",
    "default": 90,
    "min": 1,
    "max": 86400,
    "env": "OPSTAGE_RUN_LEASE_SECONDS",
    "requirements": [
      "run-lease"
    ],
    "meaning": {
      "en": "How long a RUNNING command may go without progress or heartbeat naming it.",
      "zh-CN": "RUNNING 命令在没有进度、也没有列出它的心跳时可维持的时长。"
    }
  },
  "sweepSeconds": {
    "name": "sweepSeconds",
    "unit": "seconds",
    "default": 5,
    "min": 1,
    "max": 60,
    "env": "OPSTAGE_SWEEP_SECONDS",
    "requirements": [
      "command-deadlines"
    ],
    "meaning": {
      "en": "Longest time until a passed deadline is written without another request.",
      "zh-CN": "期限过后，在没有其他请求的情况下写入该变更的最长时间。"
    }
  },
  "cancelGraceSeconds": {
    "name": "cancelGraceSeconds",
    "unit": "seconds",
    "default": 60,
    "min": 1,
    "max": 86400,
    "env": "OPSTAGE_CANCEL_GRACE_SECONDS",
    "requirements": [
      "cancel"
    ],
    "meaning": {
      "en": "How long a requested cancellation waits for the agent's outcome.",
      "zh-CN": "已请求的取消等待 Agent 结局的时长。"
    }
  },
  "tokenPendingSeconds": {
    "name": "tokenPendingSeconds",
    "unit": "seconds",
    "default": 600,
    "min": 1,
    "max": 86400,
    "env": "OPSTAGE_TOKEN_PENDING_SECONDS",
    "requirements": [
      "token-rotation-overlap"
    ],
    "meaning": {
      "en": "How long a pending agent token may wait for its first use.",
      "zh-CN": "待用 Agent 令牌等待首次使用的时长。"
    }
  },
  "ephemeralOfflineSeconds": {
    "name": "ephemeralOfflineSeconds",
    "unit": "seconds",
    "default": 3600,
    "min": 1,
    "max": 2592000,
    "env": "OPSTAGE_EPHEMERAL_OFFLINE_SECONDS",
    "requirements": [
      "ephemeral-agents"
    ],
    "meaning": {
      "en": "How long an ephemeral agent may be OFFLINE before it is revoked.",
      "zh-CN": "临时 Agent 处于 OFFLINE 多久后被吊销。"
    }
  },
  "startWithinSecondsDefault": {
    "name": "startWithinSecondsDefault",
    "unit": "seconds",
    "default": 300,
    "min": 1,
    "max": 86400,
    "env": "OPSTAGE_START_WITHIN_SECONDS_DEFAULT",
    "requirements": [
      "command-deadlines"
    ],
    "meaning": {
      "en": "`startWithinSeconds` of a command that names none.",
      "zh-CN": "命令未指定时的 `startWithinSeconds`。"
    }
  },
  "startWithinSecondsMax": {
    "name": "startWithinSecondsMax",
    "unit": "seconds",
    "default": 86400,
    "min": 86400,
    "max": 86400,
    "env": null,
    "requirements": [
      "command-deadlines"
    ],
    "meaning": {
      "en": "Largest `startWithinSeconds`.",
      "zh-CN": "`startWithinSeconds` 的最大值。"
    }
  },
  "timeoutSecondsDefault": {
    "name": "timeoutSecondsDefault",
    "unit": "seconds",
    "default": 300,
    "min": 1,
    "max": 86400,
    "env": "OPSTAGE_TIMEOUT_SECONDS_DEFAULT",
    "requirements": [
      "command-deadlines",
      "handler-timeout"
    ],
    "meaning": {
      "en": "`timeoutSeconds` of an action that declares none.",
      "zh-CN": "动作未声明时的 `timeoutSeconds`。"
    }
  },
  "timeoutSecondsMax": {
    "name": "timeoutSecondsMax",
    "unit": "seconds",
    "default": 86400,
    "min": 86400,
    "max": 86400,
    "env": null,
    "requirements": [
      "command-deadlines"
    ],
    "meaning": {
      "en": "Largest `timeoutSeconds` of an action.",
      "zh-CN": "动作 `timeoutSeconds` 的最大值。"
    }
  },
  "expiryGraceSeconds": {
    "name": "expiryGraceSeconds",
    "unit": "seconds",
    "default": 60,
    "min": 1,
    "max": 3600,
    "env": "OPSTAGE_EXPIRY_GRACE_SECONDS",
    "requirements": [
      "command-deadlines"
    ],
    "meaning": {
      "en": "Time between `startBy` plus `timeoutSeconds` and `expiresAt`.",
      "zh-CN": "`startBy` 加 `timeoutSeconds` 到 `expiresAt` 之间的时间。"
    }
  },
  "helloSeconds": {
    "name": "helloSeconds",
    "unit": "seconds",
    "default": 10,
    "min": 1,
    "max": 60,
    "env": "OPSTAGE_HELLO_SECONDS",
    "requirements": [
      "session-hello-first"
    ],
    "meaning": {
      "en": "How long an opened session waits for `hello`.",
      "zh-CN": "会话打开后等待 `hello` 的时长。"
    }
  },
  "pingSeconds": {
    "name": "pingSeconds",
    "unit": "seconds",
    "default": 25,
    "min": 1,
    "max": 30,
    "env": "OPSTAGE_PING_SECONDS",
    "requirements": [
      "session-keepalive"
    ],
    "meaning": {
      "en": "Interval between pings on a session; either side closes after two silent ones.",
      "zh-CN": "会话的 ping 间隔；任一方在两个间隔内无任何接收即关闭。"
    }
  },
  "maxRunningMax": {
    "name": "maxRunningMax",
    "unit": "count",
    "default": 100,
    "min": 100,
    "max": 100,
    "env": null,
    "requirements": [
      "claim-what-can-start"
    ],
    "meaning": {
      "en": "Largest `maxRunning` of a session.",
      "zh-CN": "会话 `maxRunning` 的最大值。"
    }
  },
  "badFramesPerMinuteMax": {
    "name": "badFramesPerMinuteMax",
    "unit": "count",
    "default": 10,
    "min": 10,
    "max": 10,
    "env": null,
    "requirements": [
      "session-bad-frame"
    ],
    "meaning": {
      "en": "Bad frames within one minute that close the session.",
      "zh-CN": "一分钟内导致会话关闭的错误帧数。"
    }
  },
  "operatorSessionSeconds": {
    "name": "operatorSessionSeconds",
    "unit": "seconds",
    "default": 43200,
    "min": 1,
    "max": 2592000,
    "env": "OPSTAGE_OPERATOR_SESSION_SECONDS",
    "requirements": [
      "session-cookie-flags"
    ],
    "meaning": {
      "en": "Life of an operator session.",
      "zh-CN": "操作员会话的有效期。"
    }
  },
  "loginFailuresMax": {
    "name": "loginFailuresMax",
    "unit": "count",
    "default": 10,
    "min": 1,
    "max": 1000,
    "env": "OPSTAGE_LOGIN_FAILURES_MAX",
    "requirements": [
      "login-throttled"
    ],
    "meaning": {
      "en": "Failed logins of one account name within the window before it is throttled.",
      "zh-CN": "窗口内同一账户名被限流前允许的登录失败次数。"
    }
  },
  "loginWindowSeconds": {
    "name": "loginWindowSeconds",
    "unit": "seconds",
    "default": 300,
    "min": 1,
    "max": 86400,
    "env": "OPSTAGE_LOGIN_WINDOW_SECONDS",
    "requirements": [
      "login-throttled"
    ],
    "meaning": {
      "en": "Window in which failed logins are counted.",
      "zh-CN": "统计登录失败次数的时间窗口。"
    }
  },
  "loginFailuresPerAddressMax": {
    "name": "loginFailuresPerAddressMax",
    "unit": "count",
    "default": 200,
    "min": 20,
    "max": 1000000,
    "env": "OPSTAGE_LOGIN_FAILURES_PER_ADDRESS_MAX",
    "requirements": [
      "login-throttled"
    ],
    "meaning": {
      "en": "Failed logins from one address within the window before it is throttled.",
      "zh-CN": "窗口内同一地址被限流前允许的登录失败次数。"
    },
    "atLeast": [
      {
        "of": "loginFailuresMax",
        "factor": 20,
        "plus": 0
      }
    ]
  },
  "streamsPerUserMax": {
    "name": "streamsPerUserMax",
    "unit": "count",
    "default": 8,
    "min": 1,
    "max": 8,
    "env": "OPSTAGE_STREAMS_PER_USER_MAX",
    "requirements": [
      "events-bounded"
    ],
    "meaning": {
      "en": "Event streams one user may hold open.",
      "zh-CN": "一个用户可同时打开的事件流数。"
    }
  },
  "eventRetentionSeconds": {
    "name": "eventRetentionSeconds",
    "unit": "seconds",
    "default": 86400,
    "min": 1,
    "max": 31536000,
    "env": "OPSTAGE_EVENT_RETENTION_SECONDS",
    "requirements": [
      "events-resume"
    ],
    "meaning": {
      "en": "Age up to which feed events are retained; the smaller of age and count decides.",
      "zh-CN": "事件流事件的保留时长；时长与数量两者以较小者为准。"
    }
  },
  "eventRetentionCount": {
    "name": "eventRetentionCount",
    "unit": "count",
    "default": 10000,
    "min": 1,
    "max": 10000000,
    "env": "OPSTAGE_EVENT_RETENTION_COUNT",
    "requirements": [
      "events-resume"
    ],
    "meaning": {
      "en": "Number of newest feed events retained; the smaller of age and count decides.",
      "zh-CN": "事件流保留的最新事件数；时长与数量两者以较小者为准。"
    }
  },
  "auditRetentionSeconds": {
    "name": "auditRetentionSeconds",
    "unit": "seconds",
    "default": 0,
    "min": 0,
    "max": 3153600000,
    "env": "OPSTAGE_AUDIT_RETENTION_SECONDS",
    "requirements": [
      "audit-sequence"
    ],
    "meaning": {
      "en": "Age at which audit events are pruned; 0 keeps them for ever.",
      "zh-CN": "审计事件被清理的时限；0 表示永久保留。"
    }
  },
  "configHistoryRevisions": {
    "name": "configHistoryRevisions",
    "unit": "count",
    "default": 100,
    "min": 100,
    "max": 1000000,
    "env": "OPSTAGE_CONFIG_HISTORY_REVISIONS",
    "requirements": [
      "config-history"
    ],
    "meaning": {
      "en": "Config revisions kept for each service.",
      "zh-CN": "每个服务保留的配置修订数。"
    }
  },
  "actionSchemaBytesMax": {
    "name": "actionSchemaBytesMax",
    "unit": "bytes",
    "default": 65536,
    "min": 65536,
    "max": 65536,
    "env": null,
    "requirements": [
      "action-schema-subset"
    ],
    "meaning": {
      "en": "Largest input or output schema of an action, as compact JSON in UTF-8.",
      "zh-CN": "动作输入或输出模式的最大长度（紧凑 JSON、UTF-8）。"
    }
  },
  "actionSchemaDepthMax": {
    "name": "actionSchemaDepthMax",
    "unit": "count",
    "default": 8,
    "min": 8,
    "max": 8,
    "env": null,
    "requirements": [
      "action-schema-subset"
    ],
    "meaning": {
      "en": "Deepest nesting of schemas in an action's schema, its root counted.",
      "zh-CN": "动作模式中模式的最大嵌套深度（含根）。"
    }
  },
  "refusalDedupSeconds": {
    "name": "refusalDedupSeconds",
    "unit": "seconds",
    "default": 60,
    "min": 1,
    "max": 3600,
    "env": "OPSTAGE_REFUSAL_DEDUP_SECONDS",
    "requirements": [
      "audit-complete"
    ],
    "meaning": {
      "en": "Time within which equal refusals of one actor are audited once.",
      "zh-CN": "同一行为者的相同拒绝在此时长内只审计一次。"
    }
  }
};

/** Every event of the operator feed. */
export const eventTypes: Readonly<Record<EventType, EventTypeEntry>> = {
  "capsule.agent.registered": {
    "type": "capsule.agent.registered",
    "subject": "agent",
    "data": [
      "agentId",
      "status"
    ],
    "meaning": {
      "en": "An agent registered.",
      "zh-CN": "Agent 已注册。"
    }
  },
  "capsule.agent.online": {
    "type": "capsule.agent.online",
    "subject": "agent",
    "data": [
      "agentId",
      "status",
      "previousStatus"
    ],
    "meaning": {
      "en": "An agent came online.",
      "zh-CN": "Agent 已上线。"
    }
  },
  "capsule.agent.offline": {
    "type": "capsule.agent.offline",
    "subject": "agent",
    "data": [
      "agentId",
      "status",
      "previousStatus"
    ],
    "meaning": {
      "en": "An agent went offline, by time or by disconnecting.",
      "zh-CN": "Agent 因超时或断开而离线。"
    }
  },
  "capsule.agent.disabled": {
    "type": "capsule.agent.disabled",
    "subject": "agent",
    "data": [
      "agentId",
      "status",
      "previousStatus"
    ],
    "meaning": {
      "en": "An agent was disabled.",
      "zh-CN": "Agent 已禁用。"
    }
  },
  "capsule.agent.enabled": {
    "type": "capsule.agent.enabled",
    "subject": "agent",
    "data": [
      "agentId",
      "status",
      "previousStatus"
    ],
    "meaning": {
      "en": "An agent was enabled.",
      "zh-CN": "Agent 已启用。"
    }
  },
  "capsule.agent.revoked": {
    "type": "capsule.agent.revoked",
    "subject": "agent",
    "data": [
      "agentId",
      "status",
      "previousStatus"
    ],
    "meaning": {
      "en": "An agent was revoked.",
      "zh-CN": "Agent 已吊销。"
    }
  },
  "capsule.agent.replaced": {
    "type": "capsule.agent.replaced",
    "subject": "agent",
    "data": [
      "agentId",
      "status",
      "previousStatus"
    ],
    "meaning": {
      "en": "An agent was replaced by a new registration.",
      "zh-CN": "Agent 已被新注册替换。"
    }
  },
  "capsule.agent.identity.conflict": {
    "type": "capsule.agent.identity.conflict",
    "subject": "agent",
    "data": [
      "agentId",
      "status"
    ],
    "meaning": {
      "en": "Two processes use one agent's identity in turn.",
      "zh-CN": "两个进程交替使用同一 Agent 身份。"
    }
  },
  "capsule.service.reported": {
    "type": "capsule.service.reported",
    "subject": "service",
    "data": [
      "serviceId",
      "agentId",
      "status"
    ],
    "meaning": {
      "en": "A service was reported for the first time or with another manifest or other actions.",
      "zh-CN": "服务首次上报，或其清单或动作有变。"
    }
  },
  "capsule.service.status.changed": {
    "type": "capsule.service.status.changed",
    "subject": "service",
    "data": [
      "serviceId",
      "agentId",
      "status",
      "previousStatus"
    ],
    "meaning": {
      "en": "The effective status of a service changed, whatever the cause.",
      "zh-CN": "服务的有效状态发生变化，无论原因为何。"
    }
  },
  "capsule.service.config.changed": {
    "type": "capsule.service.config.changed",
    "subject": "service",
    "data": [
      "serviceId",
      "agentId",
      "configRevision"
    ],
    "meaning": {
      "en": "A service's config items changed.",
      "zh-CN": "服务的配置项发生变化。"
    }
  },
  "capsule.service.owner.changed": {
    "type": "capsule.service.owner.changed",
    "subject": "service",
    "data": [
      "serviceId",
      "agentId"
    ],
    "meaning": {
      "en": "A free service code was taken over; `agentId` is the new owner.",
      "zh-CN": "空闲的服务编码被接管；`agentId` 为新的所有者。"
    }
  },
  "capsule.service.released": {
    "type": "capsule.service.released",
    "subject": "service",
    "data": [
      "serviceId",
      "agentId"
    ],
    "meaning": {
      "en": "A service code was released; `agentId` is the former owner.",
      "zh-CN": "服务编码已释放；`agentId` 为原所有者。"
    }
  },
  "capsule.service.event": {
    "type": "capsule.service.event",
    "subject": "service",
    "data": [
      "serviceId",
      "agentId"
    ],
    "meaning": {
      "en": "A capsule raised an event; its content is in the audit log.",
      "zh-CN": "Capsule 提出事件；其内容见审计日志。"
    }
  },
  "capsule.command.created": {
    "type": "capsule.command.created",
    "subject": "command",
    "data": [
      "commandId",
      "serviceId",
      "agentId",
      "status"
    ],
    "meaning": {
      "en": "A command was created, by execution or retry.",
      "zh-CN": "通过执行或重试创建了命令。"
    }
  },
  "capsule.command.delivered": {
    "type": "capsule.command.delivered",
    "subject": "command",
    "data": [
      "commandId",
      "serviceId",
      "agentId",
      "status"
    ],
    "meaning": {
      "en": "A command was delivered to its agent.",
      "zh-CN": "命令已投递至其 Agent。"
    }
  },
  "capsule.command.started": {
    "type": "capsule.command.started",
    "subject": "command",
    "data": [
      "commandId",
      "serviceId",
      "agentId",
      "status",
      "previousStatus"
    ],
    "meaning": {
      "en": "The agent accepted a command.",
      "zh-CN": "Agent 已接受命令。"
    }
  },
  "capsule.command.progress": {
    "type": "capsule.command.progress",
    "subject": "command",
    "data": [
      "commandId",
      "serviceId",
      "agentId",
      "status"
    ],
    "meaning": {
      "en": "A command made progress.",
      "zh-CN": "命令有新的进度。"
    }
  },
  "capsule.command.cancel.requested": {
    "type": "capsule.command.cancel.requested",
    "subject": "command",
    "data": [
      "commandId",
      "serviceId",
      "agentId",
      "status"
    ],
    "meaning": {
      "en": "The cancellation of a RUNNING command was requested.",
      "zh-CN": "已请求取消 RUNNING 的命令。"
    }
  },
  "capsule.command.succeeded": {
    "type": "capsule.command.succeeded",
    "subject": "command",
    "data": [
      "commandId",
      "serviceId",
      "agentId",
      "status",
      "previousStatus"
    ],
    "meaning": {
      "en": "A command became SUCCEEDED.",
      "zh-CN": "命令变为 SUCCEEDED。"
    }
  },
  "capsule.command.failed": {
    "type": "capsule.command.failed",
    "subject": "command",
    "data": [
      "commandId",
      "serviceId",
      "agentId",
      "status",
      "previousStatus"
    ],
    "meaning": {
      "en": "A command became FAILED.",
      "zh-CN": "命令变为 FAILED。"
    }
  },
  "capsule.command.expired": {
    "type": "capsule.command.expired",
    "subject": "command",
    "data": [
      "commandId",
      "serviceId",
      "agentId",
      "status",
      "previousStatus"
    ],
    "meaning": {
      "en": "A command became EXPIRED.",
      "zh-CN": "命令变为 EXPIRED。"
    }
  },
  "capsule.command.cancelled": {
    "type": "capsule.command.cancelled",
    "subject": "command",
    "data": [
      "commandId",
      "serviceId",
      "agentId",
      "status",
      "previousStatus"
    ],
    "meaning": {
      "en": "A command became CANCELLED.",
      "zh-CN": "命令变为 CANCELLED。"
    }
  },
  "capsule.command.late_result": {
    "type": "capsule.command.late_result",
    "subject": "command",
    "data": [
      "commandId",
      "serviceId",
      "agentId",
      "status"
    ],
    "meaning": {
      "en": "A late result was kept.",
      "zh-CN": "已保存迟到结果。"
    }
  },
  "capsule.stream.reset": {
    "type": "capsule.stream.reset",
    "subject": "stream",
    "data": [
      "headId"
    ],
    "meaning": {
      "en": "The cursor is unknown or pruned: what happened before `headId` must be read from the lists; the feed goes on from there.",
      "zh-CN": "游标未知或已被清理：`headId` 之前的内容须从各列表读取；事件流由此继续。"
    }
  }
};

/** Every message of the agent session. */
export const messages: Readonly<Record<MessageType, SessionMessage>> = {
  "hello": {
    "type": "hello",
    "direction": "agent-to-opstage",
    "frame": "HelloFrame",
    "dataType": "Hello",
    "replies": [
      "welcome",
      "error"
    ],
    "httpTwin": null,
    "ackData": null
  },
  "welcome": {
    "type": "welcome",
    "direction": "opstage-to-agent",
    "frame": "WelcomeFrame",
    "dataType": "Welcome",
    "replies": [],
    "httpTwin": null,
    "ackData": null
  },
  "heartbeat": {
    "type": "heartbeat",
    "direction": "agent-to-opstage",
    "frame": "HeartbeatFrame",
    "dataType": "HeartbeatRequest",
    "replies": [
      "ack",
      "error"
    ],
    "httpTwin": "agentHeartbeat",
    "ackData": "HeartbeatAnswer"
  },
  "service.report": {
    "type": "service.report",
    "direction": "agent-to-opstage",
    "frame": "ServiceReportFrame",
    "dataType": "ServiceReportRequest",
    "replies": [
      "ack",
      "error"
    ],
    "httpTwin": "serviceReport",
    "ackData": "ServiceReportAnswer"
  },
  "command.dispatch": {
    "type": "command.dispatch",
    "direction": "opstage-to-agent",
    "frame": "CommandDispatchFrame",
    "dataType": "CommandDelivery",
    "replies": [
      "command.ack"
    ],
    "httpTwin": null,
    "ackData": null
  },
  "command.ack": {
    "type": "command.ack",
    "direction": "agent-to-opstage",
    "frame": "CommandAckFrame",
    "dataType": "CommandAckMessage",
    "replies": [
      "ack",
      "error"
    ],
    "httpTwin": "commandAck",
    "ackData": "CommandAckAnswer"
  },
  "command.progress": {
    "type": "command.progress",
    "direction": "agent-to-opstage",
    "frame": "CommandProgressFrame",
    "dataType": "CommandProgressMessage",
    "replies": [
      "ack",
      "error"
    ],
    "httpTwin": "commandProgress",
    "ackData": "CommandProgressAnswer"
  },
  "command.result": {
    "type": "command.result",
    "direction": "agent-to-opstage",
    "frame": "CommandResultFrame",
    "dataType": "CommandResultMessage",
    "replies": [
      "ack",
      "error"
    ],
    "httpTwin": "commandResult",
    "ackData": "CommandResultAnswer"
  },
  "command.cancel": {
    "type": "command.cancel",
    "direction": "opstage-to-agent",
    "frame": "CommandCancelFrame",
    "dataType": "CommandCancel",
    "replies": [],
    "httpTwin": null,
    "ackData": null
  },
  "goodbye": {
    "type": "goodbye",
    "direction": "agent-to-opstage",
    "frame": "GoodbyeFrame",
    "dataType": "Goodbye",
    "replies": [],
    "httpTwin": "agentDisconnect",
    "ackData": null
  },
  "bye": {
    "type": "bye",
    "direction": "opstage-to-agent",
    "frame": "ByeFrame",
    "dataType": "Bye",
    "replies": [],
    "httpTwin": null,
    "ackData": null
  },
  "ack": {
    "type": "ack",
    "direction": "both",
    "frame": "AckFrame",
    "dataType": "JsonObject",
    "replies": [],
    "httpTwin": null,
    "ackData": null
  },
  "error": {
    "type": "error",
    "direction": "both",
    "frame": "ErrorFrame",
    "dataType": "ErrorBody",
    "replies": [],
    "httpTwin": null,
    "ackData": null
  }
};

/** What a claim of conformance can name. */
export const profiles: readonly ProfileEntry[] = [
  {
    "name": "agent-core",
    "role": "agent",
    "always": true,
    "capabilities": [],
    "operations": [],
    "meaning": {
      "en": "Enrolment, heartbeat, reports, and commands over plain HTTP: what every agent does.",
      "zh-CN": "注册、心跳、上报，以及通过普通 HTTP 处理命令：每个 Agent 都具备的能力。"
    }
  },
  {
    "name": "agent-progress",
    "role": "agent",
    "always": false,
    "capabilities": [
      "commands.progress",
      "commands.cancel"
    ],
    "operations": [],
    "meaning": {
      "en": "Reports the progress of running commands and honours their cancellation.",
      "zh-CN": "报告运行中命令的进度，并响应取消。"
    }
  },
  {
    "name": "agent-session",
    "role": "agent",
    "always": false,
    "capabilities": [
      "session.ws"
    ],
    "operations": [],
    "meaning": {
      "en": "Opens a WebSocket session beside HTTP and falls back to HTTP when it is lost.",
      "zh-CN": "在 HTTP 之外打开 WebSocket 会话，会话丢失时回退到 HTTP。"
    }
  },
  {
    "name": "agent-rotation",
    "role": "agent",
    "always": false,
    "capabilities": [
      "token.rotate"
    ],
    "operations": [],
    "meaning": {
      "en": "Rotates its agent token when told to.",
      "zh-CN": "按指示轮换 Agent 令牌。"
    }
  },
  {
    "name": "opstage-core",
    "role": "opstage",
    "always": true,
    "capabilities": [],
    "operations": [],
    "meaning": {
      "en": "The System API, the Agent API over HTTP and the Operator API: what every Opstage serves.",
      "zh-CN": "System API、基于 HTTP 的 Agent API 与 Operator API：每个 Opstage 都提供的内容。"
    }
  },
  {
    "name": "opstage-session",
    "role": "opstage",
    "always": false,
    "capabilities": [
      "session.ws"
    ],
    "operations": [
      "agentSession"
    ],
    "meaning": {
      "en": "Serves the WebSocket session of agents.",
      "zh-CN": "提供 Agent 的 WebSocket 会话。"
    }
  },
  {
    "name": "opstage-events",
    "role": "opstage",
    "always": false,
    "capabilities": [],
    "operations": [
      "eventList",
      "eventStream"
    ],
    "meaning": {
      "en": "Serves the operator event feed, as a stream and as pages.",
      "zh-CN": "以流与分页两种形式提供操作员事件流。"
    }
  },
  {
    "name": "opstage-audit-chain",
    "role": "opstage",
    "always": false,
    "capabilities": [],
    "operations": [
      "auditVerify"
    ],
    "meaning": {
      "en": "Chains the audit log by hashes and verifies it.",
      "zh-CN": "以哈希链接审计日志并可校验。"
    }
  }
];

/** Member names whose values are secrets. */
export const redactedNames: readonly string[] = [
  "accesskey",
  "accesstoken",
  "apikey",
  "apisecret",
  "apitoken",
  "authorization",
  "authtoken",
  "bearertoken",
  "clientsecret",
  "connectionstring",
  "cookie",
  "cookies",
  "credential",
  "credentials",
  "encryptionkey",
  "idtoken",
  "jwt",
  "mfacode",
  "oauthtoken",
  "otp",
  "otpcode",
  "passcode",
  "passphrase",
  "passwd",
  "password",
  "pin",
  "privatekey",
  "proxyauthorization",
  "pwd",
  "recoverycode",
  "refreshtoken",
  "secret",
  "secretaccesskey",
  "secretkey",
  "sessioncookie",
  "sessiontoken",
  "setcookie",
  "signingkey",
  "totp",
  "token",
  "xapikey"
];

/** The nouns of the contract in both languages. */
export const glossary: readonly GlossaryEntry[] = [
  {
    "id": "ack",
    "term": {
      "en": "acknowledgement (ack)",
      "zh-CN": "确认"
    },
    "definition": {
      "en": "An agent's answer to a delivery: accepted, or refused with an outcome code.",
      "zh-CN": "Agent 对投递的应答：接受，或以结局码拒绝。"
    },
    "see": [
      "delivery",
      "ack-lease"
    ],
    "type": "CommandAckRequest"
  },
  {
    "id": "ack-lease",
    "term": {
      "en": "ack lease",
      "zh-CN": "确认租约"
    },
    "definition": {
      "en": "The time in which a delivery must be acknowledged before the command is delivered again.",
      "zh-CN": "投递须得到确认的时限，逾时则再次投递命令。"
    },
    "see": [
      "delivery",
      "run-lease"
    ]
  },
  {
    "id": "action",
    "term": {
      "en": "action",
      "zh-CN": "动作"
    },
    "definition": {
      "en": "Something a capsule service lets operators trigger: a name, a danger level, schemas and properties such as idempotent and cancellable.",
      "zh-CN": "Capsule 服务允许操作员触发的事项：包括名称、危险级别、模式，以及是否幂等、可取消等属性。"
    },
    "see": [
      "command",
      "danger-level"
    ],
    "type": "Action"
  },
  {
    "id": "action-gate",
    "term": {
      "en": "action gate",
      "zh-CN": "动作闸门"
    },
    "definition": {
      "en": "The conditions, judged in a fixed order, that every execution and retry must pass.",
      "zh-CN": "每次执行与重试都须依固定顺序通过的各项条件。"
    },
    "see": [
      "action",
      "confirmation"
    ]
  },
  {
    "id": "actor",
    "term": {
      "en": "actor",
      "zh-CN": "行为者"
    },
    "definition": {
      "en": "Who caused an audit event: a user, an agent, the system itself, or someone anonymous.",
      "zh-CN": "引起审计事件者：用户、Agent、系统自身或匿名者。"
    },
    "see": [
      "audit-event"
    ],
    "type": "ActorRef"
  },
  {
    "id": "agent",
    "term": {
      "en": "Agent",
      "zh-CN": "Agent"
    },
    "definition": {
      "en": "The program, embedded in a capsule service or beside it, that speaks this contract with Opstage. It dials out; nobody connects to it. The word stays untranslated in Chinese, because 代理 would be read as a proxy.",
      "zh-CN": "嵌入 Capsule 服务或与其并列、以本契约与 Opstage 通信的程序。由它主动向外连接，无人向其发起连接。中文中保留 Agent 一词，因为“代理”易被理解为代理服务器。"
    },
    "see": [
      "opstage",
      "capsule-service"
    ],
    "type": "Agent"
  },
  {
    "id": "agent-code",
    "term": {
      "en": "agent code",
      "zh-CN": "Agent 编码"
    },
    "definition": {
      "en": "The name under which an agent is known to people; unique and chosen at registration.",
      "zh-CN": "供人识别 Agent 的名称；唯一，于注册时选定。"
    },
    "see": [
      "agent"
    ],
    "type": "AgentCode"
  },
  {
    "id": "agent-token",
    "term": {
      "en": "agent token",
      "zh-CN": "Agent 令牌"
    },
    "definition": {
      "en": "The secret that proves an agent's identity on every call; issued by registration and rotation, shown once.",
      "zh-CN": "在每次调用中证明 Agent 身份的机密；由注册与轮换签发，仅显示一次。"
    },
    "see": [
      "registration-token",
      "rotation"
    ],
    "type": "AgentToken"
  },
  {
    "id": "attempt",
    "term": {
      "en": "attempt",
      "zh-CN": "投递次数"
    },
    "definition": {
      "en": "How often a command has been delivered.",
      "zh-CN": "命令已被投递的次数。"
    },
    "see": [
      "delivery"
    ]
  },
  {
    "id": "audit-chain",
    "term": {
      "en": "audit chain",
      "zh-CN": "审计链"
    },
    "definition": {
      "en": "Audit events linked by hashes, so that an alteration shows.",
      "zh-CN": "以哈希相连的审计事件，任何篡改都会显现。"
    },
    "see": [
      "audit-log"
    ]
  },
  {
    "id": "audit-event",
    "term": {
      "en": "audit event",
      "zh-CN": "审计事件"
    },
    "definition": {
      "en": "One immutable record of who did what to which target, and with what result.",
      "zh-CN": "一条不可变的记录：谁对哪个目标做了什么、结果如何。"
    },
    "see": [
      "audit-log",
      "actor",
      "target"
    ],
    "type": "AuditEvent"
  },
  {
    "id": "audit-log",
    "term": {
      "en": "audit log",
      "zh-CN": "审计日志"
    },
    "definition": {
      "en": "All audit events in the order of their gapless sequence number.",
      "zh-CN": "按无间断序号排列的全部审计事件。"
    },
    "see": [
      "audit-event"
    ]
  },
  {
    "id": "audit-matrix",
    "term": {
      "en": "audit matrix",
      "zh-CN": "审计矩阵"
    },
    "definition": {
      "en": "The table that says which audit events each outcome of each operation writes.",
      "zh-CN": "规定每个操作的每种结果写入哪些审计事件的表。"
    },
    "see": [
      "audit-event"
    ]
  },
  {
    "id": "backoff",
    "term": {
      "en": "backoff",
      "zh-CN": "退避"
    },
    "definition": {
      "en": "A growing, randomised delay between retries.",
      "zh-CN": "重试之间逐渐增长并随机化的延迟。"
    },
    "see": [
      "jitter"
    ]
  },
  {
    "id": "bearer-token",
    "term": {
      "en": "bearer token",
      "zh-CN": "Bearer 令牌"
    },
    "definition": {
      "en": "A token sent in the `Authorization` header with the scheme `Bearer`.",
      "zh-CN": "以 `Bearer` 方案在 `Authorization` 请求头中发送的令牌。"
    },
    "see": [
      "agent-token"
    ]
  },
  {
    "id": "boot-id",
    "term": {
      "en": "boot id",
      "zh-CN": "启动 id"
    },
    "definition": {
      "en": "A random id that an agent chooses once per process start.",
      "zh-CN": "Agent 在每次进程启动时选定一次的随机 id。"
    },
    "see": [
      "agent"
    ],
    "type": "BootId"
  },
  {
    "id": "cancellation",
    "term": {
      "en": "cancellation",
      "zh-CN": "取消"
    },
    "definition": {
      "en": "An operator's request that a command not run, or stop running.",
      "zh-CN": "操作员要求命令不再运行或停止运行的请求。"
    },
    "see": [
      "command"
    ]
  },
  {
    "id": "capability",
    "term": {
      "en": "capability",
      "zh-CN": "能力"
    },
    "definition": {
      "en": "The name of an optional feature that an agent announces or Opstage advertises.",
      "zh-CN": "Agent 声明或 Opstage 公布的可选功能的名称。"
    },
    "see": [
      "profile"
    ],
    "type": "Capability"
  },
  {
    "id": "capsule-service",
    "term": {
      "en": "Capsule Service",
      "zh-CN": "Capsule 服务"
    },
    "definition": {
      "en": "A small, self-contained service unit (worker, connector, script, AI-agent runtime) behind an agent: registerable, observable, configurable, operable, auditable.",
      "zh-CN": "位于 Agent 之后的轻量、自治的小型服务单元（工作器、连接器、脚本、AI Agent 运行时）：可注册、可观测、可配置、可操作、可审计。"
    },
    "see": [
      "agent",
      "manifest"
    ],
    "type": "Service"
  },
  {
    "id": "claim",
    "term": {
      "en": "claim",
      "zh-CN": "领取"
    },
    "definition": {
      "en": "An agent's request for commands it can start now; it may be held open until one is created.",
      "zh-CN": "Agent 请求其当前能够启动的命令；可挂起直至有命令被创建。"
    },
    "see": [
      "delivery",
      "long-poll"
    ],
    "type": "CommandClaimRequest"
  },
  {
    "id": "command",
    "term": {
      "en": "command",
      "zh-CN": "命令"
    },
    "definition": {
      "en": "One execution of an action on one agent, from its creation to its final outcome.",
      "zh-CN": "一个动作在一个 Agent 上的一次执行，自创建直至最终结局。"
    },
    "see": [
      "action",
      "outcome"
    ],
    "type": "Command"
  },
  {
    "id": "config-history",
    "term": {
      "en": "config history",
      "zh-CN": "配置历史"
    },
    "definition": {
      "en": "The stored change sets of a service's config items, by revision.",
      "zh-CN": "按修订存储的服务配置项变更集。"
    },
    "see": [
      "config-item",
      "config-revision"
    ],
    "type": "ConfigRevision"
  },
  {
    "id": "config-item",
    "term": {
      "en": "config item",
      "zh-CN": "配置项"
    },
    "definition": {
      "en": "One piece of configuration that a service declares: key, type, source, and a value preview unless it is sensitive.",
      "zh-CN": "服务声明的一项配置：键、类型、来源，以及（非敏感时的）值预览。"
    },
    "see": [
      "config-revision",
      "sensitive-item"
    ],
    "type": "ConfigItem"
  },
  {
    "id": "config-revision",
    "term": {
      "en": "config revision",
      "zh-CN": "配置修订"
    },
    "definition": {
      "en": "The number that rises with every observed change of a service's config items.",
      "zh-CN": "随服务配置项的每次变化而递增的编号。"
    },
    "see": [
      "config-item"
    ],
    "type": "ConfigRevisionNumber"
  },
  {
    "id": "confirmation",
    "term": {
      "en": "confirmation",
      "zh-CN": "确认执行"
    },
    "definition": {
      "en": "The explicit `confirmation: true` that dangerous or doubtful executions need.",
      "zh-CN": "危险或存疑的执行所要求的明确的 `confirmation: true`。"
    },
    "see": [
      "action-gate",
      "danger-level"
    ]
  },
  {
    "id": "contract",
    "term": {
      "en": "Capsule Management Contract",
      "zh-CN": "Capsule 管理契约"
    },
    "definition": {
      "en": "The wire-level agreement between Agent and Opstage, with the operator API.",
      "zh-CN": "Agent 与 Opstage 之间的线路级约定，并包含操作员接口。"
    },
    "see": [
      "agent",
      "opstage"
    ]
  },
  {
    "id": "contract-version",
    "term": {
      "en": "contract version",
      "zh-CN": "契约版本"
    },
    "definition": {
      "en": "The number in the header `Capsule-Contract`.",
      "zh-CN": "请求头 `Capsule-Contract` 中的数字。"
    },
    "see": [
      "contract"
    ],
    "type": "ContractVersion"
  },
  {
    "id": "correlation-id",
    "term": {
      "en": "correlation id",
      "zh-CN": "关联 id"
    },
    "definition": {
      "en": "What ties audit events together: the id of the command where there is one.",
      "zh-CN": "将审计事件关联起来的标识：有命令时为命令 id。"
    },
    "see": [
      "audit-event"
    ]
  },
  {
    "id": "csrf-token",
    "term": {
      "en": "CSRF token",
      "zh-CN": "CSRF 令牌"
    },
    "definition": {
      "en": "The value an operator's client sends in `X-CSRF-Token` with state changes, so that another site cannot act for the operator.",
      "zh-CN": "操作员客户端在状态变更时以 `X-CSRF-Token` 发送的值，使其他网站无法冒充操作员。"
    },
    "see": [
      "operator-session"
    ],
    "type": "CsrfToken"
  },
  {
    "id": "cursor",
    "term": {
      "en": "cursor",
      "zh-CN": "游标"
    },
    "definition": {
      "en": "The id of the last event a reader has seen; the feed goes on after it.",
      "zh-CN": "读取者所见最后一个事件的 id；事件流由其后继续。"
    },
    "see": [
      "event-feed"
    ]
  },
  {
    "id": "danger-level",
    "term": {
      "en": "danger level",
      "zh-CN": "危险级别"
    },
    "definition": {
      "en": "LOW, MEDIUM or HIGH: how much harm an action may do; HIGH always needs a confirmation.",
      "zh-CN": "LOW、MEDIUM 或 HIGH：动作可能造成的危害程度；HIGH 一律需要确认。"
    },
    "see": [
      "action",
      "confirmation"
    ],
    "type": "DangerLevel"
  },
  {
    "id": "deadline",
    "term": {
      "en": "deadline",
      "zh-CN": "期限"
    },
    "definition": {
      "en": "A point in time, by Opstage's clock, after which a command changes its state by itself: `startBy` and `expiresAt`.",
      "zh-CN": "以 Opstage 的时钟为准、到达后命令自行改变状态的时刻：`startBy` 与 `expiresAt`。"
    },
    "see": [
      "command",
      "sweep"
    ]
  },
  {
    "id": "delivery",
    "term": {
      "en": "delivery",
      "zh-CN": "投递"
    },
    "definition": {
      "en": "One handing-over of a command to its agent, with an id of its own and an ack lease.",
      "zh-CN": "将命令交给其 Agent 的一次动作，有自己的 id 与确认租约。"
    },
    "see": [
      "command",
      "ack-lease",
      "redelivery"
    ],
    "type": "CommandDelivery"
  },
  {
    "id": "directive",
    "term": {
      "en": "directive",
      "zh-CN": "指令"
    },
    "definition": {
      "en": "What a heartbeat's answer asks of the agent: report services, cancel commands, rotate the token.",
      "zh-CN": "心跳应答对 Agent 的要求：上报服务、取消命令、轮换令牌。"
    },
    "see": [
      "heartbeat"
    ],
    "type": "HeartbeatDirectives"
  },
  {
    "id": "disconnect",
    "term": {
      "en": "disconnect",
      "zh-CN": "断开"
    },
    "definition": {
      "en": "An agent's announcement that its process stops.",
      "zh-CN": "Agent 宣告其进程停止。"
    },
    "see": [
      "boot-id"
    ],
    "type": "DisconnectRequest"
  },
  {
    "id": "drain",
    "term": {
      "en": "drain",
      "zh-CN": "排空"
    },
    "definition": {
      "en": "Closing sessions in good order before Opstage stops.",
      "zh-CN": "Opstage 停机前有序关闭会话。"
    },
    "see": [
      "session"
    ],
    "type": "Bye"
  },
  {
    "id": "effective-status",
    "term": {
      "en": "effective status",
      "zh-CN": "有效状态"
    },
    "definition": {
      "en": "What a service's state is taken to be, from its agent's state and its last health.",
      "zh-CN": "由 Agent 状态与最近健康得出的服务状态。"
    },
    "see": [
      "health",
      "liveness"
    ],
    "type": "EffectiveStatus"
  },
  {
    "id": "envelope",
    "term": {
      "en": "envelope",
      "zh-CN": "信封"
    },
    "definition": {
      "en": "The common outer shape of every JSON answer: `success` with `data`, or with `error`.",
      "zh-CN": "每个 JSON 应答共同的外层结构：`success` 与 `data`，或与 `error`。"
    },
    "see": [
      "error-code"
    ],
    "type": "ErrorResponse"
  },
  {
    "id": "ephemeral-agent",
    "term": {
      "en": "ephemeral agent",
      "zh-CN": "临时 Agent"
    },
    "definition": {
      "en": "An agent that may register without a code and is revoked after being offline for long.",
      "zh-CN": "可不带编码注册、离线过久即被吊销的 Agent。"
    },
    "see": [
      "agent"
    ]
  },
  {
    "id": "error-code",
    "term": {
      "en": "error code",
      "zh-CN": "错误码"
    },
    "definition": {
      "en": "The machine-readable reason in an error envelope; from a closed catalogue.",
      "zh-CN": "错误信封中可供机器读取的原因；取自封闭目录。"
    },
    "see": [
      "envelope",
      "outcome-code"
    ],
    "type": "ErrorCode"
  },
  {
    "id": "event-feed",
    "term": {
      "en": "event feed",
      "zh-CN": "事件流"
    },
    "definition": {
      "en": "The ordered stream of changes that operators can follow and resume.",
      "zh-CN": "操作员可跟踪并可续接的有序变更流。"
    },
    "see": [
      "feed-event",
      "cursor"
    ]
  },
  {
    "id": "export",
    "term": {
      "en": "export",
      "zh-CN": "导出"
    },
    "definition": {
      "en": "The audit log as JSON lines or CSV.",
      "zh-CN": "以 JSON 行或 CSV 形式给出的审计日志。"
    },
    "see": [
      "audit-log"
    ]
  },
  {
    "id": "feed-event",
    "term": {
      "en": "event",
      "zh-CN": "事件"
    },
    "definition": {
      "en": "One entry of the event feed: a CloudEvent with ids and statuses only.",
      "zh-CN": "事件流的一个条目：只含 id 与状态的 CloudEvent。"
    },
    "see": [
      "event-feed",
      "service-event"
    ],
    "type": "CloudEvent"
  },
  {
    "id": "final-state",
    "term": {
      "en": "final state",
      "zh-CN": "最终状态"
    },
    "definition": {
      "en": "SUCCEEDED, FAILED, EXPIRED or CANCELLED: a command in it never changes its state again.",
      "zh-CN": "SUCCEEDED、FAILED、EXPIRED 或 CANCELLED：命令处于其中便不再改变状态。"
    },
    "see": [
      "command",
      "outcome"
    ]
  },
  {
    "id": "fingerprint",
    "term": {
      "en": "fingerprint",
      "zh-CN": "指纹"
    },
    "definition": {
      "en": "A keyed hash of a sensitive value; it shows that the value changed and nothing else.",
      "zh-CN": "敏感值的带密钥哈希；只显示值已变化，不显示其他。"
    },
    "see": [
      "sensitive-item"
    ]
  },
  {
    "id": "frame",
    "term": {
      "en": "frame",
      "zh-CN": "帧"
    },
    "definition": {
      "en": "One JSON object sent over an agent session.",
      "zh-CN": "经 Agent 会话发送的一个 JSON 对象。"
    },
    "see": [
      "session",
      "message"
    ],
    "type": "SessionFrame"
  },
  {
    "id": "goodbye",
    "term": {
      "en": "goodbye",
      "zh-CN": "告别"
    },
    "definition": {
      "en": "The session's form of a disconnect.",
      "zh-CN": "断开在会话中的形式。"
    },
    "see": [
      "disconnect"
    ],
    "type": "Goodbye"
  },
  {
    "id": "handler",
    "term": {
      "en": "handler",
      "zh-CN": "处理程序"
    },
    "definition": {
      "en": "The agent's code that runs one action.",
      "zh-CN": "Agent 中运行某个动作的代码。"
    },
    "see": [
      "action"
    ]
  },
  {
    "id": "health",
    "term": {
      "en": "health",
      "zh-CN": "健康"
    },
    "definition": {
      "en": "What a service says about itself: UP, DEGRADED, DOWN or UNKNOWN, with details.",
      "zh-CN": "服务对自身的陈述：UP、DEGRADED、DOWN 或 UNKNOWN，并附详情。"
    },
    "see": [
      "probe",
      "effective-status"
    ],
    "type": "Health"
  },
  {
    "id": "heartbeat",
    "term": {
      "en": "heartbeat",
      "zh-CN": "心跳"
    },
    "definition": {
      "en": "The regular sign of life in which an agent lists its services and running commands.",
      "zh-CN": "Agent 定期发出的存活信号，其中列出其服务与运行中的命令。"
    },
    "see": [
      "liveness",
      "directive"
    ],
    "type": "HeartbeatRequest"
  },
  {
    "id": "hello",
    "term": {
      "en": "hello",
      "zh-CN": "问候"
    },
    "definition": {
      "en": "The first frame an agent sends on a session.",
      "zh-CN": "Agent 在会话上发送的首个帧。"
    },
    "see": [
      "session",
      "welcome"
    ],
    "type": "Hello"
  },
  {
    "id": "idempotency-key",
    "term": {
      "en": "idempotency key",
      "zh-CN": "幂等键"
    },
    "definition": {
      "en": "A caller's own name for a request, so that repeating it has no second effect.",
      "zh-CN": "调用方为请求自定的名称，使其重复不产生第二次效果。"
    },
    "see": [
      "replay"
    ],
    "type": "IdempotencyKey"
  },
  {
    "id": "identity-conflict",
    "term": {
      "en": "identity conflict",
      "zh-CN": "身份冲突"
    },
    "definition": {
      "en": "Two processes that use one agent's identity in turn.",
      "zh-CN": "两个进程交替使用同一 Agent 身份。"
    },
    "see": [
      "boot-id"
    ]
  },
  {
    "id": "jitter",
    "term": {
      "en": "jitter",
      "zh-CN": "抖动"
    },
    "definition": {
      "en": "Randomness added to a delay, so that a fleet spreads.",
      "zh-CN": "加在延迟上的随机量，使整批 Agent 错开。"
    },
    "see": [
      "backoff"
    ]
  },
  {
    "id": "journal",
    "term": {
      "en": "journal",
      "zh-CN": "执行日志"
    },
    "definition": {
      "en": "An agent's durable record of which commands it began and what came of them.",
      "zh-CN": "Agent 对其已开始的命令及其结果的持久记录。"
    },
    "see": [
      "command"
    ]
  },
  {
    "id": "late-result",
    "term": {
      "en": "late result",
      "zh-CN": "迟到结果"
    },
    "definition": {
      "en": "A result that arrived after Opstage itself had set the final state.",
      "zh-CN": "在 Opstage 自行设定最终状态之后到达的结果。"
    },
    "see": [
      "result",
      "final-state"
    ]
  },
  {
    "id": "limit",
    "term": {
      "en": "limit",
      "zh-CN": "限制"
    },
    "definition": {
      "en": "A named, advertised bound or duration.",
      "zh-CN": "具名并公布的界限或时长。"
    },
    "see": [
      "retention"
    ],
    "type": "Limits"
  },
  {
    "id": "liveness",
    "term": {
      "en": "liveness",
      "zh-CN": "存活"
    },
    "definition": {
      "en": "Whether an agent was heard of recently enough to count as ONLINE.",
      "zh-CN": "Agent 是否在足够近的时间内有消息，从而算作 ONLINE。"
    },
    "see": [
      "heartbeat"
    ],
    "type": "AgentStatus"
  },
  {
    "id": "long-poll",
    "term": {
      "en": "long poll",
      "zh-CN": "长轮询"
    },
    "definition": {
      "en": "A request that is held until there is something to answer.",
      "zh-CN": "被挂起直至有内容可应答的请求。"
    },
    "see": [
      "claim"
    ]
  },
  {
    "id": "manifest",
    "term": {
      "en": "manifest",
      "zh-CN": "清单"
    },
    "definition": {
      "en": "What a service says it is: code, name, version, description, runtime, labels.",
      "zh-CN": "服务的自我描述：编码、名称、版本、描述、运行时、标签。"
    },
    "see": [
      "capsule-service",
      "report"
    ],
    "type": "Manifest"
  },
  {
    "id": "message",
    "term": {
      "en": "message",
      "zh-CN": "消息"
    },
    "definition": {
      "en": "A frame of one type with one meaning, such as `command.ack`.",
      "zh-CN": "具有一种类型与一种含义的帧，如 `command.ack`。"
    },
    "see": [
      "frame"
    ]
  },
  {
    "id": "operation",
    "term": {
      "en": "operation",
      "zh-CN": "操作"
    },
    "definition": {
      "en": "One method on one path of the HTTP API, with an id such as `commandCreate`.",
      "zh-CN": "HTTP API 中某路径上的某个方法，带有如 `commandCreate` 的 id。"
    }
  },
  {
    "id": "operator",
    "term": {
      "en": "operator",
      "zh-CN": "操作员"
    },
    "definition": {
      "en": "A person or script that works with Opstage; also the middle role.",
      "zh-CN": "使用 Opstage 的人或脚本；亦为中间一级角色。"
    },
    "see": [
      "role"
    ],
    "type": "User"
  },
  {
    "id": "operator-session",
    "term": {
      "en": "operator session",
      "zh-CN": "操作员会话"
    },
    "definition": {
      "en": "A logged-in user's session, held by a cookie.",
      "zh-CN": "已登录用户以 Cookie 维持的会话。"
    },
    "see": [
      "csrf-token"
    ],
    "type": "OperatorSession"
  },
  {
    "id": "opstage",
    "term": {
      "en": "Opstage",
      "zh-CN": "Opstage"
    },
    "definition": {
      "en": "The control plane: where agents register and operators watch and act.",
      "zh-CN": "控制平面：Agent 在此注册，操作员在此观察与操作。"
    },
    "see": [
      "agent",
      "operator"
    ]
  },
  {
    "id": "outcome",
    "term": {
      "en": "outcome",
      "zh-CN": "结局"
    },
    "definition": {
      "en": "What finally became of a command.",
      "zh-CN": "命令的最终结果。"
    },
    "see": [
      "final-state",
      "outcome-known"
    ]
  },
  {
    "id": "outcome-code",
    "term": {
      "en": "outcome code",
      "zh-CN": "结局码"
    },
    "definition": {
      "en": "The machine-readable reason why a command did not succeed.",
      "zh-CN": "命令未成功的可供机器读取的原因。"
    },
    "see": [
      "error-code",
      "outcome"
    ],
    "type": "OutcomeCode"
  },
  {
    "id": "outcome-known",
    "term": {
      "en": "known outcome",
      "zh-CN": "结局是否已知"
    },
    "definition": {
      "en": "Whether the truth about an execution is known; false where contact was lost while it ran.",
      "zh-CN": "执行的真相是否已知；运行期间失去联系时为 false。"
    },
    "see": [
      "outcome"
    ]
  },
  {
    "id": "owner",
    "term": {
      "en": "owner",
      "zh-CN": "所有者"
    },
    "definition": {
      "en": "The highest role; also the agent to which a service code belongs.",
      "zh-CN": "最高一级角色；亦指服务编码所属的 Agent。"
    },
    "see": [
      "role",
      "ownership"
    ],
    "type": "Role"
  },
  {
    "id": "ownership",
    "term": {
      "en": "ownership",
      "zh-CN": "归属"
    },
    "definition": {
      "en": "The bond between a service code and the one agent that may report it.",
      "zh-CN": "服务编码与唯一可上报它的 Agent 之间的关系。"
    },
    "see": [
      "service-code",
      "release"
    ]
  },
  {
    "id": "pagination",
    "term": {
      "en": "pagination",
      "zh-CN": "分页"
    },
    "definition": {
      "en": "Giving a list in pages of bounded size.",
      "zh-CN": "以有限大小的页给出列表。"
    },
    "type": "Pagination"
  },
  {
    "id": "payload",
    "term": {
      "en": "payload",
      "zh-CN": "载荷"
    },
    "definition": {
      "en": "The input of a command.",
      "zh-CN": "命令的输入。"
    },
    "see": [
      "command",
      "redaction"
    ]
  },
  {
    "id": "probe",
    "term": {
      "en": "probe",
      "zh-CN": "探测"
    },
    "definition": {
      "en": "The function of a service that finds out its health.",
      "zh-CN": "服务用以得知自身健康的函数。"
    },
    "see": [
      "health"
    ]
  },
  {
    "id": "profile",
    "term": {
      "en": "profile",
      "zh-CN": "规范集"
    },
    "definition": {
      "en": "A named set of requirements that an implementation claims to meet.",
      "zh-CN": "实现声明满足的一组具名要求。"
    },
    "see": [
      "requirement",
      "capability"
    ],
    "type": "OpstageProfile"
  },
  {
    "id": "progress",
    "term": {
      "en": "progress",
      "zh-CN": "进度"
    },
    "definition": {
      "en": "An agent's intermediate word on a running command.",
      "zh-CN": "Agent 对运行中命令的中间陈述。"
    },
    "see": [
      "command"
    ],
    "type": "CommandProgress"
  },
  {
    "id": "queueing",
    "term": {
      "en": "queueing",
      "zh-CN": "排队"
    },
    "definition": {
      "en": "Accepting an execution for an agent that is offline, to wait until `startBy`.",
      "zh-CN": "为离线的 Agent 接受执行，等待至 `startBy`。"
    },
    "see": [
      "action-gate",
      "deadline"
    ]
  },
  {
    "id": "redaction",
    "term": {
      "en": "redaction",
      "zh-CN": "脱敏"
    },
    "definition": {
      "en": "Replacing secret values by `[redacted]` wherever they are stored or shown.",
      "zh-CN": "在存储或展示之处将机密值替换为 `[redacted]`。"
    },
    "see": [
      "payload"
    ]
  },
  {
    "id": "redelivery",
    "term": {
      "en": "redelivery",
      "zh-CN": "再次投递"
    },
    "definition": {
      "en": "Another delivery of a command whose earlier one was not acknowledged.",
      "zh-CN": "先前投递未获确认的命令的再一次投递。"
    },
    "see": [
      "delivery"
    ]
  },
  {
    "id": "refusal",
    "term": {
      "en": "refusal",
      "zh-CN": "拒绝"
    },
    "definition": {
      "en": "An answer that says no: of Opstage to a caller, or of an agent to a delivery.",
      "zh-CN": "表示否定的应答：Opstage 对调用方，或 Agent 对投递。"
    },
    "see": [
      "error-code",
      "outcome-code"
    ]
  },
  {
    "id": "registration",
    "term": {
      "en": "registration",
      "zh-CN": "注册"
    },
    "definition": {
      "en": "How an agent gets its identity and agent token from a registration token.",
      "zh-CN": "Agent 凭注册令牌取得身份与 Agent 令牌的过程。"
    },
    "see": [
      "registration-token"
    ],
    "type": "AgentRegistration"
  },
  {
    "id": "registration-token",
    "term": {
      "en": "registration token",
      "zh-CN": "注册令牌"
    },
    "definition": {
      "en": "A secret, limited in time and uses, that lets an agent register.",
      "zh-CN": "有时限与次数限制、允许 Agent 注册的机密。"
    },
    "see": [
      "registration",
      "agent-token"
    ],
    "type": "RegistrationToken"
  },
  {
    "id": "rejected-item",
    "term": {
      "en": "rejected item",
      "zh-CN": "被拒绝项"
    },
    "definition": {
      "en": "A service of a report that was not taken, with the reason.",
      "zh-CN": "上报中未被采纳的服务及其原因。"
    },
    "see": [
      "report"
    ],
    "type": "RejectedService"
  },
  {
    "id": "release",
    "term": {
      "en": "release",
      "zh-CN": "释放"
    },
    "definition": {
      "en": "Giving up a service code, so that another agent may report it.",
      "zh-CN": "放弃服务编码，使其他 Agent 可以上报它。"
    },
    "see": [
      "ownership"
    ]
  },
  {
    "id": "replacement",
    "term": {
      "en": "replacement",
      "zh-CN": "替换"
    },
    "definition": {
      "en": "A registration that takes over an existing agent's id and services.",
      "zh-CN": "接管现有 Agent 的 id 与服务的注册。"
    },
    "see": [
      "registration"
    ]
  },
  {
    "id": "replay",
    "term": {
      "en": "replay",
      "zh-CN": "重放"
    },
    "definition": {
      "en": "An answer given again for a repeated request, without a second effect.",
      "zh-CN": "对重复请求再次给出的应答，不产生第二次效果。"
    },
    "see": [
      "idempotency-key"
    ]
  },
  {
    "id": "report",
    "term": {
      "en": "report",
      "zh-CN": "上报"
    },
    "definition": {
      "en": "An agent's full word on one or more services: manifest, configs, actions, health.",
      "zh-CN": "Agent 对一个或多个服务的完整陈述：清单、配置、动作、健康。"
    },
    "see": [
      "manifest",
      "revision"
    ],
    "type": "ServiceReportRequest"
  },
  {
    "id": "request-id",
    "term": {
      "en": "request id",
      "zh-CN": "请求 id"
    },
    "definition": {
      "en": "The id of one request, in its answer and in the audit events it caused.",
      "zh-CN": "一个请求的 id，见于其应答及其引起的审计事件。"
    },
    "see": [
      "correlation-id"
    ],
    "type": "RequestId"
  },
  {
    "id": "requirement",
    "term": {
      "en": "requirement",
      "zh-CN": "要求"
    },
    "definition": {
      "en": "One normative rule of the contract, with a slug that is never reused.",
      "zh-CN": "契约的一条规范性规则，带有永不复用的短标识。"
    },
    "see": [
      "profile"
    ]
  },
  {
    "id": "result",
    "term": {
      "en": "result",
      "zh-CN": "结果"
    },
    "definition": {
      "en": "An agent's final word on a command.",
      "zh-CN": "Agent 对命令的最终陈述。"
    },
    "see": [
      "outcome",
      "late-result"
    ],
    "type": "CommandResult"
  },
  {
    "id": "retention",
    "term": {
      "en": "retention",
      "zh-CN": "保留期"
    },
    "definition": {
      "en": "How long events are kept.",
      "zh-CN": "事件保存的时长。"
    },
    "see": [
      "limit"
    ]
  },
  {
    "id": "retry",
    "term": {
      "en": "retry",
      "zh-CN": "重试"
    },
    "definition": {
      "en": "An operator's new command in place of a failed one; also a caller's repetition of a request.",
      "zh-CN": "操作员以新命令代替失败的命令；亦指调用方重复请求。"
    },
    "see": [
      "command",
      "backoff"
    ],
    "type": "CommandRetryRequest"
  },
  {
    "id": "revision",
    "term": {
      "en": "revision",
      "zh-CN": "修订标识"
    },
    "definition": {
      "en": "An opaque string that an agent computes from a service's manifest, configs and actions; equal for equal content.",
      "zh-CN": "Agent 由服务的清单、配置与动作计算出的不透明字符串；内容相等则相等。"
    },
    "see": [
      "report"
    ],
    "type": "Revision"
  },
  {
    "id": "revocation",
    "term": {
      "en": "revocation",
      "zh-CN": "吊销"
    },
    "definition": {
      "en": "The end of an agent's identity or of a registration token, by decision.",
      "zh-CN": "依决定终止 Agent 身份或注册令牌。"
    },
    "see": [
      "agent-token"
    ]
  },
  {
    "id": "role",
    "term": {
      "en": "role",
      "zh-CN": "角色"
    },
    "definition": {
      "en": "viewer, operator or owner; each may do what the one before may. In the contract also: which side an implementation is, Agent or Opstage.",
      "zh-CN": "查看者（viewer）、操作员（operator）或所有者（owner）；后者可做前者所能做的一切。契约中亦指实现属于哪一方：Agent 或 Opstage。"
    },
    "see": [
      "operator",
      "owner",
      "viewer"
    ],
    "type": "Role"
  },
  {
    "id": "rotation",
    "term": {
      "en": "rotation",
      "zh-CN": "轮换"
    },
    "definition": {
      "en": "Exchanging an agent token for a new one while the old one still works.",
      "zh-CN": "在旧令牌仍有效时将 Agent 令牌换为新令牌。"
    },
    "see": [
      "agent-token"
    ],
    "type": "TokenRotation"
  },
  {
    "id": "run-lease",
    "term": {
      "en": "run lease",
      "zh-CN": "运行租约"
    },
    "definition": {
      "en": "The time a RUNNING command may go without a sign that it still runs.",
      "zh-CN": "RUNNING 命令在没有仍在运行的迹象时可维持的时间。"
    },
    "see": [
      "ack-lease"
    ]
  },
  {
    "id": "runtime",
    "term": {
      "en": "runtime",
      "zh-CN": "运行时"
    },
    "definition": {
      "en": "What a service is built with: nodejs, python, java, go, rust or other.",
      "zh-CN": "服务的构建平台：nodejs、python、java、go、rust 或 other。"
    },
    "see": [
      "manifest"
    ],
    "type": "Runtime"
  },
  {
    "id": "sensitive-item",
    "term": {
      "en": "sensitive item",
      "zh-CN": "敏感配置项"
    },
    "definition": {
      "en": "A config item whose value never leaves the agent.",
      "zh-CN": "其值绝不离开 Agent 的配置项。"
    },
    "see": [
      "config-item",
      "fingerprint"
    ]
  },
  {
    "id": "service-code",
    "term": {
      "en": "service code",
      "zh-CN": "服务编码"
    },
    "definition": {
      "en": "The stable name of a capsule service.",
      "zh-CN": "Capsule 服务的稳定名称。"
    },
    "see": [
      "capsule-service",
      "ownership"
    ],
    "type": "ServiceCode"
  },
  {
    "id": "service-event",
    "term": {
      "en": "service event",
      "zh-CN": "服务事件"
    },
    "definition": {
      "en": "Something a capsule tells in a heartbeat and that becomes an audit record.",
      "zh-CN": "Capsule 在心跳中告知并成为审计记录的事项。"
    },
    "see": [
      "heartbeat",
      "audit-event"
    ],
    "type": "HeartbeatEvent"
  },
  {
    "id": "session",
    "term": {
      "en": "agent session",
      "zh-CN": "Agent 会话"
    },
    "definition": {
      "en": "The WebSocket between an agent and Opstage.",
      "zh-CN": "Agent 与 Opstage 之间的 WebSocket。"
    },
    "see": [
      "frame",
      "hello"
    ]
  },
  {
    "id": "status-reason",
    "term": {
      "en": "status reason",
      "zh-CN": "状态原因"
    },
    "definition": {
      "en": "Why a status is what it is, for people.",
      "zh-CN": "供人阅读的、状态为何如此的说明。"
    },
    "see": [
      "effective-status"
    ]
  },
  {
    "id": "sweep",
    "term": {
      "en": "sweep",
      "zh-CN": "清扫"
    },
    "definition": {
      "en": "The regular pass in which Opstage writes what passed deadlines changed.",
      "zh-CN": "Opstage 定期写入已过期限所致变更的过程。"
    },
    "see": [
      "deadline"
    ]
  },
  {
    "id": "target",
    "term": {
      "en": "target",
      "zh-CN": "目标"
    },
    "definition": {
      "en": "What an audit event is about.",
      "zh-CN": "审计事件所涉及的对象。"
    },
    "see": [
      "audit-event"
    ],
    "type": "TargetRef"
  },
  {
    "id": "throttle",
    "term": {
      "en": "throttle",
      "zh-CN": "限流"
    },
    "definition": {
      "en": "Refusing a caller for a while, with `Retry-After`.",
      "zh-CN": "以 `Retry-After` 暂时拒绝调用方。"
    },
    "see": [
      "backoff"
    ]
  },
  {
    "id": "twin",
    "term": {
      "en": "HTTP twin",
      "zh-CN": "对应的 HTTP 操作"
    },
    "definition": {
      "en": "The operation that has the same effect as a session message.",
      "zh-CN": "与某会话消息效果相同的操作。"
    },
    "see": [
      "message",
      "operation"
    ]
  },
  {
    "id": "user",
    "term": {
      "en": "user",
      "zh-CN": "用户"
    },
    "definition": {
      "en": "An account of Opstage.",
      "zh-CN": "Opstage 的账户。"
    },
    "see": [
      "operator"
    ],
    "type": "User"
  },
  {
    "id": "viewer",
    "term": {
      "en": "viewer",
      "zh-CN": "查看者"
    },
    "definition": {
      "en": "The lowest role: sees, changes nothing.",
      "zh-CN": "最低一级角色：可查看，不可变更。"
    },
    "see": [
      "role"
    ],
    "type": "Role"
  },
  {
    "id": "welcome",
    "term": {
      "en": "welcome",
      "zh-CN": "欢迎"
    },
    "definition": {
      "en": "Opstage's answer to `hello`.",
      "zh-CN": "Opstage 对 `hello` 的应答。"
    },
    "see": [
      "hello"
    ],
    "type": "Welcome"
  }
];
