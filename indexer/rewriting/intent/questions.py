"""Forms of questions about health: the table that `indexer.rewriting.intent.question_matcher` matches.

New questions are added here. A row is a kind, or several with the best first, and after the colon forms
with " | " between them; a row may continue in indented lines, and the table continues in
`indexer.rewriting.intent.question_nouns`. "~" stands for the subject of the question, ".+" for other words
of the reader's own, a word in capitals for any of the forms in `WORDS_FOR`; the rest is a regular expression
that has to begin and end at the edge of a word. Queries are matched in lower case without punctuation.
"""

from __future__ import annotations

#: The forms that a word in capitals stands for.
WORDS_FOR = r"""
IS: is | are | was | were | be | is are
DO: do | does | did | can | could | should | would | will | must | might | to
YOU: i | you | we | they | one | people | someone | somebody | anyone | doctors
    | (a|my|your|the) (doctor|child|baby)
OF: of | for | in | with | from | to | on | about | after | during | before | at | by | due to | related to
    | associated with | caused by | regarding | following | when | while | if | that | between | among
    | without | into | against
DOCTOR: (see|call|visit|contact|consult|ask|phone|ring|talk to|speak to|go to|seek|get|have|need)
    ((a|an|my|your|the|to|some) )*((medical|emergency|urgent|immediate|professional) )*(doctor | doctors
    | doctor's | gp | physician | specialist | er | emergency room | emergency | emergency department
    | hospital | help | care | advice | attention | ambulance | 911 | 999 | 111 | 112)
HAVE: have | has | had | get | gets | got | getting | having | suffer from | suffering from | develop
    | develops | developing | affected by | diagnosed with | born with | living with | die from | die of
CURE: treat | cure | heal | fix | relieve | ease | soothe | help | combat | fight | get rid of | clear up
    | clear | reduce | alleviate | lessen | minimi[sz]e | improve | calm | reverse | lower | bring down
    | stop(?= [a-z]+ing)(?! (taking|using|smoking|drinking|giving))
CURED: treated | cured | healed | fixed | relieved | reversed | removed
CARRIED: hereditary | genetic | inherited | inheritable | heritable | congenital | in the genes
    | an? (genetic|inherited|hereditary) (disease|disorder|condition) | passed (on|down)( .+)?
CATCHING: contagious | infectious | catching | transmissible | transmittable | communicable
    | (spread|passed) by .+
NOT_NAMED: (the|my|your|you|it|this|that|some|there|in|on|good|best|better|normal|healthy|known|wrong
    | different) .+
    | (.+ )?(dose | dosage | cost | price | difference | strengths? | mg | you | i | your | my | do | does
    | if | when | it | between | used | made | take | taken | amount | percentage | size | number
    | alternatives? | ingredients | requirements | effects? | level)( .+)?$
"""

