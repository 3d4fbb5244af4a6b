"""What survives a restart: the files in OPSTAGE_AGENT_STATE.

Words in brackets name the rule of the contract that a piece of code keeps.
"""

import fcntl
import hashlib
import hmac
import json
import os
import secrets
import time
from pathlib import Path

KEEP_SECONDS = 24 * 3600  # of a journal entry after its result was answered


class State:
    """Every write is atomic and durable, every file is its owner's alone [agent-token-stored-safely]."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.journal = self.folder / "commands"
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.journal.mkdir(mode=0o700, exist_ok=True)
        # Two processes on one folder would run a command twice. The lock goes with the process, however it ends.
        self.lock = open(self.folder / "lock", "w", encoding="utf-8")
        fcntl.flock(self.lock, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def read(self, name):
        try:
            return json.loads((self.folder / name).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None

    def write(self, name, value):
        target = self.folder / name
        draft = target.with_suffix(f".{secrets.token_hex(4)}.draft")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(value, file)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, target)
        folder = os.open(target.parent, os.O_RDONLY)
        os.fsync(folder)  # the rename itself is durable only now
        os.close(folder)

    def fingerprint(self, value):
        """Shows that a secret changed, and nothing else of it [sensitive-never-travels]."""
        key = self.read("fingerprint-key.json")
        if key is None:
            key = secrets.token_hex(32)
            self.write("fingerprint-key.json", key)
        return hmac.new(bytes.fromhex(key), value.encode(), hashlib.sha256).hexdigest()

    # The journal is one small file per command: its id, the newest acknowledged delivery, its outcome, and when that
    # was answered. Never its payload [execute-at-most-once].

    def entry(self, command_id):
        return self.read(f"commands/{command_id}.json")

    def keep(self, entry):
        self.write(f"commands/{entry['id']}.json", entry)

    def entries(self):
        return [self.entry(path.stem) for path in sorted(self.journal.glob("cmd_*.json"))]

    def forget_old_entries(self):
        for entry in self.entries():
            if entry["answeredAt"] is not None and entry["answeredAt"] < time.time() - KEEP_SECONDS:
                (self.journal / f"{entry['id']}.json").unlink()
