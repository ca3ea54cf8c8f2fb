"""Documents as they are edited: sheets like those of the workbook, drafts, versions, and who was first."""
