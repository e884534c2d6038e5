// @ts-check
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';

/**
 * @typedef {object} CorpusOptions
 * @property {number} files
 * @property {number} kb  mean size of a post
 * @property {number} seed
 */

const LANGUAGES = ['js', 'ts', 'jsx', 'bash', 'json', 'yaml', 'css', 'html', 'python', 'sql', 'toml', 'text'];

const CONFIG = {
  collections: {
    posts: {
      include: ['posts/**/*.md'],
      schema: {
        type: 'object',
        required: ['title', 'date', 'image', 'excerpt', 'isFeatured', 'tags'],
        additionalProperties: false,
        properties: {
          title: { type: 'string', minLength: 1 },
          date: { type: 'string', format: 'date' },
          image: { type: 'string', format: 'image' },
          excerpt: { type: 'string', maxLength: 300 },
          isFeatured: { type: 'boolean' },
          tags: { type: 'array', items: { type: 'string' } },
        },
      },
      slug: '{name}',
      publicDirs: ['public'],
      images: ['{dir}/{ref}', 'public/images/posts/{slug}/{ref}'],
    },
  },
};

// The more frequent ones first; `wordOf` draws them so.
const WORDS =
  `the a of and to in is that it for on with as we this are be from or by at not you an have which but can all one if more when so time
  there two page build server was image our them after file first into only some then most these way other new than what out up each
  just work before its they small change every where through how still code long same very again because reader between while until
  second never table often without order button kitchen window morning number letter garden river question answer example note writer
  cache router module component request response header footer layout stylesheet font colour theme layer token bundle source target
  compiler parser worker thread queue promise stream buffer cursor index record field schema query result error warning test release
  version branch commit review deploy measure faster slower larger smaller simple careful quiet steady broken finished useful honest
  café naïve façade jalapeño piñata Zürich Ærø smörgås — “quoted” don’t it’s`.split(/\s+/);

/** A small generator of numbers in [0, 1): the same sequence for the same seed, on every machine. @param {number} seed */
function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Writes a site of posts and their images below `root`. Returns the posts' paths. @param {string} root @param {CorpusOptions} options */
export function writeCorpus(root, { files, kb, seed }) {
  /** @param {string} path @param {string | Uint8Array} content */
  const write = (path, content) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  };
  write('stet.config.json', `${JSON.stringify(CONFIG, null, 2)}\n`);
  return Array.from({ length: files }, (_, index) => {
    const writer = new Writer(random(seed * 1_000_003 + index), index);
    const path = `posts/${2015 + (index % 10)}/${writer.slug}.md`;
    write(path, writer.post(kb * 1024 * (0.4 + 1.2 * writer.next())));
    for (const name of writer.images) write(`public/images/posts/${writer.slug}/${name}`, writer.png());
    return path;
  });
}

/** One post: prose, headings, lists, fences, tables, quotes, images and links in about the shares of a programming blog. */
class Writer {
  /** @param {() => number} next @param {number} index */
  constructor(next, index) {
    this.next = next;
    this.slug = `${this.pick(WORDS.slice(40, 90))}-${this.pick(WORDS.slice(90, 140))}-${index}`;
    /** Wrapped at 80 columns, or a line for each paragraph. */
    this.wraps = next() < 0.5;
    /** @type {string[]} */
    this.images = [];
    this.headings = 0;
  }

  /** @template T @param {readonly T[]} list @returns {T} */
  pick(list) {
    return /** @type {T} */ (list[Math.floor(this.next() * list.length)]);
  }

