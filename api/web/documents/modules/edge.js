// Where Ctrl and an arrow lead from one of `count` cells in a line: to the last of the filled cells one stands among,
// else to the next filled one, else to the end. `step`: 1 or -1.
export function edge(filled, from, step, count) {
  const there = (at) => at >= 0 && at < count;
  let at = from + step;
  if (!there(at)) return from;
  if (filled(from) && filled(at)) while (there(at + step) && filled(at + step)) at += step;
  else while (there(at + step) && !filled(at)) at += step;
  return at;
}
