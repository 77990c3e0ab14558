"""The letters of Monday of a served house, put as its own clock would put them; run as a module."""

from visioon.cli.house import open_house


def write() -> None:
    """The house is opened first: before it no model may be imported. Its worker sends what is put."""
    open_house()
    from visioon.kernel.cities.models import City
    from visioon.kernel.jobs import queue
    from visioon.rooms.overview.jobs import WRITE

    city = City.objects.get(slug="tartu")
    queue.put(WRITE, [city.slug, "2099-01"], {}, unique_key=f"{WRITE}@{city.slug}@2099-01")


if __name__ == "__main__":
    write()
