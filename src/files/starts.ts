import manifest from "../../rules/package.json" with { type: "json" };

/** The package that brings the rules and the command. */
const plugin = manifest.name;

/** What a project is prepared with: a file, or what is to be added to one like it. */
export interface Recipe {
  /** From the folder of the project. */
  path: string;
  text: string;
  /** What to add to a file that holds data in place of code, where it can say the same only otherwise. */
  entry?: string;
  /** Other names of files that say the same, among those of the folder. */
  like: RegExp;
  /** The key under which `package.json` may say it. */
  key?: string;
  /** The packages that have to be installed for it. */
  needs: readonly string[];
  /** What has it run, where that is more than the file. */
  runBy?: string;
}

/** The recipes, by the options of `init`. The pages in `docs/` show the same. */
export const starts = {
  eslint: {
    path: "eslint.config.mjs",
    needs: ["eslint", plugin],
    like: /^(eslint\.config\.[cm]?[jt]s|\.eslintrc(\.\w+)?)$/,
    key: "eslintConfig",
    text: `import effectiveLambda from "eslint-plugin-effective-lambda";
import * as parser from "eslint-plugin-effective-lambda/parser";

export default [
  effectiveLambda.configs.recommended,
  effectiveLambda.configs.templates,
  { files: ["**/*.{ts,mts,cts}"], languageOptions: { parser } },
];
`,
  },
  github: {
    path: ".github/workflows/lambda-review.yml",
    needs: [plugin],
    like: /^lambda-review\.ya?ml$/,
    text: `name: Lambda review
on: pull_request
permissions:
  contents: read
jobs:
  review:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
        with:
          fetch-depth: 0
      - uses: actions/setup-node@v5
        with:
          node-version: 24
      - run: npm ci
      - run: npx effective-lambda review --diff --format github --format md=review.md
      - if: always()
        run: cat review.md >> "$GITHUB_STEP_SUMMARY"
`,
  },
  gitlab: {
    path: ".gitlab-ci.yml",
    needs: [plugin],
    like: /^\.gitlab-ci\.ya?ml$/,
    text: `lambda-review:
  image: node:24
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
  variables:
    GIT_DEPTH: 0
  script:
    - npm ci
    - npx effective-lambda review --diff --format gitlab=gl-code-quality-report.json --format pretty
  artifacts:
    when: always
    reports:
      codequality: gl-code-quality-report.json
`,
  },
  "lint-staged": {
    path: "lint-staged.config.mjs",
    needs: ["lint-staged", plugin],
    runBy:
      "A Git hook has to run lint-staged before each commit: `npx lint-staged` in .husky/pre-commit, or in .git/hooks/pre-commit.",
    like: /^(lint-staged\.config\.[cm]?[jt]s|\.lintstagedrc(\.\w+)?)$/,
    key: "lint-staged",
    text: `export default {
  "*.{js,mjs,cjs,ts,mts,cts,yml,yaml,json}": () => "effective-lambda review --diff=HEAD",
};
`,
    entry: `"*.{js,mjs,cjs,ts,mts,cts}": "effective-lambda review"
`,
  },
} as const satisfies Record<string, Recipe>;

export type Start = keyof typeof starts;
