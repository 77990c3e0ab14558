from visioon.kernel.room import RoomConfig


class PrioritiesConfig(RoomConfig):
    name = "visioon.rooms.priorities"
    label = "priorities"
