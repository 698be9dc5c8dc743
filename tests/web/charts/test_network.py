"""Where the names of a network stand, and which lines lie between them, from the ties alone."""

from claims.web.charts import draw_network
from claims.web.charts.network import MIDDLE, NetworkPicture, one_way

TIES = {("Lind", "Norvik"): 4, ("Norvik", "Kestrel"): 2, ("Norvik", "Lind"): 1, ("Norvik", "Norvik"): 3}


def draw() -> NetworkPicture[str]:
    return draw_network("Norvik", ["Lind", "Brandt"], ["Kestrel"], TIES)


def test_the_same_ties_give_the_same_picture() -> None:
    assert draw() == draw()


def test_who_speaks_stands_left_and_who_is_spoken_about_right_of_the_middle() -> None:
    lind, brandt, kestrel = draw().nodes
    assert draw().middle.x == MIDDLE
    assert lind.x < MIDDLE < kestrel.x
    assert brandt.x < MIDDLE
    assert lind.y < brandt.y


def test_names_of_a_side_do_not_cover_one_another() -> None:
    many = [f"Norvik {number}" for number in range(12)]
    picture = draw_network("Lind", many, [], {(name, "Lind"): 1 for name in many})
    tops = [node.top for node in picture.nodes]
    assert all(low - high >= node.height for high, low, node in zip(tops, tops[1:], picture.nodes, strict=False))
    assert tops[0] >= 0
    assert tops[-1] + picture.nodes[-1].height <= picture.height


def test_a_name_has_the_room_from_the_edge_to_its_node() -> None:
    lind, _, kestrel = draw().nodes
    assert lind.room == lind.x
    assert kestrel.room == 100 - kestrel.x


def test_two_that_speak_about_each_other_have_one_line_that_says_both() -> None:
    told = {(line.first.name, line.second.name): (line.there, line.back) for line in draw().lines}
    assert told == {("Lind", "Norvik"): (4, 1), ("Norvik", "Kestrel"): (2, 0)}


def test_what_one_says_of_oneself_is_no_line() -> None:
    assert ("Norvik", "Norvik") not in one_way(TIES)


def test_more_claims_make_a_thicker_line_and_it_lies_above() -> None:
    weak, strong = draw().lines
    assert (weak.there, strong.there) == (2, 4)
    assert weak.width < strong.width


def test_one_name_alone_stands_at_the_height_of_the_middle() -> None:
    picture = draw_network("Norvik", ["Lind"], [], {("Lind", "Norvik"): 1})
    assert picture.nodes[0].y == picture.middle.y
