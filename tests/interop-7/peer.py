"""The official Python client of Passwork 7 as a process.

A request per line on stdin, its answer per line on stdout, both JSON:
{"new": [host, verify_ssl, auto_refresh]} makes a client, {"call": name, "args": [...]} calls one of its public methods,
{"get": name} reads one of its public members. Answers: {"value": ..., "ms": ...} or {"error": ..., "code": ..., "ms": ...}.
"""

import json
import sys
import time

from passwork_client import PassworkClient


def carry_out(client, request):
    if "get" in request:
        return getattr(client, request["get"])
    return getattr(client, request["call"])(*request["args"])


def main():
    client = None
    # What the client prints must not get between the answers.
    answers, sys.stdout = sys.stdout, sys.stderr
    for line in sys.stdin.buffer:
        request = json.loads(line)
        start = time.perf_counter()
        try:
            if "new" in request:
                client = PassworkClient(*request["new"])
                answer = {"value": None}
            else:
                answer = {"value": carry_out(client, request)}
        except Exception as error:
            answer = {"error": f"{type(error).__name__}: {error}", "code": getattr(error, "code", None)}
        answer["ms"] = (time.perf_counter() - start) * 1000
        print(json.dumps(answer), file=answers, flush=True)


main()
