"""The words and shapes that only stand for a secret, as data; what they mean is said in placeholders.py."""

# A value made of nothing but these words (and separators, and digits at a word's end) is no secret. Two-letter and
# filler words only help others: alone they decide nothing.
WORDS = frozenset(
    b"""psswrd password passwd passphrase passcode pass pwd pw secret secrets token tokens key keys apikey api auth
    access
    credential credentials cred creds user username login admin administrator root guest anonymous test tests testing
    tester dummy fake mock sample example examples demo foo bar baz qux quux foobar bla blah lorem ipsum dolor
    changeme change changeit changethis replace replaced replaceme replacewith insert insertyour fill enter put add
    set type provide paste use update edit todo fixme tbd redacted removed hidden masked censored sanitized scrubbed
    obfuscated omitted snip truncated placeholder value values string here goes this that my mine your yours our their
    some any the a an is it in to be me of for and with from not no none null nil undefined empty blank unset default
    defaults real actual valid invalid wrong bad good correct incorrect right old new current first second another other
    public private client server app application service account project org company team dev develop development
    local localhost prod production staging stage live sandbox only please must should secure insecure unsafe
    super supersecret topsecret very strong weak random generated generate long short hash encrypted encrypt encryption
    decrypted plain plaintext text base hex encoded sk pk rk ghp xoxb akia id ids name stripe github gitlab
    slack aws openai npm google azure twilio sendgrid mail smtp email db database postgres postgresql mysql mariadb
    mongo mongodb redis rabbitmq amqp django flask rails laravel node jwt oauth oauth2 bearer basic signing session
    cookie csrf master encoder webhook website url uri host domain com net example.com something someone somewhere
    whatever abc abcd abcde abcdef abcdefg xyz asdf notasecret nosecret
    notreal unused ignored ignore field config configuration setting settings env environment variable var input output
    data file path prompt ask required optional true false yes on off disabled enabled todo: testtest
    mypassword mypass mysecret mytoken mykey myapp myuser yourpassword yoursecret yourtoken yourkey yourapikey yourname
    testpassword testpass testsecret testtoken testkey testuser
    passwort kennwort wachtwoord passord losenord adgangskode haslo heslo jelszo salasana parola parole geslo lozinka
    zaporka slaptazodis parool contrasenya contrasena senha palavra chave motdepasse sifre sandi clave credenciais
    credencials credenciales zugangsdaten opensesame""".split()
)

# What images and servers come with; everybody knows them.
DEFAULTS = frozenset(
    b"""postgres root admin guest mysql mariadb mongo mongodb redis rabbitmq minioadmin neo4j elastic sa cassandra
    airflow django rails laravel sail vagrant homestead docker wordpress keycloak odoo grafana""".split()
)

# A value that holds one of these anywhere was never real. Long enough not to turn up in random text.
MARKERS = (
    b"changeme",
    b"change_me",
    b"change-me",
    b"changeit",
    b"change-this",
    b"change_this",
    b"changethis",
    b"replace-with",
    b"replace_with",
    b"replacewith",
    b"replace-me",
    b"replace_me",
    b"replaceme",
    b"replace-this",
    b"replace_this",
    b"your-",
    b"your_",
    b"-your",
    b"_your",
    b"yourpass",
    b"yoursecret",
    b"yourtoken",
    b"yourkey",
    b"yourapi",
    b"insert-",
    b"insert_",
    b"put-your",
    b"put_your",
    b"enter-your",
    b"redacted",
    b"placeholder",
    b"goes-here",
    b"goes_here",
    b"goeshere",
    b"-here",
    b"_here",
    b"dummy",
    b"example",
    b"xxxxx",
    b"lorem",
    b"notreal",
    b"not-real",
    b"not_real",
    b"not-a-real",
    b"notasecret",
    b"not-a-secret",
    b"not_a_secret",
    b"my-secret",
    b"my_secret",
    b"mysecret",
    b"mypassword",
    b"do-not-use",
    b"for-testing",
    b"for_testing",
    b"fortesting",
    b"foobar",
    b"deadbeef",
    b"jbswy3dpehpk3pxp",  # the example of every text about one-time passwords
    b"...",
    b"***",
    b"\xe2\x80\xa6",  # …
    b"\xe2\x80\xa2",  # •
)

