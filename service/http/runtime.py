"""What every request handler needs, made once when the application starts."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from indexer.cleaning import clean
from service.answering.answer import Answer, Request
from service.answering.answerer import Answerer
from service.http.conversation import Conversation, WrongPrevious
from service.search.live import LiveSearcher
from service.search.regions import parse_region
from service.settings import Settings
from service.store.answers import AnswerStore
from service.store.masking import mask

#: So many earlier turns are shown above a follow-up.
MOST_TURNS = 5


class QuestionTooLong(ValueError):
    """A question over the limit; the message is for the person who typed it."""


@dataclass(frozen=True)
class Runtime:
    """The searcher in use, the store, the settings."""

    live: LiveSearcher
    store: AnswerStore
    settings: Settings

    @cached_property
    def conversation(self) -> Conversation:
        """Signs what a follow-up follows."""
        return Conversation(self.settings.data_dir)

    def ask(self, question: str, region: str | None, as_of: dt.date | None, *, previous: str | None = None) -> Answer:
        """Answer a question, personal data masked, and keep the answer at its address.

        `previous` is the signed token of the answer that a follow-up follows.
        Raises QuestionTooLong, RegionError, WrongPrevious, NotReady or StoreError.
        """
        cleaned = clean(question)
        limit = self.settings.max_question
        if len(cleaned) > limit:
            raise QuestionTooLong(f"问题有{len(cleaned)}个字，最多{limit}个字。请只留下要问的事，分几次问也可以。")
        place = parse_region(clean(region)) if region and clean(region) else None
        answerer = Answerer(self.live.current(), home_region=self.settings.home_region)
        now = dt.datetime.now(dt.UTC)
        answer = answerer.answer(
            Request(mask(cleaned), place, as_of, self._followed(previous)), now.astimezone().date()
        )
        self.store.save(answer, now)
        return answer

    def turns_before(self, answer: Answer) -> tuple[Answer, ...]:
        """The answers that led to this one, the first first, at most `MOST_TURNS`. Raises StoreError."""
        turns: list[Answer] = []
        while answer.previous and len(turns) < MOST_TURNS and (before := self.store.get(answer.previous)):
            turns.insert(0, before)
            answer = before
        return tuple(turns)

    def _followed(self, token: str | None) -> Answer | None:
        """The answer a token stands for. Raises WrongPrevious."""
        if not token:
            return None
        found = self.store.get(self.conversation.unsign(token))
        if found is None:
            raise WrongPrevious
        return found
