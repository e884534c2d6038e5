import { byText } from '../../model/order.ts';
import type { Diagnostic } from '../../model/report.ts';
import { tally } from '../../model/tally.ts';
import { markup, tag } from '../xml.ts';

/** More folders than this make a list that nobody reads. */
const MOST_FOLDERS = 300;

/** The form that filters the findings; hidden until the script that it needs has run. */
export function filters(diagnostics: readonly Diagnostic[]): string {
  const rules = counted(diagnostics.map(({ rule }) => rule));
  const folders = counted(diagnostics.flatMap(({ path }) => foldersOf(path))).slice(0, MOST_FOLDERS);
  const severities = counted(diagnostics.map(({ severity }) => severity));
  return [
    '<form hidden>',
    select('rule', 'Rule', 'All rules', rules),
    select('folder', 'Folder', 'All folders', folders),
    select('severity', 'Severity', 'Errors and warnings', severities),
    '<input name="words" type="search" placeholder="Words" aria-label="Words">',
    '<output></output>',
    '</form>',
  ].join('\n');
}

function select(name: string, label: string, all: string, options: readonly (readonly [string, number])[]): string {
  const rows = options.map(([value, number]) => `${tag('option', { value })}${markup(value)} (${number})</option>`);
  return `${tag('select', { name, 'aria-label': label })}<option value="">${all}</option>${rows.join('')}</select>`;
}

/** Every folder above a file, each with the slash that ends it. */
function foldersOf(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, index) => `${parts.slice(0, index + 1).join('/')}/`);
}

function counted(names: readonly string[]): [name: string, number: number][] {
  return [...tally(names)].sort(([a], [b]) => byText(a, b));
}
