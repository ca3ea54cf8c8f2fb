// What the grid of documents is made of; `sheets.js` puts it together.
export { Book } from "./book.js";
export { changes } from "./changes.js";
export { described } from "./columns.js";
export { faults } from "./faults.js";
export { makeGrid } from "./grid.js";
export { bound } from "./keys.js";
export { NUMBER } from "./numbers.js";
export { template } from "./template.js";
