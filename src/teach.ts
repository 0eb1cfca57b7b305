import type { RuleModule } from "../rules/kit/rule.ts";
import { FileError } from "./files/file-error.ts";
import { writeSite } from "./files/write-site.ts";
import type { Lesson } from "./lessons.ts";
import type { Terminal } from "./report/terminal.ts";
import { assetsIn, siteOf } from "./site/site.ts";
import { libraryIn } from "./teaching/library.ts";
import { explanation } from "./terminal/explain.ts";
import { askedQuiz, isAsking, printedQuiz } from "./terminal/quiz.ts";
import { readerAtTerminal } from "./terminal/reader.ts";
import { slideList, slideText } from "./terminal/slides.ts";
import { UsageError } from "./usage-error.ts";

/** Where the package has the texts: the build puts all but the pages of the rules beside the command. */
const places = {
  rules: new URL("../docs/", import.meta.url),
  guides: new URL("guides/", import.meta.url),
  media: new URL("media/", import.meta.url),
};

/** Shows what a lesson asks for. Only this, and not the review, needs the texts and what reads Markdown. */
export async function teach(
  lesson: Lesson,
  rules: Readonly<Record<string, RuleModule>>,
  terminal: Terminal,
): Promise<void> {
  const library = libraryIn(places);
  const print = (text: string) => process.stdout.write(text);

  switch (lesson.command) {
    case "explain":
      print(explanation(lesson.rule, rules, await library.page(lesson.rule), terminal));
      break;
    case "slides": {
      if (!lesson.topic) {
        print(slideList(await library.slides(), terminal));
        break;
      }
      const slide = await library.slide(lesson.topic);
      const diagram = slide.diagram === undefined ? undefined : await library.diagram(slide.diagram);
      print(slideText(slide, diagram, terminal));
      break;
    }
    case "quiz": {
      const slides = await library.slides();
      const asking = slides.filter(isAsking).filter(({ topic }) => topic === (lesson.topic ?? topic));
      if (asking.length === 0)
        throw new UsageError(
          `The slide ${lesson.topic} asks nothing. The module's four are question-1 to question-4; quiz alone asks all there are.`,
        );
      if (!process.stdin.isTTY || !process.stdout.isTTY) {
        print(printedQuiz(asking, terminal));
        break;
      }
      const reader = readerAtTerminal();
      await askedQuiz(asking, terminal, reader);
      reader.close();
      break;
    }
    case "export-site": {
      const site = await siteOf(library, rules, await assetsIn(places.media));
      try {
        print(`${await writeSite(lesson.folder, site)}\n`);
      } catch (error) {
        if (error instanceof FileError) throw new UsageError(`${lesson.folder}: ${error.message}`);
        throw error;
      }
      break;
    }
  }
}
