import { z } from 'zod';
import { marked } from '../helpers.ts';

/**
 * The front matter that Docusaurus refuses to build: its own plugins check it by these keys, take any others, and turn
 * texts into numbers and numbers into texts before. What they take is taken here; a table of cases that were put to them
 * holds the two together.
 */

/** A number or a date counts as the text that is written. */
const asText = (value: unknown) => (typeof value === 'number' || value instanceof Date ? String(value) : value);
const asNumber = (value: unknown) =>
  typeof value === 'string' && /^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?\s*$/i.test(value) ? Number(value) : value;
const asBoolean = (value: unknown) =>
  typeof value === 'string' && /^(?:true|false)$/i.test(value) ? value.toLowerCase() === 'true' : value;

const plainText = z.string().min(1);
const text = z.preprocess(asText, plainText);
const textOrNothing = z.preprocess(asText, z.string());
const number = z.preprocess(asNumber, z.number());
const boolean = z.preprocess(asBoolean, z.boolean());

/** One that is an image file where it begins so; others may be made when the site is built. */
const IMAGE_PATH = /^\.?\/(?!\/)/;
const isUrl = (value: string) => /^[\w\-.~:/?#@!$&'()*+,;=%[\]]*$/.test(value) || URL.canParse(value);
const URL_ISSUE = 'must be a URL or a path, with `%20` for spaces, and no letters beyond ASCII or characters such as `<`, `{` and `|`';
const url = z.string().min(1).refine(isUrl, URL_ISSUE);
const imageUrl = marked(z.string().min(1), { image: {}, only: IMAGE_PATH }).refine(isUrl, URL_ISSUE);

/** Days that no calendar has are told by a rule of their own. */
const isDate = (value: unknown) =>
  value instanceof Date ||
  typeof value === 'number' ||
  (typeof value === 'string' && (/^(?:\d{4}-\d\d-\d\d|[-+]?\d+$)/.test(value.trim()) || !Number.isNaN(Date.parse(value))));
const date = z.custom(isDate, 'must be a date such as 2024-01-05');

const lastUpdate = z
  .looseObject({ author: plainText.optional(), date: date.optional() })
  .refine(({ author, date: on }) => author !== undefined || on !== undefined, 'must have an `author` or a `date`');

const tags = z.array(z.union([text, z.looseObject({ label: text, permalink: text })]));

const level = z.preprocess(asNumber, z.number().min(2).max(6));

/** Keys of docs, posts and pages alike. */
const shared = {
  description: textOrNothing,
  image: imageUrl,
  keywords: z.array(text).min(1),
  slug: text,
  hide_table_of_contents: boolean,
  toc_min_heading_level: level,
  toc_max_heading_level: level,
  last_update: lastUpdate,
  draft: boolean,
  unlisted: boolean,
  mdx: z.strictObject({ format: z.enum(['md', 'mdx', 'detect']).optional() }),
};

const docs = schemaOf({
  ...shared,
  id: text,
  title: textOrNothing,
  hide_title: boolean,
  sidebar_key: text,
  sidebar_label: text,
  sidebar_position: number,
  sidebar_class_name: text,
  sidebar_custom_props: z.looseObject({}),
  displayed_sidebar: text.nullable(),
  tags,
  pagination_label: text,
  custom_edit_url: url.or(z.literal('')).nullable(),
  parse_number_prefixes: boolean,
  pagination_next: text.nullable(),
  pagination_prev: text.nullable(),
});

const social = plainText.optional();
const SOCIALS = ['twitter', 'github', 'linkedin', 'x', 'bluesky', 'instagram', 'threads', 'mastodon', 'twitch', 'youtube', 'email'];

const author = z
  .looseObject({
    key: text.optional(),
    name: text.optional(),
    title: text.optional(),
    url: url.optional(),
    imageURL: text.optional(),
    image_url: text.optional(),
    socials: z.looseObject(Object.fromEntries(SOCIALS.map((name) => [name, social]))).optional(),
  })
  .refine((value) => ['key', 'name', 'imageURL', 'image_url'].some((key) => value[key] !== undefined), 'must have a `key` or a `name`');

const blog = schemaOf({
  ...shared,
  id: text,
  title: textOrNothing,
  title_meta: textOrNothing,
  sidebar_label: textOrNothing,
  tags,
  date,
  authors: z.union([text, author, z.array(z.union([text, author]))]),
  author: text,
  author_title: text,
  author_url: url,
  author_image_url: url,
  authorURL: url,
  authorTitle: text,
  authorImageURL: url,
});

/** Of pages, texts are taken as they are: a number is none. */
const pages = schemaOf({
  ...shared,
  title: z.string(),
  description: z.string(),
  keywords: z.array(plainText).min(1),
  slug: plainText,
  wrapperClassName: plainText,
});

export const docusaurusSchemas = { docs, blog, pages };

function schemaOf(shape: Readonly<Record<string, z.ZodType>>): z.ZodType {
  const keys = Object.fromEntries(Object.entries(shape).map(([key, value]) => [key, value.optional()]));
  return z.looseObject(keys).superRefine((data: Record<string, unknown>, { addIssue }) => {
    if (data['draft'] === true && data['unlisted'] === true)
      addIssue({ code: 'custom', path: ['unlisted'], message: 'must not be true where `draft` is' });
    const [least, most] = [data['toc_min_heading_level'], data['toc_max_heading_level']];
    if (typeof least === 'number' && typeof most === 'number' && least > most)
      addIssue({ code: 'custom', path: ['toc_min_heading_level'], message: `must be at most \`toc_max_heading_level\`, which is ${most}` });
  });
}
