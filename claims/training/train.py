"""The training loop: several heads on one encoder, weights averaged over the last steps."""

from __future__ import annotations

import copy
import json
import math
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from claims.training.network import Reader, Sizes, load_encoder
from claims.training.smooth import wrap
from claims.training.windows import NONE, Batch, Encoded, Labels, cut, gather
from claims.wordpiece import Vocabulary

WEIGHTS = {"tag": 0.6, "entity": 1.0, "start": 0.5, "source": 1.0, "cue": 1.0, "content": 1.0, "arc": 2.5, "relation": 0.8,
           "link": 6.0, "claim": 1.5, "voice": 0.3, "modality": 0.3, "claim end": 0.3}  # fmt: skip
"""How much each head's mean loss counts."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how fast to learn."""

    epochs: float = 5
    batch: int = 8
    encoder_rate: float = 1.5e-4
    head_rate: float = 1e-3
    gold_copies: int = 3
    seed: int = 7
    average: float = 0.995


def losses(reader: Reader, batch: Batch) -> dict[str, Tensor]:
    """The mean loss of each head that the batch has labels for."""
    x = reader.words(batch.ids, batch.shapes, batch.first, batch.last, batch.mask)
    scores = {k: v.float() for k, v in reader.scores(x).items()}
    flat = batch.flat
    out: dict[str, Tensor] = {}
    for key in ("tag", "entity", "source", "cue", "content", "voice", "modality"):
        if bool((flat[key] != NONE).any()):
            out[key] = functional.cross_entropy(scores[key].flatten(0, 1), flat[key].flatten(), ignore_index=NONE)
    for key in ("start", "claim"):
        known = flat[key] != NONE
        if bool(known.any()):
            part = scores[key].squeeze(-1) if key == "start" else scores[key]
            out[key] = functional.binary_cross_entropy_with_logits(part[known], flat[key][known])
    if bool((flat["head"] != NONE).any()):
        # Heads are sought within the sentence when reading, so they need not be told from words of other sentences.
        sentence = (flat["start"] == 1).cumsum(1)
        near = batch.real.unsqueeze(1) & (sentence.unsqueeze(1) == sentence.unsqueeze(2))
        arcs = scores["arcs"].masked_fill(~near, -1e4)
        out["arc"] = functional.cross_entropy(arcs.flatten(0, 1), flat["head"].flatten(), ignore_index=NONE)
        known = flat["head"] != NONE
        relation = reader.relation_scores(x, flat["head"].clamp_min(0)).float()
        out["relation"] = functional.cross_entropy(relation[known], flat["relation"][known])
    out |= _pairs(scores["links"], batch)
    return out


def _pairs(links: Tensor, batch: Batch) -> dict[str, Tensor]:
    """The losses of the pair scores: which words belong to a cue, and where a claim that begins at a word ends."""
    out: dict[str, Tensor] = {}
    said = [(n, r) for n, relations in enumerate(batch.relations) for r in relations if r.cue]
    if said:
        rows = torch.tensor([n for n, _ in said])
        target = torch.zeros(len(said), 3, links.shape[2])
        for at, (_, r) in enumerate(said):
            for role, part in enumerate((r.source, r.cue, r.content)):
                target[at, role, list(part)] = 1
        scores = links[:, :3].permute(0, 3, 1, 2)[rows, torch.tensor([min(r.cue) for _, r in said])]
        known = batch.real[rows].unsqueeze(1).expand_as(scores)
        out["link"] = functional.binary_cross_entropy_with_logits(scores[known], target[known])
    ends = [(n, first, last) for n, claims in enumerate(batch.claims) for first, last in claims]
    if ends:
        where, first, last = torch.tensor(ends).T
        scores = links[:, 3].transpose(1, 2)[where, first]
        behind = torch.arange(scores.shape[1]) >= first.unsqueeze(1)
        out["claim end"] = functional.cross_entropy(scores.masked_fill(~(behind & batch.real[where]), -1e4), last)
    return out


def batches(
    documents: Sequence[Encoded], copies: Sequence[int], vocabulary: Vocabulary, size: int, rng: random.Random
) -> Iterator[Batch]:
    """One epoch's batches, each document cut anew, windows of like length together."""
    windows = [(d, a, b) for d, n in zip(documents, copies, strict=True) for _ in range(n) for a, b in cut(d, rng)]
    rng.shuffle(windows)
    group = size * 16
    groups = []
    for at in range(0, len(windows), group):
        part = sorted(windows[at : at + group], key=lambda w: sum(len(p) for p in w[0].pieces[w[1] : w[2]]))
        groups += [part[i : i + size] for i in range(0, len(part), size)]
    rng.shuffle(groups)
    for chosen in groups:
        yield gather(chosen, vocabulary, rng)


