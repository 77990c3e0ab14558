from visioon.kernel.room import RoomConfig


class GoalsConfig(RoomConfig):
    name = "visioon.rooms.goals"
    label = "goals"