# What reads a secret from elsewhere instead of being one, by how the value begins (lower case).
REFERENCES = (
    b"%(",
    b"%env(",
    b"{{",
    b"{%",
    b"<%",
    b"[[",
    b"@@",
    b"#{",
    b"@{",
    b"vault:",
    b"vault://",
    b"op://",
    b"ssm:",
    b"ssm://",
    b"aws-ssm",
    b"aws:ssm",
    b"secretsmanager:",
    b"secretsmanager://",
    b"sm://",
    b"gcpsm://",
    b"gsm:",
    b"gcp-secret",
    b"azkv:",
    b"akv://",
    b"keyvault:",
    b"@microsoft.keyvault",
    b"keyring:",
    b"keychain:",
    b"doppler:",
    b"bw://",
    b"pass:",
    b"file:",
    b"file://",
    b"env:",
    b"env://",
    b"env.",
    b"ref+",
    b"ref:",
    b"secretref:",
    b"secret://",
    b"secrets.",
    b"secrets/",
    b"var.",
    b"local.",
    b"data.",
    b"module.",
    b"each.value",
    b"urn:",
    b"arn:aws",
    b"arn:",
    b"projects/",
    b"!ref",
    b"!sub",
    b"!vault",
    b"!getatt",
    b"!env",
    b"!secret",
    b"!importvalue",
    b"fn::",
    b"resolve:",
    b"/run/secrets/",
    b"os.environ",
    b"os.getenv",
    b"environ[",
    b"environ.",
    b"getenv(",
    b"process.env",
    b"import.meta.env",
    b"deno.env",
    b"bun.env",
    b"system.getenv",
    b"system.getproperty",
    b"env[",
    b"env(",
    b"env.fetch",
    b"env::var",
    b"std::env",
    b"dotenv.",
    b"config(",
    b"config[",
    b"config.",
    b"settings.",
    b"self.",
    b"this.",
    b"params.",
    b"request.",
    b"req.",
    b"args.",
    b"options.",
    b"secretkeyref",
    b"valuefrom",
    b"enc[",
    b"enc(",
    b"encrypted:",
    b"dpapi:",
)

# Other ways to say that a value comes from elsewhere, wherever they stand in it.
INSIDE = (b"${", b"{{", b"}}", b"$(", b"<%=", b"process.env.", b"os.environ", b"secretkeyref", b"%{", b"#{")

