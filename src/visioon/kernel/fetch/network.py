"""Which addresses a server of ours may connect to: public ones, on the ports of the web."""

import socket
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

Address = IPv4Address | IPv6Address

# Ranges that carry an IPv4 address inside: what they lead to is known only by the gateway.
_TUNNELS = tuple(ip_network(one) for one in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32"))
_WEB_PORTS = frozenset({80, 443})


def is_public(address: Address) -> bool:
    """Whether an address belongs to the open internet: not private, local, reserved, shared, multicast or tunnelled."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
        if any(address in tunnel for tunnel in _TUNNELS):
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def resolved(host: str, port: int) -> list[str]:
    """All addresses of a name, in the order of the resolver. Raises OSError where there is none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


@dataclass(frozen=True)
class Network:
    """How names are resolved, and what may be connected to. Tests put their own beside the public one."""

    resolve: Callable[[str, int], Iterable[str]] = resolved
    permits: Callable[[Address], bool] = is_public
    ports: frozenset[int] = _WEB_PORTS

    def address(self, host: str, port: int) -> str:
        """The address to connect to. Raises ValueError when any address of the name is refused, OSError without one.

        Any, not the first: a name that also leads inside is not a name of the open internet.
        """
        found = list(self.resolve(host, port))
        if not found:
            raise OSError(f"{host} has no address")
        for one in found:
            if not self.permits(ip_address(one)):
                raise ValueError(f"{host} leads to {one}, which is not a public address")
        return found[0]


PUBLIC = Network()
