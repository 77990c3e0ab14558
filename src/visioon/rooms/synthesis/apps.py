from visioon.kernel.room import RoomConfig


class SynthesisConfig(RoomConfig):
    name = "visioon.rooms.synthesis"
    label = "synthesis"
