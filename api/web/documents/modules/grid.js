// One sheet in an AG Grid: text in cells, columns that are named by where they stand.
import * as AgGrid from "nicegui-aggrid";
import { NUMBER, grouped } from "./numbers.js";
import { Spark } from "./spark.js";

let registered = false;

const THEME = {
  backgroundColor: "var(--paper)",
  foregroundColor: "var(--ink)",
  textColor: "var(--ink)",
  headerBackgroundColor: "var(--ground)",
  headerTextColor: "var(--soft)",
  borderColor: "var(--line)",
  accentColor: "var(--accent)",
  rowHoverColor: "transparent",
  oddRowBackgroundColor: "var(--paper)",
  fontFamily: "var(--font)",
  fontSize: "14px",
  headerFontSize: "12px",
  headerFontWeight: 600,
  spacing: "6px",
  cellHorizontalPadding: "8px",
  columnBorder: true,
  headerColumnBorder: true,
  headerColumnResizeHandleColor: "transparent",
  wrapperBorderRadius: "6px",
  inputFocusBorder: "none",
};

const ROW = 32; // pixels
const NARROW = { row: 38, name: 112, text: 84, number: 78, longest: 110 }; // the same where there is little room
const SCROLLS = 16; // the bar below

// how high a grid of so many rows is
const height = (rows, narrow) => (Math.max(rows, 3) + 1) * (narrow ? NARROW.row : ROW) + 8 + SCROLLS;

export function makeGrid(place, table, about) {
  if (!registered) AgGrid.ModuleRegistry.registerModules([AgGrid.AllCommunityModule]);
  registered = true;
  const row = about.narrow ? NARROW.row : ROW;
  place.style.setProperty("--row", row + "px");
  const defs = columns(about);
  const fit = (rows) => (place.style.height = `min(${height(rows, about.narrow)}px, 62vh)`);
  fit(table.rows.length);
  const wide = new Map(filled(defs, place.clientWidth - 2).map((each) => [each.key, each.newWidth]));
  return AgGrid.createGrid(place, {
    theme: AgGrid.themeQuartz.withParams(THEME),
    styleNonce: staffmix.nonce,
    rowData: table.rows,
    rowHeight: row,
    headerHeight: about.narrow ? NARROW.row : ROW + 4,
    columnDefs: defs.map((column) => ({ ...column, width: wide.get(column.colId) ?? column.width })),
    getRowId: (params) => String(params.data.id),
    defaultColDef: {
      sortable: false,
      resizable: true,
      suppressMovable: true,
      suppressHeaderMenuButton: true,
      editable: !about.locked,
      cellDataType: false,
      wrapHeaderText: about.narrow,
    },
    animateRows: false,
    stopEditingWhenCellsLoseFocus: true,
    enterNavigatesVertically: true,
    enterNavigatesVerticallyAfterEdit: true,
    suppressColumnVirtualisation: false,
    suppressRowHoverHighlight: true,
    rowBuffer: 8,
    domLayout: "normal",
    enableCellTextSelection: false,
    suppressDragLeaveHidesColumns: true,
    localeText: { noRowsToShow: about.locked ? "No rows." : "No rows yet: add one, or paste a block from a spreadsheet." },
    onModelUpdated: (event) => fit(event.api.getDisplayedRowCount()),
    onGridSizeChanged: (event) => refit(event.api, filled(defs, event.clientWidth)),
    onCellEditingStopped: about.typed,
  });
}

// what is pinned keeps its width; what is free is never narrower than it needs to be
function widths(column, at, narrow) {
  const small = at === 0 ? NARROW.name : column.number ? NARROW.number : NARROW.text;
  const width = narrow ? Math.min(column.width, Math.max(small, longest(column.label))) : column.width;
  return { width, pinned: column.pinned && !(narrow && at > 0) ? "left" : null };
}

// the room beside a few columns is shared out, more of it to words than to numbers
function filled(defs, room) {
  const shown = defs.filter((column) => !column.hide);
  const free = shown.filter((column) => !column.pinned);
  const spare = room - shown.reduce((sum, column) => sum + column.width, 0);
  const share = (column) => (column.cellClass === "number" ? 1 : 1.5) * column.width;
  const whole = free.reduce((sum, column) => sum + share(column), 0);
  const more = (column) => Math.floor((Math.max(0, spare) * share(column)) / whole);
  return free.map((column) => ({ key: column.colId, newWidth: column.width + more(column) }));
}

function refit(api, wanted) {
  const changed = wanted.filter(({ key, newWidth }) => Math.abs(api.getColumn(key).getActualWidth() - newWidth) > 2);
  if (changed.length) api.setColumnWidths(changed);
}

// a heading breaks between its words alone
function longest(label) {
  const letters = Math.max(...label.split(" ").map((word) => word.length));
  return Math.min(8 * letters + 18, NARROW.longest);
}

export function columns(about) {
  const made = about.columns.map((column, at) => ({
    colId: String(at),
    headerName: column.label,
    headerClass: () => [column.number ? "right" : "", about.faulty(-1, at) ? "faulty" : ""].filter(Boolean),
    cellClass: column.number ? "number" : about.narrow ? "wrapped" : "",
    cellClassRules: {
      faulty: (params) => about.faulty(params.data.id, at),
      odd: (params) => about.noted(params.data.id, at),
      "in-range": (params) => about.inRange(params.node.rowIndex, at),
      missing: (params) => column.needed && !params.data.cells[at],
    },
    valueGetter: (params) => params.data.cells[at],
    valueFormatter: column.number ? (params) => grouped(params.value) : undefined,
    valueSetter: (params) => about.edited(params.data.id, at, params.newValue),
    ...widths(column, at, about.narrow),
    lockPinned: true,
    hide: column.hidden,
    context: { numbers: column.number || NUMBER.test(column.example ?? "") },
  }));
  const spark = {
    colId: "spark",
    headerName: "Over time",
    pinned: about.narrow ? null : "left",
    width: 114,
    editable: false,
    cellRenderer: Spark,
    cellClass: "spark-cell",
    context: { series: about.series },
    valueGetter: (params) => about.series(params.data).join(" "),
  };
  const numberOf = {
    colId: "row",
    headerName: "Row",
    width: 52,
    pinned: "left",
    editable: false,
    cellClass: "number row-number",
    headerClass: "right",
    valueGetter: (params) => params.node.rowIndex + 2,
  };
  if (!about.charted) return about.narrow ? made : [numberOf, ...made];
  const named = made.filter((_, at) => !about.columns[at].dated);
  const dated = made.filter((_, at) => about.columns[at].dated);
  return about.narrow ? [...named, ...dated] : [numberOf, ...named, spark, ...dated];
}
