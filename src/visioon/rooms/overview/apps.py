from visioon.kernel.room import RoomConfig


class OverviewConfig(RoomConfig):
    default = True
    name = "visioon.rooms.overview"
    label = "overview"
