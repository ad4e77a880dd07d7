"""Tensors: factories, arithmetic, reductions, views, indexing, types, errors."""
from typing import List, Optional, Tuple

import lucid
from lucid import Tensor


def statistics(x: Tensor, dim: Optional[int] = None) -> Tuple[Tensor, Tensor]:
    mean = x.mean() if dim is None else x.mean(dim=dim, keepdim=True)
    spread = ((x - mean) ** 2).sum() / x.numel()
    return mean, spread.sqrt()


def shapes(x: Tensor) -> List[Tuple[int, ...]]:
    views = [x.reshape(-1), x.permute(1, 0), x.T, x[:, 0], x[None], x.view(4, 3), x.unsqueeze(0), x.flatten()]
    first, *rest = x.unbind(0)
    joined: Tensor = lucid.cat([first, *rest], dim=0)
    return [view.shape for view in views] + [joined.shape]


def arithmetic() -> Tensor:
    a = lucid.zeros(3, 4, dtype=lucid.float64)
    b = lucid.full((3, 4), 2.0)
    c = 1.0 - a + b * 2 / (b + 1)
    c += b
    c[0] = 5
    mask = c > 1
    picked = lucid.where(mask, c, 0.0)
    values, positions = picked.max(dim=1)
    return values + positions.to(lucid.float64) + lucid.maximum(values, -values) @ lucid.eye(3, dtype=lucid.float64)


def conversions(x: Tensor) -> Tuple[float, int, List[int]]:
    count: int = x.numel()
    kind: lucid.dtype = x.dtype
    assert kind == lucid.float32 and x.is_contiguous()
    return float(x.sum()), count, list(x.shape)


x = lucid.arange(12, dtype=lucid.float32).reshape(3, 4)
print(statistics(x), shapes(x), arithmetic(), conversions(x))
try:
    x @ lucid.ones(3, 4)
except lucid.ShapeMismatch as error:
    print(error.op, error.expected)
