"""Acts that never change a public page, so that a busy office does not throw finished pages away all day (front.freshness).

Left out means public: only what surely shows nowhere outside stands here.
"""

from lantoa.front.freshness import quiet

# Accounts, files and notices by themselves are nowhere public; a file that belongs to a story is changed by an act on the story.
ROOMS = ("", "accounts", "audit", "budget", "feedback", "files", "notifications", "outgoing", "reporting", "workspace")
MODELS = {
    "plans.assignment": ("move", "give_proof", "withdraw_proof", "hand_over"),
    "plans.delivery": ("acknowledge", "hand_over"),
    "plans.inspection": ("move", "plan", "add_item", "remove_item", "answer"),
    "plans.urgingletter": ("move", "draft", "edit"),
    "plans.letterbundle": ("move", "ask_for_bundle"),
    # Of a plan the public reads number, day, title and points; what is done about it stays inside.
    "plans.plan": ("remind", "resend", "deliver", "give_out", "go_late", "draft_unit_plan", "roll_over"),
    "organisations.appointment": ("appoint", "end", "delegate"),
    "movements.review": ("move", "create", "edit", "add_item", "remove_item", "hand_over"),
    "movements.lesson": ("create", "edit", "withdraw", "reuse_lesson"),
    "exemplars.nomination": (
        "receive", "check_duplicates", "set_criterion", "add_source", "add_confirmation", "remove_finding", "mentor", "make_own_link",
        "close_own_link", "remind", "ask_about_data", "acknowledge_request", "answer_request", "transcribe",
    ),
    "exemplars.suspicion": ("move", "suspect"),
    "exemplars.nominationbook": ("move", "bring_book", "take_book"),
    "newsroom.story": (
        "create", "write_version", "comment", "settle_comment", "note_read_back", "make_read_back_link", "answer_read_back",
        "write_channel_text", "register_publication", "cross_out_publication", "note_taken_down", "note_royalty", "cross_out_royalty",
    ),
    "newsroom.mediarequest": ("move", "ask_media", "note_request"),
    "newsroom.column": ("see_column",),
    # A bulletin is heard by the public from its approval on; until then it is written, read aloud and mixed.
    "radio.bulletin": (
        "create", "add_stories", "add_part", "write_script", "ask_for_approval", "send_back", "keep_take", "ask_for_mix",
    ),
    # Whether a loudspeaker played is nobody's page; what it may play, players ask for each time.
    "radio.airing": ("move", "move_airing"),
    "radio.station": ("take_log", "connect", "renew_address"),
    "selection.round": (
        "open_round", "add_candidate", "withdraw_candidate", "set_criteria", "recuse", "note_attendance", "vote", "vote_refused", "extend",
    ),
    "selection.council": ("found", "seat_member", "unseat_member", "close"),
    "selection.scheme": ("set_scheme",),
    "selection.certificatetemplate": ("set_template",),
    "selection.certificateprint": ("move",),
}  # fmt: skip


def register_quiet() -> None:
    for room in ROOMS:
        quiet(room)
    for model, actions in MODELS.items():
        quiet(model, actions)
