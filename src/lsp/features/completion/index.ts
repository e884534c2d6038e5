import type { CompletionList } from 'vscode-languageserver';
import { dataFormatOf } from '../../../model/frontmatter.ts';
import type { Scene } from '../../scene.ts';
import type { PlaceParams } from '../place.ts';
import { languages, mayBeWritten, paths, writtenPath } from './body.ts';
import { type Cursor, cursorAt } from './cursor.ts';
import { frontMatterSuggestions } from './front-matter.ts';
import { itemOf, type Suggestions } from './item.ts';
import { ruleNames } from './rules.ts';
import { writtenValue } from './written-value.ts';

/** What may stand at the cursor: keys and values of the front matter, paths, anchors, languages, names of rules. */
export async function completion(scene: Scene, params: PlaceParams): Promise<CompletionList | null> {
  const cursor = cursorAt(scene, params);
  const found = cursor && (await suggestionsAt(cursor, scene));
  if (cursor === undefined || found === undefined || found.all.length === 0) return null;
  const range = scene.placesOf(cursor.path).rangeOf([cursor.offset - found.before, cursor.offset + found.behind]);
  return { isIncomplete: found.isCut === true, items: found.all.map((one) => itemOf(one, range)) };
}

/** No front matter reaches so far, in characters. */
const MOST_FRONT_MATTER = 20_000;

async function suggestionsAt(cursor: Cursor, scene: Scene): Promise<Suggestions | undefined> {
  const rules = await ruleNames(cursor, scene);
  if (rules !== undefined) return rules;
  const mayBeValue = cursor.offset < MOST_FRONT_MATTER || dataFormatOf(cursor.path) !== undefined;
  if (!mayBeValue && !mayBeWritten(cursor.head)) return undefined;
  const document = await scene.documentOf(cursor.path);
  if (document === undefined) return undefined;
  const value = writtenValue(cursor, document);
  if (value === 'none') return undefined;
  if (value !== undefined) {
    const world = await worldAt(cursor, scene);
    return world && frontMatterSuggestions(value, world);
  }
  const names = languages(cursor, document, scene.config);
  const path = names === undefined ? writtenPath(cursor, document) : undefined;
  const world = path && (await worldAt(cursor, scene));
  return path && world ? paths(path, world) : names;
}

/** What is known around the cursor; undefined for a file that is not judged. */
async function worldAt(cursor: Cursor, scene: Scene) {
  const corpus = await scene.fresh(cursor.path);
  const post = scene.postAt(cursor.path);
  return corpus && post && { ...cursor, post, corpus, host: scene.host };
}
