"""Reading YAML: text stays as typed, places are right, and hostile or broken files are refused in plain words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.problems import Place, Rejected, SourceText
from generator.source import MAX_BYTES, MAX_DEPTH, Mapping, Scalar, Sequence, kind_of, parse_yaml, read_yaml


def refusal(text: str) -> str:
    """All problems of a YAML text, as a user sees them."""
    with pytest.raises(Rejected) as caught:
        parse_yaml(text, "f.yaml")
    return str(caught.value)


def file_refusal(path: Path) -> str:
    with pytest.raises(Rejected) as caught:
        read_yaml(path, "handouts/x/en.yaml")
    return str(caught.value)


def scalar(text: str) -> Scalar:
    """The value of the key `a`."""
    entry = parse_yaml(text).get("a")
    assert entry and isinstance(entry.value, Scalar)
    return entry.value


# -- text stays text -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        "02071234567",
        "12:30",
        "2.50",
        "no",
        "yes",
        "1e3",
        "~",
        "null",
        "0x1F",
        "true",
        "2026-11-22",
        "1_000",
        ".5",
        "-0",
        "=",
    ],
)
def test_text_is_what_was_typed(typed: str) -> None:
    assert scalar(f"a: {typed}\n").text == typed
    sequence = parse_yaml(f"a:\n  - {typed}\n").entries[0].value
    assert isinstance(sequence, Sequence)
    assert [item.text for item in sequence.items if isinstance(item, Scalar)] == [typed]


def test_keys_are_text_too() -> None:
    assert [entry.key for entry in parse_yaml("no: a\n1: b\n<<: c\n~: d\n").entries] == ["no", "1", "<<", "~"]


@pytest.mark.parametrize(
    ("yaml", "text"),
    [
        ("a: >-\n  one\n  two\n", "one two"),
        ("a: |\n  one\n  two\n", "one\ntwo\n"),
        ("a: 'it''s'\n", "it's"),
        ('a: "tab\\tstop \\u00e9"\n', "tab\tstop é"),
        ("a: “quoted”\n", "“quoted”"),
        ("a: 'text' # a comment\n", "text"),
        ("a: text#not a comment\n", "text#not a comment"),
    ],
)
def test_yaml_forms_of_text(yaml: str, text: str) -> None:
    assert scalar(yaml).text == text


@pytest.mark.parametrize(
    ("yaml", "kind"),
    [
        ("a:\n", "nothing"),
        ('a: ""\n', "text"),
        ("a: ''\n", "text"),
        ("a: b\n", "text"),
        ("a: []\n", "a list"),
        ("a: {}\n", "a group of keys"),
    ],
)
def test_nothing_is_not_empty_text(yaml: str, kind: str) -> None:
    assert kind_of(parse_yaml(yaml).entries[0].value) == kind


def test_places_count_from_one_and_in_characters() -> None:
    yaml = "# comment\nتشخيص: b\nlist:\n  - 😀 one\n  - {k: v}\n"
    root = parse_yaml(yaml, "f.yaml")
    first, second = root.entries
    assert (str(first.place), str(first.value.place)) == ("f.yaml:2:1", "f.yaml:2:8")
    assert isinstance(second.value, Sequence)
    group = second.value.items[1]
    assert isinstance(group, Mapping)
    assert [str(item.place) for item in second.value.items] == ["f.yaml:4:5", "f.yaml:5:5"]
    assert str(group.entries[0].value.place) == "f.yaml:5:9"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system(end: str, tmp_path: Path) -> None:
    path = tmp_path / "en.yaml"
    path.write_bytes(f"a: one{end}b: two{end}c: [x]{end}".encode())
    root = read_yaml(path)
    assert [entry.key for entry in root.entries] == ["a", "b", "c"]
    assert str(root.entries[2].value.place) == "en.yaml:3:4"
    assert root.place.source.line(2) == "b: two"


def test_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "en.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: b\n")
    assert str(read_yaml(path).entries[0].place) == "en.yaml:1:1"


# -- refused: what a user reads --------------------------------------------------------------------------------------

_INDENT_OR_QUOTE = (
    "Look at the indentation; a text that starts with [, { or a quotation mark and goes on behind its end needs "
    "quotation marks around the whole."
)
_WHOLE = "Put the whole text in quotation marks."


@pytest.mark.parametrize(
    ("yaml", "head", "hint"),
    [
        ("a:\n\tb: c\n", "f.yaml:2:1: error: This is not YAML: a tab indents this line.", "Indent with spaces."),
        ("a:\n\t- c\n", "f.yaml:2:1: error: This is not YAML: a tab indents this line.", "Indent with spaces."),
        (
            'a: b\nc: "d\ne: f\n',
            "f.yaml:2:4: error: This is not YAML: the quotation mark that opens here is never closed.",
            "Close it.",
        ),
        (
            "a: 'b\n",
            "f.yaml:1:4: error: This is not YAML: the quotation mark that opens here is never closed.",
            "Close it.",
        ),
        (
            "a: b\n---\nc: d\n",
            "f.yaml:2:1: error: A second YAML document starts here; a file holds one.",
            "Make it a file of its own.",
        ),
        (
            "a: b: c\n",
            "f.yaml:1:5: error: This is not YAML: “: ” cannot stand here.",
            "Quote the whole text, or look at the indentation.",
        ),
        (
            "a: b\nfoo\nc: d\n",
            "f.yaml:2:1: error: This is not YAML: this line is no key with “:”.",
            "Indent the further lines of a text.",
        ),
        (
            "a:\n  - b\n c: d\n",
            "f.yaml:3:2: error: This is not YAML: a key such as “title:” was expected here.",
            _INDENT_OR_QUOTE,
        ),
        (
            "a: [x](https://a.example) y\n",
            "f.yaml:1:7: error: This is not YAML: a key such as “title:” was expected here.",
            _INDENT_OR_QUOTE,
        ),
        (
            "a: [b, c\nd: e\n",
            "f.yaml:2:2: error: This is not YAML: a list that opens with “[” needs “,” or “]” here.",
            _INDENT_OR_QUOTE,
        ),
        (
            "a: {b: c\nd: e\n",
            "f.yaml:2:2: error: This is not YAML: a group that opens with “{” needs “,” or “}” here.",
            _INDENT_OR_QUOTE,
        ),
        ("- **bold** text\n", "f.yaml:1:4: error: This is not YAML: a text cannot start with “*” or “&”.", _WHOLE),
        ("a: & b\n", "f.yaml:1:5: error: This is not YAML: a text cannot start with “*” or “&”.", _WHOLE),
        ("a: %b\n", "f.yaml:1:4: error: This is not YAML: a text cannot start with this sign.", _WHOLE),
        ("a: @b\n", "f.yaml:1:4: error: This is not YAML: a text cannot start with this sign.", _WHOLE),
        ("%b: c\n", "f.yaml:1:3: error: This is not YAML: a line cannot start with “%”.", _WHOLE),
        (
            'a: "\\ud800"\n',
            "f.yaml:1:7: error: This is not YAML: this escape is no character.",
            "Type the character itself.",
        ),
        (
            'a: "\\q"\n',
            "f.yaml:1:5: error: This is not YAML: this escape does not exist.",
            "Write the backslash twice: “\\\\”.",
        ),
        (
            "a: - b\n",
            "f.yaml:1:4: error: This is not YAML: “- ” cannot stand here.",
            "Start the list on a line of its own.",
        ),
    ],
)
def test_not_yaml(yaml: str, head: str, hint: str) -> None:
    said = refusal(yaml).splitlines()
    assert said[0] == f"{head} [not-yaml]"
    assert said[-1] == f"    hint: {hint}"


def test_a_problem_shows_its_line() -> None:
    assert refusal("title: x\nsummary: 'it's here'\n") == (
        "f.yaml:2:14: error: This is not YAML: a key such as “title:” was expected here. [not-yaml]\n"
        "    summary: 'it's here'\n"
        "                 ^\n"
        f"    hint: {_INDENT_OR_QUOTE}"
    )


@pytest.mark.parametrize(
    ("yaml", "found"),
    [
        ("", "is empty"),
        ("# only a comment\n", "is empty"),
        ("---\n", "holds nothing"),
        ("- a\n- b\n", "holds a list"),
        ("words\n", "holds text"),
    ],
)
def test_the_top_is_a_group_of_keys(yaml: str, found: str) -> None:
    said = refusal(yaml).splitlines()
    assert said[0] == f"f.yaml:1:1: error: The file {found}; it must hold keys such as “title: …”. [not-a-mapping]"
    assert said[-1] == "    hint: Start with “handouts new NAME”."


@pytest.mark.parametrize(
    ("yaml", "place"),
    [
        ("a: text # and more\n", "1:9"),
        ("a: take 2 \t# 3\n", "1:12"),
        ("a:\n  - one\n    two # three\n", "3:9"),
        ("a: # b\n", "1:4"),
    ],
)
def test_text_that_yaml_would_drop(yaml: str, place: str) -> None:
    said = refusal(yaml).splitlines()
    assert said[0] == (
        f"f.yaml:{place}: error: What stands behind “ #” here would not be printed. [text-after-comment]"
    )
    assert said[-1] == "    hint: Put the text in quotation marks; a comment stands on a line of its own."


def test_an_item_that_yaml_would_join_to_the_one_above() -> None:
    assert refusal("a:\n  - one\n    - two\n  - three\n") == (
        "f.yaml:3:5: error: This “- ” begins no item: it would be joined to the line above. [ragged-list]\n"
        "        - two\n        ^\n"
        "    hint: Indent it as far as the items above it."
    )


def test_comments_on_lines_of_their_own() -> None:
    text = "# top\na: b\n# between\nc:\n  # in front\n  - d\n  # behind\ne: {f: g} # after a group\n"
    assert [entry.key for entry in parse_yaml(text).entries] == ["a", "c", "e"]


def test_a_key_is_a_word() -> None:
    said = refusal("? [a, b]\n: c\n").splitlines()
    assert said[0] == "f.yaml:1:3: error: A key must be a word. [not-yaml]"


def test_duplicate_keys_are_all_told() -> None:
    assert refusal("a: 1\nb: 2\na: 3\ng:\n  c: 1\n  c: 2\n") == (
        "f.yaml:3:1: error: “a” stands twice; the first is on line 1. [duplicate-key]\n"
        "    a: 3\n    ^\n    hint: Keep one of them.\n"
        "f.yaml:6:3: error: “c” stands twice; the first is on line 5. [duplicate-key]\n"
        "      c: 2\n      ^\n    hint: Keep one of them."
    )


_TEXT_OUT = "Write the text out; or, when it is text, put it in quotation marks."


@pytest.mark.parametrize(
    ("yaml", "heads"),
    [
        (
            "a: &x b\nc: *x\n",
            ["f.yaml:1:4: error: “&x” is a YAML anchor or tag.", "f.yaml:2:4: error: “*x” is a YAML alias."],
        ),
        (
            "a: !!python/object:os.system b\n",
            ["f.yaml:1:4: error: “!!python/object:os.system” is a YAML anchor or tag."],
        ),
        ("a: !!int b\n", ["f.yaml:1:4: error: “!!int” is a YAML anchor or tag."]),
        ("a: !include b.yaml\n", ["f.yaml:1:4: error: “!include” is a YAML anchor or tag."]),
        (
            "a: &m {b: c}\n<<: *m\n",
            ["f.yaml:1:4: error: “&m” is a YAML anchor or tag.", "f.yaml:2:5: error: “*m” is a YAML alias."],
        ),
    ],
)
def test_anchors_aliases_and_tags_are_refused(yaml: str, heads: list[str]) -> None:
    said = refusal(yaml).splitlines()
    assert [line for line in said if line.startswith("f.yaml")] == [f"{head} [yaml-alias]" for head in heads]
    assert said[-1] == f"    hint: {_TEXT_OUT}"


def test_alias_bomb_is_refused_before_it_grows() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 30)]
    with pytest.raises(Rejected) as caught:
        parse_yaml("\n".join(lines))
    assert {problem.rule for problem in caught.value.problems} == {"yaml-alias"}
    assert len(caught.value.problems) == 30 + 29 * 9


def test_depth_has_a_limit() -> None:
    hint = "\n    hint: Flatten the lists."
    for deep in ("[" * 1000 + "]" * 1000, "{a: " * 1000 + "b" + "}" * 1000):
        said = refusal(f"a: {deep}\n")
        assert f"The YAML nests more than {MAX_DEPTH} levels deep. [too-deep]" in said
        assert said.endswith(hint)
    fits = "[" * MAX_DEPTH + "]" * MAX_DEPTH
    assert parse_yaml(f"a: {fits}\n").entries[0].key == "a"
    assert "[too-deep]" in refusal(f"a: [{fits}]\n")


@pytest.mark.parametrize("opening", ["[", "{", "- ", "? ", "a: {"])
def test_a_long_line_of_brackets_does_not_hang(opening: str) -> None:
    said = refusal("a:\n " + opening * (MAX_BYTES // len(opening) - 8))
    assert said.startswith("f.yaml:2:")


@pytest.mark.parametrize(
    "char", ["\0", "\x07", "\x1b", "\x7f", "\x85", "\x9b", "\u2028", "\ufeff", "\ufffe", "\ud800", "\U0001ffff"]
)
def test_characters_that_are_no_text(char: str) -> None:
    code = f"U+{ord(char):04X}"
    shown = "�" if ord(char) < 0xA0 or char in "\u2028\ud800" else char
    assert refusal(f"a: b\nc: d{char}e\n") == (
        f"f.yaml:2:5: error: The text holds {code}, which no reader can see or hear. [control-character]\n"
        f"    c: d{shown}e\n        ^\n"
        "    hint: Delete the character and type the word again."
    )


@pytest.mark.parametrize(
    ("escape", "code"),
    [
        ("\\x07", "U+0007"),
        ("\\e", "U+001B"),
        ("\\r", "U+000D"),
        ("\\N", "U+0085"),
        ("\\P", "U+2029"),
        ("\\uFFFE", "U+FFFE"),
    ],
)
def test_escaped_characters_that_are_no_text(escape: str, code: str) -> None:
    said = refusal(f'a: b\nc: "d{escape}"\n').splitlines()
    assert said[0] == f"f.yaml:2:4: error: The text holds {code}, which no reader can see or hear. [control-character]"


def test_no_escape_reaches_the_terminal() -> None:
    assert "\x1b" not in refusal("a: \x1b[31mred\n")


# -- files -----------------------------------------------------------------------------------------------------------


def test_not_utf8(tmp_path: Path) -> None:
    path = tmp_path / "en.yaml"
    path.write_bytes("\ufefftitle: ü\nsummary: ".encode() + b"caf\xe9 au lait\n")
    assert file_refusal(path) == (
        "handouts/x/en.yaml:2:13: error: The file is not UTF-8: the byte E9 (hexadecimal) is no character here. [not-utf8]\n"
        "    summary: caf� au lait\n                ^\n"
        "    hint: Save the file as UTF-8 in your editor."
    )


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_other_encodings(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "en.yaml"
    path.write_bytes("title: x\n".encode(encoding))
    assert file_refusal(path).splitlines()[0] == (
        "handouts/x/en.yaml:1:1: error: The file is not UTF-8: the byte FF (hexadecimal) is no character here. [not-utf8]"
    )


def test_a_huge_file_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "en.yaml"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    monkeypatch.setattr(Path, "read_bytes", lambda path: pytest.fail("the file was read"))
    assert file_refusal(path) == (
        "handouts/x/en.yaml: error: The file has 50,000,000 bytes; the limit is 3,000,000. [file-too-large]\n"
        "    hint: Split the file, or keep pictures and data outside the YAML."
    )


def test_a_huge_text_is_refused_unparsed() -> None:
    assert refusal("a: " + "b" * MAX_BYTES).startswith(
        "f.yaml: error: The text has 3,000,003 characters; the limit is 3,000,000. [file-too-large]"
    )


@pytest.mark.parametrize(("name", "why"), [("missing.yaml", "No such file or directory"), (".", "Is a directory")])
def test_a_file_that_cannot_be_opened(name: str, why: str, tmp_path: Path) -> None:
    assert file_refusal(tmp_path / name) == (
        f"handouts/x/en.yaml: error: The file cannot be read: {why}. [file-unreadable]\n"
        "    hint: Check the name and the permissions."
    )


# -- problems --------------------------------------------------------------------------------------------------------


def test_excerpts_of_long_lines_show_the_place() -> None:
    line = f"a: {'x' * 200}@{'y' * 200}"
    shown, caret = Place(SourceText("f", line), 1, 204).excerpt().splitlines()
    assert shown[caret.index("^")] == "@"
    assert len(shown) == 104


def test_places_of_two_files_differ() -> None:
    assert Place(SourceText("a"), 1, 1) != Place(SourceText("b"), 1, 1)
    assert Place(SourceText("a", "text"), 1, 1) == Place(SourceText("a", "other"), 1, 1)


@given(st.text())
def test_any_text_gives_nodes_or_problems_with_a_place(text: str) -> None:
    try:
        parse_yaml(text, "f.yaml")
    except Rejected as rejected:
        lines = text.count("\n") + text.count("\r") + 1
        for problem in rejected.problems:
            assert problem.place.source.name == "f.yaml"
            assert 1 <= problem.place.line <= lines + 1


@given(data=st.binary())
def test_any_bytes_give_nodes_or_problems_with_a_place(data: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_bytes(data)
    try:
        read_yaml(path)
    except Rejected as rejected:
        assert all(problem.place.line for problem in rejected.problems)
