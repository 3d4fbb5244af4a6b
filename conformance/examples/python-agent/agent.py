#!/usr/bin/env python3
"""An agent of the Capsule Management Contract 1.0: agent-core and agent-progress, Python 3.11, standard library only.

It is meant to be copied: put your own service into capsule.py and keep the rest.

    OPSTAGE_URL                 where Opstage is; https, or http on loopback
    OPSTAGE_REGISTRATION_TOKEN  needed once, for the first start
    OPSTAGE_AGENT_STATE         a folder of its own, for the token and the journal
    OPSTAGE_AGENT_CODE          the agent's code, if the default is taken (optional)
    OPSTAGE_ALLOW_PLAIN_HTTP    `yes` permits http outside loopback (optional; the token then travels in clear)

Heartbeats, reports and claims have a thread each, so that none can delay another. Words in brackets, such as
[boot-id], name the rule of the contract that a piece of code keeps.
"""

import hashlib
import os
import random
import re
import secrets
import signal
import sys
import threading
import time

from capsule import VERSION, Capsule, timestamp
from commands import Commands
from opstage import Answer, Backoff, Opstage, interval, objects, strings
from state import State

CAPABILITIES = ["commands.progress", "commands.cancel"]
CALL_SECONDS = 10  # how long any call but a claim may take
PROBE_SECONDS = 1  # a health probe that takes longer is reported as hanging
GRACE_SECONDS = 8  # how long runs may take to finish on an orderly stop
STOP_SIGNALS = {signal.SIGTERM, signal.SIGINT}


class Stopped(Exception):
    """Ends a thread: the agent makes no further call, because it is stopping or its identity has ended."""


def log(text):
    """Tokens, payloads and configuration values are never logged."""
    print(f"{timestamp()} {text}", file=sys.stderr, flush=True)


