"""Problems as files: JSON, workbook, folder of CSVs."""

from scheduler.files.load import Loaded, load
from scheduler.files.load_document import InvalidDocument, LoadedDocument, load_document
from scheduler.files.places import Places
from scheduler.files.save import save
from scheduler.files.schema import schema
from scheduler.files.template import template

__all__ = [
    "InvalidDocument",
    "Loaded",
    "LoadedDocument",
    "Places",
    "load",
    "load_document",
    "save",
    "schema",
    "template",
]
