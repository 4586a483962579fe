"""Closed word lists that resolving a speaker leans on: titles, roles, pronouns, given names, nouns that can speak.

All are case-folded. The lists were written by hand and extended from errors on PolNeAR train and dev; a word that is
missing makes quoth withhold a name or keep a phrase as written, it never makes it invent one.
"""

from __future__ import annotations

from functools import lru_cache

from quoth.words import wordset

words = wordset
"""How the lists below are written."""

MALE_TITLES = words("mr mister sir lord king prince congressman chairman spokesman sheikh father monsignor")
FEMALE_TITLES = words(
    "mrs ms miss madam madame lady dame queen princess congresswoman chairwoman spokeswoman baroness actress"
)
# Nouns that say a person’s sex without being titles.
MALE_NOUNS = (MALE_TITLES - {"chairman", "spokesman"}) | words("""
    man boy father dad son brother uncle nephew husband ex-husband grandson actor businessman policeman widower
    """)
FEMALE_NOUNS = FEMALE_TITLES | words("""
    woman girl mother mom daughter sister aunt niece wife ex-wife granddaughter businesswoman policewoman widow lady
    first-lady heiress
    """)
# Stripped from the front of a name, and remembered as the role of the person. Abbreviations stand without their dot.
TITLES = (
    MALE_TITLES
    | FEMALE_TITLES
    | words("""
        dr prof professor rev reverend pastor bishop archbishop cardinal pope rabbi imam hon president vice-president
        senator sen senators sens representative rep reps gov governor govs mayor secretary minister premier chancellor
        ambassador amb judge justice chief general gen lt lieutenant col colonel maj major capt captain sgt sergeant
        cpl corporal adm admiral cmdr commander sheriff marshal officer detective det inspector superintendent
        commissioner councilman councilwoman councilmember councillor alderman delegate del assemblyman assemblywoman
        deputy attorney prosecutor speaker leader whip chairperson chair co-chair director executive ceo cfo coo cto
        manager spokesperson adviser advisor aide strategist analyst pollster economist historian author columnist
        correspondent reporter journalist editor anchor host moderator lawyer counsel coach quarterback comedian actor
        singer rapper director-general founder co-founder owner publisher candidate nominee vice deputy former ex
        then-secretary then-president then-senator then-gov then-candidate president-elect pm mp mep msp mla td mk
        undersecretary dean provost chaplain trooper firefighter nurse doctor surgeon comptroller treasurer envoy
        lawmaker billionaire mogul activist pundit blogger filmmaker democrat republican
        regent mufti ayatollah mullah emir secretary-general governor-general attorney-general governor-elect
        mayor-elect senator-elect chairman-elect vice-chairman vice-chair co-chairman co-chairwoman
        """)
)

# Roles that say the same; a definite description may use any of its row.
ROLE_ROWS = tuple(
    frozenset(row.split())
    for row in (
        "spokesperson spokesman spokeswoman",
        "senator sen sens senators lawmaker",
        "representative rep reps congressman congresswoman lawmaker",
        "president commander-in-chief",
        "judge justice jurist magistrate",
        "governor gov",
        "chief executive ceo",
        "chairman chairwoman chairperson chair",
        "lawyer attorney counsel solicitor barrister",
        "adviser advisor aide strategist consultant",
        "professor prof scholar academic",
        "minister secretary",
        "premier prime-minister pm",
        "lieutenant-governor lt-governor lt-gov",
        "doctor dr physician surgeon",
        "general gen commander",
        "colonel col commander",
        "admiral adm",
        "captain capt",
        "sergeant sgt",
        "detective det",
        "officer policeman policewoman",
        "nominee candidate contender hopeful frontrunner front-runner",
        "mogul tycoon billionaire businessman magnate developer",
        "journalist reporter correspondent",
        "anchor host moderator broadcaster",
        "mp lawmaker legislator parliamentarian",
        "wife ex-wife spouse",
        "husband ex-husband spouse",
        "founder co-founder",
        "ambassador envoy diplomat",
        "commissioner chief",
        "delegate lawmaker legislator",
        "leader chief",
        "rev reverend pastor",
        "pope pontiff",
    )
)

