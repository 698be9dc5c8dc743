"""In whose interest somebody speaks."""

import pytest

from claims.corroborate import Houses, TieKind

LIND, NORVIK, KESTREL, TORVA, WAFERS, SHOP, STRANGER, HOLDING, CLOUDS, RIVAL_OF_CLOUDS, CLOUD_BOSS = range(1, 12)
HOUSES = Houses(
    [
        (LIND, "works for", NORVIK),
        (KESTREL, "product of", NORVIK),
        (NORVIK, "competitor of", TORVA),
        (WAFERS, "supplier of", NORVIK),
        (SHOP, "customer of", NORVIK),
    ]
)


@pytest.mark.parametrize(
    ("speaker", "about", "kind"),
    [
        pytest.param(LIND, KESTREL, TieKind.OWN_HOUSE, id="a chief on her company's product"),
        pytest.param(NORVIK, NORVIK, TieKind.OWN_HOUSE, id="a company on itself"),
        pytest.param(LIND, TORVA, TieKind.RIVAL, id="a chief on the rival"),
        pytest.param(TORVA, KESTREL, TieKind.RIVAL, id="the rival on the product"),
        pytest.param(LIND, WAFERS, TieKind.SUPPLIER, id="a chief on the supplier"),
        pytest.param(WAFERS, KESTREL, TieKind.CUSTOMER, id="the supplier on the customer's product"),
        pytest.param(LIND, SHOP, TieKind.CUSTOMER, id="a chief on a customer"),
        pytest.param(SHOP, NORVIK, TieKind.SUPPLIER, id="a customer on the supplier"),
    ],
)
def test_whom_somebody_speaks_of_is_something_to_the_own_house(speaker: int, about: int, kind: TieKind) -> None:
    assert [tie.kind for tie in HOUSES.ties(speaker, [about])] == [kind]
    assert HOUSES.is_interested(speaker, [about])


def test_a_comparison_with_a_rival_has_both_ties_the_own_house_first() -> None:
    ties = HOUSES.ties(LIND, [TORVA, KESTREL])
    assert [(tie.kind, tie.house, tie.other) for tie in ties] == [
        (TieKind.OWN_HOUSE, NORVIK, NORVIK),
        (TieKind.RIVAL, NORVIK, TORVA),
    ]


def test_a_rival_of_a_subsidiary_is_one_to_whoever_belongs_to_that() -> None:
    houses = Houses(
        [
            (CLOUD_BOSS, "works for", CLOUDS),
            (CLOUDS, "owned by", HOLDING),
            (LIND, "works for", NORVIK),
            (NORVIK, "owned by", HOLDING),
            (CLOUDS, "competitor of", RIVAL_OF_CLOUDS),
            (KESTREL, "product of", RIVAL_OF_CLOUDS),
        ]
    )
    assert [(tie.kind, tie.house) for tie in houses.ties(CLOUD_BOSS, [KESTREL])] == [(TieKind.RIVAL, HOLDING)]
    assert [(tie.kind, tie.other) for tie in houses.ties(RIVAL_OF_CLOUDS, [CLOUDS])] == [(TieKind.RIVAL, HOLDING)]
    assert houses.ties(LIND, [KESTREL]) == ()


def test_strangers_have_no_tie() -> None:
    assert HOUSES.ties(STRANGER, [NORVIK]) == ()
    assert not HOUSES.is_interested(LIND, [STRANGER])


def test_owners_in_a_circle_end_somewhere() -> None:
    assert Houses([(1, "owned by", 2), (2, "owned by", 1)]).of(1) == 2
