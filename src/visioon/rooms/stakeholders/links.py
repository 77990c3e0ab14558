"""Organisations are counted among the people that a topic brings in."""

from visioon.rooms.stakeholders import queries
from visioon.rooms.topics import evidence

evidence.hold("organisation", queries.held)
