// A line of demand, small: drawn with elements, so that nothing of it is ever read as HTML.
const NS = "http://www.w3.org/2000/svg";
const WIDE = 96;
const HIGH = 24;

export class Spark {
  init(params) {
    this.place = document.createElement("span");
    this.place.className = "spark";
    this.refresh(params);
  }

  getGui() {
    return this.place;
  }

  refresh(params) {
    const numbers = params.colDef.context.series(params.data);
    this.place.replaceChildren();
    if (numbers.length > 1) this.place.append(line(numbers));
    return true;
  }
}

function line(numbers) {
  const low = Math.min(0, ...numbers);
  const high = Math.max(...numbers, low + 1e-9);
  const x = (at) => 1 + (at * (WIDE - 2)) / (numbers.length - 1);
  const y = (value) => HIGH - 2 - ((value - low) * (HIGH - 4)) / (high - low);
  const points = numbers.map((value, at) => `${x(at).toFixed(1)},${y(value).toFixed(1)}`);
  const drawn = made("svg", { viewBox: `0 0 ${WIDE} ${HIGH}`, width: WIDE, height: HIGH, role: "img" });
  const short = (value) => value.toLocaleString("en-US", { maximumFractionDigits: 1 });
  drawn.setAttribute("aria-label", `from ${short(Math.min(...numbers))} to ${short(high)}`);
  drawn.append(
    made("polygon", { class: "area", points: `${x(0)},${y(low)} ${points.join(" ")} ${x(numbers.length - 1)},${y(low)}` }),
    made("polyline", { class: "line", points: points.join(" ") }),
  );
  return drawn;
}

function made(name, attributes) {
  const found = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(attributes)) found.setAttribute(key, value);
  return found;
}
