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
  "DestructureNamedImport",
  "EmptyHeritageClauseType",
  "EmptyTypeArguments",
  "EmptyTypeParameters",
  "ExportBindingIsString",
  "ImportBindingIsString",
  "ImportCallArity",
  "InvalidBigIntLiteral",
  "InvalidCodePoint",
  "InvalidDigit",
  "InvalidEscapedReservedWord",
  "InvalidEscapeSequence",
  "InvalidEscapeSequenceTemplate",
  "InvalidHeritageClauseType",
  "InvalidOrMissingExponent",
  "InvalidPropertyAccessAfterInstantiationExpression",
  "InvalidTupleMemberLabel",
  "MissingInterfaceName",
  "MissingSemicolon",
  "NoCatchOrFinally",
  "TypeAnnotationAfterAssign",
  "UnexpectedKeyword",
  "UnexpectedNumericSeparator",
  "UnexpectedTokenUnaryExponentiation",
  "UnexpectedTypeAnnotation",
  "UnexpectedTypeCastInParameter",
]);

export const leavesTreeWhole = ({ reasonCode }: ParseError): boolean => !guesses.has(reasonCode);

/** Babel's error in ESLint's form: Babel writes the place into the message. Any other error is given back as it is. */
export function asSyntaxError(error: unknown): unknown {
  // The only range that a parser exceeds is that of the stack.
  if (error instanceof RangeError) {
    const start: SyntaxErrorPlace = { lineNumber: 1, column: 1, index: 0 };
    return Object.assign(new SyntaxError("This is nested too deeply to be read.", { cause: error }), start);
  }
  if (!(error instanceof SyntaxError) || !("loc" in error)) return error;

  const { line, column, index } = error.loc as { line: number; column: number; index: number };
  const place: SyntaxErrorPlace = { lineNumber: line, column: column + 1, index };
  return Object.assign(new SyntaxError(error.message.replace(/ \(\d+:\d+\)$/, ""), { cause: error }), place);
}
