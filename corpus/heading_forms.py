"""The forms of headings and the kind that each shows: the tables behind `corpus.kinds`, to be extended here.

A row is a kind and, after its colon, forms separated by " | ". In a form "~" is the article's subject and
"..." up to ten words; the rest is a regular expression that has to begin and end at a word boundary.
Headings are matched in lower case without punctuation.

The tables are tried in the order below. When a heading contains several forms of a table, the leftmost
match decides; of forms that match at the same word, the one listed first.
"""

from __future__ import annotations

#: Forms of a whole heading.
WHOLE = r"""
overview: ~ | the basics | basics | overview( of ~)? | introduction( to ~)? | intro | background | summary
overview: at a glance | (brief )?(description|definition|overview|summary)( of ~)?
overview: general( information)? | in brief | abstract
overview: (key|fast|quick|basic)? ?(facts?|points|takeaways)( about ~)? | highlights | (all )?about ~?
overview: (general |basic |do you have )*information (about|on) ~ | understanding ~ | learn about ~
overview: what (you|to|everyone)( need| should)?( to)? know( about ~)? | what happens( in ~)?
overview: (~ )?(classification|types|subtypes|forms|stages|kinds)
overview: (~ )?(alternative|other) names( for ...)?
overview: also known as | ~ (explained|the short version|in short|in brief|in plain words)
overview: what (kinds|types|forms) (of ~ )?are there
references: (selected |article |key |our )?(references?|sources?|citations?|bibliography)( and ...)?
references: (end|foot)?notes | further reading | works cited | literature( cited)? | (image )?credits?
references: see also | external links
support: support | help | get(ting)? help | (~ )?organi[sz]ations
support: (helpful |useful |additional |more |other )*(resources|links|contacts) | (explore |read )?more
support: related information | help (and|or) support | (find|where to find) (help|support)
living-with: coping | day[- ]to[- ]day | caring for (~|someone with ~) | daily activities
living-with: (diet|nutrition|eating|exercise|diet(ary)? (advice|changes))( and (diet|nutrition|exercise))?
symptoms: what (it|~) feels like | signs | presentation | (early|warning) signs
symptoms: what to look (out )?for | what are (the|some) ((early|first|warning|common|main) )*signs
risk-factors: risk | who is affected | who does it affect | who( usually)? gets (it|~) | susceptibility
complications: (the )?risks
treatment: what helps | management | interventions? | procedures? | relief | first aid | cures?
prognosis: what (to|you can|can (i|you)) expect( with| from)?( ~)? | recovery( (time|and ...))?
prognosis: course | duration
frequency: (~ )?frequency( of ~)? | (the )?(statistics|numbers|occurrence|demographics)
frequency: facts and figures | key statistics
diagnosis: tests? | exams? | evaluation | assessment | investigations? | work ?up
side-effects: interactions | warnings | contraindications
urgent-help: emergenc(y|ies)
causes: transmission | mechanisms? | spread | trigger | pathology
"""

