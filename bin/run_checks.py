"""bin/check: format, lint, types, import contract, templates and tests; one word for "is it right?"."""

import argparse
import subprocess
import sys
import time
from pathlib import Path

import project
from project import ROOT, VENV_PYTHON
from setup_environment import install

PYTHON_SCRIPTS = ["bin/start", "bin/test", "bin/check", "bin/benchmark"]


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="bin/check", description=__doc__)
    parser.add_argument("--fix", action="store_true", help="format the code and mend what ruff can, then check")
    options = parser.parse_args(arguments)
    install("dev")
    results = [(name, *timed(command)) for name, command in steps(fix=options.fix)]
    print("\nCheck            Result  Seconds")
    for name, passed, seconds in results:
        print(f"{name:<16} {'passed' if passed else 'FAILED':<7} {seconds:>7.1f}")
    return 0 if all(passed for _, passed, _ in results) else 1


def steps(*, fix: bool) -> list[tuple[str, list[str | Path]]]:
    module: list[str | Path] = [VENV_PYTHON, "-m"]
    # The scripts have no .py to be found by.
    code = [".", *PYTHON_SCRIPTS]
    return [
        ("format", [*module, "ruff", "format", *([] if fix else ["--check"]), *code]),
        ("lint", [*module, "ruff", "check", *(["--fix"] if fix else []), *code]),
        ("types", [*module, "mypy"]),
        (
            "imports",
            [
                VENV_PYTHON,
                "-c",
                'from importlinter.cli import lint_imports_command; lint_imports_command(["--no-logo"])',
            ],
        ),
        ("templates", [*module, "djlint", "templates", "--lint", "--quiet"]),
        ("tests", [sys.executable, ROOT / "bin" / "test"]),
    ]


def timed(command: list[str | Path]) -> tuple[bool, float]:
    print(f"\n{' '.join(str(word) for word in command)}".replace(f"{ROOT}/", ""), flush=True)
    started = time.monotonic()
    environment = project.child_environment()
    code = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
    return code == 0, time.monotonic() - started
