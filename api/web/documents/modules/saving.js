// Methods of the sheets: changes are told to the service, and remembered by this window until they are kept.
import { Unsaved, step } from "./unsaved.js";

const PART = 100_000; // letters of a message
const NOT_YET = "Draft: not saved yet.";
const AWAY = "No connection: what you type is kept in this window, and saved once the service is back.";
const UNSAVED = "Not saved: no connection. Your changes are kept in this window, and saved once the service is back.";
const TOO_MUCH = "Not saved: no connection, and too much for this window to keep. Do not close it or load it again.";

export const saving = {
  remember() {
    if (!this.own) return;
    this.unsaved = Vue.markRaw(new Unsaved(this.own.person, this.own.name, this.tables));
    this.$nextTick(() => {
      window.socket.on("disconnect", this.away);
      window.socket.on("connect", this.back);
    });
    this.putBack();
  },
  unlisten() {
    window.socket?.off("disconnect", this.away);
    window.socket?.off("connect", this.back);
  },
  tellService(change) {
    this.$emit("edit", this.unsaved.add(change));
    this.sayUnsaved();
  },
  // asked for by the service where a change was lost on the way
  again() {
    for (const change of this.unsaved.changes) this.$emit("edit", change);
  },
  // up to this number; the words for it hold once nothing is on its way
  kept(number, words) {
    this.unsaved.kept(number);
    if (this.unsaved.changes.length || this.offline) this.sayUnsaved();
    else this.line(words);
  },
  away() {
    this.stood = this.line();
    this.offline = true;
    this.sayUnsaved();
  },
  back() {
    if (!this.offline) return;
    this.offline = false;
    if (this.unsaved.changes.length) this.sayUnsaved();
    else if ([AWAY, UNSAVED, TOO_MUCH].includes(this.line())) this.line(this.stood);
    this.again();
  },
  sayUnsaved() {
    if (!this.offline) this.line(NOT_YET);
    else if (!this.unsaved.changes.length) this.line(AWAY);
    else this.line(this.unsaved.fits ? UNSAVED : TOO_MUCH);
  },
  // the line above that says how the draft stands: read, or written
  line(text) {
    const shown = this.$root.elements[this.own.line];
    if (shown && text !== undefined) shown.text = text;
    return shown?.text;
  },
  // cells that another window changed; one's own that are still on their way come after them
  met(changes) {
    for (const { sheet, cells } of changes) {
      const known = new Map(this.book.table(sheet).rows.map((row) => [row.id, row.cells]));
      for (const [id, at, text] of cells)
        if (known.has(id) && !this.unsaved.touched(sheet, id, at)) known.get(id)[at] = text;
    }
    this.unsaved.met(changes);
    this.grid.refreshCells({ force: true, suppressFlash: true });
    this.tell("Changes of your other window are shown here too.");
  },
  forget() {
    this.unsaved.forget();
  },
  forgetAside() {
    this.unsaved.forgetAside();
  },
  // what was typed and not saved when the page went
  putBack() {
    const left = this.unsaved.left(this.tables);
    if (left?.passed) this.become(left.mine);
    else if (left) this.unsaved.setAside(left);
    const waiting = this.unsaved.waiting();
    for (let at = 0; waiting && at < waiting.length; at += PART)
      this.$emit("aside", { text: waiting.slice(at, at + PART), last: at + PART >= waiting.length });
  },
  become(tables) {
    const number = () => this.book.next++;
    const steps = tables.map((table) => step(this.book.table(table.sheet), table, number)).filter(Boolean);
    this.unsaved.write();
    this.book.make(steps);
  },
};
