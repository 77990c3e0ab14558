from visioon.kernel.room import RoomConfig


class TasksConfig(RoomConfig):
    default = True
    name = "visioon.kernel.tasks"
    label = "tasks"
