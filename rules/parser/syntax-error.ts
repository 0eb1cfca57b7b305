import type { ParseError } from "@babel/parser";

/** Where ESLint looks for the place of a syntax error: line and column count from 1, the index from 0. */
interface SyntaxErrorPlace {
  lineNumber: number;
  column: number;
  index: number;
}

/**
 * Babel can go on after an error. After these it has guessed what was meant or left something out, and the tree says
 * other things than the text. All others are about the meaning of a tree that is whole: a name declared twice, a
 * modifier that may not stand there, strict mode.
 */
const guesses = new Set([
  "AttributeIsEmpty",
  "DestructureNamedImport",
  "EmptyHeritageClauseType",
  "EmptyTypeArguments",
  "EmptyTypeParameters",
  "ExportBindingIsString",
  "ImportBindingIsString",
  "ImportCallArity",
  "InvalidBigIntLiteral",
  "InvalidCodePoint",
  "InvalidCoverInitializedName",
  "InvalidDigit",
  "InvalidEscapeSequence",
  "InvalidEscapeSequenceTemplate",
  "InvalidEscapedReservedWord",
  "InvalidHeritageClauseType",
  "InvalidLhs",
  "InvalidLhsBinding",
  "InvalidOrMissingExponent",
  "InvalidParenthesizedAssignment",
  "InvalidPropertyAccessAfterInstantiationExpression",
  "InvalidPropertyBindingPattern",
  "InvalidTupleMemberLabel",
  "MissingClosingTagElement",
  "MissingClosingTagFragment",
  "MissingInterfaceName",
  "MissingSemicolon",
  "NoCatchOrFinally",
  "PatternHasAccessor",
  "PatternHasMethod",
  "TypeAnnotationAfterAssign",
  "UnexpectedKeyword",
  "UnexpectedNumericSeparator",
  "UnexpectedToken",
  "UnexpectedTokenUnaryExponentiation",
  "UnexpectedTypeAnnotation",
  "UnexpectedTypeCastInParameter",
]);

export const leavesTreeWhole = ({ reasonCode }: ParseError): boolean => !guesses.has(reasonCode);

/** What kept a text from being read, in ESLint's form: Babel writes the place into the message. */
export function asSyntaxError(error: unknown, text: string): SyntaxError {
  // The only range that a parser exceeds is that of the stack.
  if (error instanceof RangeError)
    return syntaxError("This is nested too deeply to be read.", 0, text, error);
  // On some text that is no program, Babel stumbles over what it has left out itself.
  if (!(error instanceof SyntaxError) || !("loc" in error))
    return syntaxError("This cannot be read.", 0, text, error);

  const { index } = error.loc as { index: number };
  return syntaxError(error.message.replace(/ \(\d+:\d+\)$/, ""), index, text, error);
}

/** Babel counts lines wrong where an escape is cut off by the end of one, but never characters. */
function syntaxError(message: string, index: number, text: string, cause: unknown): SyntaxError {
  const lines = text.slice(0, index).split(/\r\n|[\n\r\u2028\u2029]/);
  const place: SyntaxErrorPlace = { lineNumber: lines.length, column: lines.at(-1)!.length + 1, index };
  return Object.assign(new SyntaxError(message, { cause }), place);
}
