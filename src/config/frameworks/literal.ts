import type { Argument, ArrayExpressionElement, BindingPattern, Expression, FunctionBody, Node, ObjectPropertyKind } from 'oxc-parser';
import { dirOf, normalise } from '../../model/path.ts';
import { type Definition, type Module, namesOf, parseModule } from './module.ts';
import { call, incomplete, isCall, isWhole, packageNameOf, packageValue, UNKNOWN, valueAt } from './values.ts';

/** The text of another module of the site; undefined where there is none. */
export type TextOf = (path: string) => string | undefined;

/**
 * What a module exports by default, or as `module.exports`, as far as it stands there in literals. Names lead to the
 * constants of the module and of those it imports; `defineConfig({ … })` and the like are seen through; nothing is run.
 */
export function exportedLiteral(path: string, source: string, textOf: TextOf = () => undefined): unknown {
  const reader = createReader(textOf);
  return withoutWrapper(exportOf('default', reader.load(path, source), reader));
}

/** The constants at the top of a module, by name. */
export function namedLiterals(path: string, source: string, textOf: TextOf = () => undefined): Record<string, unknown> {
  const reader = createReader(textOf);
  const scope = reader.load(path, source);
  return Object.fromEntries([...scope.names.keys()].map((name) => [name, named(name, scope, reader)]));
}

interface Scope {
  readonly module: Module;
  readonly names: ReadonlyMap<string, Definition | undefined>;
  /** Of the names that were asked for. */
  readonly values: Map<string, unknown>;
  readonly outer: Scope | undefined;
}

interface Reader {
  load(path: string, source: string): Scope;
  textOf: TextOf;
  /** How many more nodes may be read: lists that are spread into each other grow without end. */
  budget: number;
}

const BUDGET = 100_000;
/** Deeper than any config. */
const DEEPEST = 100;

function createReader(textOf: TextOf): Reader {
  const scopes = new Map<string, Scope>();
  return {
    textOf,
    budget: BUDGET,
    load(path, source) {
      const known = scopes.get(path);
      if (known !== undefined) return known;
      const module = parseModule(path, source);
      const scope: Scope = { module, names: module.names, values: new Map(), outer: undefined };
      scopes.set(path, scope);
      return scope;
    },
  };
}

function exportOf(name: string, scope: Scope, reader: Reader): unknown {
  if (name !== 'default') return named(name, scope, reader);
  const { exported } = scope.module;
  return exported === undefined ? UNKNOWN : defined(exported, scope, reader, 0);
}

/** `defineConfig({ … })`, `withMDX(nextConfig)`, `withNextra({ … })(config)`: what counts is the object handed in. */
function withoutWrapper(value: unknown): unknown {
  if (!isCall(value)) return value;
  const objects = value.arguments.map(withoutWrapper).filter((inner) => typeof inner === 'object' && inner !== null);
  return objects.find((inner) => !Array.isArray(inner)) ?? objects[0] ?? UNKNOWN;
}

function named(name: string, scope: Scope, reader: Reader, depth = 0): unknown {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.outer) {
    if (at.values.has(name)) return at.values.get(name);
    if (!at.names.has(name)) continue;
    const definition = at.names.get(name);
    // A constant may name itself.
    at.values.set(name, UNKNOWN);
    const value = definition === undefined ? UNKNOWN : defined(definition, at, reader, depth + 1);
    at.values.set(name, value);
    return value;
  }
  const { imports, path } = scope.module;
  const imported = imports.get(name);
  if (imported !== undefined) return moduleValue(imported.from, imported.name, scope, reader);
  if (name === '__dirname') return dirOf(path) || '.';
  return name === 'undefined' ? undefined : UNKNOWN;
}

const MODULE_SUFFIXES = ['', '.ts', '.mts', '.js', '.mjs', '.cjs', '/index.ts', '/index.mts', '/index.js'];

