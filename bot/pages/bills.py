"""The page behind 历月账单: a chart and a table, readable on a phone."""

from collections.abc import Callable, Sequence

from flask import Blueprint, render_template

from bot import say
from bot.backends.billing import Bill
from bot.services import Services
from bot.services import bills as wording
from bot.services.holders import BILLS_PAGE as PATH
from bot.services.links import LinkExpired

MAX_AGE_S = 7 * 24 * 3600
MONTHS = 13


def blueprint(services: Callable[[], Services]) -> Blueprint:
    """`/pages/bills/<token>`."""
    routes = Blueprint("bills", __name__, template_folder="templates")

    @routes.get(f"/{PATH}/<token>")
    def history(token: str) -> str:
        """The link is over with the binding, or with its right to see bills."""
        use = services()
        openid, account_no = use.links.read(PATH, token, MAX_AGE_S)
        held = use.bindings.of(openid)
        if not any(b.account_no == account_no and b.may("see") for b in held):
            raise LinkExpired
        bills = use.billing.bills(account_no)[:MONTHS]
        return render_template(
            "bills/history.html",
            whose=f"户号尾号{account_no[-4:]}",
            chart=_chart(bills),
            bills=[_row(bill) for bill in bills],
            fresh=wording.fresh(use.billing.as_of()),
        )

    return routes


def _row(bill: Bill) -> dict[str, object]:
    return {
        "month": say.month(bill.month),
        "kwh": bill.kwh,
        "amount": say.yuan(bill.amount_fen),
        "paid": bill.owed_fen <= 0,
    }


def _chart(bills: Sequence[Bill]) -> str:
    """Bars of the months' use, oldest left, as SVG without scripts."""
    import pygal  # heavy, and wanted by few
    from pygal.style import Style

    style = Style(
        background="transparent",
        plot_background="transparent",
        colors=("#00786b",),
        font_family="system-ui, sans-serif",
        label_font_size=18,
        value_font_size=18,
    )
    chart = pygal.Bar(
        style=style,
        show_legend=False,
        js=(),
        height=420,
        width=640,
        print_values=True,
        print_values_position="top",
        value_formatter=lambda kwh: f"{kwh:.0f}",
        x_label_rotation=45,
        disable_xml_declaration=True,
        margin=8,
    )
    oldest_first = list(reversed(bills))
    chart.x_labels = [f"{bill.month[2:4]}/{bill.month[5:]}" for bill in oldest_first]
    chart.add("", [bill.kwh for bill in oldest_first])
    return str(chart.render(is_unicode=True))
