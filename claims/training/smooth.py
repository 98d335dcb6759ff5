"""Shifts the spread of a network's values into its weights, so that eight bits hold both well, and learns with eight bits.

After Xiao et al. 2023, "SmoothQuant": a few of MiniLM's channels hold values 15 times as large as the others', which would
set the one scale that all of a layer's values share. Learning sees the rounding as Jacob et al. 2018 have it, "Quantization and
Training of Neural Networks for Efficient Integer-Arithmetic-Only Inference".
"""

from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import Tensor, nn

from claims.training.network import Layer, Reader
from claims.training.windows import Batch

_SHARE = 0.85
"""How much of a channel's spread goes into the weights: 0 none, 1 all of it."""
_LEAST, _MOST = 0.2, 50.0


class _Round(torch.autograd.Function):
    """Values as eight bits hold them, between the smallest and the largest; gradients pass as if nothing had happened."""

    @staticmethod
    def forward(_ctx: object, x: Tensor, dim: int | None) -> Tensor:
        """The rounded values: one scale for all, or one for each slice across ``dim``."""
        if dim is None:
            low, high = x.aminmax()
            step = (high.clamp_min(0) - low.clamp_max(0)).clamp_min(1e-6) / 255
        else:
            step = x.abs().amax(dim, keepdim=True).clamp_min(1e-9) / 127
        return (x / step).round_().mul_(step)

    @staticmethod
    def backward(_ctx: object, *grad: Tensor) -> tuple[Tensor, None]:  # type: ignore[override]
        """The gradient, unchanged."""
        return grad[0], None


class Smoothed(nn.Module):
    """A linear layer from values divided and weights multiplied by ``factor``, one a channel; when learning, both in eight bits."""

    def __init__(self, linear: nn.Linear, factor: Tensor | None) -> None:
        super().__init__()
        self.linear = linear
        self.divisor = None if factor is None else nn.Parameter(1 / factor, requires_grad=False)
        if factor is not None:
            with torch.no_grad():
                linear.weight.mul_(factor)

    def forward(self, x: Tensor) -> Tensor:
        """The layer's output."""
        if self.divisor is not None:
            x = x * self.divisor
        if not self.training:
            out: Tensor = self.linear(x)
            return out
        return nn.functional.linear(_Round.apply(x, None), _Round.apply(self.linear.weight, 1), self.linear.bias)


def _factors(linear: nn.Linear, largest: Tensor) -> Tensor:
    """What to divide each channel by, given its largest value."""
    weights = linear.weight.detach().abs().amax(0).clamp_min(1e-3)
    factor = largest.clamp_min(1e-3) ** _SHARE / weights ** (1 - _SHARE)
    return (factor / factor.median()).clamp(_LEAST, _MOST)


def is_smooth(reader: Reader) -> bool:
    """Whether the reader's layers are smoothed."""
    return any(isinstance(module, Smoothed) for module in reader.modules())


def wrap(reader: Reader) -> None:
    """Make the reader such as ``smooth`` leaves it, for weights that were saved so."""
    for layer in reader.encoder.layers:
        assert isinstance(layer, Layer)
        layer.mix, layer.out = Smoothed(layer.mix, None), Smoothed(layer.out, None)
        layer.up = Smoothed(layer.up, torch.ones(layer.up.in_features))
        layer.down = Smoothed(layer.down, torch.ones(layer.down.in_features))


def smooth(reader: Reader, sample: Iterable[Batch]) -> None:
    """Smooth the layers that widen and narrow, by the values that they see in a sample."""
    layers = [layer for layer in reader.encoder.layers if isinstance(layer, Layer)]
    largest: dict[nn.Module, Tensor] = {}

    def note(module: nn.Module, seen: tuple[Tensor, ...], _out: Tensor) -> None:
        now = seen[0].abs().amax((0, 1))
        largest[module] = torch.maximum(largest.get(module, now), now)

    hooks = [part.register_forward_hook(note) for layer in layers for part in (layer.up, layer.down)]
    with torch.no_grad():
        for batch in sample:
            reader.words(batch.ids, batch.shapes, batch.first, batch.last, batch.mask)
    for hook in hooks:
        hook.remove()
    for layer in layers:
        layer.mix, layer.out = Smoothed(layer.mix, None), Smoothed(layer.out, None)
        layer.up = Smoothed(layer.up, _factors(layer.up, largest[layer.up]))
        layer.down = Smoothed(layer.down, _factors(layer.down, largest[layer.down]))