/** What another module of the site exports; what is from a package is known by its name alone. */
function moduleValue(from: string, name: string, { module }: Scope, reader: Reader): unknown {
  if (!from.startsWith('.')) return packageValue(from, name);
  const path = normalise(`${dirOf(module.path)}/${from}`);
  const tried = path === undefined ? [] : [...MODULE_SUFFIXES.map((suffix) => path + suffix), path.replace(/js$/, 'ts')];
  for (const candidate of tried) {
    const text = reader.textOf(candidate);
    if (text === undefined) continue;
    if (candidate.endsWith('.json')) return json(text);
    return exportOf(name, reader.load(candidate, text), reader);
  }
  return UNKNOWN;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return UNKNOWN;
  }
}

function defined(node: Definition, scope: Scope, reader: Reader, depth: number): unknown {
  return node.type === 'FunctionDeclaration' ? returned(node.params, node.body, scope, reader, depth) : read(node, scope, reader, depth);
}

function read(node: Expression | Argument | ArrayExpressionElement, scope: Scope, reader: Reader, depth: number): unknown {
  if (node === null || depth > DEEPEST || reader.budget <= 0) return UNKNOWN;
  reader.budget -= 1;
  const inner = (next: Expression | Argument) => read(next, scope, reader, depth + 1);
  switch (node.type) {
    case 'Literal':
      return 'regex' in node && node.regex ? UNKNOWN : node.value;
    case 'TemplateLiteral':
      return concatenated(node.quasis.flatMap(({ value }, at) => [value.cooked, ...node.expressions.slice(at, at + 1).map(inner)]));
    case 'BinaryExpression':
      return node.operator === '+' ? concatenated([inner(node.left), inner(node.right)]) : UNKNOWN;
    case 'ArrayExpression':
      return node.elements.flatMap((element) => {
        if (element?.type !== 'SpreadElement') return [element === null ? undefined : inner(element)];
        const spread = inner(element.argument);
        if (!Array.isArray(spread)) return [UNKNOWN];
        reader.budget -= spread.length;
        return spread as unknown[];
      });
    case 'ObjectExpression':
      return objectOf(node.properties, inner, reader);
    case 'Identifier':
      return named(node.name, scope, reader, depth);
    case 'MemberExpression':
      return member(node, inner, scope);
    case 'CallExpression':
      return called(node.callee, node.arguments.map(inner), inner, scope, reader);
    case 'NewExpression':
      // `new URL('./content', import.meta.url)`
      return isName(node.callee, 'URL') ? joined([dirOf(scope.module.path), ...node.arguments.slice(0, 1).map(inner)]) : UNKNOWN;
    case 'ParenthesizedExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
      return inner(node.expression);
    case 'AwaitExpression':
      return inner(node.argument);
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
      return returned(node.params, node.body, scope, reader, depth);
    case 'UnaryExpression': {
      const value = inner(node.argument);
      if (node.operator === '!' && typeof value === 'number') return value === 0;
      return node.operator === '-' && typeof value === 'number' ? -value : UNKNOWN;
    }
    default:
      return UNKNOWN;
  }
}

/** A function stands for what it returns at its end, as in `defineConfig(() => { return { … } })` and `redirects() { … }`. */
function returned(params: readonly Node[], body: FunctionBody | Expression | null, outer: Scope, reader: Reader, depth: number): unknown {
  const statements = body?.type === 'BlockStatement' ? body.body : [];
  const names = new Map<string, Definition | undefined>(params.flatMap((param) => boundBy(param as BindingPattern)));
  for (const [name, definition] of namesOf(statements)) names.set(name, definition);
  const scope: Scope = { module: outer.module, names, values: new Map(), outer };
  if (body !== null && body.type !== 'BlockStatement') return read(body, scope, reader, depth + 1);
  const last = statements.findLast((statement) => statement.type === 'ReturnStatement');
  if (last?.type !== 'ReturnStatement' || !last.argument) return UNKNOWN;
  const value = read(last.argument, scope, reader, depth + 1);
  // A schema must not be taken for the only one; a config is seen through the call, and its usual form comes last.
  return isCall(value) && returnsIn(statements) > 1 ? call('one of several', [value]) : value;
}

/** What holds statements within a statement. */
const WITHIN = ['body', 'consequent', 'alternate', 'block', 'handler', 'finalizer', 'cases'] as const;

