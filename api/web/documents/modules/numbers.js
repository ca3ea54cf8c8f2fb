// Numbers as planners read them: 1,250 and 12,500.5. What is typed, copied and stored has no such commas.
export const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)$/;

// thousands apart in front of the point; what is no plain number stays as it stands there
export function grouped(text) {
  if (!NUMBER.test(text ?? "")) return text;
  const [whole, ...rest] = text.split(".");
  return [whole.replace(/\B(?=(\d{3})+$)/g, ","), ...rest].join(".");
}
