"""Runs the peers' script, but measures only the works that are named.

Usage: only.py networks.py THREADS LAYOUT STEPS NAME...
"""
import sys

path = sys.argv[1]
wanted = set(sys.argv[5:])
start = "def report(name, batch, step):\n"
source = open(path, encoding="utf-8").read().replace(start, start + "    if name not in wanted: return\n", 1)
sys.argv = sys.argv[1:5]
exec(compile(source, path, "exec"), {"__name__": "__main__", "wanted": wanted})
