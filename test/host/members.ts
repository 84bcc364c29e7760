/**
 * Which members of Office.js a program uses, and the requirement set each came with: found by the type checker, so
 * a member counts whatever it is called on, and a word in a comment does not.
 */
import ts from "typescript";
import { setIn } from "./requirement-sets.ts";

export interface UsedMember {
  /** `Excel.Range.sort`, `Office.context.requirements` … as declared. */
  readonly member: string;
  /** `ExcelApi 1.2`; null where the types name none. */
  readonly set: string | null;
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** Whether it stands where `isSetSupported` was asked first: inside an `if` or `?:`, or after an early return. */
  readonly isGuarded: boolean;
}

/** A program over the project's own `tsconfig.json`. */
export function projectProgram(root = process.cwd()): ts.Program {
  const path = ts.findConfigFile(root, ts.sys.fileExists.bind(ts.sys), "tsconfig.json");
  if (path === undefined) throw new Error(`no tsconfig.json in ${root}`);
  const { config }: { config?: unknown } = ts.readConfigFile(path, ts.sys.readFile.bind(ts.sys));
  const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  return ts.createProgram(fileNames, options);
}

/** In the files that `isWanted` picks, in the order of the text. */
export function listMembers(program: ts.Program, isWanted: (file: string) => boolean): UsedMember[] {
  const checker = program.getTypeChecker();
  const found: UsedMember[] = [];
  for (const source of program.getSourceFiles()) {
    if (source.isDeclarationFile || !isWanted(source.fileName)) continue;
    const visit = (node: ts.Node): void => {
      const name = memberName(node);
      const declaration = name && officeDeclaration(checker, name);
      if (name && declaration) {
        found.push({
          member: qualified(declaration),
          set: setOf(declaration),
          file: source.fileName,
          line: source.getLineAndCharacterOfPosition(name.getStart(source)).line + 1,
          isGuarded: isGuarded(name, checker),
        });
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return found;
}

/** The identifier that names a member: `b` in `a.b`, in `{ b } = a`, and in `a.set({ b: … })`. */
function memberName(node: ts.Node): ts.Identifier | null {
  if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.name)) return node.name;
  if (ts.isBindingElement(node)) {
    const name = node.propertyName ?? node.name;
    return ts.isIdentifier(name) ? name : null;
  }
  if (ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node)) {
    return ts.isIdentifier(node.name) ? node.name : null;
  }
  return null;
}

function officeDeclaration(checker: ts.TypeChecker, name: ts.Identifier): ts.Declaration | null {
  const { parent } = name;
  const symbol = ts.isBindingElement(parent)
    ? checker.getTypeAtLocation(parent.parent).getProperty(name.text)
    : ts.isObjectLiteralExpression(parent.parent) && parent.parent.properties.some((one) => one === parent)
      ? contextual(checker, parent.parent)?.getProperty(name.text)
      : checker.getSymbolAtLocation(name);
  const declaration = symbol?.declarations?.[0];
  if (!declaration || !/@types[\\/]office-js/.test(declaration.getSourceFile().fileName)) return null;
  return declaration;
}

/** What is expected where an object is written; that it may also be left out does not matter. */
function contextual(checker: ts.TypeChecker, literal: ts.ObjectLiteralExpression): ts.Type | null {
  const type = checker.getContextualType(literal);
  return type ? checker.getNonNullableType(type) : null;
}

function qualified(declaration: ts.Declaration): string {
  const names: string[] = [];
  for (let node: ts.Node = declaration; !ts.isSourceFile(node); node = node.parent) {
    const name = isNamed(node) ? node.name : undefined;
    if (name && ts.isIdentifier(name)) names.unshift(name.text);
  }
  return names.join(".");
}

const isNamed = (node: ts.Node): node is ts.NamedDeclaration =>
  ts.isModuleDeclaration(node) ||
  ts.isClassElement(node) ||
  ts.isTypeElement(node) ||
  ts.isClassDeclaration(node) ||
  ts.isInterfaceDeclaration(node) ||
  ts.isEnumDeclaration(node) ||
  ts.isEnumMember(node) ||
  ts.isFunctionDeclaration(node) ||
  ts.isVariableDeclaration(node);

/** From the member's own comment, else from its class's or enum's. */
function setOf(declaration: ts.Declaration): string | null {
  for (
    let node: ts.Node = declaration;
    !ts.isSourceFile(node) && !ts.isModuleDeclaration(node);
    node = node.parent
  ) {
    const source = node.getSourceFile();
    const set = setIn(source.text.slice(node.getFullStart(), node.getStart(source)));
    if (set !== null) return set;
  }
  return null;
}

/**
 * Whether the way to a node leads through a question for a requirement set: a condition that calls
 * `isSetSupported`, or a function or constant whose own text does.
 */
function isGuarded(node: ts.Node, checker: ts.TypeChecker): boolean {
  let child: ts.Node = node;
  for (let parent = node.parent; !ts.isSourceFile(parent); child = parent, parent = parent.parent) {
    if (ts.isIfStatement(parent) && child === parent.thenStatement && asks(parent.expression, checker))
      return true;
    if (ts.isConditionalExpression(parent) && child === parent.whenTrue && asks(parent.condition, checker))
      return true;
    if (isAnd(parent) && child === parent.right && asks(parent.left, checker)) return true;
    if (ts.isBlock(parent) && refusedEarlier(parent, child, checker)) return true;
  }
  return isOfGuarded(node, checker);
}

/** `merged?.load()` after `const merged = supports("1.13") ? … : undefined`: there is one only where it is supported. */
function isOfGuarded(node: ts.Node, checker: ts.TypeChecker): boolean {
  if (!ts.isPropertyAccessExpression(node.parent) || node.parent.name !== node) return false;
  const { expression } = node.parent;
  const symbol = ts.isIdentifier(expression) ? checker.getSymbolAtLocation(expression) : undefined;
  const declaration = symbol?.valueDeclaration;
  const value = declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  return value !== undefined && ts.isConditionalExpression(value) && asks(value.condition, checker);
}

const isAnd = (node: ts.Node): node is ts.BinaryExpression =>
  ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken;

/** `if (!isSetSupported(…)) return;` before it in the same block. */
function refusedEarlier(block: ts.Block, child: ts.Node, checker: ts.TypeChecker): boolean {
  return block.statements.some(
    (statement) =>
      statement.pos < child.pos &&
      ts.isIfStatement(statement) &&
      ts.isPrefixUnaryExpression(statement.expression) &&
      asks(statement.expression, checker) &&
      leaves(statement.thenStatement),
  );
}

function leaves(statement: ts.Statement): boolean {
  const last = ts.isBlock(statement) ? statement.statements.at(-1) : statement;
  return last !== undefined && (ts.isReturnStatement(last) || ts.isThrowStatement(last));
}

function asks(expression: ts.Node, checker: ts.TypeChecker, depth = 0): boolean {
  if (ts.isIdentifier(expression)) {
    if (expression.text === "isSetSupported") return true;
    if (depth > 2) return false;
    const symbol = checker.getSymbolAtLocation(expression);
    const target = symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    const declaration = target?.valueDeclaration;
    if (!declaration || declaration.getSourceFile().isDeclarationFile) return false;
    if (ts.isVariableDeclaration(declaration) && declaration.initializer) {
      return asks(declaration.initializer, checker, depth + 1);
    }
    return ts.isFunctionDeclaration(declaration) && declaration.body !== undefined
      ? asks(declaration.body, checker, depth + 1)
      : false;
  }
  return ts.forEachChild(expression, (child) => asks(child, checker, depth) || undefined) ?? false;
}
