from visioon.kernel.room import RoomConfig


class DialogueConfig(RoomConfig):
    default = True
    name = "visioon.rooms.dialogue"
    label = "dialogue"
