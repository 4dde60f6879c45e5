"""Drop hits that lead to nothing at any of their paths, before a report and its imports are asked for."""

import os

from hushlint.context.source import settle

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hushlint.pipeline import Run
    from hushlint.selection import Selection


def drop(run: "Run", chosen: "Selection") -> None:
    """Forget the content whose hits are all provisional, where the syntax around them says that they are none."""
    paths: dict[str, list[bytes]] = {}
    for path in chosen.staged:
        paths.setdefault(run.staged.changes[path][0].new_id, []).append(path)
    for path, entry in chosen.whole.items():
        paths.setdefault(entry.id, []).append(path)
    for path in chosen.disk:
        paths.setdefault(os.fsdecode(path), []).append(path)
    for name, hits in list(run.hits.items()):
        if any(secret.rule.family != "source" for _, secrets in hits for secret in secrets):
            continue
        if not any(settle(secrets, text.data, path) for text, secrets in hits for path in paths.get(name, ())):
            del run.hits[name]
