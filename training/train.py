"""Train the model of generic assignments: `python training/train.py CORPUS [--folds] [--trees FOLDER…] [--write]`."""

import argparse
import os
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from corpus import File, Place, files, read
from evaluate import FOLDS, SCRAMBLED, findings, fold_of, score
from fitted import ODDS, Model, render
from positives import lines
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from hushlint import plan
from hushlint.confirm.checks import generic
from hushlint.confirm.features import features
from hushlint.context.paths import applies
from hushlint.detection import Detection

MOST_WEIGHTS = 300
_TREE_FILE = 400_000  # bytes of a tree's file that are read at most
_WRITTEN = Path(__file__).parent.parent / "scanner/hushlint/confirm/weights.py"


@dataclass(slots=True)
class Sample:
    """A candidate that the hand-written rejections let through: its features, what it is, and how much it counts."""

    features: list[str]
    label: int
    weight: float
    repo: str


class Recorder:
    """Sees every candidate that reaches the model while the real detection runs."""

    def __init__(self) -> None:
        self.seen: list[tuple[int, bytes, list[str], tuple[str, ...]]] = []
        self._judge = generic.judge
        generic.judge = self._record

    def _record(self, captured: Any) -> Any:
        verdict = self._judge(captured)
        if verdict.confidence is not None:
            kind = generic.kind_of(captured)
            line = captured.data.count(b"\n", 0, captured.start) + 1
            self.seen.append((line, captured.value, features(captured, kind), captured.rule.paths))
        return verdict

    def scan(self, detection: Detection, data: bytes, name: bytes) -> list[tuple[int, bytes, list[str]]]:
        """(line, value, features) of the candidates of a file, of rules that look at such paths."""
        self.seen.clear()
        detection.scan(data)
        return [item[:3] for item in self.seen if applies(item[3], name)]


def of_corpus(recorder: Recorder, detection: Detection, corpus: Iterable[File]) -> Iterator[Sample]:
    """The labelled candidates; of lines with a credential only those that are its value."""
    for file in corpus:
        places = {place.line: place for place in file.places}
        for line, value, names in recorder.scan(detection, file.data, file.name.encode()):
            place = places.get(line)
            if place is None or place.label == "S":
                continue
            label = int(place.label == "T")
            if label and not _is_real(place, value.decode("utf-8", "replace")):
                continue
            yield Sample(names, label, 1.0, file.repo)


def _is_real(place: Place, value: str) -> bool:
    real = [row["value"] for row in place.rows if row["label"] == "T"]
    return any(value in one or one in value for one in real)


def of_lines(recorder: Recorder, detection: Detection, made: Iterable[str], weight: float) -> Iterator[Sample]:
    """Candidates of made lines, all real."""
    for line in made:
        for _, _, names in recorder.scan(detection, f"{line}\n".encode(), b"x.conf")[:1]:
            yield Sample(names, 1, weight, "")


def of_trees(recorder: Recorder, detection: Detection, folders: Iterable[str], weight: float) -> Iterator[Sample]:
    """Candidates of trees that hold hardly any secret: all count as none, each different one once."""
    seen: set[tuple[str, ...]] = set()
    for folder in folders:
        for top, _, names in os.walk(folder):
            for name in names:
                for found in _of_file(recorder, detection, os.path.join(top, name)):
                    if tuple(found) not in seen:
                        seen.add(tuple(found))
                        yield Sample(found, 0, weight, "")


def _of_file(recorder: Recorder, detection: Detection, path: str) -> list[list[str]]:
    if os.path.islink(path) or not os.path.isfile(path):
        return []
    with open(path, "rb") as file:
        data = file.read(_TREE_FILE)
    if b"\0" in data[:8000]:
        return []
    return [names for _, _, names in recorder.scan(detection, data, os.fsencode(path))]


def fit(samples: list[Sample], strength: float = 0.3) -> Model:
    """The model of these samples: logistic regression, cut to its heaviest weights and fitted again."""
    counts = Counter(name for sample in samples for name in sample.features)
    chosen = {name for name, count in counts.items() if count >= 8}
    for _ in range(2):
        fitted = _regression(samples, chosen, strength)
        heaviest = sorted(fitted.weights, key=lambda name: -abs(fitted.weights[name]) * min(counts[name], 400) ** 0.5)
        chosen = set(heaviest[:MOST_WEIGHTS])
    return _regression(samples, chosen, strength)


def _regression(samples: list[Sample], chosen: set[str], strength: float) -> Model:
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([dict.fromkeys(chosen.intersection(sample.features), 1) for sample in samples])
    labels = np.array([sample.label for sample in samples])
    weight = _balanced(samples)
    regression = LogisticRegression(C=strength, max_iter=3000)
    regression.fit(matrix, labels, sample_weight=weight)
    rounded = {name: round(ODDS * value) for name, value in
               zip(vectorizer.get_feature_names_out(), regression.coef_[0], strict=True)}  # fmt: skip
    return Model(round(ODDS * float(regression.intercept_[0])), 0.5, {k: v for k, v in sorted(rounded.items()) if v})