# Examples that providers publish, in pieces so that no scanner trips over this file. AWS: docs.aws.amazon.com/IAM,
# "Manage access keys"; Stripe: docs.stripe.com/keys; GitHub: docs.github.com/rest/apps.
PUBLISHED = frozenset(
    prefix + rest
    for prefix, rest in (
        (b"AKIA", b"IOSFODNN7EXAMPLE"),
        (b"AKIA", b"I44QH8DHBEXAMPLE"),
        (b"ASIA", b"IOSFODNN7EXAMPLE"),
        (b"wJalrXUtnFEMI/K7MDENG/", b"bPxRfiCYEXAMPLEKEY"),
        (b"je7MtGbClwBF/2Zp9Utk/", b"h3yCo8nvbEXAMPLEKEY"),
        (b"sk_test_", b"4eC39HqLyjWDarjtT1zdp7dc"),
        (b"sk_test_", b"BQokikJOvBiI2HlWgH4olfQ2"),
        (b"open ", b"sesame"),  # RFC 7617, section 2
        (b"triggers/T0123456789/3141592653589/", b"c6e6c0d868b3054ca0f4611a5dbadaf"),  # of Slack's action
        (b"ghu_", b"16C7e42F292c6912E7710c838347Ae178B4a"),
        # Examples of RFC 6749 and RFC 5849, which every OAuth library quotes, and of kubectl's help.
        (b"2YotnFZFEjr1", b"zCsicMWpAA"),
        (b"tGzv3JOkF0XG", b"5Qx2TlKWIA"),
        (b"gX1f", b"Bat3bV"),
        (b"ad180jjd", b"733klru7"),
        (b"uXFGweU9", b"l35qcif"),
        (b"550e8400-e29b-41d4-", b"a716-446655440000"),  # the example of RFC 4122 drafts, in every text about UUIDs
        # MD5, SHA-1 and SHA-256 of nothing.
        (b"d41d8cd98f00b204", b"e9800998ecf8427e"),
        (b"da39a3ee5e6b4b0d3255", b"bfef95601890afd80709"),
        (b"e3b0c44298fc1c149afbf4c8996fb924", b"27ae41e4649b934ca495991b7852b855"),
        # The keys of Azure's emulators: learn.microsoft.com, "Use the Azurite emulator" and "Azure Cosmos DB emulator".
        (b"Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSR", b"Z6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="),
        (b"C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5DE2n", b"Q9nDuVTqobD4b8mGGyPMbIZnqyMsEcaGQy67XIw/Jw=="),
        # Examples in the documentation of Discord (reference, OAuth2), Heroku (changelog 3175), CircleCI (changelog),
        # Dynatrace (access tokens), Cloud Storage (HMAC keys), AWS DataSync (Azure Blob locations), Google Cloud
        # (API keys), Apify (proxy), the API of Grafana Cloud, httpd (password encryptions) and Elasticsearch.
        (b"MTk4NjIyNDgzNDcxOTI1MjQ4.", b"Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs"),
        (b"kKDdjXa1g9tKNs0-_yOwLyALC9gydEWP6gr9s", b"HabuK1vuofjhQDDnlOclJeRIvYK-pj_"),
        (b"HRKU-57dce771-afad-4c41-", b"a8a5-d10b7fbc743c"),
        (b"HRKU-AALJCYR7SRzPkj9_BGqhi1jAI1J5", b"P4WfD6ITENvdVydAPCnNcAlrMMahHrTo"),
        (b"CCIPAT_ULUhR6rJLxYbyzyrP19iMZ_", b"8fb1e3510325f7f09361de22b9420346c53ca2cb"),
        (b"dt0s01.ST2EY72KQINMH574WMNVI7YN.", b"G3DFPBEJYMODIDAEX454M7YWBUVEFOWKPRVMWFASS64NFH52PX6BNDVFFM572RZM"),
        (b"bGoa+V7g/yqDXvKRqq+J", b"TFn4uQZbPiQJo4pf9RzJ"),
        (b"aBBKDWQvyuVcTPH9EBp%2FXTI9E", b"%2F%2Fmq171%2BZU178wcwqU%3D"),
        (b"AIza", b"SyDaGmWKa4JsXZ-HjGw7ISLn_3namBGewQe"),
        (b"apify_proxy_", b"EaAFg6CFhc4eKk54Q1HbGDEiUTrk480uZv03"),
        (b"glc_eyJrIjoiZjI0YzZkNGEwZDBmZmZjMmUzNTU2ODcxMmY0ZWZl", b"NTQ1NTljMDFjOCIsIm4iOiJteXRva2VuIiwiaWQiOjF9"),
        (b"$apr1$r31.....$", b"HqJZimcKQFAMYayBlzkrA/"),
        (b"$apr1$qHDFfhPC$", b"nITSVHgYbDAK1Y0acGRnY0"),
        (b"{SHA}", b"VBPuJHI7uixaa6LQGWx4s+5GKNE="),
        (b"VnVhQ2ZHY0JDZGJr", b"UW0tZTVhT3g6dWkybHAyYXhUTm1zeWFrdzl0dk5udw=="),
        (b"$2y$05$", b"c4WoMPo3SXsafkva.HHa6uXQZWr7oboPiC2bT/r7q1BB8I2s0BRqC"),
    )
)

# Rows of keyboards and counting sequences; a value that runs along one, in any case or direction, is filler.
SEQUENCES = (
    b"abcdefghijklmnopqrstuvwxyz",
    b"01234567890123456789",
    b"0123456789abcdef0123456789abcdef",
    b"1234567890abcdefghijklmnopqrstuvwxyz",
    b"qwertyuiopasdfghjklzxcvbnm",
    b"qwertyuiop",
    b"asdfghjkl",
    b"zxcvbnm",
    b"1q2w3e4r5t6y7u8i9o0p",
    b"1qaz2wsx3edc4rfv5tgb6yhn7ujm",
)
