from visioon.kernel.room import RoomConfig


class PrioritiesConfig(RoomConfig):
    default = True
    name = "visioon.rooms.priorities"
    label = "priorities"
