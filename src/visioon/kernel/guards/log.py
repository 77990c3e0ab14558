"""What every line of the log carries, and what none may."""

import logging
import re

from visioon.kernel.guards import request_id

SECRET_IN_PATH = re.compile(r"(/(?:claim|confirm|stop|plan/answer|our-rows)/)[^/\s?]+")


class RequestIdFilter(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = request_id.current() or "-"
        return True


class WithoutSecrets(logging.Formatter):
    """Links that open voices or a subscription, or answer for a party: no reader of the log may follow them."""

    def format(self, record: logging.LogRecord) -> str:
        return SECRET_IN_PATH.sub(r"\1...", super().format(record))
