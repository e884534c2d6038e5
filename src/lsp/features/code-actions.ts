import type { CodeAction, Range, TextEdit } from 'vscode-languageserver';
import { repairOf } from '../../engine/fix/edits.ts';
import { marksFor } from '../../engine/marking/marking.ts';
import type { Edit } from '../../model/finding.ts';
import type { Diagnostic } from '../../model/report.ts';
import { diagnosticOf } from '../diagnostics.ts';
import { EXPLAIN, FIX_ALL } from '../names.ts';
import type { Scene } from '../scene.ts';
import { fixAllEdits } from './fix-all.ts';

interface Params {
  readonly textDocument: { readonly uri: string };
  readonly range: Range;
  /** `only` are kinds of actions; each stands for those below it as well. */
  readonly context: { readonly only?: readonly string[] };
}

const QUICK_FIX = 'quickfix';

/** What can be done with the findings at a place: repair, let stand, explain. On demand, all safe repairs of the file. */
export async function codeActions(scene: Scene, { textDocument, range, context }: Params): Promise<CodeAction[] | null> {
  const path = scene.pathOf(textDocument.uri);
  if (path === undefined || scene.textOf(path) === undefined) return null;
  const isWanted = (kind: string) => context.only?.some((wanted) => kind === wanted || kind.startsWith(`${wanted}.`));
  const quick = isWanted(QUICK_FIX) === false ? [] : await quickFixes(scene, path, range);
  // It takes more time than there is at each move of the cursor.
  const all = isWanted(FIX_ALL) === true ? await fixAllEdits(scene, path) : [];
  if (all.length === 0) return quick;
  return [...quick, { title: 'Fix all that stet can repair safely', kind: FIX_ALL, edit: changing(scene, path, all) }];
}

/** Repairs first, then marks, then explanations. */
async function quickFixes(scene: Scene, path: string, range: Range): Promise<CodeAction[]> {
  const findings = await scene.findingsOf(path);
  const document = await scene.documentOf(path);
  if (document === undefined) return [];
  const { offsetAt } = scene.placesOf(path);
  const [from, to] = [offsetAt(range.start), offsetAt(range.end)];
  const repairs: CodeAction[] = [];
  const marks: CodeAction[] = [];
  const explanations: CodeAction[] = [];
  for (const diagnostic of findings) {
    const { rule, url, range: place } = diagnostic;
    if (place.start.offset > to || from > place.end.offset) continue;
    const about = { kind: QUICK_FIX, diagnostics: [diagnosticOf(diagnostic, scene)] };
    const repair = repairOf(diagnostic, document.text);
    if (repair !== undefined) repairs.push({ ...about, ...nameOf(diagnostic), edit: changing(scene, path, repair.edits) });
    // Each has a mark of its own: what else is found there is not to vanish with it.
    const isOfMarks = scene.rules.get(rule)?.kind === 'mark';
    const mark = isOfMarks ? undefined : (await marksFor([diagnostic], document, scene.readingOf(path), '')).get(diagnostic);
    if (mark !== undefined) marks.push({ ...about, title: `Let this ${rule} stand`, edit: changing(scene, path, [mark]) });
    const title = `Explain ${rule}`;
    if (url !== undefined) explanations.push({ ...about, title, command: { title, command: EXPLAIN, arguments: [rule, url] } });
  }
  return [...repairs, ...marks, ...explanations];
}

function nameOf({ fix }: Diagnostic): Pick<CodeAction, 'title' | 'isPreferred'> {
  return fix?.safety === 'safe' ? { title: fix.title, isPreferred: true } : { title: `${fix?.title} (unsafe)` };
}

function changing(scene: Scene, path: string, edits: readonly Edit[]): NonNullable<CodeAction['edit']> {
  const { rangeOf } = scene.placesOf(path);
  const changes = edits.map(({ span, text }): TextEdit => ({ range: rangeOf(span), newText: text }));
  return { changes: { [scene.uriOf(path)]: changes } };
}
