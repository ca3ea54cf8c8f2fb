"""What looser limits would save: what can be told first, the rest in a line each."""

from __future__ import annotations

from collections.abc import Sequence

from scheduler.explain.prices.worth import Worth

MOST = 5
KINDS = {
    "too close": "too close to tell",
    "nothing": "would save nothing",
    "no": "cannot be looser",
}


def limit_lines(worth: Sequence[Worth], verbose: bool) -> list[str]:
    """Sentences, those of which something is certain first; with `verbose` every one."""
    by_kind: dict[str, list[Worth]] = {}
    for each in worth:
        by_kind.setdefault(_kind(each), []).append(each)
    certain = sorted(by_kind.pop("certain", []), key=_least, reverse=True)
    if verbose:
        return [each.text for each in (*certain, *(one for kind in KINDS for one in by_kind.get(kind, [])))]
    lines = [each.text for each in certain[:MOST]]
    if len(certain) > MOST:
        lines.append(f"and {len(certain) - MOST} more of which something is certain (--verbose)")
    return lines + [_rest(kind, by_kind[kind]) for kind in KINDS if kind in by_kind]


def _kind(worth: Worth) -> str:
    if not worth.possible:
        return "no"
    if worth.method == "same model" or (worth.saving is not None and worth.saving.nothing):
        return "nothing"
    return "certain" if worth.saving is not None and worth.saving.sign else "too close"


def _least(worth: Worth) -> float:
    return worth.saving.low if worth.saving is not None else 0.0


def _rest(kind: str, some: Sequence[Worth]) -> str:
    names = [_place(each.limit) for each in some]
    return f"{KINDS[kind]}: {', '.join(names)}"


def _place(limit: str) -> str:
    """rate_card/offers/bright phone/max_heads: bright phone max heads; policy/max_hires: policy max hires."""
    document, *inner = limit.split("/")
    owner, *field = ["policy", *inner] if document == "policy" else inner[1:]
    last = field[:-1] if field[-1].isdigit() else field
    return " ".join([owner, *(part.replace("_", " ") for part in last)])
