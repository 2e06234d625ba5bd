"""Respondents of the survey about the assistant service: what each intends to answer; the rest they skip."""

from __future__ import annotations

AGREED = {"consent": "yes", "resp_role": "self"}
ADULT = {**AGREED, "service_status": "current", "services_used": "assistant_muni", "age_group": "a25_44"}
GRANTED = {"hours_unit": "month", "hours_granted_month": "80"}
LACKING = {"hours_enough": "notenough", "hours_needed_month": "120", "unmet_purposes": "work"}
ASSESSED = {"assessed": "yes"}
LONG_TERM = {**ADULT, **ASSESSED, **GRANTED, "since_when": "y2016"}
NEW = {**ADULT, **ASSESSED, **GRANTED, "since_when": "y2021b", "hours_enough": "enough"}
STUDENT = {**LONG_TERM, "services_used": "assistant_muni assistant_hei", "age_group": "a18_24"}
PARENT = {
    **AGREED, **GRANTED, "resp_role": "parent", "service_status": "current", "since_when": "y2019",
    "services_used": "assistant_muni escort_child", "age_group": "a05_17",
}  # fmt: skip
REFUSED = {**AGREED, **ASSESSED, "service_status": "refused", "refusal": "refused", "unmet_purposes": "work"}
WAITING = {**AGREED, "service_status": "waiting", "assessed": "notyet", "find_ease": "e1"}
NOT_APPLIED = {**AGREED, "service_status": "not_applied", "unmet_purposes": "work"}
SCREENED_OUT = {**AGREED, "service_status": "not_target"}
DECLINED = {"consent": "no"}
TROUBLED = {**LACKING, "find_ease": "e1", "refusal": "reduced"}

# On paper, where the municipality was one question, it was planned to have for these respondents: 38 to 42
# questions for an adult who has long had an assistant, 36 for a new one, 43 for a student, 40 for a child's parent,
# 24 after a refusal, 15 for somebody who never applied, 3 for somebody who is not concerned. Here all but the last
# have one more: the region is asked first. Pages that ask "which other" and warnings come on top, as on paper.
PATHS = {
    "long-term adult, content": (LONG_TERM | {"hours_enough": "enough"}, 39),
    "long-term adult, troubled": (LONG_TERM | TROUBLED, 43),
    "new adult": (NEW, 37),
    "student": (STUDENT | LACKING | {"find_ease": "e1"}, 44),
    "parent of a child": (PARENT | LACKING | {"find_ease": "e1"}, 41),
    "refused": (REFUSED, 25),
    "waiting": (WAITING, 22),
    "not applied": (NOT_APPLIED, 16),
    "screened out": (SCREENED_OUT, 3),
    "declined": (DECLINED, 1),
}
