import assert from "node:assert/strict";
import { rules } from "../../rules/plugin.ts";
import { topics } from "../../src/teaching/slide.ts";
import { explanation } from "../../src/terminal/explain.ts";
import { askedQuiz, isAsking, printedQuiz, type Asking } from "../../src/terminal/quiz.ts";
import { slideList, slideText } from "../../src/terminal/slides.ts";
import { library } from "../kit/site.ts";
import { colourful, plain, tooLong } from "./terminal.ts";

const explained = async (id: string, terminal = plain) =>
  explanation(id, rules, await library.page(id), terminal);

describe("a rule in the terminal", () => {
  for (const id of Object.keys(rules))
    it(`${id} fits 80 columns`, async () => {
      assert.deepEqual(tooLong(await explained(id)), []);
    });

  it("says what it is, and has its page with the options", async () => {
    const text = await explained("no-client-in-handler");
    assert.match(
      text,
      /^no-client-in-handler\n\nDisallow building a client on every invocation of a handler\.\n\nRecommended {2}error, says more in strict\nLooks at {5}handlers\nOffers {7}fix, suggestion\n\n/,
    );
    assert.match(text, /\nBAD\n {2}import \{ GetObjectCommand, S3Client \}/);
    assert.match(text, /\nOPTIONS\n- `clients` \(`"aws"` or `"all"`/);
    assert.match(
      text,
      /\nREAD ON\neffective-lambda slides init-outside-handler\nhttps:\S+no-client-in-handler\.md\n$/,
    );
    assert.ok(!text.includes("\u001B"));
  });

  it("links other rules to their pages where the terminal knows links", async () => {
    const text = await explained("require-batch-item-failures", colourful);
    assert.ok(text.includes(`]8;;${rules["no-swallowed-error"]!.meta.docs.url}\u0007`));
    assert.ok(!/\]8;;[\w-]+\.md/.test(text));
  });
});

describe("slides in the terminal", () => {
  it("are listed with their numbers in their sections", async () => {
    const text = slideList(await library.slides(), plain);
    assert.match(text, /^Welcome\n {3}1 {2}title +Writing Effective Lambda Functions\n/);
    assert.match(text, /\nLook back\n {2}19 {2}question-1 /);
    assert.deepEqual(tooLong(text), []);
  });

  for (const topic of topics)
    it(`${topic} fits 80 columns, with its picture in words`, async () => {
      const slide = await library.slide(topic);
      const diagram = slide.diagram === undefined ? undefined : await library.diagram(slide.diagram);
      const text = slideText(slide, diagram, plain);
      assert.deepEqual(tooLong(text), []);
      assert.equal(text.includes("\nIN A PICTURE\n"), diagram !== undefined);
    });

  it("tell the life of environments step by step, as its picture plays it", async () => {
    const lifecycle = await library.diagram("lifecycle");
    const text = slideText(await library.slide("ephemeral-environments"), lifecycle, plain);
    const [, steps] = /\nSTEP BY STEP\n(.*?)\n\n/s.exec(text)!;
    assert.deepEqual(steps!.match(/^\d\. \w+, at [\d.]+ \w+/gm), [
      "1. INIT, at 0.00 s",
      "2. INVOKE, at 0.40 s",
      "3. FREEZE, at 0.45 s",
      "4. INVOKE, at 5.45 s",
      "5. FREEZE, at 5.50 s",
      "6. SHUTDOWN, at 10 min",
    ]);
    assert.match(steps!, /\nClients created: 3\. Were it created inside the handler: 4\.$/);
  });

  it("say where they stand, and where to go on", async () => {
    const text = slideText(await library.slide("init-outside-handler"), undefined, plain);
    assert.match(text, /^5 \/ 23 · How Lambda runs your code\n\nInitialise Outside the Handler\n\nWHY\n/);
    assert.match(
      text,
      /\nREAD ON\neffective-lambda quiz init-outside-handler\neffective-lambda explain no-client-in-handler\n(effective-lambda explain \S+\n)*effective-lambda slides 6\nhttps:/,
    );
  });
});

describe("the quiz", () => {
  const asking = async (...names: string[]) =>
    (await library.slides())
      .filter(isAsking)
      .filter(({ topic }) => names.length === 0 || names.includes(topic));

  it("prints all questions with their options, and the answers after them", async () => {
    const text = printedQuiz(await asking(), plain);
    assert.deepEqual(tooLong(text), []);
    const [questions, answers] = text.split("\nAnswers\n");
    assert.equal(questions!.match(/^ {2}A {2}/gm)!.length, 19);
    assert.doesNotMatch(questions!, /[✓✗]/);
    assert.equal(answers!.match(/^✓ [A-D] {2}/gm)!.length, 19);
    assert.equal(answers!.match(/^✗ [A-D] {2}/gm)!.length, 57);
  });

  /** Answers in turn, and returns what was said after each answer, with the wish that came before it. */
  async function dialogue(slides: readonly Asking[], ...answers: string[]): Promise<string> {
    let said = "";
    await askedQuiz(slides, plain, {
      tell: (text) => (said += `${text}\n`),
      ask: async (wish) => {
        const answer = answers.shift();
        said += `[${wish}${answer ?? "the end"}]\n`;
        return answer;
      },
    });
    assert.deepEqual(answers, [], said);
    return said;
  }

  it("explains a wrong answer, lets it be given again, then explains all", async () => {
    const said = await dialogue(await asking("question-1"), "A", "2");
    assert.match(
      said,
      /\[Your answer[^\]]*A\]\n\nNot this one\.\nIt works\. But each request[^]*\[Try again, or Enter for all answers: 2\]\n\nRight\.\nINIT builds it once[^]*\n✗ A {2}Inside the handler\n[^]*\n✓ B {2}/,
    );
    assert.match(said, /\nRead on: effective-lambda slides init-outside-handler\n/);
    assert.doesNotMatch(said, /score|points|\d+ %|wrong/i);
  });

  it("shows the answers after Enter, once something was tried", async () => {
    const said = await dialogue(await asking("question-1"), "", "5", "d", "what", "");
    assert.match(said, /\[Please answer with 1 to 4 or A to D \(q ends\): 5\]/);
    assert.match(said, /\[Try again, or Enter for all answers: what\]\n\[Try again[^\]]*\]\n\n✗ A {2}/);
  });

  it("asks one question after the other, and ends when somebody leaves", async () => {
    const two = await asking("question-1", "question-2");
    assert.match(await dialogue(two, "b", "", "b"), /^Question 1 of 2\n[^]*\nQuestion 2 of 2\n/);
    assert.doesNotMatch(await dialogue(two, "b", "q"), /Question 2 of 2/);
    assert.doesNotMatch(await dialogue(two, "q"), /✓/);
    assert.match(await dialogue(two, "a"), /the end\]\n$/);
  });
});
