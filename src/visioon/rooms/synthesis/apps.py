from visioon.kernel.room import RoomConfig


class SynthesisConfig(RoomConfig):
    default = True
    name = "visioon.rooms.synthesis"
    label = "synthesis"
