// A range of cells, and what the keyboard and the clipboard do with it: as in a spreadsheet.
import { parsed, written } from "./block.js";

// the cell an element stands in, null for what is none of the sheet's own
function placed(element) {
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

  const range = () => {
    if (!anchor || !head) return null;
    const order = about.order();
    const [left, right] = [order.indexOf(anchor.column), order.indexOf(head.column)].sort((a, b) => a - b);
    const [top, bottom] = [anchor.row, head.row].sort((a, b) => a - b);
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

  const paste = (text) => {
    if (!about.table().rows.length) anchor = head = { row: 0, column: about.order()[0] };
    const found = range();
    if (!found || !text) return;
    const block = parsed(text);
    const rows = about.table().rows;
    const order = about.order();
    const one = block.length === 1 && block[0].length === 1;
    if (one) {
      write(cells().flat().map(([row, at]) => [row.id, at, block[0][0]]));
      return;
    }
    const first = order.indexOf(found.columns[0]);
    const list = [];
    let cut = 0;
    block.forEach((line, down) =>
      line.forEach((cell, across) => {
        const at = order[first + across];
        if (at === undefined) cut++;
        else list.push([rows[found.top + down]?.id ?? rows.length - 1 - found.top - down, at, cell]);
      }),
    );
    write(list, Math.max(0, found.top + block.length - rows.length));
    anchor = { row: found.top, column: order[first] };
    head = { row: found.top + block.length - 1, column: order[Math.min(first + block[0].length, order.length) - 1] };
    shown();
    about.told(cut ? `${cut} cells lay beyond the last column and were left out.` : pasted(block));
  };
  const pasted = (block) => `Pasted ${block.length} × ${Math.max(...block.map((line) => line.length))} cells.`;

  const go = (row, column) => {
    about.api().ensureIndexVisible(row);
    about.api().ensureColumnVisible(String(column));
    about.api().setFocusedCell(row, String(column));
  };
  const move = (down, across) => {
    const order = about.order();
    const row = Math.min(Math.max(head.row + down, 0), about.table().rows.length - 1);
    const column = order[Math.min(Math.max(order.indexOf(head.column) + across, 0), order.length - 1)];
    here = { row, column };
    put(row, column, true);
    go(row, column);
  };
  const ARROWS = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] };

  const pressed = (event) => {
    const typing = event.target.matches("input, textarea, select");
    const control = event.ctrlKey || event.metaKey;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const inside = event.target.closest(".ag-cell") !== null;
    let done = true;
    if (typing && key !== "Escape") return;
    if (typing) about.api().stopEditing(true); // by its own Escape the grid would move on to the next row
    else if (control && key === "z") event.shiftKey ? about.redo() : about.undo();
    else if (control && key === "y") about.redo();
    else if (!inside) done = false;
    else if (control && key === "d") fill();
    else if (control && key === "a") all();
    else if (control && key === "Home") go(0, about.order()[0]);
    else if (control && key === "End") go(about.table().rows.length - 1, about.order().at(-1));
    else if ((key === "Delete" || key === "Backspace") && !control) clear();
    else if (event.shiftKey && ARROWS[key] && head) move(...ARROWS[key]);
    else done = false;
    if (!done) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const all = () => {
    const order = about.order();
    anchor = { row: 0, column: order[0] };
    head = { row: about.table().rows.length - 1, column: order.at(-1) };
    shown();
  };

  root.addEventListener("keydown", pressed, true);
  root.addEventListener("focusin", (event) => {
    const found = event.target.matches(".ag-cell") && placed(event.target);
    if (found) focused(found);
  });
  root.addEventListener("mousedown", (event) => {
    const found = event.button === 0 && placed(event.target);
    if (!found) return;
    here = found;
    put(found.row, found.column, event.shiftKey);
  });
  root.addEventListener("mouseover", (event) => {
    const found = event.buttons === 1 && placed(event.target);
    if (found) put(found.row, found.column, true);
  });
  root.addEventListener("paste", (event) => {
    if (event.target.matches("input, textarea")) return;
    event.preventDefault();
    paste(event.clipboardData.getData("text/plain"));
  });
  root.addEventListener("copy", (event) => {
    if (event.target.matches("input, textarea") || !range()) return;
    event.preventDefault();
    event.clipboardData.setData("text/plain", written(cells().map((row) => row.map(([of, at]) => of.cells[at] ?? ""))));
  });
  return { inRange, range, fill, reset: () => (anchor = head = here = null) };
}
