import { testRule } from "../kit/test-rule.ts";

testRule("no-write-outside-tmp", {
  allows: {
    "a file below /tmp, however its path is made": `
      import { writeFileSync, createWriteStream, mkdirSync } from "node:fs";
      import { writeFile } from "node:fs/promises";
      import os, { tmpdir } from "node:os";
      import path, { join } from "node:path";
      const folder = "/tmp/reports";
      export const handler = async (event) => {
        writeFileSync("/tmp/report.json", "{}");
        createWriteStream(\`/tmp/\${event.id}.csv\`);
        createWriteStream(\`/tmp\${event.path}\`);
        await writeFile(join(tmpdir(), "report.json"), "{}");
        await writeFile(path.resolve(os.tmpdir(), "a", "b"), "{}");
        mkdirSync(folder);
        await writeFile(folder + "/" + event.id, "{}");
      };
    `,
    "a file of a mounted file system, or a device": `
      import { appendFileSync } from "node:fs";
      export const handler = async (event) => {
        appendFileSync("/mnt/efs/orders.log", event.id);
        appendFileSync("/dev/stdout", event.id);
      };
    `,
    "a path that the environment or the event decides": `
      const fs = require("fs");
      const path = require("path");
      exports.handler = async (event) => {
        fs.writeFileSync(process.env.REPORT_PATH, "{}");
        fs.writeFileSync(path.join(process.env.FOLDER, "report.json"), "{}");
        fs.writeFileSync(\`\${process.env.FOLDER}/report.json\`, "{}");
        fs.writeFileSync(event.file, "{}");
        fs.writeFileSync("/" + event.folder + "/report.json", "{}");
      };
    `,
    "reading what comes with the code": `
      import { readFileSync, createReadStream } from "node:fs";
      import { join } from "node:path";
      const schema = readFileSync("./schema.json", "utf8");
      export const handler = async (event) => createReadStream(join(__dirname, "data.csv"));
    `,
    "relative paths once the process works in /tmp": `
      const fs = require("fs");
      process.chdir("/tmp");
      exports.handler = async (event) => fs.writeFileSync("report.json", "{}");
    `,
    "what is kept for a developer's machine": `
      import fs from "node:fs";
      const isLocal = !process.env.AWS_LAMBDA_FUNCTION_NAME;
      const isDetailed = process.env.LEVEL === "2";
      export const handler = async (event) => {
        if (process.env.IS_OFFLINE) fs.writeFileSync("./event.json", JSON.stringify(event));
        if (stage === "local") fs.writeFileSync("./event.json", JSON.stringify(event));
        isLocal && fs.writeFileSync("./event.json", JSON.stringify(event));
        if (isDetailed) fs.writeFileSync("./event.json", JSON.stringify(event));
        if (process.argv[2]) fs.writeFileSync("./event.json", JSON.stringify(event));
        dump(event);
      };
      function dump(event) {
        if (!isLocal) return;
        fs.writeFileSync("./event.json", JSON.stringify(event));
      }
    `,
    "what nobody minds if it fails": `
      import fs from "node:fs";
      export const handler = async (event) => {
        try {
          fs.writeFileSync("./last-event.json", JSON.stringify(event));
        } catch {}
      };
    `,
    "a folder that may come with the code": `
      import { mkdirSync } from "node:fs";
      export const handler = async (event) => mkdirSync("./templates", { recursive: true });
    `,
    "a script": `#!/usr/bin/env node
      import { writeFileSync } from "node:fs";
      export const handler = async (event, context) => writeFileSync("report.json", "{}");
    `,
    "a test": `
      import { writeFileSync } from "node:fs";
      import { it } from "vitest";
      export const handler = async (event, context) => writeFileSync("report.json", "{}");
    `,
    infrastructure: `
      import { writeFileSync } from "node:fs";
      import { Stack } from "aws-cdk-lib";
      export const onEvent = (event, context) => {
        writeFileSync("template.json", JSON.stringify(new Stack(event)));
      };
    `,
    "code that no handler calls": `
      import { writeFileSync } from "node:fs";
      export const generate = () => writeFileSync("report.json", "{}");
      export const handler = async (event) => event.Records.length;
    `,
    "functions of the same name that write no files": `
      import { writeFile } from "./store.ts";
      export const handler = async (event) => {
        await writeFile("report.json", event.body);
        require("fs");
      };
    `,
    "a file that is opened for reading": `
      import { open } from "node:fs/promises";
      export const handler = async (event) => {
        await open("./data.bin");
        await open("./data.bin", "r");
      };
    `,
    "a fixed name in /tmp for what all requests share, as the slide does": `
      const fs = require("fs");
      exports.handler = async (event) => {
        try {
          return fs.readFileSync("/tmp/config.json", "utf8");
        } catch {
          const config = await download("config.json", event.stageVariables);
          fs.writeFileSync("/tmp/config.json", config);
          return config;
        }
      };
    `,
    "a fixed name that is filled only where the file is missing": {
      code: `
        import { existsSync, writeFileSync } from "node:fs";
        export const handler = async (event) => {
          if (!existsSync("/tmp/model.bin")) writeFileSync("/tmp/model.bin", await load(event.model));
          existsSync("/tmp/labels.txt") || writeFileSync("/tmp/labels.txt", await load(event.labels));
        };
      `,
      options: [{ fixedNames: "all" }],
    },
    "a fixed name for data that every request writes again before it reads it": `
      import { writeFileSync } from "node:fs";
      export const handler = async (event) => {
        writeFileSync("/tmp/input.json", event.body);
        return convert("/tmp/input.json");
      };
    `,
    "a fixed name for records that are handled one after the other": `
      import { writeFile } from "node:fs/promises";
      export const handler = async (event) => {
        for (const record of event.Records) await writeFile("/tmp/input.json", record.body);
        await Promise.all(event.Records.map(async (record) => writeFile(\`/tmp/\${record.messageId}\`, record.body)));
      };
    `,
    "records whose file is used before the next one's turn": `
      import fs from "node:fs";
      export const handler = async (event) =>
        Promise.all(event.Records.map(async (record) => {
          fs.writeFileSync("/tmp/input.json", record.body);
          return convert(fs.readFileSync("/tmp/input.json"));
        }));
    `,
    "a log that is deleted, or begun anew": `
      import fs from "node:fs";
      export const handler = async (event) => {
        fs.writeFileSync("/tmp/rows.csv", "id");
        for (const record of event.Records) fs.appendFileSync("/tmp/rows.csv", record.body);
        fs.appendFileSync("/tmp/lines.txt", event.Records[0].body);
        fs.unlinkSync("/tmp/lines.txt");
      };
    `,
    "a fixed name that is deleted in the end": {
      code: `
        import fs from "node:fs";
        export const handler = async (event) => {
          fs.writeFileSync("/tmp/input.json", event.body);
          fs.rmSync("/tmp/input.json");
        };
      `,
      options: [{ fixedNames: "all" }],
    },
    "a fixed name for what does not come from the event": {
      code: `
        import fs from "node:fs";
        export const handler = async (event) => fs.writeFileSync("/tmp/report.json", await today());
      `,
      options: [{ fixedNames: "all" }],
    },
  },

  reports: {
    "a relative path": {
      code: `
        import { writeFileSync } from "node:fs";
        export const handler = async (event) => {
          writeFileSync("./out/report.json", event.body);
          //            ^^^^^^^^^^^^^^^^^^^ readOnly
        };
      `,
      suggests: {
        'Use `join(tmpdir(), "report.json")`': `
        import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { tmpdir } from "node:os";
        export const handler = async (event) => {
          writeFileSync(join(tmpdir(), "report.json"), event.body);
          //            ^^^^^^^^^^^^^^^^^^^ readOnly
        };
      `,
      },
    },
    "a name without a folder, and CommonJS": {
      code: `
        const fs = require('fs')
        const path = require('path')
        exports.handler = async (event) => {
          await fs.promises.writeFile(\`\${'report'}-\${event.id}.json\`, event.body)
          //                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ readOnly
        }
      `,
      suggests: {
        "Use `path.join(tmpdir(), `${'report'}-${event.id}.json`)`": `
        const fs = require('fs')
        const path = require('path')
const { tmpdir } = require('node:os')
        exports.handler = async (event) => {
          await fs.promises.writeFile(path.join(tmpdir(), \`\${'report'}-\${event.id}.json\`), event.body)
          //                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ readOnly
        }
      `,
      },
    },
    "a constant that only functions for files are given": {
      code: `
        import fs from "node:fs";
        import os from "node:os";
        import { join } from "node:path";
        const file = "/data/orders.csv";
        export const handler = async (event) => {
          fs.createWriteStream(file);
          //                   ^^^^ readOnly
          return fs.readFileSync(file);
        };
      `,
      suggests: {
        'Use `join(os.tmpdir(), "orders.csv")`': `
        import fs from "node:fs";
        import os from "node:os";
        import { join } from "node:path";
        const file = join(os.tmpdir(), "orders.csv");
        export const handler = async (event) => {
          fs.createWriteStream(file);
          //                   ^^^^ readOnly
          return fs.readFileSync(file);
        };
      `,
      },
    },
    "a path that other code counts on, without an offer": {
      code: `
        import fs from "node:fs";
        const file = "/data/orders.csv";
        export const handler = async (event) => {
          fs.writeFileSync(file, event.body);
          //               ^^^^ readOnly
          fs.writeFileSync("total.txt", event.body);
          //               ^^^^^^^^^^^ readOnly
          return upload(file, fs.readFileSync("total.txt"));
        };
      `,
      suggests: {},
    },
    "a name that means something else there, without an offer": {
      code: `
        import fs from "node:fs";
        export const handler = async (event, { join }) => {
          fs.writeFileSync("total.txt", event.body);
          //               ^^^^^^^^^^^ readOnly
        };
      `,
      suggests: {},
    },
    "a name that the file reads as a global, which an import would change, without an offer": {
      code: `
        import fs from "node:fs";
        export const handler = async (event) => {
          fs.writeFileSync("total.txt", join(event.lines));
          //               ^^^^^^^^^^^ readOnly
        };
      `,
      suggests: {},
    },
    "a path that is built from the code's folder": `
      import fs from "node:fs";
      import path from "node:path";
      import { fileURLToPath } from "node:url";
      export const handler = async (event) => {
        fs.writeFileSync(path.join(__dirname, "cache.json"), "{}");
        //               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ readOnly
        fs.writeFileSync(\`\${process.cwd()}/cache.json\`, "{}");
        //               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ readOnly
        fs.writeFileSync(path.join("./", "tmp", "cache.json"), "{}");
        //               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ readOnly
        fs.writeFileSync(path.resolve("cache.json"), "{}");
        //               ^^^^^^^^^^^^^^^^^^^^^^^^^^ readOnly
        fs.writeFileSync(new URL("./cache.json", import.meta.url), "{}");
        //               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ readOnly
        fs.writeFileSync(path.join(import.meta.dirname, event.id), "{}");
        //               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ readOnly
        fs.writeFileSync(fileURLToPath(new URL("cache.json", import.meta.url)), "{}");
        //               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ readOnly
      };
    `,
    "every way to write": `
      const fs = require("fs");
      const { promisify } = require("util");
      const write = promisify(fs.writeFile);
      const { outputJson } = require("fs-extra");
      exports.handler = async (event) => {
        await write("a", "");
        //          ^^^ readOnly
        await outputJson("a", {});
        //               ^^^ readOnly
        fs.copyFileSync("/tmp/a", "./a");
        //                        ^^^^^ readOnly
        fs.mkdirSync("./uploads");
        //           ^^^^^^^^^^^ readOnly
        fs.openSync("./a", "w");
        //          ^^^^^ readOnly
        fs.renameSync("/tmp/a", "/opt/a");
        //                      ^^^^^^^^ readOnly
      };
    `,
    "what a helper of the handler writes, and the module itself": `
      import { writeFileSync } from "node:fs";
      writeFileSync("started.txt", "");
      //            ^^^^^^^^^^^^^ readOnly
      export const handler = async (event) => save(event.body);
      const save = (body) => writeFileSync("tmp/body.json", body);
      //                                   ^^^^^^^^^^^^^^^ readOnly
    `,
    "records that are handled at once in a file of one name": `
      import { writeFile } from "node:fs/promises";
      import { createWriteStream } from "node:fs";
      import { pipeline } from "node:stream/promises";
      export const handler = async (event) => {
        await Promise.all(event.Records.map(async (record) => {
          await writeFile("/tmp/input.json", record.body);
          //              ^^^^^^^^^^^^^^^^^ fixedName
          await convert("/tmp/input.json");
        }));
        await Promise.allSettled(event.Records.map((record) => copy(record)));
      };
      async function copy(record) {
        const body = await download(record.body);
        await pipeline(body, createWriteStream("/tmp/copy.bin"));
        //                                     ^^^^^^^^^^^^^^^ fixedName
      }
    `,
    "data that is appended to that of earlier requests": `
      import fs from "node:fs";
      export const handler = async (event) => {
        fs.appendFileSync("/tmp/requests.log", event.body);
        //                ^^^^^^^^^^^^^^^^^^^ fixedName
        const log = fs.createWriteStream("/tmp/users.log", { flags: "a" });
        //                               ^^^^^^^^^^^^^^^^ fixedName
        log.write(event.requestContext.authorizer.principalId);
      };
    `,
    "a fixed name for the data of a request, where the option asks": {
      code: `
        import { writeFileSync } from "node:fs";
        export const handler = async (event) => {
          writeFileSync("/tmp/input.json", event.body);
          //            ^^^^^^^^^^^^^^^^^ fixedName
        };
      `,
      options: [{ fixedNames: "all" }],
    },
  },
});
