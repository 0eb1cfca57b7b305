import { testAcross } from "../kit/across.ts";

const dump = `
  import { writeFileSync } from "node:fs";
  export const dump = (order) => writeFileSync("./order.json", JSON.stringify(order));
`;

testAcross("no-write-outside-tmp", {
  allows: {
    "a file below /tmp under a name of its own": {
      in: "src/reports.ts",
      files: {
        "src/api.ts": `
          import { writeReport } from "./reports";
          export const handler = async (event) => writeReport(event.id);
        `,
        "src/reports.ts": `
          import { writeFileSync } from "node:fs";
          export const writeReport = (id) => writeFileSync(\`/tmp/\${id}.json\`, "{}");
        `,
      },
    },
    "a file of a developer's machine, as the handler says": {
      in: "src/dump.ts",
      files: {
        "src/api.ts": `
          import { dump } from "./dump";
          export const handler = async (event) => {
            if (process.env.IS_OFFLINE) dump(event);
            return event.id;
          };
        `,
        "src/dump.ts": dump,
      },
    },
    "a file of a script": {
      in: "src/dump.ts",
      files: {
        "src/api.ts": `
          import { load } from "./dump";
          export const handler = async (event) => load(event.id);
        `,
        "src/dump.ts": `
          import { readFileSync, writeFileSync } from "node:fs";
          export const load = (id) => readFileSync("./orders/" + id);
          export const dump = (order) => writeFileSync("./order.json", JSON.stringify(order));
        `,
        "scripts/dump.ts": `
          import { dump } from "../src/dump";
          dump({});
        `,
      },
    },
  },

  reports: {
    "a file beside the code": {
      in: "src/dump.ts",
      files: {
        "src/api.ts": `
          import { dump } from "./dump";
          export const handler = async (event) => dump(JSON.parse(event.body));
        `,
        "src/dump.ts": `
          import { writeFileSync } from "node:fs";
          export const dump = (order) => writeFileSync("./order.json", JSON.stringify(order));
          //                                           ^^^^^^^^^^^^^^ readOnly
        `,
      },
    },
    "a file beside the code that is written as the module starts": {
      in: "src/orders.ts",
      files: {
        "src/api.ts": `
          import { load } from "./orders";
          export const handler = async (event) => load(event.id);
        `,
        "src/orders.ts": `
          import { readFileSync, writeFileSync } from "node:fs";
          writeFileSync("./orders.json", "[]");
          //            ^^^^^^^^^^^^^^^ readOnly
          export const load = (id) => JSON.parse(readFileSync("./orders.json", "utf8"))[id];
        `,
      },
    },
    "one name for the data of all requests": {
      in: "src/reports.ts",
      files: {
        "src/api.ts": `
          import { report } from "./reports";
          export const handler = async (event) => report(event.body);
        `,
        "src/reports.ts": `
          import { writeFileSync } from "node:fs";
          export const report = (text) => writeFileSync("/tmp/report.txt", text);
          //                                            ^^^^^^^^^^^^^^^^^ fixedName
        `,
      },
    },
  },
});
