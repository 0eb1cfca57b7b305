import assert from "node:assert/strict";
import { asDeployed } from "../../rules/service/deployed-as.ts";
import { FilesInMemory } from "../../rules/service/files.ts";
import { invokersOf } from "../../rules/service/deployed-from.ts";
import { Service } from "../../rules/service/service.ts";

/** What invokes the function whose code is `work.ts`, and the sizes of its batches. */
const invokersIn = (service: Service): string[] =>
  service.deploymentsOf("work.ts").flatMap((one) => {
    const { batchSizes } = asDeployed(one);
    const invokers = invokersOf(one).map(({ source, sender }) => source ?? sender ?? "something");
    return [...invokers, ...batchSizes.map((size) => `batches of ${size ?? "?"}`)];
  });

const filesOf = (files: Record<string, string>) =>
  new FilesInMemory({ "cdk.json": "{}", "work.ts": "export const handler = async () => {};", ...files });

const invokers = (files: Record<string, string>): string[] => invokersIn(new Service(filesOf(files)));

const worker = `new NodejsFunction(this, "Worker", { entry: "work.ts" })`;

/** A construct that keeps its function in a field. */
const lambdas = `
  import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
  import { Construct } from "constructs";
  export class Lambdas extends Construct {
    readonly worker: NodejsFunction;
    constructor(scope: Construct, id: string) {
      super(scope, id);
      this.worker = ${worker};
    }
  }
`;

/** A construct whose state machine invokes what it is given. */
const machine = (body: string, parameters = "scope: Construct, id: string, props: Props") => `
  import { IFunction } from "aws-cdk-lib/aws-lambda";
  import { LambdaInvoke } from "aws-cdk-lib/aws-stepfunctions-tasks";
  import { Construct } from "constructs";
  export class Machine extends Construct {
    constructor(${parameters}) {
      super(scope, id);
      ${body}
    }
  }
`;

const invokesProps = machine(`new LambdaInvoke(this, "Task", { lambdaFunction: props.worker });`);

/** A stack that makes the function, or has it made, and gives it to the machine. */
const stack = (body: string) => `
  import { Stack } from "aws-cdk-lib";
  import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
  import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
  import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
  import { Lambdas } from "./lambdas";
  import { Machine } from "./machine";
  export class Main extends Stack {
    constructor(scope, id) {
      super(scope, id);
      ${body}
    }
  }
`;

