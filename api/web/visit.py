"""A page that somebody has open: what screens are given."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from nicegui import ui

from api.client.problem import ApiProblem
from api.schemas.me import Me
from api.store.keys import Role
from api.web.caller import Api
from api.web.parts.notices import Notices
from api.web.steps import Way

log = logging.getLogger(__name__)
OURS = "A fault of ours. Nothing that was saved is lost; load the page again."


@dataclass(frozen=True)
class Visit:
    """Who is at the page (`me`), the API with that person's key (`api`), what one is at work on (`way`)."""

    me: Me
    api: Api
    way: Way
    notices: Notices

    def may(self, *roles: Role) -> bool:
        """Whether this person has one of these roles; administrators may do everything."""
        return any(role in self.me.roles for role in (*roles, Role.ADMIN))

    def tell(self, text: str, *, wrong: bool = False) -> None:
        """Says something in passing, to be read aloud too; what is `wrong` stays until it is put away."""
        self.notices.add(text, wrong=wrong)

    def failed(self, error: Exception) -> None:
        """What a handler could not do, said to the person; registered for all handlers of the page."""
        if not isinstance(error, ApiProblem):
            self.tell(OURS, wrong=True)
        elif error.status == 401:
            ui.navigate.to("/sign-in")
        else:
            self.tell(error.detail, wrong=True)
