"""The service behind the agent: put yours here.

This one is the conformance capsule of the contract's section 9: behaviour on demand, for the kit. A service is what
the class Capsule shows: `code`, `content`, `revision`, `health`, `actions`, `refusal`, `events`, `report_due`.
Words in brackets name the rule of the contract that a piece of code keeps.
"""

import hashlib
import json
import re
import secrets
import threading
import time
from dataclasses import dataclass, field
from datetime import datetime, timezone

VERSION = "1.0.0"


@dataclass(frozen=True)
class Action:
    """What is declared is what is enforced: `takes` is the input schema's `properties`."""

    handler: object
    label: str
    takes: dict = field(default_factory=dict)
    needs: tuple = ()
    timeout_seconds: int = 300
    cancellable: bool = False

    def definition(self, name):
        return {
            "name": name,
            "label": self.label,
            "dangerLevel": "LOW",
            "requiresConfirmation": False,
            "inputSchema": {"type": "object", "properties": self.takes, "required": list(self.needs)},
            "timeoutSeconds": self.timeout_seconds,
            "idempotent": False,
            "cancellable": self.cancellable,
        }

    def invalid(self, payload):
        """Why a payload cannot be taken. Three keywords are enough for three kinds of members; no engine needed."""
        if not isinstance(payload, dict):
            return "the payload is not an object"
        for name in self.needs:
            if name not in payload:
                return f"{name} is missing"
        for name, schema in self.takes.items():
            if name in payload and not fits(schema, payload[name]):
                return f"{name} is not valid"
        return None


def fits(schema, value):
    if "enum" in schema:
        return value in schema["enum"]
    if schema["type"] == "string":
        return isinstance(value, str) and ("pattern" not in schema or bool(re.fullmatch(schema["pattern"], value)))
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return is_number and schema["minimum"] <= value <= schema["maximum"]


class Capsule:
    """The conformance capsule: behaviour on demand, for the kit."""

    code = "conformance"

    def __init__(self, opstage, fingerprint):
        text = {"type": "string"}
        path = {"type": "string", "pattern": "^/[!-~]*$"}
        status = {"enum": ["UP", "DEGRADED", "DOWN", "UNKNOWN", "hang", "throw"]}
        ms = {"type": "number", "minimum": 0, "maximum": 86_400_000}
        kind = {"type": "string", "pattern": "^[A-Za-z][A-Za-z0-9._-]{0,79}$"}
        key = {"enum": ["colour", "secret"]}
        self.opstage, self.fingerprint = opstage, fingerprint
        self.configs = {"colour": "blue", "secret": ""}
        self.status = "UP"
        self.events = []
        self.report_due = threading.Event()
        self.actions = {
            "echo": Action(self.echo, "Returns its payload"),
            "fail": Action(self.fail, "Fails with a message", {"message": text}),
            "throw": Action(self.throw, "Fails by accident", {"message": text}),
            "sleep": Action(self.sleep, "Sleeps", {"ms": ms}, ("ms",), timeout_seconds=86_400, cancellable=True),
            "slow": Action(self.slow, "Sleeps past its timeout", timeout_seconds=1),
            "touch": Action(self.touch, "Gets a path of Opstage once", {"path": path}, ("path",)),
            "set-config": Action(self.set_config, "Sets an item", {"key": key, "value": text}, ("key", "value")),
            "set-health": Action(self.set_health, "Sets the health", {"status": status}, ("status",)),
            "emit": Action(self.emit, "Emits an event", {"type": kind, "message": text}, ("type",)),
        }

    def refusal(self, delivery):
        """Why a delivered command cannot run, as an outcome error [refusal-is-explicit]."""
        if delivery.get("type") != "ACTION_EXECUTE":
            return {"code": "COMMAND_TYPE_UNKNOWN", "message": "this agent only executes actions"}
        name = delivery.get("actionName")
        action = self.actions.get(name) if isinstance(name, str) else None
        if delivery.get("serviceCode") != self.code or action is None:
            return {"code": "ACTION_NOT_FOUND", "message": "no such action is declared"}
        why = action.invalid(delivery.get("payload"))
        return None if why is None else {"code": "ACTION_PAYLOAD_INVALID", "message": why}

    def content(self):
        manifest = {
            "kind": "CapsuleService",
            "schemaVersion": "1.0",
            "code": self.code,
            "name": "Conformance capsule",
            "version": VERSION,
            "description": "Behaves as the conformance kit asks.",
            "runtime": "python",
            "agentMode": "embedded",
        }
        colour = {"key": "colour", "type": "string", "editable": False, "sensitive": False}
        colour["valuePreview"] = self.configs["colour"][:2000]
        secret = {"key": "secret", "type": "string", "editable": False, "sensitive": True}
        if self.configs["secret"]:  # its value stands nowhere [sensitive-never-travels]
            secret["fingerprint"] = self.fingerprint(self.configs["secret"])
        actions = [action.definition(name) for name, action in self.actions.items()]
        return {"manifest": manifest, "configs": [colour, secret], "actions": actions}

    def revision(self, content=None):
        """Equal for equal content [revision-resync]."""
        text = json.dumps(content or self.content(), sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:32]

    def report(self):
        content = self.content()
        return {**content, "revision": self.revision(content)}

    def health(self):
        """The probe. A service without one would say UP as long as it lives [health-reported]."""
        while self.status == "hang":
            time.sleep(0.1)
        if self.status == "throw":
            raise RuntimeError("the probe was told to throw")
        return {"status": self.status}

    def echo(self, _context, payload):
        return payload

    def fail(self, _context, payload):
        raise RuntimeError(payload.get("message") or "told to fail")

    def throw(self, _context, payload):
        raise LookupError(payload.get("message") or "told to throw")

    def sleep(self, context, payload):
        total = payload["ms"] / 1000
        end = time.monotonic() + total
        while (left := end - time.monotonic()) > 0:
            context.wait(min(1, left))
            left = max(0, end - time.monotonic())
            context.progress(round(100 * (1 - left / total), 1), f"{left:.0f} s left")
        return {"sleptMs": payload["ms"]}

    def slow(self, context, _payload):
        time.sleep(5 * context.timeout_seconds)  # deaf: it would not notice a cancellation
        return {}

    def touch(self, context, payload):
        return {"status": self.opstage.get_status(payload["path"], context.timeout_seconds)}

    def set_config(self, _context, payload):
        if self.configs[payload["key"]] != payload["value"]:
            self.configs[payload["key"]] = payload["value"]
            self.report_due.set()  # [report-on-start-and-change]
        return {}

    def set_health(self, _context, payload):
        self.status = payload["status"]
        return {}

    def emit(self, _context, payload):
        if len(self.events) >= 500:
            raise RuntimeError("too many events are waiting for a heartbeat")
        event = {"id": secrets.token_hex(12), "serviceCode": self.code, "type": payload["type"], "at": timestamp()}
        self.events.append({**event, "message": payload.get("message", "")[:500]})
        return {"eventId": event["id"]}


def timestamp():
    return datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