# Nouns that name one person; their plural names a group.
PERSON_NOUNS = TITLES - words("former ex whip major") | words("""
    source official person man woman boy girl kid child teenager student teacher voter supporter critic opponent ally
    rival donor delegate expert researcher scientist scholar academic observer insider veteran resident citizen
    neighbour neighbor witness victim survivor relative friend parent mother father son daughter brother sister wife
    husband ex-wife ex-husband spouse widow uncle aunt cousin worker employee employer boss staffer staff member
    operative surrogate consultant diplomat agent investigator policeman policewoman cop soldier farmer driver
    businessman businesswoman tycoon magnate developer investor trader banker broker shareholder customer consumer
    client patient physician technician engineer lobbyist organizer organiser campaigner protester protestor
    demonstrator dissident refugee immigrant migrant prisoner detainee suspect defendant plaintiff juror jurist
    solicitor barrister magistrate legislator parliamentarian politician mayor conservative liberal progressive
    moderate independent socialist libertarian contender hopeful frontrunner front-runner incumbent challenger winner
    runner-up player athlete fan viewer reader listener user author writer novelist poet artist musician producer
    presenter broadcaster commentator contributor biographer chief head clerk accountant auditor executive figure
    individual somebody someone anyone everyone nobody colleague counterpart peer predecessor successor partner
    librarian archivist curator headteacher warden coroner geologist mathematician historian
    chairman chairwoman spokesman spokeswoman spokesperson congressman congresswoman whistleblower informant hacker
    tourist passenger pilot guard nun priest monk cleric ayatollah king queen prince princess emperor monarch native
    guest caller passer-by bystander teen adult senior elder hero foe enemy adversary loyalist hawk dove partisan
    mom dad clinician interviewee respondent recipient sympathizer sympathiser denizen personality detractor foreigner
    marcher commuter shopper tenant renter homeowner taxpayer pensioner retiree parishioner villager islander striker
    advocate picketer onlooker rescuer paramedic trucker caregiver cyclist motorist pedestrian swimmer graduate
    contractor eyewitness adherent cashier father-in-law mother-in-law son-in-law daughter-in-law brother-in-law
    grandnephew grandniece stepson stepdaughter stepfather stepmother
    astronomer astronaut cosmonaut physicist biologist chemist virologist epidemiologist immunologist pediatrician
    paediatrician psychologist psychiatrist ecologist climatologist archaeologist archeologist paleontologist
    sociologist anthropologist meteorologist seismologist oceanographer botanist zoologist entomologist statistician
    forecaster programmer designer architect inventor entrepreneur lecturer tutor pupil undergraduate co-author
    fisherman rancher chef hairdresser dentist midwife medic veterinarian zookeeper electrician plumber janitor
    cleaner waiter waitress bartender salesman supervisor laborer labourer landlord postman constable traveler traveller
    skater gymnast wrestler golfer goalkeeper midfielder referee umpire jockey gamer dancer choreographer composer
    sculptor photographer playwright vlogger influencer volunteer philanthropist missionary worshiper worshipper
    believer atheist conservationist environmentalist asylum-seeker rioter insurgent jihadist kidnapper gunman shooter
    inmate convict sibling nephew niece grandmother grandfather grandparent toddler adolescent youngster
    negotiator provider insurer inspector
    sister-in-law mate classmate roommate teammate co-worker coworker mourner attendee spectator hostage evacuee backer
    activist leader pontiff feminist evangelical christian muslim jew catholic latino hispanic millennial american
    european associate
    """)

PLURAL_PEOPLE = words("""
    people men women children police folks republicans democrats dems americans authorities sources officials voters
    others some many most few several all both media press public majority minority rest half everyone everybody
    nobody no-one none anyone clergy staff crowd audience kids families couples households youths elderly poor wealthy
    rich millennials troops militants rebels scientists lawmakers experts analysts observers family couple pair duo
    trio chorus opposition establishment
    """)

# Nouns that name a body: with "the" they stand for an organisation named before.
BODY_NOUNS = words("""
    bank company firm corporation network channel station newspaper paper magazine website site outlet publication
    tabloid broadcaster agency department ministry bureau office commission committee subcommittee panel court board
    council union association organization organisation group foundation institute institution think-tank university
    college school campaign party administration government regime congress senate parliament house embassy consulate
    team club league airline automaker manufacturer retailer startup bureau service force army navy military watchdog
    regulator coalition alliance caucus lobby pac super-pac church charity nonprofit fund chain conglomerate publisher
    studio tribunal legislature hospital authority bloc ministry delegation secretariat camp county city town village
    state states country nation province leadership movement electorate industry community jury
    municipality cabinet operation arm division branch subsidiary operator carrier district
    """)

