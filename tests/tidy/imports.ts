import { parse } from 'svelte/compiler';
import typescript from 'typescript';

/** One import of one file, however it is written. */
export interface FoundImport {
  /** What is imported, or `undefined` when it is computed at run time. */
  specifier: string | undefined;
  /** 1-based. */
  line: number;
}

/**
 * Every import of a source file: static, dynamic, type-only, re-export, `require`, and the ones in
 * a Svelte template. Found with a real parser: comments and strings are not imports.
 */
export function importsOf(path: string, source: string): FoundImport[] {
  return path.endsWith('.svelte') ? importsOfSvelte(source) : importsOfScript(path, source);
}

function importsOfScript(path: string, source: string): FoundImport[] {
  const file = typescript.createSourceFile(path, source, typescript.ScriptTarget.Latest, true);
  const found: FoundImport[] = [];
  const visit = (node: typescript.Node): void => {
    const target = importTarget(node);
    if (target !== undefined) {
      const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
      found.push({ specifier: textOf(target), line: line + 1 });
    }
    typescript.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** The node that names the imported module, if `node` imports one. */
function importTarget(node: typescript.Node): typescript.Node | undefined {
  if (typescript.isImportDeclaration(node)) return node.moduleSpecifier;
  if (typescript.isExportDeclaration(node)) return node.moduleSpecifier;
  if (typescript.isExternalModuleReference(node)) return node.expression;
  if (typescript.isImportTypeNode(node)) return node.argument;
  if (typescript.isCallExpression(node) && isImportCall(node)) return node.arguments[0] ?? node;
  return undefined;
}

function isImportCall(call: typescript.CallExpression): boolean {
  if (call.expression.kind === typescript.SyntaxKind.ImportKeyword) return true;
  return typescript.isIdentifier(call.expression) && call.expression.text === 'require';
}

function textOf(target: typescript.Node): string | undefined {
  if (typescript.isLiteralTypeNode(target)) return textOf(target.literal);
  return typescript.isStringLiteralLike(target) ? target.text : undefined;
}

/** Syntax-tree nodes of the Svelte compiler that import something. */
const svelteImportNodes = new Set([
  'ImportDeclaration',
  'ExportNamedDeclaration',
  'ExportAllDeclaration',
  'ImportExpression',
  'TSImportType',
]);

function importsOfSvelte(source: string): FoundImport[] {
  const found: FoundImport[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(visit);
    if (!isRecord(node)) return;
    if (typeof node.type === 'string' && svelteImportNodes.has(node.type)) {
      const target = node.source ?? node.argument;
      if (isRecord(target))
        found.push({ specifier: literalOf(target), line: lineAt(source, node) });
    }
    Object.values(node).forEach(visit);
  };
  visit(parse(source, { modern: true }));
  return found.sort((one, other) => one.line - other.line);
}

function literalOf(target: Record<string, unknown>): string | undefined {
  if (typeof target.value === 'string') return target.value;
  return isRecord(target.literal) ? literalOf(target.literal) : undefined;
}

function lineAt(source: string, node: Record<string, unknown>): number {
  const start = typeof node.start === 'number' ? node.start : 0;
  return source.slice(0, start).split('\n').length;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
