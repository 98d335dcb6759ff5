"""Shifts the spread of a network's values into its weights, so that eight bits hold both well.

After Xiao et al. 2023, "SmoothQuant". A few of MiniLM's channels hold values 15 times as large as the others', which would
set the one scale that all of a layer's values share.
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


class Smoothed(nn.Module):
    """A linear layer that gives the same as before, from values divided and weights multiplied by channel."""

    def __init__(self, linear: nn.Linear, largest: Tensor) -> None:
        super().__init__()
        weights = linear.weight.detach().abs().amax(0).clamp_min(1e-3)
        factor = largest.clamp_min(1e-3) ** _SHARE / weights ** (1 - _SHARE)
        factor = (factor / factor.median()).clamp(_LEAST, _MOST)
        self.linear = linear
        self.divisor = nn.Parameter(1 / factor)
        with torch.no_grad():
            linear.weight.mul_(factor)

    def forward(self, x: Tensor) -> Tensor:
        """The layer's output."""
        out: Tensor = self.linear(x * self.divisor)
        return out


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
        layer.up, layer.down = Smoothed(layer.up, largest[layer.up]), Smoothed(layer.down, largest[layer.down])
