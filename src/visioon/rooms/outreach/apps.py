from visioon.kernel.room import RoomConfig


class OutreachConfig(RoomConfig):
    default = True
    name = "visioon.rooms.outreach"
    label = "outreach"
