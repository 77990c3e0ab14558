"""Words that carry no topic, in Estonian, English and Russian: word forms as they stand in sentences, and lemmas."""

_ET = """
aga ainult alati all alla alles alt ega eest ehk ei enam end enne ennast et ette hea haa hästi iga igal igale ikka
ilma ise ja jaoks jah juba just juurde juures ka kaudu keda kelle kes kogu koha kohta koos kord kui kuid kuidas kuna
kuni kus kust kuhu kõik kõige kõigi kõigile kõiki küll läbi läheb lihtsalt ma mõne mõned meie meil meile mees mida mil
millal mille millel milline mina mind minna minu mingi mis miski mitte mitu mu muu muud mõni mul mulle na nad need
neid neil nende nendele nii ning no nüüd olema oleks olen oleme olete oli olid olla olnud oleval on ole oma omada
otsa paar pal palju paljud palun peab peaks peale pean pigem pole praegu pärast pealt poole poolt pisut sa saab saada
saaks saama sama samas samuti see seda sees seal seal selle sellel selleks sellest selles selline siia siin siis sina
sisse su suur suurem tema temal ta tal teda tehke tee tegema teha teie teil teile teine teise tihti tuleb tuleks tulema
tulla tõesti täna tänu uus uue uued vaid vaja vajama vajab vahel veel vist või võib võiks võiksid võima võimalik
võimalus võimalust väga vähe väike üks ühe üle üles ühtegi üldse ära äkki pidama panema panna linn linna linnas linnale
linnad linnast tartu tartus inimene inimest inimesed inimeste inimestele aasta rohkem parem paremini peaksid olemas
olev enamik kõrval lisaks järgi puhul seoses mõeldud kasutama kasutada soovima soovin tahan tahaks tahaksin tahtma
arvan arvama leian meeldiks liiga asub asuma jätku piisavalt
"""
_EN = """
a about after again all also always am an and any are around as at be because been before being between both but by can
could did do does doing don't down during each even every few for from further get getting give go going good had has
have having he her here hers him his how i i'd i'm i've if in into is isn't it it's its itself just keep let like lot
made make makes making many may maybe me might more most much must my need needed needs never new no nor not now of off
often on once one only or other our ours out over own people please put really same see she should since so some
something such than that that's the their them then there there's these they they're thing things think this those
through to too under until up us use used very want was we we'd we're well were what when where which while who why
will with without would you your yours city town able better best big day way place
"""
_RU = """
а без более больше будет будут бы был была были было быть в вам вас весь во вот все всего всей всем всех вы вся где
город города городе городу да даже для до его ее её если есть еще ещё же за здесь и из или им иметь их к как какой
какая какие каждый каждая каждое каждом кто когда который которая которое которые которых лучше любой люди людей
людям между меня мне много может можно мой мои моя мы на над надо нам нами нас наш наша наше наши не него нее нет ни
них но ну нужно нужен нужна нужны нужный о об один одна одно он она они оно от очень по под после потому почему при
про раз с сам сами свой свои своя сделать делать сейчас слишком со стать стало так также такой такая такие там те тем
то того тоже только том тот ту ты тут у уже хорошо хотеть хотелось хотим хочу чем через что чтобы эта эти этих это
этого этой этом этот эту я должен должна должно должны мочь хватает хватать могли могут новый новые новая новое год
человек тарту пожалуйста очень сделайте
"""

STOPWORDS: dict[str, frozenset[str]] = {
    "et": frozenset(_ET.split()),
    "en": frozenset(_EN.split()),
    "ru": frozenset(_RU.split()),
}
