// Methods of the sheets: what one does to rows and columns, and what is shown and told of each change.
import { saving } from "./saving.js";

export const changes = {
  ...saving,
  edited(id, at, text) {
    this.book.write(this.sheet, [[id, at, String(text ?? "").trim()]]);
    return true;
  },
  // a change of the book: shown without building the grid anew, and told to the service
  changed(change) {
    if (change.sheet !== this.sheet) this.show(change.sheet);
    else if (change.kind === "table") this.rebuild();
    else if (change.kind === "add") this.grid.applyTransaction({ add: change.rows, addIndex: change.at });
    else if (change.kind === "drop") this.grid.applyTransaction({ remove: change.rows });
    else {
      const nodes = [...new Set(change.cells.map(([id]) => id))].map((id) => this.grid.getRowNode(String(id)));
      this.grid.refreshCells({ rowNodes: nodes.filter(Boolean), force: true, suppressFlash: true });
    }
    if (change.kind === "add" || change.kind === "drop") this.grid.refreshCells({ columns: ["row"], force: true });
    this.tellService(change);
    this.$nextTick(this.count);
  },
  count() {
    this.undos = this.book.done.length;
    this.redos = this.book.undone.length;
    this.counts = Object.fromEntries([...this.book.tables.values()].map((table) => [table.sheet, table.rows.length]));
  },
  undo() {
    if (this.book.undo()) this.tell("Undone.");
    this.count();
  },
  redo() {
    if (this.book.redo()) this.tell("Done again.");
    this.count();
  },
  fill() {
    this.keys.fill();
  },
  add() {
    const found = this.keys.range();
    const at = found ? found.bottom + 1 : this.book.table(this.sheet).rows.length;
    this.book.add(this.sheet, at);
    const first = this.grid.getAllDisplayedColumns().find((column) => Number(column.getColId()) >= 0);
    this.grid.ensureIndexVisible(at);
    this.grid.setFocusedCell(at, first.getColId());
  },
  drop() {
    const found = this.keys.range();
    if (!found) return this.tell("Choose a row first.");
    this.book.drop(this.sheet, found.top, found.bottom);
    this.keys.reset();
  },
  reshape() {
    const named = this.book.table("Demand").columns.filter((_, at) => !this.defs()[at].dated);
    this.book.reshape("Demand", [...named, ...this.found.periods]);
  },
};
