"""Papers for the rooms where decisions are made: pages like any other, so that each is also Word, slides and Excel."""
