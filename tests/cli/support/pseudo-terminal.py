# Runs a program on a terminal of its own: pseudo-terminal.py STEPS PROGRAM WORD...
# STEPS is JSON, [["text that is waited for", "text that is typed then"], ...]. At the end, JSON: what was on the terminal, and how it ended.
import json, os, pty, select, signal, sys, time

steps = json.loads(sys.argv[1])
pid, master = pty.fork()
if pid == 0:
    os.execvp(sys.argv[2], sys.argv[2:])
seen = b""
waited = 0
until = time.monotonic() + 30
while True:
    ready, _, _ = select.select([master], [], [], max(0, until - time.monotonic()))
    if not ready:
        os.kill(pid, signal.SIGKILL)
        break
    try:
        data = os.read(master, 65536)
    except OSError:  # nobody has the terminal any more
        break
    if not data:
        break
    seen += data
    while steps:
        place = seen.find(steps[0][0].encode(), waited)
        if place < 0:
            break
        waited = place + len(steps[0][0].encode())
        os.write(master, steps.pop(0)[1].encode())
status = os.waitpid(pid, 0)[1]
print(json.dumps({
    "output": seen.decode("utf-8", "replace"),
    "code": os.WEXITSTATUS(status) if os.WIFEXITED(status) else None,
    "signal": os.WTERMSIG(status) if os.WIFSIGNALED(status) else None,
    "left": steps,
}))
