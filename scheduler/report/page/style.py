"""The page's looks: light and dark, wide and narrow, on paper."""

STYLE = """
:root { color-scheme: light dark; --ink: #1b1f24; --soft: #57606a; --paper: #ffffff; --line: #d5dae0;
  --band: #eef2f6; --card: #f7f9fb; --accent: #0072b2;
  --font: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8ebee; --soft: #a3adb8; --paper: #14181d;
  --line: #3a424c; --band: #232a32; --card: #1b2027; --accent: #56b4e9; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 1080px; padding: 2rem 1.25rem 4rem; background: var(--paper);
  color: var(--ink); font: 16px/1.5 var(--font); }
h1 { font-size: 1.65rem; line-height: 1.25; margin: 0 0 .5rem; }
h2 { font-size: 1.15rem; margin: 2.5rem 0 .75rem;
  padding-bottom: .3rem; border-bottom: 2px solid var(--line); }
h3 { font-size: 1rem; margin: 1.25rem 0 .25rem; }
p { margin: .4rem 0; } .soft { color: var(--soft); }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr));
  gap: .75rem; margin: 1.25rem 0; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: .7rem .9rem; }
.card b { display: block; font-size: 1.3rem; font-variant-numeric: tabular-nums; }
.card span { color: var(--soft); font-size: .85rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; margin: .5rem 0 1rem; }
caption { text-align: left; color: var(--soft); padding-bottom: .3rem; }
th, td { text-align: left; padding: .32rem .7rem .32rem 0;
  border-bottom: 1px solid var(--line); vertical-align: top; }
thead th { color: var(--soft); font-weight: 600; white-space: nowrap; } tbody th { font-weight: 500; }
.number { text-align: right; padding-right: 1.6rem; font-variant-numeric: tabular-nums; white-space: nowrap; }
figure { margin: .5rem 0 1.5rem; } figcaption { color: var(--soft); font-size: .88rem; }
figure svg { width: 100%; height: auto; display: block; }
.pair { display: grid; gap: 0 1.5rem;
  grid-template-columns: repeat(auto-fit, minmax(min(100%, 330px), 1fr)); }
.pair figure { max-width: 620px; } .told li { margin: .5rem 0; } .told { padding-left: 1.4rem; }
.legend { display: flex; flex-wrap: wrap; gap: .3rem 1.1rem; padding: 0;
  margin: .25rem 0 .75rem; list-style: none;
  font-size: .9rem; } .legend svg { width: 22px; height: 13px; vertical-align: -1px; margin-right: .4rem; }
details { margin: .5rem 0; } summary { cursor: pointer; color: var(--accent); }
ul { padding-left: 1.2rem; } li { margin: .15rem 0; overflow-wrap: anywhere; }
footer { margin-top: 3rem; color: var(--soft); font-size: .85rem; overflow-wrap: anywhere; }
@media print { body { max-width: none; padding: 0; } figure, table, .card { break-inside: avoid; }
  details > * { display: block; } }
"""
