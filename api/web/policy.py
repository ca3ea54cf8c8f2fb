"""The page's Content-Security-Policy, and the nonce that lets NiceGUI's own scripts and styles pass it.

What it does not allow, and why it allows what it does: docs/page.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from jinja2 import BaseLoader, Environment

RULES = (
    "default-src 'none'",
    "script-src 'self' 'nonce-{nonce}' 'unsafe-eval'",  # Vue compiles templates, NiceGUI evaluates handlers
    "script-src-attr 'none'",
    "style-src 'self' 'nonce-{nonce}'",
    "style-src-attr 'none'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
)
NONCED = re.compile(r"<(script|style)\b")
BODY = "{{ body_html | safe }}"
NONCED_BODY = """{{ body_html | replace('<style>', '<style nonce="' ~ request.state.nonce ~ '">') | safe }}"""

Source = tuple[str, str | None, Callable[[], bool] | None]


def policy(nonce: str) -> str:
    """The header's value for one answer."""
    return "; ".join(RULES).format(nonce=nonce)


def headers(nonce: str) -> dict[str, str]:
    """What every answer of the page carries.

    `Referrer-Policy` is not `no-referrer`: browsers would send forms with `Origin: null` then.
    """
    return {
        "Content-Security-Policy": policy(nonce),
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    }


class Nonced(BaseLoader):
    """NiceGUI's template with the request's nonce in it: put in when it is read, before any data is near."""

    def __init__(self, inner: BaseLoader) -> None:
        self._inner = inner

    def get_source(self, environment: Environment, template: str) -> Source:
        """The template as the policy wants it: scripts and styles with a nonce, no style in an attribute."""
        source, name, fresh = self._inner.get_source(environment, template)
        source = NONCED.sub(r'<\1 nonce="{{ request.state.nonce }}"', source)
        return source.replace(BODY, NONCED_BODY).replace('style="display: none"', "hidden"), name, fresh
