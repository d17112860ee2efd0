"""A lacquer plate for what has no photo: drawn by field, so that no card looks broken. Own drawings, in static/portal/plates."""

_BY_FIELD = {"production": "vuon", "business": "pho", "study": "lophoc", "work": "congso", "combat": "duong"}
_BY_KIND = {"model": "nhamay", "news": "loa", "guide": "congso"}
_EVERYDAY = ("bepan", "duong", "pho")


def plate_of(kind: str, field: str, number: int) -> str:
    """File of the plate for a story of this kind about a deed in this field; without either one of everyday life, always the same for
    the same `number`."""
    name = _BY_KIND.get(kind) or _BY_FIELD.get(field) or _EVERYDAY[number % len(_EVERYDAY)]
    return f"portal/plates/{name}.svg"
