from visioon.kernel.room import RoomConfig


class InventoryConfig(RoomConfig):
    default = True
    name = "visioon.rooms.inventory"
    label = "inventory"
