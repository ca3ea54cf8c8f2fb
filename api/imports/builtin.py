"""Mappings of well-known HR systems, in the column names of their documentation.

- BambooHR: field names of its API (https://documentation.bamboohr.com/docs/list-of-field-names), which its
  reports give as JSON, and the headings the same fields have in a report saved as CSV. It pays by
  `payRate`, such as `31000.00 GBP`, and `payPer`; an empty termination date may be `0000-00-00`.
- Personio: preset attributes, which a report's columns are named by
  (https://support.personio.de/hc/en-us/articles/115002699585-Overview-of-all-Attributes-in-Personio and
  /115003457645 for payroll), and those of its API (`fix_salary`, `weekly_working_hours`). Salaries are for
  the weekly hours worked.
- Workday: fields of the worker, which are the headings of a custom report and, with underscores, the
  elements it has as a web service (account attributes of
  https://documentation.sailpoint.com/connectors/workday/help/integrating_workday/account_attributes.html).

Reports are made by each customer, and headings can be changed: a mapping of one's own says what is theirs.
"""

from __future__ import annotations

from api.imports.mapping import Columns, Mapping

BUILT_IN: dict[str, Mapping] = {
    "bamboohr": Mapping(
        columns=Columns(
            employee=("Employee #", "employeeNumber", "Employee Number", "EEID", "id"),
            job=("Job Title", "jobTitle"),
            site=("Location",),
            type=("Employment Status", "employmentHistoryStatus"),
            start=("Hire Date", "hireDate"),
            end=("Termination Date", "terminationDate"),
            weekly_hours=("Standard Hours Per Week", "standardHoursPerWeek"),
            salary=("Pay Rate", "payRate"),
            salary_per=("Pay Per", "payPer"),
            currency=("Pay Rate - Currency Code", "payRateCurrency"),
        ),
        full_time_hours=40.0,
        leave_out=("Contractor", "Intern"),
    ),
    "personio": Mapping(
        columns=Columns(
            employee=("Personnel number", "Employee ID", "ID"),
            job=("Position",),
            site=("Office",),
            type=("Employment type",),
            start=("Hire date",),
            end=("End of employment", "Employment end date", "Termination date", "Contract end date"),
            weekly_hours=("Weekly hours", "Weekly working hours"),
            salary=("Fixed salary", "Fix salary", "Salary"),
            salary_per=("Fixed salary interval", "Fix salary interval", "Salary interval"),
            currency=("Currency",),
        ),
        full_time_hours=40.0,
        leave_out=("External",),
    ),
    "workday": Mapping(
        columns=Columns(
            employee=("Employee ID",),
            job=("Job Profile", "Business Title"),
            site=("Location",),
            type=("Worker Type", "Employee Type"),
            start=("Hire Date",),
            end=("Termination Date",),
            fte=("FTE",),
            salary=("Total Base Pay Annualized - Amount", "Total Base Pay Annualized"),
            currency=("Total Base Pay Annualized - Currency", "Currency"),
        ),
        salary_per="year",
        leave_out=("Contingent Worker",),
    ),
}
