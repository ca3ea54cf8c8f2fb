"""How a document is opened: one's draft of it, its newest version, or an earlier one."""

from __future__ import annotations

from api.client.problem import ApiProblem
from api.schemas.documents import DocumentState
from api.schemas.drafts import DraftState
from api.schemas.tables import DocumentTables
from api.web.caller import Answer, Api
from api.web.documents.editor import Editor
from api.web.documents.kinds import Kind
from api.web.documents.rows import Rows


async def opened(api: Api, kind: Kind, key: str, *, drafts: bool) -> Editor | None:
    """The draft of a document, else its newest version; None without either. `drafts`: one may have any."""
    draft = await _or_none(api, DraftState, kind.draft(key)) if drafts else None
    if draft is not None:
        return Editor(api, kind, key, Rows(draft.tables), draft.base, draft.revision)
    try:
        answer = await api.ask("GET", kind.api(key, "/tables"))
    except ApiProblem as error:
        if error.status != 404:
            raise
        return None
    found = DocumentTables.model_validate_json(answer.content)
    base = int(answer.headers["etag"].strip('"'))
    return Editor(api, kind, key, Rows(found.tables), base, None, judgement=found)


async def at_version(api: Api, kind: Kind, key: str, version: int, base: int) -> Editor:
    """An earlier version, as if it had been typed on top of version `base`."""
    found = await api.read(DocumentTables, kind.api(key, "/tables"), version=version)
    return Editor(api, kind, key, Rows(found.tables), base, None, judgement=found)


async def newest(api: Api, kind: Kind, key: str) -> int | None:
    """Its newest version; None where there is no such document."""
    found = await _or_none(api, DocumentState, kind.api(key))
    return None if found is None else found.version


async def _or_none(api: Api, model: type[Answer], path: str) -> Answer | None:
    try:
        return await api.read(model, path)
    except ApiProblem as error:
        if error.status != 404:
            raise
        return None
