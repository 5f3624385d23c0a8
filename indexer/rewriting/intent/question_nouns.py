"""Nouns that name a kind, and the small words around questions: the second half of the table.

The notation is that of `indexer.rewriting.intent.questions`.
"""

from __future__ import annotations

#: Nouns for a kind, before the subject of the question ("symptoms of ~") or after it ("~ symptoms").
NOUNS = r"""
side-effects: side[- ]effects? | adverse (effects?|events?|reactions?) | contra-?indications?
    | (drug )?interactions?
symptoms: (signs?|symptoms?)( (and|or|&))? (signs?|symptoms?) | (warning )?signs | symptoms?
    | manifestations?
risk-factors: risk factors? | susceptibility | predisposing factors
causes, risk-factors: (root |underlying )?causes? | a?etiolog(y|ies) | triggers | pathogenesis | reasons?
causes, prevention: transmission
diagnosis: diagnos(is|es|tics?) | (diagnostic )?(tests|exams?)( and (tests|exams?))?
    | diagnostic (criteria|test|testing) | (medical )?screening( tests?)? | differential diagnosis
    | (how|ways) to diagnose
treatment: treatments?( (options?|plans?|guidelines?|choices|methods?))? | cures? | (home )?remed(y|ies)
    | medicines | management | therapy options | relief | treatment and cure
prognosis: prognos(is|es) | outlook | life expectancy | life span | lifespan
    | survival( (rates?|time|chances))? | (mortality|death|cure|success|survival) rates?
    | recovery( (time|process|period))? | healing (time|process) | chances of (survival|recovery)
complications: complications? | long[- ]term (effects|complications) | consequences
prevention: prevention | prevention (tips|strategies) | ways to prevent
genetics: genetic changes | inheritance( patterns?)? | genetics | heredity
    | genetic (causes?|basis|links?|mutations?|defects?)
frequency: prevalence | incidence( rates?)? | frequency | epidemiology | statistics | infection rates?
living-with: self[- ]care | life ?style changes
support: support groups? | resources | (patient )?organi[sz]ations? | charit(y|ies) | help ?lines?
research: (clinical |drug )?(trials|research|studies)( or clinical trials)? | clinical trial
    | research studies
overview: stages | definition | overview | information | facts | basics
"""

#: Nouns for a kind only before the subject.
NOUNS_BEFORE_SUBJECT = r"""
treatment: medicines? | medications? | drugs? | therap(y|ies) | pills? | painkillers? | antibiotics?
    | surger(y|ies) | operations? | ointments? | creams? | supplements? | vitamins? | herbs? | procedures?
diagnosis: (blood |genetic |lab |laboratory |home |screening )*(tests?|testing|scans?)
living-with: diets? | foods? | nutrition | exercises? | exercise (program|routine)s? | tips | meal plans?
    | recipes | physical activity
overview: description
side-effects, complications: (dangers?|risks and benefits|benefits and risks|pros and cons)
complications, side-effects: effects?
risk-factors, complications: risk
complications, risk-factors: risks
support: support
"""

#: Nouns for a kind only after the subject, which they need.
NOUNS_AFTER_SUBJECT = r"""
treatment: surgery | medications? | operation
diagnosis: tests? | diagnosed | blood test
living-with: diet | exercises | coping( (skills|strategies))?
living-with, treatment, prevention: foods? (to|that you should) (avoid|eat) | what (not )?to eat
side-effects, complications: pros and cons
prognosis: outcomes?
genetics: hereditary | inherited | genetic
causes, prevention: contagious
frequency: how common
urgent-help: when (DO )?(YOU )?(to )?(DOCTOR|worry|act) | emergency (signs|symptoms)
treatment, living-with: what (to|(can|should|do) (i|you)) do | how to (treat|cure|fix|stop)( it)?
    | what helps
prognosis: how long (DO|IS) it (last|take) | (is it )?curable
overview: explained | meaning | info | what is (it|this)( (used )?for)?
"""

