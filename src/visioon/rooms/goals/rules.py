"""What a goal still lacks, in codes that pages turn into sentences."""

from visioon.rooms.goals.models import GoalRevision

TITLE, STATEMENT, MEASURE, OWNER, REVIEW, LANGUAGES = "title", "statement", "measure", "owner", "review", "languages"


def gaps(revision: GoalRevision, languages: list[str]) -> list[str]:
    """A published goal has words in every language, a target or a criterion, an owner and a review date."""
    missing = []
    if not revision.title:
        missing.append(TITLE)
    if not revision.statement:
        missing.append(STATEMENT)
    if revision.target is None and not revision.criterion:
        missing.append(MEASURE)
    if not revision.owner:
        missing.append(OWNER)
    if revision.review_on is None:
        missing.append(REVIEW)
    if revision.title.missing(languages) or revision.statement.missing(languages):
        missing.append(LANGUAGES)
    return missing