class Agent:
    def __init__(self, opstage, state, capsule, code, registration_token):
        self.opstage, self.state, self.capsule = opstage, state, capsule
        self.code, self.registration_token = code, registration_token
        self.commands = Commands(self, state, capsule)
        self.probe = HealthProbe(capsule.health)
        self.boot_id = f"boot-{secrets.token_hex(12)}"  # one per process start [boot-id]
        self.agent_id = None
        self.heartbeat_seconds = 30.0
        self.poll_seconds = 5.0
        self.announced = False
        self.closed = threading.Event()  # from here on no call begins
        self.exit_code = 0
        self.workers = []

    def run(self):
        identity = self.identity()
        if identity is None:
            self.give_up()
            return
        self.agent_id, self.opstage.token = identity["agentId"], identity["agentToken"]
        self.adopt_intervals(identity)
        self.commands.resume()
        self.workers = [self.spawn(self.heartbeat_loop), self.spawn(self.report_loop)]
        self.spawn(self.commands.claim_loop)

    def spawn(self, work, *arguments):
        def until_stopped():
            try:
                work(*arguments)
            except Stopped:
                pass

        thread = threading.Thread(target=until_stopped, daemon=True)
        thread.start()
        return thread

    def give_up(self):
        """Ends the process without a further call; who supervises it sees the exit code."""
        self.exit_code = 1
        self.closed.set()
        os.kill(os.getpid(), signal.SIGTERM)

    # -- calls -------------------------------------------------------------------------------------------------------

    def call(self, path, body, seconds=CALL_SECONDS):
        """One call under the agent's identity."""
        if self.closed.is_set():
            raise Stopped
        answer = self.opstage.post(f"/api/agents/{self.agent_id}/{path}", body, seconds)
        if is_revoked(answer):
            # Only this answer, confirmed by one retry, ends an identity [auth-failure-keeps-identity].
            self.pause(max(random.uniform(0.5, 1), answer.retry_after))
            answer = self.opstage.post(f"/api/agents/{self.agent_id}/{path}", body, seconds)
            if is_revoked(answer):
                self.end_identity()
                raise Stopped
        if answer.verdict != "ok":
            log(f"{path.split('/')[-1]}: {answer}")
        return answer

    def until_answered(self, send):
        """Repeats a call until Opstage has answered it."""
        backoff = Backoff()
        while (answer := send()).to_be_repeated:
            self.pause(backoff.after(answer, self.heartbeat_seconds))
        return answer

    def pause(self, seconds):
        if self.closed.wait(seconds):
            raise Stopped

    # -- identity ----------------------------------------------------------------------------------------------------

    def identity(self):
        """The one in the state folder, or a new one; none where a new registration token is needed."""
        kept = self.state.read("identity.json") or {}
        if "agentToken" in kept:
            return kept
        if not self.registration_token or kept.get("endedUnder") == digest(self.registration_token):
            log("there is no identity: a new registration token is needed")
            return None
        return self.register()

    def register(self):
        body = {
            "registrationToken": self.registration_token,
            "agent": {"code": self.code, "mode": "embedded", "runtime": "python", "version": VERSION},
            "bootId": self.boot_id,
            "capabilities": CAPABILITIES,
        }
        # The same key and body again after a lost answer give the same identity [register-sends-idempotency-key].
        headers = {"Idempotency-Key": secrets.token_hex(16)}

        def send():
            answer = self.opstage.post("/api/agents/register", body, CALL_SECONDS, headers)
            if answer.verdict == "unauthorized":  # the registration token is refused, and stays so
                return Answer("refused", answer.status, answer.code)
            if answer.verdict == "ok" and not is_identity(answer.data):
                return Answer("failed", answer.status)
            return answer

        answer = self.until_answered(send)
        if answer.verdict == "refused":
            log(f"the registration was refused: {answer}")
            return None
        members = ("agentId", "agentToken", "heartbeatIntervalSeconds", "commandPollIntervalSeconds")
        identity = {name: answer.data.get(name) for name in members}
        self.state.write("identity.json", identity)  # before the token's first use [agent-token-stored-safely]
        log(f"registered as {identity['agentId']}")
        return identity

    def end_identity(self):
        log("the identity was revoked: no further call until there is a new registration token")
        self.state.write("identity.json", {"endedUnder": digest(self.registration_token)})
        self.give_up()

    def adopt_intervals(self, told):
        self.heartbeat_seconds = interval(told.get("heartbeatIntervalSeconds"), self.heartbeat_seconds)
        self.poll_seconds = interval(told.get("commandPollIntervalSeconds"), self.poll_seconds)

    # -- services ----------------------------------------------------------------------------------------------------

    def report_loop(self):
        """After every start, change and directive; one thread, so one report in flight [report-on-start-and-change]."""
        backoff = Backoff()
        while True:
            self.capsule.report_due.clear()
            answer = self.call("services/report", {"bootId": self.boot_id, "services": [self.capsule.report()]})
            if answer.to_be_repeated:
                self.pause(backoff.after(answer, self.heartbeat_seconds))
                continue
            backoff.succeeded()
            for rejected in objects(answer.data.get("rejected")):
                log(f"a service was rejected: {rejected.get('error')}")
            self.capsule.report_due.wait()  # what was refused is not sent again; the next change makes another report

    # -- heartbeats --------------------------------------------------------------------------------------------------

    def heartbeat_loop(self):
        backoff = Backoff()
        began_at = time.monotonic()
        pause = random.uniform(0, self.heartbeat_seconds)  # a fleet that starts together spreads [heartbeat-jitter]
        while True:
            # The probe gets its time before the heartbeat is due; the heartbeat waits for nothing.
            due = began_at + pause
            self.pause(max(0, due - time.monotonic() - 3 * PROBE_SECONDS))
            self.probe.begin()
            self.pause(max(0, due - time.monotonic()))
            began_at = time.monotonic()
            answer = self.heartbeat()
            pause = self.heartbeat_seconds * random.uniform(0.8, 1.2)  # [heartbeat-cadence]
            if not answer.to_be_repeated:
                backoff.succeeded()
                continue
            retry = time.monotonic() - began_at + backoff.after(answer, self.heartbeat_seconds)
            if answer.retry_after > 0 or answer.verdict == "unauthorized":
                pause = retry  # told to wait
            else:
                pause = min(pause, retry)  # never later than the next one is due anyway

    def heartbeat(self):
        health = self.probe.report()
        service = {"code": self.capsule.code, "revision": self.capsule.revision()}
        events = self.capsule.events[:50]
        body = {
            "bootId": self.boot_id,
            "sentAt": timestamp(),
            "services": [service if health is None else {**service, "health": health}],
            "running": self.commands.running(),
            "events": events,
        }
        if not self.announced:
            body["capabilities"] = CAPABILITIES
        # A call that takes longer than the interval would make the next heartbeat late.
        answer = self.call("heartbeat", body, min(CALL_SECONDS, self.heartbeat_seconds))
        if not answer.to_be_repeated:
            # An event goes out under its id until it was taken, and is audited once. A heartbeat that is refused as
            # invalid or too large takes its events with it, so that they do not spoil the next ones.
            del self.capsule.events[: len(events)]
        if answer.verdict == "ok":
            self.announced = True
            self.adopt_intervals(answer.data)  # [server-told-intervals]
            self.follow(answer.data.get("directives"))
        return answer

    def follow(self, directives):
        directives = directives if isinstance(directives, dict) else {}
        if self.capsule.code in strings(directives.get("reportServices")):
            self.capsule.report_due.set()  # [revision-resync]
        for command_id in strings(directives.get("cancel")):
            self.commands.cancel(command_id)  # [cancel-honoured]

    # -- the end -----------------------------------------------------------------------------------------------------

    def stop(self):
        """Finishes or fails what runs within a bounded grace, then disconnects [disconnect-on-stop]."""
        if self.agent_id is None or self.closed.is_set():
            self.closed.set()
            return
        self.commands.stop(GRACE_SECONDS, CALL_SECONDS / 2)
        try:
            if self.capsule.events:
                self.heartbeat()
        except Stopped:
            return  # the identity ended meanwhile
        self.closed.set()
        self.capsule.report_due.set()  # wakes the report thread, which ends
        for worker in self.workers:
            worker.join(CALL_SECONDS / 2)
        backoff = Backoff()
        body = {"bootId": self.boot_id, "reason": "stopped by a signal"}
        for _ in range(3):
            answer = self.opstage.post(f"/api/agents/{self.agent_id}/disconnect", body, CALL_SECONDS / 2)
            if answer.verdict != "failed" or answer.retry_after > CALL_SECONDS:
                return  # done, or not worth the wait: Opstage will see the silence
            time.sleep(backoff.after(answer, self.heartbeat_seconds))


