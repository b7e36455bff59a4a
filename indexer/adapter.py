"""A linear adapter from how people ask to how rules are written, trained on the asked questions of this corpus.

A question's centred vector times the adapter lies nearer to the passage that answers it and to other questions for
that passage. The matrix starts as the identity and is held near it; the loss is the contrastive one of InfoNCE (van
den Oord et al. 2018, arXiv:1807.03748) over all passages and, for questions of one passage, over all questions.

Measured, 款 list alone, nDCG@10: STARD 37.4 → 46.6, bargaining 62.4 → 71.2, negotiation 48.9 → 57.8, although no
question of those sets takes part. An adapter trained on other fields of law brought nothing (retrieval.md, C).
"""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from indexer.encoding import Vectors

if TYPE_CHECKING:
    import torch

#: With fewer questions there is nothing to learn from: the adapter is the identity.
LEAST_QUESTIONS = 200
#: `PASSAGES` in a batch come with all their questions.
EPOCHS, PASSAGES, RATE, TEMPERATURE = 8, 96, 1e-3, 0.05
#: Weight of the distance from the identity, and of question-to-question beside question-to-passage.
HOLD, AMONG_QUESTIONS = 0.005, 0.5


def train_adapter(questions: Vectors, rows: NDArray[np.int64], passages: Vectors, threads: int = 1) -> Vectors:
    """The matrix, shape (dimension, dimension).

    `questions` (n, dimension) and `passages` (m, dimension) are centred unit vectors; `rows[i]` is the passage that
    question i asks for. Seeded: the same input gives the same matrix on the same machine.
    """
    identity = np.eye(passages.shape[1], dtype=np.float32)
    if len(questions) < LEAST_QUESTIONS:
        return identity
    import torch

    usual = torch.get_num_threads()
    torch.set_num_threads(threads)
    try:
        return _descend(questions, rows, passages, identity)
    finally:
        torch.set_num_threads(usual)


def _descend(questions: Vectors, rows: NDArray[np.int64], passages: Vectors, start: Vectors) -> Vectors:
    """Adam over batches of passages; torch is imported only here."""
    import torch
    from torch.nn import functional

    torch.manual_seed(0)
    asked, targets, answers, identity = (torch.tensor(array) for array in (questions, rows, passages, start))
    matrix = torch.nn.Parameter(identity.clone())
    optimizer = torch.optim.Adam([matrix], lr=RATE)
    order = torch.unique(targets)
    for _ in range(EPOCHS):
        for chosen in torch.split(order[torch.randperm(len(order))], PASSAGES):
            batch = torch.nonzero(torch.isin(targets, chosen))[:, 0]
            moved = functional.normalize(asked[batch] @ matrix, dim=1)
            loss = functional.cross_entropy(moved @ answers.T / TEMPERATURE, targets[batch])
            loss = loss + AMONG_QUESTIONS * _among_questions(moved @ moved.T / TEMPERATURE, targets[batch])
            loss = loss + HOLD * ((matrix - identity) ** 2).sum()
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
    return np.asarray(matrix.detach().numpy(), dtype=np.float32)


def _among_questions(logits: "torch.Tensor", targets: "torch.Tensor") -> "torch.Tensor":
    """Mean cross entropy of finding the other questions of one's passage among all questions of the batch."""
    import torch

    itself = torch.eye(len(targets), dtype=torch.bool)
    same = (targets[:, None] == targets[None]) & ~itself
    logits = logits.masked_fill(itself, -1e4)
    missed = torch.logsumexp(logits, 1) - torch.logsumexp(logits.masked_fill(~same, -1e4), 1)
    return missed[same.any(1)].mean() if same.any() else missed.sum() * 0
