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
      rows.at(-1).push(cell.trim());
      cell = "";
      if (letter === "\n") rows.push([]);
    } else cell += letter;
  }
  rows.at(-1).push(cell.trim());
  return rows;
}

export function written(rows) {
  const cell = (text) => (/[\t\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return rows.map((row) => row.map(cell).join("\t")).join("\n");
}

// Numbers that people read are 3,700.5 or 3.700,5 or 3 700,5; numbers of the sheets are 3700.5. As in a file, what the
// block itself tells is taken, and nothing is guessed.
const EITHER = /^[+-]?[1-9]\d{0,2}([.,])\d{3}$/; // thousands, or three decimals
const DECIMAL = /^[+-]?\d*([.,])\d+$/;
const SPACED = /^[+-]?[1-9]\d{0,2}([\s'’])\d{3}(\1\d{3})*([.,]\d+)?$/; // blanks and apostrophes are never decimal marks
const GROUPED = { ".": /^[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d+)?$/, ",": /^[+-]?[1-9]\d{0,2}(\.\d{3})+(,\d+)?$/ };
const OTHER = { ".": ",", ",": "." };

// `numbers`: of each column of the block, whether it holds numbers; `thousands`: somebody said that what can be read in
// two ways is thousands. `doubt` is the first that nobody can tell.
export function plain(block, numbers, thousands = false) {
  const read = block.map((row) => row.map((text, at) => (numbers[at] ? number(text) : null)));
  const marks = new Set(read.flat().map((found) => found?.mark).filter(Boolean));
  const mark = marks.size === 1 ? [...marks][0] : null;
  let doubt = null;
  const cell = (text, found) => {
    const own = found?.mark ?? (found?.either && (mark ?? (thousands ? OTHER[found.either] : null)));
    if (own) return pointed(found.digits, own) + found.percent;
    if (!found?.either) return found ? found.digits + found.percent : text;
    doubt ??= found.digits;
    return found.either === "," ? text : `${text} (thousands or decimals?)`; // by itself it would be read as decimals
  };
  return { block: block.map((row, down) => row.map((text, at) => cell(text, read[down][at]))), doubt };
}

// what a cell tells by itself: its decimal mark, or the mark that can be either; null for what is no such number
function number(text) {
  const [, shown, percent] = /^(.*?)\s*(%?)$/s.exec(text);
  const digits = SPACED.test(shown) ? shown.replace(/[\s'’]/g, "") : shown;
  const either = digits === shown ? EITHER.exec(digits)?.[1] : null;
  const mark = either ? null : (DECIMAL.exec(digits)?.[1] ?? [".", ","].find((each) => GROUPED[each].test(digits)));
  return either || mark || digits !== shown ? { digits, percent, either, mark } : null;
}

function pointed(digits, mark) {
  const whole = GROUPED[mark].test(digits) ? digits.replaceAll(OTHER[mark], "") : digits;
  return whole.replace(mark, ".");
}

// what to do about a number that can be read in two ways
export function wayOut(doubt) {
  const mark = EITHER.exec(doubt)[1];
  const [whole, parted] = [doubt.replace(mark, ""), Number(doubt.replace(mark, "."))];
  return (
    `${doubt} can be ${whole} or ${parted}, and nothing in the block tells. If it is ${whole}, paste it again with ` +
    `Ctrl+Shift+V, or format the cells without thousands separators; if it is ${parted}, show one decimal more.`
  );
}
