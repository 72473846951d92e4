"""A plain loop over json-logic, in the environment of the oracles; asked line by line.

The first line of the input names the file of rules (`_snapshots settled`), the database of stored
snapshots, and how many of them.  For each further line these are judged once, in two steps that are
timed apart: making facts of what is stored (of each fact the weightiest and newest value, nothing
else is looked at), and the loop itself.  json-logic takes a missing fact for false; an organisation
passes where every aspect of every gate is true.
"""

import json
import sqlite3
import sys
import time
from fractions import Fraction

from json_logic import jsonLogic


def main():
    """Prepare, then measure as often as asked."""
    rules_file, database, count = sys.stdin.readline().split()
    with open(rules_file, encoding="utf-8") as file:
        asked = json.load(file)
    rules, gates = list(asked["rules"].items()), set(asked["gates"])
    for _line in sys.stdin:
        begin = time.process_time()
        rows = sqlite3.connect(database).execute(
            "SELECT items FROM snapshot ORDER BY number LIMIT ?", [count]
        )
        facts = [facts_of(json.loads(text)) for (text,) in rows]
        between = time.process_time()
        passed = 0
        for known in facts:
            found = {name: bool(jsonLogic(rule, known)) for name, rule in rules}
            passed += all(found[name] for name in found if name.split(" ")[0] in gates)
        end = time.process_time()
        told = {
            "organisations": len(facts),
            "loop": round(len(facts) / (end - between), 1),
            "whole": round(len(facts) / (end - begin), 1),
            "passed": passed,
        }
        print(json.dumps(told), flush=True)


def facts_of(plain):
    """One value for each fact."""
    best = {}
    for line in plain["facts"]:
        frame, _of, said = line.partition(": ")
        _kind, grade, _since, until = frame.split(" ")[:4]
        words = said.split(" ")
        for fact, value in zip(words[::2], words[1::2], strict=True):
            rank = (grade, until)
            if grade != "0" and (fact not in best or best[fact][0] < rank):
                best[fact] = (rank, value)
    found = {"rules": {}, "practice": {}}
    for fact, (_rank, value) in best.items():
        aspect, _dot, name = fact.partition(".")
        found[aspect][name] = value_of(value)
    return found


def value_of(word):
    """Yes or no, a number, or a code."""
    if word in ("yes", "no"):
        return word == "yes"
    if word[0].isdigit():
        return float(Fraction(word)) if "/" in word else int(word)
    return word


if __name__ == "__main__":
    main()
