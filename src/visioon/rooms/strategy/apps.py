from visioon.kernel.room import RoomConfig


class StrategyConfig(RoomConfig):
    name = "visioon.rooms.strategy"
    label = "strategy"
