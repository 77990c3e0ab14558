"""The composite index: from indicators of units to scores, ranks and how sure the ranks are."""
