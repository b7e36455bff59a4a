"""What every request handler needs, made once when the application starts."""

import datetime as dt
from dataclasses import dataclass

from indexer.cleaning import clean
from service.answering.answer import Answer, Request
from service.answering.answerer import Answerer
from service.search.live import LiveSearcher
from service.search.regions import parse_region
from service.settings import Settings
from service.store.answers import AnswerStore
from service.store.masking import mask


class QuestionTooLong(ValueError):
    """A question over the limit; the message is for the person who typed it."""


@dataclass(frozen=True)
class Runtime:
    """The searcher in use, the store, the settings."""

    live: LiveSearcher
    store: AnswerStore
    settings: Settings

    def ask(self, question: str, region: str | None, as_of: dt.date | None) -> Answer:
        """Answer a question, personal data masked, and keep the answer at its address.

        Raises QuestionTooLong, RegionError, NotReady or StoreError.
        """
        cleaned = clean(question)
        limit = self.settings.max_question
        if len(cleaned) > limit:
            raise QuestionTooLong(f"问题有{len(cleaned)}个字，最多{limit}个字。请只留下要问的事，分几次问也可以。")
        place = parse_region(clean(region)) if region and clean(region) else None
        answerer = Answerer(self.live.current(), home_region=self.settings.home_region)
        now = dt.datetime.now(dt.UTC)
        answer = answerer.answer(Request(mask(cleaned), place, as_of), now.astimezone().date())
        self.store.save(answer, now)
        return answer
