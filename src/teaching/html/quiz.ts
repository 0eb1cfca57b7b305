import { markdown } from "../markdown.ts";
import type { Quiz } from "../slide.ts";

/** A question to answer; without a script, to think about before the answers are opened. */
export function quizForm(topic: string, { question, options }: Quiz): string {
  const inline = (text: string) => markdown.renderInline(text);
  const choices = options.map(
    ({ text, isRight }, index) =>
      `<label><input type="radio" name="${topic}-answer" value="${index}"${isRight ? " data-right" : ""}> <b>${"ABCD"[index]}</b> <span>${inline(text)}</span></label>`,
  );
  const explained = options.map(
    ({ explanation, isRight }, index) =>
      `<li><b>${"ABCD"[index]}, ${isRight ? "right" : "not this one"}.</b> <span>${inline(explanation)}</span></li>`,
  );
  return `<form class="quiz">
<fieldset>
<legend>${inline(question)}</legend>
${choices.join("\n")}
</fieldset>
<p class="buttons"><button type="submit">Check</button> <button type="reset">Try again</button></p>
<p class="verdict" role="status"></p>
<details><summary>All answers explained</summary><ul>${explained.join("\n")}</ul></details>
</form>`;
}
