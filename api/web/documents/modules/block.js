// A block of cells as spreadsheets put it on the clipboard: tabs between cells, lines between rows, quotation marks
// around cells that hold either.

export function parsed(text) {
  const rows = [[]];
  let cell = "";
  let quoted = false;
  const clean = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  for (let at = 0; at < clean.length; at++) {
    const letter = clean[at];
    if (quoted) {
      if (letter !== '"') cell += letter;
      else if (clean[at + 1] === '"') cell += clean[++at];
      else quoted = false;
    } else if (letter === '"' && cell === "") quoted = true;
    else if (letter === "\t" || letter === "\n") {
      rows.at(-1).push(tidy(cell));
      cell = "";
      if (letter === "\n") rows.push([]);
    } else cell += letter;
  }
  rows.at(-1).push(tidy(cell));
  return rows;
}

export function written(rows) {
  const cell = (text) => (/[\t\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return rows.map((row) => row.map(cell).join("\t")).join("\n");
}

// blanks that spreadsheets put between thousands are no part of a number
const tidy = (text) => (/^[+-]?[\d.,\u00a0\u202f ]+%?$/.test(text) ? text.replace(/[\u00a0\u202f]/g, "").trim() : text.trim());
