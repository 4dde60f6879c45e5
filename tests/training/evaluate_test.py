"""Places found, missed and wrong, judged by the real detection on a made file."""

import evaluate
from corpus import File, Place

from hushlint import plan
from hushlint.detection import Detection

PW = "pass" + "word"


def _place(line: int, label: str, text: str) -> Place:
    return Place("r", "f", line, label, "Password", [], text)


def test_a_file_is_judged_by_place() -> None:
    places = [
        _place(1, "T", f'{PW} = "kX9pQ2vLm8"'),
        _place(2, "T", f'{PW} = "{PW}"'),
        _place(3, "F", f'{PW} = "kX9pQ2vLm8"'),
        _place(4, "X", f'{PW} = "changeme"'),
        _place(5, "U", f'{PW} = "kX9pQ2vLm8"'),
        _place(6, "S", f'{PW} = "kX9pQ2vLm8"'),
    ]
    judged = evaluate.judge(Detection(plan.obtain("", "", list)), [File("r", "f.py", places)])
    total = evaluate.score(judged)
    assert (total.found, total.missed, total.wrong, total.unlabelled) == (1, 1, 1, 1)
    assert "precision 0.333 (labelled 0.500)  recall 0.500" in total.line("all")


def test_a_repository_is_in_one_fold_alone() -> None:
    repos = {f"r{number}" for number in range(12)}
    folds = [evaluate.fold_of(repo, repos) for repo in sorted(repos)]
    assert folds[:6] == [0, 1, 2, 3, 4, 0]
