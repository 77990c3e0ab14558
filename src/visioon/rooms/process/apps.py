from visioon.kernel.room import RoomConfig


class ProcessConfig(RoomConfig):
    name = "visioon.rooms.process"
    label = "process"
