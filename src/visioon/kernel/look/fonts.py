"""Font families of pictures and PDF files. Pages take theirs from the stylesheet."""

UI = ("Inter", "Noto Sans", "Liberation Sans", "DejaVu Sans", "sans-serif")
WORD = ("Noto Serif", "Liberation Serif", "DejaVu Serif", "serif")


def family(names: tuple[str, ...]) -> str:
    """A font-family value: names with a space in double quotes are not safe inside an attribute, so single quotes."""
    return ", ".join(f"'{name}'" if " " in name else name for name in names)
