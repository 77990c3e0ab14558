"""What a judgement cannot be made from."""


class JudgementError(ValueError):
    """An input of a judgement method is not what the method needs: which field, where in it, and what was expected."""

    def __init__(self, field: str, expected: str, at: tuple[int, ...] = ()) -> None:
        self.field, self.expected, self.at = field, expected, at
        super().__init__(f"{self.path}: {expected}")

    @property
    def path(self) -> str:
        """The place as in JSON, 0-based: `values[2][1]`."""
        return self.field + "".join(f"[{index}]" for index in self.at)
