"""Count one Pabulib file with pabutools, in the environment of the oracles; prints JSON.

Called as `python _pabutools.py FILE WAY`. Ways, all with cost utilities and one unit more for each
voter until the outcome would cost too much:

    grouped   equal ballots counted as one (`as_multiprofile`); the same rule as ours
    single    ballot by ballot, as the file is read; the same rule as ours
    own-stop  grouped, with the increment inside pabutools, which is faster and stops earlier, at
              the first outcome to which nothing can be added: another rule, for orientation
"""

import json
import sys
import time

from pabutools.election import Cost_Sat, parse_pabulib
from pabutools.rules import exhaustion_by_budget_increase, method_of_equal_shares


def main(path: str, way: str) -> None:
    """Time reading and counting apart, without the start of Python and the imports."""
    begin = time.perf_counter()
    instance, profile = parse_pabulib(path)
    read = time.perf_counter()
    voters = profile.num_ballots()
    if way != "single":
        profile = profile.as_multiprofile()
    if way == "own-stop":
        chosen = method_of_equal_shares(
            instance, profile, sat_class=Cost_Sat, voter_budget_increment=1
        )
    else:
        chosen = exhaustion_by_budget_increase(
            instance,
            profile,
            method_of_equal_shares,
            {"sat_class": Cost_Sat},
            budget_step=voters,
            exhaustive_stop=False,
        )
    end = time.perf_counter()
    selected = sorted(project.name for project in chosen)
    print(json.dumps({"read": read - begin, "count": end - read, "selected": selected}))


if __name__ == "__main__":
    main(*sys.argv[1:])
