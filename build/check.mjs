import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";

/** Runs each script that is called `check:…`, two at a time, and shows what one says once it has ended. */
const { scripts } = JSON.parse(readFileSync("package.json", "utf8"));
const waiting = Object.keys(scripts).filter((name) => name.startsWith("check:"));

async function checkInTurn() {
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
    const { code, said } = await ran(name);
    process.stdout.write(`${name}: ${code === 0 ? "nothing to object to" : "failed"}\n${said}`);
    if (code !== 0) process.exitCode = 1;
  }
}

/** The npm by which this runs, which nobody has said where it is started by itself. */
const { npm_execpath: script } = process.env;
const [npmPath, ...npmArguments] = script ? [process.execPath, script] : ["npm"];

/** A script as npm runs it: what it said, and its exit code. */
function ran(name) {
  const npm = spawn(npmPath, [...npmArguments, "run", "--silent", name], {
    env: { ...process.env, ...(process.stdout.isTTY && { FORCE_COLOR: "1" }) },
    stdio: ["inherit", "pipe", "pipe"],
  });
  let said = "";
  for (const output of [npm.stdout, npm.stderr])
    output.setEncoding("utf8").on("data", (text) => (said += text));
  return new Promise((resolve, reject) => {
    npm.on("error", reject).on("close", (code) => resolve({ code, said }));
  });
}

await Promise.all([checkInTurn(), checkInTurn()]);