describe("A function of the CDK", () => {
  describe("is invoked by what another file makes", () => {
    const through = (body: string) => invokers({ "lambdas.ts": lambdas, "stack.ts": stack(body) });

    it("of the field that a class keeps it in", () => {
      assert.deepEqual(
        through(`const made = new Lambdas(this, "L"); rule.addTarget(new LambdaFunction(made.worker));`),
        ["eventbridge"],
      );
      assert.deepEqual(
        through(`this.made = new Lambdas(this, "L"); rule.addTarget(new LambdaFunction(this.made.worker));`),
        ["eventbridge"],
      );
      assert.deepEqual(
        through(`const { worker } = new Lambdas(this, "L"); rule.addTarget(new LambdaFunction(worker));`),
        ["eventbridge"],
      );
      assert.deepEqual(
        through(`const made = new Lambdas(this, "L"); rule.addTarget(new LambdaFunction(made.other));`),
        [],
      );
    });

    it("with batches of the size that stands there", () => {
      const source = (properties: string) =>
        through(`
          const made = new Lambdas(this, "L");
          made.worker.addEventSource(new SqsEventSource(queue, ${properties}));
        `);
      assert.deepEqual(source("{ batchSize: 1 }"), ["sqs", "batches of 1"]);
      assert.deepEqual(source("{}"), ["sqs", "batches of 10"]);
      assert.deepEqual(source("{ batchSize: size }"), ["sqs", "batches of ?"]);
    });

    it("of the field that a class has from the one it extends", () => {
      const derived = `import { Lambdas as Base } from "./base"; export class Lambdas extends Base {}`;
      const body = `rule.addTarget(new LambdaFunction(new Lambdas(this, "L").worker));`;
      assert.deepEqual(invokers({ "base.ts": lambdas, "lambdas.ts": derived, "stack.ts": stack(body) }), [
        "eventbridge",
      ]);
    });

    it("unless the field may hold another", () => {
      const written = lambdas.replace("super(scope, id);", "super(scope, id); this.worker = other;");
      const body = `rule.addTarget(new LambdaFunction(new Lambdas(this, "L").worker));`;
      assert.deepEqual(invokers({ "lambdas.ts": written, "stack.ts": stack(body) }), []);
    });
  });

  describe("is invoked by the class of another file that it is given to", () => {
    const given = (body: string, other = invokesProps) =>
      invokers({ "machine.ts": other, "lambdas.ts": lambdas, "stack.ts": stack(body) });

    it("as a property, wherever it was made", () => {
      assert.deepEqual(given(`new Machine(this, "M", { worker: ${worker} });`), ["state machine"]);
      assert.deepEqual(given(`const props = { worker: ${worker} }; new Machine(this, "M", props);`), [
        "state machine",
      ]);
      assert.deepEqual(
        given(`const made = new Lambdas(this, "L"); new Machine(this, "M", { worker: made.worker });`),
        ["state machine"],
      );
      assert.deepEqual(given(`new Machine(this, "M", { other: ${worker} });`), []);
      assert.deepEqual(given(`new Machine(...given, { worker: ${worker} });`), []);
    });

    it("however the class takes it", () => {
      const body = `new Machine(this, "M", { worker: ${worker} });`;
      const ways: [body: string, parameters?: string][] = [
        [`const { worker } = props; new LambdaInvoke(this, "T", { lambdaFunction: worker });`],
        [`this.worker = props.worker; new LambdaInvoke(this, "T", { lambdaFunction: this.worker });`],
        [`new LambdaInvoke(this, "T", { lambdaFunction: worker });`, "scope, id, { worker }: Props"],
        [
          `new LambdaInvoke(this, "T", { lambdaFunction: this.props.worker });`,
          "scope, id, private readonly props: Props",
        ],
        [
          `this.task(props); } task(props: Props) { new LambdaInvoke(this, "T", { lambdaFunction: props.worker });`,
        ],
      ];
      for (const way of ways) assert.deepEqual(given(body, machine(...way)), ["state machine"], way[0]);
    });

    it("with all that keeps it", () => {
      const other = machine(`new LambdaInvoke(this, "T", { lambdaFunction: props.made.worker });`);
      assert.deepEqual(given(`new Machine(this, "M", { made: new Lambdas(this, "L") });`, other), [
        "state machine",
      ]);
    });

    it("with batches of the size that stands there", () => {
      const other = machine(
        `props.worker.addEventSource(new SqsEventSource(this.queue, { batchSize: 5 }));`,
      ).replace("import", `import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources"; import`);
      assert.deepEqual(given(`new Machine(this, "M", { worker: ${worker} });`, other), [
        "sqs",
        "batches of 5",
      ]);
    });

    it("and that hands it on to a third, or to the class that it extends", () => {
      const body = `new Machine(this, "M", { worker: ${worker} });`;
      const files = { "lambdas.ts": lambdas, "stack.ts": stack(body), "inner.ts": invokesProps };
      const imported = `import { Machine as Inner } from "./inner"; import { Construct } from "constructs";`;
      const makes = `export class Machine extends Construct {
        constructor(scope, id, props) { new Inner(this, "Inner", { worker: props.worker }); }
      }`;
      const passes = `export class Machine extends Inner {
        constructor(scope, id, props) { super(scope, id, { ...props, worker: props.worker }); }
      }`;
      for (const own of [makes, passes, "export class Machine extends Inner {}"])
        assert.deepEqual(invokers({ ...files, "machine.ts": `${imported} ${own}` }), ["state machine"], own);
    });

    it("but not by one that only has it", () => {
      assert.deepEqual(
        given(`new Machine(this, "M", { worker: ${worker} });`, machine("this.x = props.worker;")),
        [],
      );
    });
  });

  it("is invoked by a stack that the app gives it to from another", () => {
    const first = lambdas.replaceAll("Construct", "Stack").replace("constructs", "aws-cdk-lib");
    const app = `
      import { App } from "aws-cdk-lib";
      import { Lambdas as MakingStack } from "../lambdas";
      import { Machine as RunningStack } from "../machine";
      const app = new App();
      const making = new MakingStack(app, "Making");
      new RunningStack(app, "Running", { worker: making.worker });
    `;
    assert.deepEqual(invokers({ "bin/app.ts": app, "lambdas.ts": first, "machine.ts": invokesProps }), [
      "state machine",
    ]);
  });

  it("is said anew when a file on the way changes", () => {
    const files = filesOf({
      "machine.ts": `export { Machine } from "./inner";`,
      "inner.ts": machine(""),
      "lambdas.ts": lambdas,
      "stack.ts": stack(`new Machine(this, "M", { worker: new Lambdas(this, "L").worker });`),
    });
    const service = new Service(files);
    assert.deepEqual(invokersIn(service), []);
    files.write("inner.ts", invokesProps);
    service.refresh();
    assert.deepEqual(invokersIn(service), ["state machine"]);
    service.refresh();
    assert.deepEqual(invokersIn(service), ["state machine"]);
    files.write("lambdas.ts", lambdas.replace("work.ts", "other.ts"));
    service.refresh();
    assert.deepEqual(invokersIn(service), []);
  });

  it("is followed through no circle for ever", () => {
    const circle = `
      import { LambdaInvoke } from "aws-cdk-lib/aws-stepfunctions-tasks";
      import { Machine as Other } from "./machine";
      export class Machine {
        constructor(props) {
          new LambdaInvoke(this, "Task", { lambdaFunction: props.worker });
          new Other(props.inner);
          new Other(props);
        }
      }
      const { a } = a;
      new Other({ worker: a });
    `;
    assert.deepEqual(
      invokers({
        "machine.ts": circle,
        "lambdas.ts": lambdas,
        "stack.ts": stack(`new Machine({ worker: ${worker} });`),
      }),
      ["state machine"],
    );
  });
});
