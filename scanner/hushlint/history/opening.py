"""Ask git where a history is and what it begins with, while what reads it is imported."""

from hushlint.git import Git
from hushlint.source import refs, store
from hushlint.source.refs import Ref
from hushlint.source.store import Store


class Opening:
    """Gits side by side, in the folder of that name or here; `store` has to be asked first.

    With the name of a branch its ref alone is looked for, and only when it is asked for.
    """

    __slots__ = ("_branch", "_git", "_refs", "_store", "_version")

    def __init__(self, path: bytes, branch: str) -> None:
        """UsageError when the path is no folder."""
        self._git = store.named(path) if path else Git()
        self._version = self._git.start("version")
        self._store = store.ask(self._git)
        self._branch = branch
        self._refs = None if branch else refs.Asked(self._git)

    def store(self) -> Store:
        """The repository; UsageError where there is none."""
        try:
            self._git.check_version(self._version)
            return store.answer(self._git, self._store)
        except BaseException:
            if self._refs:
                self._refs.close()
            raise

    def refs(self, place: Store) -> list[Ref]:
        """The refs where the history of the repository begins; UsageError when there is no such branch."""
        return refs.every(place, self._refs) if self._refs else refs.limited(place, self._branch)
