"""The screens, in the order of the steps.

To add a screen, write a module here with

    async def build(visit: Visit, plan: str) -> None:
        costs = await visit.api.read(Costs, f"/v1/plans/{plan}/costs")
        ...

    SCREEN = Screen("plan", "/plans/{plan}", "Plan", build)

and list it below; the frame, the steps, signing in and what is shown on an `ApiProblem` come by themselves.
What `build` makes stands below the heading. It asks the API alone (`visit.api`), looks at
`visit.me` and `visit.may(…)` for what may be shown, and uses `api.web.parts`. Handlers are async and block
nothing; an `ApiProblem` that one raises is told by the frame. Colours, distances and sizes are tokens of
`static/tokens.css`; rules of one screen go into a file of its own beside it, named in `assets.STYLES`.
"""

from __future__ import annotations

from api.web.screens import documents, plan, plans, run, start, take, what_if, why
from api.web.screens.screen import Screen

SCREENS: tuple[Screen, ...] = (
    start.SCREEN,
    documents.SCREEN,
    plans.SCREEN,
    run.SCREEN,
    plan.SCREEN,
    why.SCREEN,
    what_if.SCREEN,
    take.SCREEN,
)
PATHS = tuple(dict.fromkeys(screen.path for screen in SCREENS))
