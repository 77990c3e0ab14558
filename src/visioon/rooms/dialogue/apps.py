from visioon.kernel.room import RoomConfig


class DialogueConfig(RoomConfig):
    name = "visioon.rooms.dialogue"
    label = "dialogue"
