"""`python -m claims.training.meaning BASE OUT`: the published sentence encoder as ONNX, its matrices in eight bits.

Nothing is trained: all-MiniLM-L6-v2 is taken as it is. A text's vector is the mean of its pieces', of length one.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from claims.training.export import quantise
from claims.training.network import Encoder, load_encoder


class _Mean(nn.Module):
    """The vector of one text, [384]."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, ids: Tensor) -> Tensor:
        pieces = self.encoder(ids, torch.zeros_like(ids), None)
        return functional.normalize(pieces.mean(1), dim=-1)[0]


def published(base: Path) -> Encoder:
    """The encoder of a folder of all-MiniLM-L6-v2's files."""
    from safetensors.torch import load_file

    weights = load_file(base / "model.safetensors")
    encoder = Encoder(weights["embeddings.word_embeddings.weight"].shape[0])
    load_encoder(encoder, weights)
    return encoder.eval()


def main() -> None:
    """Write OUT/meaning.onnx."""
    cli = argparse.ArgumentParser(prog="python -m claims.training.meaning", description=__doc__)
    cli.add_argument("base", type=Path, metavar="BASE", help="folder of all-MiniLM-L6-v2's files")
    cli.add_argument("out", type=Path, metavar="OUT", help="where meaning.onnx goes")
    options = cli.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        torch.onnx.export(
            _Mean(published(options.base)), (torch.randint(1000, 2000, (1, 20)),), str(full), opset_version=17,
            input_names=["ids"], output_names=["meaning"], dynamo=False, dynamic_axes={"ids": {1: "pieces"}},
        )  # fmt: skip
        quantise(full, options.out / "meaning.onnx")


if __name__ == "__main__":
    main()
