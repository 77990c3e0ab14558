"""Votes in their three forms, the quick and the careful reader, and every malformed file."""

from pathlib import Path

import pytest

from visioon.formats import digits
from visioon.formats.errors import InputError
from visioon.formats.polis import Conversation, read_marked, read_votes

LONG = "participant,statement,vote\n"
EXPORT = "timestamp,datetime,comment-id,voter-id,vote\n"


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "votes.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def read(folder: Path, text: str | bytes) -> Conversation:
    return read_votes(written(folder, text))


def cells(conversation: Conversation) -> list[tuple[str, str, int]]:
    votes = conversation.votes
    triples = zip(votes.participant, votes.statement, votes.value, strict=True)
    return [(conversation.participants[p], conversation.statements[s], int(v)) for p, s, v in triples]


def test_read_votes_when_ids_mixed_then_digits_as_integers_then_code_points(tmp_path: Path) -> None:
    found = read(tmp_path, LONG + "b,10,1\n10,9,0\n9,9,-1\nA,x,+1.0\n")
    assert (found.participants, found.statements) == (["9", "10", "A", "b"], ["9", "10", "x"])
    assert cells(found) == [("9", "9", -1), ("10", "9", 0), ("A", "x", 1), ("b", "10", 1)]


def test_read_votes_when_columns_in_any_order_and_more_columns_then_by_name(tmp_path: Path) -> None:
    assert cells(read(tmp_path, "vote,note,statement,participant\n-1,hello,s,p\n")) == [("p", "s", -1)]


def test_read_votes_when_voted_again_then_latest_time_wins(tmp_path: Path) -> None:
    text = "participant,statement,vote,timestamp\n1,1,1,300\n1,1,-1,200\n2,1,1,5\n2,1,0,5\n"
    assert cells(read(tmp_path, text)) == [("1", "1", 1), ("2", "1", 0)]
    iso = "participant,statement,vote,timestamp\na,1,1,2026-05-02T10:00:00Z\na,1,-1,2026-05-02T12:30:00+03:00\na,1,0,\n"
    assert cells(read(tmp_path, iso)) == [("a", "1", 1)]


def test_read_votes_when_polis_export_then_names_of_the_export(tmp_path: Path) -> None:
    text = EXPORT + "20,Sun Sep 01,7,3,1\n10,Sat Aug 31,7,3,-1\n10,Sat Aug 31,8,4,0\n"
    assert cells(read(tmp_path, text)) == [("3", "7", 1), ("4", "8", 0)]


def test_read_votes_when_matrix_then_grouping_and_counts_never_read(tmp_path: Path) -> None:
    text = "participant,xid,group-id,n-votes,n-agree,11,2\n5,secret,0,99,oops,1,NA\n4,,1,,,-1,0\n3,,,0,0,,\n"
    found = read(tmp_path, text)
    assert (found.participants, found.statements) == (["3", "4", "5"], ["2", "11"])
    assert cells(found) == [("4", "2", 0), ("4", "11", -1), ("5", "11", 1)]


def test_read_votes_when_guarded_bom_quoted_crlf_then_as_meant(tmp_path: Path) -> None:
    text = b'\xef\xbb\xbfparticipant,statement,vote\r\n\'=p,"a,""b""",\'-1\r\n\r\n=p,z,1\r\n'
    assert cells(read(tmp_path, text)) == [("=p", 'a,"b"', -1), ("=p", "z", 1)]


@pytest.mark.parametrize("odd", ["07", "+7", "7 ", "-7"])
def test_read_votes_when_an_id_is_no_canonical_number_then_kept_as_text(tmp_path: Path, odd: str) -> None:
    found = read(tmp_path, LONG + f"{odd},1,1\n7,1,0\n7,2,-1\n")
    assert sorted(found.participants) == sorted([odd, "7"])


def test_read_votes_when_only_numbers_then_quick_and_careful_reader_agree(tmp_path: Path) -> None:
    body = "".join(f"{i * 37 % 101},{i % 7},{i % 3 - 1},{i * 13 % 29}\n" for i in range(500))
    header = "participant,statement,vote,timestamp\n"
    quick, careful = written(tmp_path, header + body), header + body.replace("\n", "\r\n")
    assert digits.read(quick, 4) is not None
    expected = read_votes(quick)
    found = read(tmp_path, careful)
    assert digits.read(tmp_path / "votes.csv", 4) is None
    assert (found.participants, found.statements, cells(found)) == (
        expected.participants,
        expected.statements,
        cells(expected),
    )


