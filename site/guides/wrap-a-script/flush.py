import json, os, shutil, sys

order = json.load(sys.stdin)
waiting = sorted(os.listdir("outbox"))[: order.get("max", 50)]
for name in waiting:
    shutil.move(f"outbox/{name}", f"sent/{name}")
json.dump({"sent": len(waiting), "left": len(os.listdir("outbox"))}, sys.stdout)
