"""Refusals: the ways of not answering, each with its own words, and where to turn instead.

“Nothing found”, “not held”, “not our field”, “need one more fact” and “nothing asked” are different things to a person
in trouble.
(“Broken” is not here: a fault is an HTTP error, never an answer.)
"""

from dataclasses import dataclass
from enum import StrEnum


class AnswerStatus(StrEnum):
    """The outcome of a question; the value is what the interface says."""

    ANSWERED = "answered"
    NOT_FOUND = "not_found"
    OUT_OF_SCOPE = "out_of_scope"
    NOT_HELD = "not_held"
    EMPTY_QUESTION = "empty_question"
    NEED_FACT = "need_fact"


@dataclass(frozen=True)
class Contact:
    """A telephone line and what it is for."""

    name: str
    phone: str
    purpose: str


@dataclass(frozen=True)
class Handoff:
    """Where to turn, and what to have ready."""

    contacts: tuple[Contact, ...]
    prepare: tuple[str, ...]


@dataclass(frozen=True)
class Refusal:
    """What is said instead of an answer."""

    status: AnswerStatus
    message: str
    handoff: Handoff | None


UNION = Contact("工会服务热线", "12351", "工会维权、集体协商指导、困难帮扶")
LABOUR = Contact("人力资源社会保障服务热线", "12333", "劳动关系、社会保险、欠薪投诉咨询")
LEGAL_AID = Contact("公共法律服务热线", "12348", "法律咨询、法律援助，不限于劳动")
PREPARE = (
    "发生了什么、什么时候、在哪个单位",
    "劳动合同、工资条或者转账记录、考勤记录、社保缴费记录",
    "单位发的通知、聊天记录、录音等原件",
)

_MESSAGES = {
    AnswerStatus.EMPTY_QUESTION: "还没有看到问题。请用一句话写下想问的事，例如“试用期最长多久”。",
    AnswerStatus.NOT_FOUND: (
        "在本库收录的法规、流程和案例里没有找到能回答这个问题的内容。换个说法，或者补充发生了什么，再试一次。"
    ),
    AnswerStatus.NOT_HELD: "{detail}。请到官方渠道查阅原文；本库不凭记忆回答没有收录的条文。",
    AnswerStatus.NEED_FACT: "{detail}。",
}
_OTHER_LAW = "这个问题看起来属于“{field}”，不是劳动方面的。本库只回答劳动者权益、工会与集体协商的问题。{turn_to}。"
_NOT_OURS = "本库只回答劳动者权益、工会与集体协商的问题，没有查到与这句话有关的内容。"


def refusal(status: AnswerStatus, detail: str = "", *, turn_to: str = "") -> Refusal:
    """The words for a status.

    `detail` says what is not held, which fact is needed, or which other field of law it is; `turn_to` where to ask
    then.
    """
    if status is AnswerStatus.EMPTY_QUESTION:
        return Refusal(status, _MESSAGES[status], None)
    if status is AnswerStatus.OUT_OF_SCOPE:
        if detail:
            message = _OTHER_LAW.format(field=detail, turn_to=turn_to.rstrip("。"))
            return Refusal(status, message, Handoff((LEGAL_AID,), PREPARE[:1]))
        return Refusal(status, _NOT_OURS, Handoff((UNION, LEGAL_AID), ()))
    message = _MESSAGES[status].format(detail=detail.rstrip("。"))
    return Refusal(status, message, Handoff((UNION, LABOUR, LEGAL_AID), PREPARE))
