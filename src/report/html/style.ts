/** The look of the page: it follows the reader's choice of light or dark, and the width of the window. */
export const STYLE = `
:root { color-scheme: light dark; --text: #1d2125; --dim: #59616b; --page: #fff; --card: #f6f7f9; --line: #d8dce2; --error: #b3261e; --warning: #8a5a00; --mark: #ffd9d5; --accent: #0b5cad; }
@media (prefers-color-scheme: dark) { :root { --text: #e4e7eb; --dim: #9aa3ae; --page: #15181c; --card: #1e2227; --line: #353b43; --error: #ff8a80; --warning: #f2bd5b; --mark: #5c2a27; --accent: #7db7f5; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem 1rem 4rem; max-width: 68rem; background: var(--page); color: var(--text); font: 15px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { margin: 0; font-size: 1.5rem; }
h2 { margin: 2rem 0 .5rem; font-size: 1.05rem; }
a { color: var(--accent); }
code, pre { font: 13px/1.5 ui-monospace, "SFMono-Regular", Menlo, Consolas, monospace; }
.sum { margin: .25rem 0 1.25rem; color: var(--dim); }
.error { color: var(--error); } .warning { color: var(--warning); }
form { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; padding: .75rem 0; background: var(--page); border-bottom: 1px solid var(--line); }
select, input { flex: 1 1 11rem; min-width: 0; padding: .4rem .5rem; color: inherit; background: var(--card); border: 1px solid var(--line); border-radius: 6px; font: inherit; }
output { flex: 0 0 auto; color: var(--dim); }
output:empty { display: none; }
article { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: .25rem 0; margin: .75rem 0; padding: .75rem 1rem; background: var(--card); border: 1px solid var(--line); border-left: 3px solid currentColor; border-radius: 6px; }
article > * { grid-column: 1; margin: 0; }
article p { color: var(--text); }
p code { padding: 0 .25em; background: var(--page); border: 1px solid var(--line); border-radius: 4px; }
.head { display: flex; flex-wrap: wrap; gap: 0 .75rem; color: var(--dim); font-size: .9rem; }
.hint, .see { color: var(--dim) !important; }
pre { padding: .5rem .75rem; overflow-x: auto; color: var(--text); background: var(--page); border: 1px solid var(--line); border-radius: 4px; }
pre b { color: var(--dim); font-weight: normal; user-select: none; }
mark { color: inherit; background: var(--mark); border-radius: 2px; }
article > figure { grid-column: 2; grid-row: 1 / span 6; align-self: start; margin-left: 1rem; max-width: 10rem; text-align: center; color: var(--dim); font-size: .8rem; }
figure img { display: block; max-width: 10rem; max-height: 8rem; margin: 0 auto; background: var(--page); border: 1px solid var(--line); border-radius: 4px; }
[hidden] { display: none !important; }
@media (max-width: 38rem) { article { grid-template-columns: minmax(0, 1fr); } article > figure { grid-column: 1; grid-row: auto; margin-left: 0; text-align: left; } figure img { margin: 0; } form { position: static; } }
@media print { form { display: none; } }
`;
