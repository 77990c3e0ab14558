"""The one way to say that an input is wrong: which file, which row, which column, and what was expected."""


class InputError(Exception):
    """Wrong input or usage. The command line prints it as one line and exits with 2; a form shows it inline."""

    def __init__(
        self, expected: str, *, file: str | None = None, row: int | str | None = None, column: str | None = None
    ) -> None:
        self.expected, self.file, self.row, self.column = expected, file, row, column
        super().__init__(str(self))

    def __str__(self) -> str:
        place = [self.file] if self.file else []
        if self.row is not None:
            place.append(f"row {self.row}")
        if self.column is not None:
            place.append(f"column {self.column}")
        return f"{', '.join(place)}: {self.expected}" if place else self.expected
