"""A table that an editor wrote: what its lines say, and a clear error for each that says nothing."""

import pytest

from indexer.errors import UrgentTableError
from indexer.urgent import table_file
from indexer.urgent.table import FollowedTable, UrgentTable

HEART = "category\theart\tCall {number}\tDo not wait.\tHeart Attack\tsymptoms\n"


@pytest.fixture
def written(tmp_path):
    """Writes a table and gives its path."""

    def write(text):
        path = tmp_path / "ours.tsv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


@pytest.fixture
def found(written):
    """The name of the category that a table of these rows gives to a text."""

    def find(rows, text):
        category = UrgentTable.load(written(HEART + rows.replace(" | ", "\t"))).find(text)
        return category.name if category else None

    return find


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        ("chest pain", "a pain in the chest", False),
        ("chest pain", "chest was a pain", True),
        ("chest pain", "chest that has now a pain", False),
        ("chest ... pain", "chest that has now a pain", True),
        ("chest + pain", "pains all over the chest", True),
        ("chest + pain", "chest " + "and so on " * 9 + "pain", False),
        ("=chest pain", "chest pain", True),
        ("=chest pain", "my chest pain", False),
        ("pulse 150-300", "pulse of 180", True),
        ("pulse 150-300", "pulse of 80", False),
        ("fever 39.5-42", "fever 39,8", True),
        ("cant breathe", "can't breathe", True),
        ("3rd degree", "a 3rd degree", True),
    ],
)
def test_a_phrase_is_found_where_its_words_stand_as_it_says(found, phrase, text, expected):
    assert (found(f"urgent | heart | {phrase}", text) == "heart") is expected


def test_a_group_stands_for_any_of_its_words_and_of_the_groups_in_it(found):
    rows = "group | small | baby, infant\ngroup | any | <small>, man\nurgent | heart | <any> fell"
    assert found(rows, "infants fell") == found(rows, "the man falls") == "heart"
    assert found(rows, "a cup fell") is None


def test_an_ordinary_phrase_near_by_lifts_an_urgent_one_unless_it_happens_now(found):
    rows = "urgent | heart | chest pain\nordinary | * | causes\nnow | * | help me"
    assert found(rows, "causes of chest pain") is None
    assert found(rows, "causes of chest pain help me") == "heart"


def test_an_always_phrase_is_lifted_by_its_own_category_only(found):
    rows = "always | heart | chest pain\nordinary | * | causes\nordinary | heart | chest pain song"
    assert found(rows, "chest pain causes") == "heart"
    assert found(rows, "chest pain song") is None


def test_the_first_category_of_the_file_wins(found):
    rows = "category | later | Call | Now.\nurgent | later | pain\nurgent | heart | chest"
    assert found(rows, "pain in the chest") == "heart"


def test_a_table_may_add_to_the_shipped_one_and_reword_it(written):
    table = UrgentTable.load(
        written("include\tshipped\n" + HEART.replace("Do not wait.", "Ours.") + "urgent\theart\tzork ache\n")
    )
    assert table.find("zork ache").text == table.find("chest pain").text == "Ours."
    assert table.find("i want to kill myself").name == "self-harm"


