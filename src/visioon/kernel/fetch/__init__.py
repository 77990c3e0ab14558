"""The only door to the outside: who asks names the hosts, and every address is checked before it is connected to."""

from visioon.kernel.fetch.door import Fetched, Refused, get, post
from visioon.kernel.fetch.network import PUBLIC, Network

__all__ = ["PUBLIC", "Fetched", "Network", "Refused", "get", "post"]
