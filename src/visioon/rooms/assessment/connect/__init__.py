"""Offices that are asked for figures: Eurostat and Statistics Estonia. What is asked, and how the answer is read."""
