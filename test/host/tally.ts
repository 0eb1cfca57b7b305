/** What was run in one VS Code, a line each; the lines below one that failed say why. */
export class Part {
  readonly #name: string;
  readonly #failures: string[] = [];
  #passed = 0;
  #failed = 0;

  constructor(name: string) {
    this.#name = name;
    console.log(name);
  }

  get passed(): number {
    return this.#passed;
  }

  get failed(): number {
    return this.#failed;
  }

  /** Shows a line as a suite writes it: with ✔, with ✖, with ↻ where it is tried again, or with why. */
  show(line: string): void {
    console.log(line);
    if (line.startsWith("  ✔")) {
      this.#passed++;
      return;
    }
    if (line.startsWith("  ✖")) this.#failed++;
    this.#failures.push(line);
  }

  pass(what: string): void {
    this.show(`  ✔ ${what}`);
  }

  fail(what: string, why: readonly string[]): void {
    for (const line of [`  ✖ ${what}`, ...why.map((reason) => `      ${reason}`)]) this.show(line);
  }

  /** What failed, if only the first time, below the part's name. */
  get report(): string[] {
    return this.#failures.length > 0 ? [this.#name, ...this.#failures] : [];
  }
}

/** Ends a run: whoever reads a long log begins at its end. Returns whether all passed. */
export function sumUp(parts: readonly Part[]): boolean {
  for (const line of parts.flatMap(({ report }) => report)) console.log(line);
  const passed = parts.reduce((sum, part) => sum + part.passed, 0);
  const failed = parts.reduce((sum, part) => sum + part.failed, 0);
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0;
}
