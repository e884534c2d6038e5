import { dirOf, stemOf } from '../../model/path.ts';
import type { SiteFiles } from './files.ts';
import type { Framework, Preset } from './framework.ts';
import { basePath, folderAt, joined, MARKDOWN_FILES } from './pages.ts';
import { keysAt, stringAt, valueAt } from './values.ts';

const CONFIG_FILES = ['mkdocs.yml', 'mkdocs.yaml'];
/** Plugins that make no pages of their own. */
const PLAIN_PLUGINS =
  /^(?:material\/)?(?:search|tags|social|privacy|minify|minify_html|offline|meta|optimize|typeset|info|git-.*|glightbox|autorefs|macros|include-markdown|section-index|awesome-pages|awesome-nav|literate-nav|redirects|table-reader|mermaid2|print-site|rss|llmstxt|exclude|exclude-search|mkdocstrings|panzoom|charts|swagger-ui-tag|markdownextradata|blog|group|projects|callouts|ezlinks-plugin|file-filter|img2fig|caption|abbreviations|open-in-new-tab|badges|kroki|drawio|spellcheck|htmlproofer|linkcheck|search-index-only|tooltips|include_dir_to_nav|localsearch|markmap|markdown-exec|d2|termynal|pagetree|image-captions)$/;

const MATH = ['pymdownx.arithmatex', 'mdx_math', 'markdown_katex'];

export const mkdocs: Framework = { name: 'mkdocs', configFiles: CONFIG_FILES, packages: [], preset: presetOf };

async function presetOf(files: SiteFiles): Promise<Preset> {
  const config = await files.yaml(CONFIG_FILES.find(files.has) ?? '');
  const folder = files.at(folderAt(config, 'docs_dir') ?? 'docs');
  const plugins = optionsOf(valueAt(config, 'plugins'));
  const extensions = optionsOf(valueAt(config, 'markdown_extensions'));
  const blog = plugins.has('blog') || plugins.has('material/blog') ? (stringAt(plugins.get('blog'), 'blog_dir') ?? 'blog') : undefined;
  const isOpen = [...plugins.keys()].some((name) => !PLAIN_PLUGINS.test(name)) || valueAt(config, 'hooks') !== undefined;
  const isByFolder = valueAt(config, 'use_directory_urls') !== false;
  /** A README beside an `index.md` makes no page. */
  const isHidden = (path: string) =>
    /(?:^|\/)readme\.md$/i.test(path) && files.has(joined(dirOf(files.root === '' ? path : path.slice(files.root.length + 1)), 'index.md'));
  return {
    defaults: {
      publicDirs: [folder],
      // In HTML, references are not rewritten, and lead from the page, which has a folder of its own.
      images: ['{dir}/{ref}', ...(isByFolder ? ['{path}/{ref}'] : [])],
      anchors: valueAt(extensions.get('toc'), 'slugify') === undefined ? 'python-markdown' : undefined,
      opaque: [
        'snippets',
        'admonitions',
        ...(MATH.some((name) => extensions.has(name)) ? (['math'] as const) : []),
        ...(plugins.has('macros') ? (['nunjucks'] as const) : []),
      ],
      yaml: 'psych',
    },
    collections: [
      // Shown at a date and a slug of the title; links lead to the files.
      ...(blog === undefined
        ? []
        : [{ name: 'blog', include: [`${folder}/${joined(blog, 'posts')}/**/${MARKDOWN_FILES}`], addressesOf: () => [] }]),
      {
        name: 'docs',
        include: [`${folder}/**/${MARKDOWN_FILES}`],
        addressesOf: (path) => (isHidden(path) ? [] : [addressOf(path.slice(folder.length + 1))]),
      },
    ],
    site: {
      base: basePath(stringAt(config, 'site_url')),
      routes: ['/', '/404', '/sitemap.xml', '/search'],
      openRoutes: [...(isOpen ? ['/**'] : []), ...(blog === undefined ? [] : [`/${joined(blog, '**')}`])],
      redirects: keysAt(plugins.get('redirects'), 'redirect_maps').map(addressOf),
      locales: languagesOf(plugins.get('i18n')),
    },
  };
}

/** Names with their options; of a list, each is a text or a map with one key. */
function optionsOf(list: unknown): Map<string, unknown> {
  const entries = Array.isArray(list) ? list : [list];
  return new Map(
    entries.flatMap((entry: unknown): [string, unknown][] =>
      typeof entry === 'string' ? [[entry, undefined]] : typeof entry === 'object' && entry !== null ? Object.entries(entry) : [],
    ),
  );
}

/** `index.md` and `README.md` are the page of their folder. */
function addressOf(path: string): string {
  const name = stemOf(path);
  return `/${/^(?:index|readme)$/i.test(name) ? dirOf(path) : joined(dirOf(path), name)}`;
}

function languagesOf(options: unknown): string[] {
  const languages = valueAt(options, 'languages');
  return Array.isArray(languages)
    ? languages.flatMap((language: unknown) => stringAt(language, 'locale') ?? [])
    : keysAt(options, 'languages');
}
