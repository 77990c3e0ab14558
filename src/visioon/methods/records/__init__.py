"""Records as methods: versions of the strategy and rounds of goals, recomputable like any other edition."""
