"""Which handler answers what: the one place where a new service is entered."""

from collections.abc import Mapping

from bot.forms import Form
from bot.handlers import (
    account_numbers_told,
    accounts_binding,
    accounts_finding,
    accounts_managing,
    accounts_requests,
    accounts_sharing,
    afterwards,
    application_answers,
    applications,
    auto_pay,
    basics,
    call_backs,
    complaints,
    cut_off,
    danger,
    events,
    guarantees,
    in_danger,
    invoices,
    landlords,
    life_support,
    managers,
    media,
    no_danger_now,
    notices,
    outage_follow_ups,
    outages,
    payment_follow_ups,
    payments,
    points,
    privacy,
    progress,
    reconnection,
    repairs,
    requirements,
    tariff_follow_ups,
    tariffs,
    usage,
    without_dialogue,
)
from bot.handling import Follow, Handler, Maybe, Table, first_of

INTENTS: Mapping[str, Handler] = {
    "account_bind": accounts_binding.account_bind,
    "account_manage": accounts_managing.account_manage,
    "application_requirements": requirements.application_requirements,
    "application_status": applications.application_status,
    "apply_service": requirements.apply_service,
    "auto_pay": auto_pay.auto_pay,
    "bill_query": usage.bill_query,
    "complaint": complaints.complaint,
    "customer_manager": managers.customer_manager,
    "emergency": danger.emergency,
    "greeting": basics.greeting,
    "help": basics.help_,
    "human_agent": basics.human_agent,
    "invoice": invoices.invoice,
    "notification_settings": notices.notification_settings,
    "out_of_scope": account_numbers_told.out_of_scope,
    "outage_query": cut_off.outage_query,
    "payment": payments.payment,
    "power_guarantee": guarantees.power_guarantee,
    "reconnection": reconnection.reconnection,
    "repair_progress": repairs.repair_progress,
    "repair_report": cut_off.repair_report,
    "service_points": points.service_points,
    "tariff_query": tariffs.tariff_query,
    "thanks_bye": basics.thanks_bye,
    "usage_analysis": usage.usage_analysis,
}

TITLES: Mapping[str, str] = {
    "account_bind": "绑定户号",
    "account_manage": "管理户号",
    "application_requirements": "办电要带什么",
    "application_status": "查办电进度",
    "apply_service": "申请办电",
    "auto_pay": "自动缴费",
    "bill_query": "查电费",
    "complaint": "投诉表扬",
    "customer_manager": "找台区经理",
    "emergency": "报险情",
    "human_agent": "转人工",
    "invoice": "开发票",
    "notification_settings": "设置提醒",
    "outage_query": "查停电",
    "payment": "交电费",
    "power_guarantee": "保供电",
    "reconnection": "交费后复电",
    "repair_progress": "查报修进度",
    "repair_report": "停电报修",
    "service_points": "找营业厅",
    "tariff_query": "问电价",
    "usage_analysis": "用电分析",
}

EVENTS: Mapping[str, Handler] = {
    "kf_create_session": events.agent_joins,
    "subscribe": events.subscribe,
    "scan": events.scan,
    "unsubscribe": events.unsubscribe,
}

MEDIA: Mapping[str, Handler] = {
    "image": media.image,
    "voice": media.voice,
    "location": media.location,
    "link": media.link,
    "video": media.video,
}

CLICKS: Mapping[str, tuple[str, str] | Handler] = {
    "outage_query": ("outage_query", ""),
    "repair_report": ("repair_report", "我要报修"),
    "repair_progress": ("repair_progress", "报修进度"),
    "emergency": danger.first_aid,
    "bill_query": ("bill_query", "查电费"),
    "payment": ("payment", "交电费"),
    "bill_history": ("bill_query", "历月账单"),
    "account_bind": ("account_bind", "绑定户号"),
    "application_status": ("application_status", "办电进度"),
    "application_requirements": ("application_requirements", "办电要带什么"),
    "service_points": ("service_points", "营业厅"),
    "human_agent": ("human_agent", "转人工"),
}

FORMS: tuple[type[Form], ...] = (
    accounts_binding.CodeEntry,
    accounts_binding.NumberForBinding,
    accounts_finding.ByMeter,
    accounts_finding.WhoIsPaid,
    accounts_managing.Naming,
    accounts_managing.Unbinding,
    accounts_requests.ReleaseRequest,
    accounts_requests.ShareRequest,
    application_answers.VisitMove,
    applications.ApplicationCheck,
    basics.CallBackRequest,
    basics.Forwarding,
    complaints.Praise,
    danger.DangerDetails,
    guarantees.PowerGuarantee,
    managers.ManagerCallBack,
    managers.ManagerLookup,
    notices.NoticeSwitch,
    outages.OutageLookup,
    payments.LargePayment,
    payments.PayByNumber,
    points.PointsLookup,
    privacy.Deletion,
    progress.TicketCancel,
    progress.TicketCheck,
    progress.TicketWord,
    reconnection.PowerBack,
    repairs.RepairReport,
)


FOLLOWS: Mapping[str, Follow] = {
    "application_requirements": first_of((applications.paper_named, requirements.follows)),
    "application_status": applications.follows,
    "apply_service": requirements.follows,
    "customer_manager": managers.follows,
    "outage_query": outage_follow_ups.follows,
    "service_points": points.follows,
    "tariff_query": tariff_follow_ups.follows,
}


AT_ONCE: tuple[Maybe, ...] = (
    account_numbers_told.code_told,
    account_numbers_told.number_for_power_back,
    accounts_requests.decided_alone,
    accounts_sharing.stopped,
    payment_follow_ups.at_once,
    requirements.rented,
    landlords.at_once,
    accounts_finding.tenant,
    cut_off.feared,
    privacy.what_for,
    life_support.at_once,
    basics.warned,
    basics.is_it_a_robot,
    basics.put_off,
    call_backs.at_once,
    afterwards.at_once,
    applications.number_told,
    applications.withdrawn,
    outages.put_right,
    no_danger_now.no_danger_reply,
    in_danger.frightened,
)
"""Asked one after the other before the intent counts; the first that has a reply gives it."""

BELONGS: tuple[Maybe, ...] = (afterwards.word_more, landlords.tenant)
"""Asked one after the other about an unclear message."""


def table() -> Table:
    """Every handler, ready for the router."""
    return Table(
        intents=INTENTS,
        events=EVENTS,
        media=MEDIA,
        clicks=CLICKS,
        forms={form.__name__: form for form in FORMS},
        titles=TITLES,
        at_once=first_of(AT_ONCE),
        belongs=first_of(BELONGS),
        follows=FOLLOWS,
        cancels=afterwards.cancel,
        without_dialogue=without_dialogue.without_dialogue,
    )
