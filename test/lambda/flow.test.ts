import { callsOf, probe } from "../kit/probe.ts";

/** Marks each call of `work()` that runs once an invocation with the handler that gets there. */
const runs = probe((lambda, sourceCode) =>
  callsOf("work", sourceCode)
    .filter((call) => lambda.runsPerInvocation(call))
    .map((call) => ({ at: call, says: lambda.handlerOf(call)!.name })),
);

describe("Code runs on each invocation", () => {
  runs("inside a handler", {
    "in its body, and not beside it": `
      work();
      export const handler = async (event) => {
        work();
     // ^^^^^^ handler
      };
      work();
    `,
    "in a callback": `
      export const handler = async (event) => {
        await Promise.all(event.Records.map(async (record) => work()));
        //                                                    ^^^^^^ handler
      };
    `,
    "in a default of its parameters": `
      export const handler = async (event, context, now = work()) => now;
      //                                                  ^^^^^^ handler
    `,
    "in each handler of the module": `
      export const create = async (event, context) => work();
      //                                              ^^^^^^ create
      export const remove = async (event, context) => work();
      //                                              ^^^^^^ remove
    `,
    "in what it calls, whether the module exports that or not": `
      export const save = async (event) => work(event.Records);
      //                                   ^^^^^^^^^^^^^^^^^^^ handler
      export const load = async (event) => work(event.Records);
      //                                   ^^^^^^^^^^^^^^^^^^^ load
      export const handler = async (event) => save(event);
    `,
    "below its wrappers, but not in what they are given": `
      import middy from "@middy/core";
      export const handler = middy(async (event) => work()).use(work());
      //                                            ^^^^^^ handler
    `,
    "in a bound method, but not in the constructor of its instance": `
      class Orders {
        table = work();
        constructor() {
          work();
        }
        async handle(event, context) {
          return work();
          //     ^^^^^^ handler
        }
      }
      const orders = new Orders();
      export const handler = orders.handle.bind(orders);
    `,
    "in what a factory returns, but not in the factory": `
      const make = () => {
        const table = work();
        return async (event) => work(table);
        //                      ^^^^^^^^^^^ handler
      };
      export const handler = make();
    `,
    "in what a curried wrapper of the file returns, but not in its first steps": `
      const secured = (role) => {
        work();
        return (inner) => async (event, context) => {
          work();
       // ^^^^^^ handler
          return inner(event, context);
        };
      };
      export const handler = secured("admin")(async (event) => work());
      //                                                       ^^^^^^ handler
    `,
  });

  runs("in what a handler calls", {
    "a function": `
      function helper() {
        return work();
        //     ^^^^^^ handler
      }
      export const handler = async (event) => helper();
    `,
    "a function of a function": `
      const inner = () => work();
      //                  ^^^^^^ handler
      const outer = () => inner();
      export const handler = async (event) => outer();
    `,
    "a helper passed by name": `
      const save = async (record) => work();
      //                             ^^^^^^ handler
      export const handler = async (event) => Promise.all(event.Records.map(save));
    `,
    "a method of an object": `
      const orders = {
        save: async (order) => work(),
        //                     ^^^^^^ handler
        load: async (id) => work(),
      };
      export const handler = async (event) => orders.save(event);
    `,
    "a method of an instance": `
      class Orders {
        constructor() {
          work();
        }
        async save(order) {
          return this.write(order);
        }
        private async write(order) {
          return work();
          //     ^^^^^^ handler
        }
      }
      const orders = new Orders();
      export const handler = async (event) => orders.save(event);
    `,
    "a method of an instance in a field": `
      class Table {
        save = (order) => work();
        //                ^^^^^^ handler
      }
      class Orders {
        private table = new Table();
        create(order) {
          return this.table.save(order);
        }
      }
      const orders = new Orders();
      export const handler = async (event) => orders.create(event);
    `,
    "a static method": `
      class Orders {
        static save = (order) => work();
        //                       ^^^^^^ handler
      }
      export const handler = async (event) => Orders.save(event);
    `,
    "a method that a bound method calls": `
      class Orders {
        async handle(event, context) {
          return this.save(event);
        }
        save = async (order) => work();
        //                      ^^^^^^ handler
      }
      export const handler = new Orders().handle.bind(new Orders());
    `,
    "a factory": `
      const make = () => {
        work();
     // ^^^^^^ handler
        return (order) => work();
        //                ^^^^^^ handler
      };
      export const handler = async (event) => make()(event);
    `,
    "what a factory at module scope made": `
      const make = () => {
        work();
        return (order) => work();
        //                ^^^^^^ handler
      };
      const save = make();
      export const handler = async (event) => save(event);
    `,
    "a constructor": `
      class Orders {
        table = work();
        //      ^^^^^^ handler
        static table = work();
        constructor() {
          work();
       // ^^^^^^ handler
        }
      }
      export const handler = async (event) => new Orders();
    `,
    "a constructor at module scope, which it does not call": `
      class Orders {
        table = work();
        constructor() {
          work();
        }
      }
      const orders = new Orders();
      export const handler = async (event) => orders;
    `,
    "a constructor it inherits": `
      class Base {
        constructor() {
          work();
       // ^^^^^^ handler
        }
      }
      class Orders extends Base {}
      export const handler = async (event) => new Orders();
    `,
    "a wrapper that runs what it is given": `
      import { makeIdempotent } from "@aws-lambda-powertools/idempotency";
      const charge = makeIdempotent(async (order) => work(), { persistenceStore });
      //                                             ^^^^^^ handler
      export const handler = async (event) => charge(event);
    `,
    "a class that is half typed": `
      class Orders extends Orders {}
      const orders = new orders();
      export const handler = async (event) => work(new Orders(), orders.save());
      //                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ handler
    `,
    "functions that call each other": `
      const even = (n) => (n === 0 ? work() : odd(n - 1));
      //                             ^^^^^^ handler
      const odd = (n) => even(n - 1);
      export const handler = async (event) => even(event.n);
    `,
  });

  runs("nowhere else", {
    "in a function that nobody calls": `
      const unused = () => work();
      export const handler = async (event) => {};
    `,
    "in a function called at module scope": `
      const connect = () => work();
      const connection = connect();
      export const handler = async (event) => connection;
    `,
    "in an exported function that the handler does not call": `
      export const connect = () => work();
      export const handler = async (event) => {};
    `,
    "in a method of another class by the same name": `
      class Orders { save() { return work(); } }
      class Payments { save() {} }
      const payments = new Payments();
      export const handler = async (event) => payments.save();
    `,
    "in what a handler hides under the same name": `
      const save = () => work();
      export const handler = async (event) => {
        const save = () => {};
        save();
      };
    `,
    "in a module without a handler": `
      import { S3Client } from "@aws-sdk/client-s3";
      export const connect = () => work();
    `,
  });
});
