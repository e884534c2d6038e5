import type { KeyShape, MapShape, Shape } from './shape.ts';

/** What `from 'stet'` must give a schema that is written so. */
export type Import = 'date' | 'image' | 'z';

const WIDTH = 100;

/** A schema as a person would write it in a config, with comments that say on how many posts a line rests. */
export function zodSource(shape: Shape, indent = ''): string {
  switch (shape.kind) {
    case 'boolean':
      return 'z.boolean()';
    case 'number':
      return shape.isWhole ? 'z.int()' : 'z.number()';
    case 'date':
      return 'date()';
    case 'url':
      return 'z.url()';
    case 'image':
      return shape.mayBeBlank ? "z.union([image(), z.literal('')])" : 'image()';
    case 'text':
      return shape.most === undefined ? 'z.string()' : `z.string().max(${shape.most})`;
    case 'choice':
      return shape.values.length === 1 ? `z.literal(${quote(shape.values[0])})` : `z.enum(${list(shape.values.map(quote), indent)})`;
    case 'list':
      return `z.array(${zodSource(shape.items, indent)})`;
    case 'union':
      return `z.union(${unionForms(shape.forms, indent)})`;
    case 'nullable':
      return `${zodSource(shape.form, indent)}.nullable()`;
    case 'record':
      return `z.record(z.string(), ${zodSource(shape.values, indent)})`;
    case 'map':
      return mapSource(shape, indent);
    case 'anything':
      return 'z.unknown()';
  }
}

/** The names that the source of a schema uses. */
export function importsOf(shape: Shape): Set<Import> {
  switch (shape.kind) {
    case 'date':
      return new Set(['date']);
    case 'image':
      return new Set(shape.mayBeBlank ? ['image', 'z'] : ['image']);
    case 'map':
      return new Set(['z', ...shape.keys.flatMap((key) => [...importsOf(key.shape)])]);
    case 'list':
      return new Set(['z', ...importsOf(shape.items)]);
    case 'record':
      return new Set(['z', ...importsOf(shape.values)]);
    case 'nullable':
      return importsOf(shape.form);
    case 'union':
      return new Set(['z', ...shape.forms.flatMap((form) => [...importsOf(form)])]);
    default:
      return new Set(['z']);
  }
}

function mapSource(map: MapShape, indent: string): string {
  const maker = map.isClosed ? 'z.strictObject' : 'z.object';
  if (map.keys.length === 0) return `${maker}({})`;
  const lines = map.keys.map((key) => keyLine(key, map, `${indent}  `));
  return `${maker}({\n${lines.join('')}${indent}})`;
}

function keyLine({ name, shape, isRequired, count }: KeyShape, map: MapShape, indent: string): string {
  const comment = count === map.count ? '' : ` // in ${count} of ${map.count}`;
  const source = isRequired ? zodSource(shape, indent) : optionalSource(shape, indent);
  // Behind a value of many lines, nobody would look for the comment.
  const isLong = source.includes('\n');
  return `${isLong && comment !== '' ? `${indent}${comment.trim()}\n` : ''}${indent}${propertyName(name)}: ${source},${isLong ? '' : comment}\n`;
}

function unionForms(forms: readonly Shape[], indent: string): string {
  const line = list(
    forms.map((form) => zodSource(form, indent)),
    indent,
  );
  return line.includes('\n')
    ? list(
        forms.map((form) => zodSource(form, `${indent}  `)),
        indent,
      )
    : line;
}

export function propertyName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quote(name);
}

function optionalSource(shape: Shape, indent: string): string {
  return shape.kind === 'nullable' ? `${zodSource(shape.form, indent)}.nullish()` : `${zodSource(shape, indent)}.optional()`;
}

function list(items: readonly string[], indent: string): string {
  const line = `[${items.join(', ')}]`;
  return line.length + indent.length <= WIDTH - 20 && !line.includes('\n')
    ? line
    : `[\n${items.map((item) => `${indent}  ${item},\n`).join('')}${indent}]`;
}

/** A text as a literal of JavaScript, in single quotes where that is possible. */
export function quote(text: unknown): string {
  const literal = JSON.stringify(text)
    .replace(/\u2028/g, '\\u2028')
    .replace(/\u2029/g, '\\u2029');
  return `'${literal.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}
