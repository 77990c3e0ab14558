from visioon.kernel.room import RoomConfig


class AssessmentConfig(RoomConfig):
    default = True
    name = "visioon.rooms.assessment"
    label = "assessment"
