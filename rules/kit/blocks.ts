import type { TSESTree } from "@typescript-eslint/utils";
import type { Node } from "./ast.ts";

/** What holds statements that run one after the other. */
export type Block = TSESTree.BlockStatement | TSESTree.SwitchCase | TSESTree.Program;

const statementsOf = (block: Block): readonly Node[] =>
  block.type === "SwitchCase" ? block.consequent : block.body;

/**
 * Knows the first statement of each block that has a property. Much of a file stands behind the same statements, so
 * each is looked at once, and none before something behind it is asked about.
 */
export class FirstStatements {
  readonly #has: (statement: Node) => boolean;
  readonly #looked = new Map<Block, { count: number; isFound: boolean }>();

  constructor(has: (statement: Node) => boolean) {
    this.#has = has;
  }

  /** Whether a statement that has the property stands in a block before a part of it. */
  standBefore(part: Node, block: Block): boolean {
    let looked = this.#looked.get(block);
    if (!looked) this.#looked.set(block, (looked = { count: 0, isFound: false }));

    const statements = statementsOf(block);
    while (!looked.isFound) {
      const statement = statements[looked.count];
      if (!statement || statement.range[0] >= part.range[0]) return false;
      looked.isFound = this.#has(statement);
      if (!looked.isFound) looked.count += 1;
    }
    return statements[looked.count]!.range[0] < part.range[0];
  }
}