#: Forms of a whole query, or of one of its sentences.
QUESTIONS = r"""
urgent-help: when (DO )?(YOU )?(need )?(to )?DOCTOR( OF ~)?
urgent-help: (when|how much) (DO )?(YOU )?(need to )?(start )?(to )?(worry|act|be (worried|concerned))(
    (about|if|with) ~)?
urgent-help: ~ (when|should) (DO |YOU )+(need to )?(DOCTOR|worry|be (worried|concerned))
urgent-help: (do|should|would) (i|we|you) (need to |have to )?DOCTOR( OF ~)?
urgent-help: should (i|we) (be )?(worry|worried|concerned|alarmed)( (about|if|by|when) ~)?
urgent-help: IS ~ (an? )?((medical|real) )?(emergency|emergencies|urgent)
    | IS (it |this )?an emergency( if ~)?
genetics: IS ~ CARRIED( (and|or) .+)?
    | IS there a (genetic|hereditary) (link|component|cause) (to|for|of|in|with) ~
genetics: (DO )?~ runs? in (the |my )?famil(y|ies) | (DO )~ (be |get )?(inherited|passed (on|down))( .+)?
    | (DO )YOU inherit ~
genetics: how (IS|DO YOU|DO) ~ (inherited|passed (on|down)( .+)?) | how DO YOU inherit ~
genetics: (what|which) (genes?|chromosomes?|mutations?) (IS |DO )?(causes?|involved in|linked to|related
    to|associated with) ~
frequency: how (common|rare|widespread|frequent|prevalent) (IS|DO) ~ | IS ~ (very )?(common|rare)
frequency: how often DO ~ (occur|happen)
frequency: how many ((people|americans|adults|children|women|men|kids|babies|patients|cases|of us) )+(OF
    )?(IS |DO )?(HAVE |there )?(OF )?~
side-effects: what (IS|DO) (the )?(risks?|dangers?) (of|with) (taking|using|having) ~
side-effects: how safe IS ~ | IS ~ safe( (for|in|during|while|with|to|if|when) .+)?
    | IS it (safe|ok|okay|dangerous|harmful) to (take|use|have|mix|stop|combine) ~
side-effects: DO ~ have (any )?(bad |serious |long[- ]term )*side[- ]effects? | (can|should|may)
    (i|you|we|YOU) (take|mix|combine|use) ~ (with|and|together with|while on|if i'm on) ~
side-effects: what (happens|if) if (i|you) (take|mix|stop taking) ~
complications: what (problems|harm|damage) (DO|IS) ~ (cause|lead to)
    | what (happens|if) (happens )?(if|when) ~ (IS |goes )(left )?(untreated|not treated)
complications: how DO ~ affect (you|your|the|my) (body|health|life|brain|baby|pregnancy)
    | what DO ~ do to (you|your|the|my) .+
prognosis, treatment: (DO |will )~ (ever )?(go away|clear up|come back|return|recur|last forever|get
    (better|worse))( .+)?
prognosis, treatment: DO YOU (ever |fully )*(recover|get better|heal) (from|after|with) ~
    | how (long|soon) DO ~ take to (heal|recover|go away|clear|get better|clear up)
prognosis: (will|can|could|do|does) YOU (ever )?(die|survive)( (of|from|with) ~)?
    | will ~ kill (me|you|him|her) | can ~ (kill( .+)?|be fatal) | will YOU survive ~
    | what IS (my|the) chances? of (survival|surviving|dying|recovery)( OF ~)?
prognosis: how long (DO |have )*YOU (got )*(to )?(live|survive|last)( (with|after|without) ~)?
    | how long (IS|DO) ~ (last|go on)
prognosis: how long (DO it take|IS it|until) (to|for)( YOU)? (to )?(recover|heal)( (from|after) ~)?
    | how long (IS )?(the )?recovery( time)?( (from|after|for) ~)?
prognosis, complications, urgent-help: (how |IS )(bad|serious|dangerous|deadly) IS ~
    | IS ~ (very |so |really )?(serious|bad|dangerous|harmful)( .+)?
prognosis: IS ~ (always )?(fatal|deadly|terminal|lethal|life[-
    ]threatening|permanent|forever|reversible|chronic) | what happens (to|with) YOU with ~
    | what (to|DO YOU) expect (with|after|from) ~
prevention: how (DO|YOU) (YOU )*(prevent|avoid|stop getting|not get|protect .+ (from|against))(
    (getting|having|catching|developing))? ~ | how (DO|IS) ~ (be )?(prevented|avoided)
prevention: (ways to |tips to )?(prevent|preventing|avoid|avoiding) ~ | DO ~ be (prevented|avoided)
    | IS ~ preventable
prevention: (how (DO |YOU )*|ways to )?(reduce|lower|reducing|lowering|cut|decrease) (the |my |your
    )?(risk|chances?) of ~ | IS there a (vaccine|vaccination|jab|shot) (for|against) ~
    | vaccines? (for|against) ~
symptoms, diagnosis: how (DO YOU|YOU|to|DO) (know|tell|find out|recogni[sz]e|spot) (if|whether|when|that)(
    (YOU|it) (might |may |could )*(have|has|get|getting|is|are|got))? ~
symptoms, diagnosis: how (DO YOU|YOU|to|DO) (recogni[sz]e|spot) ~
    | (do|might|could|may) i (have|be having|be getting) ~
    | (could it be|have i got|am i having|what if i have|do you think i have|i think i have) ~
symptoms: what (DO|IS) ~ (feel|look|present|sound) like | how (DO|IS) ~ (feel|present|look)( like)?
    | what does it feel like (to have|having|when you have) ~
symptoms: IS ~ (painful|itchy|sore) | DO ~ (hurt|itch)
symptoms: what happens when (you|YOU) have ~ | how DO (it|~) feel (to have|when .+ have) ~
    | what (DO YOU|to) (notice|look (out )?for)( (with|in|for) ~)?
diagnosis: how (DO |IS |YOU )+(~ )?(be )?(diagnosed|detected|tested( for)?|found|identified|confirmed)(
    (in|with) ~)? | how (DO |YOU )+(diagnose|detect|test for|check for|screen for|confirm) ~
diagnosis: (getting|get|be|being) (tested|checked|diagnosed|screened) (for|with) ~ | (can|does|will|do) (a
    |an )?(blood[_ ]test|mri|ct scan|x-?ray|scan|ultrasound)s? (show|detect|diagnose|find) ~
diagnosis: what (doctor|tests?) DO ~ | how (DO )?doctors (know|find|find out|tell|look for) ~
    | (to )?(diagnose|diagnosing|detecting) ~ | DO ~ be (diagnosed|detected|tested)( .+)?
treatment, living-with: (what|anything|something|things) (else )?(DO |that |YOU |IS there
    )*(do|take|use|try|done)( (about|for|with|against|to (treat|help|stop|ease|relieve)|when .+ have|if .+
    have) ~)?
treatment, prognosis: DO ~ (ever )?(be |get )CURED | IS ~ (curable|treatable|reversible)
    | IS there (any |a )?(known )?(cure|treatment|remedy|medicine|medication|help)s? (OF )~
treatment: how (DO |IS |YOU )+(~ )?(best )?(be )?(CURED|managed|controlled)( (in|with|at) ~)?
    | how (DO |YOU |best )+CURE ~ | (the )?(best |easy |natural |quick |good )*(ways?|how|tips|home
    remedies|remedies|something|medicines?|drugs?|medications?) (to|that|used to|for) CURE ~
treatment: what (DO YOU |DO |YOU |IS |can be |to )*(take|give|prescribe|prescribed|used?|done) (for|to
    CURE|against) ~ | what (helps|works|cures|treats|relieves|eases)( (with|for|against))? ~
    | what will (help|cure|relieve) ~ | what (is|are) (good|best|used) (for|to treat|against) ~
treatment: (can|does|do|will|would|could) ~ (help|treat|cure|relieve|ease)( (with|for|against))? ~
    | IS ~ ((a|an|good|effective|safe|possible) )+(treatment|cure|remedy|medicine) for ~
symptoms: IS ~ (an? )?((early|common|first) )*(symptoms?|signs?) of ~
side-effects: IS ~ (an? )?(common )?side[- ]effects? of ~
overview: (what IS )?(there |the )?((different|main|various|common) )*(types|kinds|forms|stages) of ~
    | (how many|what) (types|kinds|forms|stages) of ~ (IS|DO)( there)?
treatment, living-with: ~ what (to | (can|should|do) (i|we|you)) do( about it)?
treatment: (what|which) .+ (helps?|works?|is good|are good|is best) (with|for|against) ~
    | (do|should|will) YOU (need|take|have) (antibiotics|treatment|surgery|an operation|medication) for ~
treatment: (treating|curing|relieving|healing|easing) ~ | (to )?(treat|cure|get rid of) ~
    | (the )?best thing for ~
living-with, treatment: (how (DO |YOU )+)?(manage|managing|control|controlling) ~
living-with: (how (DO |YOU |best )*|ways to |tips for
    )?(live|living|life|cope|coping|deal|dealing|caring|care) (with|for) ~ | life after ~ | taking care of ~
    | looking after (YOU|someone|a .+) with ~
living-with: (what )?(foods?|diets?|things) (DO |YOU |to |that |IS )*(eat|avoid|eaten|good|bad|best|help|not
    eat)( (with|for|if .+ have|when .+ have))? ~
    | what (DO YOU|to) (eat|drink|avoid)( (with|for|if .+ have|when .+ have)) ~ | (can|should|may) YOU
    (work|drive|fly|travel|exercise|swim|run|drink( alcohol)?|have (sex|children)|get pregnant) (with|if .+
    have) ~
causes, risk-factors: (what|which) (?!(is|are) (the|some|common|possible|main)
    )(.+ )?(cause|causes|caused|triggers|brings on)( .+)? ~
    | what('s| is| are|s)? causing ~ | what IS ~ caused (by|from)
    | how (DO |YOU |IS )*~ (be )?(caused|develop|form|start|begin|occur|happen|contracted|acquired)
causes, risk-factors: why (do|does|did|am|have|has) (i|you|we|he|she|they|people|some people|someone)
    (always |keep |keep on |still |suddenly |so )*(HAVE )?(?!(need|take|have to) )~
    | why (is|are|does|do) (my|your|her|his) (?!doctor)~
    | what (makes|leads to|brings on|sets off|triggers) ~
causes, risk-factors: how (did|do|does) YOU (HAVE|catch|contract|pick up)
    (?!(help|rid|my|an?|off|treatment|tested|information) )~ | (can|could) YOU (get ~ from|catch) ~
    | why (does|do|did) ~ (happen|occur|develop|start|hurt)
causes, prevention: how (DO |IS )~ (be )?(spread|spreading|transmitted|passed( on)?|caught|transmit)
    | IS ~ CATCHING | (can|could|do) (YOU|it) (catch|spread|pass on|transmit) ~ | how contagious IS ~
    | how long IS ~ CATCHING
risk-factors: who (usually |most |is most likely to |is likely to |can |will
    )*(gets?|develops?|have|has|suffers from) ~ | who (IS )?(most |more |usually )?(at risk|affected|likely
    to .+)( (of|for|by|from) (getting |developing )?~)?
risk-factors: (am i|are you|IS .+) (at )?(more |most |high |higher |increased )*(risk|likely)( (of|for|to
    get|to develop) ~)? | what (increases|raises|affects) (the |my |your )?(risks?|chances?) (of|for) ~
    | how likely (am i|are you|is it) (to get|to have|to develop) ~
risk-factors: (what IS )?(my |the |your )?(chances?|odds|likelihood|risk) (of|for)
    (getting|having|developing) ~
support: (how|where) (DO |YOU )+find ((a|an|good|the|some)
    )*((doctor|physician|specialist|hospital|surgeon|clinic)s?( s)?( or)? )+(who|that|for|in|to|near)(
    (specialize|specialise|specialized|treats?|treating|in))* ~
support: (where|how|who) (DO |YOU )+(get|find|ask|turn to|talk to|go for|contact)( (some|more|any|for))*
    ((help|support|advice|counseling|counselling|support groups?)( and)? )+(OF )~
    | (join|find) (a )?support groups? (OF )?~
overview: (where |how |who |what )(DO |YOU )*(get|find|give|learn|read|see)(
    (me|some|more|any|out|good))*
    (info|information|articles|facts|handouts|details|about|resources|educational material|patient
    handouts|literature)( (on|about|for|regarding|of|concerning)) ~
overview: (do you have |any |get |find |i need |looking for |give me |need )*((general|basic|some|the|key)
    )*(info|information|facts|details) (about|on|regarding) ~ |
    (learn|know|everything|all|overview|guide|introduction|tell me|understanding|explain)(
    (more|of|to|about|on))* ~
overview: about ~ | what DO ~ mean | what IS ~ (used )?for | what do (you|we) know about ~
    | what (should|do|must) (i|you) (need to )?know about ~ | what is meant by ~
"""

#: Matched last, since they are the least specific.
FRAMES = r"""
overview: (what|who) (is|is are) (?!(an? )?NOT_NAMED)(an? )?~
overview: (what|who) (is|are|is are) the [^ ]+ | what are (an? )?(?!NOT_NAMED|.+ (of|for|to|from|on|that) )~
overview: what's (an? )?(?!NOT_NAMED|different )~ | (define|describe) ~ | what ~ entails
"""
