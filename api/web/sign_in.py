"""Signing in with a key, by a form or by the demo's link, and signing out."""

from __future__ import annotations

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from api.client.problem import ApiProblem
from api.schemas.me import Me
from api.web import plain
from api.web.caller import Api, of_request
from api.web.session import forget, remember, secret_of, wanted

SEE_OTHER = 303
LONGEST = 4096  # bytes of the form
WRONG = "This key opens nothing. Copy the whole of it, from smx_ on; keys that were revoked stay closed."


def routes() -> list[BaseRoute]:
    """Plain requests, which work without any script."""
    return [
        Route("/sign-in", show, methods=["GET"]),
        Route("/sign-in", enter, methods=["POST"]),
        Route("/sign-out", leave, methods=["POST"]),
        Route("/demo/{token}", enter_by_link, methods=["GET"]),
    ]


def to_sign_in(request: Request) -> Response:
    """To the form, and from there back to where one wanted to go.

    After a link of another site the cookie is missing though one may be signed in: the page is then asked
    for once more, by itself.
    """
    here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    if plain.from_elsewhere(request):
        return plain.page("again.html", here=here)
    away = "/sign-in" if here == "/" else f"/sign-in?next={quote(here, safe='')}"
    response = RedirectResponse(away, SEE_OTHER)
    if secret_of(request.scope):
        forget(response, request)
    return response


async def show(request: Request) -> Response:
    """The form."""
    return _form(wanted(request.query_params.get("next", "/")))


async def enter(request: Request) -> Response:
    """Takes a key: 303 to where one wanted to go, else the form again with what is wrong."""
    if int(request.headers.get("content-length", "0")) > LONGEST:
        return _form("/", 422, WRONG)
    async with request.form() as form:
        secret, to = str(form.get("key", "")).strip(), wanted(str(form.get("next", "/")))
    try:
        await Api(request.state.room.app, secret, request).read(Me, "/v1/me")
    except (ApiProblem, UnicodeError, ValueError) as problem:
        status = problem.status if isinstance(problem, ApiProblem) else 401
        return _form(to, status, WRONG if status == 401 else str(problem))
    return _entered(request, secret, to)


async def enter_by_link(request: Request) -> Response:
    """The demo's link, which works once."""
    secret = request.state.room.links.use(request.path_params["token"])
    if secret is None:
        text = "It works once. Sign in with the key that was printed beside it, or start the demo again."
        return plain.told(request, 410, "This link was used", text)
    return _entered(request, secret, "/")


async def leave(request: Request) -> Response:
    """Signs out."""
    response = RedirectResponse("/sign-in", SEE_OTHER)
    forget(response, request)
    return response


def _entered(request: Request, secret: str, to: str) -> Response:
    response = RedirectResponse(to, SEE_OTHER)
    remember(response, request, secret)
    return response


def _form(to: str, status: int = 200, fault: str = "") -> Response:
    return plain.page("sign_in.html", status, to=to, fault=fault)


async def signed_in(request: Request) -> tuple[Api, Me] | None:
    """The API with the key of who asks, and who that is; None without a key that opens something."""
    api = of_request(request)
    if api is None:
        return None
    try:
        return api, await api.read(Me, "/v1/me")
    except ApiProblem as problem:
        if problem.status != 401:
            raise
        return None
