"""Scaled dot-product and multi-head attention beside PyTorch."""

import lucid
import pytest
from both_libraries import both_refuse, check, values

pytestmark = pytest.mark.parity


def attend(library, F, *arguments, **keywords):
    """PyTorch by the form whose derivatives can be differentiated again."""
    if library is lucid:
        return F.scaled_dot_product_attention(*arguments, **keywords)
    with library.nn.attention.sdpa_kernel(library.nn.attention.SDPBackend.MATH):
        return F.scaled_dot_product_attention(*arguments, **keywords)


def operands(torch, lead, queries, keys, width, value_width, dtype="float64"):
    return (
        values(torch, *lead, queries, width, dtype=dtype, salt=1),
        values(torch, *lead, keys, width, dtype=dtype, salt=2),
        values(torch, *lead, keys, value_width, dtype=dtype, salt=3),
    )


SIZES = [((), 3, 5, 4, 6), ((2,), 4, 4, 3, 3), ((2, 3), 5, 7, 8, 2), ((1, 2, 2), 3, 3, 4, 4)]
SIZES += [((1, 2), 200, 300, 16, 16)]


@pytest.mark.parametrize("sizes", SIZES, ids=str)
@pytest.mark.parametrize("causal", [False, True])
def test_values_and_derivatives(torch, sizes, causal):
    def run(library, F, q, k, v):
        return attend(library, F, q, k, v, is_causal=causal)

    small = sizes[1] < 100
    check(torch, run, *operands(torch, *sizes), strides=False, second=small)


@pytest.mark.parametrize("mask", [(5, 7), (1, 7), (5, 1), (2, 1, 5, 7), (2, 3, 5, 7), (3, 1, 7)], ids=str)
@pytest.mark.parametrize("kind", ["bool", "float"])
def test_masks(torch, mask, kind):
    given = values(torch, *mask, salt=9, grad=False)
    given = given > -0.5 if kind == "bool" else given

    def run(library, F, q, k, v, mask):
        return attend(library, F, q, k, v, mask, scale=0.7)

    check(torch, run, *operands(torch, (2, 3), 5, 7, 4, 4), given, strides=False)


def test_masks_that_need_gradients(torch):
    def run(library, F, q, k, v, mask):
        return attend(library, F, q, k, v, mask)

    check(torch, run, *operands(torch, (2, 3), 5, 7, 4, 4), values(torch, 1, 5, 7, salt=4), strides=False)


def test_queries_that_see_no_key(torch):
    mask = torch.tensor([[True, False], [False, False], [False, True]])

    def run(library, F, q, k, v, mask):
        return attend(library, F, q, k, v, mask)

    check(torch, run, *operands(torch, (1, 1), 3, 2, 4, 4), mask, strides=False, second=False)


@pytest.mark.parametrize("causal", [False, True])
def test_grouped_queries(torch, causal):
    q, k, v = values(torch, 2, 6, 4, 8), values(torch, 2, 2, 5, 8, salt=1), values(torch, 2, 2, 5, 3, salt=2)

    def run(library, F, q, k, v):
        return attend(library, F, q, k, v, is_causal=causal, enable_gqa=True)

    check(torch, run, q, k, v, strides=False)


def test_views_as_operands(torch):
    packed = values(torch, 5, 2, 3 * 12)

    def run(library, F, packed):
        q, k, v = (part.reshape(5, 2, 3, 4).permute(1, 2, 0, 3) for part in packed.chunk(3, -1))
        return attend(library, F, q, k, v)

    check(torch, run, packed, strides=False)


@pytest.mark.parametrize("dtype", ["float16", "bfloat16", "float32"])
def test_element_types(torch, dtype):
    def run(library, F, q, k, v):
        return attend(library, F, q, k, v)

    check(torch, run, *operands(torch, (2, 2), 9, 6, 8, 8, dtype), strides=False, gradients=dtype == "float32")


def test_result_lies_by_rows_as_in_pytorch(torch):
    def run(library, F, q, k, v):
        return F.scaled_dot_product_attention(q, k, v)

    check(torch, run, *(t.detach() for t in operands(torch, (2, 3), 5, 7, 4, 4, "float32")))


