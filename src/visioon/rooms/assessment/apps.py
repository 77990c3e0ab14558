from visioon.kernel.room import RoomConfig


class AssessmentConfig(RoomConfig):
    name = "visioon.rooms.assessment"
    label = "assessment"
