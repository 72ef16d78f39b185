#!/usr/bin/env python3
"""Stands in for Terraform: notes how it is called and signalled in FAKE_NOTES, and does as told by
FAKE_LINES (lines to print while planning), FAKE_SECONDS (how long a plan takes; longer while there is a
file "hold" in FAKE_NOTES), FAKE_STUBBORN (how many interrupts not to mind), FAKE_DIES (the command that
a SIGKILL ends), FAKE_FAILS (command, times and message: what fails at first) and FAKE_PLAN (the file
that show prints)."""
import json
import os
import signal
import sys
import time


def note(name, text):
    with open(os.path.join(os.environ["FAKE_NOTES"], name), "a") as notes:
        notes.write(text + "\n")


def interrupted(number, frame):
    note("signals", signal.Signals(number).name)
    interrupted.times += 1
    if interrupted.times > int(os.environ.get("FAKE_STUBBORN", "0")):
        print("Interrupt received.", flush=True)
        sys.exit(1)


interrupted.times = 0
command = sys.argv[1]
note("calls", " ".join(sys.argv[1:]))
if os.environ.get("FAKE_DIES") == command:
    os.kill(os.getpid(), signal.SIGKILL)
fails, _, rest = os.environ.get("FAKE_FAILS", "").partition(":")
if fails == command:
    with open(os.path.join(os.environ["FAKE_NOTES"], "calls")) as notes:
        before = sum(1 for call in notes if call.split()[0] == command)
    if before <= int(rest.partition(":")[0]):
        error = rest.partition(":")[2]
        if command == "plan":
            print(json.dumps({"@level": "error", "type": "diagnostic",
                              "diagnostic": {"severity": "error", "summary": "It failed", "detail": error}}))
        else:
            print("\nError: It failed\n\n%s" % error)
        sys.exit(1)
if command == "version":
    print(json.dumps({"terraform_version": "1.11.4"}))
elif command == "workspace" and sys.argv[2] == "show":
    print("default")
elif command == "plan":
    signal.signal(signal.SIGINT, interrupted)
    signal.signal(signal.SIGTERM, interrupted)
    note("pid", str(os.getpid()))
    lines = int(os.environ.get("FAKE_LINES", "0"))
    end = time.time() + float(os.environ.get("FAKE_SECONDS", "0"))
    pause = (end - time.time()) / max(lines, 1)
    for line in range(lines):
        print("line %d" % (line + 1), flush=True)
        time.sleep(max(pause, 0))
    while time.time() < end or os.path.exists(os.path.join(os.environ["FAKE_NOTES"], "hold")):
        time.sleep(0.05)
    with open([a for a in sys.argv if a.startswith("-out=")][0][5:], "w") as plan:
        plan.write("a plan")
    sys.exit(2)
elif command == "show":
    if "FAKE_PLAN" in os.environ:
        with open(os.environ["FAKE_PLAN"]) as plan:
            sys.stdout.write(plan.read())
    else:
        print(json.dumps({"format_version": "1.2", "resource_changes": [{
            "address": "fake_thing.one", "mode": "managed", "type": "fake_thing", "name": "one",
            "provider_name": "fake", "change": {"actions": ["create"], "before": None, "after": {"a": 1},
                                                "after_unknown": {}, "before_sensitive": False,
                                                "after_sensitive": {}}}]}))
