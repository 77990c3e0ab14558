from visioon.kernel.room import RoomConfig


class StakeholdersConfig(RoomConfig):
    default = True
    name = "visioon.rooms.stakeholders"
    label = "stakeholders"
