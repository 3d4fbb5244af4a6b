/**
 * Finds the lines of a check's source that demand something (`t.equal(…)`, `t.expect(reply).refusal(…)`, …) and makes each of
 * them switchable, so that a run can do without one of them. Nothing else of the text changes, not even line numbers.
 */
import ts from 'typescript';

export interface ExpectationLine {
  /** Relative to the folder of checks. */
  file: string;
  line: number;
  text: string;
  /** It also sends something: without it the check does less. */
  acts: boolean;
}

const demanding = new Set(['equal', 'that', 'fail', 'until', 'expect']);

/** The source with each expectation behind `capsuleExpectation(n, …)`; `known` is told each and gives its number. */
export function switchable(file: string, source: string, known: (line: ExpectationLine) => number): string {
  const parsed = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
  const edits: { at: number; text: string }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isExpressionStatement(node) && isExpectation(node.expression)) {
      const { expression } = node;
      const start = expression.getStart(parsed);
      const waits = holdsAwait(expression);
      const line = parsed.getLineAndCharacterOfPosition(start).line + 1;
      const text = expression.getText(parsed).replaceAll(/\s+/g, ' ').slice(0, 160);
      const n = known({ file, line, text, acts: waits });
      edits.push({
        at: start,
        text: `${waits ? 'await ' : ''}capsuleExpectation(${n}, ${waits ? 'async ' : ''}() => `,
      });
      edits.push({ at: expression.end, text: ')' });
    }
    ts.forEachChild(node, visit);
  };
  visit(parsed);
  let text = source;
  for (const edit of edits.toSorted((a, b) => b.at - a.at))
    text = text.slice(0, edit.at) + edit.text + text.slice(edit.at);
  return text;
}

/** Whether evaluating it awaits something, apart from what functions inside it would. */
function holdsAwait(node: ts.Node): boolean {
  if (ts.isAwaitExpression(node)) return true;
  if (ts.isFunctionLike(node)) return false;
  return ts.forEachChild(node, (child) => holdsAwait(child) || undefined) ?? false;
}

/** A call of one of the trial's demands, awaited or not, and whatever is asked of its answer: `t.expect(reply).success()`. */
function isExpectation(expression: ts.Expression): boolean {
  let inner: ts.Expression = ts.isAwaitExpression(expression) ? expression.expression : expression;
  while (ts.isCallExpression(inner) || ts.isPropertyAccessExpression(inner)) {
    const callee = inner.expression;
    if (ts.isPropertyAccessExpression(inner) && isTrial(callee)) return demanding.has(inner.name.text);
    inner = callee;
  }
  return false;
}

function isTrial(expression: ts.Expression): boolean {
  return ts.isIdentifier(expression) && (expression.text === 't' || expression.text === 'trial');
}
