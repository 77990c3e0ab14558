"""One statement's votes: agree, disagree, passed over, and where the own answer lies. No answer is coloured."""

from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from visioon.kernel.charts.chart import Caption, Chart
from visioon.kernel.charts.finish import finish
from visioon.kernel.charts.svg import Canvas
from visioon.kernel.look.figures import percent_words

WIDTH, BAR_TOP, BAR_HEIGHT, GAP = 340, 26, 26, 2
FOOT, SAMPLE_FOOT = 92, 26
UNDER_BAR = 74
LETTER = 7.4
AGREE, DISAGREE, PASSED = 1, -1, 0


@dataclass(frozen=True)
class VoteCount:
    """How many answered what; `own` is the reader's answer (1, -1, 0) or None."""

    agree: int
    disagree: int
    passed: int
    own: int | None = None

    @property
    def voters(self) -> int:
        return self.agree + self.disagree + self.passed


@dataclass(frozen=True)
class _Segment:
    answer: int
    words: str
    share: float
    left: float
    width: float

    @property
    def middle(self) -> float:
        return self.left + self.width / 2


def vote_bar(count: VoteCount, *, sample: bool = False, caption: Caption | None = None) -> Chart:
    """One bar of 100 % with its three parts labelled. Raises ValueError when nobody has voted."""
    if count.voters == 0:
        raise ValueError("at least one vote was expected")
    segments = _segments(count)
    canvas = Canvas(WIDTH, FOOT + (SAMPLE_FOOT if sample else 0))
    _draw_bar(canvas, segments)
    _draw_labels(canvas, segments)
    own = next((segment for segment in segments if segment.answer == count.own), None)
    if own is not None:
        _draw_own(canvas, own)
    return finish(
        canvas.root,
        None,
        alt=_spoken(count, segments, own),
        header=(gettext("The answer"), gettext("Votes"), gettext("Share")),
        rows=[
            (segment.words, str(votes), percent_words(segment.share))
            for segment, votes in zip(segments, (count.agree, count.disagree, count.passed), strict=True)
        ],
        sample=sample,
        caption=caption,
    )


def _segments(count: VoteCount) -> list[_Segment]:
    answers = (
        (AGREE, gettext("Agree"), count.agree),
        (DISAGREE, gettext("Disagree"), count.disagree),
        (PASSED, gettext("Passed"), count.passed),
    )
    segments, left = [], 0.0
    for answer, words, votes in answers:
        width = votes / count.voters * WIDTH
        segments.append(_Segment(answer, words, votes / count.voters, left, max(width - GAP, 0)))
        left += width
    return segments


def _draw_bar(canvas: Canvas, segments: list[_Segment]) -> None:
    agree, disagree, passed = segments
    canvas.rect(agree.left, BAR_TOP, agree.width, BAR_HEIGHT, fill="ink")
    canvas.rect(disagree.left, BAR_TOP, disagree.width, BAR_HEIGHT, fill="muted")
    if passed.width > 1:
        canvas.rect(passed.left + 0.5, BAR_TOP + 0.5, passed.width - 1, BAR_HEIGHT - 1, stroke="edge")


def _draw_labels(canvas: Canvas, segments: list[_Segment]) -> None:
    """Agree and disagree above the bar, passed below at its end; a label moves left before it would leave the bar."""
    agree, disagree, passed = segments
    taken = 0.0
    for segment in (agree, disagree):
        words = f"{segment.words} {percent_words(segment.share)}"
        x = max(taken, min(segment.left, WIDTH - len(words) * LETTER))
        canvas.text(x, 17, words, font_weight=650)
        taken = x + (len(words) + 1) * LETTER
    canvas.text(WIDTH, UNDER_BAR, f"{passed.words} {percent_words(passed.share)}", anchor="end", fill="ink-2")


def _draw_own(canvas: Canvas, own: _Segment) -> None:
    """A mark under the own part and its words; under the last part its label is already there, so the words go left."""
    words = gettext("your answer")
    if own.answer == PASSED:
        canvas.path(f"M{own.middle:.1f} 54l5 7h-10z", fill="ink")
        canvas.text(0, UNDER_BAR, f"{words}: {own.words}")
        return
    half = len(words) * LETTER / 2
    canvas.path(f"M{own.middle:.1f} 56l6 8h-12z", fill="ink")
    canvas.text(min(max(own.middle, half), WIDTH - half), 86, words, anchor="middle")


def _spoken(count: VoteCount, segments: list[_Segment], own: _Segment | None) -> str:
    shares = ", ".join(f"{segment.words} {percent_words(segment.share)}" for segment in segments)
    voters = ngettext("%(count)s person answered", "%(count)s people answered", count.voters) % {"count": count.voters}
    answer = f". {gettext('Your answer')}: {own.words}" if own else ""
    return f"{shares}; {voters}{answer}"