def test_dropout_scales_what_it_keeps():
    lucid.manual_seed(3)
    q = lucid.zeros(1, 1, 200, 4)
    v = lucid.eye(50).expand(1, 1, 50, 50)
    kept = lucid.nn.functional.scaled_dot_product_attention(q, lucid.zeros(1, 1, 50, 4), v, dropout_p=0.25)
    assert set(round(x, 5) for x in kept.flatten().tolist()) == {0.0, round(1 / 50 / 0.75, 5)}
    assert abs(float((kept == 0).double().mean()) - 0.25) < 0.02


def test_wrong_calls(torch):
    q, k, v = operands(torch, (2,), 3, 5, 4, 4)
    mask = torch.ones(3, 5, dtype=torch.bool)
    attention = "scaled_dot_product_attention"
    both_refuse(torch, lambda library, F, q, k, v, m: getattr(F, attention)(q, k[..., :3], v), q, k, v, mask)
    both_refuse(torch, lambda library, F, q, k, v, m: getattr(F, attention)(q, k, v, m[:2]), q, k, v, mask)
    both_refuse(torch, lambda library, F, q, k, v, m: getattr(F, attention)(q, k, v, m, is_causal=True), q, k, v, mask)
    both_refuse(torch, lambda library, F, q, k, v, m: getattr(F, attention)(q, k.float(), v), q, k, v, mask)
    both_refuse(torch, lambda library, F, q, k, v, m: getattr(F, attention)(q[0, 0], k, v), q, k, v, mask)


def test_second_derivatives_by_differences():
    q, k, v = (lucid.randn(2, 3, 4, dtype=lucid.float64, requires_grad=True) for _ in range(3))
    attention = lucid.nn.functional.scaled_dot_product_attention
    assert lucid.autograd.gradcheck(attention, (q, k, v))
    assert lucid.autograd.gradgradcheck(attention, (q, k, v))


HEADS = [
    {},
    {"kdim": 3, "vdim": 7},
    {"bias": False},
    {"add_bias_kv": True},
    {"add_zero_attn": True},
    {"batch_first": True},
]


@pytest.mark.parametrize("settings", HEADS, ids=str)
@pytest.mark.parametrize("weights", [True, False])
@pytest.mark.parametrize("masked", ["", "padding", "mask", "both", "causal"])
def test_multi_head_attention(torch, settings, weights, masked):
    theirs = torch.nn.MultiheadAttention(8, 2, **settings).double()
    ours = lucid.nn.MultiheadAttention(8, 2, **settings).double()
    from tensor_pairs import compare, from_torch

    with torch.no_grad():
        for parameter in theirs.parameters():
            parameter.copy_(values(torch, *parameter.shape, grad=False, salt=parameter.numel()))
    ours.load_state_dict({name: from_torch(value) for name, value in theirs.state_dict().items()})
    q, k, v = (
        values(torch, 4, 3, 8),
        values(torch, 5, 3, theirs.kdim, salt=1),
        values(torch, 5, 3, theirs.vdim, salt=2),
    )
    if masked == "causal":
        k, v = values(torch, 4, 3, theirs.kdim, salt=1), values(torch, 4, 3, theirs.vdim, salt=2)
    if settings.get("batch_first"):
        q, k, v = (x.detach().transpose(0, 1).contiguous().requires_grad_() for x in (q, k, v))
    keywords = {"need_weights": weights}
    if masked in ("padding", "both"):
        keywords["key_padding_mask"] = torch.tensor([[False] * 5, [False, True] * 2 + [False], [True] + [False] * 4])
    if masked in ("mask", "both"):
        keywords["attn_mask"] = values(torch, 4, 5, grad=False) > 0.7
    if masked == "causal":
        keywords["attn_mask"] = torch.nn.Transformer.generate_square_subsequent_mask(4, dtype=torch.float64)
        keywords["is_causal"] = True
    expected = theirs(q, k, v, **keywords)
    mine = [from_torch(x, grad=True) for x in (q, k, v)]
    got = ours(*mine, **{key: from_torch(x) if isinstance(x, torch.Tensor) else x for key, x in keywords.items()})
    compare(got[0], expected[0], strides=False, loose=10)
    assert (got[1] is None) == (expected[1] is None)
    if weights:
        compare(got[1], expected[1], strides=False, loose=10)
    (expected[0] ** 2).sum().backward()
    (got[0] ** 2).sum().backward()
    for a, b in zip((*mine, *ours.parameters()), (q, k, v, *theirs.parameters())):
        compare(a.grad, b.grad, strides=False, loose=100)
