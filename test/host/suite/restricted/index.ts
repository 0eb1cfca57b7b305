/** The suite for a folder that VS Code does not trust. */
export { run } from "../index.ts";
