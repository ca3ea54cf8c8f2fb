// All sheets of a document, every change to them, and the way back.
const MOST = 200; // changes that can be undone

export class Book {
  // `tables`: [{sheet, columns, rows: [{id, cells}]}]; `changed(change)` is told of each change, undone ones as well
  constructor(tables, changed) {
    this.changed = changed;
    this.load(tables);
  }

  load(tables) {
    this.tables = new Map(tables.map((table) => [table.sheet, table]));
    this.next = 1 + Math.max(0, ...tables.flatMap((table) => table.rows.map((row) => row.id)));
    this.done = [];
    this.undone = [];
  }

  table(sheet) {
    return this.tables.get(sheet);
  }

  // `cells`: [[row id, column, text]]; rows that a block needs beyond the last are added
  write(sheet, cells, more = 0) {
    const table = this.table(sheet);
    const steps = [];
    if (more > 0) {
      const rows = Array.from({ length: more }, () => this.blank(table));
      steps.push({ kind: "add", sheet, at: table.rows.length, rows });
      for (const cell of cells) if (cell[0] < 0) cell[0] = rows[-cell[0] - 1].id;
    }
    const known = new Map(table.rows.map((row) => [row.id, row.cells]));
    const changes = cells
      .map(([id, column, after]) => [id, column, known.get(id)?.[column] ?? "", after])
      .filter(([, , before, after]) => before !== after);
    if (changes.length) steps.push({ kind: "set", sheet, cells: changes });
    this.make(steps);
  }

  add(sheet, at) {
    const table = this.table(sheet);
    this.make([{ kind: "add", sheet, at, rows: [this.blank(table)] }]);
  }

  drop(sheet, from, to) {
    const rows = this.table(sheet).rows.slice(from, to + 1);
    if (rows.length) this.make([{ kind: "drop", sheet, at: from, rows }]);
  }

  // other columns: every row keeps the cells of the headers that stay
  reshape(sheet, columns) {
    const before = this.table(sheet);
    const from = columns.map((name) => before.columns.indexOf(name));
    const rows = before.rows.map((row) => ({ id: row.id, cells: from.map((at) => row.cells[at] ?? "") }));
    this.make([{ kind: "table", sheet, before, after: { sheet, columns, rows } }]);
  }

  undo() {
    const steps = this.done.pop();
    if (!steps) return null;
    for (const step of [...steps].reverse()) this.apply(step, false);
    this.undone.push(steps);
    return steps[0];
  }

  redo() {
    const steps = this.undone.pop();
    if (!steps) return null;
    for (const step of steps) this.apply(step, true);
    this.done.push(steps);
    return steps[0];
  }

  make(steps) {
    if (!steps.length) return;
    for (const step of steps) this.apply(step, true);
    this.done.push(steps);
    if (this.done.length > MOST) this.done.shift();
    this.undone = [];
  }

  apply(step, forward) {
    const table = this.table(step.sheet);
    if (step.kind === "table") {
      const after = forward ? step.after : step.before;
      this.tables.set(step.sheet, after);
      this.changed({ kind: "table", sheet: step.sheet, columns: after.columns, rows: after.rows });
    } else if (step.kind === "set") {
      const known = new Map(table.rows.map((row) => [row.id, row]));
      const cells = step.cells.map(([id, column, before, after]) => [id, column, forward ? after : before]);
      for (const [id, column, text] of cells) known.get(id).cells[column] = text;
      this.changed({ kind: "set", sheet: step.sheet, cells });
    } else if ((step.kind === "add") === forward) {
      table.rows.splice(step.at, 0, ...step.rows);
      this.changed({ kind: "add", sheet: step.sheet, at: step.at, rows: step.rows });
    } else {
      table.rows.splice(step.at, step.rows.length);
      this.changed({ kind: "drop", sheet: step.sheet, rows: step.rows });
    }
  }

  blank(table) {
    return { id: this.next++, cells: table.columns.map(() => "") };
  }
}
