"""Charts: pure functions from numbers to a Chart, drawn for page, phone and printed file, with its table."""
