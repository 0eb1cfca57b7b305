import { testAcross } from "../kit/across.ts";

testAcross("require-call-timeout", {
  allows: {
    "a request with a limit": {
      in: "src/accounts.ts",
      files: {
        "src/api.ts": `
          import { find } from "./accounts";
          export const handler = async (event) => find(event.pathParameters.id);
        `,
        "src/accounts.ts": `
          export const find = async (id) => fetch(process.env.ACCOUNTS + id, { signal: AbortSignal.timeout(2000) });
        `,
      },
    },
    "a request that the caller limits": {
      in: "src/accounts.ts",
      files: {
        "src/api.ts": `
          import { find } from "./accounts";
          import { late } from "./clock";
          export const handler = async (event) => Promise.race([find(event.pathParameters.id), late(2000)]);
        `,
        "src/clock.ts": `export const late = (ms) => new Promise((_, reject) => setTimeout(reject, ms));`,
        "src/accounts.ts": `export const find = async (id) => fetch(process.env.ACCOUNTS_URL + id);`,
      },
    },
  },

  reports: {
    "a request of a helper": {
      in: "src/accounts.ts",
      files: {
        "src/api.ts": `
          import { find } from "./accounts";
          export const handler = async (event) => find(event.pathParameters.id);
        `,
        "src/accounts.ts": `
          export const find = async (id) => fetch(\`\${process.env.ACCOUNTS_URL}/\${id}\`);
          //                                ^^^^^ request
        `,
      },
    },
  },
});
