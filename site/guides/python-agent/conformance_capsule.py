"""The conformance capsule: what the kit asks an agent to do, so that the effect is seen from outside."""
import os
import threading
import time
import urllib.parse
import urllib.request

from agent import NoRedirects, Service, serve

capsule = Service("conformance", "Conformance capsule", "1.0.0", "Does what the kit asks for.")
health = {"status": "UP"}
settings = {"colour": "blue", "secret": "not set yet"}


def probe():
    if health["status"] == "hang":
        threading.Event().wait()
    if health["status"] == "throw":
        raise RuntimeError("told to throw")
    return health["status"]


def fail(payload):
    raise RuntimeError(payload.get("message", "told to fail"))


def sleep(payload):
    time.sleep(payload["ms"] / 1000)


def touch(payload):
    origin = os.environ["OPSTAGE_URL"]
    url = urllib.parse.urljoin(origin, payload["path"])
    if urllib.parse.urlsplit(url).netloc != urllib.parse.urlsplit(origin).netloc:
        raise ValueError("the path leads to another origin")
    request = urllib.request.Request(url, headers={"Capsule-Contract": "1"})
    with urllib.request.build_opener(NoRedirects).open(request) as response:
        return {"status": response.status}


def inputs(**properties):
    return {"type": "object", "properties": properties, "required": list(properties)}


text = {"type": "string"}
capsule.probe = probe
capsule.settings = lambda: [
    {"key": "colour", "value": settings["colour"]},
    {"key": "secret", "value": settings["secret"], "sensitive": True},
]
capsule.action("echo", lambda payload: payload)
capsule.action("fail", fail)
capsule.action("throw", fail)
capsule.action("sleep", sleep, inputSchema=inputs(ms={"type": "integer"}))
capsule.action("slow", lambda _: time.sleep(4), timeoutSeconds=1)
capsule.action("touch", touch, inputSchema=inputs(path=text))
capsule.action("set-config", lambda payload: settings.update({payload["key"]: payload["value"]}),
               inputSchema=inputs(key=text, value={"type": "string", "writeOnly": True}))
capsule.action("set-health", lambda payload: health.update(status=payload["status"]), inputSchema=inputs(status=text))
capsule.action("emit", lambda payload: capsule.emit(payload["type"], payload.get("message", "")), inputSchema=inputs(type=text))

if __name__ == "__main__":
    serve(capsule)