def test_byte_order_marks_windows_lines_comments_and_empty_lines_do_not_matter(written):
    text = "\ufeff# ours\r\n\r\n" + HEART.replace("\n", "\r\n") + "urgent\theart\tchest pain\r\n"
    assert UrgentTable.load(written(text)).find("chest pain")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("urgent\tlungs\tcough", 'there is no category "lungs" above this line'),
        ("urgent\t*\tcough", 'there is no category "*" above this line'),
        ("urgent\theart", "a row of urgent does not have 2 columns"),
        ("urgent heart cough", '"urgent heart cough" is no kind of row'),
        ("urgent\theart\t", "a row of urgent needs a phrase"),
        ("urgent\theart\tchest +", "a part of it, has no word"),
        ("urgent\theart\t=chest + pain", "has both `=` and `+`"),
        ("urgent\theart\t20-30", "has only numbers"),
        ("urgent\theart\t<nobody> fell", 'there is no group "nobody" above this line'),
        ("urgent\theart\tche(st", '"che(st" is not a word'),
        ("urgent\theart\t" + "pain " * 13, "has more than 12 words"),
        ("group\tsmall\tbaby girl, man", '"baby girl" is not one word'),
        ("group\tsmall\t,", "a group needs a word"),
        ("category\tx\tTitle", "a row of category does not have 3 columns"),
        ("category\tx\t\tText", "a category needs a name, a title and a text"),
        ("category\tx\tCall {phone}\tText", "braces only in {number} and {crisis}"),
        ("category\tx\tCall\tText\tGout\tsymptms", 'no kind of section "symptms"'),
        ("category\tx\t" + "T" * 121 + "\tText", "has 121 characters; 120 are the most"),
        ("category\tx\tCall\t" + "T" * 801, "has 801 characters; 800 are the most"),
        ("category\tx\tCall\u202e\tText", "characters that cannot be shown"),
        ("include\tours", "a row of include does not have 2 columns, or not these"),
    ],
)
def test_a_line_with_a_problem_is_an_error_with_its_file_and_number(written, row, said):
    with pytest.raises(UrgentTableError, match=r"ours\.tsv, line 3: ") as error:
        UrgentTable.load(written(f"{HEART}\n{row}\nurgent\theart\tchest pain\n"))
    assert said in str(error.value) and str(error.value).endswith(".")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "has no urgent phrase"),
        (HEART, "has no urgent phrase"),
        ("# nothing\n\n", "has no urgent phrase"),
        (HEART.encode() + b"urgent\theart\t\xff\n", "line 2: this is not UTF-8"),
        (HEART + "urgent\theart\tx\n" * 10_001, "has more than 10,000 lines"),
        ("# " + "x" * 1_000_000, "has more than 1,000,000 bytes"),
        (b"\x00" * 5_000, "line 1: "),
    ],
    ids=["empty", "no phrase", "only comments", "not UTF-8", "many lines", "huge", "binary"],
)
def test_a_file_that_is_no_table_is_an_error(written, content, said):
    with pytest.raises(UrgentTableError) as error:
        UrgentTable.load(written(content))
    assert said in str(error.value) and "ours.tsv" in str(error.value)


def test_a_file_that_is_gone_or_a_folder_is_an_error(tmp_path):
    for path in (tmp_path / "gone.tsv", tmp_path):
        with pytest.raises(UrgentTableError, match="cannot be read"):
            UrgentTable.load(path)


def test_the_shipped_table_includes_nothing(tmp_path):
    assert table_file.SHIPPED.is_file()
    assert "include\tshipped" not in table_file.SHIPPED.read_text(encoding="utf-8")


def test_a_changed_table_is_in_force_and_a_broken_one_leaves_the_last_good_one(written):
    path = written(HEART + "urgent\theart\tchest pain\n")
    followed = FollowedTable(path)
    assert followed.now().find("chest pain") and followed.problem is None
    written(HEART + "urgent\theart\tzork ache, and more\n")
    assert followed.now().find("zork ache") and not followed.now().find("chest pain")
    written(HEART + "urgent\tlungs\tcough\n")
    assert "ours.tsv, line 2: " in followed.problem and str(path.parent) not in followed.problem
    assert followed.now().find("zork ache")
    path.unlink()
    assert "cannot be read" in followed.problem and followed.now().find("zork ache")
    written(HEART + "urgent\theart\tchest pain\n")
    assert followed.problem is None and followed.now().find("chest pain")


def test_a_table_that_is_broken_at_the_start_is_an_error(written):
    with pytest.raises(UrgentTableError):
        FollowedTable(written("nonsense"))
