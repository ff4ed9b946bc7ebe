"""Who and what can say something: roles, titles, kinds of organisation, outlets, metonyms, documents.

All lower case unless said otherwise; nouns in the singular.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _lines(text: str) -> frozenset[str]:
    return frozenset(line.strip() for line in text.split("|"))


# ------------------------------------------------------------------ people

ROLE_NOUNS = _words(
    """president minister governor mayor spokesman spokeswoman spokesperson chancellor premier senator
    congressman congresswoman lawmaker representative councillor councilman councilwoman councilor
    commissioner secretary undersecretary ambassador envoy diplomat general colonel major captain
    commander admiral lieutenant sergeant officer chief director chairman chairwoman chair chairperson
    head leader boss manager executive founder owner partner president-elect judge justice prosecutor
    attorney lawyer solicitor barrister detective inspector sheriff deputy constable superintendent
    coroner doctor surgeon nurse professor researcher scientist economist analyst historian author
    writer editor reporter journalist correspondent columnist commentator host anchor producer teacher
    headteacher principal dean rector student coach trainer player captain striker manager candidate
    nominee strategist adviser advisor aide consultant pollster activist campaigner organiser
    organizer coordinator negotiator mediator monitor inspector king queen prince princess duke
    duchess pope bishop archbishop cardinal imam rabbi priest pastor monk farmer fisherman driver
    pilot engineer worker owner tenant landlord resident neighbour neighbor widow widower mother
    father son daughter brother sister wife husband uncle aunt cousin grandmother grandfather parent
    friend colleague victim survivor witness suspect defendant plaintiff lawyer soldier veteran marine
    actor actress singer artist musician director star celebrity model designer architect speaker
    treasurer whip politician statesman dictator strongman premier-designate vice-president
    billionaire businessman businesswoman tycoon magnate mogul entrepreneur investor trader banker
    broker developer auditor expert specialist critic supporter opponent rival predecessor
    successor counterpart volunteer medic paramedic firefighter rescuer fighter rebel militant
    protester demonstrator voter citizen man woman boy girl teenager person tourist passenger
    shopkeeper trader vendor official source insider whistleblower counsel clerk cop policeman
    policewoman ranger warden guard curator librarian biologist physicist chemist geologist ecologist
    epidemiologist virologist climatologist meteorologist forecaster planner member delegate
    keeper chaplain vicar nun deacon baker brewer tailor carpenter plumber electrician mechanic welder
    fitter foreman forewoman supervisor skipper sailor diver shepherd forester surveyor gardener
    florist beekeeper butcher fishmonger grocer innkeeper landlady chef cook waiter waitress barber
    hairdresser cleaner porter caretaker janitor midwife dentist pharmacist psychologist psychiatrist
    pathologist paediatrician pediatrician vet veterinarian oceanographer botanist zoologist astronomer
    mathematician linguist archaeologist anthropologist sociologist philosopher archivist registrar
    accountant actuary cashier notary bailiff juror magistrate referee umpire goalkeeper swimmer climber
    composer conductor painter sculptor dancer choreographer novelist poet playwright publisher
    photographer filmmaker technician programmer interpreter translator
    shareholder stakeholder teammate mate tracker clerk steward usher docker creditor haulier attendant
    bystander postman dealer agent seller buyer
    deputy-mayor vice-chairman co-founder co-chair co-owner co-author ex-president"""
)
MALE_WORDS = _words(
    """he him his himself man boy father son brother husband uncle grandfather king prince duke pope mr sir
    spokesman chairman congressman councilman businessman policeman fisherman widower nephew lord actor
    gentleman monk priest grandson stepfather fiancé groom statesman strongman"""
)
FEMALE_WORDS = _words(
    """she her hers herself woman girl mother daughter sister wife aunt grandmother queen princess duchess mrs
    ms miss spokeswoman chairwoman congresswoman councilwoman businesswoman policewoman widow niece lady
    actress dame nun granddaughter stepmother fiancée bride madam mme"""
)
# What a company can be as well as a person: "the ship's owner, Baltic Star Lines".
ROLES_OF_FIRMS = _words("owner publisher developer builder broker investor partner supplier insurer agent")
# First names whose bearer's gender English news readers take for granted; a name not listed has none.
MALE_NAMES = _words(
    """aaron abdul adam ahmed alan alex alexander alexei alexey ali andrei andrew andriy anthony antonio
    antony barack ben benjamin bernie bill bob boris brian bruce carl carlos charles chris christian
    christopher craig dan daniel dave david dean dennis dmitri dmitry dmytro donald doug douglas ed
    edward emmanuel eric ernest francis francisco frank fred gary gavin george gerald glenn gordon
    graham greg gregory hamid harold harry hassan henry howard hussein ian ibrahim igor ivan jack
    jacob jake james jason jeff jeffrey jeremy jerry jim joe joel john jonathan jorge jose joseph josh
    joshua juan justin karl keith ken kenneth kevin kim-jong larry lee leonid liam luis luke marco
    mario mark martin matt matthew max michael miguel mike mikhail mohamed mohammad mohammed muhammad
    mustafa nathan neil nicholas nick nicolas nigel nikolai norman oleg oleksandr oliver omar oscar
    owen patrick paul pavel pedro peter petro phil philip pierre rafael ralph raymond recep ricardo
    richard rob robert roger roland ron ronald roy russell rustem ryan sam samuel scott sean sebastian
    sergei sergey serhii simon stephen steve steven stuart terry thomas tim timothy toby todd tom tony
    trevor victor viktor vincent vladimir volodymyr walter warren wayne william yusuf xi benny bryan
    corey derek drew duncan earl edgar elliott ethan evan franklin gareth giorgio hugh isaac jamal
    emil anton karol magnus henrik lars nils erik rolf otto aidan alf arthur finn
    kyle leo lindsey louis manuel marcus mitch mitt mohamad newt noah pablo philippe rand randy rex
    rick rudy salman stefan ted tyler wesley zach"""
)
FEMALE_NAMES = _words(
    """abigail agnes aisha alexandra alice alicia alison amanda amber amelia amy ana andrea angela anita ann
    anna anne annie barbara beatrice becky beth betty brenda camilla carly carmen carol caroline
    catherine charlotte cheryl chloe christina christine cindy claire clara claudia courtney cynthia
    daisy dana deborah debra denise diana diane donna dorothy eileen elaine eleanor elena elizabeth
    ella ellen emily emma erica erin esther eva evelyn fatima fiona florence frances gabriela gail
    georgia gina giorgia gloria grace hannah harriet heather helen hillary ines ingrid irene iris
    irina isabel isabella ivanka jackie jane janet janice jasmine jean jeanne jennifer jenny jessica
    jill joan joanna jodie josephine joyce judith judy julia julie karen kate katherine kathleen
    kathryn kathy katie kayleigh kellyanne kimberly kirsten kirstjen krista laura lauren leah leila
    lena lily linda lindsay lisa liz loretta lori louise lucy lydia lynn maggie margaret maria mariam
    marie marilyn marina marjorie martha mary maureen megan melania melanie melissa michelle mona
    monica nadia nancy naomi natalia natalie nicola nicole nikki nina nora olga olivia pamela patricia
    paula pauline penny petra phyllis priya rachel rebecca rita rosa rose ruth sabrina sally samantha
    sandra sara sarah sharon sheila shirley silvia sofia sonia sophia sophie stella stephanie susan
    susie suzanne sylvia tamara tanya tara teresa theresa tina tracy tulsi ursula valerie vanessa vera
    veronica victoria violet virginia vivian wendy yasmin yulia yvonne zoe
    priscilla inês inés hedda greta gretel lise ilse signe astrid birgit dagmar dagny hilde inge ingeborg
    judit leyla magdalena margit miriam rana rosario sigrid solveig tilda vera yelena"""
)
TITLES = _words(
    """mr mr. mrs mrs. ms ms. miss dr dr. sir dame lord lady prof prof. professor gen gen. general col col.
    colonel maj maj. major capt capt. captain lt lt. lieutenant sgt sgt. sergeant adm adm. admiral cpl cpl.
    rep rep. sen sen. senator gov gov. governor president prime minister chancellor secretary judge justice
    rev rev. reverend father sister pope king queen prince princess mayor sheriff chief detective inspector
    officer ambassador congressman congresswoman councillor councilman councilwoman commissioner
    vice chairman chairwoman speaker former acting deputy then-president hon hon. sheikh imam rabbi bishop
    archbishop cardinal police attorney foreign defence defense finance interior"""
)
# These stand before a title or an office as well as before a name.
ADJECTIVE_TITLES = _words(
    """prime vice deputy former acting then-president police attorney foreign defence defense finance
    interior chief head"""
)
TITLE_ROLES: Mapping[str, str] = MappingProxyType(
    {
        "sen.": "senator",
        "sen": "senator",
        "gov.": "governor",
        "gov": "governor",
        "rep.": "representative",
        "rep": "representative",
        "gen.": "general",
        "gen": "general",
        "col.": "colonel",
        "maj.": "major",
        "capt.": "captain",
        "lt.": "lieutenant",
        "sgt.": "sergeant",
        "adm.": "admiral",
        "prof.": "professor",
        "dr.": "doctor",
    }
)
# Plural heads that keep their owner unnamed (R13).
UNNAMED_NOUNS = _words(
    """official source people person witness resident expert analyst critic observer aide insider authority
    supporter opponent neighbour neighbor diplomat activist campaigner lawmaker politician economist
    scientist researcher investigator prosecutor doctor medic rescuer survivor adviser advisor
    villager local protester demonstrator worker student voter farmer trader investor soldier
    commander officer employee executive lawyer leader relative friend colleague passenger parent
    teacher fan citizen others many some another most one someone several historian commentator pundit
    skeptic sceptic detractor spokesperson spokesman spokeswoman family adult respondent american
    european republican democrat conservative liberal player reporter journalist engineer pilot nurse
    deputy man woman member rebel militant fighter tourist owner staffer operative strategist few"""
)
PLURAL_WORDS = _words("people police others many some several few both most authorities they we")

# What two who were named together are called when they go on: "they", in other words.
GROUP_PRONOUNS = _lines(
    "both|the two|the pair|the couple|the duo|both men|both women|the two men|the two women"
)

# ------------------------------------------------------------------ organisations

ORG_NOUNS = _words(
    """ministry department office agency bureau administration government cabinet council commission
    committee parliament congress senate assembly court tribunal police force army navy military
    air-force fire-brigade brigade union party coalition alliance bloc group organisation organization
    association federation foundation charity trust society club team company firm corporation
    business bank fund exchange hospital clinic university college school institute institution
    laboratory lab centre center observatory museum library church network channel station newspaper
    magazine paper agency website broadcaster publisher outlet authority board panel body service
    division unit watchdog regulator union utility airline carrier operator manufacturer maker
    retailer supplier campaign embassy consulate mission delegation command headquarters leadership
    regime junta militia presidency prosecution defence defense opposition industry chamber
    secretariat directorate inspectorate taskforce task-force league brigade battalion regiment town
    city county state district borough village region province republic kingdom country nation side
    intelligence startup think-tank consultancy brokerage insurer lender grid railway airport port
    staff ngo union crew"""
)
COURT_NOUNS = _words("court tribunal jury")
OUTLET_NOUNS = _words(
    "newspaper magazine paper website broadcaster outlet network channel agency daily weekly"
)
OUTLET_OPENINGS = _words("radio tv")
# Bodies whose last word alone would be a person's role.
BODIES_LIKE_ROLES = ("coast guard", "coastguard", "national guard", "border guard", "home guard")
# What a named company or group is called when it comes up again: "the company", "the union".
GENERIC_BODIES = _words(
    """company firm group organisation organization bank club charity union operator carrier airline party
    agency retailer manufacturer maker lender insurer startup business corporation association federation
    watchdog"""
)
# Names of outlets as news copy gives them; compared without a leading "the".
OUTLETS = _lines(
    """bloomberg|bloomberg news|reuters|associated press|ap|afp|agence france-presse|bbc|bbc news|cnn|
    fox news|msnbc|nbc|nbc news|abc|abc news|cbs|cbs news|npr|pbs|new york times|washington post|
    wall street journal|financial times|guardian|observer|independent|daily telegraph|telegraph|
    times of london|sunday times|daily mail|daily mirror|mirror|economist|le monde|der spiegel|
    die welt|bild|el país|el pais|la repubblica|al jazeera|al arabiya|haaretz|times of israel|
    jerusalem post|ria|ria novosti|tass|interfax|kommersant|novaya gazeta|meduza|kyiv independent|
    ukrainska pravda|ukrinform|unian|suspilne|xinhua|global times|south china morning post|nikkei|
    kyodo|nhk|yonhap|press trust of india|hindu|times of india|anadolu|anadolu agency|irna|politico|
    axios|buzzfeed|buzzfeed news|vox|vice|huffington post|huffpost|breitbart|breitbart news|usa today|
    los angeles times|chicago tribune|boston globe|miami herald|newsweek|time|time magazine|
    new yorker|atlantic|mother jones|daily beast|propublica|intercept|daily caller|newsmax|
    national review|new york post|sky news|channel 4 news|itv|itv news|euronews|france 24|
    deutsche welle|dw|dpa|ansa|efe|radio free europe|voice of america|cnbc|zerohedge|the hill|rt|
    washington times|western journalism|daily signal"""
)
OUTLET_ENDINGS = _words(
    """times post news herald tribune gazette journal chronicle courier telegraph mail mirror globe observer
    examiner star sun bulletin dispatch argus echo register sentinel ledger inquirer guardian press radio tv
    television broadcasting newspaper magazine independent pravda review standard express argus advertiser"""
)
SOCIAL_PLACES = _words("x twitter facebook telegram instagram truth youtube tiktok weibo bluesky mastodon")

# Seats of power that speak for a state. A metonym is a source of its own: the Kremlin is not Putin.
METONYMS = _lines(
    """kremlin|moscow|kyiv|kiev|washington|white house|beijing|tehran|brussels|downing street|london|paris|
    berlin|elysee|élysée|pentagon|capitol hill|foggy bottom|whitehall|westminster|quai d'orsay|ankara|
    jerusalem|tel aviv|riyadh|pyongyang|seoul|tokyo|delhi|new delhi|islamabad|minsk|warsaw|rome|madrid|
    holyrood|stormont|wall street|silicon valley|city hall|vatican|holy see|state department|elysee palace"""
)
# Spellings of one place name, to the form that the comparison uses.
SPELLINGS: Mapping[str, str] = MappingProxyType(
    {
        "kiev": "kyiv",
        "élysée": "elysee",
        "peking": "beijing",
        "u.s": "us",
        "u.s.": "us",
        "u.k.": "uk",
        "u.n.": "un",
        "e.u.": "eu",
        "defence": "defense",
        "centre": "center",
        "organisation": "organization",
        "labour": "labor",
        "united nations": "un",
        "united states": "us",
        "european union": "eu",
        "united kingdom": "uk",
    }
)

# ------------------------------------------------------------------ documents

# What a speaker issues: the words are the issuer's own.
STATEMENT_NOUNS = _words(
    """statement tweet post letter email e-mail message announcement release communique communiqué note memo
    speech address remark comment interview posting bulletin advisory notice filing update declaration
    testimony affidavit video warning dispatch readout threat op-ed column response figure number"""
)
# What stands for itself: findings, rulings, accusations in writing.
REPORT_NOUNS = _words(
    """report study survey poll paper review analysis assessment audit indictment lawsuit complaint ruling
    verdict document file record dossier book article editorial briefing draft bill law order contract
    agreement transcript finding datum data statistic estimate forecast census index inquiry
    investigation inventory chart graph map image photo footage research evidence test model result
    log list petition charge-sheet suit motion opinion warrant census story account headline sign
    website biography memoir application proposal plan guideline constitution treaty resolution
    report-card exit-poll ad advertisement leaflet brochure manifesto platform newsletter
    figures-release sheet minutes"""
)
# These are their possessor's words too ("her estimate"), but no document without one.
RECKONINGS = _words("account assessment calculation estimate finding forecast reckoning")
DOCUMENT_NOUNS = STATEMENT_NOUNS | REPORT_NOUNS
POLL_NOUNS = _words("poll survey census referendum exit-poll")
# Prepositions between a document and who issued it.
ISSUER_PREPOSITIONS = _words("by from of")

# ------------------------------------------------------------------ what an owner is not

TIME_WORDS = _words(
    """monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow morning afternoon
    evening night week month year day hour minute january february march april may june july august
    september october november december earlier later recently now then spring summer autumn winter
    weekend midnight noon"""
)
# Places in which something is said: "in a statement", "at a news conference".
VENUE_NOUNS = STATEMENT_NOUNS | _words(
    """conference briefing call meeting hearing rally event broadcast appearance session debate trial court
    testimony podcast show programme program press news television tv radio phone telephone report reporter
    article piece story essay blog book poll survey study review magazine newspaper forum ceremony summit"""
)
# Words of "who asked not to be named", and what is done with a paper: "a note seen by the paper".
ANONYMITY = _words("named identified anonymous anonymity unnamed")
PAPER_PARTICIPLES = _words("filed written commissioned sent seen obtained drawn submitted")
# What a name behind it makes a place's: "the village of Monte Brisa", "in Ruden".
PLACE_NOUNS = _words(
    """village town city island port hamlet district region province county river lake mountain bay coast
    suburb valley village outskirt municipality state republic kingdom"""
)
PLACE_PREPOSITIONS = _words("in near outside off across around inside")
# One believes in people, too.
TRUSTING = _words(
    """believe trust confide faith confidence trust belief interest interested hope disappoint disappointed
    change result invest"""
)
RELATIVE_PRONOUNS = _words("who which that whom whose")
FIRST_OR_SECOND = _words("i we you me us myself ourselves yourself y'all")
THIRD_PERSON = _words("he she they it")
# Words that stand for nobody: "nothing suggests", "there", "what".
NOBODY = _words(
    """there what nothing anything everything this these those whatever that which who nobody none anybody
    anyone"""
)
# Demonym to the place whose people or government it names; both count as one word in a comparison.
DEMONYMS: Mapping[str, str] = MappingProxyType(
    {
        "russian": "russia",
        "russians": "russia",
        "ukrainian": "ukraine",
        "ukrainians": "ukraine",
        "american": "us",
        "british": "uk",
        "english": "england",
        "scottish": "scotland",
        "welsh": "wales",
        "irish": "ireland",
        "french": "france",
        "german": "germany",
        "italian": "italy",
        "spanish": "spain",
        "portuguese": "portugal",
        "dutch": "netherlands",
        "belgian": "belgium",
        "swiss": "switzerland",
        "austrian": "austria",
        "polish": "poland",
        "czech": "czechia",
        "slovak": "slovakia",
        "hungarian": "hungary",
        "romanian": "romania",
        "bulgarian": "bulgaria",
        "greek": "greece",
        "turkish": "turkey",
        "serbian": "serbia",
        "croatian": "croatia",
        "norwegian": "norway",
        "swedish": "sweden",
        "danish": "denmark",
        "finnish": "finland",
        "estonian": "estonia",
        "latvian": "latvia",
        "lithuanian": "lithuania",
        "belarusian": "belarus",
        "georgian": "georgia",
        "armenian": "armenia",
        "azerbaijani": "azerbaijan",
        "israeli": "israel",
        "palestinian": "palestine",
        "lebanese": "lebanon",
        "syrian": "syria",
        "iraqi": "iraq",
        "iranian": "iran",
        "saudi": "saudi arabia",
        "yemeni": "yemen",
        "egyptian": "egypt",
        "libyan": "libya",
        "tunisian": "tunisia",
        "algerian": "algeria",
        "moroccan": "morocco",
        "sudanese": "sudan",
        "ethiopian": "ethiopia",
        "kenyan": "kenya",
        "nigerian": "nigeria",
        "ghanaian": "ghana",
        "african": "africa",
        "indian": "india",
        "pakistani": "pakistan",
        "afghan": "afghanistan",
        "bangladeshi": "bangladesh",
        "chinese": "china",
        "taiwanese": "taiwan",
        "japanese": "japan",
        "korean": "korea",
        "vietnamese": "vietnam",
        "thai": "thailand",
        "indonesian": "indonesia",
        "philippine": "philippines",
        "filipino": "philippines",
        "australian": "australia",
        "canadian": "canada",
        "mexican": "mexico",
        "brazilian": "brazil",
        "argentine": "argentina",
        "chilean": "chile",
        "colombian": "colombia",
        "venezuelan": "venezuela",
        "cuban": "cuba",
        "haitian": "haiti",
        "european": "europe",
    }
)
# "the Russian leader" may be a president; "the ministry's chief" a director.
LEADER_ROLES = _words(
    """leader president premier chancellor minister king queen chairman chief head dictator strongman ruler"""
)
CORPORATE_SUFFIXES = _words("inc inc. corp corp. co co. ltd ltd. plc llc group company ag sa nv holdings")
