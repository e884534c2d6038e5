import { openDocument } from '../document/document.ts';
import { type Moves, movedCorpus } from '../engine/moved.ts';
import { settingsBy } from '../engine/settings.ts';
import type { World } from '../engine/world.ts';
import type { Config } from '../model/config.ts';
import type { Corpus, Post } from '../model/corpus.ts';
import type { Document, ReadingSettings } from '../model/document.ts';
import type { Diagnostic, Report } from '../model/report.ts';
import type { RuleSet } from '../model/rule.ts';
import { lastOf, type Texts } from './texts.ts';

/** What can be asked of a project while its files are edited. */
export interface Scene extends Texts {
  readonly config: Config;
  readonly rules: RuleSet;
  /** Whether the client shows Markdown where it shows what is said of a place. */
  readonly takesMarkdown: boolean;
  /** Whether the client renames files when it is asked to. */
  readonly canRenameFiles: boolean;
  /** All posts, one of them as it is now; undefined where they can't be had. */
  fresh(path: string): Promise<Corpus | undefined>;
  /** The same, once nothing is known to have changed since all was checked: what is renamed is renamed everywhere. */
  settled(): Promise<Corpus | undefined>;
  /** All posts, were these files moved; undefined where they can't be had. */
  moved(moves: Moves): Promise<Corpus | undefined>;
  /** A file among the posts; also one that is not on the disk yet, and links to which lead nowhere. Undefined before it is judged. */
  postAt(path: string): Post | undefined;
  documentOf(path: string): Promise<Document | undefined>;
  /** How a file is read. */
  readingOf(path: string): ReadingSettings;
  /** What is found in a file now, fixes and all. */
  findingsOf(path: string): Promise<readonly Diagnostic[]>;
  /** What would be found in a file with this text. */
  judge(path: string, text: string): Promise<Report>;
}

type SceneSource = Pick<Scene, 'config' | 'rules' | 'takesMarkdown' | 'canRenameFiles' | 'fresh' | 'postAt' | 'findingsOf' | 'judge'> & {
  readonly settled: () => Promise<World | undefined>;
};

export function createScene(texts: Texts, { settled, ...source }: SceneSource): Scene {
  const { config, rules } = source;
  const settingsOf = settingsBy(config, rules);
  const documents = lastOf((path, text) => openDocument(path, text, settingsOf(path).reading));
  return {
    ...texts,
    ...source,
    settled: async () => (await settled())?.corpus,
    async moved(moves) {
      const now = await settled();
      return now && movedCorpus(now, moves, config, texts.host);
    },
    readingOf: (path) => settingsOf(path).reading,
    async documentOf(path) {
      const text = texts.textOf(path);
      return text === undefined ? undefined : documents(path, text);
    },
  };
}