def _balanced(samples: list[Sample]) -> "np.ndarray[Any, Any]":
    """What each sample counts: a repository with many of them counts by the root of their number."""
    sizes = Counter(sample.repo for sample in samples)
    return np.array([
        sample.weight * (min(1.0, (100 / sizes[sample.repo]) ** 0.5) if sample.repo else 1.0) for sample in samples
    ])  # fmt: skip


def threshold(chances: list[tuple[float, int]], least_precision: float = 0.9) -> float:
    """The probability with the best F1 among those whose precision is at least this, of (probability, label)."""
    best = (0.0, 0.5)
    for at in (step / 100 for step in range(20, 90, 2)):
        found = sum(label for chance, label in chances if chance >= at)
        wrong = sum(1 - label for chance, label in chances if chance >= at)
        recall = found / max(sum(label for _, label in chances), 1)
        precision = found / max(found + wrong, 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        if precision >= least_precision and f1 > best[0]:
            best = (f1, at)
    return best[1]


def cross_validate(
    samples: list[Sample], extra: list[Sample], corpus: list[File], detection: Detection, show: Callable[[str], None]
) -> tuple[float, float, float]:
    """Print how the whole detection does on each fold with a model of the other four.

    Returns the threshold for all, and slope and intercept of the calibration.
    """
    repos = {file.repo for file in corpus}
    models = {}
    chances: list[tuple[float, int]] = []
    for number in range(FOLDS):
        models[number] = fit([s for s in samples if fold_of(s.repo, repos) != number] + extra)
        held = [s for s in samples if fold_of(s.repo, repos) == number]
        chances += [(models[number].probability(sample.features), sample.label) for sample in held]
    slope, intercept = platt(chances)
    chances = [(calibrate(chance, slope, intercept), label) for chance, label in chances]
    at = threshold(chances)
    show(f"threshold {at}; of candidates with a probability, so many are real: {_reliability(chances)}")
    judged = []
    for number, fitted in models.items():
        fitted.threshold = at
        fitted.calibrated(slope, intercept).use()
        held_files = [file for file in corpus if fold_of(file.repo, repos) == number]
        results = [(p, found.get(p.line, "")) for file in held_files for found in [findings(detection, file)]
                   for p in file.places]  # fmt: skip
        show(score(results).line(f"fold {number}"))
        judged += results
    show(score(judged).line("all folds"))
    plain = [item for item in judged if SCRAMBLED.isdisjoint(item[0].category.split("+"))]
    show(score(plain).line("all folds, without parsed kinds"))
    return at, slope, intercept


def platt(chances: list[tuple[float, int]]) -> tuple[float, float]:
    """Slope and intercept that make probabilities of held-out candidates true (Platt scaling of their odds)."""
    odds = np.array([[np.log(chance / (1 - chance))] for chance, _ in chances])
    scaling = LogisticRegression(C=10.0).fit(odds, [label for _, label in chances])
    return float(scaling.coef_[0][0]), float(scaling.intercept_[0])


def calibrate(chance: float, slope: float, intercept: float) -> float:
    """A probability with its odds stretched and moved."""
    return float(1 / (1 + np.exp(-(slope * np.log(chance / (1 - chance)) + intercept))))


def _reliability(chances: list[tuple[float, int]]) -> str:
    bins: dict[int, list[int]] = defaultdict(list)
    for chance, label in chances:
        bins[min(int(chance * 5), 4)].append(label)
    return ", ".join(f"{n / 5:.1f}+: {sum(v) / len(v):.2f} of {len(v)}" for n, v in sorted(bins.items()))


def main() -> None:
    """Train on everything, and write the weights with --write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--folds", action="store_true", help="judge by five folds of repositories first")
    parser.add_argument("--trees", nargs="*", default=[], help="folders of code that hold hardly any secret")
    parser.add_argument("--tree-weight", type=float, default=0.1)
    parser.add_argument("--write", action="store_true", help="write the package's weights")
    options = parser.parse_args()
    corpus = files(read(options.corpus))
    Model(0, 0.0, {}).use()
    recorder, detection = Recorder(), Detection(plan.obtain("", "", list))
    samples = list(of_corpus(recorder, detection, corpus))
    extra = list(of_lines(recorder, detection, lines(1500), 0.15))
    extra += of_trees(recorder, detection, options.trees, options.tree_weight)
    print(f"{len(samples)} labelled candidates, {Counter(sample.label for sample in samples)}, {len(extra)} others")
    judged = cross_validate(samples, extra, corpus, detection, print) if options.folds else (0.5, 1.0, 0.0)
    at, slope, intercept = judged
    fitted = fit(samples + extra).calibrated(slope, intercept)
    fitted.threshold = at
    print(f"{len(fitted.weights)} weights")
    if options.write:
        _WRITTEN.write_text(render(fitted))


if __name__ == "__main__":
    main()
