"""Feedback: two buttons under an answer, a reason with the second one, and a word on what happens next."""

import datetime as dt
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from indexer.cleaning import clean
from service.http.api import InRuntime
from service.http.errors import BadQuery, NotHere
from service.http.pages.rendering import page
from service.store.feedback import REASONS, VERDICTS, Feedback, open_feedback
from service.store.masking import mask

router = APIRouter()

#: The longest text taken, in characters.
MAX_TEXT = 500


@router.post("/answer/{answer_id}/feedback")
def give(
    runtime: InRuntime,
    answer_id: str,
    verdict: Annotated[str, Form()] = "",
    reason: Annotated[str, Form()] = "",
    text: Annotated[str, Form()] = "",
) -> RedirectResponse:
    """Keep what was said, personal data masked. Raises NotHere, BadQuery, StoreError."""
    if runtime.store.get(answer_id) is None:
        raise NotHere("没有这个答案。答案的地址可能抄漏了字，请重新提问。")
    if verdict not in VERDICTS or reason not in ("", *REASONS):
        raise BadQuery("请在答案下面选“有用”或者“没用”，再选一个理由。")
    words = clean(text)
    if len(words) > MAX_TEXT:
        raise BadQuery(f"说明有{len(words)}个字，最多{MAX_TEXT}个字。请返回缩短后再发。")
    digest = runtime.live.current().index.manifest.digest
    feedback = Feedback(answer_id, digest, verdict, reason, mask(words), dt.datetime.now(dt.UTC))
    with open_feedback(runtime.settings.store_url) as store:
        store.save(feedback)
    return RedirectResponse(f"/answer/{answer_id}/thanks", status_code=303)


@router.get("/answer/{answer_id}/thanks")
def thanks(request: Request, runtime: InRuntime, answer_id: str) -> Response:
    """Thanks, and what happens next."""
    found = runtime.store.get(answer_id)
    if found is None:
        raise NotHere("没有这个答案。答案的地址可能抄漏了字，请重新提问。")
    return page(request, "thanks.html", answer=found)