  /** @param {number} from @param {number} to both included */
  between(from, to) {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  /** @param {number} probability */
  chance(probability) {
    return this.next() < probability;
  }

  word() {
    return WORDS[Math.floor(this.next() ** 2 * WORDS.length)] ?? 'the';
  }

  /** @param {number} length */
  words(length) {
    return Array.from({ length }, () => this.word()).join(' ');
  }

  /** A word that may be an identifier, a key or a file name. */
  name() {
    return this.pick(WORDS.slice(36, 140));
  }

  /** @param {number} length */
  title(length) {
    const text = this.words(length).replace(/[“”—]/g, 'with');
    return text.charAt(0).toUpperCase() + text.slice(1);
  }

  /** @param {number} bytes */
  post(bytes) {
    const blocks = [this.frontmatter(), this.paragraph()];
    let size = blocks.join('').length;
    let sinceHeading = 0;
    while (size < bytes) {
      const block = sinceHeading > 3 && this.chance(0.4) ? this.heading() : this.block();
      sinceHeading = block.startsWith('#') ? 0 : sinceHeading + 1;
      blocks.push(block);
      size += block.length + 2;
    }
    return `${blocks.join('\n\n')}\n`;
  }

  frontmatter() {
    const date = `${2015 + this.between(0, 9)}-${String(this.between(1, 12)).padStart(2, '0')}-${String(this.between(1, 28)).padStart(2, '0')}`;
    return [
      '---',
      `title: '${this.title(this.between(2, 7))}'`,
      `date: ${this.chance(0.5) ? date : `'${date}'`}`,
      `image: '${this.image('cover')}'`,
      `excerpt: "${this.title(this.between(8, 16))}."`,
      `isFeatured: ${this.chance(0.01) ? "'true'" : this.chance(0.1)}`,
      'tags:',
      ...Array.from({ length: this.between(1, 4) }, () => `  - ${this.name()}`),
      ...(this.chance(0.005) ? ['draft: false'] : []),
      '---',
    ].join('\n');
  }

  block() {
    const at = this.next();
    if (at < 0.56) return this.paragraph();
    if (at < 0.7) return this.list();
    if (at < 0.84) return this.fence();
    if (at < 0.9) return `![${this.title(this.between(3, 8))}](${this.image(`${this.name()}-${this.images.length}`)})`;
    if (at < 0.95) return this.table();
    return `> ${this.sentence()}\n> ${this.sentence()}`;
  }

  heading() {
    this.headings += 1;
    const level = this.headings === 1 ? 2 : this.chance(0.01) ? 5 : this.between(2, 3);
    return `${'#'.repeat(level)} ${this.title(this.between(2, 5))} ${this.headings}`;
  }

  sentence() {
    const parts = this.words(this.between(5, 20)).split(' ');
    const at = this.between(0, parts.length - 2);
    const inline = this.next();
    if (inline < 0.1) parts[at] = `\`${this.name()}.${this.name()}\``;
    else if (inline < 0.18) parts[at] = `**${parts[at]}**`;
    else if (inline < 0.24) parts[at] = `_${parts[at]}_`;
    else if (inline < 0.33) parts[at] = `[${this.words(2)}](https://example.com/${this.name()}/${this.name()})`;
    const [first = '', ...rest] = parts;
    return `${[first.charAt(0).toUpperCase() + first.slice(1), ...rest].join(' ')}.`;
  }

  paragraph() {
    const text = Array.from({ length: this.between(2, 6) }, () => this.sentence()).join(' ');
    return this.wraps ? text.replace(/(?=.{81})(.{1,80}) /g, '$1\n') : text;
  }

  list() {
    const ordered = this.chance(0.3);
    const items = Array.from({ length: this.between(2, 7) }, (_, index) => {
      const nested = !ordered && this.chance(0.12) ? `\n  - ${this.sentence()}\n  - ${this.sentence()}` : '';
      return `${ordered ? `${index + 1}.` : '-'} ${this.sentence()}${nested}`;
    });
    return items.join('\n');
  }

  table() {
    const columns = this.between(2, 4);
    /** @param {() => string} cell */
    const row = (cell) => `| ${Array.from({ length: columns }, cell).join(' | ')} |`;
    const body = Array.from({ length: this.between(2, 8) }, () => row(() => this.words(this.between(1, 3))));
    return [row(() => this.name()), row(() => '---'), ...body].join('\n');
  }

  fence() {
    const language = this.pick(LANGUAGES);
    return `\`\`\`${this.chance(0.03) ? '' : language}\n${this.code(language)}\n\`\`\``;
  }

  /** @param {string} language */
  code(language) {
    const [a, b, c] = [this.name(), this.name(), this.name()];
    const lines = this.between(1, 8);
    /** @param {(index: number) => string} line */
    const repeat = (line) => Array.from({ length: lines }, (_, index) => line(index)).join('\n');
    switch (language) {
      case 'bash':
        return repeat(() => `npm run ${this.name()} -- --${this.name()}=${this.between(1, 99)}`);
      case 'json':
        return `{\n  "${a}": {\n${repeat((index) => `    "${this.name()}${index}": [${index}, "${this.word()}", true],`)}\n    "${b}": null\n  }\n}`;
      case 'yaml':
        return `${a}:\n${repeat((index) => `  - name: ${this.name()}\n    order: ${index}`)}\n${a}_${b}: "${this.word()}"`;
      case 'toml':
        return `[${a}]\n${repeat((index) => `${this.name()}${index} = "${this.word()}"`)}`;
      case 'css':
        return repeat((index) => `.${a}-${index} > .${b} {\n  margin: ${index}px auto;\n  color: #${String(index).repeat(3)};\n}`);
      case 'html':
      case 'jsx':
        return `<section id="${a}">\n${repeat(() => `  <p title="${this.name()}">${this.words(5)}</p>`)}\n</section>`;
      case 'python':
        return `def ${a}(${b}, ${c}=None):\n${repeat((index) => `    ${b} = ${b} + ${index}  # ${this.words(4)}`)}\n    return ${b}`;
      case 'sql':
        return `SELECT ${a}, ${b}\nFROM ${c}\nWHERE ${a} > ${lines};`;
      case 'text':
        return repeat(() => this.words(8));
      default:
        return `import { ${a}_ } from './${a}.js';\n\n${repeat((index) => `export const ${b}${index} = ${a}_('${this.word()}', ${index}); // ${this.words(3)}`)}`;
    }
  }

  /** The name of an image that will be written; rarely, of one that won't. @param {string} stem */
  image(stem) {
    const name = `${stem}.png`;
    if (!this.chance(0.005)) this.images.push(name);
    return name;
  }

  /** A grey picture with some noise: about 1 to 8 kB. */
  png() {
    const [width, height] = [this.between(32, 160), this.between(24, 90)];
    const rows = new Uint8Array((width + 1) * height);
    for (let at = 0; at < rows.length; at += 1) rows[at] = at % (width + 1) === 0 ? 0 : (at + this.between(0, 15)) & 0xff;
    const header = new Uint8Array(13);
    const view = new DataView(header.buffer);
    view.setUint32(0, width);
    view.setUint32(4, height);
    header[8] = 8;
    return Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      chunk('IHDR', header),
      chunk('IDAT', deflateSync(rows)),
      chunk('IEND', new Uint8Array()),
    ]);
  }
}

/** @param {string} type @param {Uint8Array} data */
function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
