from visioon.kernel.room import RoomConfig


class StakeholdersConfig(RoomConfig):
    name = "visioon.rooms.stakeholders"
    label = "stakeholders"
