# part: beginning
"""A Capsule agent in one file. It needs Python 3.9 or newer and nothing else."""
import hashlib
import hmac
import http.client
import json
import os
import random
import secrets
import signal
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

DAY = 24 * 3600


class Answer:
    """What came back. `status` is 0 when nothing did that counts: a cut line, a proxy's page, a captive portal."""

    def __init__(self, status=0, data=None, code=None, retry_after=0.0):
        self.status, self.data, self.code, self.retry_after = status, data, code, retry_after

    @property
    def ok(self):
        return self.status == 200

    @property
    def worth_retrying(self):
        return self.status in (0, 408, 429) or self.status >= 500
# part: talk
class NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


OPENER = urllib.request.build_opener(NoRedirects)


def post(url, body, headers, timeout):
    """One call. Only an answer of the contract counts, whatever its status; Retry-After is obeyed from anyone."""
    headers = {"Capsule-Contract": "1", "Content-Type": "application/json", **headers}
    request = urllib.request.Request(url, json.dumps(body).encode(), headers, method="POST")
    try:
        try:
            response = OPENER.open(request, timeout=timeout)
        except urllib.error.HTTPError as refused:
            response = refused
        with response:
            status, head, text = response.status, response.headers, response.read()
    except (OSError, http.client.HTTPException, ValueError):
        return Answer()
    wait = head.get("Retry-After", "")
    retry_after = min(float(wait), 3600.0) if wait.isdigit() else 0.0
    try:
        envelope = json.loads(text)
        if head.get("Capsule-Contract") is None:
            raise ValueError("not an answer of the contract")
        if status == 200 and envelope["success"] is True:
            return Answer(200, envelope["data"], None, retry_after)
        if status != 200 and envelope["success"] is False:
            return Answer(status, None, str(envelope["error"]["code"]), retry_after)
    except (ValueError, KeyError, TypeError):
        pass
    return Answer(413 if status == 413 else 0, None, None, retry_after)


class Backoff:
    """Waits grow from 1 to 60 seconds and start over after three successes in a row."""

    def __init__(self):
        self.failures, self.successes = 0, 0

    def success(self):
        self.successes += 1
        if self.successes >= 3:
            self.failures = 0

    def pause(self, answer):
        self.successes = 0
        delay = min(60.0, 2.0**self.failures)
        self.failures += 1
        return max(random.uniform(delay / 2, delay), answer.retry_after + random.uniform(0, 0.5))
