"""How a wrong parameter of the composite index is said."""


class ParameterError(ValueError):
    """A parameter is not one that the method knows: which one, what was expected."""

    def __init__(self, option: str, expected: str) -> None:
        self.option, self.expected = option, expected
        super().__init__(f"{option}: {expected}")


def numbers(option: str, text: str, count: int, form: str) -> list[float]:
    """The finite numbers of a comma list of known length; ParameterError naming the form for anything else."""
    try:
        found = [float(part) for part in text.split(",")]
    except ValueError:
        raise ParameterError(option, f"{form} was expected, found {text!r}") from None
    if len(found) != count or not all(abs(number) < float("inf") for number in found):
        raise ParameterError(option, f"{form} was expected, found {text!r}")
    return found
