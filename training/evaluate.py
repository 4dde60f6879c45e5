"""Judge the real detection by a labelled corpus: `python training/evaluate.py CORPUS [--folds] [--show N]`."""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from corpus import SCRAMBLED, File, Place, files, read

from hushlint import plan
from hushlint.context.paths import applies
from hushlint.detection import Detection

FOLDS = 5


@dataclass(slots=True)
class Score:
    """Places found, missed and wrong; `unlabelled` ones are wrong too, for nearly all of them hold no credential."""

    found: int = 0
    missed: int = 0
    wrong: int = 0
    unlabelled: int = 0
    misses: list[Place] = field(default_factory=list)
    alarms: list[tuple[Place, str]] = field(default_factory=list)

    def line(self, name: str) -> str:
        """Precision, recall and F1 in one line."""
        wrong = self.wrong + self.unlabelled
        precision = self.found / max(self.found + wrong, 1)
        labelled = self.found / max(self.found + self.wrong, 1)
        recall = self.found / max(self.found + self.missed, 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        return (
            f"{name:32} precision {precision:.3f} (labelled {labelled:.3f})  recall {recall:.3f}  F1 {f1:.3f}"
            f"  found {self.found} missed {self.missed} wrong {self.wrong} unlabelled {self.unlabelled}"
        )


def fold_of(repo: str, repos: Iterable[str]) -> int:
    """The fold of a repository: whole repositories go round in the order of their ids."""
    return sorted(repos).index(repo) % FOLDS


def findings(detection: Detection, file: File) -> dict[int, str]:
    """Rule id by line, counted from 1, of what the whole detection finds in a file."""
    found: dict[int, str] = {}
    data = file.data
    for text, secrets in detection.scan(data):
        for secret in secrets:
            if secret.rule.family == "source" or not applies(secret.rule.paths, file.name.encode()):
                continue
            first = text.data.count(b"\n", 0, secret.start) + 1
            last = text.data.count(b"\n", 0, secret.end) + 1
            for line in range(first, last + 1):
                found.setdefault(line, secret.rule.id)
    return found


def judge(detection: Detection, corpus: Iterable[File]) -> list[tuple[Place, str]]:
    """Each place with the rule that found something there, or an empty text."""
    judged = []
    for file in corpus:
        found = findings(detection, file)
        judged += [(place, found.get(place.line, "")) for place in file.places]
    return judged


def score(judged: Iterable[tuple[Place, str]]) -> Score:
    """The score of judged places; those of soft kinds are neither right nor wrong."""
    total = Score()
    for place, rule in judged:
        if place.label == "T":
            total.found += bool(rule)
            total.missed += not rule
            if not rule:
                total.misses.append(place)
        elif rule and place.label != "S":
            total.wrong += place.label in "FX"
            total.unlabelled += place.label == "U"
            total.alarms.append((place, rule))
    return total


def main() -> None:
    """Print scores by fold and category, and with --show the places that are missed and wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--show", type=int, default=0, help="print so many misses and false alarms")
    options = parser.parse_args()
    corpus = files(read(options.corpus))
    judged = judge(Detection(plan.obtain("", "", list)), corpus)
    print(score(judged).line("all"))
    plain = [(place, rule) for place, rule in judged if SCRAMBLED.isdisjoint(place.category.split("+"))]
    print(score(plain).line("without kinds that are parsed"))
    repos = {file.repo for file in corpus}
    for number in range(FOLDS):
        chosen = [item for item in plain if fold_of(item[0].repo, repos) == number]
        print(score(chosen).line(f"fold {number}, without parsed kinds"))
    _by_category(judged)
    _show(score(judged), options.show)


def _by_category(judged: list[tuple[Place, str]]) -> None:
    by_category: dict[str, Counter[bool]] = defaultdict(Counter)
    for place, rule in judged:
        if place.label == "T":
            by_category[place.category][bool(rule)] += 1
    for name, counts in sorted(by_category.items(), key=lambda item: -sum(item[1].values()))[:25]:
        print(f"  {name:40} {counts[True]} of {sum(counts.values())}")
    print("  rules:", Counter(rule for _, rule in judged if rule).most_common(20))
    print("  wrong:", Counter(rule for place, rule in judged if rule and place.label in "FXU").most_common(20))


def _show(total: Score, number: int) -> None:
    for title, places in (("missed", [(place, "") for place in total.misses]), ("wrong", total.alarms)):
        for place, rule in places[:: max(len(places) // number, 1)] if number else []:
            print(f"{title} {place.repo} {place.category} {place.label} {rule} | {place.text.strip()[:200]}")


if __name__ == "__main__":
    main()
