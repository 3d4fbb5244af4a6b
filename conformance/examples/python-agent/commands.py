"""Commands: claimed, acknowledged, run at most once, answered.

A delivered command has a thread that acknowledges, supervises and answers it; its handler runs in one more, so that a
handler can hang without anything else hanging. Words in brackets name the rule of the contract that a piece keeps.
"""

import json
import queue
import re
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field

from opstage import Answer, Backoff, interval, objects
from state import KEEP_SECONDS

SLOTS = 4  # how many handlers run at once
OPEN_MAX = 100  # how many commands a heartbeat can name as running
CLAIM_WAIT_SECONDS = 25  # below the minute after which many proxies cut a silent connection
HOUSEKEEPING_SECONDS = 3600


class Cancelled(Exception):
    """Raised inside a handler, by Context.wait, when it is to stop."""


class Context:
    """What a handler gets beside its payload."""

    def __init__(self, timeout_seconds):
        self.timeout_seconds = timeout_seconds
        self.told_to_stop = threading.Event()
        self.inbox = queue.SimpleQueue()  # read by the supervising thread
        self.unsent = None

    def wait(self, seconds):
        """Sleeps; raises Cancelled as soon as the handler is to stop."""
        if self.told_to_stop.wait(max(0, seconds)):
            raise Cancelled

    def progress(self, percent, message=""):
        """Never blocks. Progress not yet sent is replaced: only the newest matters."""
        before, self.unsent = self.unsent, {"percent": percent, "message": message[:500]}
        if before is None:
            self.inbox.put(("progress", None))


@dataclass
class Command:
    """A command this process deals with. `entry` is what the journal says; none until the command may run."""

    entry: dict | None
    users: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)  # held while one delivery of it is acknowledged
    context: Context | None = None
    cancel_asked: bool = False
    telling: bool = False

    def cancel(self):
        self.cancel_asked = True
        if self.context is not None:
            self.context.told_to_stop.set()


def failure(code, message):
    return {"success": False, "error": {"code": code, "message": message[:500]}}


