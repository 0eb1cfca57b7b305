import type { TSESTree } from "@typescript-eslint/utils";
import { bare, contains, memberName, outermost, some, type Node } from "./ast.ts";
import {
  bindingOf,
  canBeTakenAway,
  declarationOf,
  isMarked,
  isMarkedAt,
  placesOf,
  removalsOf,
  renamesOf,
  type Binding,
} from "./binding.ts";
import { valueOf, variableOf, type Variable } from "./bindings.ts";
import { dedented, textAfter, type Edit } from "./edits.ts";
import { grouped } from "./grouped.ts";
import { filledOnce, lazyOf } from "./lazy.ts";
import { declaredAtModule, freeName, isOfModule, meansAnother } from "./module-scope.ts";
import { oncePerFile } from "./once.ts";
import type { RuleContext, SourceCode } from "./rule.ts";
import { scopesOf, variablesOfModule } from "./scopes.ts";
import { later, settled, Stage, type Settled, type Steadiness } from "./stages.ts";
import { isLeftAsBuilt } from "./uses.ts";

/** A call or a `new` that gives something new each time. */
export type Construction = TSESTree.CallExpression | TSESTree.NewExpression;

/** A construction as a message shows it: `new AWS.S3()`, `axios.create()`. */
export function spelt({ type, callee }: Construction, sourceCode: SourceCode): string {
  const name = sourceCode.getText(callee);
  if (type === "CallExpression") return `${name}()`;
  return name.includes("(") ? `new (${name})()` : `new ${name}()`;
}

/** What a rule knows of the things it wants built once. */
export interface Kind extends Steadiness {
  /** When it may be built at the earliest: `call` where building it starts something, or reads what a function sets up. */
  earliest: Stage;
  /** Methods that leave a mark: after their call, one thing for all calls is not the same as one for each. */
  marking: RegExp;
  /** What to call the thing where the code gives it no name, or one that is taken. */
  name: string;
  /** The thing's type as module scope can spell it, where the call that gives it does not tell; `null` where none can. */
  type?: string | null;
}

/** How something that a function builds on each call can be built once. */
export interface Hoist {
  /** When the module is loaded; `isSafe` where behaviour provably stays the same. */
  move?: { edits: Edit[]; isSafe: boolean } | undefined;
  /** Not at all: the module already has the same under this name. */
  share?: { edits: Edit[]; name: string } | undefined;
  /** When it is first needed, and kept in a variable of the module. */
  lazy?: { edits: Edit[]; name: string } | undefined;
}

/** The ways to build something once, as far as what it is built of and what becomes of it allow. */
export function hoistOf(built: Construction, kind: Kind, context: RuleContext): Hoist {
  const { sourceCode } = context;
  const expression = wholeOf(built, kind);
  const known = settled(expression, sourceCode, kind);
  if (known.stage === Stage.eachCall || !isLeftToUs(expression)) return {};
  const variable = variableKeeping(expression, sourceCode);
  if (variable ? isMarked(variable, kind.marking) : isMarkedAt(expression, kind.marking)) return {};
  const binding = variable && bindingOf(variable, sourceCode);
  if (variable && isOfModule(variable)) return { lazy: filledOnce(expression, variable, sourceCode) };

  const share = known.locals.length === 0 ? shareOf(expression, binding, sourceCode) : undefined;
  if (share) return { share };
  // What a wrapper does to it is not ours to vouch for.
  const wrapped = expression === built ? Stage.source : Stage.load;
  const stage = later(known.stage, kind.earliest, wrapped);
  const isOfSteady = known.locals.some((local) => kind.isSteady(bare(valueOf(local)!)));
  return {
    move:
      stage <= Stage.load ? moveOf(expression, binding, { ...known, stage }, kind, sourceCode) : undefined,
    lazy: isOfSteady ? undefined : lazyOf(built, expression, binding, kind, context),
  };
}

/** The construction with what only hands it on: a wrapper that is steady too, `await`. */
function wholeOf(built: Node, kind: Kind): Node {
  const { parent } = outermost(built);
  if (parent?.type === "AwaitExpression") return wholeOf(parent, kind);
  const isHandedOn = parent?.type === "CallExpression" && parent.callee !== built && kind.isSteady(parent);
  return isHandedOn ? wholeOf(parent, kind) : built;
}

/** Whether the value is not kept by an object, `this.client = …` or the field of a class, and not disposed of by `using`. */
function isLeftToUs(expression: Node): boolean {
  const { parent } = outermost(expression);
  if (parent?.type === "AssignmentExpression") return parent.left.type === "Identifier";
  if (parent?.type === "VariableDeclarator") return !parent.parent.kind.endsWith("using");
  return parent?.type !== "PropertyDefinition";
}

/** The variable that is declared with an expression, or that it is assigned to. */
function variableKeeping(expression: Node, sourceCode: SourceCode): Variable | undefined {
  const { parent } = outermost(expression);
  if (parent?.type === "AssignmentExpression") return variableOf(parent.left, sourceCode);
  return parent?.type === "VariableDeclarator" ? variableOf(parent.id, sourceCode) : undefined;
}

