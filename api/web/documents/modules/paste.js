// What is pasted: which cells it goes into, and what is said of it.
import { wayOut } from "./block.js";

// one value goes into the whole range
export function spread(block, { top, bottom, columns }) {
  if (block.flat().length > 1) return block;
  return Array.from({ length: bottom - top + 1 }, () => columns.map(() => block[0][0]));
}

// a block from a row on as cells of the book; rows beyond the last are -1, -2, …
export function laid(block, rows, top, columns) {
  const id = (row) => rows[row]?.id ?? rows.length - 1 - row;
  return block.flatMap((line, down) =>
    line.slice(0, columns.length).map((cell, across) => [id(top + down), columns[across], cell]),
  );
}

// `cut`: cells that found no column; `doubt`: a number that can be read in two ways
export function said(block, cut, doubt) {
  const wide = Math.max(...block.map((line) => line.length));
  const left = cut ? `${cut} ${cut === 1 ? "cell" : "cells"} beyond the last column left out.` : "";
  const pasted = block.flat().length > 1 ? `Pasted ${block.length} × ${wide} cells.` : "";
  return doubt ? `${left} ${wayOut(doubt)}`.trim() : left || pasted;
}
