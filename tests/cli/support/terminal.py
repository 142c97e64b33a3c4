"""A program on a terminal of its own, and somebody who types.

argv[1] is JSON: {"argv": [...], "env": {...}, "cwd": "...", "steps": [[pattern, keys], ...]}. When the terminal shows a pattern,
the keys are typed; in their place, {"signal": "TERM", "to": file} sends a signal to the process whose number is in a file. Prints JSON: {"shown": what the terminal showed, "code": exit code or minus the signal, "echo": [whether the
terminal echoed when each pattern was shown, and at the end], "missed": the pattern that did not come, or null}.
"""

import json
import os
import pty
import re
import select
import signal
import sys
import termios
import time

LIMIT = 30


def main():
    job = json.loads(sys.argv[1])
    # The terminal's other end stays open here, so that its settings can be read when the program has ended.
    master, slave = pty.openpty()
    pid = os.fork()
    if pid == 0:
        os.close(master)
        os.login_tty(slave) if hasattr(os, "login_tty") else login_tty(slave)
        os.chdir(job["cwd"])
        os.execvpe(job["argv"][0], job["argv"], job["env"])

    def echoes():
        return bool(termios.tcgetattr(slave)[3] & termios.ECHO)

    shown, rest, echo, steps = "", "", [], list(job["steps"])
    end, status = time.monotonic() + LIMIT, None
    while time.monotonic() < end:
        if select.select([master], [], [], 0.02)[0]:
            part = os.read(master, 65536).decode("utf-8", "replace")
            shown += part
            rest += part
            continue
        found = steps and re.search(steps[0][0], rest)
        if found:
            echo.append(echoes())
            rest = rest[found.end():]
            act(master, steps.pop(0)[1])
            continue
        done, state = os.waitpid(pid, os.WNOHANG)
        if done:
            status = state
            break
    if status is None:
        os.kill(pid, signal.SIGKILL)
        status = os.waitpid(pid, 0)[1]
    echo.append(echoes())
    code = os.waitstatus_to_exitcode(status)
    print(json.dumps({"shown": shown, "code": code, "echo": echo, "missed": steps[0][0] if steps else None}))


def act(master, keys):
    if isinstance(keys, str):
        os.write(master, keys.encode())
        return
    with open(keys["to"], encoding="ascii") as file:
        os.kill(int(file.read()), getattr(signal, "SIG" + keys["signal"]))


def login_tty(slave):
    import fcntl

    os.setsid()
    fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
    for number in range(3):
        os.dup2(slave, number)


main()
