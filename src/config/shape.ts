import { YAML_ENGINES } from '../model/config.ts';
import { OPAQUE_SYNTAXES } from '../model/document.ts';
import { ANCHOR_STYLES } from '../model/link.ts';
import { LEVELS, type OptionSchema, type RuleSet } from '../model/rule.ts';
import { FRAMEWORKS } from '../model/site.ts';

/**
 * The subset of JSON Schema in which the configuration is described. The published schema file is made from it,
 * and `validate` reads it, so the two can't differ.
 */
export interface Shape {
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';
  readonly description?: string;
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, Shape>>;
  /** For names that no property has. */
  readonly patternProperties?: Readonly<Record<string, Shape>>;
  readonly additionalProperties?: Shape | boolean;
  readonly required?: readonly string[];
  readonly items?: Shape;
  readonly prefixItems?: readonly Shape[];
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly enum?: readonly (string | boolean)[];
  readonly anyOf?: readonly Shape[];
  readonly minimum?: number;
  readonly format?: string;
  /** What a name of this map is called in messages. */
  readonly $comment?: string;
}

export const REMARK_PARSERS = ['remark', 'fast'] as const;
export const FRAMEWORK_CHOICES = ['auto', 'none', ...FRAMEWORKS] as const;

const strings = (description: string): Shape => ({ type: 'array', items: { type: 'string' }, description });
const string = (description: string): Shape => ({ type: 'string', description });

const COLLECTION: Shape = {
  type: 'object',
  required: ['include'],
  additionalProperties: false,
  properties: {
    include: strings('Globs of the files, relative to the root.'),
    exclude: strings('Globs of files that are no posts of this collection.'),
    schema: {
      type: 'object',
      additionalProperties: true,
      description:
        'What front matter must hold: a JSON Schema; in a config with code also Zod, or any Standard Schema. `"format": "image"` marks an image file, `"format": "date"` a calendar date.',
    },
    slug: string('Template of the slug: {name} is the file name without extension, {dir} its folder, {path} both. Default: {name}.'),
    url: string('Template of the page address, such as /posts/{slug}.'),
    publicDirs: strings('Folders in which a root-absolute reference such as /x.png lies.'),
    images: strings(
      "Templates of the file that a relative image reference names, tried in order: {ref} is the reference; {dir}, {name}, {slug} and {collection} are the post's, {frontmatter.key} a text of its front matter.",
    ),
    alias: {
      type: 'object',
      additionalProperties: { type: 'string' },
      description: 'Prefixes of references and the folders that they stand for, such as "~/": "src/".',
    },
    external: strings('Globs of references that are served from elsewhere, and are not judged.'),
    anchors: { type: 'string', enum: ANCHOR_STYLES, description: 'How headings become anchors.' },
    dialect: { type: 'string', enum: ['auto', 'markdown', 'mdx'], description: 'auto goes by the extension.' },
    opaque: {
      type: 'array',
      items: { type: 'string', enum: OPAQUE_SYNTAXES },
      description: 'Syntaxes in the text that are no Markdown, such as liquid.',
    },
    unique: strings('Front matter keys whose value no two posts may share.'),
    yaml: { type: 'string', enum: YAML_ENGINES, description: 'Whose reading of YAML decides what a scalar of the front matter is.' },
  },
};

const REMARK_RULE: Shape = { type: 'string', enum: LEVELS, description: 'A rule of a remark plugin.' };

/** The rules of plugins that are not known yet: whatever is in no group of ours. */
function otherRules(rules: RuleSet): Record<string, Shape> {
  const groups = new Set([...rules.keys()].map((id) => id.split('/')[0]));
  const level: Shape = { type: 'string', enum: LEVELS };
  const pair: Shape = { type: 'array', prefixItems: [level, { type: 'object', additionalProperties: true }], minItems: 1, maxItems: 2 };
  return { [`^(?!(?:${[...groups, 'remark'].join('|')})/)[a-z][a-z\\d-]*/`]: { anyOf: [level, pair], description: 'A rule of a plugin.' } };
}

/** The shape of a whole configuration, with every rule and its options. `open` takes rules of any plugin. */
export function configShape(rules: RuleSet, open = false): Shape {
  const ruleMap: Shape = {
    type: 'object',
    $comment: 'rule',
    additionalProperties: false,
    properties: Object.fromEntries([...rules].map(([id, { meta }]) => [id, ruleShape(meta.summary, meta.options)])),
    patternProperties: { '^remark/.': REMARK_RULE, ...(open && otherRules(rules)) },
  };
  return {
    type: 'object',
    additionalProperties: false,
    properties: {
      $schema: string('Where the JSON Schema of this file is.'),
      framework: {
        type: 'string',
        enum: FRAMEWORK_CHOICES,
        description: 'What builds the site. auto looks at its config files and dependencies.',
      },
      collections: {
        type: 'object',
        additionalProperties: COLLECTION,
        description: 'The content, by name. A file belongs to the first collection that includes it.',
      },
      rules: { ...ruleMap, description: 'Rules by id: off, warn or error, or a pair of that and options.' },
      overrides: {
        type: 'array',
        description: 'Other settings for some files; later entries win.',
        items: {
          type: 'object',
          required: ['files', 'rules'],
          additionalProperties: false,
          properties: { files: strings('Globs, relative to the root.'), rules: ruleMap },
        },
      },
      plugins: {
        type: 'array',
        items: { anyOf: [{ type: 'string' }, { type: 'object', additionalProperties: true }] },
        description: 'Packages or files that export rules of your own; in a config with code also plugins themselves.',
      },
      routes: strings('Addresses of pages that no post makes, exact or as globs such as /tags/**.'),
      remark: {
        anyOf: [
          { type: 'boolean' },
          {
            type: 'object',
            additionalProperties: false,
            properties: {
              parser: { type: 'string', enum: REMARK_PARSERS, description: 'remark parses as remark-cli does; fast as stet does.' },
            },
          },
        ],
        description: "Whether the project's own remark config is run as well, and how.",
      },
      ignores: strings('Globs of files that are never judged.'),
    },
  };
}

function ruleShape(summary: string, options: Readonly<Record<string, OptionSchema>> | undefined): Shape {
  const level: Shape = { type: 'string', enum: LEVELS };
  const optionsShape: Shape = {
    type: 'object',
    $comment: 'option',
    additionalProperties: false,
    properties: Object.fromEntries(Object.entries(options ?? {}).map(([name, option]) => [name, optionShape(option)])),
  };
  return { description: summary, anyOf: [level, { type: 'array', prefixItems: [level, optionsShape], minItems: 1, maxItems: 2 }] };
}

function optionShape({ type, description, default: value, enum: values, items, minimum, format }: OptionSchema): Shape {
  const rest = {
    description,
    default: value,
    ...(values && { enum: values }),
    ...(items && { items }),
    ...(minimum !== undefined && { minimum }),
  };
  return format === 'bytes'
    ? {
        ...rest,
        anyOf: [
          { type: 'integer', minimum: 0 },
          { type: 'string', format: 'bytes' },
        ],
      }
    : { type, ...rest };
}
