"""The 26 intents: what the resident wants done first."""

from typing import Literal, get_args

Intent = Literal[
    "bill_query",
    "payment",
    "auto_pay",
    "invoice",
    "usage_analysis",
    "tariff_query",
    "outage_query",
    "repair_report",
    "emergency",
    "repair_progress",
    "reconnection",
    "apply_service",
    "application_requirements",
    "application_status",
    "account_bind",
    "account_manage",
    "service_points",
    "customer_manager",
    "power_guarantee",
    "notification_settings",
    "complaint",
    "human_agent",
    "greeting",
    "help",
    "thanks_bye",
    "out_of_scope",
]

INTENTS: tuple[str, ...] = get_args(Intent)
