#!/usr/bin/env python3
"""Stands for Terraform: notes how it is called, as a JSON object a line in $RECORD, and answers shortly.

With $HOLD it waits, at the command of that name, until the file $HOLD_UNTIL is there.
"""
import json
import os
import sys
import time

argv = sys.argv[1:]
with open(os.environ["RECORD"], "a") as record:
    record.write(json.dumps({"argv": argv, "cwd": os.getcwd(), "env": dict(os.environ)}) + "\n")
if os.environ.get("HOLD") == argv[0]:
    for _ in range(6000):
        if os.path.exists(os.environ["HOLD_UNTIL"]):
            break
        time.sleep(0.02)
if argv[0] == os.environ.get("FAIL"):
    print("it went wrong", file=sys.stderr)
    sys.exit(int(os.environ["FAIL_CODE"]))
if argv[0] == "version":
    print('{"terraform_version": "9.9.9"}')
elif argv == ["workspace", "show"]:
    print("shown")
elif argv[0] == "plan":
    with open(next(a[5:] for a in argv if a.startswith("-out=")), "w") as plan:
        plan.write("plan")
    print('{"type":"version"}')
    sys.exit(int(os.environ.get("PLAN_CODE", "2")))
elif argv[0] == "show":
    print('{"format_version":"1.2"}')