# part: remember
class State:
    """What outlives the process: the identity and the journal, in a folder that is nobody else's."""

    def __init__(self, folder):
        os.makedirs(folder, mode=0o700, exist_ok=True)
        self.folder, self.lock = folder, threading.RLock()
        self.identity = self.read("identity.json")
        self.journal = self.read("journal.json")
        if "fingerprintKey" not in self.identity:
            self.remember(fingerprintKey=secrets.token_hex(32))

    def read(self, name):
        try:
            with open(os.path.join(self.folder, name), encoding="utf-8") as file:
                return json.load(file)
        except FileNotFoundError:
            return {}

    def write(self, name, value):
        """The whole file or the old one, never half of it; readable by its owner alone."""
        path = os.path.join(self.folder, name)
        handle = os.open(path + ".new", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(value, file)
            file.flush()
            os.fsync(file.fileno())
        os.replace(path + ".new", path)

    def remember(self, **facts):
        with self.lock:
            self.identity.update(facts)
            self.write("identity.json", self.identity)

    def note(self, command_id, **facts):
        with self.lock:
            self.journal.setdefault(command_id, {}).update(facts)
            old = [key for key, entry in self.journal.items() if entry.get("answeredAt", time.time()) < time.time() - DAY]
            for key in old:
                del self.journal[key]
            self.write("journal.json", self.journal)
# part: service
class Service:
    """What is governed: a manifest, a probe, configuration, actions."""

    def __init__(self, code, name, version, description):
        self.manifest = {
            "kind": "CapsuleService", "schemaVersion": "1.0", "code": code, "name": name, "version": version,
            "description": description, "runtime": "python", "agentMode": "embedded",
        }
        self.actions, self.handlers = [], {}
        self.probe = lambda: "UP"
        self.settings = lambda: []
        self.events = []
        self.running_probe, self.probe_lock = None, threading.Lock()

    def action(self, name, handler, label=None, **facts):
        self.handlers[name] = handler
        self.actions.append({
            "name": name, "label": label or name, "dangerLevel": "LOW", "requiresConfirmation": False,
            "idempotent": False, "cancellable": False, **facts,
        })

    def emit(self, event_type, message):
        at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        self.events.append({"id": secrets.token_urlsafe(16), "serviceCode": self.manifest["code"],
                            "type": event_type, "message": message, "at": at})

    def health(self, patience):
        """A probe that hangs or throws is UNKNOWN, and is not started a second time while it hangs: whoever asks
        meanwhile waits for the same one, and nobody longer than the first."""
        with self.probe_lock:
            if self.running_probe is None or not self.running_probe[0].is_alive():
                found = {"status": "UNKNOWN", "message": "the probe does not answer"}
                thread = threading.Thread(target=self.ask_probe, args=(found,), daemon=True)
                thread.start()
                self.running_probe = thread, found, time.monotonic() + patience
            thread, found, until = self.running_probe
        thread.join(max(0, until - time.monotonic()))
        return {key: value for key, value in dict(found).items() if value is not None}

    def ask_probe(self, found):
        try:
            found.update(status=self.probe(), message=None)
        except Exception as error:
            found.update(status="UNKNOWN", message=f"the probe failed: {error}"[:500])

    def report(self, fingerprint_key):
        configs = []
        for item in self.settings():
            item = {"type": "string", "editable": False, "sensitive": False, **item}
            value = str(item.pop("value"))
            if item["sensitive"]:
                item["fingerprint"] = hmac.new(bytes.fromhex(fingerprint_key), value.encode(), "sha256").hexdigest()
            else:
                item["valuePreview"] = value
            configs.append(item)
        content = {"manifest": self.manifest, "configs": configs, "actions": self.actions}
        revision = hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
        return {**content, "revision": revision}
# part: agent
class Agent:
    def __init__(self, url, state_folder, registration_token, service, at_once=4):
        address = urllib.parse.urlsplit(url)
        if address.scheme != "https" and address.hostname not in ("127.0.0.1", "localhost", "::1"):
            raise SystemExit("Opstage is reached by plain http only on this machine; use https.")
        self.url, self.registration_token, self.service, self.at_once = url.rstrip("/"), registration_token, service, at_once
        self.state = State(state_folder)
        self.boot_id = secrets.token_urlsafe(16)
        self.interval, self.poll_interval = 30.0, 5.0
        self.adopt(self.state.identity)
        self.running, self.taking = {}, False
        self.stopping, self.ended = threading.Event(), threading.Event()
        self.trusted = threading.Event()
        self.trusted.set()
        self.report_wanted, self.room, self.sending = threading.Event(), threading.Semaphore(at_once), set()

    def adopt(self, told):
        for name, attribute in (("heartbeatIntervalSeconds", "interval"), ("commandPollIntervalSeconds", "poll_interval")):
            seconds = told.get(name)
            if isinstance(seconds, (int, float)) and not isinstance(seconds, bool) and seconds > 0:
                setattr(self, attribute, min(3600.0, max(1.0, float(seconds))))

    def wait(self, seconds):
        """Sleeps, unless the agent is over; says whether to go on."""
        return not self.ended.wait(seconds)
# part: register
    def fingerprint_of_token(self):
        return hashlib.sha256(self.registration_token.encode()).hexdigest()

    def register(self):
        """Once in a life. The same key and body make a lost answer harmless."""
        if self.state.identity.get("spentToken") == self.fingerprint_of_token():
            raise SystemExit("This agent was revoked; it needs another registration token than its first.")
        key, backoff = secrets.token_urlsafe(16), Backoff()
        body = {
            "registrationToken": self.registration_token, "bootId": self.boot_id, "capabilities": [],
            "agent": {"code": self.service.manifest["code"], "mode": "embedded", "runtime": "python"},
        }
        while not self.stopping.is_set():
            answer = post(f"{self.url}/api/agents/register", body, {"Idempotency-Key": key}, 30)
            if answer.ok:
                kept = ("agentId", "agentToken", "heartbeatIntervalSeconds", "commandPollIntervalSeconds")
                told = {name: answer.data[name] for name in kept if name in answer.data}
                self.state.remember(**told, spentToken=None)
                self.adopt(told)
                return
            if not answer.worth_retrying:
                raise SystemExit(f"The registration was refused: {answer.code or answer.status}")
            self.stopping.wait(backoff.pause(answer))

    def call(self, path, body, timeout=30):
        identity = self.state.identity
        answer = post(f"{self.url}/api/agents/{identity['agentId']}/{path}", body,
                      {"Authorization": f"Bearer {identity['agentToken']}"}, timeout)
        if answer.status in (401, 403) and path != "heartbeat":
            # From now on only the heartbeat asks, once an interval, until it is let in again.
            self.trusted.clear()
        return answer
# part: heartbeat
    def keep_beating(self):
        """On its own thread, so that nothing else can delay it."""
        backoff, revoked = Backoff(), 0
        pause = random.uniform(0, self.interval)
        while self.wait(pause):
            started = time.monotonic()
            health = self.service.health(min(2.0, self.interval / 3))
            code, revision = self.service.manifest["code"], self.service.report(self.state.identity["fingerprintKey"])["revision"]
            events = self.service.events[:50]
            answer = self.call("heartbeat", {
                "bootId": self.boot_id, "running": list(self.running), "events": events,
                "services": [{"code": code, "revision": revision, "health": health}],
            }, timeout=max(2.0, self.interval))
            if answer.ok:
                backoff.success()
                revoked = 0
                del self.service.events[: len(events)]
                self.trusted.set()
                self.adopt(answer.data)
                if code in answer.data.get("directives", {}).get("reportServices", []):
                    self.report_wanted.set()
                pause = max(0.0, self.interval * random.uniform(0.8, 1.0) - (time.monotonic() - started))
                continue
            if answer.status in (401, 403):
                self.trusted.clear()
                revoked = revoked + 1 if answer.code == "AGENT_TOKEN_REVOKED" else 0
                if revoked == 2:
                    print("Opstage has revoked this agent; a new registration token is needed.")
                    self.state.remember(agentToken=None, spentToken=self.fingerprint_of_token())
                    self.ended.set()
                    return
            retry = backoff.pause(answer)
            pause = max(self.interval if answer.status in (401, 403) else min(retry, self.interval), answer.retry_after)

    def keep_reporting(self):
        """At the start, on a change, and when Opstage asks; one report at a time."""
        backoff, told = Backoff(), None
        while self.wait(0):
            self.trusted.wait()
            report = self.service.report(self.state.identity["fingerprintKey"])
            if report["revision"] == told and not self.report_wanted.is_set():
                self.report_wanted.wait(self.interval / 2)
                continue
            self.report_wanted.clear()
            health = self.service.health(min(2.0, self.interval / 3))
            answer = self.call("services/report", {"bootId": self.boot_id, "services": [{**report, "health": health}]})
            if answer.ok:
                backoff.success()
            if not answer.worth_retrying and answer.status not in (401, 403):
                told = report["revision"]
            elif not self.wait(backoff.pause(answer)):
                return
# part: commands
    def keep_claiming(self):
        """Claims only what can start now. The long poll is the waiting."""
        backoff = Backoff()
        while not self.stopping.is_set() and self.wait(0):
            self.trusted.wait()
            if not self.room.acquire(timeout=0.5):
                continue
            self.room.release()
            started = time.monotonic()
            free = self.at_once - len(self.running)
            body = {"bootId": self.boot_id, "max": max(1, min(10, free)), "waitSeconds": 20}
            answer = self.call("commands/claim", body, timeout=40)
            if not answer.ok:
                self.wait(backoff.pause(answer))
                continue
            backoff.success()
            self.taking = True
            for command in answer.data.get("commands", []):
                # One that is not taken because of a stop comes again, here or elsewhere.
                if not self.stopping.is_set():
                    self.take(command)
            self.taking = False
            if not answer.data.get("commands") and time.monotonic() - started < 1:
                self.wait(self.poll_interval)

    def take(self, command):
        """Acknowledge, write it down, run. A known command is never run again."""
        command_id, delivery_id = command["id"], command["delivery"]["id"]
        known = self.state.journal.get(command_id)
        refusal = None
        if command.get("type") != "ACTION_EXECUTE":
            refusal = {"code": "COMMAND_TYPE_UNKNOWN", "message": "This agent executes actions only."}
        elif command.get("serviceCode") != self.service.manifest["code"] or command.get("actionName") not in self.service.handlers:
            refusal = {"code": "ACTION_NOT_FOUND", "message": "No such action is declared."}
        ack = {"deliveryId": delivery_id, "accepted": known is not None or refusal is None}
        if not ack["accepted"]:
            ack["error"] = refusal
        backoff = Backoff()
        answer = self.call(f"commands/{command_id}/ack", ack)
        while answer.worth_retrying and self.wait(backoff.pause(answer)):
            answer = self.call(f"commands/{command_id}/ack", ack)
        if not answer.ok or not ack["accepted"]:
            return
        if known is None and answer.data.get("status") != "RUNNING":
            # Some state this agent has not heard of: no reason to run anything.
            return
        self.state.note(command_id, deliveryId=delivery_id, open=True)
        if known is not None:
            self.answer(command_id)
            return
        self.room.acquire()
        self.running[command_id] = delivery_id
        threading.Thread(target=self.execute, args=(command,), daemon=True).start()

    def execute(self, command):
        outcome = {"success": False, "error": {"code": "ACTION_TIMEOUT", "message": "The action took too long."}}
        done = threading.Event()

        def run():
            nonlocal outcome
            try:
                data = self.service.handlers[command["actionName"]](command.get("payload") or {})
                result = {"success": True, **({"data": data} if isinstance(data, dict) else {})}
            except Exception as error:
                message = str(error)[:500] or type(error).__name__
                result = {"success": False, "error": {"code": "ACTION_FAILED", "message": message}}
            if not done.is_set():
                outcome = result
                done.set()

        threading.Thread(target=run, daemon=True).start()
        if not done.wait(command.get("timeoutSeconds") or 300):
            done.set()
        self.finish(command["id"], outcome)

    def finish(self, command_id, outcome):
        with self.state.lock:
            if "result" not in self.state.journal[command_id]:
                self.state.note(command_id, result=outcome)
            if self.running.pop(command_id, None) is not None:
                self.room.release()
        self.answer(command_id)
# part: results
    def answer(self, command_id):
        """One sender for each result, so that none waits for another."""
        with self.state.lock:
            if command_id in self.sending or "result" not in self.state.journal[command_id]:
                return
            self.sending.add(command_id)
        threading.Thread(target=self.keep_answering, args=(command_id,), daemon=True).start()

    def keep_answering(self, command_id):
        """Until Opstage has answered, also in a later life of this process."""
        backoff = Backoff()
        while True:
            self.trusted.wait()
            entry = dict(self.state.journal[command_id])
            answer = self.call(f"commands/{command_id}/result", {"deliveryId": entry["deliveryId"], **entry["result"]})
            if answer.status in (413, 422) and not entry.get("rejected"):
                # The content is refused, the fact is not: say it without data, once.
                refused = {"success": False, "error": {"code": "RESULT_REJECTED", "message": "The result was refused."}}
                self.state.note(command_id, result=refused, rejected=True)
            elif answer.status in (200, 404, 409, 410, 413, 422):
                with self.state.lock:
                    # A newer delivery may have come while this one was on its way; it wants the result as well.
                    if self.state.journal[command_id]["deliveryId"] == entry["deliveryId"]:
                        self.state.note(command_id, open=False, answeredAt=time.time())
                        self.sending.discard(command_id)
                        return
            elif not self.wait(backoff.pause(answer)):
                return
# part: life
    def run(self):
        if not self.state.identity.get("agentToken"):
            self.register()
        # What ran when the process ended is over, and nobody may run it again.
        for command_id, entry in list(self.state.journal.items()):
            if entry.get("open") and "result" not in entry:
                restarted = {"success": False, "error": {"code": "AGENT_RESTARTED", "message": "The agent was restarted."}}
                self.state.note(command_id, result=restarted)
            if self.state.journal[command_id].get("open"):
                self.answer(command_id)
        for duty in (self.keep_beating, self.keep_reporting, self.keep_claiming):
            threading.Thread(target=duty, daemon=True).start()
        while not self.stopping.wait(0.2) and not self.ended.is_set():
            pass
        if not self.ended.is_set():
            self.say_goodbye()

    def say_goodbye(self):
        """A bounded time for what runs, then the truth about it, then the last call."""
        self.settle(lambda: not self.taking and not self.running)
        for command_id in list(self.running):
            self.finish(command_id, {"success": False, "error": {"code": "AGENT_RESTARTED", "message": "The agent was stopped."}})
        self.settle(lambda: not self.sending)
        self.ended.set()
        self.call("disconnect", {"bootId": self.boot_id, "reason": "stopped"}, timeout=5)

    def settle(self, is_settled):
        deadline = time.monotonic() + 3
        while not is_settled() and time.monotonic() < deadline:
            time.sleep(0.05)

    def stop(self, *_):
        self.stopping.set()


def serve(service):
    """Runs an agent for one service until it is told to stop."""
    agent = Agent(os.environ["OPSTAGE_URL"], os.environ["OPSTAGE_AGENT_STATE"],
                  os.environ.get("OPSTAGE_REGISTRATION_TOKEN", ""), service)
    signal.signal(signal.SIGTERM, agent.stop)
    signal.signal(signal.SIGINT, agent.stop)
    agent.run()
# part: sample
def main():
    greeter = Service("python-greeter", "Python greeter", "1.0.0", "Says hello.")
    greeter.settings = lambda: [{"key": "language", "value": "en"}]
    greeter.action(
        "greet", lambda payload: {"greeting": f"Hello, {payload['name']}!"}, label="Greet somebody", idempotent=True,
        inputSchema={"type": "object", "properties": {"name": {"type": "string"}}, "required": ["name"]},
    )
    serve(greeter)


if __name__ == "__main__":
    main()
