from visioon.kernel.room import RoomConfig


class TranslationConfig(RoomConfig):
    default = True
    name = "visioon.kernel.translation"
    label = "translation"
