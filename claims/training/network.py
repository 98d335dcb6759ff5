"""The reader's network: a MiniLM encoder with one head for each kind of mark."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from claims.wordpiece import SHAPES

WIDTH = 384
LAYERS = 6
HEADS = 12
POSITIONS = 512
_ARC, _LABEL, _LINK = 192, 64, 96
_DROP, _DROP_PAIR = 0.1, 0.33


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many labels each head chooses from."""

    tags: int
    relations: int
    entities: int


def attend(query: Tensor, key: Tensor, value: Tensor, mask: Tensor | None) -> Tensor:
    """What each piece takes over from the others, by several heads: [batch, pieces, WIDTH], as are its parts."""
    q, k, v = (x.unflatten(-1, (HEADS, -1)).transpose(1, 2) for x in (query, key, value))
    return functional.scaled_dot_product_attention(q, k, v, attn_mask=mask).transpose(1, 2).flatten(2)


class Layer(nn.Module):
    """One transformer layer, as in BERT (Devlin et al. 2019)."""

    def __init__(self) -> None:
        super().__init__()
        self.mix = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, 4 * WIDTH)
        self.down = nn.Linear(4 * WIDTH, WIDTH)
        self.last_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(_DROP)
        self.attend: Callable[[Tensor, Tensor, Tensor, Tensor | None], Tensor] = attend

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """The next representation of each piece, [batch, pieces, WIDTH]."""
        query, key, value = self.mix(x).split(WIDTH, -1)
        x = self.norm(x + self.drop(self.out(self.attend(query, key, value, mask))))
        return self.last_norm(x + self.drop(self.down(functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """all-MiniLM-L6-v2's encoder, with an embedding of how each word is printed."""

    def __init__(self, vocabulary: int) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, WIDTH)
        self.places = nn.Embedding(POSITIONS, WIDTH)
        self.shapes = nn.Embedding(SHAPES, WIDTH)
        nn.init.zeros_(self.shapes.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.drop = nn.Dropout(_DROP)

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor | None) -> Tensor:
        """The pieces' representations."""
        place = torch.arange(ids.shape[1], device=ids.device)
        x = self.norm(self.words(ids) + self.places(place) + self.shapes(shapes))
        x = self.drop(x)
        for layer in self.layers:
            x = layer(x, mask)
        return x


class Biaffine(nn.Module):
    """Scores pairs of words (Dozat and Manning 2017): first word's features, a matrix a label, second word's."""

    def __init__(self, width: int, labels: int) -> None:
        super().__init__()
        self.left, self.right = nn.Linear(WIDTH, width), nn.Linear(WIDTH, width)
        self.core = nn.Parameter(torch.randn(labels, width + 1, width) * 0.02)
        self.drop = nn.Dropout(_DROP_PAIR)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """The projected features of the words as first and as second of a pair, the first with a one appended."""
        left, right = self.drop(functional.gelu(self.left(x))), self.drop(functional.gelu(self.right(x)))
        return torch.cat([left, torch.ones_like(left[..., :1])], -1), right

    def flat_core(self) -> Tensor:
        """The labels' matrices side by side: features of the first word down, labels and the second's features across."""
        labels, deep, wide = self.core.shape
        return self.core.permute(1, 0, 2).reshape(deep, labels * wide)


class Reader(nn.Module):
    """Marks words: ``forward`` gives a dictionary of scores, one entry a head."""

    def __init__(self, vocabulary: int, sizes: Sizes) -> None:
        super().__init__()
        self.sizes = sizes
        self.encoder = Encoder(vocabulary)
        # start of sentence 1, source/cue/content 3 x BIO, claim first and last word 2, voice 3, modality 5
        self.flat = {"tag": sizes.tags, "entity": sizes.entities, "start": 1, "source": 3, "cue": 3, "content": 3,
                     "claim": 2, "voice": 3, "modality": 5}  # fmt: skip
        self.mid = nn.Linear(WIDTH, WIDTH)
        self.marks = nn.Linear(WIDTH, sum(self.flat.values()))
        self.arcs = Biaffine(_ARC, 1)
        self.labels = Biaffine(_LABEL, sizes.relations)
        self.links = Biaffine(_LINK, 4)

    def words(self, ids: Tensor, shapes: Tensor, first: Tensor, last: Tensor, mask: Tensor | None) -> Tensor:
        """The words' representations: the mean of each one's first and last piece, [batch, words, WIDTH]."""
        pieces = self.encoder(ids, shapes, mask)
        index = first.unsqueeze(-1).expand(-1, -1, WIDTH)
        other = last.unsqueeze(-1).expand(-1, -1, WIDTH)
        return (pieces.gather(1, index) + pieces.gather(1, other)) / 2

    def scores(self, x: Tensor) -> dict[str, Tensor]:
        """Scores of the words' marks, and of pairs: arcs [b, w, head], links [b, 4, w, anchor]."""
        x = functional.dropout(x, 0.2, self.training)
        flat = self.marks(functional.gelu(self.mid(x)) + x)
        out = dict(zip(self.flat, flat.split(list(self.flat.values()), -1), strict=True))
        left, right = self.arcs(x)
        out["arcs"] = left @ self.arcs.core[0] @ right.transpose(1, 2)
        left, right = self.links(x)
        mixed = left @ self.links.flat_core()
        mixed = mixed.view(*left.shape[:2], -1, right.shape[-1]).transpose(1, 2)
        out["links"] = mixed @ right.transpose(1, 2).unsqueeze(1)
        return out

    def relation_scores(self, x: Tensor, heads: Tensor) -> Tensor:
        """Scores of each word's relation to the given head, [batch, words, relations]."""
        left, right = self.labels(x)
        chosen = right.gather(1, heads.unsqueeze(-1).expand(-1, -1, right.shape[-1]))
        mixed = (left @ self.labels.flat_core()).view(*left.shape[:2], -1, right.shape[-1])
        return (mixed @ chosen.unsqueeze(-1)).squeeze(-1)


def load_encoder(e: Encoder, weights: dict[str, Tensor]) -> None:
    """Take over the weights of a BERT encoder as published (safetensors or state dict names)."""
    get = {k.removeprefix("bert."): v for k, v in weights.items()}
    with torch.no_grad():
        e.words.weight.copy_(get["embeddings.word_embeddings.weight"])
        e.places.weight.copy_(
            get["embeddings.position_embeddings.weight"] + get["embeddings.token_type_embeddings.weight"][0]
        )
        _norm(e.norm, get, "embeddings.LayerNorm")
        for number, layer in enumerate(e.layers):
            assert isinstance(layer, Layer)
            at = f"encoder.layer.{number}"
            names = [f"{at}.attention.self.{n}" for n in ("query", "key", "value")]
            layer.mix.weight.copy_(torch.cat([get[f"{n}.weight"] for n in names]))
            layer.mix.bias.copy_(torch.cat([get[f"{n}.bias"] for n in names]))
            for linear, name in ((layer.out, "attention.output.dense"), (layer.up, "intermediate.dense"), (layer.down, "output.dense")):
                linear.weight.copy_(get[f"{at}.{name}.weight"])
                linear.bias.copy_(get[f"{at}.{name}.bias"])
            _norm(layer.norm, get, f"{at}.attention.output.LayerNorm")
            _norm(layer.last_norm, get, f"{at}.output.LayerNorm")


def _norm(norm: nn.LayerNorm, get: dict[str, Tensor], name: str) -> None:
    norm.weight.copy_(get[f"{name}.weight"])
    norm.bias.copy_(get[f"{name}.bias"])
