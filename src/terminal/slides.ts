import { addresses } from "../../rules/addresses.ts";
import { painted, type Terminal } from "../report/terminal.ts";
import { partsOf } from "../teaching/parts.ts";
import { descriptionIn } from "../teaching/picture.ts";
import { sectionsOf, topics, type Slide } from "../teaching/slide.ts";
import { heading, section } from "./headings.ts";
import { lifeOfEnvironments } from "./lifecycle.ts";
import { prose } from "./prose.ts";
import { reference, sheetOn } from "./sheet.ts";

/** All slides with their numbers, in their sections. */
export function slideList(all: readonly Slide[], terminal: Terminal): string {
  const nameWidth = Math.max(...topics.map(({ length }) => length));
  const lists = sectionsOf(all).map(({ title, slides }) => {
    const lines = slides.map(({ topic, title }) => {
      const number = String(topics.indexOf(topic) + 1).padStart(4);
      return `${number}  ${topic.padEnd(nameWidth)}  ${title}`;
    });
    return `${painted(title, "bold", terminal)}\n${lines.join("\n")}`;
  });
  const hint = "effective-lambda slides N|TOPIC shows one, effective-lambda quiz asks questions.";
  return `${[...lists, hint].join("\n\n")}\n`;
}

/** One slide: what it says, what its picture shows, and where to go on. */
export function slideText(slide: Slide, diagram: string | undefined, terminal: Terminal): string {
  const sheet = sheetOn(terminal);
  const number = topics.indexOf(slide.topic) + 1;
  const readOn = [
    ...(slide.about ? [`effective-lambda slides ${slide.about}`] : []),
    ...(slide.quiz ? [`effective-lambda quiz ${slide.topic}`] : []),
    ...slide.rules.map((id) => `effective-lambda explain ${id}`),
    ...(number < topics.length ? [`effective-lambda slides ${number + 1}`] : []),
  ];
  return `${[
    painted(`${number} / ${topics.length} · ${slide.section}`, "dim", terminal),
    heading(slide.title, terminal),
    ...partsOf(slide.body).map(({ heading, text }) => section(heading, prose(text, sheet), terminal)),
    ...(diagram === undefined
      ? []
      : [section("In a picture", prose(descriptionIn(diagram), sheet), terminal)]),
    ...(slide.diagram === "lifecycle" ? [section("Step by step", lifeOfEnvironments(sheet), terminal)] : []),
    ...(slide.quiz ? [section("Quiz", prose(slide.quiz.question, sheet), terminal)] : []),
    section("Sources", slide.sources.map((source) => reference(source, source, sheet)).join("\n"), terminal),
    section(
      "Read on",
      [...readOn, reference("This slide on the web", addresses.slide(slide.topic), sheet)].join("\n"),
      terminal,
    ),
  ].join("\n\n")}\n`;
}