/** How many `return`s there are, without those of functions within; more than one where that goes too deep. */
function returnsIn(at: unknown, depth = 0): number {
  if (depth > DEEPEST) return 2;
  if (Array.isArray(at)) return at.reduce((sum: number, one) => sum + returnsIn(one, depth + 1), 0);
  if (typeof at !== 'object' || at === null) return 0;
  const { type, ...node } = at as { type: string } & Partial<Record<(typeof WITHIN)[number], unknown>>;
  if (/Function|Class|Expression$/.test(type)) return 0;
  return type === 'ReturnStatement' ? 1 : WITHIN.reduce((sum, key) => sum + returnsIn(node[key], depth + 1), 0);
}

/** The parameters by name: they hide constants of the same name. */
function boundBy(param: BindingPattern): [string, undefined][] {
  if (param.type === 'Identifier') return [[param.name, undefined]];
  return param.type === 'AssignmentPattern' ? boundBy(param.left) : [];
}

function objectOf(properties: readonly ObjectPropertyKind[], inner: (node: Expression) => unknown, reader: Reader): unknown {
  let isAll = true;
  const own = properties.flatMap((property): [string, unknown][] => {
    if (property.type === 'SpreadElement') {
      const value = inner(property.argument);
      const spread = isCall(value, 'defineConfig') ? withoutWrapper(value) : value;
      isAll &&= isWhole(spread);
      const entries = typeof spread === 'object' && spread !== null && !isCall(spread) ? Object.entries(spread) : [];
      reader.budget -= entries.length;
      return entries;
    }
    const { key, computed, value } = property;
    const name = key.type === 'Identifier' && !computed ? key.name : key.type === 'Literal' ? String(key.value) : undefined;
    isAll &&= name !== undefined;
    return name === undefined ? [] : [[name, inner(value as Expression)]];
  });
  const object = Object.fromEntries(own);
  return isAll ? object : incomplete(object);
}

/** `shared.base`, and `import.meta.dirname`. */
function member(node: Extract<Expression, { type: 'MemberExpression' }>, inner: (node: Expression) => unknown, { module }: Scope): unknown {
  if (node.computed || node.property.type !== 'Identifier' || node.object.type === 'Super') return UNKNOWN;
  const { name } = node.property;
  if (node.object.type === 'MetaProperty') return name === 'dirname' ? dirOf(module.path) || '.' : UNKNOWN;
  const object = inner(node.object);
  const imported = packageNameOf(object);
  if (imported !== undefined) return packageValue(imported, name);
  return isCall(object) || typeof object !== 'object' ? UNKNOWN : valueAt(object, name);
}

function called(callee: Expression, args: readonly unknown[], inner: (node: Expression) => unknown, scope: Scope, reader: Reader): unknown {
  const name = nameOf(callee);
  const [first] = args;
  if (name === 'require' && typeof first === 'string') return moduleValue(first, 'default', scope, reader);
  if (name === 'fileURLToPath' && typeof first === 'string') return first;
  if (callee.type === 'MemberExpression') {
    if (isName(callee.object, 'process') && name === 'cwd') return '.';
    if (isName(callee.object, 'path') && (name === 'join' || name === 'resolve')) return joined(args);
  }
  return call(name, args, callee.type === 'MemberExpression' && callee.object.type !== 'Super' ? inner(callee.object) : undefined);
}

function concatenated(parts: readonly unknown[]): unknown {
  return parts.every((part) => typeof part === 'string' || typeof part === 'number') ? parts.join('') : UNKNOWN;
}

function joined(parts: readonly unknown[]): unknown {
  return parts.every((part) => typeof part === 'string') ? parts.filter((part) => part !== '').join('/') : UNKNOWN;
}

function nameOf(callee: Expression): string {
  if (callee.type === 'Identifier') return callee.name;
  if (callee.type === 'MemberExpression' && !callee.computed && callee.property.type === 'Identifier') return callee.property.name;
  return callee.type === 'CallExpression' ? nameOf(callee.callee) : '';
}

function isName(node: Node, name: string): boolean {
  return node.type === 'Identifier' && node.name === name;
}
