"""A command for tests: writes a line for each thing that happens to it, and stops as it is told.

fake-cli.py ROLE JOURNAL INTERRUPTS SECONDS [--child]

Ends with exit code 1 after so many interrupts (0: never), by itself with 0 after so many seconds or when there is
a file "go" beside the journal.
With --child it starts another of itself, in its own process group, that no interrupt ends.
"""
import os
import signal
import subprocess
import sys
import time

role, journal, interrupts, seconds = sys.argv[1], sys.argv[2], int(sys.argv[3]), float(sys.argv[4])
seen = 0


def note(text):
    # One write each, so that lines of several processes do not mix.
    with open(journal, "ab", 0) as out:
        out.write(f"{role} {text}\n".encode())


def on_signal(number, frame):
    global seen
    note(signal.Signals(number).name)
    if number == signal.SIGINT:
        seen += 1


for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
    signal.signal(each, on_signal)

if "--child" in sys.argv:
    subprocess.Popen([sys.executable, __file__, "child", journal, "0", str(seconds)])
note(f"started {os.getpid()}")
end = time.monotonic() + seconds
go = os.path.join(os.path.dirname(journal), "go")
while time.monotonic() < end and not os.path.exists(go):
    time.sleep(0.02)
    if interrupts and seen >= interrupts:
        note("stopped")
        sys.exit(1)
note("ended")
