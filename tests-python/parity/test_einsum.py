"""einsum beside PyTorch: both call forms, diagonals, broadcasting, many operands, gradients, refusals."""

import pytest

import lucid
from op_cases import check_gradients, pair, same

pytestmark = pytest.mark.parity

SIZES = {"i": 2, "j": 3, "k": 4, "l": 5, "m": 2, "b": 3, "z": 1, "A": 2, "B": 3}

EQUATIONS = [
    "i->",
    "i->i",
    "ij->ji",
    "ij->",
    "ij->j",
    "ii->",
    "ii->i",
    "iii->i",
    "iij->ij",
    "iji->j",
    "ijij->ij",
    "ij",
    "ji",
    "Bi",
    "i,i->",
    "i,j->ij",
    "i,i->i",
    "ij,j->i",
    "ij,jk->ik",
    "ij,jk",
    "ij,kj->ik",
    "ji,jk->ki",
    "ij,ij->",
    "ij,ij->ij",
    "ij,ji->ij",
    "bij,bjk->bik",
    "bij,bkj->bik",
    "bij,jk->bik",
    "ijk,jil->kl",
    "bijk,bklj->bil",
    "ijkl,jm->imkl",
    "ij,k->kji",
    "ii,i->i",
    "ij,jk,kl->il",
    "ij,jk,kl",
    "i,j,k->kji",
    "bi,bj,ij->b",
    "bi,ijk,bj->bk",
    "ij,ik,il->jkl",
    "ij,jk,kl,lm->im",
    "ij,jk,kl,lm,mb->ib",
    "bi,bj,bk,bl->ijkl",
    "ij, jk -> ik",
    "AB,Bi->iA",
    "ij,jk,k,kl,lm,m,mi->",
    "zi,ij->zj",
    "iz,zj->ij",
]


def operands(torch, equation, dtype="float64", grad=False):
    ours, theirs = [], []
    for salt, term in enumerate(equation.partition("->")[0].split(",")):
        a, b = pair(torch, tuple(SIZES[c] for c in term.strip()), dtype, -1, 1, salt=salt, grad=grad)
        ours.append(a)
        theirs.append(b)
    return ours, theirs


@pytest.mark.parametrize("dtype", ["float32", "float64", "complex128", "int64"])
@pytest.mark.parametrize("equation", EQUATIONS)
def test_letters(torch, equation, dtype):
    ours, theirs = operands(torch, equation, dtype)
    same(lucid.einsum(equation, *ours), torch.einsum(equation, *theirs))
    same(lucid.einsum(equation, ours), torch.einsum(equation, theirs))


@pytest.mark.parametrize("equation", EQUATIONS)
def test_gradients(torch, equation):
    ours, theirs = operands(torch, equation, grad=True)
    check_gradients(torch, lambda library, *tensors: library.einsum(equation, *tensors), ours, theirs)


@pytest.mark.parametrize(
    "equation,shapes",
    [
        ("...->...", [(2, 3)]),
        ("...i->i...", [(2, 3, 4)]),
        ("i...->...", [(2, 3, 4)]),
        ("...ij->...ji", [(5, 2, 3)]),
        ("...ii->...i", [(4, 3, 3)]),
        ("...ij,...jk->...ik", [(2, 3, 4), (2, 4, 5)]),
        ("...ij,...jk->...ik", [(6, 1, 2, 3), (5, 3, 4)]),
        ("...ij,jk", [(2, 3, 4), (4, 5)]),
        ("...,...", [(2, 1), (3,)]),
        ("i...,i...->...", [(3, 2), (3, 1)]),
        ("i...j,j...->i...", [(2, 5, 3), (3, 5)]),
        ("...ij,...jk->ik", [(2, 3, 4), (2, 4, 5)]),
        ("b...,b->b", [(3, 2, 2), (3,)]),
        ("ij,ij->ij", [(1, 3), (2, 3)]),
        ("ij,jk->ik", [(2, 1), (3, 4)]),
        ("ij,jk->ik", [(2, 0), (0, 4)]),
        ("ij,jk->ik", [(0, 3), (3, 4)]),
        (",->", [(), ()]),
        (",i->i", [(), (3,)]),
        ("...", [()]),
    ],
)
def test_ellipsis_and_broadcasting(torch, equation, shapes):
    pairs = [pair(torch, shape, "float64", salt=i, grad=True) for i, shape in enumerate(shapes)]
    ours, theirs = [a for a, _ in pairs], [b for _, b in pairs]
    same(lucid.einsum(equation, *ours), torch.einsum(equation, *theirs))
    check_gradients(torch, lambda library, *tensors: library.einsum(equation, *tensors), ours, theirs)


