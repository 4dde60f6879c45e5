"""What is written of every rule, of all families in one form: for `rules list`, `explain` and the docs."""

from typing import NamedTuple

from hushlint import catalog
from hushlint.model.example import PolicyRule
from hushlint.model.rule import Rule
from hushlint.settings import own_rules
from hushlint.suppress import rotten


class Entry(NamedTuple):
    """One rule: texts as its file has them; `paths` it is limited to, `check` that judges a match (none: empty)."""

    id: str
    family: str
    provider: str
    title: str
    severity: str
    source: str
    why: str
    fix: str
    check: str = ""
    paths: tuple[str, ...] = ()


def entries() -> dict[str, Entry]:
    """Every shipped rule by id: secrets by provider, then source code, then policy."""
    found = [_of_rule(rule) for rule in catalog.secret_rules()]
    found += [_of_rule(rule) for rule in catalog.source_rules()]
    found += [_of_policy(rule) for rule in catalog.policy_rules().values()]
    return {entry.id: entry for entry in found}


def others(own: tuple[str, ...] = ()) -> dict[str, Entry]:
    """What finds something and ships in no rule file: suppressions that rot, and `own`, rules of the settings."""
    found = [
        Entry(id, "suppression", "", title, severity.label, rotten.WHERE, why, fix)
        for id, (title, severity, why, fix) in rotten.TEXTS.items()
    ]
    return {entry.id: entry for entry in (*found, *map(_of_rule, own_rules.rules(own)))}


def _of_rule(rule: Rule) -> Entry:
    texts = (rule.id, rule.family, rule.provider, rule.title, rule.severity.label, rule.source, rule.why, rule.fix)
    return Entry(*texts, "" if rule.check == "none" else rule.check, rule.paths)


def _of_policy(rule: PolicyRule) -> Entry:
    return Entry(rule.id, "policy", rule.topic, rule.title, rule.severity.label, rule.source, rule.why, rule.fix)
