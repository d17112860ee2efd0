"""How many cases are read right: `python -m tests.radio.speaking_score` prints those that are not."""

import tomllib
from pathlib import Path

from lantoa.radio.speaking import spoken

HERE = Path(__file__).parent


def cases(name: str) -> list[dict]:
    return tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))["case"]


def wrong(name: str) -> list[tuple[str, str, str]]:
    return [(case["text"], case["says"], said) for case in cases(name) if (said := spoken(case["text"])) != case["says"]]


if __name__ == "__main__":
    import sys

    for name in sys.argv[1:] or ["speaking_cases"]:
        failed = wrong(name)
        for text, says, said in failed:
            print(f"  {text}\n- {says}\n+ {said}\n")  # noqa: T201
        print(name, len(cases(name)) - len(failed), "/", len(cases(name)))  # noqa: T201
