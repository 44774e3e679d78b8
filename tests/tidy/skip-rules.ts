import typescript from 'typescript';

/** Calls that take a test out of the run. */
const neverAllowed = new Set(['only', 'todo', 'fixme', 'skipIf', 'runIf']);

/** Operators whose result may be a text; a comparison is a condition, not a reason. */
const textOperators = new Set([
  typescript.SyntaxKind.PlusToken,
  typescript.SyntaxKind.QuestionQuestionToken,
]);

/**
 * Every way a test file hides a test, each a sentence. A test may skip itself only while it runs
 * and with a reason that `npm test` prints: `ctx.skip('why')`, `test.skip(condition, 'why')`.
 */
export function skipOffences(path: string, source: string): string[] {
  const file = typescript.createSourceFile(path, source, typescript.ScriptTarget.Latest, true);
  const offences: string[] = [];
  const visit = (node: typescript.Node): void => {
    const offence = typescript.isCallExpression(node) ? offenceOf(node) : undefined;
    if (offence !== undefined) {
      const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
      offences.push(`${path}:${line + 1}: ${offence}`);
    }
    typescript.forEachChild(node, visit);
  };
  visit(file);
  return offences;
}

function offenceOf(call: typescript.CallExpression): string | undefined {
  if (!typescript.isPropertyAccessExpression(call.expression)) return undefined;
  const method = call.expression.name.text;
  if (neverAllowed.has(method)) return `.${method}() hides tests without saying why.`;
  if (method !== 'skip') return undefined;
  const reason = call.arguments.at(-1);
  return reason !== undefined && canBeReason(reason)
    ? undefined
    : ".skip() gives no reason; write ctx.skip('why') inside the test.";
}

/** A non-empty text, or an expression that may hold one. */
function canBeReason(node: typescript.Expression): boolean {
  if (typescript.isStringLiteralLike(node)) return node.text.trim() !== '';
  return (
    typescript.isTemplateExpression(node) ||
    typescript.isIdentifier(node) ||
    typescript.isPropertyAccessExpression(node) ||
    typescript.isCallExpression(node) ||
    typescript.isConditionalExpression(node) ||
    (typescript.isBinaryExpression(node) && textOperators.has(node.operatorToken.kind))
  );
}
