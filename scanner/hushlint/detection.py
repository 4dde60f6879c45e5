"""Blob, match and confirm as one: from the bytes of a blob to the secrets in it, without ever seeing a path."""

from hushlint.blob.text import Text, texts
from hushlint.plan import Plan

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hushlint.confirm.stage import Confirmer
    from hushlint.model.blob import Candidate
    from hushlint.model.secret import Secret


class Detection:
    """The detection stages under one plan; implements model.detector.Detector. Not to be shared between threads.

    `truncated` tells that the last text held more candidates than may be looked at: coverage is incomplete.
    """

    __slots__ = ("_confirmer", "_plan", "truncated")

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._confirmer: Confirmer | None = None
        self.truncated = False

    def scan(self, data: bytes) -> "list[tuple[Text, list[Secret]]]":
        """The texts of a blob that hold secrets, each with them; an empty list for nearly every blob.

        Secrets of the family `source` are provisional: context.source.settle knows which of them are any.
        """
        self.truncated = False
        found = []
        for text in texts(data):
            secrets = self._of_text(text.data)
            if secrets:
                found.append((text, secrets))
        return found

    def secrets(self, data: bytes) -> "list[Secret]":
        """Every confirmed secret of a text, in order of its start; none that depends on the syntax around it."""
        return [secret for _, secrets in self.scan(data) for secret in secrets if secret.rule.family != "source"]

    def is_placeholder(self, value: bytes) -> bool:
        """Whether a value only stands for one."""
        from hushlint.confirm.placeholders import is_placeholder

        return is_placeholder(value)

    def is_random(self, value: bytes) -> bool:
        """Whether a value has the length and entropy of a generated secret."""
        from hushlint.confirm.entropy import is_random

        return is_random(value)

    def _of_text(self, data: bytes) -> "list[Secret]":
        candidates = self._plan.engine.scan(data)
        if self._plan.engine.truncated:
            self.truncated = True
        return self.confirm(data, candidates) if candidates else []

    def confirm(self, data: bytes, candidates: "list[Candidate]") -> "list[Secret]":
        """The secrets among the candidates that the plan's engine found in one text."""
        confirmer = self._confirm()
        secrets = confirmer.confirm(data, candidates)
        self.truncated = self.truncated or confirmer.truncated
        return secrets

    def _confirm(self) -> "Confirmer":
        if self._confirmer is None:
            from hushlint.confirm.stage import Confirmer
            from hushlint.table import read_table

            self._confirmer = Confirmer(*read_table(self._plan.table()))
        return self._confirmer
