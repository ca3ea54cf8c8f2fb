"""What is around every screen: the way through the steps, who is signed in, light or dark, notices."""

from __future__ import annotations

from nicegui import ui

from api.schemas.me import Me
from api.web import assets
from api.web.caller import Api
from api.web.parts.node import Node, node
from api.web.parts.notices import Notices
from api.web.screens.screen import Screen
from api.web.steps import STEPS, Step, Way
from api.web.visit import Visit

ROLES = {"hr": "HR", "admin": "administrator"}


def framed(me: Me, api: Api, way: Way, screen: Screen) -> Visit:
    """Puts the frame around the page that is being made; what follows stands below its heading."""
    client = ui.context.client
    layout = client.layout
    with layout:
        skip = node("a", "Skip to the content", "skip", href="#main")
        with node("header", classes="top") as top:
            with node("a", classes="brand", href="/"):
                node("img", src=assets.address("mark.svg"), alt="", width=22, height=22)
                node("span", "Staffmix")
            _steps(way, screen)
            _who(me)
        notices = Notices()
    skip.move(target_index=0)
    top.move(target_index=1)
    client.content.props["id"] = "main"
    client.content.props["tabindex"] = -1
    node("h1", screen.title)
    return Visit(me, api, way, notices)


def _steps(way: Way, screen: Screen) -> None:
    with node("nav", classes="steps", aria_label="Steps"), node("ol"):
        for place, step in enumerate(STEPS, 1):
            with node("li"):
                _step(place, step, way, current=step.name == screen.step)


def _step(place: int, step: Step, way: Way, *, current: bool) -> None:
    """A link; the current one marked, one that is not possible yet with the reason."""
    target = step.target(way)
    if current:
        shown = node("a", classes="step", href=target or "#main", aria_current="step")
    elif target:
        shown = node("a", classes="step", href=target)
    else:
        reason = f"later-{step.name}"
        shown = node(
            "span",
            classes="step later",
            tabindex=0,
            role="link",
            aria_disabled="true",
            aria_describedby=reason,
        )
    with shown:
        node("span", str(place), "place", aria_hidden="true")
        node("span", step.label, "label")
        if not target and not current:
            node("span", step.missing, "reason", id=f"later-{step.name}")


def _who(me: Me) -> Node:
    """Whose key this is, light or dark, and the way out."""
    roles = ", ".join(ROLES.get(role, role) for role in me.roles)
    with node("div", classes="who") as place:
        with node("details", classes="me"):
            with node("summary", aria_label=f"Signed in as {me.name}"):
                node("span", me.name, "name")
                if me.sandbox:
                    node("span", "sandbox", "badge")
            with node("div", classes="card"):
                node("p", f"{me.name}, of {me.tenant}")
                node("p", f"May act as {roles}.", "soft")
                node("p", "Sees pay." if me.pay else "Does not see pay.", "soft")
                with node("form", method="post", action="/sign-out"):
                    node("button", "Sign out", "button", type="submit")
        look = node("button", "", "quiet look", type="button", aria_label="Dark", aria_pressed="false")
        look.on("click", js_handler="(event) => staffmix.turn(event.currentTarget)")
    return place
