import { ancestorsOf, isClass, type ClassNode, type Node } from "../../kit/ast.ts";
import { nodesIn } from "../../kit/nodes.ts";
import type { SourceCode } from "../../kit/rule.ts";
import { lineageOf } from "./behind.ts";

/** Where an instance of a class is made, or a class hands on what it is given to the one that it extends. */
export interface Making {
  owner: ClassNode;
  sourceCode: SourceCode;
  arguments: readonly Node[];
}

/** Where a file makes instances of the classes of the repository that have a constructor. */
export const makingsIn = (sourceCode: SourceCode): Making[] =>
  nodesIn(sourceCode.ast, ["NewExpression", "CallExpression"], sourceCode).flatMap((node): Making[] => {
    const isOfSuper = node.callee.type === "Super";
    const callee = isOfSuper ? superClassAround(node) : node.callee;
    if (!callee || (node.type === "CallExpression" && !isOfSuper)) return [];
    // What has no constructor of its own has that of the class that it extends.
    for (const { value, sourceCode: home } of lineageOf(callee, sourceCode))
      if (hasConstructor(value)) return [{ owner: value, sourceCode: home, arguments: node.arguments }];
    return [];
  });

const hasConstructor = ({ body }: ClassNode): boolean =>
  body.body.some((one) => one.type === "MethodDefinition" && one.kind === "constructor");

const superClassAround = (node: Node): Node | null | undefined =>
  [...ancestorsOf(node)].find(isClass)?.superClass;