class HealthProbe:
    """Runs a probe beside everything else; one that hangs or raises is UNKNOWN [health-bounded]."""

    def __init__(self, probe):
        self.probe = probe
        self.health = None
        self.began_at = None

    def begin(self):
        if self.began_at is None:  # a hanging one is not joined by a second
            self.began_at = time.monotonic()
            threading.Thread(target=self._run, daemon=True).start()

    def report(self):
        began_at = self.began_at
        if began_at is not None and time.monotonic() - began_at >= PROBE_SECONDS:
            return {"status": "UNKNOWN", "message": f"the probe has not answered for {PROBE_SECONDS} s or longer"}
        return self.health

    def _run(self):
        try:
            self.health = self.probe()
        except Exception as error:
            self.health = {"status": "UNKNOWN", "message": f"the probe failed: {error}"[:500]}
        self.began_at = None


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()


def is_revoked(answer):
    return answer.verdict == "unauthorized" and answer.code == "AGENT_TOKEN_REVOKED"


def is_identity(data):
    forms = {"agentId": r"agt_[A-Za-z0-9_-]{16,64}", "agentToken": r"opstage_agent_[A-Za-z0-9_-]{32,128}"}
    return all(isinstance(data.get(name), str) and re.fullmatch(form, data[name]) for name, form in forms.items())


def main():
    try:
        opstage = Opstage(os.environ["OPSTAGE_URL"], os.environ.get("OPSTAGE_ALLOW_PLAIN_HTTP") == "yes")
        state = State(os.environ["OPSTAGE_AGENT_STATE"])
    except KeyError as missing:
        sys.exit(f"{missing.args[0]} is not set")
    except BlockingIOError:
        sys.exit("another process uses this state folder")
    except (OSError, ValueError) as error:
        sys.exit(str(error))
    code = os.environ.get("OPSTAGE_AGENT_CODE", "conformance-python")
    registration_token = os.environ.get("OPSTAGE_REGISTRATION_TOKEN", "")
    agent = Agent(opstage, state, Capsule(opstage, state.fingerprint), code, registration_token)
    signal.pthread_sigmask(signal.SIG_BLOCK, STOP_SIGNALS)  # before any thread starts: the main thread alone takes them
    agent.spawn(agent.run)
    signal.sigwait(STOP_SIGNALS)
    agent.stop()
    sys.exit(agent.exit_code)


if __name__ == "__main__":
    main()
