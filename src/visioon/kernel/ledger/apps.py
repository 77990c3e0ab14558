from visioon.kernel.room import RoomConfig


class LedgerConfig(RoomConfig):
    name = "visioon.kernel.ledger"
    label = "ledger"