/** Uses what the module already builds in just the same way. */
function shareOf(expression: Node, binding: Binding | undefined, sourceCode: SourceCode): Hoist["share"] {
  const places = binding ? placesOf(binding.variable) : [expression];
  const twin = constantsOf(sourceCode).get(sourceCode.getText(expression));
  const itself = [twin, binding?.variable];
  if (!twin || places.some((place) => meansAnother(twin.name, place, sourceCode, itself))) return undefined;
  if (binding && !canBeTakenAway(binding, sourceCode)) return undefined;
  const edits = binding
    ? [...removalsOf([binding], sourceCode), ...renamesOf(binding.variable, twin.name)]
    : [{ range: expression.range, text: twin.name }];
  return { edits, name: twin.name };
}

/** The constants of a module by the text of their value. */
const constantsOf = oncePerFile((sourceCode): ReadonlyMap<string, Variable> => {
  const byText = new Map<string, Variable>();
  for (const variable of variablesOfModule(sourceCode)) {
    const value = isConst(variable) ? valueOf(variable) : undefined;
    const text = value && sourceCode.getText(value);
    if (text !== undefined && !byText.has(text)) byText.set(text, variable);
  }
  return byText;
});

const isConst = ({ defs: [definition] }: Variable): boolean =>
  definition?.parent?.type === "VariableDeclaration" && definition.parent.kind === "const";

/** Declares it at module scope, after the constants of the function that it needs and that come along. */
function moveOf(
  expression: Node,
  binding: Binding | undefined,
  { stage, locals, ofModule }: Settled,
  kind: Kind,
  sourceCode: SourceCode,
): Hoist["move"] {
  const needed = locals.flatMap((variable) => bindingOf(variable, sourceCode) ?? []);
  const moved = binding ? [...needed, binding] : needed;
  const sources = [expression, ...needed.map(({ declarator }) => declarator)];
  if (
    needed.length < locals.length ||
    new Set(moved.map(({ declaration }) => declaration)).size < moved.length
  )
    return undefined;
  if (!needed.every((one) => canFollow(one, sources, kind, sourceCode))) return undefined;
  if (!moved.every((one) => canBeTakenAway(one, sourceCode))) return undefined;

  const names = moved.map(({ variable }) =>
    freeName([variable.name, kind.name], placesOf(variable), sourceCode, variable),
  );
  const name = binding ? undefined : freeName([kind.name], [expression], sourceCode);
  if (new Set([...names, name]).size <= moved.length) return undefined;

  const renames = moved.flatMap(({ variable }, index) => renamesOf(variable, names[index]!));
  const declarations = moved.map((one, index) => declarationOf(one, names[index]!, renames, sourceCode));
  const replaced = removalsOf(moved, sourceCode);
  if (name !== undefined) {
    const value = dedented(textAfter(expression.range, renames, sourceCode), expression, sourceCode);
    declarations.push(`const ${name} = ${value};`);
    replaced.push({ range: expression.range, text: name });
  }
  const isGone = ({ range: [start] }: Edit) =>
    replaced.some(({ range }) => range[0] <= start && start < range[1]);
  return {
    edits: [
      declaredAtModule(declarations, expression, ofModule, sourceCode),
      ...replaced,
      ...renames.filter((edit) => !isGone(edit)),
    ],
    isSafe:
      stage === Stage.source &&
      binding !== undefined &&
      moved.every(
        ({ variable, declarator }) =>
          !kind.isSteady(bare(declarator.init)) || isLeftAsBuilt(variable, kind.marking, sourceCode),
      ) &&
      !hasNamesake(binding, sourceCode),
  };
}

/** Whether a constant may go along with what needs it: nobody else can change it or tell the difference. */
function canFollow(one: Binding, sources: readonly Node[], kind: Kind, sourceCode: SourceCode): boolean {
  const value = bare(one.declarator.init);
  if (kind.isSteady(value)) return !isMarked(one.variable, kind.marking);
  const isPlain = !some(value, sourceCode, ({ type }) =>
    /^(Object|Array|New|Call|Function|Arrow)/.test(type),
  );
  return (
    isPlain || placesOf(one.variable).every((place) => sources.some((source) => contains(source, place)))
  );
}

/** Whether something else in the file is built under the same name: then one of them has to yield. */
const hasNamesake = ({ variable, declarator }: Binding, sourceCode: SourceCode): boolean =>
  variablesByName(sourceCode)
    .get(variable.name)!
    .some((other) => {
      const value = other === variable ? undefined : valueOf(other);
      return value !== undefined && bare(value).type === bare(declarator.init).type;
    });

const variablesByName = oncePerFile((sourceCode) =>
  grouped(
    scopesOf(sourceCode).flatMap(({ variables }) => variables),
    ({ name }) => name,
  ),
);

/** A variable's name for what is built: `s3Client` for `new S3Client()`, `pool` for `createPool()`. */
export function variableNameFor({ callee }: Construction, fallback: string): string {
  const named = bare(callee);
  const own =
    named.type === "Identifier"
      ? named.name
      : named.type === "MemberExpression"
        ? memberName(named)
        : undefined;
  const owner = own === "from" && named.type === "MemberExpression" ? bare(named.object) : undefined;
  const name = (owner?.type === "Identifier" ? owner.name : own)?.replace(/^create(?=[A-Z])/, "");
  if (name === undefined || !/[A-Z]/.test(name)) return fallback;
  return name.replace(/^([A-Z0-9]+(?=[A-Z][a-z]|$)|[A-Z])/, (start) => start.toLowerCase());
}
