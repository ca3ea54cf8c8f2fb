// The sheets of a document: tabs, a grid that is edited like a spreadsheet, and what is wrong with it, cell by cell.
// All text is shown as text.
import { Book, NUMBER, bound, changes, described, faults, makeGrid, template } from "staffmix-documents";

export default {
  props: { tables: Array, about: Object, locked: Boolean, own: Object, title: String, faults: Object },
  data() {
    return { sheet: "", further: false, help: "", said: "", undos: 0, redos: 0, counts: {}, found: this.faults };
  },
  template,
  computed: {
    names() {
      return this.tables.map((table) => table.sheet);
    },
    more() {
      return this.defs().filter((column) => column.further).length;
    },
    dated() {
      return this.sheet === "Demand" && this.redos >= 0 ? this.defs().filter((column) => column.dated) : [];
    },
    stretch() {
      if (this.sheet !== "Demand" || this.locked || !this.found.periods?.length) return false;
      const there = this.dated.map((column) => column.label_full);
      return there.join() !== this.found.periods.join();
    },
  },
  created() {
    this.sheet = (this.tables.find((table) => table.sheet === "Demand") ?? this.tables[0])?.sheet ?? "";
  },
  mounted() {
    this.book = Vue.markRaw(new Book(JSON.parse(JSON.stringify(this.tables)), (change) => this.changed(change)));
    this.index();
    this.keys = bound(this.$refs.grid, {
      locked: this.locked,
      api: () => this.grid,
      book: () => this.book,
      sheet: () => this.sheet,
      table: () => this.book.table(this.sheet),
      order: () => this.grid.getAllDisplayedColumns().map((column) => Number(column.getColId())).filter((at) => at >= 0),
      undo: () => this.undo(),
      redo: () => this.redo(),
      told: (text) => this.tell(text),
      focused: (row, at) => this.focused(row, at),
    });
    this.count();
    this.rebuild();
    this.remember();
    this.wide = window.matchMedia("(max-width: 48rem)");
    this.wide.addEventListener("change", this.rebuild);
    const place = new URLSearchParams(location.search);
    if (place.get("sheet")) {
      const fault = { sheet: place.get("sheet"), row: Number(place.get("row")), column: Number(place.get("column")) };
      this.$nextTick(() => this.go(fault));
    }
  },
  beforeUnmount() {
    this.unlisten();
    this.wide?.removeEventListener("change", this.rebuild);
    this.grid?.destroy();
  },
  methods: {
    ...changes,
    ...faults,
    defs() {
      if (!this.sheet) return [];
      const table = this.book?.table(this.sheet) ?? this.tables.find((each) => each.sheet === this.sheet);
      return described(table, this.about[this.sheet], this.further);
    },
    rebuild() {
      this.grid?.destroy();
      this.keys.reset();
      const defs = this.defs();
      this.shown = Vue.markRaw(defs);
      const has = (map, id, at) => map?.get(this.sheet)?.has(id + ":" + at) ?? false;
      const narrow = window.matchMedia("(max-width: 48rem)").matches;
      const numbers = defs.flatMap((column, at) => (column.dated ? [at] : []));
      this.grid = Vue.markRaw(
        makeGrid(this.$refs.grid, this.book.table(this.sheet), {
          columns: defs,
          charted: this.sheet === "Demand",
          narrow,
          locked: this.locked,
          faulty: (id, at) => has(this.faulty, id, at),
          noted: (id, at) => has(this.noted, id, at),
          inRange: (row, at) => this.keys.inRange(row, at),
          edited: (id, at, text) => this.edited(id, at, text),
          series: (row) => numbers.map((at) => row.cells[at]).filter((cell) => NUMBER.test(cell)).map(Number),
          typed: () => this.typed(),
        }),
      );
    },
    show(name) {
      if (name === this.sheet) return;
      this.sheet = name;
      this.said = this.help = "";
      this.rebuild();
    },
    turn(event) {
      const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!by) return;
      const name = this.names.at((this.names.indexOf(this.sheet) + by) % this.names.length);
      this.show(name);
      this.$nextTick(() => document.getElementById("tab-" + name.replaceAll(" ", "-"))?.focus());
    },
    focused(row, at) {
      this.said = "";
      this.explain(row, at);
    },
    tell(text) {
      this.said = text;
    },
  },
};
