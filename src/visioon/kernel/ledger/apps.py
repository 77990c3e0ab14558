from visioon.kernel.room import RoomConfig


class LedgerConfig(RoomConfig):
    default = True
    name = "visioon.kernel.ledger"
    label = "ledger"
