import { extname } from 'node:path';
import type { Argument, Expression, Node, VariableDeclarator } from 'oxc-parser';
import { parseSync } from 'oxc-parser';
import { isPure } from './pure.ts';

/** What a name stands for: an expression of the module, or a package, by its name. */
type Names = Map<string, Expression | string>;

/**
 * The value that a module exports, where it is written out: constants, lists and objects, in which the packages that are
 * imported stand as their names. Throws where there is anything else in the module, as what comes of it can't be known.
 */
export function plainExport(path: string, source: string): unknown {
  const { program, errors } = parseSync(path, source, { sourceType: extname(path) === '.cjs' ? 'script' : 'module' });
  if (errors.length > 0) throw new SyntaxError();
  const names: Names = new Map();
  let exported: Expression | undefined;
  for (const statement of program.body) {
    if (statement.type === 'ImportDeclaration') {
      for (const { local } of statement.specifiers) names.set(local.name, packageIn(statement.source.value));
      packageIn(statement.source.value);
    } else if (statement.type === 'VariableDeclaration' && statement.kind === 'const') statement.declarations.forEach(declare);
    else if (statement.type === 'ExportDefaultDeclaration') exported = statement.declaration as Expression;
    else if (statement.type === 'ExpressionStatement' && exported === undefined) exported = moduleExports(statement.expression);
    else throw new NotPlain(statement);
  }
  if (exported === undefined) throw new TypeError('no export');
  return plainValue(exported, names);

  function declare({ id, init }: VariableDeclarator): void {
    if (id.type !== 'Identifier' || !init) throw new NotPlain(id);
    names.set(id.name, requiredIn(init) ?? init);
  }
}

class NotPlain extends Error {
  constructor(node: Node | null) {
    super(node?.type);
  }
}

function packageIn(specifier: string): string {
  if (!isPure(specifier) && specifier !== 'stet/remark') throw new TypeError(specifier);
  return specifier;
}

/** `require('remark-gfm')` */
function requiredIn(node: Expression | Argument): string | undefined {
  if (node.type !== 'CallExpression' || node.callee.type !== 'Identifier' || node.callee.name !== 'require') return undefined;
  const [argument] = node.arguments;
  return argument?.type === 'Literal' && typeof argument.value === 'string' ? packageIn(argument.value) : undefined;
}

/** `module.exports = …` */
function moduleExports(node: Expression): Expression | undefined {
  if (node.type === 'Literal') return undefined; // 'use strict'
  if (node.type !== 'AssignmentExpression' || node.operator !== '=' || node.left.type !== 'MemberExpression') throw new NotPlain(node);
  const { object, property, computed } = node.left;
  const isIt = object.type === 'Identifier' && object.name === 'module' && !computed && property.type === 'Identifier';
  if (!isIt || property.name !== 'exports') throw new NotPlain(node);
  return node.right;
}

function plainValue(node: Expression | Argument | null, names: Names): unknown {
  const inner = (next: Expression | Argument | null) => plainValue(next, names);
  switch (node?.type) {
    case 'Literal':
      return node.value;
    case 'TemplateLiteral':
      if (node.expressions.length > 0) throw new NotPlain(node);
      return node.quasis[0]?.value.cooked;
    case 'UnaryExpression':
      if (node.operator !== '-' && node.operator !== '!') throw new NotPlain(node);
      return inner(node.argument);
    case 'ParenthesizedExpression':
      return inner(node.expression);
    case 'ArrayExpression':
      return node.elements.map((element) => (element?.type === 'SpreadElement' ? inner(null) : inner(element)));
    case 'ObjectExpression':
      return Object.fromEntries(
        node.properties.map((property): [string, unknown] => {
          if (property.type !== 'Property' || property.computed || property.kind !== 'init') throw new NotPlain(property);
          const { key } = property;
          const name = key.type === 'Identifier' ? key.name : key.type === 'Literal' ? String(key.value) : '__proto__';
          if (name === '__proto__') throw new NotPlain(key);
          return [name, inner(property.value)];
        }),
      );
    case 'Identifier': {
      const meant = names.get(node.name);
      if (meant === undefined) throw new NotPlain(node);
      return typeof meant === 'string' ? meant : inner(meant);
    }
    case 'CallExpression': {
      const required = requiredIn(node);
      if (required !== undefined) return required;
      throw new NotPlain(node);
    }
    default:
      throw new NotPlain(node ?? null);
  }
}