#: Words that may stand before the nouns.
BEFORE = r"""
    what | which | what's | whats | are there | is there | do you have | list | give | find | know | show
    | tell | is | are | is are | was | me | the | a | an | any | some | all | other | of | more | most | many
    | main | major | common | early | late | later | first | initial | typical | usual | possible | potential
    | likely | known | current | different | various | available | best | good | effective | latest | recent
    | newest | new | recommended | standard | natural | alternative | homeopathic | holistic | non-?surgical
    | surgical | non-?drug | medical | home | herbal | long[- ]term | short[- ]term | serious | severe | mild
    | dangerous | harmful | bad | negative | physical | average | normal | overall | general | genetic
    | [0-9]+[- ]year | five[- ]year | stage [0-9i]+ | my | your | where (DO )?(i|we|you) (get|find)
"""
#: The few of them that mean nothing between the subject and the noun ("gout common symptoms").
BEFORE_AT_THE_END = r"""
    common | main | typical | usual | possible | best | available | the | of | early
"""
#: Words that may follow the nouns.
AFTER = r"""
    (IS|DO|can|you|i)( (there | being | done | available | used | recommended | known | given | prescribed
    | best | better | good | be | find | get | get rid of))*
"""
#: Nouns that need no "of" before the subject: "symptoms gout".
NEED_NO_OF = r"""
    (side[- ]effects | symptoms | signs and symptoms | risk factors | life expectancy | prognosis
    | complications | survival rates?)(?! (worse|but|and|or|get|are|is|like|not|no|after|then)( |$))
"""

#: A query that begins with one of these is another question, even if it ends in "symptoms".
ASKS_ELSE = r"""
    can | could | does | do | did | will | would | should | is | are | has | have | had | was | i | i'm | my
    | if | how | why | when | who | where
    | what (happens|if|can|do|does|did|should|colou?r|kind|type|size|shape|mg|strength|tier|schedule)
    | what (?!is |are )[^ ]+ (is|are|do|does|can|should) | which
"""
#: Names that look like a question and are not.
NAMES = r"""
    treatment[- ](resistant|refractory|naive) | (urinary|urination|bowel|heart|radio|high) frequency
    | gene therapy | tests? anxiety | causes? of death
    | (sleep|pregnancy|blood|liver function|drug|stress|skin|allergy|thyroid) tests?(?! for)
    | (no|without|having|not|mild) (symptoms|side effects|treatment|surgery|cure)( of)?
    | (can|could|do|does|might|may) .+ causes? | diagnosis codes? | fear of .+ | root causes? analysis
    | (water|sewage|silent) treatment | life support
    | (sports|nuclear|internal|family|alternative|chinese|holistic|herbal|cough|sleep) medicine
    | generic drugs? | (over the counter|prescription|illegal|recreational|generic) (drugs?|medications?)
    | cosmetic surgery | plastic surgery | weight loss (surgery|drugs?|diet|exercises?)
    | (vegan|vegetarian|low.+|high.+|keto|gluten.free|mediterranean) diet
"""
#: Polite words before the question.
LEAD = r"""
    hi | hello | hey | please | so | and | but | also | ok | just | wondering | help | dear doctor | doctor
    | question
    | (can|could|would) (you|anyone|someone)(?= (please|tell|explain|help|give|recommend))
    | tell me | explain | let me know
    | do you know | does anyone know | i want to know | i'd like to know | i would like to know
    | i need to know | i wonder | if you know | want to know | need to know | exactly
"""
#: Polite words after it.
TRAIL = r"""
    please | thanks | thank you | exactly | anyway | help
"""

#: Words that name a kind and are searched all the same: the sections of that kind have them in their text.
SEARCHED = frozenset(
    """
    adverse alcohol alternative antibiotic antibiotics baby benefits blood brain child children chromosome
    chromosomes clinical contraindications control controlling cream creams ct dangers death diet diets
    differential drink drive drug drugs early eat eating emergency exercise exercises fly food foods forms
    gene genes genetic groups healing herb herbal herbs holistic home homeopathic interaction interactions
    kinds late later latest lifestyle long-term manage management managing medication medications medicine
    medicines mild mortality mri mutation mutations natural new newest non-drug non-surgical nonsurgical
    nutrition ointment ointments operation operations painkiller painkillers physical pregnancy pregnant
    ray recent recipes recovery relief remedies remedy risks run scan scans screening severe sex
    short-term stage stages success supplement supplements support surgeries surgery surgical survival
    swim test testing tests therapies therapy transmission travel trials types ultrasound untreated
    vaccination vaccine vaccines vitamin vitamins work x x-ray xray
    """.split()  # noqa: SIM905  a list of quoted words hides the words
)
