"""Themes of short texts: proposals for people to name and merge, duplicates, quotes, and the tally of a synthesis."""
