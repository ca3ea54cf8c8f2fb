// Methods of the sheets: what is wrong or odd, at its cell, in words and in the list that leads there.
import { words } from "./columns.js";

const REMOVABLE = ["unknown_column", "column_twice", "no_header"];

export const faults = {
  index() {
    this.faulty = Vue.markRaw(byCell(this.found.list));
    this.noted = Vue.markRaw(byCell(this.found.notes));
  },
  judged(found) {
    this.found = found;
    this.index();
    this.late = this.grid?.getEditingCells().length > 0; // who is typing is not disturbed
    if (this.late) return;
    this.grid?.refreshCells({ force: true, suppressFlash: true });
    this.grid?.refreshHeader();
    const at = this.grid?.getFocusedCell();
    if (at) this.explain(at.rowIndex, Number(at.column.getColId()));
  },
  typed() {
    if (this.late) setTimeout(() => this.judged(this.found));
  },
  wrong(name) {
    return (this.found.list ?? []).filter((fault) => fault.sheet === name).length;
  },
  explain(index, at) {
    const row = this.book.table(this.sheet).rows[index];
    const wrong = this.faulty.get(this.sheet)?.get(row?.id + ":" + at);
    const odd = this.noted.get(this.sheet)?.get(row?.id + ":" + at);
    const column = this.shown[at];
    this.help = wrong ? `${wrong.found} → ${wrong.fix}` : odd ? odd.text : column ? words(column) : "";
  },
  go(fault) {
    if (!fault.sheet) return;
    this.show(fault.sheet);
    const def = this.defs()[fault.column];
    if (def?.hidden && !def.secret) {
      this.further = true;
      this.rebuild();
    }
    const rows = this.book.table(fault.sheet).rows;
    const row = fault.id > 0 ? rows.findIndex((each) => each.id === fault.id) : fault.row;
    this.$refs.grid.scrollIntoView({ block: "nearest" });
    requestAnimationFrame(() => {
      if (fault.column >= 0) this.grid.ensureColumnVisible(String(fault.column));
      if (row < 0) return this.grid.setFocusedHeader(String(fault.column));
      this.grid.ensureIndexVisible(row);
      this.grid.setFocusedCell(row, String(Math.max(fault.column, 0)));
    });
  },
  takes(fault) {
    return !this.locked && REMOVABLE.includes(fault.code) && fault.sheet;
  },
  take(fault) {
    const columns = this.book.table(fault.sheet).columns.filter((_, at) => at !== fault.column);
    this.book.reshape(fault.sheet, columns);
  },
};

// sheet → "row id:column" → the first fault of that cell
function byCell(list) {
  const found = new Map();
  for (const each of list ?? []) {
    if (!found.has(each.sheet)) found.set(each.sheet, new Map());
    const key = each.id + ":" + each.column;
    if (!found.get(each.sheet).has(key)) found.get(each.sheet).set(key, each);
  }
  return found;
}
