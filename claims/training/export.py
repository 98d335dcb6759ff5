"""Writes a trained reader as ONNX: in full precision, and with its matrices in eight bits."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from claims.training.network import HEADS, Layer, Reader, attend

OUTPUTS = ("marks", "arcs", "relations", "links")


class _Attention(torch.autograd.Function):
    """Attention as the one operation that onnxruntime has for it."""

    @staticmethod
    def forward(_ctx: object, query: Tensor, key: Tensor, value: Tensor) -> Tensor:
        """As in training."""
        return attend(query, key, value, None)

    @staticmethod
    def symbolic(g: Any, query: Any, key: Any, value: Any) -> object:
        """The node to write."""
        return g.op("com.microsoft::MultiHeadAttention", query, key, value, num_heads_i=HEADS).setType(query.type())


class _Flat(nn.Module):
    """The reader for one window, with outputs in a tuple: marks [w, all flat heads], arcs [w, w], relations [w, labels]
    to the best-scored head of the sentence, links [4, w, w]."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader
        for layer in reader.encoder.layers:
            assert isinstance(layer, Layer)
            layer.attend = lambda query, key, value, mask: _Attention.apply(query, key, value)  # noqa: ARG005

    def forward(self, ids: Tensor, shapes: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, ...]:
        x = self.reader.words(ids, shapes, first, last, None)
        scores = self.reader.scores(x)
        marks = torch.cat([scores[k] for k in self.reader.flat], -1)
        arcs = scores["arcs"]
        sentence = (scores["start"].squeeze(-1) > 0).int().cumsum(1)
        near = sentence.unsqueeze(1) == sentence.unsqueeze(2)
        relations = self.reader.relation_scores(x, arcs.masked_fill(~near, -1e4).argmax(-1))
        return marks[0], arcs[0], relations[0], scores["links"][0]


def export(reader: Reader, full: Path, small: Path) -> None:
    """Write both files; ``small`` is what the package ships."""
    ids = torch.randint(1000, 2000, (1, 20))
    first = torch.arange(1, 18).unsqueeze(0)
    pieces, words = {1: "pieces"}, {1: "words"}
    torch.onnx.export(
        _Flat(reader.eval().float()), (ids, torch.zeros_like(ids), first, first), str(full), opset_version=17,
        input_names=["ids", "shapes", "first", "last"], output_names=list(OUTPUTS), dynamo=False,
        dynamic_axes={"ids": pieces, "shapes": pieces, "first": words, "last": words, "marks": {0: "words"},
                      "arcs": {0: "words", 1: "words"}, "relations": {0: "words"}, "links": {1: "words", 2: "words"}},
    )  # fmt: skip
    quantise(full, small)


def quantise(full: Path, small: Path) -> None:
    """Write a network again with its matrices in eight bits, a scale for each column."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(
        str(full), str(small), weight_type=QuantType.QInt8, per_channel=True, reduce_range=False,
        op_types_to_quantize=["MatMul", "Gather"],
    )  # fmt: skip
