from visioon.kernel.room import RoomConfig


class TopicsConfig(RoomConfig):
    name = "visioon.rooms.topics"
    label = "topics"
