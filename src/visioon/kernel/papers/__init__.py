"""A page on its way out: a small tree of its parts, and the writers that make Word, slides and workbooks of it."""
