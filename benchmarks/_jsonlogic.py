"""A plain loop over json-logic, in the environment of the oracles; asked line by line.

The first line of the input names the file of rules and facts (`_snapshots settled`).  For each
further line all organisations are judged once and the rate told.  What is timed is the loop alone:
facts are parsed and settled before.  json-logic takes a missing fact for false, and an organisation
passes where every aspect of every gate is true.
"""

import json
import sys
import time

from json_logic import jsonLogic


def main():
    """Prepare, then measure as often as asked."""
    with open(sys.stdin.readline().strip(), encoding="utf-8") as file:
        asked = json.load(file)
    rules, facts = list(asked["rules"].items()), asked["facts"]
    gates = set(asked["gates"])
    for _line in sys.stdin:
        begin, used = time.perf_counter(), time.process_time()
        passed = 0
        for known in facts:
            found = {name: bool(jsonLogic(rule, known)) for name, rule in rules}
            passed += all(found[name] for name in found if name.split(" ")[0] in gates)
        seconds, used = time.perf_counter() - begin, time.process_time() - used
        told = {
            "organisations": len(facts),
            "rate": round(len(facts) / seconds, 1),
            "processor_rate": round(len(facts) / used, 1),
            "passed": passed,
        }
        print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main()
