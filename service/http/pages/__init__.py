"""The pages: rendered on the server, complete without JavaScript. One file per thing people come to do."""

from fastapi import APIRouter

from service.http.pages.asking import router as asking
from service.http.pages.briefing import router as briefing
from service.http.pages.cases import router as cases
from service.http.pages.checking import router as checking
from service.http.pages.curated import router as curated
from service.http.pages.dating import router as dating
from service.http.pages.filling import router as filling
from service.http.pages.generating import router as generating
from service.http.pages.judging import router as judging
from service.http.pages.reading import router as reading
from service.http.pages.reckoning import router as reckoning
from service.http.pages.rendering import WEB, error_page
from service.http.pages.submitting import router as submitting
from service.http.pages.walking import router as walking

__all__ = ["WEB", "error_page", "router"]

router = APIRouter(include_in_schema=False)
for part in (
    asking,
    judging,
    generating,
    curated,
    reading,
    cases,
    briefing,
    submitting,
    walking,
    dating,
    filling,
    reckoning,
    checking,
):
    router.include_router(part)
