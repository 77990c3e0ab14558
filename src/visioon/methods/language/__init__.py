"""Language of short texts: which one, words, lemmas, and the civic concepts that words of several languages share."""
