from visioon.kernel.room import RoomConfig


class InventoryConfig(RoomConfig):
    name = "visioon.rooms.inventory"
    label = "inventory"
