from visioon.kernel.room import RoomConfig


class StrategyConfig(RoomConfig):
    default = True
    name = "visioon.rooms.strategy"
    label = "strategy"
