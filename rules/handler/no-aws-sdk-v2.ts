import type { TSESTree } from "@typescript-eslint/utils";
import { stringValue } from "../kit/ast.ts";
import { isGlobal } from "../kit/bindings.ts";
import { nodesIn } from "../kit/nodes.ts";
import { defineRule } from "../kit/rule.ts";
import { isScript, isTest, liesAmongTests, mayNameAwsPackages } from "../lambda/gate.ts";
import { lambdaOf } from "../lambda/model.ts";

/**
 * AWS ended support for version 2 of its SDK on 2025-09-08, and no Lambda runtime since Node.js 18 brings it along.
 * https://aws.amazon.com/blogs/developer/announcing-end-of-support-for-aws-sdk-for-javascript-v2/
 */
const sdkV2 = /^aws-sdk(\/|$)/;

export default defineRule({
  meta: {
    type: "problem",
    docs: {
      description: "Disallow version 2 of the AWS SDK, which is out of support",
      why: "Version 2 gets no more security fixes, no Lambda runtime since Node.js 18 has it, and it slows each cold start.",
      harm: "hygiene",
      preset: "warn",
      slide: "whats-new",
    },
    messages: {
      outOfSupport:
        "`{{module}}` is out of support since 2025-09-08. Use the `@aws-sdk/client-*` packages of version 3.",
    },
    schema: [],
  },

  create(context) {
    const { sourceCode } = context;
    // A module that handlers import is as good a place to look as they are.
    if (!mayNameAwsPackages(sourceCode) || !/[^@]aws-sdk[/"'`]/.test(sourceCode.text)) return {};
    if (isScript(sourceCode) || isTest(sourceCode)) return {};
    if (liesAmongTests(context) && !lambdaOf(context)) return {};

    const report = (source: TSESTree.Node) => {
      const module = stringValue(source);
      if (module === undefined || !sdkV2.test(module)) return;
      context.report({ node: source, messageId: "outOfSupport", data: { module } });
    };

    return {
      Program(program) {
        for (const node of nodesIn(program, ["ImportDeclaration", "ExportNamedDeclaration"], sourceCode))
          if (node.source && !isTypeOnly(node)) report(node.source);
        for (const node of nodesIn(program, ["ExportAllDeclaration"], sourceCode))
          if (node.exportKind !== "type") report(node.source);
        for (const { importKind, moduleReference } of nodesIn(
          program,
          ["TSImportEqualsDeclaration"],
          sourceCode,
        ))
          if (importKind !== "type" && moduleReference.type === "TSExternalModuleReference")
            report(moduleReference.expression);
        for (const node of nodesIn(program, ["ImportExpression"], sourceCode)) report(node.source);
        for (const {
          callee,
          arguments: [source],
        } of nodesIn(program, ["CallExpression"], sourceCode))
          if (source && isGlobal(callee, "require", sourceCode)) report(source);
      },
    };
  },
});

/** `import type …` and `import { type A, type B }` leave nothing behind in the code that runs, nor does `export` so. */
const isTypeOnly = (declaration: TSESTree.ImportDeclaration | TSESTree.ExportNamedDeclaration): boolean =>
  kindOf(declaration) === "type" ||
  (declaration.specifiers.length > 0 && declaration.specifiers.every((one) => kindOf(one) === "type"));

const kindOf = (node: object): unknown =>
  "importKind" in node ? node.importKind : "exportKind" in node ? node.exportKind : undefined;
