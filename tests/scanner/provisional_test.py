"""A commit whose log calls show no secret stays silent and light; one that logs a secret is stopped."""

from support.repository import Repository

HARMLESS = "logger.info('changed the password of %s', user.password_owner)\n"
LOGGED = "logger.info('signed in with %s', password)\n"


def test_a_harmless_log_call_is_silent(repository: Repository) -> None:
    repository.stage({"a.py": HARMLESS, "b.txt": LOGGED})
    done = repository.hook()
    assert (done.exit, done.text) == (0, "")


def test_a_logged_secret_stops_the_commit(repository: Repository) -> None:
    repository.stage({"a.py": "x = 1\n" + LOGGED})
    assert repository.found() == [("a.py", 2)]


def test_the_same_content_is_judged_by_each_path(repository: Repository) -> None:
    repository.stage({"a.txt": LOGGED, "b.py": LOGGED, "c.rb": LOGGED})
    assert ("b.py", 1) in repository.found()
    assert ("a.txt", 1) not in repository.found()


def test_only_added_lines_count(repository: Repository) -> None:
    repository.commit({"a.py": LOGGED + "x = 1\n"})
    repository.stage({"a.py": LOGGED + "x = 2\n"})
    assert repository.found() == []


def test_a_rule_can_be_disabled(repository: Repository) -> None:
    repository.commit({".hushlint.toml": 'disable = ["secret-logged"]\n'})
    repository.stage({"a.py": LOGGED})
    assert repository.found() == []


def test_a_pragma_suppresses(repository: Repository) -> None:
    repository.stage({"a.py": LOGGED[:-1] + "  # hush" + "lint: ignore[secret-logged] a throw-away account\n"})
    assert repository.found() == []
