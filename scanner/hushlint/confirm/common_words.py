"""The words that code and its documentation use most, counted over public projects in eight languages."""

# 3,000 words of 4 to 13 letters, by how many projects and files use them.
COMMON = frozenset(
    """
    aaaa ability able abort about above absence absent absolute abstract accept acceptable accepted accepting
    accepts access accessed accessible accessing accessor according accordingly account accounts accurate acquire
    across action actions activate activated active activity actual actually adapter added adding addition
    additional additionally additions addr address addresses adds adjust admin administrator advance advanced
    advised affect affected affects after again against agent aggregate agreed agreement ahead alert algorithm
    algorithms alias aliases align aligned alignment alive allocate allocated allocation allow allowed allowing
    allows almost alone along alpha alphanumeric alpine already also alter altered alternate alternative
    alternatively alternatives although always among amount analysis analyze ancestors anchor android angle
    annotated annotation annotations anonymous another ansi answer answers anymore anyone anything anyway anywhere
    apache appear appears append appended appending appends apple applicable application applications applied
    applies apply applying approach appropriate appropriately apps arbitrary arch architecture archive archives area
    aren args argument arguments argv arising around array arrays arrow artifact artifacts ascending ascii aside
    asked asking aspect assert assertion assertions assets assign assigned assignment associate associated assume
    assumed assumes assuming assumption async asynchronous atomic attach attached attempt attempted attempting
    attempts attr attribute attributes attrs audio audit auth authenticate authenticated author authority
    authorization authorize authorized authors auto automatic automatically availability available average avoid
    avoids await aware away back backed backend background backslash backup backward backwards balance bare base
    based baseline basename bash basic basically basis batch because become becomes been before begin beginning
    begins behave behavior behaviour behind being belong belongs below benefit best beta better between beyond
    binaries binary bind binding bindings bitmap bits black blank blob block blocked blocking blocks blog blue body
    bold book bool boolean boot bootstrap border both bottom bound boundary bounds brackets branch branches break
    breaking breaks bridge broadcast broken browser bucket buffer buffered buffering buffers bugs build builder
    building builds built builtin bulk bump bundle bundled business busy button bypass byte bytes cache cached
    caches caching calc calculate calculated calculation calendar call callable callback callbacks called caller
    callers calling calls camel cancel canceled cancelled candidate cannot canonical capabilities capability
    capacity caps caption capture captured card care carries carry case cases cast catch categories category caught
    cause caused causes causing ceil cell center central cert certain certificate certificates chain chance change
    changed changelog changes changing channel channels char character characters charge chars charset chat check
    checked checker checking checkout checks checksum child children chmod choice choices choose chosen chunk chunks
    cipher circle circular circumstances claim claims clamp class classes classic clause clean cleaned cleaning
    cleanup clear cleared clearing clears click client clients clip clock clone close closed closes closing closure
    cloud cluster code codec codes coding collapse collect collected collection collections collector collision
    colon color colors column columns combination combinations combine combined come comes comma command commands
    comment comments commercial commit commits committed common commonly communicate communication community compact
    company comparable compare compared comparing comparison compat compatibility compatible compilation compile
    compiled compiler complete completed completely completes completion complex compliance compliant component
    components compose composed composite compress compressed compression compute computed computer computing concat
    concerns concrete concurrency concurrent condition conditional conditions conf config configs configurable
    configuration configure configured configuring confirm confirmation conflict conflicts conn connect connected
    connecting connection connections connector consecutive consequential consider considered consistency consistent
    consisting console const constant constants constraint constraints construct constructed constructor
    constructors consume consumed consumer contact contain contained container containers containing contains
    content contents context contexts continuation continue continues contract contrib contribute contributor
    contributors control controlled controller controls convenience convenient convention conventions conversion
    convert converted converter converting converts cookie cookies coordinate coordinates copied copies copy copying
    copyright core corner correct correctly correspond corresponding corresponds cost could couldn count counted
    counter counters counts course cover coverage covered covers crash create created creates creating creation
    creator credential credentials criteria critical cross crypto ctrl curl current currently cursor custom customer
    customize cyan cycle daemon damage damages dark darwin dash dashes data database date dates datetime david days
    dead deal debian debug debugging decide decimal decision declaration declare declared declaring decode decoded
    decoder decoding decoration dedicated deep default defaults defer deferred define defined defines defining
    definition definitions defs delay delayed delegate delete deleted deletes deleting deletion delimited delimiter
    deliver delivered delivery delta demand demo denied deny depend dependencies dependency dependent depending
    depends deploy deprecated deprecation deps depth derived desc descending describe described describes describing
    description descriptions descriptor design designed desired desktop despite dest destination destroy destroyed
    detach detached detail detailed details detect detected detecting detection detects determine determined
    determines determining developer developers development device devices diagnostics dialog dict dictionary didn
    diff differ difference differences different differently differs digest digit digital digits direct direction
    directive directives directly directories directory dirname dirs dirty disable disabled disables disabling
    disallow discard disclaimer disconnect disconnected discover disk dispatch dispatcher display displayed displays
    dist distance distinct distribute distributed distribution divide docker docs doctype document documentation
    documented documents does doesn doing domain domains done dont dots double down download downloaded downloading
    downloads draft drive driver drop dropped dummy dump dumps duplicate duplicated duplicates duration during
    dynamic dynamically each earlier early easier easily east easy echo edge edges edit edited editing editor effect
    effective effectively effects efficient effort either elapsed elem element elements elif eligible else elsewhere
    email embed embedded emit emitted empty enable enabled enables enabling encode encoded encoder encoding
    encountered encrypted encryption ended endian endif ending endpoint ends enforce enforced engine english enough
    ensure ensures ensuring enter entered entering entire entirely entities entity entries entry enum enumerate
    enumeration enums environment environments epoch equal equals equivalent errno error errors escape escaped
    escapes especially establish established eval evaluate evaluated evaluation even event events eventually ever
    every everyone everything exact exactly example examples exceed exceeded exceeds except exception exceptions
    exchange exclude excluded excludes excluding exclusive exec executable execute executed executes executing
    execution executor exemplary exercise exist existence existent existing exists exit exited exiting exits expand
    expanded expansion expect expected expects expensive experience experimental expiration expire expired expires
    expiry explain explanation explicit explicitly exponent export exported exports expose exposed exposes expr
    express expressed expression expressions extend extended extending extends extension extensions extent external
    extra extract extracted extracts face fact factor factory fail failed failing fails failure failures fake fall
    fallback falling falls false family fast faster fatal favor feature features fetch fetched fetching ffff ffffff
    field fields figure file filename filenames filepath files filesystem fill filled filter filtered filtering
    filters final finally find finding finds fine fingerprint finish finished fire first fitness fits five fixed
    fixes fixme flag flags flat flatten float floating floor flow flush focus fold folder follow followed following
    follows font fonts foobar footer forbidden force forced forces foreach foreground foreign forever forget fork
    forked form format formats formatted formatter formatting forms forward forwarded found foundation four fragment
    fragments frame frames framework free freeze frequency fresh friendly from front frozen full fully func function
    functional functionality functions further future garbage gateway gather general generally generate generated
    generates generating generation generator generic getenv gets getter getting github give given gives giving glob
    global globally globals gmail goal goes going gone good goods google goto governing grab gracefully grant
    granted grants graph gray great greater green grep grid group grouped grouping groups guarantee guaranteed guard
    guess guide guidelines gzip hack half hand handle handled handler handlers handles handling happen happened
    happens happy hard hardware hash hashes hashing hasn have haven having head header headers heading health heap
    height held hello help helper helpers helpful helps helvetica hence here hereby hidden hide hierarchy high
    higher highest highlight hint hints history hitting hmac hold holder holders holding holds home homepage hook
    hooks hope horizontal host hostname hosts hour hours hover however href html http https huge human icon idea
    identical identified identifier identifiers identify identifying identity idle ietf ignore ignored ignores
    ignoring illegal image images immediate immediately immutable impact impl implement implemented implementing
    implements implicit implicitly implied implies import important imported importing imports improve inactive
    incidental include included includes including inclusion inclusive incoming incompatible incomplete inconsistent
    incorrect increase increment incremental indent indentation independent index indexed indexes indexing indicate
    indicated indicates indicating indicator indices indirect individual individually infinite infinity info
    information infringement inherit inherited init initial initialize initialized initializes initializing
    initially inject injected injection inline inner input inputs insecure insensitive insert inserted inside
    inspect install installation installed installing instance instanceof instances instead instruction instructions
    insufficient integer integers integration integrity intended intent intentionally interact interaction
    interactive interest interface interfaces intermediate internal internally internet interpolation interpreted
    interrupt interrupted interruption interval into introduce introduced invalid invalidate inverse invert
    invocation invoke invoked invokes invoking isolated isolation issue issued issuer issues item items iter
    iterable iterate iteration iterations iterator itself java javascript jobs john join joined joins jpeg json jump
    junit just justify keep keeping keeps kept kernel keyed keys keyword keywords kill killed kind kinds know known
    knows label labeled labels lack lambda lang language languages large larger last late later latest latter launch
    layer layout lazy lead leading leaf leak learn least leave leaves leaving left legacy legal length less lets
    letter letters level levels liability liable libraries library license licensed licenses life lifecycle lifetime
    light like likely limit limitation limitations limited limiting limits line linear lines link linked links lint
    linux list listed listen listener listeners listening listing lists literal little live lives load loaded loader
    loading loads local locale localhost locally locals locate located location locations lock locked locking locks
    logged logger logging logic logical login logo logout logs long longer longest look looking looks lookup lookups
    loop loops lose loss lost lots lower lowercase lowest machine macro made magic mail mailto main maintain
    maintenance major make makes making malformed manage managed management manager manages managing mandatory
    manifest manner manual manually many mapped mapper mapping mappings maps margin mark markdown marked marker
    markers marking marks markup mask master match matched matcher matches matching material materials math matrix
    matter matters maximum maybe mean meaning meaningful means meant measure mechanism media medium meet member
    members memory mentioned menu merge merged merging message messages meta metadata method methods metrics michael
    microsoft middle might migrate migrating migration millisecond milliseconds mime mind minimal minimum minor
    minus minute minutes mirror misc mismatch mismatched miss missing mixed mixin mkdir mobile mock mode model
    models modern modes modification modifications modified modifier modifiers modify modifying module modules
    moment monitor monitoring mono month months more most mostly mount mounted move moved moves moving mozilla much
    multi multiline multipart multiple multiplier multiply must mutable mutate mutex mutually name named names
    namespace namespaces naming narrow native natural navigation near necessarily necessary need needed needs
    negative negligence neither nested nesting network never newer newest newline newlines newly next node nodes
    none nonexistent noop normal normalize normalized normally notation note notes nothing notice notices
    notification notifications notify null nullable number numbers numeric object objects obtain obtained obtaining
    occur occurred occurrence occurrences occurs offer offers official offline offset offsets often older oldest
    omit omitted once ones online only onto opacity opaque open opened opening opens openssl operate operating
    operation operations operator operators optimization optimize optimized option optional optionally options opts
    order ordered ordering orders ordinary organization orig origin original originally other others otherwise
    outdated outer output outputs outside over overall overflow overhead overlay overridden override overrides
    overriding overview overwrite overwritten owned owner ownership owns pack package packages packet padding page
    pages pair pairs paragraph parallel param parameter parameters params parent parentheses parents parse parsed
    parser parses parsing part partial partially particular partition parts party pass passed passes passing
    password past patch path paths pattern patterns pause paused payload payment peek peer pending people percent
    percentage perform performance performed performing performs period perm permanent permanently permission
    permissions permit permitted persist persistence persistent person phase physical pick picked piece pieces ping
    pipe pipeline place placed placeholder placeholders places plain plan platform platforms play please plugin
    plugins plural plus point pointer pointing points policies policy poll polling pool populate populated port
    portion portions ports position positional positions positive posix possibility possible possibly post postgres
    potential potentially power practice pragma preamble precedence preceding precise precision predefined prefer
    preference preferred prefers prefix prefixed prefixes prepare prepared preparing prepend presence present
    presentation preserve preserved preserves preserving press pretty prev prevent prevents preview previous
    previously primarily primary prime primitive primitives print printable printed printf printing prints prior
    priority privacy private privileges probably problem problems proc proceed process processed processes
    processing processor processors prod produce produced produces product production products profile profiling
    profits program programming programs progress prohibited project projects promise promote prompt prop propagate
    propagation proper properly properties property props protect protected protection proto protocol protocols
    prototype prove provide provided provider providers provides providing proxy prune pseudo public publicly
    publish published pull pure purpose purposes push pushed pushes puts python qualified quality queries query
    question questions queue queued queues quick quickly quiet quit quite quote quoted quotes race radius raise
    raised rand random range ranges rare rate rather ratio reach reachable reached read readable reader reading
    readme readonly reads ready real really reason reasonable reasonably reasons rebuild receive received receiver
    receives receiving recent recently recipient recipients recognized recommend recommended record recorded records
    recover rect recursion recursive recursively redirect redirected redirects redis redistribute reduce reduced
    reduces redundant refer reference referenced references referencing refers reflect reflection refresh refs
    regarding regardless regenerate regex regexp region register registered registering registration registry
    regression regular reject rejected rejects related relation relationship relative release released releases
    releasing relevant reload rely relying remain remainder remaining remains remember remote removal remove removed
    removes removing rename renamed render rendered rendering repeat repeated replace replaced replacement replaces
    replacing reply repo report reported reporting reports repositories repository represent represented
    representing represents reproduce request requested requesting requests require required requirement
    requirements requires requiring reserved reset resets resize resolution resolve resolved resolver resolves
    resolving resource resources resp respect respective respectively respond response responses responsible rest
    restart restore restored restrict restricted restriction restrictions result resulting results resume retain
    retained retries retrieval retrieve retrieved retrieves retry retrying return returned returning returns reuse
    reused reverse reversed revert review revision revoked rewrite right rights ring risk role rollback root rotate
    round rounded route router routing rows rror rule rules runner running runs runtime safe safely same sample
    samples sandbox sanitize sans satisfied satisfies satisfy save saved saves saving says scalar scale scan scanned
    scanner scanning scenario schedule scheduled scheduler scheduling schema schemas scheme schemes scope scoped
    scopes score screen script scripts scroll search searches searching second secondary seconds secret secrets
    section sections secure security seed seek seems seen segment segments select selected selecting selection
    selector self sell semantic send sender sending sends sense sensitive sent sentinel separate separated
    separately separator separators sequence sequences sequential serial serializable serialization serialize
    serialized serializer series serve server servers serves service services session sessions sets setter setting
    settings setup several shadow shall shallow shape share shared sharing shell shift short shortcut shorter should
    shouldn show showing shown shows shutdown shutting side sign signal signals signature signatures signed
    significant signing silent silently similar simple simplified simplify simply simulate since single singleton
    site sites situation size sized sizeof sizes skip skipped skipping skips slash sleep slice slightly slot slots
    slow slower small smaller smallest smart smoke snapshot snippet sock socket sockets soft software sole solid
    solution solve some someone something sometimes somewhere soon sort sorted sorting sorts source sources space
    spaces spacing span spawn spec special specially specific specifically specification specified specifies specify
    specifying specs speed split splitting spot spread sprintf sqlite square stable stack stacks stage stale stamp
    standalone standard standards star start started starting starts startup stat state stated statement statements
    states static statistics stats status stay stays stderr stdin stdout step steps still stop stopped stopping
    stops storage store stored stores storing straight strategy stream streams stretch strict string stringify
    strings strip stripped stroke strong struct structure structured structures stub stuck stuff style styles
    stylesheet subdirectory subject sublicense submit submitted subscribe subsequent subset substantial substitute
    substitution substring subtract succeed succeeded succeeds success successful successfully such suffix suggest
    suggested suitable suite summary super supplied supply support supported supporting supports suppress sure
    surface swap switch switching symbol symbolic symbols symlink symlinks sync synchronized synchronous syntax
    syslog system systems table tables tabs tagged tags tail take taken takes taking target targets task tasks team
    tear tell tells temp template templates temporarily temporary term terminal terminate terminated termination
    terms test tested testing tests text than thanks that their them theme themselves then theory there therefore
    these they thing things think third this those though thread threading threads three threshold through throw
    thrown throws thus tick time timed timeout timeouts timer times timestamp timestamps timezone timing tiny title
    tmpdir today todo together toggle token tokens took tool tools tort total touch trace tracing track tracked
    tracker tracking tracks traditional traffic trailing transaction transfer transform transition translate
    translated translation translations transmission transparent transport traversal treat treated tree trees tried
    tries trigger triggered triggering triggers trim trip true truncate truncated trust trusted trying tuple turn
    twice type typed typeof types typical typically typing ubuntu uint unable unauthorized unavailable unchanged
    undef undefined under underlying underscore underscores understand unexpected unhandled unicode unified union
    unique unit units universal unix unknown unless unlike unlimited unlink unlock unnecessary unpack unreachable
    unrecognized unregister unsafe unset unsigned unspecified unstable unsupported until untouched untrusted unused
    unzip update updated updates updating upgrade upload uploads upon upper uppercase upstream urlencoded urls
    usable usage used useful user username users uses using usual usually util utilities utility utils uuid valid
    validate validated validates validation validator validity value values variable variables variant variants
    various vars vary vector vendor verbatim verbose verbosity verification verified verifies verify version
    versions vertical very vice video view viewport views violation virtual visibility visible visit visual void
    volume wait waiting waits walk want wanted wants warn warning warnings warranties warranty wasn watch ways weak
    website week weight welcome well went were what whatever when whenever where whether which while white
    whitespace whole whom whose wide width wiki wikipedia wildcard will window windows wins wish with within without
    word words work workaround worked worker workers workflow workflows working works workspace world would wrap
    wrapped wrapper wrapping wraps writable write writer writes writing written wrong wrote xception xmlns yaml year
    years yellow yield your yourself yyyy zero zone
    """.split()
)
