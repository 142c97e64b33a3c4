// `${{ … }}` of workflows and actions, evaluated by GitHub's own implementation.
import { data, Evaluator, Lexer, Parser } from '@actions/expressions';

const EXPRESSION = /\$\{\{((?:[^}]|\}(?!\}))*)\}\}/g;

/** Values of JSON as the contexts of an expression. */
function context(value) {
  if (typeof value === 'string') return new data.StringData(value);
  const pairs = Object.entries(value).map(([key, each]) => ({ key, value: context(each) }));
  return new data.Dictionary(...pairs);
}

/** A text with its expressions replaced; `contexts`: `{inputs: {…}, steps: {…}}`, nothing but texts in them. */
export function evaluated(text, contexts) {
  return String(text).replace(EXPRESSION, (_, expression) => {
    const { tokens } = new Lexer(expression.trim()).lex();
    const parsed = new Parser(tokens, Object.keys(contexts), []).parse();
    return new Evaluator(parsed, context(contexts)).evaluate().coerceString();
  });
}

/** The same for every value of a mapping, such as `env` and `with`. */
export const evaluatedAll = (mapping, contexts) =>
  Object.fromEntries(Object.entries(mapping ?? {}).map(([name, text]) => [name, evaluated(text, contexts)]));
