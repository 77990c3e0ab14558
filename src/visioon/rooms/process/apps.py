from visioon.kernel.room import RoomConfig


class ProcessConfig(RoomConfig):
    default = True
    name = "visioon.rooms.process"
    label = "process"
