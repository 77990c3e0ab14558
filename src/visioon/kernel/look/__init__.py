"""The look: tokens of the stylesheet, contrast, fonts, icons, the ring; how figures, dates and words are written."""
