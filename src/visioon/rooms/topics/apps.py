from visioon.kernel.room import RoomConfig


class TopicsConfig(RoomConfig):
    default = True
    name = "visioon.rooms.topics"
    label = "topics"