def test_read_votes_when_numeric_ids_are_huge_then_still_sorted(tmp_path: Path) -> None:
    assert read(tmp_path, LONG + "9000000000,1,1\n70,2,0\n").participants == ["70", "9000000000"]
    assert read(tmp_path, LONG + "90000000000000000000000,1,1\n70,2,0\n").participants[0] == "70"


MALFORMED = [
    ("", 1, None, "a header row was expected, the file is empty"),
    (LONG, None, None, "at least one vote was expected"),
    ("participant,5,6\n1,,\n", None, None, "at least one vote was expected"),
    ("who,what\n1,2\n", 1, None, "the columns participant, statement, vote or those of a Polis export were expected"),
    ("participant,statement\n1,2\n", 1, "vote", "a column of this name was expected"),
    ("comment-id,vote\n1,2\n", 1, "voter-id", "a column of this name was expected"),
    ("participant,statement,vote,vote\n", 1, "vote", "each column name once was expected"),
    (LONG + "1,1,1\n1,1\n", 3, None, "3 cells were expected, found 2"),
    (LONG + "a,1,1\n\na,1,1,1\n", 4, None, "3 cells were expected, found 4"),
    (LONG + "1,1,1\n1,2,2\n", 3, "vote", "1 (agree), 0 (pass) or -1 (disagree) was expected, found '2'"),
    (LONG + "a,1,1\na,2,yes\n", 3, "vote", "1 (agree), 0 (pass) or -1 (disagree) was expected, found 'yes'"),
    (LONG + "a,1,\n", 2, "vote", "1 (agree), 0 (pass) or -1 (disagree) was expected, found ''"),
    (LONG + "a,1,1\n,1,1\n", 3, "participant", "a value was expected, the cell is empty"),
    (LONG + "a,NA,1\n", 2, "statement", "a value was expected, the cell is empty"),
    (LONG + "a\0,1,1\n", 2, "participant", "text was expected, found a NUL byte"),
    (b"participant,statement,vote\na,1,1\n\xe4,1,1\n", 3, None, "UTF-8 was expected, found byte 0xe4"),
    (LONG + 'a,1,1\na,"2\n', 3, None, "a closing quote was expected, the file ends inside a quoted cell"),
    ("participant,1,2\n5,1,0\n6,0,3\n", 3, "2", "1 (agree), 0 (pass) or -1 (disagree) was expected, found '3'"),
    ("participant,1\n,1\n", 2, "participant", "a value was expected, the cell is empty"),
    (
        "participant,statement,vote,timestamp\na,1,1,soon\n",
        2,
        "timestamp",
        "a number or an ISO 8601 time was expected, found 'soon'",
    ),
]


@pytest.mark.parametrize(("text", "row", "column", "expected"), MALFORMED)
def test_read_votes_when_malformed_then_names_file_row_and_column(
    tmp_path: Path, text: str | bytes, row: int | None, column: str | None, expected: str
) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path, text)
    wrong = caught.value
    assert (wrong.file, wrong.row, wrong.column, wrong.expected) == (
        str(tmp_path / "votes.csv"),
        row,
        column,
        expected,
    )


def test_read_votes_when_file_is_missing_then_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="a readable file was expected"):
        read_votes(tmp_path / "absent.csv")


def test_read_marked_when_rejected_or_meta_then_named(tmp_path: Path) -> None:
    path = written(tmp_path, "comment-id,moderated,is-meta\n1,-1,false\n2,1,true\n3,0,\n4,,FALSE\n")
    assert read_marked(path) == {"1", "2"}
    assert read_marked(written(tmp_path, "comment-id,moderated\n1,-1\n2,1\n")) == {"1"}


def test_read_marked_when_meta_is_neither_then_says_where(tmp_path: Path) -> None:
    path = written(tmp_path, "comment-id,is-meta\n1,perhaps\n")
    with pytest.raises(InputError) as caught:
        read_marked(path)
    assert (caught.value.row, caught.value.column) == (2, "is-meta")
