from visioon.kernel.room import RoomConfig


class OverviewConfig(RoomConfig):
    name = "visioon.rooms.overview"
    label = "overview"
