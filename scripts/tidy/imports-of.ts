// Imports are read from the syntax tree, so that a module name in a comment or a string is not taken for an import.

import { posix } from 'node:path';
import ts from 'typescript';
import type { ProjectFile } from './project-file.ts';

export interface Import {
  /** The module as written: `./claim.ts`, `capsule-contract/types`, `node:fs`. */
  readonly specifier: string;
  /** The file it names, from the repository root, where the import is relative. */
  readonly target: string | null;
  /** Erased before the program runs: `import type`, `export type`, `import('x').T`, or only `type` members. */
  readonly typeOnly: boolean;
  /** `export … from`. */
  readonly reExport: boolean;
}

/** Parsing is the dear part, and every rule asks again. */
const known = new WeakMap<ProjectFile, Import[]>();

/** Every module that `file` names, in any form of import. */
export function importsOf(file: ProjectFile): Import[] {
  const found = known.get(file) ?? readImports(file);
  known.set(file, found);
  return found;
}

function readImports(file: ProjectFile): Import[] {
  const found: Import[] = [];
  const add = (specifier: ts.Node | undefined, typeOnly: boolean, reExport = false): void => {
    if (specifier === undefined || !ts.isStringLiteralLike(specifier)) return;
    const relative = specifier.text.startsWith('.');
    const target = relative ? posix.normalize(posix.join(posix.dirname(file.path), specifier.text)) : null;
    found.push({ specifier: specifier.text, target, typeOnly, reExport });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isErasedImport(node));
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly, true);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true);
    else if (ts.isCallExpression(node) && isImportCall(node)) add(node.arguments[0], false);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file.path, scriptOf(file), ts.ScriptTarget.Latest));
  return found;
}

function isErasedImport({ importClause: clause }: ts.ImportDeclaration): boolean {
  if (clause === undefined) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const named = clause.namedBindings;
  if (clause.name !== undefined || named === undefined || !ts.isNamedImports(named)) return false;
  return named.elements.length > 0 && named.elements.every((element) => element.isTypeOnly);
}

function isImportCall({ expression }: ts.CallExpression): boolean {
  return (
    expression.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(expression) && expression.text === 'require')
  );
}

/** An Astro component keeps its script between two `---` lines. */
function scriptOf({ path, text }: ProjectFile): string {
  return path.endsWith('.astro') ? (/^---\n([\s\S]*?)\n---/.exec(text)?.[1] ?? '') : text;
}
