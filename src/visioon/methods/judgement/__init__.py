"""Judgement: what matters, asked of specialists and councils."""