def optimiser(reader: Reader, plan: Plan) -> torch.optim.Optimizer:
    """AdamW with a slower rate for the encoder; the words' embeddings stay as published."""
    reader.encoder.words.weight.requires_grad_(False)
    inside = [p for p in reader.encoder.parameters() if p.requires_grad]
    known = {id(p) for p in reader.encoder.parameters()}
    heads = [p for p in reader.parameters() if id(p) not in known]
    return torch.optim.AdamW(
        [{"params": inside, "lr": plan.encoder_rate}, {"params": heads, "lr": plan.head_rate}],
        weight_decay=0.01, fused=True,
    )  # fmt: skip


def train(
    reader: Reader, documents: Sequence[Encoded], copies: Sequence[int], vocabulary: Vocabulary, plan: Plan, out: Path
) -> Reader:
    """The trained reader, with averaged weights; a checkpoint is written after each epoch, progress to standard error."""
    torch.set_flush_denormal(True)
    rng = random.Random(plan.seed)  # noqa: S311
    mean = copy.deepcopy(reader)
    steps_an_epoch = sum(len(cut(d, None)) * n for d, n in zip(documents, copies, strict=True)) // plan.batch
    total = math.ceil(steps_an_epoch * plan.epochs)
    best = optimiser(reader, plan)
    schedule = torch.optim.lr_scheduler.LambdaLR(best, lambda s: min(s / (0.06 * total), max(0.0, (total - s) / (0.94 * total))))
    step, began, sums = 0, time.monotonic(), dict[str, list[float]]()
    for epoch in range(math.ceil(plan.epochs)):
        reader.train()
        for batch in batches(documents, copies, vocabulary, plan.batch, rng):
            if step >= total:
                break
            parts = _step(reader, batch, best)
            schedule.step()
            step += 1
            for key, value in parts.items():
                sums.setdefault(key, []).append(value)
            if step % 5 == 0:
                _average(mean, reader, 0 if step < 100 else plan.average**5)
            if step % 50 == 0:
                told = " ".join(f"{k} {sum(v) / len(v):.3f}" for k, v in sums.items())
                print(f"{step}/{total} {time.monotonic() - began:.0f} s  {told}", file=sys.stderr, flush=True)
                sums.clear()
        save(mean, plan, out / f"epoch{epoch + 1}.pt")
    return mean


def _step(reader: Reader, batch: Batch, best: torch.optim.Optimizer) -> dict[str, float]:
    with torch.autocast("cpu", dtype=torch.bfloat16):
        parts = losses(reader, batch)
    loss = torch.stack([WEIGHTS[k] * v for k, v in parts.items()]).sum()
    loss.backward()  # type: ignore[no-untyped-call]
    nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
    best.step()
    best.zero_grad()
    return {k: float(v.detach()) for k, v in parts.items()}


@torch.no_grad()
def _average(mean: Reader, reader: Reader, keep: float) -> None:
    for a, b in zip(mean.parameters(), reader.parameters(), strict=True):
        a.lerp_(b, 1 - keep)


def save(reader: Reader, plan: Plan, path: Path) -> None:
    """Write a checkpoint."""
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.save({"weights": reader.state_dict(), "sizes": asdict(reader.sizes), "plan": asdict(plan)}, path)


def fresh(base: Path, sizes: Sizes, seed: int) -> Reader:
    """A reader on the published encoder, its heads not yet trained."""
    from safetensors.torch import load_file

    torch.manual_seed(seed)
    weights = load_file(base / "model.safetensors")
    reader = Reader(weights["embeddings.word_embeddings.weight"].shape[0], sizes)
    load_encoder(reader.encoder, weights)
    return reader


def load(paths: Sequence[Path]) -> Reader:
    """The reader of a checkpoint, ready to read; of several on one path of learning, the mean of their weights.

    After Wortsman et al. 2022, "Model soups"; a checkpoint named twice counts twice.
    """
    saved = [torch.load(path, weights_only=True) for path in paths]
    weights = {name: torch.stack([s["weights"][name] for s in saved]).mean(0) for name in saved[0]["weights"]}
    reader = Reader(weights["encoder.words.weight"].shape[0], Sizes(**saved[0]["sizes"]))
    if "encoder.layers.0.up.divisor" in weights:
        wrap(reader)
    reader.load_state_dict(weights)
    return reader.eval()


def write_labels(labels: Labels, path: Path) -> None:
    """Write the labels' names beside the weights."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(asdict(labels), indent=1) + "\n", encoding="utf-8")