# What is written or counted: speaks for whoever issued it.
WRITTEN_NOUNS = words("""
    report study survey poll polls data figures statistics numbers document documents letter email emails e-mail
    e-mails memo statement release article story column editorial book transcript filing brief submission lawsuit suit
    complaint motion pleading memorandum indictment ruling opinion order decision analysis research findings finding
    review audit paper
    presentation tweet post message video ad ads advertisement commercial page blog record records ballot
    polling results result survey speech remarks testimony interview program programme show episode segment
    manifesto platform petition resolution bill law legislation treaty agreement press-release dossier tape recording
    surveys studies reports averages average tally count forecast model index chart graph transcripts affidavit
    notice email account tweets posts letters cables cable memoir autobiography biography script headline headlines
    estimate estimates investigation piece database audio polling profile
    guidelines rules policy plan proposal budget spokes evidence comments response reply answer claim argument
    """)

HE, SHE = words("he him his himself"), words("she her hers herself")
THEY, IT = words("they them their theirs themselves"), words("it its itself")
FIRST_PERSON = words("i we me us my our mine ours myself ourselves")
RELATIVE = words("who whom whose which that")
POSSESSIVE = words("his her their its my our")

# Verbs that report words, as they stand before or after a quotation.
SAYING = words("""
    said says say saying told tells tell telling asked asks added adds wrote writes tweeted tweets replied replies
    responded responds answered argued argues noted notes explained explains insisted insists demanded demands yelled
    yells shouted shouts cried exclaimed declared declares announced announces claimed claims stated states warned warns
    continued continues concluded concludes recalled recalls remarked remarks observed observes joked jokes quipped
    admitted admits acknowledged acknowledges conceded concedes complained complains testified testifies suggested
    suggests urged urges vowed vows pledged promised predicted predicts reported reports reads read posted posts
    lamented boasted mused opined countered stressed emphasized emphasised proposed reiterated contended maintained
    asserted confirmed denied cautioned mocked scolded summed put thundered sneered whispered muttered sighed laughed
    """)

HE_OR_SHE = HE | SHE
PRONOUNS = HE | SHE | THEY | IT | FIRST_PERSON | RELATIVE | {"you"}
SPEAKING = PERSON_NOUNS | BODY_NOUNS | WRITTEN_NOUNS  # nouns that can speak, in the singular
GENDERED = MALE_TITLES | FEMALE_TITLES

# What joins the words of a name, and ends none.
PARTICLES = words("de del della der den van von vom zu bin ibn al el la le du di da dos ten ter")

PREPOSITIONS = words("""
    of for at from in on with by to about against between among after before during under over near inside outside
    within toward towards behind including like such as around across throughout besides except among amongst amid
    alongside beyond beneath beside without despite onto into upon via aboard concerning regarding
    """)
DETERMINERS = words("""
    the a an this that these those another one some several multiple numerous many most few both all each every any
    no other two three four five six seven eight nine ten dozens hundreds thousands more
    """)
CONJUNCTIONS = words("and & or as well plus along with")
CLAUSE_OPENERS = words("as when while after before since although though if once because until whereas")

DAYS = words("monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight")
MONTHS = words("""
    january february march april may june july august september october november december jan feb mar apr jun jul aug
    sep sept oct nov dec
    """)
# Capitalised at the head of a sentence without being a name.
SENTENCE_OPENERS = words("""
    the a an this that these those he she it they we i you his her its their our my your in on at by for from with
    after before during under over while when where who what which why how if but and or so yet nor as because since
    although though however meanwhile moreover still also then there here now not no yes one two some many most few
    both each every all any other another such only even just last next earlier later once according asked speaking
    despite unlike like instead rather among amid between against about into onto upon to of well perhaps maybe read
    more please mr mrs ms dr sen rep gov let do does did is are was were be been has have had will would could should
    can may might must never ever until whether without within through via off up down out almost nearly neither either
    multiple numerous too
    """)

# Words inside or at the end of the name of a body.
BODY_NAME_WORDS = words("""
    news times post journal herald tribune gazette telegraph guardian chronicle observer press tv radio television
    network networks agency department ministry bureau office commission committee subcommittee court board council
    union association organization organisation group foundation institute institution university college school
    campaign party administration government congress senate parliament house embassy team club league inc corp ltd
    llc plc co company companies bank fund funds partners service services force army navy police center centre society
    federation alliance coalition caucus pac reserve exchange authority media broadcasting street forum trust museum
    hospital church international global industries airlines motors systems group's republic states kingdom nations
    assembly project watch initiative conference staff library courier dispatch examiner globe mirror sentinel bulletin
    inquirer magazine weekly daily
    """)

