"""Characters → lines."""

from loaders.pdf.lines import printed_lines
from loaders.pdf.marks import Glyph


def glyphs(text: str, x: float = 0, top: float = 0, size: float = 12) -> list[Glyph]:
    """A text of square characters, as Chinese is printed."""
    return [Glyph(char, x + i * size, top, x + (i + 1) * size, top + size) for i, char in enumerate(text)]


def texts(*runs: list[Glyph]) -> list[str]:
    """The texts of the lines that these runs make."""
    return [line.text for line in printed_lines(glyph for run in runs for glyph in run)]


def test_digits_on_a_higher_baseline_are_read_in_their_place() -> None:
    """A figure printed four points above the words around it stands between them."""
    assert texts(glyphs("收入总计", 0, 104), glyphs("2995", 48, 100), glyphs("万元", 96, 104)) == ["收入总计2995万元"]


def test_quotation_marks_on_another_baseline_are_read_in_their_place() -> None:
    """Marks of another font hang higher than the words that they enclose."""
    words = glyphs("财政拨款", 0, 20) + glyphs("三公", 60, 20) + glyphs("经费", 96, 20)
    marks = glyphs("“", 48, 15) + glyphs("”", 84, 15)
    assert texts(words, marks) == ["财政拨款“三公”经费"]


def test_a_chain_of_baselines_does_not_join_two_lines() -> None:
    """Raised digits of the lower line stay out of the upper one."""
    upper = glyphs("本年收入", 0, 100) + glyphs("12", 48, 104)
    lower = glyphs("本年支出", 0, 118) + glyphs("34", 48, 114)
    assert texts(upper, lower) == ["本年收入12", "本年支出34"]


def test_lines_set_tighter_than_their_boxes_stay_apart() -> None:
    """Boxes of a font may be higher than the distance of the lines."""
    assert texts(glyphs("第一行", 0, 100), glyphs("第二行", 0, 109)) == ["第一行", "第二行"]


def test_characters_are_read_from_left_to_right_whatever_the_order_of_drawing() -> None:
    """A line's end may be drawn before its beginning."""
    assert texts(glyphs("元", 48), glyphs("单位：万", 0)) == ["单位：万元"]


def test_a_visible_gap_is_one_space() -> None:
    """However wide: the unit stands far to the right of the department."""
    assert texts(glyphs("编制部门", 0), glyphs("单位", 400)) == ["编制部门 单位"]


def test_touching_characters_have_no_space_between_them() -> None:
    """Three points apart is still one word, as in pdfplumber."""
    assert texts(glyphs("预算"), glyphs("数", 27)) == ["预算数"]


def test_a_printed_blank_is_one_space_however_narrow() -> None:
    """A half-width blank of small print is no gap that could be measured."""
    assert texts(glyphs("第一部分"), [Glyph(" ", 48, 0, 50, 12)], glyphs("概况", 50)) == ["第一部分 概况"]


def test_blanks_at_the_ends_are_dropped() -> None:
    """An indent is made of blanks; so is the end of many a line."""
    assert texts(glyphs("  "), glyphs("一、主要职能", 24), glyphs("\u3000\xa0", 96)) == ["一、主要职能"]


def test_letter_spaced_names_stay_spaced() -> None:
    """What a name is without its spaces is for the template to say."""
    assert texts(glyphs("因 公 出 国")) == ["因 公 出 国"]


def test_full_width_text_stays_full_width() -> None:
    """Source text is kept as printed."""
    assert texts(glyphs("５．２０２５年（Ａ）")) == ["５．２０２５年（Ａ）"]


def test_a_blank_alone_makes_no_line() -> None:
    """An empty paragraph is not a line."""
    assert texts(glyphs("正文"), glyphs("   ", 0, 40)) == ["正文"]


def test_a_tall_blank_joins_no_lines() -> None:
    """The blank of an empty heading may reach over two lines of the text beside it."""
    assert texts(glyphs("上行", 0, 0), glyphs("下行", 0, 14), [Glyph(" ", 90, 0, 110, 26)]) == ["上行", "下行"]


def test_a_line_s_box_is_that_of_its_characters() -> None:
    """Blanks around the text are not part of where it is printed."""
    (line,) = printed_lines([*glyphs("合计", 20, 50), Glyph(" ", 44, 40, 60, 70)])
    assert line.bbox == (20, 50, 44, 62)


def test_a_character_that_is_drawn_again_in_its_place_is_one() -> None:
    """A title is made bold by printing it twice, some tenths of a point apart."""
    assert texts(glyphs("2025年"), glyphs("2025年", 0.4)) == ["2025年"]


def test_a_character_beside_its_like_is_another() -> None:
    """Digits of 22 overlap a little in some fonts."""
    assert texts([Glyph("2", 0, 0, 6, 12), Glyph("2", 5, 0, 11, 12)]) == ["22"]