class Commands:
    """Needs of its agent: call, pause, until_answered, spawn, boot_id and the intervals told."""

    def __init__(self, agent, state, capsule):
        self.agent, self.state, self.capsule = agent, state, capsule
        self.known = {}
        self.busy = 0
        self.changed = threading.Condition()  # guards `known` and `busy`
        self.stopping = threading.Event()

    def running(self):
        """Every command acknowledged and not yet answered [heartbeat-cadence]."""
        with self.changed:
            entries = [command.entry for command in self.known.values() if command.entry is not None]
        return [entry["id"] for entry in entries if entry["answeredAt"] is None][:OPEN_MAX]

    def cancel(self, command_id):
        with self.changed:
            command = self.known.get(command_id)
        if command is not None:  # a command that is over, or was never here, needs no cancelling
            command.cancel()

    def resume(self):
        """What an earlier process began and did not answer is answered now [execute-at-most-once]."""
        self.state.forget_old_entries()
        for entry in self.state.entries():
            if entry["answeredAt"] is None:
                if entry["outcome"] is None:
                    entry["outcome"] = failure("AGENT_RESTARTED", "the agent ended while the command ran")
                    entry["finishedAt"] = time.time()
                    self.state.keep(entry)
                self.agent.spawn(self._tell_again, entry["id"])

    def stop(self, grace_seconds, answer_seconds):
        """Finishes or fails what runs [disconnect-on-stop]; what stays unanswered goes out after the next start."""
        self.stopping.set()
        with self.changed:
            self.changed.wait_for(lambda: self.busy == 0, timeout=grace_seconds)
            for command in self.known.values():
                if command.context is not None:
                    command.context.inbox.put(("stop", None))
            self.changed.wait_for(lambda: not self.known, timeout=answer_seconds)

    # -- claim -------------------------------------------------------------------------------------------------------

    def claim_loop(self):
        backoff = Backoff()
        tidied_at = time.monotonic()
        while not self.stopping.is_set():
            free = self._free_slots()
            began_at = time.monotonic()
            body = {"bootId": self.agent.boot_id, "max": free, "waitSeconds": CLAIM_WAIT_SECONDS}
            answer = self.agent.call("commands/claim", body, seconds=CLAIM_WAIT_SECONDS + 10)
            if self.stopping.is_set():
                return  # what this claim brought is not acknowledged, so Opstage delivers it again
            if answer.verdict != "ok":
                self.agent.pause(backoff.after(answer, self.agent.heartbeat_seconds))
                continue
            backoff.succeeded()
            deliveries = [one for one in objects(answer.data.get("commands")) if is_delivery(one)][:free]
            for delivery in deliveries:
                with self.changed:
                    self.busy += 1
                self.agent.spawn(self._handle, delivery)
            if not deliveries:  # an Opstage that does not hold claims is asked at the pace it told
                self.agent.pause(max(0, self.agent.poll_seconds - (time.monotonic() - began_at)))
            if time.monotonic() - tidied_at > HOUSEKEEPING_SECONDS:
                self.state.forget_old_entries()
                tidied_at = time.monotonic()

    def _free_slots(self):
        """Waits until a handler could start [claim-what-can-start]."""
        with self.changed:
            self.changed.wait_for(lambda: self.busy < SLOTS and len(self.known) < OPEN_MAX - SLOTS)
            return SLOTS - self.busy

    # -- acknowledge and run -----------------------------------------------------------------------------------------

    def _handle(self, delivery):
        """One delivery, from its acknowledgement to the answer to its result."""
        with self._command(delivery["id"]) as command:
            try:
                with command.lock:
                    entry = command.entry or {"id": delivery["id"], "outcome": None, "finishedAt": None}
                    delivery_id = delivery["delivery"]["id"]
                    if entry.get("deliveryId") == delivery_id or not self._acknowledge(command, delivery):
                        return
                    first = command.entry is None
                    # A known command only gets the newer delivery id; a result already told is told again under it.
                    entry.update(deliveryId=delivery_id, answeredAt=None)
                    self.state.keep(entry)  # durably after the ack, before the handler [execute-at-most-once]
                    command.entry = entry
                if first:
                    outcome = self._execute(command, delivery)
                    with command.lock:
                        entry.update(outcome=outcome, finishedAt=time.time())
                        self.state.keep(entry)
            finally:
                with self.changed:
                    self.busy -= 1
                    self.changed.notify_all()
            self._tell(command)

    @contextmanager
    def _command(self, command_id):
        """The one Command of this id, however many threads deal with it."""
        with self.changed:
            command = self.known.get(command_id)
            if command is None:
                command = self.known[command_id] = Command(self.state.entry(command_id))
            command.users += 1
        try:
            yield command
        finally:
            with self.changed:
                command.users -= 1
                if command.users == 0:
                    del self.known[command_id]
                self.changed.notify_all()

    def _acknowledge(self, command, delivery):
        """Retried until Opstage says whether it takes the acceptance [ack-before-run]; True only if it does."""
        known = command.entry is not None  # accepted whatever it asks, and never started again
        refusal = None if known else self.capsule.refusal(delivery)
        body = {"deliveryId": delivery["delivery"]["id"], "accepted": refusal is None}
        if refusal is not None:
            body["error"] = refusal  # [refusal-is-explicit]

        def send():
            answer = self.agent.call(f"commands/{delivery['id']}/ack", body)
            status = answer.data.get("status")
            if answer.verdict == "ok" and refusal is None and not known and status != "RUNNING":
                # Final: nothing to do. Unknown: neither yes nor no, so ask again [unknown-enum-is-not-success].
                final = status in ("SUCCEEDED", "FAILED", "EXPIRED", "CANCELLED")
                return Answer("refused" if final else "failed", answer.status)
            return answer

        return self.agent.until_answered(send).verdict == "ok" and refusal is None

    def _execute(self, command, delivery):
        """Runs the handler and supervises it: progress, cancellation, timeout, stop. Gives the outcome."""
        timeout = interval(delivery.get("timeoutSeconds"), 300, longest=86_400)
        context = command.context = Context(timeout)
        if command.cancel_asked:
            context.told_to_stop.set()
        # Only what the capsule declares is ever looked up and run [no-arbitrary-execution].
        handler = self.capsule.actions[delivery["actionName"]].handler
        self.agent.spawn(self._run, handler, command, delivery["payload"])
        deadline = time.monotonic() + timeout
        backoff, silent_until, seq = Backoff(), 0.0, 0
        while True:
            try:
                kind, outcome = context.inbox.get(timeout=max(0, deadline - time.monotonic()))
            except queue.Empty:
                context.told_to_stop.set()  # one that does not listen is left behind; its outcome no longer counts
                return failure("ACTION_TIMEOUT", f"the handler ran longer than {timeout:g} s")  # [handler-timeout]
            if kind == "done":
                return outcome
            if kind == "stop":
                context.told_to_stop.set()
                return failure("AGENT_RESTARTED", "the agent was stopped while the command ran")
            progress, context.unsent = context.unsent, None
            if progress is None or time.monotonic() < silent_until:
                continue  # progress is never repeated: what comes later replaces it
            seq += 1
            body = {"deliveryId": command.entry["deliveryId"], "seq": seq, **progress}
            answer = self.agent.call(f"commands/{delivery['id']}/progress", body, seconds=5)
            if answer.verdict == "ok":
                backoff.succeeded()
                if answer.data.get("cancelRequested") is True:
                    command.cancel()  # [cancel-honoured]
            else:
                silent_until = time.monotonic() + backoff.after(answer, self.agent.heartbeat_seconds)

    def _run(self, handler, command, payload):
        try:
            outcome = {"success": True, "data": handler(command.context, payload)}
            json.dumps(outcome, allow_nan=False)
        except Cancelled:
            # `cancelled` only if it was asked for: a handler is told to stop at its timeout and at the agent's end too.
            outcome = failure("ACTION_FAILED", "the handler was told to stop")
            if command.cancel_asked:
                outcome = {"success": False, "cancelled": True}
        except Exception as error:
            outcome = failure("ACTION_FAILED", str(error) or type(error).__name__)  # no stack trace [handler-timeout]
        command.context.inbox.put(("done", outcome))

    # -- answer ------------------------------------------------------------------------------------------------------

    def _tell_again(self, command_id):
        with self._command(command_id) as command:
            self._tell(command)

    def _tell(self, command):
        """Sends the outcome until it is answered, under the newest acknowledged delivery id [result-retried]."""
        with command.lock:
            entry = command.entry
            if entry["outcome"] is None or entry["answeredAt"] is not None or command.telling:
                return  # the thread that runs the handler, or tells already, sees the newer delivery id too
            command.telling = True
        backoff = Backoff()
        while True:
            delivery_id = entry["deliveryId"]
            answer = self.agent.call(f"commands/{entry['id']}/result", {"deliveryId": delivery_id, **entry["outcome"]})
            if answer.status in (413, 422) and not was_rejected(entry["outcome"]):
                with command.lock:
                    entry["outcome"] = failure("RESULT_REJECTED", "Opstage refused the result")
                    self.state.keep(entry)
            elif not answer.to_be_repeated or time.time() > entry["finishedAt"] + KEEP_SECONDS:
                with command.lock:
                    if entry["deliveryId"] == delivery_id:  # else it was delivered again meanwhile
                        entry["answeredAt"] = time.time()
                        self.state.keep(entry)
                        command.telling = False
                        return
            else:
                self.agent.pause(backoff.after(answer, self.agent.heartbeat_seconds))


def is_delivery(one):
    """Whether it can be answered at all: its ids stand in paths and file names."""
    delivery = one.get("delivery")
    ids = (one.get("id"), delivery.get("id") if isinstance(delivery, dict) else None)
    forms = (r"cmd_[A-Za-z0-9_-]{16,64}", r"dlv_[A-Za-z0-9_-]{16,64}")
    return all(isinstance(text, str) and re.fullmatch(form, text) for text, form in zip(ids, forms))


def was_rejected(outcome):
    return outcome.get("error", {}).get("code") == "RESULT_REJECTED"
