/** In the info string: a plugin puts the code of a file there. */
export const FILLED_LATER = /\b(?:file|src|path|url|include|reference|snippet|from)=|\bembed/i;

/** In the code: a line that stands for lines of another file. */
export const INCLUDED = /--8<--|^\s*<<<|\{\{[#<%]|\{%|@include|<!--\s*include|^\s*(?:#include|include::|import::?) ["'<]?[./]/m;