def test_lists_in_place_of_letters(torch):
    a, b = pair(torch, (2, 3), "float64"), pair(torch, (3, 4), "float64", salt=1)
    for lists in (([0, 1], [1, 2], [0, 2]), ([0, 1], [1, 2], [2, 0]), ([0, 51], [51, 30], [])):
        same(
            lucid.einsum(a[0], lists[0], b[0], lists[1], lists[2]),
            torch.einsum(a[1], lists[0], b[1], lists[1], lists[2]),
        )
    same(lucid.einsum(a[0], [..., 1], b[0], [1, 5]), torch.einsum(a[1], [..., 1], b[1], [1, 5]))
    same(lucid.einsum(a[0], [1, 0]), torch.einsum(a[1], [1, 0]))


def test_one_operand_is_viewed(torch):
    x = lucid.arange(12.0).reshape(3, 4)
    assert lucid.einsum("ij->ji", x).data_ptr() == x.data_ptr()
    square = lucid.zeros(3, 3)
    lucid.einsum("ii->i", square).fill_(1)
    assert lucid.equal(square, lucid.eye(3))


def test_a_long_chain_is_not_multiplied_out(torch):
    # Multiplying the sixteen vectors out would need 2 ** 64 numbers; contracting in a good order needs a few thousand.
    letters = "abcdefghijklmnopq"
    factors = [pair(torch, (16, 16), "float64", -0.25, 0.25, salt=i) for i in range(16)]
    equation = ",".join(letters[i : i + 2] for i in range(16)) + "->aq"
    expected = factors[0][1]
    for _, factor in factors[1:]:
        expected = expected @ factor
    same(lucid.einsum(equation, *[ours for ours, _ in factors]), expected)


@pytest.mark.parametrize(
    "equation,shapes,said",
    [
        ("ij,jk->ik", [(2, 3), (4, 5)], "size 4 for subscript j"),
        ("ij->ik", [(2, 3)], "output subscript k"),
        ("ij->ii", [(2, 3)], "more than once"),
        ("i->i", [(2, 3)], "operand 0"),
        ("ijk->i", [(2, 3)], "operand 0"),
        ("ij,jk->ik", [(2, 3)], "1 were given"),
        ("ij->ij", [(2, 3), (2, 3)], "2 were given"),
        ("i1->i", [(2, 3)], "'1'"),
        ("..ij->ij", [(2, 3)], "'.'"),
        ("...i...->i", [(2, 3)], "twice"),
        ("ii->i", [(2, 3)], "repeated for operand 0"),
        ("ij->i.j", [(2, 3)], "'.'"),
        ("", [(2,)], "operand 0"),
        ("ij->...i...", [(2, 3)], "twice"),
    ],
)
def test_refusals(torch, equation, shapes, said):
    with pytest.raises((RuntimeError, ValueError)):
        torch.einsum(equation, *[torch.ones(shape) for shape in shapes])
    with pytest.raises(lucid.LucidError) as caught:
        lucid.einsum(equation, *[lucid.ones(shape) for shape in shapes])
    message = str(caught.value)
    assert message.startswith("einsum: ") and said in message and (not equation or equation in message)


def test_refusals_of_lists(torch):
    for arguments in (([0, 52],), ([-1, 0],), ([0, 1], [0.5])):
        for library in (lucid, torch):
            with pytest.raises((ValueError, TypeError, RuntimeError)):
                library.einsum(library.ones(2, 3), *arguments)
    with pytest.raises(TypeError):
        lucid.einsum("ij->i", 3)
