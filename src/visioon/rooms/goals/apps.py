from visioon.kernel.room import RoomConfig


class GoalsConfig(RoomConfig):
    default = True
    name = "visioon.rooms.goals"
    label = "goals"
