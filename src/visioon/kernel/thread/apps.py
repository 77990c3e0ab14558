from visioon.kernel.room import RoomConfig


class ThreadConfig(RoomConfig):
    default = True
    name = "visioon.kernel.thread"
    label = "thread"
