"""Start the gits that tell what a commit brings; they run beside us while what judges it is imported."""

from hushlint import repository as repositories
from hushlint.git import Git
from hushlint.repository import Repository
from hushlint.source import diffs, index
from hushlint.source.objects import Objects

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hushlint.model.blob import Change


class Opening:
    """Four gits side by side: where the repository is, its index, what that changes against HEAD, and one for content.

    `objects` reads content; `close` ends it, and is safe to call twice.
    """

    __slots__ = ("_asked", "_base", "_compared", "_listed", "git", "objects")

    def __init__(self) -> None:
        self.git = Git()
        self._asked = repositories.ask(self.git)
        self._base = "HEAD"
        self._compared = diffs.start_staged(self.git, self._base)
        self._listed = index.start(self.git)
        self.objects = Objects(self.git)

    def repository(self) -> Repository:
        """The repository around us. What was asked in vain, below its top or before its first commit, is asked anew."""
        try:
            found = repositories.answer(self.git, self._asked)
        except BaseException:
            self._listed.close()
            self._compared.close()
            raise
        if found.prefix:
            self._listed.close()
            self._listed = index.start(found.git)
            self.objects.close()
            self.objects = Objects(found.git)
        if not found.head:
            self._compared.close()
            self._base = found.base
            self._compared = diffs.start_staged(found.git, self._base)
        return found

    def listing(self) -> list[bytes]:
        """The listing of the index; GitError when it is damaged."""
        records = index.records(self.git.finish(self._listed))
        index.check(records)
        return records

    def changes(self) -> "list[Change]":
        """What the index changes against HEAD."""
        return diffs.finish_staged(self.git, self._base, self._compared)

    def close(self) -> None:
        """End the git that gives content."""
        self.objects.close()
