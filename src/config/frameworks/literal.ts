import type { Argument, ArrayExpressionElement, Expression, Node, ObjectPropertyKind, Program } from 'oxc-parser';
import { parseSync } from 'oxc-parser';
import { call, isCall, UNKNOWN } from './values.ts';

/**
 * What a module exports by default, or as `module.exports`, as far as it stands there in literals. Names lead to the
 * module's own constants; `defineConfig({ … })` and the like are seen through; nothing is run.
 */
export function exportedLiteral(path: string, source: string): unknown {
  const { program } = parseSync(path, source);
  const constants = constantsOf(program);
  const exported = program.body.map(exportedBy).find((node) => node !== undefined);
  return exported === undefined ? UNKNOWN : withoutWrapper(read(exported, constants, 0));
}

type Constants = ReadonlyMap<string, Expression>;

/** Deeper than any config; a constant may name itself. */
const DEEPEST = 50;

function constantsOf({ body }: Program): Constants {
  const constants = new Map<string, Expression>();
  for (const statement of body) {
    const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (declaration?.type !== 'VariableDeclaration') continue;
    for (const { id, init } of declaration.declarations) if (id.type === 'Identifier' && init) constants.set(id.name, init);
  }
  return constants;
}

function exportedBy(statement: Node): Expression | undefined {
  if (statement.type === 'ExportDefaultDeclaration') return statement.declaration as Expression;
  if (statement.type === 'TSExportAssignment') return statement.expression;
  if (statement.type !== 'ExpressionStatement' || statement.expression.type !== 'AssignmentExpression') return undefined;
  const { left, right } = statement.expression;
  return left.type === 'MemberExpression' && isName(left.object, 'module') && !left.computed && left.property.name === 'exports'
    ? right
    : undefined;
}

/** `defineConfig({ … })`, `withMDX(nextConfig)`, `withNextra({ … })(config)`: what counts is the object handed in. */
function withoutWrapper(value: unknown): unknown {
  if (!isCall(value)) return value;
  const inner = value.arguments.find((argument) => typeof argument === 'object' && argument !== null);
  return inner === undefined ? UNKNOWN : withoutWrapper(inner);
}

function read(node: Expression | Argument | ArrayExpressionElement, constants: Constants, depth: number): unknown {
  if (node === null || depth > DEEPEST) return UNKNOWN;
  const inner = (next: Expression) => read(next, constants, depth + 1);
  switch (node.type) {
    case 'Literal':
      return 'regex' in node && node.regex ? UNKNOWN : node.value;
    case 'TemplateLiteral':
      return node.expressions.length === 0 ? node.quasis.map(({ value }) => value.cooked).join('') : UNKNOWN;
    case 'ArrayExpression':
      return node.elements.flatMap((element) => {
        if (element?.type !== 'SpreadElement') return [read(element, constants, depth + 1)];
        const spread = inner(element.argument);
        return Array.isArray(spread) ? (spread as unknown[]) : [UNKNOWN];
      });
    case 'ObjectExpression':
      return Object.fromEntries(node.properties.flatMap((property) => entries(property, inner)));
    case 'Identifier': {
      const constant = constants.get(node.name);
      return constant === undefined ? UNKNOWN : inner(constant);
    }
    case 'CallExpression':
      return call(
        nameOf(node.callee),
        node.arguments.map((argument) => read(argument, constants, depth + 1)),
      );
    case 'ParenthesizedExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
      return inner(node.expression);
    case 'ArrowFunctionExpression':
      return node.expression ? inner(node.body as unknown as Expression) : returned(node.body as unknown as { body: Node[] }, inner);
    case 'UnaryExpression':
      return node.operator === '-' && typeof inner(node.argument) === 'number' ? -(inner(node.argument) as number) : UNKNOWN;
    default:
      return UNKNOWN;
  }
}

/** A function that does nothing but return an object, as `defineConfig(() => { return { … } })`. */
function returned({ body }: { readonly body: readonly Node[] }, inner: (node: Expression) => unknown): unknown {
  const last = body.at(-1);
  return last?.type === 'ReturnStatement' && last.argument ? inner(last.argument) : UNKNOWN;
}

function entries(property: ObjectPropertyKind, inner: (node: Expression) => unknown): [string, unknown][] {
  if (property.type === 'SpreadElement') {
    const spread = inner(property.argument);
    return typeof spread === 'object' && spread !== null && !isCall(spread) ? Object.entries(spread) : [];
  }
  const { key, computed, value } = property;
  const name = key.type === 'Identifier' && !computed ? key.name : key.type === 'Literal' ? String(key.value) : undefined;
  return name === undefined ? [] : [[name, inner(value as Expression)]];
}

function nameOf(callee: Expression): string {
  if (callee.type === 'Identifier') return callee.name;
  if (callee.type === 'MemberExpression' && !callee.computed && callee.property.type === 'Identifier') return callee.property.name;
  return callee.type === 'CallExpression' ? nameOf(callee.callee) : '';
}

function isName(node: Node, name: string): boolean {
  return node.type === 'Identifier' && node.name === name;
}