MALE_NAMES = words(
    """
    aaron abdul bruno lev levi mateo matteo milo nils olaf omari abdullah abraham adam ahmed alan albert alejandro
    alexander alfred ali allen amir andre andreas andrew andy angus anthony antonio arthur ashraf austin barack
    barry ben benjamin bernard bernie bill billy bob bobby boris brad brandon brendan brent brett brian bruce bryan
    byron calvin carl carlos charles charlie christian christopher chuck clarence clark claude clay clifford colin
    connor corey craig curtis dale damian dan daniel danny darren dave david dean dennis derek diego dmitry dominic
    don donald doug douglas drew duncan dustin dwight dylan earl ed eddie edgar eduardo edward edwin elijah elliot
    emmanuel eric erik ernest ethan eugene evan felix fernando francisco francois frank franklin fred frederick
    gabriel gareth gary gavin gene geoff geoffrey george gerald gerard gilbert glen glenn gordon graham grant greg
    gregory guy hank hans harold harry harvey hassan hector henry herbert herman howard hugh hugo hussein ian
    ibrahim igor imran isaac ismail ivan jack jackson jacob jake james jared jason javier jay jeff jeffrey jeremy
    jerome jerry jesse jesus jim jimmy joe joel john johnny jon jonas jonathan jorge jose josef joseph josh joshua
    juan julian julio justin karl keith ken kenneth kevin khalid kirk klaus kurt kyle lance larry lars lawrence leo
    leon leonard leonardo lester lewis lloyd louis lucas luis luke malcolm manuel marc marcel marco marcus mario
    mark marshall martin marvin per mathew matt matthew maurice max melvin michael miguel mike milton mitch mitchell
    mohamed mohammad mohammed morris muhammad murray mustafa nathan nathaniel neil nelson nicholas nick nicolas
    nigel noah norman oleg oliver omar oscar otto owen pablo patrick paul pavel pedro perry pete peter phil philip
    phillip pierre preston rafael raj ralph ramon rand randall randy raul ray raymond reggie reince rex rich richard
    rick ricky rob robert roberto rodney roger roland ron ronald ross roy rudolph rudy rupert russell ryan salman
    samuel scott sean sebastian sergei sergey seth shane shaun shawn sherrod simon spencer stanley stefan stephen
    steve steven stuart tariq ted terrence theodore thomas tim timothy tobias todd tom tommy tony travis trevor
    tyler vernon victor vincent vladimir walter warren wayne wesley will william winston yousef yusuf zachary
    abdel adel adlai alastair alberto alexei alf alfonso allan amadou amit amos anatoly andres andrzej anil antoine
    antonin anwar archie ari armin arne arnie arturo arun ashok asif avigdor barney barton bashar bashir benoit beto
    bibi binyamin bjorn björn bowe bradley bret bryant carlton chauncey christoph claudio cornell curt cyril dante
    daron darrell denis dexter dieter dinesh dmitri dmitriy dov duane eli elliott elvis emilio emmerson enrique enzo
    ernesto ernie fabio farook federico felipe fergus fethullah fidel filippo francesco freddy frederic garrett garth
    geert geraldo gerhard gerry gideon gilad giovanni giuseppe gonzalo goodluck goran guido guillaume gustav gustavo
    gyorgy haider hamid harlan hashim heinz helmut herb hiroshi holger horst hosni hubert humayun hyun ignacio ilya
    irving irwin isaiah istvan jacques jaime jamal janos jaroslaw jeb jeet jeh jens jermaine jesús joaquin joaquín
    jock johnnie jorg josé judd junichiro jurgen jörg jürgen kalief karim kenji khaled kieran kofi konstantin kwame
    lamar laszlo laurence laurent lech lennart leonid lew lionel lonnie lothar lou luigi luther lyndon mac mahmoud
    manfred manny mariano marius markus marlon marty masayuki massimo mateusz mauricio mauro merrick mick mikhail
    millard milos mitt montel moshe muammar muhammadu nabil naftali narendra nate nathanial nawaz neal newt nikolai
    noam nolan norbert norm nouri olivier olusegun orlando paolo pascal percy pervez petro philippe prescott quentin
    raheem rahm rahul raila rajiv ralf ramón raphael rashad ravi raúl rexford rodrigo rolf roman romare ronnie russ
    rusty saddam sadiq sahil sanjay saul sepp sergio sheldon shimon shinzo slobodan spike stefano stu suresh sven syed
    takashi tamerlan tarek taro tayyip teddy terence thabo theodor thierry thom thurgood traian trent trey troy tyrone
    uhuru uwe vaclav vicente vijay vikram viktor vitaly volker walid walt wes willie winfield wolfgang woodrow yair
    yasser yevgeny yitzhak yoshihide yoweri yuri yves zach zeke zoran ángel óscar
    abdulaziz adolfo ahmad akbar aldo aleksandr alessandro alistair alphonse alvaro alvin ambrose andrei angelo
    anton armando arnaud arnold asa attila augustus avi axel bart basil benny bernardo bernhard bert blake brock
    bryce burt cecil cedric cesar chad christophe clement cliff clint clive conor conrad cornelius cory cyrus damon
    dario darryl deval devin dick dimitris dirk dominick dwayne edmund ehud elias eliot elmer emil erich esteban
    ezekiel ezequiel freddie friedrich fritz gabe garret gaston gino gregg grover guillermo gunnar gus hakeem
    heinrich hendrik henri hiram homer jair jarrod jeremiah jerrold joachim johann jonah julián kamal kenny lanny
    leif lenny leopold lorenzo luc luca lucius marcelo mathieu mehdi mehmet mohsen myron nasser ned oren orrin osama
    otis piotr rami ramzi raoul rashid recep reginald ricardo rod ronan rudolf rufus saeed salvatore samir serge sid
    silvio solomon stan thaddeus tito tomas tucker umberto vincenzo volodymyr werner wilbur wilfred wilhelm yanis
    zack zakir zbigniew
    """
)
FEMALE_NAMES = words(
    """
    abby abigail ada adele aline ines nell petra rhoda selma thea una adriana agnes aisha alexandra alice alicia
    alison allison amanda amber amelia amina amy ana andrea angela angelina anita ann anna anne annette annie april
    ariana arianna audrey ayesha barbara beatrice becky bella bernadette beth betsy betty beverly bonnie brenda
    bridget brittany brooke camilla candace carla carly carmen carole caroline carolyn carrie catherine cathy
    cecilia celine charlotte chelsea cheryl chloe christina christine cindy claire clara claudia colleen connie
    constance cynthia daisy danielle dawn debbie deborah debra delia denise diana diane dianne dolores donna dora
    doris dorothy edith eileen elaine eleanor elena elisabeth eliza elizabeth ella ellen elsa emily emma erica erika
    erin esther eva eve evelyn fatima faye felicia fiona florence frances francesca gabriela gabrielle gail gennifer
    georgia geraldine gina gladys gloria grace greta gwen hannah harriet heather heidi helen helena hilary hillary
    holly hope huma ida ilana ingrid irene iris isabel isabella ivana ivanka jacqueline jamila jan jane janet janice
    jasmine jeanne jennifer jenny jessica jill joan joanna joanne jocelyn josephine joy joyce juanita judith judy
    julia juliana julie juliet june kamala karen karin kate katherine kathleen kathryn kathy katie katrina kayla
    kellyanne kendra kimberly kirsten kristen kristin kristina lana laura lauren leah leila lena lidia lillian lily
    linda lisa liz lois lola loretta lorraine louise lucia lucille lucinda lucy lydia mabel madeleine malia margaret
    margarita maria marie marilyn marina marissa marjorie marlene marsha martha mary maryam maureen maya megan megyn
    melania melissa mercedes meredith mia michelle mildred mimi miranda miriam molly monica nadia nancy naomi
    natalia natalie natasha nicole nina noor nora norma olga olivia pamela patricia patty paula pauline peggy
    penelope penny phyllis priscilla rachel ramona rebecca regina renee rhonda rita roberta rosa rosalind rose
    rosemary roxanne ruth sabrina sadia sally samantha sandra sara sarah savannah selena sharon sheila sherry
    shirley silvia simone sonia sonya sophia sophie stella stephanie sue susan susana suzanne sylvia tamara tammy
    tanya tara teresa thelma theresa tiffany tina ursula valerie vanessa vera veronica vicki victoria viola violet
    virginia vivian wanda wendy yasmin yolanda yvonne zainab zoe
    adelle alyona alyssa andreanna angelique angie anja annabel annamaria annegret aoife arlene ava ayelet azucena
    barbra beate benazir betsey bette brigid brigitte brittney caitlin caryn cecile chantal charlene cherie chiara
    christiane claira clare condoleezza courtney cristina deb debby dena dilma dina dottie drea elisabetta elise emmy
    estela faiza farhana federica francoise françoise gabby galia ghazala gillian giorgia gisela golda gwenda haleh
    hallie heike hina ileana ilyse indra inez isabelle jacinda jacklyn janelle jenna jessie jillian joann johanna
    jomana joni julianne kara karlee katrin keiko kelsey kimberley kristan krystal kylie lacy lael laurie lauryn
    leanne leticia libby lolita lori louisa luciana lupita madeline maggie mairead malala mamata marcia marcy margo
    mari mariam maritza marla marley maryanne mattie mayra mazie meg melanie melba melinda menaka merry michele mollie
    mona monique myra neela neera ngozi niamh nicola nikki nita noemi norah nouha oprah paige pam paola pascale
    patrisse patti peyton polly priti priyanka raquel rebekah reem renate rhona robyn rosario rosette rosie roxana
    sabine salma scarlett segolene selenis serena shelley shirin shonda silke siobhan stefani susannah susanne sushma
    sybrina sylvie ségolène terrie toni tracee trish tulsi tzipi vanita verónica vivica wangari yasmeen yoko yulia
    yuriko yvette zeynep
    adrienne agatha aimee alejandra alessandra alexandria alina althea amalia anastasia antoinette aretha ashlee
    avril ayanna belinda bernice bertha bethany bianca blanca breonna briana callista camille cassandra catalina
    celia charmaine clarissa claudette colette consuelo cora cordelia coretta corinne daphne darlene deanna deirdre
    desiree dinah donatella doreen dorothea edie edna elisa eloise emilia esmeralda estelle ethel eugenia felicity
    frida gayle genevieve gisele giulia gretchen gwendolyn hanna helga henrietta hilda ilhan imelda imogen irina
    jacquelyn jana janine jeanette jeanine jodi justine karla katarina katelyn kirstjen kristi kyrsten lara larissa
    latisha latoya lenore lesley letitia lila lilian lorena luisa lynne manuela margot mariana marianne marielena
    marisa martina matilda maura maxine meghan melina michaela millicent mitzi muriel nadine nathalie nellie nichole
    noelle octavia ophelia phoebe pramila rashida renata rochelle ronna rosalynn rosanna sandi seema sheryl stormy
    susie sybil tabitha tamika tania tatiana tess tessa tonya traci trisha trudy usha valentina verna vicky whoopi
    wilhelmina wilma winifred winnie
    """
)
# Given to men and women alike: they say that a name begins, not whose it is.
NEUTRAL_NAMES = words("""
    alex alexis ashley cameron carol casey chris dana francis jackie jamie jean jordan kelly kerry kim lee leslie
    lindsay logan lynn madison marion morgan pat robin sam sasha shannon shelby sidney stacey taylor terry tracy
    whitney xavier
    """)
