"""Problems as files: JSON, workbook, folder of CSVs."""

from scheduler.files.load import Loaded, load
from scheduler.files.save import save

__all__ = ["Loaded", "load", "save"]