#: Forms anywhere in a heading that mean more than their single words.
PHRASES = r"""
urgent-help: when (should|do|must|to|you should) ... (doctor|doctors|gp|physician)
urgent-help: when (should |do |must )?(i |you |we )?(should |need )?(to )?(call|contact|seek|consult|worry)
urgent-help: when (should |do |must )?(i |you |we )?(should |need )?(to )?see (a|an|my|your|the|someone)
urgent-help: when (should |do |must )?(i |you |we )?(should |need )?(to )?get (help|medical|urgent|emergency)
urgent-help: when ... go to (the )?(hospital|er|emergency) | when to be concerned | calling your
urgent-help: should (i|you) (call|see|contact) (a|my|the|your)
urgent-help: (seek|get) (immediate|urgent|emergency|medical)
urgent-help: get help now | (call|dial) (911|999|112|111) | red flags? | urgent (help|advice|care)
urgent-help: (is|are) (it |this |they )?(an? )?(urgent|emergency) | call ... (right|straight) away
urgent-help: (ask for|get) help (soon|now|right away|straight away|immediately) | see a doctor
urgent-help: thinking (of|about) (suicide|ending|hurting|harming) | what to do (in|during) an? ~ attack
urgent-help: (is ~ an|medical) emergenc(y|ies) | emergency (help|symptoms|signs|warning signs|services)
side-effects: side effects? | adverse (effects?|events?|reactions?) | contraindications?
side-effects: drug interactions? | warnings and precautions | precautions and warnings | is ~ safe
side-effects: how safe is | (is|are) ([^ ]+ ){1,3}safe(?! (to|for))
side-effects: risks of (the )?(treatment|surgery|therapy)
complications: (lasting|permanent|long-term) (harm|damage)
complications: (can|could|do|does|may) ~ (cause|lead to) | (is|are) ~ (linked|related) to
complications: (health |medical |other )?problems? (can|does|do|may|could|might) ... cause | untreated
complications: (health|medical) problems? ... (linked|related|associated)
complications: if ... (not|is not|isn't) treated | (the|are there|possible|potential) risks (of|from|to)
complications: risks and complications | health risks
complications: affects? (my|your|the|a woman's|women's|men's)? ?(health|body|pregnancy|babies|baby)
complications: (long term|long-term|late|health|physical) effects | what can go wrong | effects of ~ on
prevention: (reduc|lower|decreas|minimi[sz])(e|es|ing) ... (risks?|chances?)
prevention: protect(ing)? (yourself|your|against) | how (to|can (i|you|we)) (avoid|protect) | avoiding ~
prevention: stop(ping)? the spread
risk-factors: (at|higher|greater|increased|high|highest) (increased )?risk
risk-factors: who is (more )?likely | (increases?|raises?|affects?|raising|increasing) ... risk
risk-factors: what are my (risks|chances) | risk (of|for) (getting |developing |having )?~
risk-factors: (who|which people) (usually )?(gets?|develops?) (~|it)
genetics: runs? in (the )?famil(y|ies) | passed (down|on) (in|through|from parent)
genetics: in the family | chromosom(e|es|al) changes
frequency: how (common|rare|frequent|widespread) | how many (people|women|men|children|americans|adults)
frequency: (is|are) ~ (a )?(common|rare)( problem| disease| disorder)? | by the numbers
frequency: how often (do|does|is) ~ (occur|happen|seen)
research: clinical (trials?|studies|research)
research: (recent|new|latest|scientific) (studies|advances|developments) | research
research: experimental treatments? | future directions
diagnosis: how (do|can|will|would|could) (i|you) (know|tell|find out) ... (i|you) (have|am|are|may|might)
diagnosis: how (do|can|will|would|could) (i|you) (know|tell|find out) ... (i'm|i've|you're|you've)
diagnosis: find(ing)? out (if|whether) | (be|get|getting) (tested|diagnosed) | early detection
diagnosis: how (is|are) ... (detected|found) | how (do|will) doctors ... (find out|know|tell)
diagnosis: could it be something else | what else (could|can) it be | find(ing)? the cause
treatment: (relieve|relieving|manage|managing|control|controlling|ease|easing) ... symptoms?
symptoms: (signs?|symptoms?) (of|and|or) | what (do|does) ... (feel|look) like
symptoms: (know|spot|recogni[sz]e|recogni[sz]ing) the signs | signs (you might|to look|to watch) ...
symptoms: how do(es)? (it|~) (feel|present|look)
symptoms: clinical (features|presentation|signs|manifestations|findings|picture) | signs? ... symptoms?
causes: (that|which|can|may|could|might|does|do|did) (also )?cause | (reason|reasons) (for|why)
causes: why (do|does) (i|people) get
causes: how (do|does|can|did) (you|people|women|men|someone|anyone|they|it|~) (get|catch) (it|~)
causes: how (it|they|~) spreads? | what (sets|brings) ... (off|on) | (is|what's) behind (it|this|~)
causes: how (is|are) ... (spread|transmitted|passed|caught|contracted)
causes: (is|are) ... (contagious|infectious|catching)
causes: how (do|does) ... (spread|develop|begin|start|happen|occur)
causes: why (do|does|did|has|have) ... (happen|happened|occur|develop)
causes: why ... (happens|forms?|occurs|develops)
prognosis: life expectancy | survival( rates?)? | (long term|long-term) (outlook|view)
prognosis: how long (do|does|will|can) ... last | how long does (healing|recovery) take
prognosis: (does|do|will|can|could) (it|~) (ever |always )?(go away|come back|get (worse|better)|recur)
prognosis: will i (ever |fully )?(recover|get better)
prognosis: what happens (next|to people) | natural history | how serious is
prognosis: is (it|~) (serious|dangerous|fatal|deadly|life-threatening)
living-with: (living|live|life|coping|cope|dealing|deal) with
living-with: (daily|everyday|day to day|day-to-day) (life|living) | self[- ](care|help|management)
living-with: life ?style | (manage|managing) (my|your|~|it|daily|the condition)
living-with: (taking care of|caring for|looking after) (yourself|your) | home care | care at home
living-with: diet,? (and )?(nutrition|exercise) | eating,? diet
living-with: (return|returning|back) to (work|school|nursery) | tips for (living|managing|coping|people)
support: support (groups?|networks?|for|and)
support: (help|support) (groups?|for (family|families|carers|caregivers|friends))
support: (more|further|additional|other) (information|info|help|support|resources|reading) | learn more
support: read more
support: (help ?line|hot ?line|charit(y|ies)|patient (organi[sz]ation|association|group|advoca)\w*)s?
support: (support|help|helping|supporting) (someone|a friend|a loved one)
support: where (can|do|to|could|should) ... (help|support|information|resources|advice|more)
support: how (can|do) (i|you) get help
support: who can (i|you) (talk|speak|turn) | did we answer
support: (connect|contact) (with )?(other )?organi[sz]ations
support: (useful|helpful) (links|websites|organi[sz]ations)
treatment: (home|natural|herbal) remed(y|ies)
treatment: (surgical|medical|symptom|disease|clinical) (management|options|relief)
treatment: (treatment|therapy|management|medication) (options|plan|goals) | follow[- ]?up( care)?
treatment: after ?care | get(ting)? rid of
"""

