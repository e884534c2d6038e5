import type { Expression, Function as FunctionNode, Node, Program } from 'oxc-parser';
import { parseSync } from 'oxc-parser';

/** What a name stands for: an expression, or a function. */
export type Definition = Expression | (FunctionNode & { readonly type: 'FunctionDeclaration' });

/** The parts of a module that a config is read from. */
export interface Module {
  readonly path: string;
  /** Its constants and functions. */
  readonly names: ReadonlyMap<string, Definition>;
  readonly imports: ReadonlyMap<string, { readonly from: string; readonly name: string }>;
  /** The default export, or what `module.exports` is set to. */
  readonly exported: Definition | undefined;
}

/** A module that does not parse has no parts. */
export function parseModule(path: string, source: string): Module {
  const { program, errors } = parseSync(path, source);
  const { body } = errors.length > 0 ? { body: [] } : program;
  const names = namesOf(body);
  return { path, names, imports: importsOf(body), exported: body.map(exportedBy).find((node) => node !== undefined) };
}

/** Names that a list of statements gives to constants and functions. */
export function namesOf(statements: readonly Node[]): Map<string, Definition> {
  const names = new Map<string, Definition>();
  for (const statement of statements) {
    const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (declaration?.type === 'FunctionDeclaration' && declaration.id) names.set(declaration.id.name, declaration as Definition);
    if (declaration?.type !== 'VariableDeclaration') continue;
    for (const { id, init } of declaration.declarations) if (id.type === 'Identifier' && init) names.set(id.name, init);
  }
  return names;
}

function importsOf(body: Program['body']): Module['imports'] {
  const imports = new Map<string, { from: string; name: string }>();
  for (const statement of body) {
    if (statement.type !== 'ImportDeclaration') continue;
    for (const specifier of statement.specifiers) {
      const imported = specifier.type === 'ImportSpecifier' ? specifier.imported : undefined;
      const whole = specifier.type === 'ImportNamespaceSpecifier' ? '*' : 'default';
      const name = imported === undefined ? whole : imported.type === 'Literal' ? imported.value : imported.name;
      imports.set(specifier.local.name, { from: statement.source.value, name });
    }
  }
  return imports;
}

function exportedBy(statement: Node): Definition | undefined {
  if (statement.type === 'ExportDefaultDeclaration') return statement.declaration as Definition;
  if (statement.type === 'TSExportAssignment') return statement.expression;
  if (statement.type !== 'ExpressionStatement' || statement.expression.type !== 'AssignmentExpression') return undefined;
  const { left, right } = statement.expression;
  const isModule = left.type === 'MemberExpression' && left.object.type === 'Identifier' && left.object.name === 'module';
  return isModule && !left.computed && left.property.name === 'exports' ? right : undefined;
}
