// What is known of the columns of a sheet: those of the workbook by their headers, periods by their first day.
const DATE = /^\d{4}-\d\d-\d\d$/;

export function described(table, about, further) {
  return table.columns.map((name, at) => {
    const known = about[name];
    if (known) {
      const used = known.core || table.rows.some((row) => row.cells[at]);
      return { ...known, further: !used, hidden: known.secret || (!used && !further) };
    }
    const dated = table.sheet === "Demand" && DATE.test(name);
    const label = dated ? day(name, table.columns[at - 1]) : name;
    const help = dated ? `The period from ${day(name)}` : "";
    return { label, label_full: name, number: dated, dated, width: dated ? 88 : 130, help };
  });
}

// 4 Jan 2027; without the year where the column before has the same
function day(name, before) {
  const form = { day: "numeric", month: "short", timeZone: "UTC" };
  const shown = new Date(name + "T00:00:00Z").toLocaleDateString("en-GB", form).replace("Sept", "Sep");
  return before?.slice(0, 4) === name.slice(0, 4) ? shown : `${shown} ${name.slice(0, 4)}`;
}

// what may stand in a column, for the line below the grid
export function words(column) {
  if (column.dated) return `${column.help}.`;
  const options = column.options?.length ? ` One of: ${column.options.join(", ")}.` : "";
  const example = column.example && !options ? ` Such as ${column.example}.` : "";
  return column.help ? `${column.label}: ${column.help}.${options}${example}` : "";
}
