import type { Page } from "playwright-core";

/** What comes of a suite that VS Code runs in a page. */
interface RunningSuite {
  /** Its exit code: 0 when its `run()` resolved. */
  exit: Promise<number>;
  /** Fails where no code will come any more. Whoever gets it has to wait for it at once. */
  crash: Promise<never>;
}

/** Listens to the suite of a page that is opened next. `onLog` gets what the workbench and the extension host write to their consoles. */
export async function suiteIn(page: Page, onLog: (text: string) => void): Promise<RunningSuite> {
  let ended!: (code: number) => void;
  const exit = new Promise<number>((resolve) => (ended = resolve));
  await page.exposeFunction("codeAutomationExit", ended);
  await page.exposeFunction("codeAutomationLog", (_type: string, args: unknown[]) => {
    for (const text of args) onLog(String(text));
  });
  const crash = new Promise<never>((_resolve, reject) => {
    page.once("close", () => reject(new Error("The browser ended.")));
    page.once("crash", () => reject(new Error("The browser's page crashed.")));
  });
  return { exit, crash };
}
