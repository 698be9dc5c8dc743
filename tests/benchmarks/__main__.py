"""One benchmark on the database that the settings name, which must be empty; bin/benchmark brings one.

Prints its result as one line of JSON, and ends with an error where anything is lost, doubled or half-written.
"""

import argparse
import json
import sys
from dataclasses import asdict

import django

django.setup()  # before the imports of what knows the rows

from tests.benchmarks import kills, matching, pages, throughput  # noqa: E402
from tests.benchmarks.invented_web import InventedWeb  # noqa: E402


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("benchmark", choices=["throughput", "kills", "matching", "pages"])
    parser.add_argument("--feeds", type=int, default=0)
    parser.add_argument("--articles", type=int, default=0)
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--claims", type=int, nargs="+", default=[])
    parser.add_argument("--statements", type=int, default=0)
    options = parser.parse_args()
    web = InventedWeb(options.feeds, options.articles)
    result: throughput.Result | kills.Result | matching.Result | pages.Result
    if options.benchmark == "throughput":
        result = throughput.measure(web)
    elif options.benchmark == "kills":
        result = kills.measure(web, options.kills, options.seed)
    elif options.benchmark == "pages":
        result = pages.measure(options.statements)
    else:
        result = matching.measure(options.claims)
    print(json.dumps(asdict(result)))  # noqa: T201
    return 1 if result.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
