from visioon.kernel.room import RoomConfig


class DeliveryConfig(RoomConfig):
    default = True
    name = "visioon.rooms.delivery"
    label = "delivery"
