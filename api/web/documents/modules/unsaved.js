// Changes that the service has not yet said are kept: remembered by this window alone, also while it is loaded anew.
const OURS = "staffmix/";
const copy = (value) => JSON.parse(JSON.stringify(value));

export class Unsaved {
  // `person`: whose changes they are; what somebody else left in this window goes. `tables`: as the service has them
  constructor(person, name, tables) {
    this.place = `${OURS}${person}/${name}`;
    this.aside = this.place + " aside";
    this.was = copy(tables);
    this.changes = [];
    this.number = 0;
    this.fits = true;
    const foreign = (each) => each.startsWith(OURS) && !each.startsWith(`${OURS}${person}/`);
    Object.keys(sessionStorage).filter(foreign).forEach((each) => sessionStorage.removeItem(each));
  }

  add(change) {
    const told = { ...copy(change), number: ++this.number };
    this.changes.push(told);
    this.write();
    return told;
  }

  // in the store up to this number
  kept(number) {
    while (this.changes.length && this.changes[0].number <= number) put(this.was, this.changes.shift());
    this.write();
  }

  // cells that another window changed; whether one has changed a cell oneself since
  met(changes) {
    changes.forEach((change) => put(this.was, change));
    this.write();
  }

  touched(sheet, id, at) {
    return this.changes.some(
      (change) => change.sheet === sheet && change.cells?.some((cell) => cell[0] === id && cell[1] === at),
    );
  }

  forget() {
    this.changes = [];
    this.write();
    sessionStorage.removeItem(this.aside);
  }

  write() {
    if (!this.changes.length) return sessionStorage.removeItem(this.place);
    try {
      sessionStorage.setItem(this.place, JSON.stringify({ was: this.was, changes: this.changes }));
      this.fits = true;
    } catch {
      this.fits = false;
    }
  }

  // what was left when the page went: {was, mine}, and whether `tables` are one of the states it passed through
  left(tables) {
    const text = sessionStorage.getItem(this.place);
    if (!text) return null;
    const { was, changes } = JSON.parse(text);
    const mine = copy(was);
    const there = plain(tables);
    let passed = plain(mine) === there;
    for (const change of changes) {
      put(mine, change);
      passed ||= plain(mine) === there;
    }
    return { was, mine, passed };
  }

  // what does not fit what is there waits until somebody has chosen
  setAside(left) {
    const told = JSON.stringify({ was: left.was.map(asTold), mine: left.mine.map(asTold) });
    sessionStorage.setItem(this.aside, told);
    sessionStorage.removeItem(this.place);
  }

  waiting() {
    return sessionStorage.getItem(this.aside);
  }

  forgetAside() {
    sessionStorage.removeItem(this.aside);
  }
}

const asTold = (table) => ({ sheet: table.sheet, columns: table.columns, rows: table.rows.map((row) => row.cells) });
const plain = (tables) => JSON.stringify(tables.map(asTold));

// a change as the service is told of it
function put(tables, change) {
  const table = tables.find((each) => each.sheet === change.sheet);
  if (change.kind === "table") [table.columns, table.rows] = [change.columns, copy(change.rows)];
  else if (change.kind === "add") table.rows.splice(change.at, 0, ...copy(change.rows));
  else if (change.kind === "drop") {
    const gone = new Set(change.rows.map((row) => row.id));
    table.rows = table.rows.filter((row) => !gone.has(row.id));
  } else {
    const known = new Map(table.rows.map((row) => [row.id, row.cells]));
    for (const [id, at, text] of change.cells) if (known.has(id)) known.get(id)[at] = text;
  }
}

// the step of a book that makes one table of another; none where they are the same
export function step(now, then, number) {
  const same = now.columns.join("\t") === then.columns.join("\t") && now.rows.length === then.rows.length;
  if (!same) {
    const rows = then.rows.map((row) => ({ id: number(), cells: [...row.cells] }));
    return { kind: "table", sheet: now.sheet, before: now, after: { sheet: now.sheet, columns: then.columns, rows } };
  }
  const cells = now.rows.flatMap((row, down) =>
    row.cells.flatMap((text, at) => (text === then.rows[down].cells[at] ? [] : [[row.id, at, text, then.rows[down].cells[at]]])),
  );
  return cells.length ? { kind: "set", sheet: now.sheet, cells } : null;
}
