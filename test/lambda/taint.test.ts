import { callsOf, probe } from "../kit/probe.ts";

/** Marks each argument of `use(…)` whose value may differ with the event. */
const depends = probe((lambda, sourceCode) =>
  callsOf("use", sourceCode)
    .flatMap((call) => call.arguments)
    .filter((argument) => lambda.dependsOnEvent(argument))
    .map((argument) => ({ at: argument, says: "event" })),
);

describe("A value depends on the event", () => {
  depends("where it is computed from it", {
    "the event and what it holds": `
      export const handler = async (event, context) => {
        use(event);
        //  ^^^^^ event
        use(event.body);
        //  ^^^^^^^^^^ event
        use(context.awsRequestId);
        //  ^^^^^^^^^^^^^^^^^^^^ event
      };
    `,
    "what a call is given beside its parameters": `
      export const handler = async function () {
        use(arguments[0].region, "a");
        //  ^^^^^^^^^^^^^^^^^^^ event
        const { tenant } = storage.getStore();
        use(tenant);
        //  ^^^^^^ event
      };
    `,
    "an object that a function fills with it": `
      export const handler = async (event) => {
        const options = {}, others = {};
        await complete(options, event.tenant);
        logger.info(others, event);
        use(options);
        //  ^^^^^^^ event
        use(others);
      };
    `,
    "what is taken from it": `
      export const handler = async ({ headers: { authorization }, ...rest }) => {
        use(authorization);
        //  ^^^^^^^^^^^^^ event
        use(rest);
        //  ^^^^ event
      };
    `,
    "variables, however many": `
      export const handler = async (event) => {
        const { tenant } = JSON.parse(event.body);
        const role = roles[tenant];
        const options = { region: "eu-west-1", role };
        use(options);
        //  ^^^^^^^ event
        use("a", { ...options });
        //       ^^^^^^^^^^^^^^ event
      };
    `,
    "what a call gives for it": `
      export const handler = async (event) => {
        const role = await sts.send(new AssumeRoleCommand({ RoleArn: event.role }));
        use({ credentials: role.Credentials });
        //  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ event
      };
    `,
    "a variable that is written later": `
      export const handler = async (event) => {
        let region = "eu-west-1";
        if (event.region) region = event.region;
        use(region);
        //  ^^^^^^ event
      };
    `,
    "an object that is filled": `
      export const handler = async (event) => {
        const options = {};
        options.role = event.role;
        const roles = { all: [] };
        roles.all.push(event.role);
        const typed = {} as Options;
        (typed as any).role = event.role;
        use(options, roles, typed);
        //  ^^^^^^^ event
        //           ^^^^^ event
        //                  ^^^^^ event
      };
    `,
    "an object that is filled by Object.assign": `
      export const handler = async (event) => {
        const options = {};
        Object.assign(options, event);
        use(options);
        //  ^^^^^^^ event
      };
    `,
    "a function that reads it": `
      export const handler = async (event) => {
        const region = () => event.region;
        use(region());
        //  ^^^^^^^^ event
      };
    `,
    "a function declaration that reads it": `
      export const handler = async (event) => {
        function region() {
          return event.region;
        }
        use(region());
        //  ^^^^^^^^ event
      };
    `,
    "an element of a loop": `
      export const handler = async (event) => {
        for (const region of ["eu-west-1", "us-east-1"]) use(region);
        //                                                   ^^^^^^ event
        for (let i = 0; i < 2; i++) use(i);
        //                              ^ event
      };
    `,
    "a parameter of a callback": `
      export const handler = async (event) => regions.map((region) => use(region));
      //                                                                  ^^^^^^ event
    `,
    "a parameter that the handler fills from it": `
      const connect = (role) => use(role);
      //                            ^^^^ event
      export const handler = async (event) => connect(event.role);
    `,
    "a parameter that is filled from it by way of another function": `
      const connect = (role) => use(role);
      //                            ^^^^ event
      const prepare = ({ role }) => connect(role);
      export const handler = async (event) => prepare(event);
    `,
    "a parameter of a function that others may call": `
      export const connect = (role) => use(role);
      //                                   ^^^^ event
      export const handler = async (event) => connect("admin");
    `,
    "a parameter of a function that is passed on": `
      const connect = (role) => use(role);
      //                            ^^^^ event
      export const handler = async (event) => roles.map(connect);
    `,
    "the rest of the parameters": `
      const connect = (...roles) => use(roles);
      //                                ^^^^^ event
      export const handler = async (event) => connect("admin", event.role);
    `,
    this: `
      class Orders {
        handle() {
          use(this.role);
          //  ^^^^^^^^^ event
          const { role } = this;
          use(role);
          //  ^^^^ event
        }
      }
      const orders = new Orders();
      export const handler = async (event) => orders.handle();
    `,
    "a module's variable that the handler fills": `
      let tenant;
      export const handler = async (event) => {
        tenant = event.tenant;
        use(tenant);
        //  ^^^^^^ event
      };
    `,
    "an error": `
      export const handler = async (event) => {
        try {
          await load();
        } catch (error) {
          use(error);
          //  ^^^^^ event
        }
      };
    `,
  });
});

describe("A value does not depend on the event", () => {
  depends("where it is", {
    "a constant": `
      const region = "eu-west-1";
      export const handler = async (event) => use(region, "a", {});
    `,
    "a setting": `
      export const handler = async (event) => {
        const region = process.env.AWS_REGION ?? "eu-west-1";
        use({ region });
      };
    `,
    "an import": `
      import { region } from "./settings";
      export const handler = async (event) => use(region);
    `,
    "loaded at module scope": `
      const options = await load(process.env.OPTIONS);
      export const handler = async (event) => use(options);
    `,
    "loaded by the handler": `
      export const handler = async (event) => {
        const secret = await secrets.send(new GetSecretValueCommand({ SecretId: process.env.SECRET }));
        const { password } = JSON.parse(secret.SecretString);
        use({ password });
      };
    `,
    "a parameter that every call fills with a constant": `
      const connect = (region) => use(region);
      export const handler = async (event) => [connect("eu-west-1"), connect(process.env.REGION)];
    `,
    "a name that the event has too": `
      const region = "eu-west-1";
      export const handler = async (event) => {
        const { region: other } = event;
        use({ region }, region.event);
      };
    `,
  });
});
