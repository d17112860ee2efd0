"""The layers of docs/architecture.md, lowest first; a room may use only rooms in lines above its own in this list."""

LAYERS: list[set[str]] = [
    {"core"}, {"ui"}, {"documents"}, {"accounts"}, {"audit"}, {"front"}, {"files"}, {"search"}, {"notifications"},
    {"organisations"}, {"feedback"}, {"outgoing"}, {"plans"}, {"movements"}, {"exemplars"}, {"selection"}, {"newsroom"}, {"radio"},
    {"channels"},
    {"reporting"}, {"portal", "workspace", "api", "demo"},
]  # fmt: skip
HEIGHT = {room: height for height, line in enumerate(LAYERS) for room in line}
