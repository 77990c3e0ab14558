from visioon.kernel.room import RoomConfig


class BrandConfig(RoomConfig):
    default = True
    name = "visioon.rooms.brand"
    label = "brand"
