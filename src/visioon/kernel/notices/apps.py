from visioon.kernel.room import RoomConfig


class NoticesConfig(RoomConfig):
    default = True
    name = "visioon.kernel.notices"
    label = "notices"
