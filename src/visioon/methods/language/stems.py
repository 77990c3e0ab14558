"""Stems of the civic concepts, a line a concept: Estonian, English, Russian. See concepts.py for how they match."""

ET = """
cycling: ratta rattur rattas rattaid jalgrat tõukera
walking: kõnni jalakäi jalgsi jalutus
transit: buss bussi ühistrans liinib tramm rongi
driving: auto autod autosid liiklus sõiduk kiiruse ummik
parking: parki parkla parkim
crossing: ülekäi ristmik foor
street: tänava tänav teede sillut auguline asfalt
winter: lumi lume libe jää talvel hoold liivata
lighting: valgus valgust tänavavalg pime
greenery: park pargi parke puud puid puude haljas rohel mets aedlinn lille
playground: mänguväl mängupl liuma
children: laps lapse laste lapsi pere
kindergarten: lasteai lasteaed lasteaia sõime
school: kool koolid õpil õpeta haridus
students: tudeng üliõpil ülikool
air: õhk õhu saaste müra vaikus
waste: prügi jäätme sorteeri taaska pakend
cleaning: puhas puhta korista korras
energy: energia päikese soojus kütte küte elektri renoveer
climate: kliima heitme süsini
water: vesi vett jõgi jõe emajõ rand ranna ujumi kaldal
elderly: eakas eaka eakad vanur pensionär
youth: noor noore noort teismel
health: tervis arst haigla meditsi
sport: sport spordi staadion võimla treening jooks
culture: kultuur muuse teater kontsert festival näitus
library: raamat
housing: elamu korter üür eluase eluruum
heritage: ajaloo muinsus pärand vanalin puitmaja
business: ettevõt idufirma äri majandus investeer
jobs: töökoh tööta palga töötu
tourism: turist turism külalis
digital: digi e-teen äpp rakend veebi internet tehisin infotehn
data: andme avaand sensor
bureaucracy: ametnik bürokraa taotlus asjaajam avaldus
participation: kaasa kaasami arutel hääleta rahvakoosol
budget: eelarv maksud raha kulut
transparency: läbipaist avalikusta otsus
integration: lõimum eesti vene keel
accessibility: ligipääs puue puudeg ratastool kaldtee
safety: turvali turvat ohutu kuriteg politsei
animals: koer koera lemmikl kass
food: toit toidu turg turul kohvik restoran
charging: laadi laadimis elektriauto
benches: pink pingid pinke istumis
toilets: tualett wc käimla
community: kogukond kogukonna naaber naabri selts
"""
EN = """
cycling: bicycl bike biking cycl scooter
walking: walk pedestrian sidewalk pavement footpath
transit: bus buses transit tram train timetable
driving: car cars traffic vehicle driv congest speed
parking: parking parked
crossing: crosswalk crossing intersection junction
street: street road pothole asphalt paving
winter: snow ice icy winter slipper plough
lighting: lamp light lighting dark
greenery: tree park parks green forest garden flower
playground: playground slide swing
children: child kid kids famil
kindergarten: kindergarten nurser preschool daycare
school: school pupil teacher educat lesson
students: student universit campus
air: air pollut smog noise noisy quiet
waste: waste garbage rubbish recycl litter trash bin bins packag
cleaning: clean dirty tidy
energy: energy solar heating electric insulat renovat
climate: climate carbon emission
water: water river beach swim flood
elderly: elder senior pension older
youth: youth young teen
health: health doctor hospital clinic medic
sport: sport stadium gym fitness running
culture: cultur museum theat concert festival art arts exhibit
library: librar book
housing: housing apartment rent flat flats dwelling
heritage: histori heritage old-town wooden
business: business compan startup start-up econom entrepren invest
jobs: job jobs employ wage worker salary
tourism: tourist tourism visitor hotel
digital: digital app apps website online internet wifi wi-fi software
data: data sensor open-data
bureaucracy: bureaucra official paperwork permit
participation: participat involv consult vote voting
budget: budget tax taxes money spend
transparency: transparen decision accountab
integration: integrat language russian-speak estonian
accessibility: accessib disab wheelchair ramp
safety: safe crime police secur danger
animals: dog dogs pet pets cat cats
food: food market cafe restaurant
charging: charging charger ev
benches: bench seat
toilets: toilet restroom
community: communit neighbo volunteer
"""
RU = """
cycling: велос велик велод самокат
walking: пешеход тротуар пешком прогул
transit: автобус трамва поезд остановк транспорт маршрут
driving: машин автомоб движени пробк скорост водител
parking: парковк парковоч стоянк
crossing: переход перекр светоф
street: улиц дорог асфальт ямы
winter: снег льда лед гололед зим скольз
lighting: освещ фонар темно
greenery: дерев парк зелен сквер лес сад цвет
playground: детск площадк
children: дети детей ребен семь
kindergarten: садик детсад ясли
school: школ учени учител образов
students: студент университ
air: воздух загрязн шум тишин
waste: мусор отход сортир перераб
cleaning: чист убор грязн убира
energy: энерг солнечн отопл тепло электр реновац
climate: климат выброс углерод
water: вода воды река реки реке пляж набереж плава
elderly: пожил старик пенсион
youth: молод подрост юнош
health: здоров врач больниц медиц поликлин
sport: спорт стадион трениров тренаж
culture: культур музей театр концерт фестивал искусств выстав
library: библиот книг
housing: жиль квартир аренд жилой жилья
heritage: истори наслед старин памятник
business: бизнес предприн компан эконом стартап инвест
jobs: работ зарплат занятост
tourism: турис гостин гост
digital: цифров приложен сайт интернет онлайн электронн
data: данны данных датчик
bureaucracy: чиновник бюрокр заявлен справк
participation: участи обсужд голосов вовлеч
budget: бюджет налог деньг расход
transparency: прозрачн решени отчет
integration: интеграц язык эстонск русск
accessibility: доступн инвалид коляс пандус
safety: безопасн преступ полици опасн
animals: собак животн кошк
food: еда продукт рынок кафе ресторан
charging: зарядк зарядн электромоб
benches: скамейк лавочк
toilets: туалет
community: сообществ сосед волонт
"""
