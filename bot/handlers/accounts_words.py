"""How account numbers and codes are read out of messages, and words that several ways share."""

import re

from bot.backends.accounts import Account
from bot.effects import Effect, Sms
from bot.hearing import backs_out
from bot.phones import takes_sms
from bot.services import account_numbers
from bot.turn import Turn

NUMBER_PROMPT = "请发要绑定的户号，电费短信、账单上都有，10位或13位数字。"
NUMBER_RETRY = "户号是10位、13位或16位数字，请再发一次。"

METER = r"表号|条形码|电表(上|上面|里)?的?(编?号|数字)|表上(的|写|印)"
"""What residents call the meter's own number, a regular expression."""

_BARE_MAX_CHARS = 4
_OWN = re.compile(r"我(们)?(自己)?(的|这|家|屋头)|自己家|默认")
_OF_METER = re.compile(rf"(?:{METER})[^\d户]{{0,6}}$")
_CHINESE = str.maketrans("零〇一幺二两三四五六七八九", "0011223456789")
_BARE = re.compile(r"(?<!\d)(?:\d{16}|\d{13}|\d{10})(?!\d)")
_LONG = re.compile(r"(?<![\dA-Za-z.])\d{7,20}(?![\dA-Za-z.])")
_SIX = re.compile(r"(?<!\d)\d{6}(?!\d)")
_SERVICE = re.compile(r"[电费查户修缴交退绑]|台区|营业厅|取消|返回|人工|客服|继续|谢谢|你好|您好")
_WISH = re.compile(r"[电缴交欠][费了]|发票|记录|停电|没电|解绑|余额|多少|默认")
_SPACED = re.compile(r"^\D{0,8}((?:\d[\s\-.,，。、]*){6})\D*$")


def number_said(turn: Turn) -> str:
    """The account number in a message, however it is spaced; empty for none, or a meter's."""
    text = turn.text
    numbers = [e for e in turn.understanding.entities if e.type == "account_no"]
    named = [e for e in numbers if not _OF_METER.search(text[: e.start])]
    if numbers:
        return str(named[0].value) if named else ""
    plain = re.sub(r"(?<=\d)[\s\-.]+(?=\d)", "", text)
    bare = _BARE.search(plain)
    return bare[0] if bare and not _OF_METER.search(plain[: bare.start()]) else ""


def odd_number(turn: Turn) -> str:
    """A number of another length than an account's, and of no other kind; empty for none."""
    entities = turn.understanding.entities
    if any(entity.type == "account_no" for entity in entities):
        return ""
    for run in _LONG.finditer(turn.text):
        if all(run.end() <= e.start or run.start() >= e.end for e in entities):
            return run[0]
    return ""


def one_at_a_time(turn: Turn) -> str:
    """What is said of a second number in a message; empty where there is one at most."""
    said = [str(e.value) for e in turn.understanding.entities if e.type == "account_no"]
    numbers = list(dict.fromkeys(said))
    return f"一次办一户，先办{numbers[0]}；{numbers[1]}办完这户再发。" if len(numbers) > 1 else ""


def told(number: str) -> dict[str, str]:
    """What is remembered of a number that came without a wish: a sum said next is for it."""
    return {"account_no": number, "told": number}


def just_told(turn: Turn) -> str:
    """The number that the last answer acknowledged, which had come without a wish; else empty.

    Nor where the words name the account that was paid for before, or one's own.
    """
    context = turn.session.context
    number, before = context.get("told", ""), context.get("pay_for", "")
    is_last = number == context.get("about") and not turn.session.is_stale(turn.now)
    back = before not in ("", number) and account_numbers.tail(before) in turn.text
    own = is_last and _OWN.search(turn.text) and turn.use.bindings.of(turn.openid)
    return number if is_last and not back and not own else ""


def wrong_length(number: str) -> str:
    """The sentence that refuses a number of this length."""
    return f"{number}是{len(number)}位，户号是10位或13位数字（老的有16位），请对一下再发。"


def six_digits(text: str) -> str:
    """The only run of six digits, also spelled out or spaced."""
    runs = _SIX.findall(text)
    if len(runs) == 1:
        return str(runs[0])
    spaced = _SPACED.match(text.translate(_CHINESE))
    return "".join(re.findall(r"\d", spaced[1])) if spaced else ""


def own_word(turn: Turn, field: str, most_chars: int) -> str:
    """A short word of the resident's own, such as a name, when this field is being asked.

    Names and nicknames look like any intent to the classifier, so its word does not count here.
    """
    form, said = turn.session.form, turn.text.strip(" \t“”\"'。，,.!！")
    if form is None or form.asking != field or turn.understanding.command:
        return ""
    is_word = re.fullmatch(r"[\w·]+", said) and not said.isdigit() and not backs_out(said)
    return said if is_word and len(said) <= most_chars and not _SERVICE.search(said) else ""


def number_answered(turn: Turn, asked: bool) -> str:  # noqa: FBT001  # the signature of every reader
    """A number as an answer: a bare one always, one in a sentence where it is no other wish."""
    words = re.sub(r"[\d\s\-.]", "", turn.text)
    is_bare = len(words) <= _BARE_MAX_CHARS and not _WISH.search(words)
    return number_said(turn) if asked or is_bare else ""


def notice_of(turn: Turn, account: Account) -> tuple[Effect, ...]:
    """The SMS that tells the phone on record of a binding."""
    if not turn.use.can.sms or not account.phone or not takes_sms(account.phone):
        return ()
    tail, hotline = account_numbers.tail(account.account_no), turn.use.utility.hotline
    text = (
        f"您尾号{tail}的户号刚在微信里绑定了一个人。不是您本人或您同意的人，请马上拨打{hotline}。"
    )
    return (Sms(account.phone, text),)
