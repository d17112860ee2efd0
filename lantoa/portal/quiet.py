"""Acts that never change a public page, so that a busy office does not throw finished pages away all day (front.freshness).

Left out means public: only what surely shows nowhere outside stands here.
"""

from lantoa.front.freshness import quiet

# Accounts, files and notices by themselves are nowhere public; a file that belongs to a story is changed by an act on the story.
ROOMS = ("", "accounts", "files", "notifications", "workspace", "audit", "budget", "reporting")
MODELS = {
    "plans.assignment": None,
    "plans.delivery": None,
    "plans.inspection": None,
    "plans.urgingletter": None,
    "organisations.appointment": None,
    "exemplars.nomination": (
        "receive", "check_duplicates", "suspect", "set_criterion", "add_source", "add_confirmation", "remove_finding", "mentor",
        "make_own_link", "close_own_link", "remind", "ask_about_data", "acknowledge_request", "answer_request", "transcribe",
    ),
    "exemplars.nominationbook": None,
    "newsroom.story": ("create", "write_version", "comment", "settle_comment", "note_read_back", "register_publication"),
    "selection.round": (
        "open_round", "add_candidate", "withdraw_candidate", "set_criteria", "recuse", "note_attendance", "vote", "vote_refused", "extend",
    ),
    "selection.council": None,
    "feedback": None,
}  # fmt: skip


def register_quiet() -> None:
    for room in ROOMS:
        quiet(room)
    for model, actions in MODELS.items():
        quiet(model, actions)
