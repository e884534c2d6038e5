/** Words in the names of tags and shortcodes that hold code, a drawing or a formula: a `#` there begins a comment. */
const CODE = new Set(
  `highlight code codeblock codeblocks sourcecode listing snippet file prism terminal console shell bash sh cmd command commands output
  mermaid diagram plantuml uml kroki graphviz dot ditaa goat svgbob flowchart sequence markmap mindmap wavedrom tikz abc abcjs score
  math mathjax katex latex tex equation chem chart charts chartjs echarts plotly vega json yaml toml csv js javascript css stylesheet
  script schema svg macro bibtex pre`.split(/\s+/),
);
/** These hold code whatever their content looks like. */
const ALWAYS = new Set(['highlight', 'codeblock', 'comment', 'macro']);

/** Whether what stands between the two tags of a name is no Markdown. Fences and further tags are containers' content. */
export function holdsCode(name: string, content: string): boolean {
  if (ALWAYS.has(name)) return true;
  return name.split(/[-_./]/).some((word) => CODE.has(word)) && !/^\s*(?:```|~~~|\{\{[<%]|\{%)/.test(content);
}
