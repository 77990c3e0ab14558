"""Short civic sentences in three languages, written for these tests: topic -> language -> sentences."""

SENTENCES: dict[str, dict[str, list[str]]] = {
    "cycling": {
        "et": [
            "Linna on vaja rohkem turvalisi rattateid.",
            "Jalgrattatee Riia tänaval lõpeb keset ristmikku ära.",
            "Rattaparklaid võiks olla iga kooli ees.",
            "Tõukerattad vedelevad kõnniteel, neile on vaja kindlat kohta.",
            "Talvel ei lükata rattateid lumest puhtaks.",
        ],
        "en": [
            "We need safer bike lanes in the city centre.",
            "The cycle path ends suddenly at the crossing.",
            "More bicycle racks near schools would help.",
            "Electric scooters block the pavement, give them a parking spot.",
            "Please clear cycle paths of snow in winter.",
        ],
        "ru": [
            "Нужно больше безопасных велодорожек.",
            "Велодорожка на улице Рийа внезапно обрывается.",
            "Поставьте велопарковки возле школ.",
            "Самокаты бросают на тротуаре, мешают пешеходам.",
            "Зимой велодорожки не чистят от снега.",
        ],
    },
    "transit": {
        "et": [
            "Buss number 7 peaks käima ka hilisõhtul.",
            "Bussipeatuses pole varjualust ega pinki.",
            "Ühistransport võiks olla õpilastele tasuta.",
            "Bussigraafikud ei klapi rongi saabumisega.",
            "Annelinnast pole otsebussi raudteejaama.",
        ],
        "en": [
            "The bus number 7 should also run late in the evening.",
            "There is no shelter at the bus stop.",
            "Public transport should be free for pupils.",
            "Bus timetables do not match the train.",
            "There is no direct bus from Annelinn to the railway station.",
        ],
        "ru": [
            "Автобус номер 7 должен ходить и поздно вечером.",
            "На остановке нет навеса от дождя.",
            "Общественный транспорт должен быть бесплатным для учеников.",
            "Расписание автобусов не совпадает с поездом.",
            "Из Аннелинна нет прямого автобуса до вокзала.",
        ],
    },
    "green": {
        "et": [
            "Istutage tänavate äärde rohkem puid.",
            "Toomemäe park vajab uusi lilli ja hooldust.",
            "Vanu puid ei tohiks maha võtta.",
            "Emajõe äärde võiks tulla roheline park.",
            "Rohealad kaovad uute majade alla.",
        ],
        "en": [
            "Plant more trees along the streets.",
            "The park on Toome hill needs flowers and care.",
            "Old trees should not be cut down.",
            "A green park could be made by the river.",
            "Green areas disappear under new houses.",
        ],
        "ru": [
            "Посадите больше деревьев вдоль улиц.",
            "Парку на Тооме нужны цветы и уход.",
            "Нельзя вырубать старые деревья.",
            "У реки можно сделать зелёный парк.",
            "Зелёные зоны исчезают под новыми домами.",
        ],
    },
    "childcare": {
        "et": [
            "Lasteaiakohti ei jätku, järjekord on liiga pikk.",
            "Lasteaed asub kodust liiga kaugel.",
            "Koolis on klassides liiga palju lapsi.",
            "Lastele on vaja uut mänguväljakut.",
            "Õpetajate palk koolis on väike.",
        ],
        "en": [
            "There are not enough kindergarten places, the queue is long.",
            "The kindergarten is too far from home.",
            "School classes have too many children.",
            "Children need a new playground.",
            "Teachers at school earn little.",
        ],
        "ru": [
            "В детском саду не хватает мест, очередь длинная.",
            "Детский сад слишком далеко от дома.",
            "В школе слишком много детей в классах.",
            "Детям нужна новая детская площадка.",
            "Учителя в школе получают мало.",
        ],
    },
    "digital": {
        "et": [
            "Linna äpp võiks näidata kõiki e-teenuseid ühes kohas.",
            "Avaandmed peaksid olema veebis kergesti leitavad.",
            "Digiteenused on vanematele inimestele liiga keerulised.",
            "Linna veebileht on aegunud ja aeglane.",
            "Andmete kogumine sensoritega olgu läbipaistev.",
        ],
        "en": [
            "A city app could show all digital services in one place.",
            "Open data should be easy to find online.",
            "Digital services are too complicated for older people.",
            "The website of the city is outdated and slow.",
            "Data collected by sensors must be transparent.",
        ],
        "ru": [
            "Городское приложение могло бы показать все цифровые услуги.",
            "Открытые данные должны легко находиться в интернете.",
            "Цифровые услуги слишком сложны для пожилых.",
            "Сайт города устарел и работает медленно.",
            "Сбор данных датчиками должен быть прозрачным.",
        ],
    },
    "heating": {
        "et": [
            "Kortermajade renoveerimine vähendaks küttekulusid.",
            "Katustele tuleks panna päikesepaneelid.",
            "Kaugküte on liiga kallis.",
            "Linn võiks toetada maja soojustamist.",
            "Energiat raisatakse, koolimajad on külmad.",
        ],
        "en": [
            "Renovating apartment houses would cut heating costs.",
            "Put solar panels on the roofs.",
            "District heating is too expensive.",
            "The city could support insulation of houses.",
            "Energy is wasted, old houses are cold.",
        ],
        "ru": [
            "Реновация квартирных домов снизит расходы на отопление.",
            "На крышах нужно поставить солнечные панели.",
            "Центральное отопление слишком дорогое.",
            "Город мог бы поддержать утепление домов.",
            "Энергия тратится зря, дома холодные.",
        ],
    },
}


def rows() -> list[tuple[str, str, str, str]]:
    """(id, topic, language, text), languages and topics mixed by the ids."""
    flat = [
        (topic, language, text)
        for topic, languages in SENTENCES.items()
        for language, texts in languages.items()
        for text in texts
    ]
    shuffled = [flat[(place * 37) % len(flat)] for place in range(len(flat))]
    return [(str(number), *row) for number, row in enumerate(shuffled, 1)]
