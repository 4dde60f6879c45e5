"""Lines with passwords as people choose them, made by public patterns: a corpus of random values has none."""

import random

# Words that people build passwords of; the patterns (word and year, word and digits, leet) are those of NIST SP 800-63B
# and of every published study of leaked passwords.
_WORDS = """winter summer spring autumn monday friday january october december letmein welcome dragon monkey hunter
sunshine princess football baseball superman batman master shadow freedom michael jordan jessica charlie thomas
daniel robert andrew george london berlin paris madrid texas boston chicago orange banana cookie cheese coffee
pepper ginger tigger buster maggie rocket falcon eagle tiger panther lakers yankees arsenal chelsea liverpool
company acme contoso fabrikam globex initech umbrella hooli trustno purple silver golden diamond secure qazwsx
iloveyou starwars mustang corvette ferrari harley matrix phoenix wizard ninja samurai poker casino guitar
""".split()
_YEARS = [str(year) for year in range(2009, 2027)]
_TAILS = ["1", "12", "123", "1234", "99", "01", "007", "69", "77", "2", "88", "11", "1!", "123!", "!", "!!", "@1", "#1"]
_LEET = str.maketrans({"a": "@", "e": "3", "i": "1", "o": "0", "s": "$"})
_LINES = [
    '{name} = "{value}"', "{name} = '{value}'", '{name}: "{value}"', "{name}: '{value}',", '"{name}": "{value}",',
    "{upper}={value}", "export {upper}={value}", "ENV {upper}={value}", "{name}: {value}", "{name}={value}",
    "- {upper}={value}", "{name} => '{value}',", 'const {name} = "{value}";', "'{name}' => '{value}',",
    '{name} := "{value}"', 'String {name} = "{value}";', "define('{upper}', '{value}');", "  {name} = {value}",
]  # fmt: skip
_NAMES = """password passwd pwd db_password admin_password user_password dbPassword userPassword root_password
mysql_password smtp_password redis_password passphrase keystore_password db_pass smtp_pass password pw pass
database.password spring.datasource.password proxy_password ldap_password default_password""".split()


def password(chance: random.Random) -> str:
    """A password as people choose them, six to twenty characters."""
    word = chance.choice(_WORDS)
    shaped = chance.choice((word, word.capitalize(), word.capitalize(), word.upper()))
    kind = chance.randrange(6)
    if kind == 0:
        return f"{shaped}{chance.choice(_YEARS)}{chance.choice(('', '!', '!', '#', '@', '$', '*'))}"
    if kind == 1:
        return f"{shaped}{chance.choice(_TAILS)}"
    if kind == 2:
        return f"{shaped.translate(_LEET)}{chance.choice(_TAILS)}"
    if kind == 3:
        return f"{shaped}{chance.choice('_-@.#')}{chance.choice((*_YEARS, *_TAILS))}"
    if kind == 4:
        return f"{shaped}{chance.choice(_WORDS).capitalize()}{chance.choice(_TAILS)}"
    return f"{chance.choice(_TAILS)}{shaped}{chance.choice(('', '!', '#'))}"


def lines(number: int, seed: int = 7) -> list[str]:
    """So many lines, each with a chosen password under a password's name; the same for the same seed."""
    chance = random.Random(seed)
    made = []
    for _ in range(number):
        name = chance.choice(_NAMES)
        upper = name.upper().replace(".", "_")
        made.append(chance.choice(_LINES).format(name=name, upper=upper, value=password(chance)))
    return made
