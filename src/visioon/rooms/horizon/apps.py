from visioon.kernel.room import RoomConfig


class HorizonConfig(RoomConfig):
    default = True
    name = "visioon.rooms.horizon"
    label = "horizon"
