// A range of cells, and what the keyboard and the clipboard do with it: as in a spreadsheet.
import { parsed, plain, written } from "./block.js";
import { edge } from "./edge.js";
import { laid, said, spread } from "./paste.js";

const OWN = "application/x-staffmix"; // what was copied here holds plain numbers
const ARROWS = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] };

// the cell an element stands in, null for what is none of the sheet's own
function cellOf(element) {
  const cell = element.closest(".ag-cell");
  const column = Number(cell?.getAttribute("col-id"));
  return cell && !Number.isNaN(column) ? { row: Number(cell.closest(".ag-row").getAttribute("row-index")), column } : null;
}

// `api()`: the grid; `table()`: its sheet; `book`; `sheet()`: its name; `order()`: columns from left to right
// The grid tells of a focus later than the next key may come, so focus and mouse are heard from the elements themselves.
export function bound(root, about) {
  let anchor = null;
  let head = null;
  let here = null; // the cell that has the focus, or is about to have it
  let shift = false; // with the last key
  let doubted = null; // what was pasted last and could be read in two ways

  const count = () => about.table().rows.length;
  const within = (row) => Math.min(Math.max(row, 0), count() - 1); // rows may be gone since a range was chosen
  const range = () => {
    if (!anchor || !head || !count()) return null;
    const order = about.order();
    const [left, right] = [order.indexOf(anchor.column), order.indexOf(head.column)].sort((a, b) => a - b);
    const [top, bottom] = [within(anchor.row), within(head.row)].sort((a, b) => a - b);
    return { top, bottom, columns: order.slice(Math.max(left, 0), right + 1) };
  };
  const inRange = (row, column) => {
    const found = range();
    if (!found || (found.top === found.bottom && found.columns.length === 1)) return false;
    return row >= found.top && row <= found.bottom && found.columns.includes(column);
  };
  const shown = () => about.api()?.refreshCells({ force: true, suppressFlash: true });
  const put = (row, column, extend) => {
    const wide = anchor && head && (anchor.row !== head.row || anchor.column !== head.column);
    head = { row, column };
    if (!extend || !anchor) anchor = head;
    if (wide || extend) shown();
  };

  const focused = ({ row, column }) => {
    if (row !== here?.row || column !== here?.column) put(row, column, false);
    here = { row, column };
    about.focused(row, column);
  };

  const cells = () => {
    const found = range();
    const rows = about.table().rows;
    if (!found) return [];
    return rows.slice(found.top, found.bottom + 1).map((row) => found.columns.map((at) => [row, at]));
  };
  const write = (list, more = 0) => {
    if (!about.locked) about.book().write(about.sheet(), list, more);
  };

  const fill = () => {
    const found = range();
    const rows = about.table().rows;
    if (!found) return;
    const from = found.top === found.bottom ? found.top - 1 : found.top;
    if (from < 0) return;
    const list = [];
    for (let row = from + 1; row <= found.bottom; row++)
      for (const at of found.columns) list.push([rows[row].id, at, rows[from].cells[at] ?? ""]);
    write(list);
  };
  const clear = () => write(cells().flat().map(([row, at]) => [row.id, at, ""]));

  const paste = (text, own) => {
    if (about.locked || !text) return;
    const order = about.order();
    const empty = !count();
    const place = empty ? { top: 0, bottom: 0, columns: order.slice(0, 1) } : range();
    if (!place) return about.told("Choose a cell first.");
    const given = spread(parsed(text), place);
    const columns = order.slice(order.indexOf(place.columns[0]));
    const read = own ? { block: given, doubt: null } : plain(given, columns.map(numbers), shift && text === doubted);
    const list = laid(read.block, about.table().rows, place.top, columns);
    write(list, Math.max(0, place.top + given.length - count()));
    if (empty) reach(0, columns[0], false);
    anchor = { row: place.top, column: columns[0] };
    head = { row: place.top + given.length - 1, column: columns[Math.min(given[0].length, columns.length) - 1] };
    shown();
    doubted = read.doubt && text;
    about.told(said(given, given.flat().length - list.length, read.doubt));
  };
  const numbers = (at) => about.api().getColumnDef(String(at)).context.numbers;

  const copy = (event) => {
    if (event.target.matches("input, textarea") || !range()) return false;
    const text = written(cells().map((row) => row.map(([of, at]) => of.cells[at] ?? "")));
    event.preventDefault();
    event.clipboardData.setData("text/plain", text);
    event.clipboardData.setData(OWN, text);
    return true;
  };

  const go = (row, column) => {
    about.api().ensureIndexVisible(row);
    about.api().ensureColumnVisible(String(column));
    about.api().setFocusedCell(row, String(column));
  };
  const reach = (row, column, extend) => {
    here = { row, column };
    put(row, column, extend);
    go(row, column);
  };
  const move = ([down, across]) => {
    const order = about.order();
    const at = order.indexOf(head.column) + across;
    reach(within(head.row + down), order[Math.min(Math.max(at, 0), order.length - 1)], true);
  };
  const leap = ([down, across], extend) => {
    const order = about.order();
    const rows = about.table().rows;
    const { row: from, column } = extend ? head : here;
    const row = within(from);
    const filled = (line, at) => Boolean(rows[line].cells[at]);
    if (down) reach(edge((line) => filled(line, column), row, down, rows.length), column, extend);
    else reach(row, order[edge((at) => filled(row, order[at]), order.indexOf(column), across, order.length)], extend);
  };
  const first = (extend) => {
    reach(0, about.order()[0], extend);
    const free = about.api().getAllDisplayedColumns().find((column) => !column.isPinned());
    if (free) about.api().ensureColumnVisible(free);
  };
  // what had the focus may be gone with its row or its sheet
  const kept = () => {
    if (document.activeElement.closest(".ag-cell")) return;
    if (count()) reach(within(here?.row ?? 0), here?.column ?? about.order()[0], false);
    else root.focus();
  };

  const pressed = (event) => {
    shift = event.shiftKey;
    const typing = event.target.matches("input, textarea, select");
    const control = event.ctrlKey || event.metaKey;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const inside = event.target.closest(".ag-cell") !== null;
    let done = true;
    if (typing && key !== "Escape") return;
    if (typing) about.api().stopEditing(true); // by its own Escape the grid would move on to the next row
    else if (control && key === "z") again(event.shiftKey ? about.redo : about.undo);
    else if (control && key === "y") again(about.redo);
    else if (!inside) done = false;
    else if (control && key === "d") fill();
    else if (control && key === "a") all();
    else if (control && key === "Home") first(event.shiftKey);
    else if (control && key === "End") reach(count() - 1, about.order().at(-1), event.shiftKey);
    else if ((key === "Delete" || key === "Backspace") && !control) clear();
    else if (control && ARROWS[key] && here) leap(ARROWS[key], event.shiftKey);
    else if (event.shiftKey && ARROWS[key] && head) move(ARROWS[key]);
    else done = false;
    if (!done) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const again = (way) => {
    way();
    kept();
  };
  const all = () => {
    const order = about.order();
    anchor = { row: 0, column: order[0] };
    head = { row: count() - 1, column: order.at(-1) };
    shown();
  };

  root.tabIndex = -1; // takes the focus of a click, and what is pasted, where a sheet has no cell
  root.addEventListener("keydown", pressed, true);
  root.addEventListener("focusin", (event) => {
    const found = event.target.matches(".ag-cell") && cellOf(event.target);
    if (found) focused(found);
  });
  root.addEventListener("mousedown", (event) => {
    const found = event.button === 0 && cellOf(event.target);
    if (!found) return;
    here = found;
    put(found.row, found.column, event.shiftKey);
  });
  root.addEventListener("mouseover", (event) => {
    const found = event.buttons === 1 && cellOf(event.target);
    if (found) put(found.row, found.column, true);
  });
  root.addEventListener("paste", (event) => {
    if (event.target.matches("input, textarea")) return;
    event.preventDefault();
    const text = event.clipboardData.getData("text/plain").replaceAll("\r\n", "\n");
    paste(text, text === event.clipboardData.getData(OWN));
  });
  root.addEventListener("copy", copy);
  root.addEventListener("cut", (event) => {
    if (copy(event)) clear();
  });
  return { inRange, range, fill, reset: () => (anchor = head = here = null) };
}
