// Runs before anything is painted: light or dark, and what charts look up.
"use strict";
window.staffmix = (() => {
  const root = document.documentElement;
  const system = window.matchMedia("(prefers-color-scheme: dark)");
  const chosen = () => {
    try {
      return localStorage.getItem("staffmix-look");
    } catch {
      return null;
    }
  };
  const dark = () => (chosen() ?? (system.matches ? "dark" : "light")) === "dark";

  function show() {
    root.dataset.look = dark() ? "dark" : "light";
    window.Quasar?.Dark.set(dark());
    for (const button of document.querySelectorAll("button.look")) button.setAttribute("aria-pressed", dark());
    window.dispatchEvent(new Event("staffmix:look"));
  }

  function turn() {
    try {
      localStorage.setItem("staffmix-look", dark() ? "light" : "dark");
    } catch {
      return;
    }
    show();
  }

  const token = (name) => getComputedStyle(root).getPropertyValue(name).trim();

  // one pattern for each supplier, as in the report; the swatches of page.css show the same
  const lines = (rotation, gap = 5, width = 1.5) => ({
    symbol: "rect", dashArrayX: [1, 0], dashArrayY: [width, gap], rotation, symbolSize: 1,
  });
  const dots = (symbol, gap) => ({ symbol, dashArrayX: [[gap, gap], [0, gap, gap, 0]], dashArrayY: [gap, 0], symbolSize: 0.7 });
  const PATTERNS = {
    overtime: lines(-Math.PI / 4),
    short: dots("diamond", 5),
    1: lines(Math.PI / 4),
    2: dots("rect", 4),
    3: dots("circle", 6),
    4: lines(Math.PI / 2),
    5: lines(0),
    6: lines(-Math.PI / 4, 2.5, 1.5),
  };
  const decal = (look) => (PATTERNS[look] ? { ...PATTERNS[look], color: token("--pattern") } : null);

  // made once: a chart asks for hundreds of numbers
  const decimals = [0, 1, 2].map((most) => new Intl.NumberFormat("en-US", { maximumFractionDigits: most }));
  const number = (value, most = 1) => decimals[Math.abs(value) >= 1000 ? 0 : most].format(value);
  const FORMS = {
    number: (value) => number(value),
    sum: (value) => number(value, 2), // in full, where millions would be all alike
    percent: (value) => `${number(100 * value, Math.abs(value) < 0.001 ? 2 : 1)} %`,
    money: (value) =>
      Math.abs(value) >= 999500
        ? `${decimals[2].format(value / 1e6)} M`
        : number(value, 2),
  };
  const format = (form, unit) => (value) =>
    value === null || value === undefined || value === "-" ? "–" : FORMS[form](Number(value)) + (unit ? ` ${unit}` : "");

  // styles that a grid makes for itself pass the page's policy with this
  const nonce = document.querySelector("script[nonce]")?.nonce ?? "";

  show();
  system.addEventListener("change", show);
  document.addEventListener("DOMContentLoaded", show);
  return { turn, token, decal, format, nonce };
})();
