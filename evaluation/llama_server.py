"""A real llama.cpp server on the loopback interface, for tests and figures of the remote engine.

``python evaluation/llama_server.py MODEL.gguf`` serves until its input ends and prints its address first. It
runs in any Python that has ``xllamacpp``; nothing else of the project needs that.
"""

from __future__ import annotations

import sys

import xllamacpp

# Passages of one article asked for at once, each in a context of its own.
PARALLEL = 4
CONTEXT = 2048


def main() -> int:
    """Serve the model until standard input ends."""
    params = xllamacpp.CommonParams()
    params.model.path = sys.argv[1]
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.n_parallel = PARALLEL
    params.n_ctx = PARALLEL * CONTEXT
    server = xllamacpp.Server(params)
    print(server.listening_address, flush=True)
    sys.stdin.read()
    return 0


if __name__ == "__main__":
    sys.exit(main())
