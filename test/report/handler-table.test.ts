import assert from "node:assert/strict";
import { handlerTable, type ListedDeployment, type ListedHandler } from "../../src/report/handler-table.ts";

const deployment: ListedDeployment = {
  template: "services/template.yaml",
  line: 12,
  function: "Orders",
  sources: ["sqs"],
  otherInvokers: [],
  mayHaveOtherSources: false,
  batchSizes: [10],
  runtime: "nodejs22.x",
  timeout: 20,
  memory: null,
};

const handler: ListedHandler = {
  file: "services/orders/src/create.ts",
  line: 3,
  name: "handler",
  code: "exported as handler",
  sources: [],
  deployments: [deployment],
};

const deployedAs = (...deployments: Partial<ListedDeployment>[]): ListedHandler => ({
  ...handler,
  deployments: deployments.map((one) => ({ ...deployment, ...one })),
});

/** The lines of the table, without the last paragraph, which counts. */
function linesOf(columns: number, ...handlers: ListedHandler[]): string[] {
  const terminal = { columns, colours: false, hyperlinks: false };
  const text = handlerTable({ handlers, problems: [], isCut: false }, terminal);
  return text.slice(0, text.lastIndexOf("\n\n")).split("\n");
}

/** What stands below the title of a column. */
const cellsUnder = (title: string, ...handlers: ListedHandler[]) => {
  const [titles = "", , , ...rows] = linesOf(120, ...handlers);
  const column = titles.indexOf(title);
  return rows.map((row) => row.slice(column).split(/ {2,}/)[0]);
};

describe("the table of handlers", () => {
  it("has a line for each function that a handler is deployed as", () => {
    assert.deepEqual(
      linesOf(80, deployedAs({}, { mayHaveOtherSources: true, batchSizes: [], memory: 128 })),
      [
        "  Shown by                   Sources          Batch  Runtime     Timeout  Memory",
        "",
        "services/orders/src/create.ts:3  handler",
        "  services/template.yaml:12  SQS              10     nodejs22.x  20 s     ?",
        "  services/template.yaml:12  SQS, maybe more         nodejs22.x  20 s     128 MB",
      ],
    );
  });

  it("tells nobody from nobody knows", () => {
    assert.deepEqual(
      cellsUnder(
        "Sources",
        deployedAs(
          { sources: ["custom-resource"], mayHaveOtherSources: true },
          { sources: ["custom-resource"] },
          { sources: [], mayHaveOtherSources: true },
          { sources: [] },
        ),
      ),
      ["CloudFormation custom resource, maybe more", "CloudFormation custom resource", "?", "none"],
    );
  });

  it("names each source once, and what invokes with no event of its own", () => {
    assert.deepEqual(
      cellsUnder(
        "Sources",
        deployedAs({ sources: ["s3", "s3", "s3"] }, { sources: [], otherInvokers: ["SDK call"] }),
      ),
      ["S3", "SDK call"],
    );
  });

  it("says what the code shows, where no template names a handler or says who invokes it", () => {
    assert.deepEqual(cellsUnder("Sources", { ...deployedAs({ sources: [] }), sources: ["kinesis"] }), [
      "Kinesis",
    ]);
    assert.deepEqual(linesOf(80, { ...handler, sources: ["sns"], deployments: [] }).slice(2), [
      "services/orders/src/create.ts:3  handler",
      "  exported as handler  SNS",
    ]);
  });

  it("cuts nothing: where a row has no room, all of each stands below each other", () => {
    const deep = deployedAs({ template: "services/orders/infrastructure/template.yaml" });
    assert.deepEqual(linesOf(80, deep, { ...handler, deployments: [] }), [
      "services/orders/src/create.ts:3  handler",
      "  services/orders/infrastructure/template.yaml:12",
      "    SQS; batch 10; runtime nodejs22.x; timeout 20 s; memory ?",
      "services/orders/src/create.ts:3  handler",
      "  exported as handler",
      "    source unknown",
    ]);
  });

  it("puts all of a row below each other in a narrow one", () => {
    const all = deployedAs({ mayHaveOtherSources: true });
    assert.deepEqual(linesOf(60, all), [
      "services/orders/src/create.ts:3  handler",
      "  services/template.yaml:12",
      "    SQS, maybe more; batch 10; runtime nodejs22.x; timeout",
      "    20 s; memory ?",
    ]);
    assert.deepEqual(linesOf(32, all, { ...handler, deployments: [] }), [
      "…orders/src/create.ts:3  handler",
      "  services/template.yaml:12",
      "    SQS, maybe more; batch 10;",
      "    runtime nodejs22.x; timeout",
      "    20 s; memory ?",
      "…orders/src/create.ts:3  handler",
      "  exported as handler",
      "    source unknown",
    ]);
  });

  it("fits any terminal, whatever handlers and their files are called", () => {
    const long = { ...deployedAs({}), file: `${"a/".repeat(80)}b.ts`, name: "handlerOf".repeat(20) };
    for (const columns of [30, 40, 60, 80, 100, 120])
      for (const line of linesOf(columns, long)) assert.ok(line.length <= columns, line);
  });
});
