"""The opinion map: from votes on statements to groups of opinion, common ground, and how far both can be trusted.

votes -> moderation -> projection -> groups -> tally -> representativeness, consensus, division; honesty judges the
whole. pipeline joins them, edition recomputes a published map, routing picks the statement to show next.
"""