GIVEN_NAMES = MALE_NAMES | FEMALE_NAMES | NEUTRAL_NAMES

KIN = words("""
    daughter son wife husband brother sister mother father ex-wife ex-husband mom dad cousin uncle aunt nephew niece
    grandson granddaughter spouse widow father-in-law mother-in-law son-in-law daughter-in-law brother-in-law
    sister-in-law grandnephew grandniece great-nephew great-niece grandfather grandmother stepson stepdaughter
    stepfather stepmother stepbrother stepsister
    """)


def roles_like(word: str) -> frozenset[str]:
    """`word` and every role that news copy uses for the same office; `word` is case-folded and singular."""
    return _LIKE.get(word, frozenset((word,)))


_LIKE: dict[str, frozenset[str]] = {}
for _row in ROLE_ROWS:
    for _word in _row:
        _LIKE[_word] = _LIKE.get(_word, frozenset((_word,))) | _row


def singular(word: str) -> str:
    """The singular of a regular plural noun; other words as they are."""
    return _kept(word) if len(word) <= _LONGEST else _singular(word)


def _singular(word: str) -> str:
    if word.endswith("men") and len(word) > 4:
        return word[:-3] + "man"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return word


def noun(word: str) -> str:
    """The singular by which the lists know a case-folded noun: "official" of "officials", but "troops" stays."""
    one = singular(word)
    return word if one not in SPEAKING and (word in SPEAKING or word in PLURAL_PEOPLE) else one


_kept = lru_cache(maxsize=8192)(_singular)
_LONGEST = 32  # code points of a word that is kept: no text can fill the memory with words


def is_plural(word: str) -> bool:
    """Whether a case-folded noun looks plural."""
    return word in PLURAL_PEOPLE or word in ("men", "women", "children") or singular(word) != word