#: Single words anywhere in a heading.
WORDS = r"""
risk-factors: risk factors?
causes: causes? | caused | causing | a?etiolog(y|ies) | pathogenesis | (patho)?physiology | triggers?
causes: transmission
symptoms: symptoms? | manifestations? | signs of | complaints
diagnosis: diagnos(is|e|es|ed|ing|tics?) | assessed | scans? | x-rays?
diagnosis: ultrasound | mri | tests?(?! (your|prep|this|it|drive)) | testing
diagnosis: exams? | examinations? | screening
diagnosis: screened | screenings | differential | staging | biops(y|ies) | imaging | laboratory
diagnosis: investigations
treatment: treat(s|ed|ing|ments?|able)? | therap(y|ies|ist|ists|eutics?) | medications? | medicines?
treatment: surger(y|ies) | surgical | cure[ds]? | remed(y|ies) | antibiotics? | painkillers?
treatment: rehabilitation | transplant(ation)?s? | chemotherapy | immunotherapy
complications: complications? | comorbidit(y|ies) | sequelae
prognosis: prognosis | outlook | expectations | mortality | prognoses
prevention: prevent(s|ed|ing|ion|able|ive|ative)? | prophyla(xis|ctic) | vaccin(e|es|ation|ations|ated)
prevention: immuni[sz]ations?
genetics: genetics? | genes? | inherit(ed|ance|ing)? | heredit(y|ary) | mutations? | heritab(le|ility)
genetics: genetically
frequency: epidemiology | prevalence | incidence
support: support groups?
"""

#: Forms of a whole heading that are so general that they are tried last.
GENERAL = r"""
overview: ((what|are|is|there|the) )*((some|different|main|common|typical|various|other) )*types of ...
overview: ((what|are|is|there|the) )*((some|different|main|common|various|other) )*(kinds|forms|stages) of ...
overview: (what|who|which) (is|are|was|were|is are|what's) ((an?|the) )?~( and ~)*( exactly)?
overview: (what|who) (is|are|is are) (an? )?(?!(the|my|your|you|it|some) |.* for (me|you)$)([^ ]+ ){0,3}[^ ]+
overview: how (do|does|did) ~ work
overview: what does ~ (do|mean) | why is ~ important | why should (i|you|women|men|we) know( about)?( ~)?
living-with: what (else )?(to|(can|should|could) (i|you)) do( myself)?( for| about)?( ~)?
living-with: what (else )?(i|you) (can|should|could) do( for| about)?( ~)?
"""
